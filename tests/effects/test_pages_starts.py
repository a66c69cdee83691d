"""What a reader is told of when it was asked, when it began, where it was looked at, and what there is no figure of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from effects.models import StudyArea, StudyResult
from effects.vocabulary import StartBasis
from tests.cast import Cast, area
from tests.effects.findings import (
    ANSWERED,
    REFUSED,
    START,
    comparison_wijken,
    found,
    outcome_of,
    result_of,
    study_of,
    weigh,
)
from tests.effects.test_pages import OVERVIEW, html, page_of, read

PARTS = ["", "/uitleg"]


def frozen_in(result: StudyResult, year: int) -> None:
    result.outcome.study.frozen_at = datetime(year, 1, 15, tzinfo=UTC)
    result.outcome.study.save()


def of_policy(cast: Cast, start: int) -> StudyResult:
    outcome = outcome_of(study_of(cast, start_year=start, start_basis=StartBasis.POLICY))
    return result_of(outcome, REFUSED)


def test_what_was_frozen_before_its_first_year_is_labelled_so(client: Client, cast: Cast) -> None:
    result = found(cast, ANSWERED)
    frozen_in(result, START - 1)
    assert "hoofdvraag, vastgelegd voordat er cijfers van na het begin waren" in read(client, page_of(result))


def test_what_was_frozen_when_the_figures_existed_says_so(client: Client, cast: Cast) -> None:
    result = found(cast, ANSWERED)
    frozen_in(result, START + 5)
    text = read(client, page_of(result))
    assert "hoofdvraag, vastgelegd voordat de uitkomst was berekend; de cijfers bestonden toen al" in text


def test_a_study_of_a_programme_of_the_past_is_labelled_as_chosen_afterwards(client: Client, cast: Cast) -> None:
    result = found(cast, ANSWERED)
    cast.programme.historical = True
    cast.programme.save()
    frozen_in(result, START - 1)
    text = read(client, page_of(result))
    assert "hoofdvraag, achteraf gekozen: de wijken en de cijfers waren al bekend" in text


@pytest.mark.parametrize("address", ["", "/uitleg", "list"])
def test_a_study_that_holds_a_wijk_of_another_gemeente_says_so(client: Client, cast: Cast, address: str) -> None:
    result = found(cast, ANSWERED)
    elsewhere = area("WK059904", "Overschie", "wijk", cast.elsewhere)
    StudyArea.objects.create(study=result.outcome.study, area=elsewhere)
    text = read(client, OVERVIEW if address == "list" else page_of(result) + address)
    assert f"Ook in {cast.elsewhere.spoken_name} is gekeken: Overschie." in text
    assert "De uitkomst geldt voor alle wijken samen." in text


def test_a_study_within_its_own_gemeente_says_nothing_of_others(client: Client, cast: Cast) -> None:
    assert "maar gaat over meer" not in read(client, page_of(found(cast, ANSWERED)))


def test_a_start_after_the_policy_says_that_its_year_still_counts_as_before(client: Client, cast: Cast) -> None:
    result = of_policy(cast, cast.programme.start_year + 1)
    year = cast.programme.start_year
    assert f"Het beleid is van {year}." in read(client, page_of(result) + "/uitleg")
    assert f"telt {year} nog als jaar van voor het begin" in read(client, OVERVIEW)


def test_a_start_in_the_year_of_the_policy_is_said_plainly(client: Client, cast: Cast) -> None:
    year = cast.programme.start_year
    assert f"Het begin is {year}: het jaar van het beleid" in read(client, page_of(of_policy(cast, year)) + "/uitleg")


def test_a_wijk_of_the_study_without_any_figure_is_named(client: Client, cast: Cast) -> None:
    refused = REFUSED | {"refusals": [{"code": "SUPPRESSED", "message": "Er ontbreken te veel cijfers."}]}
    result = found(cast, refused)
    StudyArea.objects.create(study=result.outcome.study, area=area("WKVB0999", "Leegveld", "wijk", cast.city))
    text = read(client, page_of(result))
    assert (
        "Van Leegveld is dit cijfer er niet, in geen enkel jaar. De dikke lijn gaat alleen over Havenkwartier." in text
    )
    assert "Een uitkomst zou over minder wijken gaan dan het onderzoek noemt." in text


def test_wijken_that_the_method_could_not_use_are_no_comparison_wijken(client: Client, cast: Cast) -> None:
    outcome = outcome_of(study_of(cast))
    wijken = comparison_wijken(cast)
    weigh(outcome, wijken)
    result = result_of(outcome, ANSWERED | {"n_comparison": 23, "comparison": [each.code for each in wijken[1:]]})
    assert "23 vergelijkingswijken" in html(client, page_of(result)).replace("\xa0", " ")
    unused = read(client, page_of(result) + "/uitleg").partition("leek er genoeg op, maar mist cijfers")[2]
    assert unused.lstrip().startswith("die deze methode nodig heeft (1): Vergelijkwijk 0")


@pytest.mark.parametrize("part", PARTS)
def test_the_test_of_going_alike_before_the_start_is_told(client: Client, cast: Cast, part: str) -> None:
    assert "(p = 0,430)" in read(client, page_of(found(cast, ANSWERED)) + part)


def test_the_difference_is_drawn_year_by_year_beside_that_test(client: Client, cast: Cast) -> None:
    assert 'data-beeld="jaarverschil"' in html(client, page_of(found(cast, ANSWERED)) + "/uitleg")


def test_of_a_refused_study_only_the_years_before_are_drawn(client: Client, cast: Cast) -> None:
    refused = REFUSED | {"pretrend_p": 0.02, "refusals": [{"code": "PRETREND", "message": "Ze liepen anders."}]}
    page = html(client, page_of(found(cast, refused)) + "/uitleg")
    drawn = page.partition('data-beeld="jaarverschil"')[2].partition("</figure>")[0]
    assert f'<th scope="row">{START - 1}</th>' in drawn
    assert f'<th scope="row">{START}</th>' not in drawn


def test_that_a_synthetic_comparison_has_no_limit_for_its_assumption_is_said(client: Client, cast: Cast) -> None:
    text = read(client, page_of(found(cast, ANSWERED | {"honest_breakdown": None})) + "/uitleg")
    assert "zij maakt de vergelijking zelf passend op de jaren van voor het begin" in text


def test_the_council_of_another_gemeente_reads_a_study_of_its_wijk(client: Client, cast: Cast) -> None:
    result = found(cast, ANSWERED)
    StudyArea.objects.create(study=result.outcome.study, area=area("WK059904", "Overschie", "wijk", cast.elsewhere))
    assert "Overschie en Havenkwartier" in read(client, f"/effecten/{cast.elsewhere.code}")


def test_two_measurements_from_before_are_too_few_to_say_that_they_went_alike(client: Client, cast: Cast) -> None:
    result = found(cast, REFUSED | {"pretrend_p": 0.56, "n_pre": 2})
    assert "niet te zeggen met 2 metingen" in read(client, page_of(result))
    text = read(client, page_of(result) + "/uitleg")
    assert "Er zijn maar 2 metingen van voor het begin. Of ze gelijk op gingen, is daarmee niet te zeggen." in text
