"""Studies, funnels and placebos in every state. All of it is invented."""

from dataclasses import replace

from charts.examples.panels import CITY, WIJK, series, steady
from charts.examples.pictures import NO_MONEY, picture
from charts.funnel import Funnel, Study
from charts.model import Break, Direction, Panel, Point, Role, Series, Status
from charts.placebos import Placebos
from charts.study import Effect, Finding, StudyPicture
from charts.yearly import YearlyDifference

_UNIT = "m³ per woning"
_OTHERS = "24 vergelijkingswijken"


def finding(**changes: object) -> Finding:
    parts: dict[str, object] = {
        "effect": Effect.BETTER, "subject": "het gasverbruik van een woning", "place": WIJK, "unit": _UNIT,
        "since": 2016, "comparisons": 24, "estimate": -231.4, "low": -284.0, "high": -176.2, "mde": 81.0,
    }  # fmt: skip
    return Finding(**(parts | changes))  # type: ignore[arg-type]


def nothing_shown() -> Finding:
    return finding(effect=Effect.NO_DIFFERENCE_SHOWN, estimate=-31.0, low=-92.0, high=28.5)


def refused() -> Finding:
    reasons = (
        "Er zijn maar 2 metingen van voor het begin; 3 is het minste.",
        "Wacht tot er meer metingen zijn, of zoek een cijfer dat eerder begon.",
    )
    nothing = {"estimate": None, "low": None, "high": None, "mde": None, "comparisons": 0}
    return finding(effect=Effect.CANNOT_SAY, reasons=reasons, **nothing)


def expected(first: int, *values: float, reach: float = 55) -> Series:
    points = [Point(first, values[0])]
    points += [Point(first + n, value, low=value - reach, high=value + reach) for n, value in enumerate(values[1:], 1)]
    return Series("verwacht", tuple(points), Role.EXPECTED)


def separate(count: int = 24, spread: float = 14, *, breaks: tuple[Break, ...] = ()) -> tuple[Series, ...]:
    """So many wijken around one course, the same at every call."""
    return tuple(
        replace(
            steady(f"Wijk {n}", 2006, 2025, (1790 + (n * 7 % 11 - 5) * spread, 1330 + (n * 5 % 13 - 6) * spread)),
            breaks=breaks,
        )
        for n in range(count)
    )


def gas(**changes: object) -> Panel:
    here = (1842, 1830, 1801, 1786, 1770, 1741, 1722, 1690, 1668, 1640,
            1540, 1475, 1402, 1350, 1310, 1262, 1231, 1199, 1170, 1148)  # fmt: skip
    parts: dict[str, object] = {
        "title": "Gasverbruik",
        "unit": _UNIT,
        "series": (
            series(WIJK, 2006, *here),
            steady(_OTHERS, 2006, 2025, (1790, 1330), role=Role.COMPARISON),
            steady(CITY, 2006, 2025, (1612, 1190), role=Role.CITY),
            expected(2015, 1640, 1618, 1596, 1570, 1546, 1521, 1497, 1474, 1450, 1427, 1402),
        ),
        "direction": Direction.LOWER_IS_BETTER,
        "source": "Verzonnen cijfers",
    }
    return Panel(**(parts | changes))  # type: ignore[arg-type]


def broken_gas() -> Panel:
    """A break and a missing year before the start, and nothing that was expected."""
    cut = (Break(2010, "vanaf 2010 zonder stadsverwarming"),)
    here = (1842, 1830, None, 1786, 1650, 1631, 1612, 1600, 1598, 1570)
    others = (1790, 1771, 1750, 1720, 1601, 1585, 1570, 1559, 1540, 1522)
    return gas(series=(
        series(WIJK, 2006, *here, breaks=cut),
        series(_OTHERS, 2006, *others, role=Role.COMPARISON, breaks=cut),
    ))  # fmt: skip


