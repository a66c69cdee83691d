"""What holds for every chart in every state and every geometry."""

import re
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string

from charts import examples
from charts.text import width_of

CHARTS = {f"{kind}: {state}": chart for kind, each in examples.charts().items() for state, chart in each.items()}
DRAWINGS = {
    f"{name} ({drawing.layout})": drawing.svg for name, chart in CHARTS.items() for drawing in chart.drawings
} | {f"vonk: {name}": svg for name, svg in examples.sparklines().items()}

every_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
every_drawing = pytest.mark.parametrize("svg", DRAWINGS.values(), ids=DRAWINGS)


@cache
def parsed(svg):
    return ET.fromstring(svg)


@cache
def boxes(svg):
    """Text with its estimated box: left, top, right, bottom."""
    return list(_boxes(svg))


def _boxes(svg):
    for element in parsed(svg).iter("text"):
        size = float(element.get("font-size"))
        bold = any(name in element.get("class") for name in ("title", "name", "flag", "end--wijk"))
        width = width_of(element.text, size, bold=bold and "span-name" not in element.get("class"))
        shift = {"middle": width / 2, "end": width}.get(element.get("text-anchor"), 0)
        left, baseline = float(element.get("x")) - shift, float(element.get("y"))
        yield element.text, (left, baseline - size * 0.72, left + width, baseline + size * 0.2)


def numbers_in(svg):
    for element in parsed(svg).iter():
        yield from (value for name, value in element.items() if name in {"x", "y", "cx", "cy", "x1", "x2", "y1", "y2"})
        yield from re.findall(r"-?[\d.]+", element.get("d", ""))


@every_drawing
def test_is_well_formed_and_never_styled_inline(svg):
    names = {name for element in parsed(svg).iter() for name in element.attrib}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


@every_drawing
def test_has_a_role_and_a_name(svg):
    root = parsed(svg)
    assert root.get("role") in {"img", "group"}
    assert root.get("aria-label")


@every_drawing
def test_a_picture_holds_no_links(svg):
    pictures = [element for element in parsed(svg).iter() if element.get("role") == "img"]
    assert not [picture for picture in pictures if picture.find(".//a") is not None]


@every_drawing
def test_all_words_stand_within_the_drawing(svg):
    width, height = map(float, parsed(svg).get("viewBox").split()[2:])
    for text, (left, top, right, bottom) in boxes(svg):
        assert left >= -2, text
        assert right <= width + 2, text
        assert top >= -2, text
        assert bottom <= height + 2, text


@every_drawing
def test_no_words_stand_over_others(svg):
    for (text, one), (other_text, other) in combinations(boxes(svg), 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        along = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 1 or along <= 1, (text, other_text)


@every_drawing
def test_words_are_large_enough_to_read_on_a_phone(svg):
    sizes = [float(element.get("font-size")) for element in parsed(svg).iter("text")]
    assert min(sizes, default=12) >= 12


@every_drawing
def test_every_coordinate_is_a_number_within_reach(svg):
    root = parsed(svg)
    largest = max(map(float, root.get("viewBox").split()))
    assert all(-20 <= float(value) <= largest + 20 for value in numbers_in(svg))


@every_chart
def test_ids_are_unique_within_a_chart(chart):
    ids = [found for drawing in chart.drawings for found in re.findall(r' id="([^"]+)"', drawing.svg)]
    assert len(ids) == len(set(ids))


@every_chart
def test_every_texture_that_is_used_is_there(chart):
    for drawing in chart.drawings:
        assert set(re.findall(r"url\(#([^)]+)\)", drawing.svg)) <= set(re.findall(r' id="([^"]+)"', drawing.svg))


@every_chart
def test_has_a_sentence_of_whole_words(chart):
    assert chart.sentence == "" or chart.sentence.endswith(".")
    assert "None" not in chart.sentence
    assert "  " not in chart.sentence


@every_chart
def test_its_page_part_carries_drawing_sentence_and_tables(chart):
    html = render_to_string("charts/figure.html", {"chart": chart})
    assert f'data-beeld="{chart.kind}"' in html
    assert html.count("<svg") == len(chart.drawings)
    assert html.count("<table") == len(chart.tables)
