"""Every chart in every state, with invented data, for the style page and the tests. None of this is real."""

from charts.model import Bar, Break, Direction, GoalMark, Panel, Pillar, Point, Role, Series, Span, SpanStatus, Status
from charts.model import WijkPicture as Picture

WIJK = "Havenkwartier"
CITY = "Voorbeeldstad"

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


def series(
    name: str, first: int, *values: float | None, role: Role = Role.WIJK, breaks: tuple[Break, ...] = ()
) -> Series:
    """One figure a year from `first`; None is missing."""
    points = tuple(
        Point(first + index, value, Status.MISSING if value is None else Status.MEASURED)
        for index, value in enumerate(values)
    )
    return Series(name, points, role, breaks)


def steady(name: str, first: int, last: int, ends: tuple[float, float], *, role: Role = Role.WIJK) -> Series:
    """A line from one value to another with a small wave on it, the same at every call."""
    low, high = ends
    wave = (0, 0.6, -0.3, 0.4, -0.6, 0.2, -0.2)
    size = abs(high - low) / 14
    steps = last - first
    values = [low + (high - low) * step / steps + wave[step % 7] * size for step in range(steps + 1)]
    return series(name, first, *(round(value, 3) for value in values), role=role)


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


def crime(first: int = 2006, last: int = 2025) -> Panel:
    return Panel(
        "Misdrijven",
        "per 1.000 inwoners",
        (
            steady(WIJK, first, last, (102, 70)),
            steady(CITY, first, last, (78, 48), role=Role.CITY),
        ),
        Direction.LOWER_IS_BETTER,
        goals=(GoalMark(2027, 60),),
        subject="het aantal misdrijven",
        threshold=2,
        source="Verzonnen cijfers",
    )


def benefits() -> Panel:
    cut = (Break(2016, "andere telling vanaf 2016"),)
    here = (112, 111, 112, 111, 109, 110, 113, 108, 107, 110, 91, 92, 91, 90, 94, 89, 90, 89, 91, 89)
    city = (58, 59, 58, 58, 59, 58, 59, 59, 60, 60, 51, 51, 52, 52, 52, 53, 54, 54, 54, 54)
    return Panel(
        "Mensen met bijstand",
        "per 1.000 inwoners van 15 tot 65 jaar",
        (series(WIJK, 2006, *here, breaks=cut), series(CITY, 2006, *city, role=Role.CITY, breaks=cut)),
        Direction.LOWER_IS_BETTER,
        goals=(GoalMark(2027, 70),),
        subject="het aantal mensen met bijstand",
        threshold=2,
        source="Verzonnen cijfers",
    )


def liveability() -> Panel:
    return Panel(
        "Leefbaarheid",
        "Leefbaarometer 3.0, verschil met Nederland",
        (
            steady(WIJK, 2006, 2025, (-0.39, -0.2)),
            steady(CITY, 2006, 2025, (-0.065, -0.04), role=Role.CITY),
            steady("Nederland", 2006, 2025, (0.0, 0.001), role=Role.COUNTRY),
        ),
        Direction.HIGHER_IS_BETTER,
        decimals=2,
        goals=(GoalMark(2027, -0.12),),
        subject="de score voor leefbaarheid",
        threshold=0.02,
        source="Verzonnen cijfers",
    )


def empty_panel() -> Panel:
    return Panel(
        "Vrijwilligerswerk",
        "% van volwassenen",
        (Series(WIJK, ()), series(CITY, 2016, 26.0, 26.4, 27.1, 26.8, role=Role.CITY)),
        Direction.HIGHER_IS_BETTER,
        decimals=0,
        empty_reason="nog geen gegevens voor deze wijk",
    )


def withheld_panel() -> Panel:
    """Two years withheld, one missing, the last two provisional."""
    values: tuple[tuple[float | None, Status], ...] = (
        (52, Status.MEASURED),
        (50, Status.MEASURED),
        (None, Status.WITHHELD),
        (None, Status.WITHHELD),
        (47, Status.MEASURED),
        (None, Status.MISSING),
        (44, Status.MEASURED),
        (45, Status.MEASURED),
        (43, Status.PROVISIONAL),
        (41, Status.PROVISIONAL),
    )
    points = tuple(Point(2016 + index, value, status) for index, (value, status) in enumerate(values))
    city = steady(CITY, 2016, 2025, (38, 31), role=Role.CITY)
    return Panel("Geweld", "per 10.000 inwoners", (Series(WIJK, points), city), Direction.LOWER_IS_BETTER)


def health_panel() -> Panel:
    """Few figures, each with its interval."""
    points = tuple(
        Point(year, value, low=value - 3.5, high=value + 3.5)
        for year, value in ((2012, 63.0), (2016, 62.0), (2020, 65.0), (2022, 58.0), (2024, 59.0))
    )
    city = tuple(Point(year, 71 + (year - 2012) / 6) for year in (2012, 2016, 2020, 2022, 2024))
    return Panel(
        "Voelt zich gezond (ervaren)",
        "% van volwassenen",
        (Series(WIJK, points), Series(CITY, city, Role.CITY)),
        Direction.HIGHER_IS_BETTER,
        threshold=2,
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
