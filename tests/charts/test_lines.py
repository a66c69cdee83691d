"""Lines, breaks, goals and gaps as they are drawn."""

import re

import pytest

from charts import gap, linechart, sparkline
from charts.examples.panels import (
    benefits,
    crime,
    crowd_panel,
    empty_panel,
    health_panel,
    series,
    twice_broken_panel,
    withheld_panel,
)
from charts.model import Break, Panel, Role
from charts.text import width_of


def drawn(panel):
    return linechart.draw(panel, now_year=2025).drawings[0].svg


def lines_of(svg, role):
    """The number of points of each piece of the line of `role`."""
    groups = re.findall(rf'<g class="chart-series chart-series--{role}">(.*?)</g>', svg)
    paths = re.findall(r'd="M([^"]*)" class="chart-line[^"]*"', "".join(groups))
    return [len(path.split()) // 2 for path in paths]


def test_a_whole_series_is_one_line():
    assert lines_of(drawn(crime()), "wijk") == [20]


def test_a_break_splits_the_line():
    assert lines_of(drawn(benefits()), "wijk") == [10, 10]


def test_a_break_is_drawn_with_two_strokes_and_its_reason():
    svg = drawn(benefits())
    assert svg.count('class="chart-break"') == 2
    assert "andere telling vanaf 2016" in svg


def test_a_long_reason_is_wrapped_beside_its_break_and_whole():
    svg = linechart.draw(twice_broken_panel(), now_year=2025).drawings[1].svg
    notes = re.search(r'<g class="chart-notes">(.*?)</g>', svg).group(1)
    told = re.findall(r">([^<]+)</text>", notes)
    assert " ".join(told).startswith("vanaf 2014 tellen ook mensen mee die een deel van hun inkomen zelf verdienen;")
    assert all(width_of(line, 12) <= 250 for line in told)


def test_each_break_is_drawn_once_for_all_series():
    cuts = (Break(2014, "eerste"), Break(2018, "tweede"))
    both = (series("a", 2010, *range(12), breaks=cuts), series("b", 2010, *range(12), role=Role.CITY, breaks=cuts))
    assert drawn(Panel("x", "", both)).count('class="chart-break"') == 4


def test_no_line_runs_over_unknown_years():
    assert lines_of(drawn(withheld_panel()), "wijk") == [2, 2, 3]


def test_a_figure_between_unknown_years_is_a_dot():
    assert drawn(withheld_panel()).count('class="chart-dot"') == 3


def test_unknown_years_are_written_out():
    svg = drawn(withheld_panel())
    assert "2018–2019 verzwegen" in svg
    assert "2021 geen cijfer" in svg


def test_a_provisional_stretch_is_dotted_and_explained():
    svg = drawn(withheld_panel())
    assert "chart-line--soft" in svg
    assert "stippellijn: voorlopig" in svg


def test_an_interval_is_a_band():
    assert drawn(health_panel()).count('class="chart-interval"') == 1


def test_a_wijk_without_figures_says_so_beside_its_city():
    svg = drawn(empty_panel())
    assert "nog geen gegevens voor deze wijk" in svg
    assert lines_of(svg, "wijk") == []
    assert lines_of(svg, "city") == [4]


def test_without_any_figure_there_is_no_axis():
    svg = drawn(Panel("Vrijwilligerswerk", "%", empty_reason="nog geen gegevens"))
    assert "chart-tick" not in svg
    assert "nog geen gegevens" in svg


def test_a_goal_is_an_open_circle_in_the_future():
    svg = drawn(crime())
    assert svg.count('class="chart-goal"') == 1
    assert "chart-future" in svg


def test_names_are_shortened_and_values_are_not():
    assert re.search(r"Oud-Haven[^<]*…\u00a065,2", drawn(crowd_panel()))


def test_a_gap_is_measured_at_both_ends():
    svg = gap.draw(crime(), now_year=2025, start_year=2012).drawings[0].svg
    assert svg.count('class="chart-measure"') == 2


@pytest.mark.parametrize(
    ("here", "city", "said"),
    [
        ((60, 50), (40, 40), "was 20 in 2012 en 10 in 2013: de kloof werd kleiner."),
        ((50, 60), (40, 40), "was 10 in 2012 en 20 in 2013: de kloof werd groter."),
        ((50, 50), (40, 40), "was 10 in 2012 en 10 in 2013: ongeveer even groot."),
        ((50, 30), (40, 40), "de wijk ging van de ene naar de andere kant van de stad."),
    ],
)
def test_a_gap_is_told_in_words(here, city, said):
    panel = Panel("x", "", (series("Haven", 2012, *here), series("Stad", 2012, *city, role=Role.CITY)))
    assert gap.draw(panel, now_year=2013).sentence.endswith(said)


def test_a_sparkline_is_named_by_its_sentence():
    assert 'aria-label="Het aantal misdrijven daalde' in sparkline.draw(crime(), city="Voorbeeldstad")
