"""A corporatie that works in two gemeenten, and two organisations that share a name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from programmes.forms.intervention import NewInterventionForm
from programmes.models import Intervention, Programme
from programmes.reporting import interventions_to_report
from programmes.services import report_investment
from stakeholders.models import Membership, Organisation
from stakeholders.services import add_organisation, invite_person, set_works_here
from tests.cast import Cast


@pytest.fixture(autouse=True)
def real(cast: Cast) -> None:
    """As in Elders, which is no invented gemeente."""
    cast.haard.invented = False
    cast.haard.save()


@pytest.fixture
def elsewhere(cast: Cast) -> Programme:
    """Ted's programme in Elders."""
    return Programme.objects.create(name="Elders Beter", gemeente=cast.elsewhere, start_year=2015, end_year=2030)


@pytest.fixture
def both(cast: Cast) -> Organisation:
    """De Haard, of Voorbeeldstad, works in Elders too."""
    set_works_here(organisation=cast.haard, gemeente=cast.elsewhere, here=True, by=cast.ted)
    return cast.haard


def to_choose(programme: Programme, by: object) -> list[Organisation]:
    return list(NewInterventionForm(programme=programme, by=by).fields["lead"].queryset)  # type: ignore[attr-defined]


def test_a_manager_names_an_organisation_of_elsewhere_that_works_here_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.ted)
    client.post("/werk/organisaties", {"organisation": cast.haard.pk})
    assert list(cast.haard.also_in.all()) == [cast.elsewhere]
    assert "Beheerd door Voorbeeldstad." in client.get("/werk/organisaties").text


def test_it_can_then_be_chosen_in_both_gemeenten(cast: Cast, elsewhere: Programme, both: Organisation) -> None:
    assert both in to_choose(elsewhere, cast.ted)
    assert both in to_choose(cast.programme, cast.noor)
    assert cast.other_corporatie not in to_choose(elsewhere, cast.ted)


def test_one_person_of_the_corporatie_reports_in_both(cast: Cast, elsewhere: Programme, both: Organisation) -> None:
    there = Intervention.objects.create(
        programme=elsewhere, title="Sloop", pillar="fysiek", lead=both, start_year=2016, end_year=2024
    )
    said = {"payer": both, "spender": both, "year": 2020, "funding_stream": cast.stream, "state": "besteed"}
    for intervention in (cast.renovation, there):
        report_investment(intervention=intervention, amount=Decimal(1), by=cast.cor, **said)
    assert set(interventions_to_report(cast.cor, both, 2020)) == {cast.renovation, there}


def test_working_here_too_gives_the_manager_here_no_power_over_it(cast: Cast, both: Organisation) -> None:
    assert both not in Organisation.objects.editable_by(cast.ted)
    with pytest.raises(PermissionDenied):
        invite_person(name="Spion", email="spion@elders.example", organisation=both, role="meelezer", by=cast.ted)
    assert not Membership.objects.visible_to(cast.ted).filter(organisation=both).exists()


def test_nobody_brings_an_organisation_to_the_gemeente_of_another(cast: Cast) -> None:
    for person in (cast.noor, cast.cor):
        with pytest.raises(PermissionDenied):
            set_works_here(organisation=cast.haard, gemeente=cast.elsewhere, here=True, by=person)


def test_a_manager_takes_it_away_again(client: Client, cast: Cast, both: Organisation) -> None:
    client.force_login(cast.ted)
    client.post(f"/werk/organisaties/{both.pk}/niet-hier")
    assert not both.also_in.exists()


def test_an_invented_organisation_works_in_no_real_gemeente_and_a_real_one_in_no_invented_one(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="oefenstad"):
        set_works_here(organisation=cast.other_corporatie, gemeente=cast.elsewhere, here=True, by=cast.ted)
    with pytest.raises(ValidationError, match="oefenstad"):
        set_works_here(organisation=cast.haard, gemeente=cast.city, here=True, by=cast.noor)


def test_its_own_page_tells_who_said_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.ted)
    client.post("/werk/organisaties", {"organisation": cast.haard.pk})
    client.force_login(cast.noor)
    page = client.get(f"/werk/organisaties/{cast.haard.pk}").text
    assert "Werkt ook in: van leeg naar Elders." in page


def test_only_what_works_here_too_is_taken_away(client: Client, cast: Cast) -> None:
    client.force_login(cast.ted)
    assert client.post(f"/werk/organisaties/{cast.haard.pk}/niet-hier").status_code == 404


def test_the_partners_page_and_the_api_name_both_gemeenten(client: Client, both: Organisation) -> None:
    assert "Voorbeeldstad, Elders" in client.get("/partners").text
    found = client.get("/api/v1/organisaties?gemeente=GM0001").json()["results"]
    assert ("de-haard", ["GM0001"]) in [(row["slug"], row["werktOokIn"]) for row in found]


def test_two_tenants_organisations_in_two_gemeenten_may_share_a_name(cast: Cast) -> None:
    said = {"name": "Huurdersraad Samen", "kind": "huurders"}
    here = add_organisation(gemeente=cast.city, by=cast.noor, **said)
    there = add_organisation(gemeente=cast.elsewhere, by=cast.ted, **said)
    assert (here.slug, there.slug) == ("huurdersraad-samen", "huurdersraad-samen-2")


def test_a_corporatie_that_another_gemeente_keeps_is_not_made_twice(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="ook bij u werkt"):
        add_organisation(name="De Haard", kind="corporatie", gemeente=cast.elsewhere, by=cast.ted)


def test_a_name_of_who_works_here_too_is_taken(cast: Cast, both: Organisation) -> None:
    with pytest.raises(ValidationError):
        add_organisation(name="de haard", kind="bedrijf", gemeente=cast.elsewhere, by=cast.ted)


@pytest.mark.parametrize("gemeente", ["city", None])
def test_the_database_holds_one_of_a_name_in_a_gemeente_and_in_the_country(cast: Cast, gemeente: str | None) -> None:
    said = {"name": "Dubbel", "kind": "rijk", "gemeente": getattr(cast, gemeente) if gemeente else None}
    Organisation.objects.create(slug="dubbel", **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(slug="dubbel-2", **said)
