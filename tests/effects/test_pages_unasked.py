"""What a programme wants to change and no study asks about: each figure says why nothing can be said of it."""

import pytest
from django.test import Client

from effects.models import StudyArea
from indicators.models import Indicator
from programmes.models import Contribution, Goal, Programme
from programmes.vocabulary import ProgrammeStatus
from tests.cast import Cast
from tests.effects.findings import ANSWERED, found
from tests.effects.test_pages import OVERVIEW, read
from tests.effects.test_studies import spend
from tests.portal.figures import observe

HEADING = "Nog niet onderzocht"


@pytest.fixture
def promised(cast: Cast) -> Contribution:
    """A contribution that should show two years after the first money."""
    return Contribution.objects.create(
        intervention=cast.renovation, indicator=Indicator.objects.get(slug="bijstand"), mechanism="Werk", lag_years=2
    )


def aim(cast: Cast, slug: str) -> Goal:
    return Goal.objects.create(
        programme=cast.programme, indicator=Indicator.objects.get(slug=slug), area=cast.wijk, baseline_year=2014,
        baseline_value=90,
    )  # fmt: skip


def test_a_goal_that_no_intervention_serves_cannot_be_tested(client: Client, cast: Cast) -> None:
    aim(cast, "bijstand")
    assert "Van geen interventie staat er dat zij hieraan bijdraagt." in read(client, OVERVIEW)


def test_without_figures_it_says_so(client: Client, cast: Cast, promised) -> None:
    assert "Er zijn van deze wijken nog geen cijfers over." in read(client, OVERVIEW)


def test_without_a_year_of_the_money_there_is_no_before_and_after(client: Client, cast: Cast, promised) -> None:
    observe(cast.wijk, "bijstand", {2015: 90.0})
    assert "Er staat niet in welk jaar er geld aan is besteed." in read(client, OVERVIEW)


def test_what_is_too_early_says_from_when_it_can_be_told(client: Client, cast: Cast, promised) -> None:
    observe(cast.wijk, "bijstand", {2014: 90.0, 2016: 88.0})
    spend(cast, 2014)
    assert "Het zou te merken zijn vanaf 2016, met 2 metingen. De nieuwste is van 2016." in read(client, OVERVIEW)


def test_what_could_be_told_and_nobody_asked_says_so(client: Client, cast: Cast, promised) -> None:
    observe(cast.wijk, "bijstand", {2014: 90.0, 2017: 88.0})
    spend(cast, 2014)
    assert "Er is nog geen onderzoek vastgelegd." in read(client, OVERVIEW)


def test_what_a_study_tells_of_is_not_named_again(client: Client, cast: Cast) -> None:
    found(cast, ANSWERED)
    aim(cast, "gasverbruik")
    assert HEADING not in read(client, OVERVIEW)


def test_a_city_names_the_studies_of_the_programmes_of_its_wijken(client: Client, cast: Cast) -> None:
    found(cast, ANSWERED)
    city = Programme.objects.create(
        name="Heel de stad", gemeente=cast.city, lead=cast.gemeente, start_year=2012, end_year=2027,
        status=ProgrammeStatus.PUBLISHED,
    )  # fmt: skip
    Programme.objects.filter(pk=cast.programme.pk).update(parent=city)
    assert "Effecten van Havenkwartier Vooruit: 1 onderzoek" in read(client, f"/programmas/{city.slug}/effecten")


def test_another_programme_with_a_study_of_the_same_wijk_is_named(client: Client, cast: Cast) -> None:
    other = Programme.objects.create(
        name="Wijken van toen", gemeente=cast.city, lead=cast.gemeente, start_year=2012, end_year=2027,
        status=ProgrammeStatus.PUBLISHED,
    )  # fmt: skip
    study = found(cast, ANSWERED).outcome.study
    StudyArea.objects.create(study=study, area=cast.other_wijk)
    study.programme = other
    study.save()
    assert "Effecten van Wijken van toen: 1 onderzoek, ook over Havenkwartier" in read(client, OVERVIEW)


def test_a_study_that_is_not_public_is_not_named(client: Client, cast: Cast, promised) -> None:
    study = found(cast, ANSWERED).outcome.study
    study.programme = cast.draft
    study.save()
    assert "Onderzoek van andere programma’s" not in read(client, OVERVIEW)
