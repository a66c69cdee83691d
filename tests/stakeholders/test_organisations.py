import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation
from stakeholders.services import SavedMeanwhile, add_organisation, change_organisation
from tests.cast import Cast

NEW = {"name": "Welzijn Havenkwartier", "kind": "maatschappelijk", "description": "Buurtwerk.", "website": ""}


def as_(client: Client, person: object) -> Client:
    client.force_login(person)  # type: ignore[arg-type]
    return client


def seen(organisation: Organisation, **changes: object) -> dict[str, object]:
    """What the page sends of an organisation that someone has open."""
    shown = {name: getattr(organisation, name) for name in ("name", "kind", "description", "website", "version")}
    return shown | changes


def test_a_manager_adds_a_partner_and_can_then_invite_for_it(client: Client, cast: Cast) -> None:
    as_(client, cast.noor).post("/werk/organisaties/nieuw", NEW)
    partner = Organisation.objects.get(name="Welzijn Havenkwartier")
    assert partner.gemeente == cast.city
    assert f'<option value="{partner.pk}" selected' in client.get(f"/werk/mensen?organisatie={partner.pk}").text


def test_a_new_partner_is_as_invented_as_its_gemeente(client: Client, cast: Cast) -> None:
    as_(client, cast.noor).post("/werk/organisaties/nieuw", NEW)
    as_(client, cast.ted).post("/werk/organisaties/nieuw", {**NEW, "name": "Welzijn Elders"})
    assert Organisation.objects.get(name="Welzijn Havenkwartier").invented
    assert not Organisation.objects.get(name="Welzijn Elders").invented


@pytest.mark.parametrize("address", ["", "/nieuw", "/{pk}"])
def test_pages_about_invented_partners_say_so(client: Client, cast: Cast, address: str) -> None:
    page = as_(client, cast.noor).get("/werk/organisaties" + address.format(pk=cast.haard.pk)).text
    assert "verzonnen" in page


def test_a_partner_that_stands_already_is_not_added_twice(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.noor).post("/werk/organisaties/nieuw", {**NEW, "name": "de haard"})
    assert answer.status_code == 422
    assert "Er is al een organisatie met deze naam." in answer.text


def test_two_names_that_look_alike_in_an_address_get_each_their_own(cast: Cast) -> None:
    told = {"kind": "bedrijf", "gemeente": cast.city, "by": cast.noor}
    first, second = add_organisation(name="Bouw & Co", **told), add_organisation(name="Bouw Co", **told)
    assert (first.slug, second.slug) == ("bouw-co", "bouw-co-2")


def test_a_manager_makes_no_gemeente(client: Client, cast: Cast) -> None:
    assert as_(client, cast.noor).post("/werk/organisaties/nieuw", {**NEW, "kind": "gemeente"}).status_code == 422


def test_a_partner_never_becomes_a_gemeente(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        change_organisation(organisation=cast.haard, version=1, by=cast.bea, kind="gemeente")


def test_a_gemeente_never_becomes_something_else(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        change_organisation(organisation=cast.gemeente, version=1, by=cast.noor, kind="bedrijf")


def test_a_manager_adds_nothing_in_another_gemeente(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        add_organisation(name="Elders", kind="bedrijf", gemeente=cast.elsewhere, by=cast.noor)


def test_an_operator_adds_a_partner_for_the_whole_country(client: Client, cast: Cast) -> None:
    as_(client, cast.bea).post(
        "/werk/organisaties/nieuw", {**NEW, "name": "Ministerie", "kind": "rijk", "gemeente": ""}
    )
    assert Organisation.objects.get(name="Ministerie").gemeente is None


def test_a_reporter_adds_no_organisation(client: Client, cast: Cast) -> None:
    assert as_(client, cast.cor).get("/werk/organisaties/nieuw").status_code == 404


def test_a_reporter_changes_what_the_own_organisation_does(client: Client, cast: Cast) -> None:
    as_(client, cast.cor).post(f"/werk/organisaties/{cast.haard.pk}", seen(cast.haard, description="Wij verhuren."))
    cast.haard.refresh_from_db()
    assert cast.haard.description == "Wij verhuren."


def test_a_reporter_does_not_change_the_kind_of_the_own_organisation(client: Client, cast: Cast) -> None:
    as_(client, cast.cor).post(f"/werk/organisaties/{cast.haard.pk}", seen(cast.haard, kind="bedrijf", name="Anders"))
    cast.haard.refresh_from_db()
    assert (cast.haard.name, cast.haard.kind) == ("De Haard", OrganisationKind.CORPORATIE)


def test_an_organisation_of_someone_else_does_not_exist(client: Client, cast: Cast) -> None:
    assert as_(client, cast.cor).get(f"/werk/organisaties/{cast.other_corporatie.pk}").status_code == 404
    assert as_(client, cast.ted).get(f"/werk/organisaties/{cast.haard.pk}").status_code == 404


def test_the_second_of_two_who_save_keeps_what_was_typed_and_hears_of_the_first(client: Client, cast: Cast) -> None:
    opened = seen(cast.haard, description="Typte ik")
    change_organisation(organisation=cast.haard, version=1, by=cast.bea, description="Stond er net")
    answer = as_(client, cast.noor).post(f"/werk/organisaties/{cast.haard.pk}", opened)
    assert "Een ander heeft dit net ook bewaard." in answer.text
    assert "Typte ik" in answer.text
    assert "Stond er net" in answer.text


def test_a_version_that_was_seen_before_is_refused(cast: Cast) -> None:
    change_organisation(organisation=cast.haard, version=1, by=cast.bea, description="Eerst")
    with pytest.raises(SavedMeanwhile):
        change_organisation(organisation=cast.haard, version=1, by=cast.noor, description="Later")


def test_the_page_tells_who_changed_what(client: Client, cast: Cast) -> None:
    as_(client, cast.noor).post(f"/werk/organisaties/{cast.haard.pk}", seen(cast.haard, name="De Nieuwe Haard"))
    page = client.get(f"/werk/organisaties/{cast.haard.pk}").text
    assert "Naam: van “De Haard” naar “De Nieuwe Haard”." in page


def test_the_list_holds_the_partners_of_the_own_gemeente_only(client: Client, cast: Cast) -> None:
    page = as_(client, cast.noor).get("/werk/organisaties").text
    assert "Thuisgoed" in page
    assert "Gemeente Elders" not in page
