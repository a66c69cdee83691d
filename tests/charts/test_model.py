"""Unknown is never a number, and no line runs where figures may not be joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.model import Break, Panel, Point, Role, Series, Status
from charts.wording import ChangeIn


def years_of(series):
    return [[point.year for point in stretch] for stretch in series.stretches()]


def line(*values, first=2015, breaks=()):
    points = tuple(
        Point(first + index, value, Status.MEASURED if value is not None else Status.MISSING)
        for index, value in enumerate(values)
    )
    return Series("Schilderswijk", points, breaks=breaks)


@pytest.mark.parametrize("status", [Status.WITHHELD, Status.MISSING])
def test_an_unknown_figure_has_no_value(status):
    with pytest.raises(ValueError, match="does not go with"):
        Point(2020, 0, status)


def test_a_known_figure_has_a_value():
    with pytest.raises(ValueError, match="does not go with"):
        Point(2020, None)


@pytest.mark.parametrize("status", [Status.WITHHELD, Status.MISSING])
def test_an_unknown_figure_cannot_be_drawn(status):
    with pytest.raises(ValueError, match="no figure"):
        _ = Point(2020, None, status).figure


def test_years_rise():
    with pytest.raises(ValueError, match="years must rise"):
        Series("Moerwijk", (Point(2021, 1), Point(2020, 2)))


def test_a_line_stops_at_an_unknown_year():
    assert years_of(line(5, 6, None, 7)) == [[2015, 2016], [2018]]


def test_a_line_stops_at_a_break():
    assert years_of(line(5, 6, 3, 2, breaks=(Break(2017, "andere telling"),))) == [[2015, 2016], [2017, 2018]]


def test_a_break_in_an_unknown_year_cuts_once():
    assert years_of(line(5, None, 3, breaks=(Break(2016, "andere telling"),))) == [[2015], [2017]]


def test_years_that_a_source_never_gives_do_not_cut_a_line():
    every_four = Series("Moerwijk", (Point(2012, 1), Point(2016, 2), Point(2020, 3)))
    assert years_of(every_four) == [[2012, 2016, 2020]]


def test_a_year_that_only_the_city_has_cuts_the_line_of_the_wijk():
    own = Series("Moerwijk", (Point(2019, 1), Point(2021, 2)))
    city = Series("Den Haag", (Point(2019, 1), Point(2020, 1), Point(2021, 1)), Role.CITY)
    wijk, _city = Panel("Misdrijven", "", (own, city)).complete
    assert years_of(wijk) == [[2019], [2021]]


@given(st.lists(st.one_of(st.none(), st.integers(-50, 50)), max_size=25), st.sets(st.integers(2010, 2045), max_size=3))
def test_stretches_hold_every_known_point_once(values, cuts):
    series = line(*values, breaks=tuple(Break(year, "x") for year in sorted(cuts)))
    assert [point for stretch in series.stretches() for point in stretch] == list(series.known)


@pytest.mark.parametrize(
    ("unit", "values", "told_in"),
    [("% van volwassenen", (5, 6), "points"), ("per 1.000", (5, 6), "percent"), ("afwijking", (-0.2, 0.1), "own_unit")],
)
def test_unit_and_sign_decide_how_a_change_is_told(unit, values, told_in):
    assert Panel("x", unit, (line(*values),)).change_in is ChangeIn(told_in)
