"""An indicator over all wijken, and how far a goal has come."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from charts import goalprogress, strip
from charts.examples import goals, strips


@given(st.lists(st.floats(min_value=0, max_value=600), min_size=1, max_size=40).map(sorted))
def test_no_dot_lies_over_another(places):
    heights = strip.swarm(places, 9)
    dots = list(zip(places, heights, strict=True))
    for index, (x, y) in enumerate(dots):
        assert all((x - a) ** 2 + (y - b) ** 2 >= 81 - 1e-3 for a, b in dots[:index])


def test_every_known_wijk_has_a_dot_and_no_unknown_one_has():
    usual = strips()["Gewoon"]
    svg = strip.draw(usual).drawings[0].svg
    assert svg.count("<circle") == len(usual.known) == len(usual.dots) - 2


def test_the_place_of_the_own_wijk_is_told_with_how_many_are_unknown():
    said = strip.draw(strips()["Gewoon"]).sentence
    assert said.startswith("Havenkwartier: 70 in 2025. Lager is het in 27 wijken, hoger in 13 wijken.")
    assert said.endswith("Van 2 wijken is geen cijfer bekend.")


def test_an_own_wijk_without_a_figure_is_not_placed():
    usual = strips()["Gewoon"]
    hidden = replace(usual, dots=tuple(replace(dot, is_own=dot.value is None) for dot in usual.dots))
    assert strip.draw(hidden).sentence.startswith("Het laagste cijfer in 2025 is")


def test_the_table_lists_every_wijk():
    usual = strips()["Gewoon"]
    assert len(strip.table(usual).rows) == len(usual.dots) + len(usual.marks)


def test_a_goal_is_told_with_way_and_time():
    assert goalprogress.draw(goals()["Achter"]).sentence.replace("\u00a0", " ") == (
        "Misdrijven: het doel is van 96 in 2012 naar 60 in 2027. "
        "In 2025 was het 70: 72 % van de weg in 87 % van de tijd, achter op het doel."
    )


def test_a_goal_without_a_figure_says_so():
    assert goalprogress.draw(goals()["Nog geen cijfer"]).sentence.endswith("Er is nog geen cijfer van na de start.")
