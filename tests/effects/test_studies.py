"""Studies: proposed from promises, changed until frozen, never afterwards."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from effects.models import Study, StudyOutcome
from effects.services import (
    OutcomeLine,
    answer_anew,
    change_comparison,
    change_study,
    freeze_study,
    propose_studies,
    remove_study,
    run_study,
    set_outcomes,
)
from effects.vocabulary import Choice, StartBasis
from indicators.models import Indicator
from programmes import services
from runs.models import Run
from stakeholders.refusal import Conflict, Refused
from tests.cast import Cast, area
from tests.portal.figures import observe

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(cast: Cast) -> Study:
    """The renovation of Havenkwartier on gas use, beside a wijk that nobody works in."""
    area("WKVB0109", "Vissershoek", "wijk", cast.city)
    services.link_contribution(
        intervention=cast.renovation, indicator=gas(), by=cast.noor, mechanism="Isolatie.", lag_years=1
    )
    return propose_studies(programme=cast.programme, by=cast.noor)[0]


def gas() -> Indicator:
    return Indicator.objects.get(slug="gasverbruik")


def lines(number: int, *, primary: bool = True) -> list[OutcomeLine]:
    return [OutcomeLine(one, primary, 1) for one in Indicator.objects.outcomes()[:number]]


def spend(cast: Cast, year: int) -> None:
    services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=year, funding_stream=cast.stream,
        state="besteed", amount=Decimal(5), by=cast.cor,
    )  # fmt: skip


def frozen(study: Study, cast: Cast) -> Study:
    return freeze_study(study=study, version=study.version, by=cast.noor)


def test_without_money_the_study_starts_in_the_year_of_the_policy_and_says_so(study):
    assert (study.start_year, study.start_basis) == (2014, StartBasis.POLICY)


def test_with_money_it_starts_in_the_first_year_that_was_spent_and_not_in_the_plan(cast, study):
    study.delete()
    spend(cast, 2016)
    made = propose_studies(programme=cast.programme, by=cast.noor)[0]
    assert (made.start_year, made.start_basis) == (2016, StartBasis.MONEY)


def test_the_effect_is_expected_after_the_lag_that_was_promised(study):
    assert study.outcomes.get().effect_year == 2015


def test_the_catalogue_proposes_which_effect_matters(study):
    assert study.outcomes.get().relevant_effect == gas().better_from


def test_proposing_again_makes_nothing_twice(cast, study):
    assert propose_studies(programme=cast.programme, by=cast.noor) == []


def test_only_the_manager_of_the_gemeente_proposes(cast):
    with pytest.raises(PermissionDenied):
        propose_studies(programme=cast.programme, by=cast.ted)


def test_a_study_has_at_most_three_main_questions(cast, study):
    with pytest.raises(Refused, match="drie hoofdvragen"):
        set_outcomes(study=study, version=study.version, outcomes=lines(4), by=cast.noor)


def test_the_database_holds_no_fourth_main_question(study):
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyOutcome.objects.create(study=study, indicator=lines(2)[1].indicator, primary_rank=4)


def test_whatever_more_is_asked_is_exploratory(cast, study):
    asked = [*lines(3), *[OutcomeLine(one.indicator, False, 0) for one in lines(5)[3:]]]
    set_outcomes(study=study, version=study.version, outcomes=asked, by=cast.noor)
    assert study.outcomes.filter(primary_rank=None).count() == 2


def test_of_two_who_change_at_once_the_second_is_told(cast, study):
    change_study(study=study, version=study.version, by=cast.noor, name="Gas")
    with pytest.raises(Conflict):
        change_study(study=study, version=1, by=cast.noor, name="Warmte")


def test_another_start_is_said_to_be_chosen(cast, study):
    changed = change_study(study=study, version=study.version, by=cast.noor, start_year=2017)
    assert changed.start_basis == StartBasis.CHOSEN


def test_a_wijk_is_not_selected_after_the_start(cast, study):
    with pytest.raises(Refused):
        change_study(study=study, version=study.version, by=cast.noor, selection_year=2020)


def test_the_manager_goes_against_the_rules_only_with_a_reason(cast, study):
    row = study.outcomes.get().comparison_areas.get(area__code="WKVB0109")
    with pytest.raises(Refused, match="waarom"):
        change_comparison(area=row, included=True, reason=" ", version=study.version, by=cast.noor)
    study.refresh_from_db()
    added = change_comparison(area=row, included=True, reason="Ook aan de haven", version=study.version, by=cast.noor)
    assert (added.choice, added.proposed, added.reason) == (Choice.ADDED, Choice.FIGURES_MISSING, "Ook aan de haven")


def test_where_nothing_was_measured_before_the_start_no_area_is_called_alike(cast):
    """Its people may be alike, but whether it went the same way nobody can tell."""
    like = area("WKVB0109", "Vissershoek", "wijk", cast.city)
    for each, people in ((cast.wijk, 9000), (like, 8000)):
        observe(each, "inwoners", {2010: people})
    services.link_contribution(
        intervention=cast.renovation, indicator=gas(), by=cast.noor, mechanism="Isolatie.", lag_years=1
    )
    made = propose_studies(programme=cast.programme, by=cast.noor)[0]
    found = made.outcomes.get().comparison_areas.get(area=like)
    assert found.distance is not None
    assert found.choice == Choice.FIGURES_MISSING


def test_a_frozen_study_never_changes(cast, study):
    frozen(study, cast)
    row = study.outcomes.get().comparison_areas.get(area__code="WKVB0109")
    study.refresh_from_db()
    for attempt in (
        lambda: change_study(study=study, version=study.version, by=cast.noor, name="Anders"),
        lambda: set_outcomes(study=study, version=study.version, outcomes=lines(1), by=cast.noor),
        lambda: change_comparison(area=row, included=False, reason="x", version=study.version, by=cast.noor),
        lambda: remove_study(study=study, by=cast.noor),
    ):
        with pytest.raises(Refused, match="vastgelegd"):
            attempt()


def test_the_outcome_is_not_looked_at_before_the_study_is_frozen(cast, study):
    with pytest.raises(Refused, match="vast"):
        run_study(study=study, by=cast.noor)


def test_everyone_reads_what_is_frozen_and_only_its_gemeente_what_is_not(cast, study):
    seen = [Study.objects.visible_to(person).count() for person in (cast.noor, cast.ria, cast.ted)]
    frozen(study, cast)
    assert seen == [1, 0, 0]
    assert [Study.objects.visible_to(person).count() for person in (cast.noor, cast.ria, cast.ted)] == [1, 1, 1]


def test_money_that_is_booked_rings_for_the_studies_of_its_programme(cast, study, django_capture_on_commit_callbacks):
    frozen(study, cast)
    with django_capture_on_commit_callbacks(execute=False) as rung:
        spend(cast, 2016)
    for bell in rung:
        if "money_booked" in getattr(bell, "__qualname__", ""):
            bell()
    assert Run.objects.get(kind="onderzoeken").arguments == {"programme": cast.programme.pk}


def test_many_bells_ask_for_one_look(cast, study):
    frozen(study, cast)
    assert answer_anew() is not None
    assert answer_anew() is None


def test_no_bell_rings_where_nothing_is_frozen(study):
    assert answer_anew() is None
