import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.models import Programme
from programmes.services import Conflict, PhaseLine, Refused
from programmes.vocabulary import ProgrammeStatus
from stakeholders.models import gemeente_ids
from tests.cast import area

BASICS = {"name": "Werk aan Zuid", "start_year": 2025, "end_year": 2040}


def test_a_manager_makes_a_concept_led_by_the_gemeente(cast):
    programme = services.create_programme(gemeente=cast.city, by=cast.noor, **BASICS)
    assert (programme.status, programme.lead, programme.slug) == (ProgrammeStatus.DRAFT, cast.gemeente, "werk-aan-zuid")


def test_a_manager_makes_no_programme_for_another_gemeente(cast):
    assert cast.city.pk not in gemeente_ids(cast.ted)
    with pytest.raises(PermissionDenied):
        services.create_programme(gemeente=cast.city, by=cast.ted, **BASICS)


def test_a_reporter_makes_no_programme(cast):
    with pytest.raises(PermissionDenied):
        services.create_programme(gemeente=cast.city, by=cast.cor, **BASICS)


@pytest.mark.parametrize(("end", "allowed"), [(2033, False), (2034, True), (2045, True), (2046, False)])
def test_a_programme_runs_ten_to_twenty_years(cast, end, allowed):
    said = {**BASICS, "end_year": end}
    if allowed:
        assert services.create_programme(gemeente=cast.city, by=cast.noor, **said).end_year == end
        return
    with pytest.raises(Refused) as refusal:
        services.create_programme(gemeente=cast.city, by=cast.noor, **said)
    assert "van 2034 tot en met 2045" in refusal.value.errors["end_year"][0]


def test_every_objection_is_told_at_once(cast):
    with pytest.raises(Refused) as refusal:
        services.create_programme(gemeente=cast.city, by=cast.noor, name=" ", start_year=2025, end_year=2026)
    assert set(refusal.value.errors) == {"name", "end_year"}


def test_a_vision_sent_by_a_form_is_the_same_as_one_sent_by_the_api(cast):
    said = {"vision": "Eerst.\r\n\r\nDan. "}
    assert services.change_programme(programme=cast.draft, version=1, by=cast.noor, **said).vision == "Eerst.\n\nDan."


def test_two_programmes_with_one_name_in_a_gemeente_are_refused_and_elsewhere_get_their_own_address(cast):
    services.create_programme(gemeente=cast.city, by=cast.noor, **BASICS)
    with pytest.raises(Refused, match="al een programma met deze naam"):
        services.create_programme(gemeente=cast.city, by=cast.noor, **BASICS)
    assert services.create_programme(gemeente=cast.elsewhere, by=cast.ted, **BASICS).slug == "werk-aan-zuid-2"


def test_new_years_leave_no_intervention_outside(cast):
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    with pytest.raises(Refused) as refusal:
        services.change_programme(programme=cast.programme, version=2, by=cast.noor, start_year=2016, end_year=2030)
    assert "Renovatie portiekflats" in refusal.value.errors["start_year"][0]
    cast.programme.refresh_from_db()
    assert (cast.programme.start_year, cast.programme.version) == (2012, 2)


def test_of_two_people_who_save_the_same_form_the_second_is_told_who_was_first(cast, rf):
    services.change_programme(programme=cast.draft, version=1, by=cast.noor, summary="Van Noor")
    stale = Programme.objects.get(pk=cast.draft.pk)
    with pytest.raises(Conflict, match="bewaard") as conflict:
        services.change_programme(programme=stale, version=1, by=cast.noor, summary="Van een ander")
    assert conflict.value.saved.summary == "Van Noor"


def test_phases_lie_inside_the_programme_and_do_not_overlap(cast):
    phases = [PhaseLine("Start", 2020, 2024), PhaseLine("Door", 2024, 2030), PhaseLine("Te laat", 2031, 2036)]
    with pytest.raises(Refused) as refusal:
        services.set_phases(programme=cast.draft, version=1, phases=phases, by=cast.noor)
    assert set(refusal.value.errors) == {"1", "2"}
    assert not cast.draft.phases.exists()


def test_phases_are_replaced_as_a_whole(cast):
    services.set_phases(programme=cast.draft, version=1, phases=[PhaseLine("Start", 2020, 2024)], by=cast.noor)
    services.set_phases(
        programme=cast.draft,
        version=2,
        phases=[PhaseLine("Begin", 2020, 2023), PhaseLine("Door", 2024, 2035)],
        by=cast.noor,
    )
    assert [(p.name, p.end_year) for p in cast.draft.phases.all()] == [("Begin", 2023), ("Door", 2035)]


def test_a_wijk_of_a_programme_holds_areas_of_the_gemeente_only(cast):
    with pytest.raises(Refused, match="Elders ligt niet in Voorbeeldstad"):
        services.name_wijk(programme=cast.draft, name="Zuid", areas=[cast.elsewhere], by=cast.noor)


def test_a_wijk_mixes_no_divisions(cast):
    older = area("WKVB0102", "Molenbuurt", "wijk", cast.city, year=2019)
    with pytest.raises(Refused, match="verschillende indelingen"):
        services.name_wijk(programme=cast.draft, name="Zuid", areas=[cast.wijk, older], by=cast.noor)


def test_publishing_says_everything_that_is_lacking(cast):
    with pytest.raises(Refused) as refusal:
        services.publish_programme(programme=cast.draft, by=cast.noor)
    assert set(refusal.value.errors) == {"summary", "contact_name", "contact_email", "wijken"}


def complete(cast):
    services.name_wijk(programme=cast.draft, name="Molenbuurt", areas=[cast.other_wijk], by=cast.noor)
    return services.change_programme(
        programme=cast.draft,
        version=1,
        by=cast.noor,
        summary="Samen",
        contact_name="Noor",
        contact_email="n@demo.example",
    )


def test_a_published_programme_is_public_and_a_withdrawn_one_is_not(cast, anonymous):
    services.publish_programme(programme=complete(cast), by=cast.noor)
    assert cast.draft in Programme.objects.visible_to(anonymous)
    services.unpublish_programme(programme=cast.draft, by=cast.noor)
    assert cast.draft not in Programme.objects.visible_to(anonymous)


def test_a_published_programme_keeps_what_publishing_asks(cast):
    programme = services.publish_programme(programme=complete(cast), by=cast.noor)
    draft = services.start_draft(programme=programme, by=cast.noor)
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="")
    services.remove_wijk(wijk=draft.wijken.get(), by=cast.noor)
    with pytest.raises(Refused) as refusal:
        services.publish_programme(programme=draft, by=cast.noor)
    assert set(refusal.value.errors) == {"summary", "wijken"}


def test_the_second_to_save_a_wijk_is_told(cast):
    wijk = services.name_wijk(programme=cast.draft, name="Zuid", areas=[cast.wijk], by=cast.noor)
    services.change_wijk(wijk=wijk, version=1, name="Zuid-West", areas=[cast.wijk], by=cast.noor)
    with pytest.raises(Conflict):
        services.change_wijk(wijk=wijk, version=1, name="Zuid-Oost", areas=[cast.wijk], by=cast.noor)
