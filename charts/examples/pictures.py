"""The picture of a wijk that does not exist, in every state."""

from charts.examples.panels import (
    CITY,
    WIJK,
    benefits,
    crime,
    crowd_panel,
    empty_panel,
    health_panel,
    liveability,
    one_point_panel,
    withheld_panel,
)
from charts.model import Bar, Pillar, Span, SpanStatus
from charts.model import WijkPicture as Picture

NO_MONEY = (
    "Hoeveel er per jaar is besteed, is nooit gepubliceerd. Wel bekend is wat het Rijk in 2008 voor de wijken "
    "beschikbaar stelde: dat staat onder het beeld."
)
NO_SPANS = "Welke interventies er waren, is niet vastgelegd."

PILLARS = (
    Pillar("fysiek", "Fysiek"),
    Pillar("sociale_basis", "Sociale basis"),
    Pillar("sociale_stijging", "Sociale stijging"),
    Pillar("sociale_herovering", "Sociale herovering"),
)

_SPENT = {
    "fysiek": (60, 120, 210, 280, 300, 260, 220, 240, 290, 210, 140, 160, 190, 120),
    "sociale_basis": (26, 30, 34, 38, 40, 45, 48, 50, 58, 60, 63, 66, 70, 76),
    "sociale_stijging": (8, 14, 20, 26, 34, 40, 44, 48, 56, 60, 64, 70, 82, 90),
    "sociale_herovering": (14, 15, 16, 17, 18, 32, 34, 36, 36, 34, 36, 34, 32, 32),
}


def bars() -> tuple[Bar, ...]:
    return tuple(
        Bar(2012 + index, pillar, amount * 1_000_000 + index * 37)
        for pillar, amounts in _SPENT.items()
        for index, amount in enumerate(amounts)
    )


def spans() -> tuple[Span, ...]:
    told = (
        ("Renovatie 640 portiekwoningen", "fysiek", 2012, 2018, SpanStatus.FINISHED, 900),
        ("Sloop en nieuwbouw Havenblok", "fysiek", 2018, 2027, SpanStatus.RUNNING, 800),
        ("Buurtteam aan huis", "sociale_basis", 2012, None, SpanStatus.RUNNING, 500),
        ("Taal en werk in de buurt", "sociale_stijging", 2014, 2021, SpanStatus.FINISHED, 300),
        ("Verlengde schooldag", "sociale_stijging", 2019, None, SpanStatus.RUNNING, 400),
        ("Straatcoaches", "sociale_herovering", 2013, 2016, SpanStatus.FINISHED, 200),
        ("Buurtbeheerders op straat", "sociale_herovering", 2020, 2025, SpanStatus.RUNNING, 250),
    )
    return tuple(
        Span(title, pillar, start, end, f"/interventies/{index}", status, cents)
        for index, (title, pillar, start, end, status, cents) in enumerate(told, start=1)
    )


def negative_bars() -> tuple[Bar, ...]:
    """A year in which more was corrected than spent, a reported nought, and two years without any report."""
    return (
        Bar(2019, "fysiek", 40_000_000),
        Bar(2019, "sociale_basis", 9_000_000),
        Bar(2020, "fysiek", -6_000_000),
        Bar(2020, "sociale_basis", 9_500_000),
        Bar(2021, "fysiek", 0),
        Bar(2024, "fysiek", 31_000_000),
        Bar(2024, "sociale_stijging", 12_000_000),
    )


def just_begun() -> tuple[Bar, ...]:
    """One year of money."""
    return (Bar(2024, "fysiek", 52_345_678), Bar(2024, "sociale_basis", 4_000_000))


def many_spans() -> tuple[Span, ...]:
    statuses = tuple(SpanStatus)
    return tuple(
        Span(
            f"Interventie met een lange naam nummer {index} in de Scheepstimmermansbuurt en omstreken",
            PILLARS[index % 4].key,
            2006 + index,
            None if index % 5 == 0 else 2009 + index,
            None if index % 3 == 0 else f"/interventies/{index}",
            statuses[index % 4],
            index * 1_000,
        )
        for index in range(20)
    )


def picture(**changes: object) -> Picture:
    """The picture of an invented wijk; `changes` replaces any part of it."""
    parts: dict[str, object] = {
        "title": f"Wat er is gedaan en wat er veranderde in {WIJK}",
        "wijk": WIJK,
        "city": CITY,
        "first_year": 2006,
        "last_year": 2027,
        "now_year": 2025,
        "start_year": 2012,
        "pillars": PILLARS,
        "bars": bars(),
        "spans": spans(),
        "panels": (crime(), benefits(), liveability()),
        "money_note": "prijzen van het jaar zelf",
        "spans_total": 12,
    }
    return Picture(**(parts | changes))  # type: ignore[arg-type]


def pictures() -> dict[str, Picture]:
    """Every state of the picture of a wijk, by a name for the reader."""
    nothing = {"bars": (), "spans": (), "spans_total": None, "money_note": "", "start_year": None}
    return {
        "Wijk met programma": picture(),
        "Veel interventies en lange namen": picture(spans=many_spans(), spans_total=None, panels=(crowd_panel(),)),
        "Geheime en ontbrekende cijfers": picture(panels=(withheld_panel(), health_panel(), empty_panel())),
        "Correcties, en jaren zonder melding": picture(
            bars=negative_bars(), start_year=2019, spans=(), panels=(crime(),)
        ),
        "Geen geld gepubliceerd": picture(
            **(nothing | {"start_year": 2008, "money_empty_reason": NO_MONEY, "spans_empty_reason": NO_SPANS})
        ),
        "Pas begonnen, twintig jaar vooruit": picture(
            first_year=2021,
            last_year=2045,
            now_year=2025,
            start_year=2024,
            bars=just_begun(),
            panels=(withheld_panel(),),
        ),
        "Wijk zonder programma": picture(**nothing, last_year=2025, panels=(crime(), liveability(), one_point_panel())),
        "Nog niets bekend": picture(
            **nothing, last_year=2025, money_empty_reason="Over geld is nog niets gemeld.", panels=(empty_panel(),)
        ),
    }