def studies() -> dict[str, StudyPicture]:
    caveat = "Het laat zien of deze wijk anders ging dan de vergelijkingswijken, niet of dat door het geld kwam."
    title = f"Gasverbruik in {WIJK} en wat er is besteed"
    whole = picture(title=title, start_name="begin", spans=(), panels=(), last_year=2025, caveat=caveat)
    quiet = replace(whole, bars=(), money_note="", money_empty_reason=NO_MONEY, start_year=2008)
    return {
        "Beter": StudyPicture(whole, gas(), finding(), separate()),
        "Geen verschil aangetoond, één onzekerheid voor alle jaren": StudyPicture(
            whole, gas(), nothing_shown(), separate(), interval_of_mean=True
        ),
        "Vergelijkingswijken te ver uiteen om te tekenen": StudyPicture(whole, gas(), finding(), separate(24, 190)),
        "Niet te zeggen, zonder geld en met een breuk": StudyPicture(quiet, broken_gas(), refused()),
    }


def funnels() -> dict[str, Funnel]:
    def study(name: str, effect: Effect, *figures: float) -> Study:
        return Study(
            name, finding(effect=effect, place=name, estimate=figures[0], low=figures[1], high=figures[2]), "#studie"
        )

    several = (
        study(WIJK, Effect.BETTER, -231, -284, -176),
        study("Zeilmakersbuurt", Effect.BETTER, -88, -150, -25),
        study("Oosterpoort en Kruidenbuurt-Noord", Effect.NO_DIFFERENCE_SHOWN, 31, -62, 120),
        study("Ambachtswijk", Effect.WORSE, 140, 22, 260),
        study("Vissershoek", Effect.NO_DIFFERENCE_SHOWN, -64, -190, 70),
        Study("Kadewijk", refused(), "#studie"),
    )
    usual = Funnel("Gasverbruik", _UNIT, several, Direction.LOWER_IS_BETTER)
    return {
        "Zes onderzoeken": usual,
        "Eén onderzoek": replace(usual, studies=several[2:3]),
        "Zonder getallen": replace(usual, studies=several[:4], with_values=False),
        "Geen uitkomst": replace(usual, studies=several[-1:]),
    }


def placebos() -> dict[str, Placebos]:
    def around_nought(n: int) -> Series:
        waves = [((year * 13 + n * 29) % 23 - 11) * (4 if year < 2016 else 7) for year in range(2006, 2026)]
        return series(f"Wijk {n}", 2006, *waves)

    own = series(
        WIJK, 2006, 8, -6, 4, -9, 3, 5, -8, 2, -4, 0, -60, -121, -160, -196, -215, -240, -243, -251, -260, -258
    )
    usual = Placebos("Gasverbruik: verschil met verwacht", _UNIT, own, tuple(map(around_nought, range(24))), 2016,
                     place=1, of=25)  # fmt: skip
    return {
        "Het grootste verschil": usual,
        "Niet bijzonder": replace(usual, own=replace(around_nought(3), name=WIJK), place=14),
        "Zonder andere wijken": replace(usual, others=(), place=None, of=None),
    }


def yearly_differences() -> dict[str, YearlyDifference]:
    """Nothing before the start, and a difference after it; years that do not count; and only the years before."""
    shifts = {year: 0.0 if year < 2016 else -18.0 * min(year - 2015, 8) for year in range(2006, 2026)}
    points = tuple(
        Point(year, None, Status.MISSING)
        if year == 2014
        else Point(year, at + (year * 7 % 5 - 2) * 4, low=at - 40, high=at + 40)
        for year, at in shifts.items()
    )
    usual = YearlyDifference("Verschil per jaar", _UNIT, Series(WIJK, points), 2016)
    before = tuple(Point(point.year, point.value, point.status) for point in points[:10])
    return {
        "Eerst gelijk, dan niet": usual,
        "Telt later mee": replace(usual, start_year=2013, since=2016),
        "Alleen van voor het begin": replace(usual, difference=Series(WIJK, before)),
    }
