"""The pages of the money: by pillar and partner, from hand to hand, divided by share, and at a price level."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import Bundle, FundingStream, Investment
from programmes.prices import import_price_index
from stakeholders.kinds import OrganisationKind
from tests.cast import organisation
from tests.portal.giving import intervention
from tests.programmes.ledger import report


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " ")


def seen(client, who, address):
    client.force_login(who)
    return words(client.get(address))


def money(cast, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('werk:money', args=[cast.programme.slug])}?{query}"


@pytest.fixture
def rijk(cast):
    return organisation("Het Rijk", OrganisationKind.RIJK, None)


@pytest.fixture
def grant(cast, rijk):
    """The Rijk gave the gemeente a thousand euros."""
    stream = FundingStream.objects.get(kind="rijk")
    return report(
        cast, payer=rijk, spender=cast.gemeente, funding_stream=stream, amount=Decimal(1000), taakveld="8.3",
        by=cast.noor,
    )  # fmt: skip


def test_the_same_money_is_read_per_pillar_per_first_payer_and_per_spender(cast, client, grant):
    services.pass_on(entry=grant, amount=Decimal(400), to=cast.haard, by=cast.noor)
    for axis, told in {
        "pijler": "Fysiek",
        "eerste_betaler": "Het Rijk",
        "uitvoerder": "€ 400,00 € 600,00 € 1.000,00",
    }.items():
        text = seen(client, cast.noor, money(cast, per=axis))
        assert told in text
        assert "€ 1.000,00" in text


def links(client, address):
    return [one.replace("&amp;", "&") for one in re.findall(r'href="(/werk/boekingen\?[^"]+)"', address)]


@pytest.mark.parametrize("axis", ["pijler", "eerste_betaler", "uitvoerder"])
def test_behind_each_sum_stand_exactly_its_entries(cast, client, grant, axis):
    services.pass_on(entry=grant, amount=Decimal(400), to=cast.haard, by=cast.noor)
    report(cast, nature="kapitaallast")
    client.force_login(cast.noor)
    page = client.get(money(cast, per=axis)).content.decode()
    found = re.findall(r'href="(/werk/boekingen\?[^"]+)">([^<]+)</a>', page)
    assert found
    for address, amount in found:
        caption = words(client.get(address.replace("&amp;", "&")))
        assert f"Samen {amount}".replace("\u00a0", " ") in caption


def test_a_year_without_a_budget_is_not_yet_budgeted_and_never_nought(cast, client):
    report(cast, state="begroot", year=2020)
    text = seen(client, cast.noor, money(cast, toestand="begroot"))
    assert "2021 nog niet begroot" in text
    assert "€ 0,00" not in text


def test_a_withdrawn_amount_leaves_no_nought(cast, client):
    services.correct_investment(entry=report(cast), amount=None, by=cast.cor)
    report(cast, year=2021)
    assert "2020 niet gemeld" in seen(client, cast.noor, money(cast))


@pytest.fixture
def index(db):
    text = "from_year,to_year,factor\n2019,2020,1.01\n2020,2021,1.10\n"
    import_price_index(text=text, slug="cpi", name="Prijzen", source="CBS, tabel 83131NED")


def test_money_is_nominal_unless_a_price_level_is_asked_and_then_names_its_index(cast, client, index):
    report(cast, amount=Decimal(100), year=2020)
    assert "€ 110,00" not in seen(client, cast.noor, money(cast))
    text = seen(client, cast.noor, money(cast, prijspeil=2021))
    assert "€ 110,00" in text
    assert "In prijzen van 2021, omgerekend met de Prijzen (2019–2021)" in text
    assert "Bron: CBS, tabel 83131NED" in text


@pytest.mark.parametrize("level", [2025, 2018, "twee"])
def test_a_price_level_that_the_index_does_not_hold_is_refused_and_amounts_stay_nominal(cast, client, index, level):
    report(cast, amount=Decimal(100), year=2020)
    text = seen(client, cast.noor, money(cast, prijspeil=level))
    assert "loopt van 2019 tot en met 2021" in text or "is geen jaar" in text
    assert "€ 100,00" in text


def test_money_of_a_year_outside_the_index_is_left_out_and_said_to_be(cast, client, index):
    report(cast, amount=Decimal(100), year=2020)
    report(cast, amount=Decimal(77), year=2023)
    text = seen(client, cast.noor, money(cast, prijspeil=2021))
    assert "Bedragen van 2023 tellen hier niet mee: de prijsindex loopt van 2019 tot en met 2021." in text
    assert "2023 geen prijscijfer" in text
    assert "€ 77,00" not in text
    assert "Samen € 110,00" in text


def test_the_page_of_hands_adds_up_both_ways_and_tells_the_lever(cast, client, rijk, grant):
    services.pass_on(entry=grant, amount=Decimal(400), to=cast.haard, by=cast.noor)
    report(cast, amount=Decimal(2500))
    text = seen(client, cast.noor, reverse("werk:chains", args=[cast.programme.slug]))
    assert "Samen € 2.900,00 € 600,00 € 3.500,00" in text
    assert "Naast elke euro van het Rijk legden anderen € 2,50" in text
    assert "Naast elke euro van de gemeente legden anderen niet te zeggen" in text
    assert "Het Rijk → Gemeente Voorbeeldstad → De Haard" in text


def test_a_manager_passes_money_on_and_takes_it_back_on_the_pages(cast, client, grant):
    client.force_login(cast.noor)
    assert "Geef (een deel) door" in words(client.get(reverse("werk:entry", args=[grant.pk])))
    typed = {"to": cast.haard.pk, "amount": "400", "vat": "onbekend"}
    answer = client.post(reverse("werk:pass-on", args=[grant.pk]), typed, follow=True)
    assert "Doorgegeven. Het telt nu bij De Haard." in words(answer)
    assert "Kwam van Het Rijk → Gemeente Voorbeeldstad" in words(answer)
    received = Investment.objects.in_hand().get(spender=cast.haard)
    answer = client.post(reverse("werk:take-back", args=[received.pk]), follow=True)
    assert "Teruggenomen. Het telt weer bij Gemeente Voorbeeldstad." in words(answer)


def test_more_than_there_is_is_refused_at_the_amount(cast, client, grant):
    client.force_login(cast.noor)
    typed = {"to": cast.haard.pk, "amount": "1000,01", "vat": "onbekend"}
    assert "ten hoogste € 1.000,00" in words(client.post(reverse("werk:pass-on", args=[grant.pk]), typed))


def test_what_the_receiver_reported_itself_can_be_chosen(cast, client, grant):
    own = report(cast, payer=cast.gemeente, funding_stream=grant.funding_stream, amount=Decimal(400))
    client.force_login(cast.noor)
    address = reverse("werk:pass-on", args=[grant.pk])
    typed = {"to": cast.haard.pk, "amount": "400", "vat": "onbekend"}
    assert "meldde hier zelf al € 400,00" in words(client.post(address, typed))
    client.post(address, {**typed, "instead_of": own.pk})
    assert Investment.objects.realised().total_cents() == 1000_00


def test_a_reporter_divides_one_amount_and_corrects_the_whole(cast, client):
    other = intervention(cast, "Warmtenet", {cast.wijk: "1"})
    client.force_login(cast.cor)
    typed = {
        "name": "Bouwhekken", "amount": "100,01", "year": 2020, "state": "besteed", "payer": cast.haard.pk,
        "spender": cast.haard.pk, "funding_stream": cast.stream.pk, "vat": "inclusief", "nature": "investering",
        f"share_{cast.renovation.pk}": "50", f"share_{other.pk}": "40",
    }  # fmt: skip
    address = reverse("werk:bundle-new", args=[cast.programme.slug])
    assert "Verdeel nog 10 %" in words(client.post(address, typed))
    answer = client.post(address, {**typed, f"share_{other.pk}": "50"}, follow=True)
    assert "€ 50,01" in words(answer)
    made = Bundle.objects.get()
    client.post(reverse("werk:bundle", args=[made.pk]), {"amount": "10"})
    assert Investment.objects.realised().total_cents() == 10_00


def test_every_detail_of_an_entry_stands_on_its_page(cast, client):
    entry = report(cast, vat="inclusief", taakveld="8.3", source_reference="Factuur 12")
    text = seen(client, cast.cor, reverse("werk:entry", args=[entry.pk]))
    for told in ("Btw inclusief btw", "Aard investering", "Taakveld 8.3 (2020)", "Bronstuk Factuur 12"):
        assert told in text
