"""What stands beside a finding: cost, how strong it is, and what else may explain a difference."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.effects.findings import ANSWERED, NOTHING_SHOWN, REFUSED, found
from tests.effects.test_pages import page_of, read


@pytest.fixture
def told(client: Client, cast: Cast):
    def read_with(part: str = "", answer: dict[str, Any] = ANSWERED, **stored: Any) -> str:
        result = found(cast, answer)
        for name, value in stored.items():
            setattr(result, name, value)
        result.save()
        return read(client, page_of(result) + part)

    return read_with


def test_the_cost_is_told_for_one_unit_with_its_interval(told) -> None:
    cost = {"per_unit": 12_345.0, "low": 10_000.0, "high": 16_000.0}
    text = told("/uitleg", cost=cost, money={"price_year": 2025})
    assert "€ 12.000 voor een verschil van 1 m³." in text
    assert "Rekening houdend met toeval is het € 10.000 tot € 16.000." in text
    assert "In prijzen van 2025." in text


def test_where_the_interval_holds_nought_there_is_only_a_least_cost(told) -> None:
    text = told("", NOTHING_SHOWN, cost={"per_unit": None, "at_least": 25_000.0})
    assert "Ten minste € 25.000 voor een verschil van 1 m³." in text


def test_a_figure_that_got_worse_has_no_price_for_getting_better(told) -> None:
    assert "Een prijs per verbetering bestaat dan niet." in told("/uitleg", cost={"worsened": True})


def test_the_strength_of_the_study_stands_with_its_reasons(told) -> None:
    text = told("/uitleg", context={"maryland": {"level": 2, "reasons": ["CHOSEN_AFTER"]}})
    assert "Dit onderzoek staat op niveau 2." in text
    assert "toen de uitkomst al te zien kon zijn" in text


@pytest.mark.parametrize("part", ["", "/uitleg"])
def test_new_residents_are_warned_of_beside_the_finding_and_in_its_explanation(told, part: str) -> None:
    turnover = {"new_residents": 0.31, "built": None, "demolished": None, "warnings": ["NEW_RESIDENTS"]}
    text = told(part, context={"turnover": turnover})
    assert "meer dan een kwart van de bewoners kan nieuw zijn" in text.lower()


def test_the_share_of_new_residents_is_told(told) -> None:
    turnover = {"new_residents": 0.12, "built": None, "demolished": None, "warnings": []}
    assert "hoogstens 12 % nieuw" in told("/uitleg", context={"turnover": turnover})


def test_a_problem_that_moved_next_door_is_warned_of(told) -> None:
    assert "Het probleem kan zijn verplaatst." in told("", context={"waterbed": {"moved": True}})


def test_that_nothing_moved_next_door_is_no_warning(told) -> None:
    assert "Daar is geen verschuiving aangetoond." in told("/uitleg", context={"waterbed": {"moved": False}})


def test_a_bad_year_of_selection_is_warned_of(told) -> None:
    dip = {"year": 2015, "warned": True, "by_itself": -12.3}
    assert "In 2015, toen de wijk werd gekozen, was het cijfer hier slechter dan gewoonlijk" in told(
        "", context={"regression": dip}
    )


def test_an_exploratory_finding_tells_its_adjusted_chance(told) -> None:

    assert "0,200 (Benjamini en Hochberg, 1995)" in told("/uitleg", context={"adjusted_p": 0.2})


def test_where_next_door_cannot_be_judged_that_is_said(told) -> None:
    waterbed = {"moved": False, "refusals": [{"code": "PRE_SHORT", "message": "x"}]}
    text = told("/uitleg", context={"waterbed": waterbed})
    assert "Of het daar anders ging, is niet te zeggen" in text
    assert "geen verschuiving aangetoond" not in text


def test_what_brought_other_residents_is_named(told) -> None:
    turnover = {"warnings": [], "densified_by": ["Sloop en nieuwbouw Havenblok"]}
    assert "Hier is verdicht of gesloopt (Sloop en nieuwbouw Havenblok)" in told("", context={"turnover": turnover})


def test_a_share_is_told_by_a_thousand_too(told) -> None:
    context = {"per_thousand": {"of": "woningen", "estimate": -32.2, "ci_low": -40, "ci_high": -25}}
    assert re.search("Verschil per 1.000 woningen ?32 lager", told("", context=context))


def test_the_cost_is_told_by_case_where_the_figure_is_a_share(told) -> None:
    cost = {
        "per_unit": 12_345.0,
        "low": 10_000.0,
        "high": 16_000.0,
        "per_case": {"per_unit": 45_000.0},
        "case": "woningen",
    }
    assert "Omgerekend naar aantallen woningen: € 45.000 per geval." in told("/uitleg", cost=cost)


MONEY = {"cents": 900_000_00, "real_cents": None, "first_year": 2016, "years_without_price": [2025],
         "years": [{"year": 2016, "pillar": "fysiek", "cents": 400_000_00},
                   {"year": 2025, "pillar": "fysiek", "cents": 500_000_00}]}  # fmt: skip


@pytest.mark.parametrize("part", ["", "/uitleg"])
def test_without_a_price_index_what_was_spent_is_told_as_it_was_reported(told, part: str) -> None:
    assert "Besteed is € 900.000 (2016–2025), in prijzen van het jaar zelf." in told(part, money=MONEY)


@pytest.mark.parametrize("part", ["", "/uitleg"])
def test_the_year_without_a_price_is_named_with_what_must_be_imported(told, part: str) -> None:
    text = told(part, money=MONEY)
    assert "Van 2025 is er geen prijscijfer. Daarom is er geen prijs per verschil" in text
    assert "prijsindex van het CBS (tabel 83131NED)" in text


def test_without_a_verdict_what_was_spent_is_told_without_a_price(told) -> None:
    text = told("/uitleg", REFUSED, money=MONEY)
    assert "Besteed is € 900.000 (2016–2025), in prijzen van het jaar zelf." in text
    assert "Er is geen oordeel, dus ook geen prijs per verschil." in text


def test_what_was_spent_is_told_in_prices_of_one_year_where_there_is_an_index(told) -> None:
    money = MONEY | {"real_cents": 1_000_000_00, "price_year": 2024, "years_without_price": []}
    assert "Dat is € 1,0 mln in prijzen van 2024." in told("/uitleg", money=money)


def test_what_is_not_counted_of_residents_and_homes_is_named(told) -> None:
    turnover = {"new_residents": None, "built": 0.06, "demolished": None, "warnings": [], "residents": [100.0, 120.0]}
    text = told("/uitleg", context={"turnover": turnover})
    assert "Niet bekend is hoeveel mensen er kwamen wonen en hoeveel woningen zijn gesloopt." in text
    assert "Er staan nu 6 % meer woningen dan voor het begin." in text
    assert "Voor het begin woonden er 100 mensen, in het laatste jaar 120." in text


def test_what_was_counted_of_residents_and_homes_is_not_said_to_be_missing(told) -> None:
    turnover = {"new_residents": 0.1, "built": 0.06, "demolished": 0.01, "warnings": []}
    assert "Niet bekend is" not in told("/uitleg", context={"turnover": turnover})


MOVED_NOT = {"moved": False, "units": [], "mde": 12.0, "refusals": [], "verdict": "geen verschil aangetoond"}


def test_that_nothing_was_shown_to_move_stands_with_what_could_have_been_seen(told) -> None:
    text = told("/uitleg", context={"waterbed": MOVED_NOT})
    assert (
        "Daar is geen verschuiving aangetoond. Een verschil van 12 m³ of meer hadden we daar waarschijnlijk gezien."
        in text
    )


def test_whether_it_moved_next_door_is_one_of_the_numbers(told) -> None:
    text = told("", context={"waterbed": MOVED_NOT})
    assert re.search(r"Verplaatst naar wijken ernaast\?\s*geen verschuiving aangetoond", text)
