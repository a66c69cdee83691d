"""What is published is frozen; a concept beside it changes, and takes its place."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from indicators.models import Indicator
from programmes import services
from programmes.models import Goal, Intervention, Programme
from programmes.services import PhaseLine, Refused


@pytest.fixture
def gas(db):
    return Indicator.objects.get(slug="gasverbruik")


@pytest.fixture
def goal(cast, gas):
    """A goal of the published programme, set before it was published."""
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    said = {"kind": "dalen", "baseline_year": 2012, "baseline_value": 1500.0, "targets": {2020: 1200.0, 2027: 900.0}}
    made = services.set_goal(programme=cast.programme, indicator=gas, area=cast.wijk, by=cast.noor, **said)
    services.publish_programme(programme=cast.programme, by=cast.noor)
    return made


@pytest.fixture
def draft(cast, goal):
    return services.start_draft(programme=cast.programme, by=cast.noor)


def test_publishing_keeps_what_is_published_as_a_version(cast, goal):
    version = cast.programme.versions.get()
    assert (version.number, version.published_by) == (1, cast.noor)
    assert version.content["goals"][0]["targets"] == [{"year": 2020, "value": 1200.0}, {"year": 2027, "value": 900.0}]
    assert [one["title"] for one in version.content["interventions"]] == ["Renovatie portiekflats"]


def test_a_version_names_no_person(cast, goal):
    assert "Noor" not in str(cast.programme.versions.get().content)


@pytest.mark.parametrize(
    "write",
    [
        lambda cast, goal: services.change_programme(
            programme=cast.programme, version=3, by=cast.noor, summary="Nieuw"
        ),
        lambda cast, goal: services.name_wijk(
            programme=cast.programme, name="Zuid", areas=[cast.other_wijk], by=cast.noor
        ),
        lambda cast, goal: services.remove_wijk(wijk=cast.programme.wijken.get(), by=cast.noor),
        lambda cast, goal: services.set_phases(
            programme=cast.programme, version=3, phases=[PhaseLine("Begin", 2012, 2020)], by=cast.noor
        ),
        lambda cast, goal: services.change_goal(goal=goal, version=1, by=cast.noor, baseline_value=1.0),
        lambda cast, goal: services.remove_goal(goal=goal, by=cast.noor),
    ],
    ids=["basics", "wijk", "wijk weg", "phases", "goal", "goal weg"],
)
def test_the_plan_of_a_published_programme_is_not_changed_in_place(cast, goal, write):
    with pytest.raises(Refused, match="Maak een nieuwe versie"):
        write(cast, goal)


def test_what_is_done_stays_live_on_a_published_programme(cast, goal):
    moved = services.move_intervention(intervention=cast.renovation, move="begin", by=cast.noor, on=dt.date(2014, 1, 1))
    assert moved.status == "bezig"


def test_a_concept_beside_a_programme_copies_the_plan_and_no_interventions(cast, draft):
    assert (draft.draft_of, draft.status, draft.slug) == (cast.programme, "concept", "havenkwartier-vooruit-concept")
    assert [wijk.name for wijk in draft.wijken.all()] == ["Havenkwartier"]
    assert [target.value for target in draft.goals.get().targets.all()] == [1200.0, 900.0]
    assert not draft.interventions.exists()


def test_a_second_concept_is_the_first(cast, draft):
    assert services.start_draft(programme=cast.programme, by=cast.noor) == draft


def test_of_what_was_published_before_versions_the_first_is_kept_when_a_concept_begins(cast):
    services.start_draft(programme=cast.programme, by=cast.noor)
    assert cast.programme.versions.get().content["programme"]["name"] == "Havenkwartier Vooruit"


def test_a_concept_is_seen_by_no_visitor(cast, draft, anonymous):
    assert draft not in Programme.objects.visible_to(anonymous)


def test_publishing_a_concept_puts_its_plan_in_place_and_removes_it(cast, draft, goal):
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="Anders", end_year=2030)
    services.name_wijk(programme=draft, name="Molenbuurt", areas=[cast.other_wijk], by=cast.noor)
    services.change_goal(goal=draft.goals.get(), version=1, by=cast.noor, targets={2030: 800.0})
    kept = cast.programme.wijken.get()
    decided = {"note": "Meer wijken", "decided_on": dt.date(2026, 3, 1)}
    programme = services.publish_programme(programme=draft, by=cast.noor, **decided)
    assert (programme.pk, programme.slug, programme.summary) == (cast.programme.pk, "havenkwartier-vooruit", "Anders")
    assert not Programme.objects.filter(draft_of=programme).exists()
    assert list(programme.wijken.all()) == [kept, programme.wijken.get(name="Molenbuurt")]
    assert [(one.pk, one.targets.get().value) for one in programme.goals.all()] == [(goal.pk, 800.0)]
    version = programme.versions.first()
    assert (version.number, version.note, version.decided_on) == (2, "Meer wijken", dt.date(2026, 3, 1))


def test_interventions_stay_when_a_concept_is_published(cast, draft):
    services.publish_programme(programme=draft, by=cast.noor)
    assert Intervention.objects.get().programme == cast.programme


def test_a_goal_taken_out_of_the_concept_leaves_the_programme(cast, draft):
    services.remove_goal(goal=draft.goals.get(), by=cast.noor)
    services.publish_programme(programme=draft, by=cast.noor)
    assert not Goal.objects.exists()


def test_a_concept_that_lacks_something_is_not_published(cast, draft):
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="")
    with pytest.raises(Refused, match="in één zin"):
        services.publish_programme(programme=draft, by=cast.noor)
    assert cast.programme.versions.count() == 1


def test_new_years_of_a_concept_leave_no_intervention_of_its_programme_outside(cast, draft):
    with pytest.raises(Refused, match="Renovatie portiekflats"):
        services.change_programme(programme=draft, version=draft.version, by=cast.noor, start_year=2016)


def test_who_publishes_another_plan_than_was_read_is_told(cast, draft):
    seen = services.seal_of(draft)
    services.remove_goal(goal=draft.goals.get(), by=cast.noor)
    with pytest.raises(Refused, match="gewijzigd sinds u deze pagina opende"):
        services.publish_programme(programme=draft, by=cast.noor, seen=seen)


def test_a_concept_that_was_published_meanwhile_is_not_changed_or_published_again(cast, draft):
    stale = Programme.objects.get(pk=draft.pk)
    services.publish_programme(programme=draft, by=cast.noor)
    for write in (
        lambda: services.publish_programme(programme=stale, by=cast.noor),
        lambda: services.set_phases(programme=stale, version=1, phases=[], by=cast.noor),
    ):
        with pytest.raises((Refused, PermissionDenied)):
            write()


def test_a_concept_thrown_away_leaves_the_programme_as_it_is(cast, draft):
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="Anders")
    assert services.discard_draft(draft=draft, by=cast.noor) == cast.programme
    cast.programme.refresh_from_db()
    assert cast.programme.summary.startswith("Vijftien jaar")
    assert cast.programme.versions.count() == 1


def test_a_first_concept_is_not_thrown_away(cast):
    with pytest.raises(Refused):
        services.discard_draft(draft=cast.draft, by=cast.noor)


def test_while_a_concept_stands_the_plan_of_a_withdrawn_programme_changes_only_there(cast, draft):
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    with pytest.raises(Refused, match="als concept"):
        services.name_wijk(programme=cast.programme, name="Zuid", areas=[cast.other_wijk], by=cast.noor)


def test_a_withdrawn_programme_is_changed_in_place_and_published_as_the_next_version(cast, goal):
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    services.remove_goal(goal=goal, by=cast.noor)
    services.publish_programme(programme=cast.programme, by=cast.noor)
    assert [version.number for version in cast.programme.versions.all()] == [2, 1]


def test_no_intervention_and_no_role_is_laid_on_a_concept(cast, draft):
    with pytest.raises(Refused, match="bij het programma zelf"):
        services.give_role(programme=draft, person=cast.noor, role="programmamanager", by=cast.noor)


def test_a_manager_of_another_gemeente_makes_no_version_here(cast, goal):
    with pytest.raises(PermissionDenied):
        services.start_draft(programme=cast.programme, by=cast.ted)
