"""The picture of a wijk: what is drawn is what the data say, in every geometry."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from charts import examples, wijkpicture
from charts.examples.pictures import many_spans, negative_bars
from charts.model import Span, SpanStatus
from charts.wijkpicture.spans import most_relevant
from charts.wording import euros_short

LAYOUTS = ["wide", "middle", "phone"]


def drawn(layout, **changes):
    chart = wijkpicture.draw(examples.picture(**changes))
    return next(drawing.svg for drawing in chart.drawings if drawing.layout == layout)


def cents_in(svg):
    """The money of all blocks of the bars, read from what a pointer shows."""
    amounts = re.findall(r"<title>[^<]* \d{4}: €\u00a0(−?[\d.]+),(\d\d)</title>", svg)
    return sum(int((euros + cents).replace(".", "").replace("−", "-")) for euros, cents in amounts)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_bars_sum_to_the_total_beside_them(layout):
    svg = drawn(layout)
    assert cents_in(svg) == examples.picture().total_cents
    assert euros_short(cents_in(svg)) in svg


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_bars_are_as_high_as_their_money(layout):
    blocks = {}
    for rect in ET.fromstring(drawn(layout)).iter("rect"):
        said = rect.find("title")
        if said is not None:
            euros = float(said.text.split("€\u00a0")[1].replace(".", "").replace(",", "."))
            blocks[said.text] = euros / float(rect.get("height"))
    large = [ratio for text, ratio in blocks.items() if "Fysiek" in text]
    assert max(large) / min(large) < 1.03


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_blocks_of_a_year_stand_on_each_other(layout):
    bars = [rect for rect in ET.fromstring(drawn(layout)).iter("rect") if _is(rect, "chart-bar")]
    years = {}
    for rect in bars[: len(examples.picture().bars)]:
        top = float(rect.get("y"))
        years.setdefault(rect.get("x"), []).append((top, top + float(rect.get("height"))))
    assert len(years) == 14
    for blocks in years.values():
        assert all(abs(lower[0] - upper[1]) <= 0.2 for lower, upper in pairwise(blocks))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_corrections_hang_below_nought(layout):
    svg = drawn(layout, bars=negative_bars(), start_year=2019)
    assert cents_in(svg) == sum(bar.cents for bar in negative_bars())


def test_years_without_a_report_are_named():
    svg = drawn("wide", bars=negative_bars(), start_year=2019)
    assert "2022–2023 niet gemeld" in svg


def test_a_pillar_without_a_report_has_no_amount():
    assert "niet gemeld</text>" in drawn("wide", bars=negative_bars())


@pytest.mark.parametrize(("layout", "count"), [("wide", 7), ("middle", 7), ("phone", 5)])
def test_interventions_are_links_and_those_left_out_are_counted(layout, count):
    svg = drawn(layout)
    assert svg.count('href="/interventies/') == count
    assert f"{count}\u00a0van\u00a012 interventies" in svg


def test_a_shortened_name_is_there_in_full():
    svg = drawn("phone", spans=many_spans(), spans_total=None)
    assert "…" in svg
    assert "<title>Interventie met een lange naam nummer 19 in de Scheepstimmermansbuurt en omstreken," in svg


def test_every_pillar_keeps_its_largest_intervention():
    small = [Span(f"klein {pillar}", pillar, 2020, cents=1) for pillar in ("a", "b", "c")]
    large = [Span(f"groot {number}", "d", 2020, cents=100) for number in range(9)]
    assert {span.pillar for span in most_relevant([*large, *small], 5)} == {"a", "b", "c", "d"}


def test_a_withdrawn_intervention_is_shown_last():
    withdrawn = Span("ingetrokken", "a", 2020, cents=999, status=SpanStatus.WITHDRAWN)
    assert most_relevant([withdrawn, Span("bezig", "a", 2020)], 1)[0].title == "bezig"


@pytest.mark.parametrize("layout", ["middle", "phone"])
def test_the_start_line_runs_through_no_title(layout):
    svg = ET.fromstring(drawn(layout))
    starts = [(float(line.get("y1")), float(line.get("y2"))) for line in svg.iter("line") if _is(line, "chart-start")]
    titles = [float(text.get("y")) for text in svg.iter("text") if _is(text, "chart-title", "chart-pillar-name")]
    assert len(starts) >= 5
    assert not [title for title in titles for top, bottom in starts if top < title - 2 < bottom]


def test_beside_its_titles_the_start_is_one_line_through_all():
    assert drawn("wide").count('class="chart-start"') == 1


def _is(element, *names):
    return any(name in element.get("class", "").split() for name in names)


def test_without_a_programme_there_is_no_start_and_no_money():
    svg = drawn("wide", start_year=None, bars=(), spans=(), money_note="")
    assert "chart-start" not in svg
    assert "Besteed per jaar" not in svg


def test_money_that_was_never_published_is_said_not_drawn():
    svg = drawn("wide", bars=(), money_empty_reason="Nooit gepubliceerd.")
    assert "Nooit gepubliceerd." in svg
    assert 'class="chart-bar"' not in svg.split("Wat we doen")[0].split("Besteed per jaar")[1]


def test_the_sentence_before_the_picture_has_the_city_in_it():
    sentence = wijkpicture.draw(examples.picture()).sentence
    assert sentence.startswith("Het aantal misdrijven daalde tussen 2012 en 2025")
    assert "In heel Voorbeeldstad daalde het" in sentence


def test_markup_in_a_name_is_only_text():
    svg = drawn("wide", spans=(Span("<b>Buurt</b> & co", "fysiek", 2014, 2020),))
    assert "&lt;b&gt;Buurt&lt;/b&gt; &amp; co" in svg
    assert "<b>" not in svg
