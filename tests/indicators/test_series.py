import pytest

from indicators import figures, series
from indicators.domains import Status
from indicators.models import Indicator
from tests.cast import Cast, area
from tests.indicators.figures import figure, indicator
from wijken.models import Area

pytestmark = pytest.mark.django_db


def test_an_indicator_stands_beside_its_city_and_country(cast: Cast) -> None:
    for place, value in ((cast.wijk, 3.0), (cast.city, 2.0), (cast.land, 1.0)):
        figure(place, "zelfgemaakt", 2020, value)
    (found,) = series.compared(cast.wijk)
    assert [each and each.at(2020).value for each in (found.here, found.city, found.country)] == [3.0, 2.0, 1.0]


def test_where_the_source_has_no_city_figure_there_is_none(cast: Cast) -> None:
    figure(cast.wijk, "zelfgemaakt", 2020, 3)
    (found,) = series.compared(cast.wijk)
    assert (found.city, found.country) == (None, None)


def test_the_city_has_no_city_beside_it(cast: Cast) -> None:
    figure(cast.city, "zelfgemaakt", 2020, 3)
    (found,) = series.compared(cast.city)
    assert found.city is None


def test_the_newest_figure_is_the_last_that_is_known(cast: Cast) -> None:
    figure(cast.wijk, "zelfgemaakt", 2019, 3)
    figure(cast.wijk, "zelfgemaakt", 2020, None, Status.WITHHELD)
    (found,) = series.compared(cast.wijk)
    assert found.here.newest().period == 2019
    assert [each.status for each in found.here.figures] == [Status.MEASURED, Status.WITHHELD]


def test_a_page_may_ask_for_some_indicators_only(cast: Cast) -> None:
    figure(cast.wijk, "zelfgemaakt", 2019, 3)
    figure(cast.wijk, "andere", 2019, 3)
    (found,) = series.compared(cast.wijk, Indicator.objects.filter(slug="andere"))
    assert found.indicator.slug == "andere"


def test_two_queries_read_a_wijk_however_many_figures_it_has(cast: Cast, django_assert_num_queries) -> None:
    for number in range(30):
        indicator(f"zelfgemaakt-{number}", order=number)
        for year in range(2010, 2015):
            figure(cast.wijk, f"zelfgemaakt-{number}", year, year)
    with django_assert_num_queries(2):
        found = series.compared(cast.wijk)
        assert [each.indicator.source.name for each in found] == ["Bron"] * 30


def test_a_code_shows_its_newest_division_that_has_figures(cast: Cast) -> None:
    newer = area("WKVB0101", "Havenkwartier nieuw", "wijk", year=2025)
    figure(cast.wijk, "zelfgemaakt", 2020, 3)
    assert figures.current_area("WKVB0101") == cast.wijk
    figure(newer, "zelfgemaakt", 2025, 3)
    assert figures.current_area("WKVB0101") == newer


def test_a_code_without_any_figure_shows_its_newest_division(cast: Cast) -> None:
    newer = area("WKVB0101", "Havenkwartier nieuw", "wijk", year=2025)
    figure(newer, "zelfgemaakt", 2025, None)
    assert figures.current_area("WKVB0101") == newer
    assert figures.current_area("WKVB9999") is None


def test_of_all_divisions_only_the_newest_with_figures_is_listed(cast: Cast) -> None:
    older = area("WKVB0101", "Havenkwartier oud", "wijk", year=2020)
    area("WKVB0101", "Havenkwartier nieuw", "wijk", year=2025)
    for place in (older, cast.wijk):
        figure(place, "zelfgemaakt", 2020, 3)
    assert list(figures.newest_with_figures(Area.objects.of_level("wijk"))) == [cast.wijk]
    assert set(figures.with_figures(Area.objects.all())) == {older, cast.wijk}
