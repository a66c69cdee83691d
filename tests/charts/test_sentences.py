"""What a chart says in words, and that a change here never stands without that of the city."""

import pytest

from charts import sentences
from charts.examples import picture
from charts.model import Bar, Break, Direction, Panel, Point, Role, Series, Status


def told(values, city=None, *, start=None, city_name="Voorbeeldstad", breaks=(), **panel):
    parts = {"title": "Misdrijven", "unit": "per 1.000 inwoners", "subject": "het aantal misdrijven"} | panel
    own = Series("Havenkwartier", tuple(Point(year, value) for year, value in values.items()), breaks=breaks)
    others = () if city is None else (Series("Voorbeeldstad", tuple(Point(*pair) for pair in city.items()), Role.CITY),)
    said = sentences.outcome(Panel(series=(own, *others), **parts), start=start, city=city_name)
    return said.replace("\u00a0", " ")


def test_a_fall_is_told_beside_that_of_the_city():
    assert told({2012: 96, 2025: 70}, {2012: 72, 2025: 48}) == (
        "Het aantal misdrijven daalde tussen 2012 en 2025 met 27 %. In heel Voorbeeldstad daalde het met 33 %."
    )


def test_a_rise_may_go_with_a_fall_in_the_city():
    assert told({2012: 50, 2025: 60}, {2012: 50, 2025: 40}).endswith(
        "steeg tussen 2012 en 2025 met 20 %. In heel Voorbeeldstad daalde het met 20 %."
    )


def test_a_change_below_the_threshold_is_about_equal():
    assert "bleef tussen 2012 en 2025 ongeveer gelijk" in told({2012: 50, 2025: 51}, threshold=2)


def test_lower_is_better_is_said():
    assert "met 27 % (lager is beter)." in told({2012: 96, 2025: 70}, direction=Direction.LOWER_IS_BETTER)


def test_a_share_changes_in_percentage_points():
    assert "steeg tussen 2012 en 2024 met 4 procentpunt" in told({2012: 19, 2024: 23}, unit="% van huishoudens")


def test_a_deviation_changes_in_its_own_unit():
    said = told({2012: -0.32, 2024: -0.2}, unit="afwijking", decimals=2, subject="de leefbaarheid")
    assert "De leefbaarheid steeg tussen 2012 en 2024 met 0,12" in said


def test_without_figures_of_the_city_that_is_said():
    assert told({2012: 96, 2025: 70}).endswith("Voor heel Voorbeeldstad is dat niet bekend.")


def test_a_city_without_the_same_years_is_not_compared():
    assert told({2012: 96, 2025: 70}, {2013: 72, 2024: 48}).endswith("Voor heel Voorbeeldstad is dat niet bekend.")


def test_the_country_has_nothing_to_be_compared_with():
    assert told({2012: 96, 2025: 70}, city_name="") == "Het aantal misdrijven daalde tussen 2012 en 2025 met 27 %."


def test_years_that_both_have_are_compared():
    said = told({2010: 100, 2012: 90, 2020: 80, 2025: 70}, {2012: 72, 2020: 48})
    assert "tussen 2012 en 2020 met 11 %" in said


def test_the_comparison_begins_with_the_programme():
    assert "tussen 2012 en 2025" in told({2006: 120, 2012: 96, 2025: 70}, start=2012)


def test_figures_on_both_sides_of_a_break_are_not_compared():
    said = told({2012: 96, 2016: 50, 2025: 40}, breaks=(Break(2016, "andere telling vanaf 2016"),), start=2012)
    assert "tussen 2016 en 2025 met 20 %" in said
    assert "Van vóór 2016 is er geen cijfer dat hiermee te vergelijken is: andere telling vanaf 2016." in said


def test_one_figure_is_told_as_a_state():
    assert told({2024: 70}, {2024: 48}) == "Het aantal misdrijven was 70 in 2024. In heel Voorbeeldstad was het 48."


def test_no_figure_since_the_start_is_no_change():
    assert told({2010: 70, 2011: 60}, start=2012) == "Het aantal misdrijven was 60 in 2011."


def test_a_title_serves_where_no_subject_is_given():
    assert told({2012: 96, 2025: 70}, subject="").startswith("Het cijfer voor ‘Misdrijven’ daalde")


def test_nothing_known_is_written_out():
    points = (Point(2020, None, Status.WITHHELD),)
    assert sentences.outcome(Panel("Geweld", "", (Series("Haven", points),))) == (
        "Geweld: nog geen gegevens voor deze wijk."
    )


def test_money_is_told_per_pillar():
    assert sentences.money(picture()).replace("\u00a0", " ").startswith("Besteed in 2012–2025: € 45,5 mln. Per pijler:")


def test_a_pillar_without_a_report_did_not_spend_nothing():
    said = sentences.money(picture(bars=(Bar(2020, "fysiek", 0),)))
    assert "Fysiek €\u00a00;" in said
    assert "Sociale basis niet gemeld" in said


@pytest.mark.parametrize(("shown", "total", "said"), [(7, 12, "7 van 12 interventies"), (3, 3, "3 interventies")])
def test_what_is_left_out_is_counted(shown, total, said):
    assert sentences.spans_shown(shown, total).replace("\u00a0", " ") == said
