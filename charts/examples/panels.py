"""One indicator through the years, in every state. All of it is invented."""

from dataclasses import replace

from charts.model import Break, Direction, GoalMark, Panel, Point, Role, Series, Status

WIJK = "Havenkwartier"
CITY = "Voorbeeldstad"


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


def crowd_panel() -> Panel:
    """Twenty-two years, three lines that end close to each other, and a name that is too long."""
    long_name = "Oud-Havenkwartier-Noord en omgeving Scheepstimmermanslaan"
    return Panel(
        "Nettoarbeidsparticipatie van mensen van 15 tot 75 jaar, ook wie in deeltijd werkt",
        "% van de mensen van 15 tot 75 jaar die in een huis wonen en niet in een instelling",
        (
            steady(long_name, 2003, 2024, (52, 65.2)),
            steady(CITY, 2003, 2024, (60, 65.9), role=Role.CITY),
            steady("Nederland", 2003, 2024, (62, 65.5), role=Role.COUNTRY),
        ),
        Direction.HIGHER_IS_BETTER,
        decimals=1,
        goals=(GoalMark(2027, 65.6),),
    )


def one_point_panel() -> Panel:
    return Panel(
        "Cijfer voor de buurt (ervaren)",
        "rapportcijfer 1 tot 10",
        (series(WIJK, 2024, 6.4), series(CITY, 2024, 7.1, role=Role.CITY)),
        Direction.HIGHER_IS_BETTER,
        decimals=1,
    )


def twice_broken_panel() -> Panel:
    """Two breaks, one with a reason that needs several lines, and the city broken in one of them only."""
    long_reason = (
        "vanaf 2014 tellen ook mensen mee die een deel van hun inkomen zelf verdienen; de cijfers van ervoor zijn "
        "daarom lager"
    )
    cuts = (Break(2014, long_reason), Break(2021, "nieuwe grenzen van de wijk"))
    here = series(WIJK, 2008, 31, 32, 33, 32, 34, 35, 44, 45, 44, 46, 45, 44, 43, 38, 37, 37, 36, 36, breaks=cuts)
    city = series(CITY, 2008, 21, 22, 22, 23, 23, 24, 30, 30, 31, 30, 30, 29, 29, 29, 28, 28, 27, 27, role=Role.CITY)
    broken_city = replace(city, breaks=cuts[:1])
    return Panel("Mensen met een laag inkomen", "%", (here, broken_city), Direction.LOWER_IS_BETTER)


def equal_panel() -> Panel:
    return Panel("Lege woningen", "%", (series(WIJK, 2018, 4, 4, 4, 4, 4, 4),), Direction.LOWER_IS_BETTER)


def panels() -> dict[str, Panel]:
    """Every state of one indicator through the years."""
    return {
        "Gewoon": crime(),
        "Twintig jaar, lange namen, regels dicht bij elkaar": crowd_panel(),
        "Met een breuk": benefits(),
        "Twee breuken, met een lange reden": twice_broken_panel(),
        "Negatief": liveability(),
        "Met een interval, weinig jaren": health_panel(),
        "Geheim, ontbrekend en voorlopig": withheld_panel(),
        "Eén cijfer": one_point_panel(),
        "Alle jaren gelijk": equal_panel(),
        "Geen cijfers van de wijk": empty_panel(),
        "Helemaal leeg": Panel("Vrijwilligerswerk", "% van volwassenen", empty_reason="nog geen gegevens"),
    }
