"""The contribution picture of a programme that does not exist, in every state. All of it is invented."""

from dataclasses import replace
from decimal import Decimal

from charts.contributions import Contributions, Doing, Link, Outcome, Result
from charts.examples.pictures import PILLARS

LONG = "Samenwerkingsverband Buurt- en Speeltuinverenigingen Havenkwartier-Noordoost en Omstreken"

OUTCOMES = (
    Outcome("gas", "Gasverbruik van woningen", "Wonen en energie", ("Havenkwartier: van 1.450 naar 1.100 in 2027",)),
    Outcome("leefbaarheid", "Leefbaarheid", "Leefbaarheid", ("Havenkwartier: van −0,32 naar −0,12 in 2027",)),
    Outcome("rondkomen", "Moeite met rondkomen", "Gelijke kansen"),
    Outcome("bijstand", "Mensen met bijstand", "Werk", ("Havenkwartier: van 112 naar 80 in 2027",)),
    Outcome("misdrijven", "Misdrijven", "Veiligheid", ("Havenkwartier: van 96 naar 60 in 2027",)),
    Outcome("eenzaamheid", "Mensen die eenzaam zijn", "Meedoen", ("Havenkwartier: van 54 naar 48 in 2027",)),
)

RENOVATION = Doing(
    "Renovatie portiekflats met isolatie", "fysiek", 4_540_000_000, ("De Haard", "het Rijk"),
    (Result("woningen gerenoveerd", 800, 640),),
    (Link("gas", 1, "A", Decimal("0.8")), Link("leefbaarheid", 4, "B", Decimal("0.2"))), "/interventies/1",
)  # fmt: skip
NEW_BLOCK = Doing(
    "Sloop en nieuwbouw Havenblok", "fysiek", 9_120_000_000, ("De Haard",),
    (Result("woningen gesloopt", 210, 210), Result("woningen gebouwd", 340)), (Link("leefbaarheid", 4, "B"),),
    "/interventies/2",
)  # fmt: skip
TEAM = Doing(
    "Buurtteam aan huis", "sociale_basis", 620_000_000, ("Gemeente Voorbeeldstad",),
    (Result("huishoudens geholpen", 2400, 2150),), (Link("rondkomen", 2, "B", Decimal(1)),), "/interventies/3",
)  # fmt: skip
WORK = Doing(
    "Taal en werk in de buurt", "sociale_stijging", 480_000_000, ("Gemeente Voorbeeldstad", "het Rijk"),
    (Result("mensen naar werk begeleid", 900, 410),), (Link("bijstand", 2, "B", Decimal("0.5")),), "/interventies/4",
)  # fmt: skip
COACHES = Doing(
    "Straatcoaches", "sociale_herovering", 96_000_000, ("Gemeente Voorbeeldstad",),
    (Result("jongeren in beeld", 60, 55),), (Link("misdrijven", 2, "?"), Link("leefbaarheid", 1, "C")),
    "/interventies/5",
)  # fmt: skip

USUAL = Contributions(
    "Van geld naar wat bewoners merken", PILLARS, (RENOVATION, NEW_BLOCK, TEAM, WORK, COACHES), OUTCOMES,
    "besteed t/m 2025",
)  # fmt: skip


def contributions() -> dict[str, Contributions]:
    return {
        "Gewoon": USUAL,
        "Leeg": Contributions(USUAL.title, PILLARS, empty_reason="Er staat nog geen interventie in dit programma."),
        "Eén interventie": replace(USUAL, doings=(RENOVATION,), outcomes=OUTCOMES[:2]),
        "Lange namen": _long_names(),
        "Twintig interventies": _twenty(),
        "Zonder geld": replace(USUAL, doings=tuple(replace(one, cents=None, payers=()) for one in USUAL.doings)),
        "Zonder resultaten en zonder verbinding": replace(
            USUAL, doings=(replace(TEAM, results=()), replace(WORK, links=()), replace(COACHES, results=(), links=()))
        ),
    }


def _long_names() -> Contributions:
    """Names as long as people make them, and words that no line holds."""
    unbroken = "Meerjarenonderhoudsplanningsoverlegvergadering"
    results = (Result(LONG, 10_000_000, 1), Result(unbroken, 3), Result("c"), Result("d", 4, 0), Result("e", 5))
    links = tuple(Link(one.key, 20, "?") for one in OUTCOMES)
    first = Doing(LONG, "fysiek", 98_765_432_100, (LONG, unbroken), results, links)
    outcomes = tuple(replace(one, name=f"{one.name}, {LONG}", goals=(LONG, unbroken, "c", "d")) for one in OUTCOMES)
    return replace(
        USUAL, doings=(first, replace(first, title=unbroken, pillar="sociale_basis", cents=1)), outcomes=outcomes
    )


def _twenty() -> Contributions:
    pillars = [pillar.key for pillar in PILLARS]
    doings = tuple(
        replace(
            USUAL.doings[index % 5],
            title=f"{USUAL.doings[index % 5].title} {index + 1}",
            pillar=pillars[index // 5],
            cents=None if index % 7 == 6 else (index * index + 3) * 31_000_000,
            links=(Link(OUTCOMES[index % 5].key, 1 + index % 6, "ABC?"[index % 4]), *USUAL.doings[index % 5].links[1:]),
        )
        for index in range(20)
    )
    return replace(USUAL, doings=doings)
