"""Spreads of an amount over its parts, in every state. All of it is invented."""

from charts.examples.contributions import LONG
from charts.spread import Part, Spread

_REASON = "Er is nog geen geld gemeld."


def spreads() -> dict[str, Spread]:
    pillars = (
        Part("Fysiek", 13_660_000_000, "dient 3 doelen", "fysiek"),
        Part("Sociale basis", 620_000_000, "dient 1 doel", "sociale_basis"),
        Part("Sociale stijging", 480_000_000, "dient geen doel", "sociale_stijging"),
        Part("Sociale herovering", None, "dient geen doel", "sociale_herovering"),
    )
    domains = (
        Part("Wonen en energie", 3_632_000_000, "1 doel"),
        Part("Werk", 240_000_000, "1 doel"),
        Part("niet toegedeeld", 10_888_000_000, rest=True),
    )
    return {
        "Over de pijlers": Spread("Over de pijlers", pillars, empty_reason=_REASON),
        "Met een deel dat niet toegedeeld is": Spread("Over de domeinen", domains, empty_reason=_REASON),
        "Lange namen, en meer terug dan uit": Spread(
            "Over de partners",
            (Part(LONG, 98_765_432_100, LONG), Part(LONG, -5, LONG), Part("c", 0)),
            empty_reason=_REASON,
        ),
        "Niets gemeld": Spread("Over de pijlers", (Part("Fysiek", None, pillar="fysiek"),), empty_reason=_REASON),
        "Zonder delen": Spread("Over de partners", (), empty_reason=_REASON),
    }
