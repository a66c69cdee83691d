"""Plan against reality: what is drawn, said and tabulated of interventions and milestones."""

import re

import pytest

from charts import timeline
from charts.model import Pillar, SpanStatus
from charts.timeline import Line, Milestone, Timeline

NOW = 2026.5


def line(title="Renovatie", first=2020, last=2024, status=SpanStatus.RUNNING, **fields):
    return Line(title, "fysiek", first, last, status, **fields)


def drawn(*lines, **fields):
    told = Timeline("Plan", 2018, 2032, NOW, (Pillar("fysiek", "Fysiek"),), lines, 2020, **fields)
    return timeline.draw(told)


def rectangles(svg, kind):
    return [float(x) for x in re.findall(rf'<rect x="([\d.]+)"[^>]*class="{kind}"', svg)]


def test_the_planned_period_is_outlined_and_what_came_of_it_filled_below():
    svg = drawn(line(began=2021.0)).drawings[0].svg
    [planned], [real] = rectangles(svg, "chart-span-planned"), rectangles(svg, "chart-span")
    assert real > planned


def test_what_has_not_begun_has_no_filled_bar():
    svg = drawn(line(status=SpanStatus.PLANNED)).drawings[0].svg
    assert rectangles(svg, "chart-span") == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"began": 2020.2, "ended": 2024.1, "status": SpanStatus.FINISHED}, "Niets loopt achter op de planning."),
        ({"began": 2021.2, "ended": 2024.1, "status": SpanStatus.FINISHED}, "1 later begonnen dan gepland"),
        ({"status": SpanStatus.PLANNED}, "1 later begonnen dan gepland of nog niet begonnen."),
        ({"began": 2020.2}, "1 al over het laatste jaar heen."),
        ({"first": 2027, "last": 2030, "status": SpanStatus.PLANNED}, "Niets loopt achter op de planning."),
    ],
)
def test_the_sentence_says_what_is_late(fields, words):
    assert words in drawn(line(**fields)).sentence


@pytest.mark.parametrize(
    ("milestone", "state", "kind"),
    [
        (Milestone("Vergunning", 2021.5, 2021.5), "gehaald", "chart-milestone chart-milestone--reached"),
        (Milestone("Vergunning", 2021.5, 2022.5), "later gehaald dan gepland", "chart-milestone--reached"),
        (Milestone("Vergunning", 2021.5), "te laat", "chart-milestone--late"),
        (Milestone("Vergunning", 2027.5), "nog niet gehaald", 'class="chart-milestone"'),
    ],
)
def test_a_milestone_is_told_and_drawn_as_it_stands(milestone, state, kind):
    chart = drawn(line(began=2020.2, milestones=(milestone,)))
    assert chart.tables[1].rows[0].cells[-1].text == state
    assert kind in chart.drawings[0].svg


def test_milestones_are_counted():
    both = (Milestone("Vergunning", 2021.5, 2021.5), Milestone("Sleutel", 2025.5))
    assert "Van 2 mijlpalen zijn er 1 gehaald; 1 te laat." in drawn(line(milestones=both)).sentence


def test_of_more_than_are_drawn_the_number_is_said():
    assert drawn(line(), total=120).sentence.startswith("1 van 120 interventies: 1 bezig.")


def test_the_table_holds_what_is_drawn():
    chart = drawn(line(began=2021.0, ended=2023.9, status=SpanStatus.FINISHED))
    assert [cell.text for cell in chart.tables[0].rows[0].cells] == ["Fysiek", "2020–2024", "2021–2023", "klaar"]


def test_each_intervention_is_a_link_where_it_has_a_page():
    assert 'xlink:href="/werk/interventies/1"' in drawn(line(url="/werk/interventies/1")).drawings[0].svg


def test_nothing_is_drawn_outside_the_picture():
    odd = line(
        first=2010, last=2040, began=2009.5, milestones=(Milestone("Ver", 2050.0), Milestone("Vroeg", 2019.0, 2055))
    )
    for drawing in drawn(odd).drawings:
        width = float(re.search(r'viewBox="0 0 ([\d.]+)', drawing.svg)[1])
        assert all(-8 <= float(x) <= width + 8 for x in re.findall(r'\b(?:x1|x2|cx)="(-?[\d.]+)"', drawing.svg))
