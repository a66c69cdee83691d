"""Each effect that is built into Voorbeeldstad, held against what the study of its intervention finds."""

from __future__ import annotations

import pytest

from demonstration.files import read_json, read_toml
from demonstration.studies import ANSWERS, key_of, outcomes
from effects.answers import ask, compute
from effects.models import Study, StudyOutcome, StudyResult
from effects.services.results import update_results
from effects.snapshot import canonical
from indicators.models import Indicator, Observation
from programmes.models import Programme

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]

EFFECTS = read_toml("voorbeeldstad/effecten.toml")["effect"]
VERDICTS = {
    "beter": "beter",
    "slechter": "slechter",
    "geen-verschil": "geen verschil aangetoond",
    "niet-te-zeggen": "niet te zeggen",
}
TITLES = {
    row["nummer"]: row["naam"]
    for name in ("havenkwartier", "molenbuurt", "oost")
    for row in read_toml(f"voorbeeldstad/{name}.toml")["interventie"]
}


def outcome_of(effect: dict) -> StudyOutcome:
    title, slug = TITLES[effect["interventie"]], effect["indicator"]
    return StudyOutcome.objects.get(interventions__title=title, indicator__slug=slug)


def krachtwijken() -> StudyResult:
    return StudyResult.objects.get(outcome__study__programme__historical=True)


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: f"{effect['interventie']}-{effect['indicator']}")
def test_a_study_finds_what_is_built_in_and_nothing_that_is_not(effect):
    assert outcome_of(effect).newest_result().verdict == VERDICTS[effect["uitkomst"]]


@pytest.mark.parametrize(
    "effect",
    [effect for effect in EFFECTS if effect["uitkomst"] in {"beter", "slechter"}],
    ids=lambda effect: f"{effect['interventie']}-{effect['indicator']}",
)
def test_the_effect_has_the_sign_and_no_more_than_the_size_that_is_built_in(effect):
    answer = outcome_of(effect).newest_result().answer
    largest = max(effect["wijken"].values(), key=abs)
    assert answer["estimate"] * largest > 0
    assert abs(answer["ci_low"] + answer["ci_high"]) / 2 < 1.75 * abs(largest)  # parts add up in the whole


def test_every_verdict_shows():
    assert set(StudyResult.objects.values_list("verdict", flat=True)) == set(VERDICTS.values())


def test_what_is_kept_as_data_is_what_a_fresh_computation_gives():
    stored = read_json(ANSWERS)
    for outcome in outcomes():
        asked = ask(outcome)
        compute(asked)
        kept = stored[key_of(outcome)]
        assert asked.sha256 == kept["snapshot_sha256"], "run: python manage.py answer_demonstration"
        for name in ("answer", "context", "cost"):
            assert without_machine(getattr(asked, name)) == without_machine(kept[name]), (key_of(outcome), name)


def without_machine(value: dict) -> str:
    """As canonical JSON, without Python's own version."""
    versions = {name: number for name, number in value.get("versions", {}).items() if name != "python"}
    return canonical(value | ({"versions": versions} if "versions" in value else {}))


def test_running_the_studies_again_makes_no_version():
    before = StudyResult.objects.count()
    for study in Study.objects.all():
        assert update_results(study, report=lambda *said: None) == []
    assert StudyResult.objects.count() == before


def test_every_outcome_is_answered_and_every_study_frozen():
    assert StudyOutcome.objects.filter(results=None).count() == 0
    assert Study.objects.frozen().count() == Study.objects.count()


def test_no_comparison_area_of_voorbeeldstad_is_real_and_none_of_a_real_study_is_invented():
    for study in Study.objects.select_related("programme__gemeente"):
        invented = study.programme.gemeente.invented
        assert set(study.outcomes.values_list("comparison_areas__area__invented", flat=True)) <= {invented}


def test_the_study_starts_where_money_was_first_spent():
    study = outcome_of(EFFECTS[0]).study
    assert (study.start_year, study.start_basis, study.selection_year) == (2012, "geld", 2011)


def test_what_never_cost_money_starts_in_the_year_of_the_policy_and_says_so():
    assert Study.objects.filter(start_year=2027).values_list("start_basis", flat=True).get() == "beleid"


def test_the_krachtwijken_of_2008_are_refused_and_it_is_said_what_is_missing():
    answer = krachtwijken().answer
    assert (krachtwijken().verdict, answer["estimate"], answer["n_pre"]) == ("niet te zeggen", None, 2)
    assert "PRE_SHORT" in {refusal["code"] for refusal in answer["refusals"]}


def test_the_krachtwijken_are_compared_with_no_krachtwijk():
    outcome = krachtwijken().outcome
    named = Programme.objects.filter(historical=True).values("wijken__areas")
    assert not outcome.comparison_areas.included().filter(area__in=named).exists()


def test_what_came_after_the_start_does_not_change_the_choice_of_comparison_areas():
    from effects.comparison import weigh

    outcome = outcome_of(EFFECTS[0])
    before = [(one.area.pk, one.choice, one.distance) for one in weigh(outcome)]
    indicators = Indicator.objects.all()
    Observation.objects.known().filter(period__gte=2012, indicator__in=indicators).update(value=77)
    assert [(one.area.pk, one.choice, one.distance) for one in weigh(outcome)] == before


def test_what_came_before_the_start_does():
    from effects.comparison import weigh

    outcome = outcome_of(EFFECTS[0])
    before = [one.distance for one in weigh(outcome)]
    Observation.objects.filter(period=2008, area__code="WKVB0113", indicator=outcome.indicator).update(value=77)
    assert [one.distance for one in weigh(outcome)] != before
