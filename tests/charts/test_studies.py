"""What a finding says in words, and how a study, a funnel and placebos are drawn."""

import re
from dataclasses import replace

import pytest

from charts import examples, funnel, placebos, study
from charts.examples.studies import finding, nothing_shown, refused
from charts.study import Effect
from charts.study.finding import decimals_for, unit_of_change


def plain(text):
    return text.replace("\xa0", " ")


def test_a_difference_is_told_with_its_comparison_its_verdict_and_its_interval():
    assert plain(finding(unit="m³").sentence) == (
        "Het gasverbruik van een woning was in Havenkwartier vanaf 2016 gemiddeld 231 m³ lager dan "
        "24 vergelijkingswijken laten verwachten. Dat is beter. Rekening houdend met toeval is het verschil "
        "176 tot 284 m³ lager."
    )


def test_no_difference_is_never_told_as_no_effect_and_names_what_could_have_been_seen():
    said = plain(nothing_shown().sentence)
    assert "geen verschil aangetoond" in said
    assert "Een verschil van 81 m³ per woning of meer hadden we waarschijnlijk gezien." in said
    assert "geen effect" not in said


def test_without_a_smallest_effect_that_is_said():
    assert "is niet te berekenen" in replace(nothing_shown(), mde=None).sentence


def test_what_cannot_be_said_names_every_reason():
    assert all(reason in refused().sentence for reason in refused().reasons)


def test_an_interval_that_holds_nought_is_told_to_both_sides():
    assert plain(nothing_shown().interval) == "92 m³ per woning lager tot 29 m³ per woning hoger"


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("% van woningen", "procentpunt"),
        ("per 1.000 mensen van 15 tot 65 jaar", "per 1.000"),
        ("afwijking van Nederland", "punt"),
        ("m³", "m³"),
    ],
)
def test_a_change_is_told_in_the_unit_that_a_change_has(unit, told):
    assert unit_of_change(unit) == told


def test_a_small_effect_keeps_two_digits():
    assert decimals_for((0.0312,), 2) == 3
    assert decimals_for((231.4, 81.0), 0) == 0
    assert decimals_for((None,), 1) == 1


def test_every_effect_has_a_sign_of_its_own():
    assert len({effect.sign for effect in Effect}) == len(Effect)


def drawn(name):
    return study.draw(examples.studies()[name]).drawings[0].svg


def test_one_line_marks_the_start_through_money_and_outcome():
    assert drawn("Beter").count('class="chart-start"') == 1
    assert "begin 2012" in drawn("Beter")


def test_what_was_expected_is_shaded_by_its_interval():
    expected = re.search(
        r'<g class="chart-series chart-series--expected"><path[^>]*class="chart-interval"', drawn("Beter")
    )
    assert expected


def test_comparison_wijken_are_drawn_thin_only_where_the_lines_stay_readable():
    assert drawn("Beter").count('class="chart-thin"') == 24
    assert drawn("Vergelijkingswijken te ver uiteen om te tekenen").count('class="chart-thin"') == 0


def test_of_a_refused_study_nothing_expected_is_drawn():
    assert "chart-series--expected" not in drawn("Niet te zeggen, zonder geld en met een breuk")


def test_the_table_behind_the_picture_has_the_interval():
    table = study.draw(examples.studies()["Beter"]).tables[0]
    assert table.header[-1] == "verwacht, onzekerheid"
    assert table.rows[-1].cells[-1].text == "1.347 tot 1.457"


def test_a_point_lies_outside_the_funnel_exactly_where_its_interval_leaves_nought_out():
    for each, effect, reach in examples.funnels()["Zes onderzoeken"].placed:
        assert (abs(effect) > reach) is each.finding.effect.is_difference


def test_a_funnel_is_in_the_order_of_certainty_and_its_table_in_that_of_names():
    six = examples.funnels()["Zes onderzoeken"]
    reaches = [reach for _study, _effect, reach in six.placed]
    names = [row.header for row in funnel.table(six).rows]
    assert reaches == sorted(reaches)
    assert names == sorted(names)


def test_a_funnel_names_what_cannot_be_said():
    assert "Niet te zeggen is het van Kadewijk." in funnel.sentence(examples.funnels()["Zes onderzoeken"])


def test_placebos_are_drawn_thin_and_counted_with_the_own_wijk():
    chart = placebos.draw(examples.placebos()["Niet bijzonder"])
    assert chart.drawings[0].svg.count('class="chart-thin"') == 24
    assert "Van deze 25 vergelijkingen gaven er 14 een even groot of groter verschil" in chart.sentence
