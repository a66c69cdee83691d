"""Agreements between gemeente, corporatie and huurdersorganisatie: the cycle, the signing and who may see them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes import services
from programmes.models import Agreement
from programmes.promises import deadlines_of, standing_of
from programmes.services import Conflict, DeadlineLine, Refused
from stakeholders.kinds import OrganisationKind
from tests.cast import organisation


@pytest.fixture
def tenants(cast):
    return organisation("Huurdersraad De Haard", OrganisationKind.HUURDERS, cast.city)


def proposed(cast, *parties, **said):
    about = {"kind": "prestatieafspraken", "name": "Prestatieafspraken 2026", "first_year": 2026, "last_year": 2027}
    about |= {"parties": list(parties) or [cast.gemeente, cast.haard], **said}
    return services.propose_agreement(programme=cast.programme, by=cast.noor, **about)


def sign(cast, agreement, **said):
    return services.move_agreement(agreement=agreement, version=agreement.version, move="teken", by=cast.noor, **said)


def signed(cast, tenants, **said):
    return sign(cast, proposed(cast, cast.gemeente, cast.haard, tenants, **said))


def refused(write, name=""):
    with pytest.raises(Refused) as refusal:
        write()
    return refusal.value.errors[name][0]


def test_an_agreement_begins_as_a_bid(cast):
    assert proposed(cast).status == "bod"


def test_signing_waits_for_all_three_kinds_of_party_and_names_who_is_missing(cast):
    agreement = proposed(cast)
    assert "Hier ontbreekt: huurdersorganisatie" in refused(lambda: sign(cast, agreement))
    agreement.refresh_from_db()
    assert agreement.status == "bod"


def test_three_parties_sign_on_a_day(cast, tenants):
    agreement = sign(cast, proposed(cast, cast.gemeente, cast.haard, tenants), on=dt.date(2025, 12, 12))
    assert (agreement.status, agreement.signed_on) == ("getekend", dt.date(2025, 12, 12))


def test_signing_meets_the_day_of_signing(cast, tenants):
    agreement = proposed(cast, cast.gemeente, cast.haard, tenants, deadlines=services.cycle_of(2026))
    sign(cast, agreement, on=dt.date(2025, 12, 16))
    assert deadlines_of(agreement)[1].standing == "te laat gedaan, op 16 december 2025"


def test_nobody_signs_tomorrow(cast, tenants):
    agreement = proposed(cast, cast.gemeente, cast.haard, tenants)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert "moet nog komen" in refused(lambda: sign(cast, agreement, on=tomorrow), "on")


def test_a_convenant_needs_two_parties_of_any_kind(cast):
    alone = proposed(cast, cast.haard, kind="convenant")
    assert "ten minste twee partijen" in refused(lambda: sign(cast, alone))


def test_others_are_no_party_to_prestatieafspraken(cast):
    builder = organisation("Bouwbedrijf", OrganisationKind.BEDRIJF, cast.city)
    message = refused(lambda: proposed(cast, cast.gemeente, builder), "parties")
    assert "Haal Bouwbedrijf weg, of kies convenant." in message


@pytest.mark.parametrize(
    ("first", "last", "name"), [(2001, 2026, "first_year"), (2026, 2040, "last_year"), (2027, 2026, "last_year")]
)
def test_years_lie_within_the_programme_and_in_order(cast, first, last, name):
    assert refused(lambda: proposed(cast, first_year=first, last_year=last), name)


def test_a_step_that_the_table_does_not_allow_is_refused(cast, tenants):
    agreement = signed(cast, tenants)
    assert "Deze stap kan niet" in refused(lambda: sign(cast, agreement))


def test_what_is_signed_stays_as_it_was_signed(cast, tenants):
    agreement = signed(cast, tenants)
    change = {"agreement": agreement, "version": agreement.version, "by": cast.noor}
    assert "ligt vast" in refused(lambda: services.change_agreement(**change, last_year=2027 - 1), "last_year")
    assert "blijft bewaard" in refused(lambda: services.remove_agreement(agreement=agreement, by=cast.noor))


def test_the_second_to_save_is_told(cast):
    agreement = proposed(cast)
    services.change_agreement(agreement=agreement, version=1, by=cast.noor, summary="Wonen")
    with pytest.raises(Conflict):
        services.change_agreement(agreement=agreement, version=1, by=cast.noor, summary="Werken")


def test_each_year_gets_its_bid_and_its_signing(cast):
    agreement = proposed(cast)
    for _year in range(2):
        services.add_cycle(agreement=agreement, version=agreement.version, by=cast.noor)
    days = [day.deadline.due_on for day in deadlines_of(agreement)]
    assert days == [dt.date(2025, 7, 1), dt.date(2025, 12, 15), dt.date(2026, 7, 1), dt.date(2026, 12, 15)]
    assert "heeft al termijnen" in refused(
        lambda: services.add_cycle(agreement=agreement, version=agreement.version, by=cast.noor)
    )


def test_a_day_of_the_cycle_can_be_moved_since_the_law_may_move_it(cast):
    lines = [DeadlineLine("bod van de corporatie", dt.date(2025, 9, 1), dt.date(2025, 8, 30))]
    agreement = proposed(cast, deadlines=lines)
    assert [day.standing for day in deadlines_of(agreement)] == ["op tijd gedaan, op 30 augustus 2025"]


@pytest.mark.parametrize(
    ("done", "today", "standing"),
    [
        (dt.date(2025, 7, 2), dt.date(2025, 8, 1), "te laat gedaan, op 2 juli 2025"),
        (None, dt.date(2025, 7, 2), "te laat: nog niet gedaan"),
        (None, dt.date(2025, 7, 1), "nog te doen"),
    ],
)
def test_a_day_tells_in_words_how_it_stands(cast, done, today, standing):
    agreement = proposed(cast, deadlines=[DeadlineLine("bod", dt.date(2025, 7, 1), done)])
    assert standing_of(agreement.deadlines.get(), today) == standing


def test_a_manager_makes_an_agreement_on_the_page_with_the_days_filled_in(cast, client):
    client.force_login(cast.noor)
    address = reverse("werk:agreement-new", args=[cast.programme.slug])
    form = client.get(address).context["form"]
    typed = {name: value for name, value in form.initial.items() if value is not None}
    typed |= {"name": "Convenant haven", "kind": "convenant", "parties": [cast.gemeente.pk, cast.haard.pk]}
    client.post(address, typed)
    agreement = Agreement.objects.get()
    assert [(day.due_on.month, day.due_on.day) for day in agreement.deadlines.all()] == [(7, 1), (12, 15)]


def test_a_manager_is_told_on_the_page_who_must_still_join(cast, client):
    agreement = proposed(cast)
    client.force_login(cast.noor)
    said = {"stap": "teken", "version": agreement.version}
    shown = client.post(reverse("werk:agreement-move", args=[agreement.pk]), said).content.decode()
    assert "Hier ontbreekt: huurdersorganisatie" in shown


def test_a_corporation_sees_the_agreements_to_which_it_is_a_party(cast, client):
    own = proposed(cast)
    proposed(cast, cast.gemeente, cast.other_corporatie, name="Met Thuisgoed")
    client.force_login(cast.cor)
    shown = client.get(reverse("werk:agreements")).content.decode()
    assert own.name in shown
    assert "Met Thuisgoed" not in shown


def test_everyone_reads_what_is_signed_and_nobody_else_a_bid(cast, client, tenants):
    bid, agreement = proposed(cast, name="Bod"), signed(cast, tenants)
    page = client.get(reverse("programma", args=[cast.programme.slug])).content.decode()
    public = reverse("afspraak", args=[cast.programme.slug, agreement.pk])
    assert public in page
    assert client.get(public).status_code == 200
    assert client.get(reverse("afspraak", args=[cast.programme.slug, bid.pk])).status_code == 404
