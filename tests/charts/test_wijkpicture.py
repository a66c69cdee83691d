"""The picture of a wijk: what is drawn is what the data say, in every geometry."""

import re

import pytest

from charts import examples, wijkpicture


@pytest.fixture(params=["wide", "middle", "phone"])
def drawing(request):
    chart = wijkpicture.draw(examples.picture())
    return next(drawing.svg for drawing in chart.drawings if drawing.layout == request.param)


def test_each_geometry_has_the_total_of_all_pillars(drawing):
    assert "€\u00a045,5\u00a0mln" in drawing


def test_each_geometry_names_its_part_of_the_interventions(drawing):
    assert re.search(r"[57]\u00a0van\u00a012 interventies", drawing)


def test_interventions_are_links(drawing):
    assert drawing.count('href="/interventies/') in {5, 7}


def test_nothing_is_styled_inline(drawing):
    assert "style=" not in drawing


def test_a_break_gives_its_reason_in_words(drawing):
    assert "andere telling" in drawing
