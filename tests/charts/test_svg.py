"""What is written as SVG is safe, small and free of inline style."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from charts import text
from charts.svg import Element, coordinate, words


def test_names_are_escaped():
    drawn = words(0, 0, '<script>alert("x")</script>', 12, "chart-title").markup()
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_attributes_are_escaped():
    assert 'aria-label="a &quot;b&quot; &lt;c"' in Element("svg", aria_label='a "b" <c').markup()


@pytest.mark.parametrize("name", ["style", "onclick", "onload", "bad name"])
def test_unsafe_attributes_are_refused(name):
    with pytest.raises(ValueError, match="not an attribute"):
        Element("rect", **{name: "x"})


def test_characters_that_xml_forbids_are_left_out():
    assert Element("text", "a\x00b").markup() == "<text>ab</text>"


def test_a_template_takes_the_markup_as_it_is():
    drawn = Element("g", Element("rect", width=3)).markup()
    assert Template("{{ drawn }}").render(Context({"drawn": drawn})) == '<g><rect width="3"/></g>'


@pytest.mark.parametrize(("value", "written"), [(1.04, "1"), (1.06, "1.1"), (-0.01, "0"), (12, "12"), (100.0, "100")])
def test_coordinates_have_at_most_one_decimal(value, written):
    assert coordinate(value) == written


@given(st.text(max_size=60), st.floats(min_value=20, max_value=300))
def test_a_shortened_name_fits(name, room):
    assert text.width_of(text.truncated(name, 12, room), 12) <= room or text.truncated(name, 12, room) == text.ELLIPSIS


@given(st.text(alphabet="abcdefgh W-", max_size=80), st.floats(min_value=40, max_value=300))
def test_wrapped_lines_fit_and_lose_no_letter(words_, room):
    lines = text.wrapped(words_, 12, room)
    assert all(text.width_of(line, 12) <= room for line in lines)
    letters = "".join(lines).replace(" ", "").replace("-", "")
    assert letters == words_.replace(" ", "").replace("-", "")
