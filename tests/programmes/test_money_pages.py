"""The pages of the money: one matrix of all of it, from hand to hand, divided by share, and at a price level."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from programmes.matrix import matrix
from programmes.models import Bundle, FundingStream, Investment
from programmes.prices import import_price_index
from programmes.vocabulary import MoneyState
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


def in_matrix(client, address):
    """The lines of the matrix as its cells read, one text a line."""
    page = client.get(address).content.decode()
    rows = re.findall(r"<tr.*?</tr>", page.split('id="geld"')[1].split("</table>")[0], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_years_of_the_matrix_are_chosen_in_the_address_and_its_sums_lead_to_their_entries(cast, client):
    for year in (2020, 2021, 2022):
        report(cast, year=year, amount=Decimal(year))
    client.force_login(cast.noor)
    address = money(cast, vanaf=2021, tot=2022)
    lines = in_matrix(client, address)
    assert lines[0] == "Pijler en partner Toestand Samen 2021 2022"
    assert lines[-1] == "besteed 4.043 2.021 2.022"
    [sums] = set(re.findall(r'href="([^"]*vanaf=2021&amp;tot=2022)"', client.get(address).content.decode())[-1:])
    assert "2 van 2" in words(client.get(sums.replace("&amp;", "&")))


def test_one_year_of_the_matrix_stands_alone_without_a_sum_that_says_the_same(cast, client, grant):
    client.force_login(cast.noor)
    lines = in_matrix(client, money(cast, vanaf=2020, tot=2020))
    assert (lines[0], lines[-1]) == ("Pijler en partner Toestand 2020", "besteed 1.000")


@pytest.mark.parametrize(("asked", "shown"), [({}, (2012, 2027)), ({"vanaf": 2020, "tot": 2021}, (2020, 2021))])
def test_the_form_shows_which_years_stand_in_the_matrix(cast, client, asked, shown):
    client.force_login(cast.noor)
    form = client.get(money(cast, **asked)).context["form"]
    assert tuple(int(dict(form.fields[name].choices)[form[name].value()]) for name in ("vanaf", "tot")) == shown


@pytest.mark.parametrize("asked", [{"vanaf": "x"}, {"vanaf": 1900}, {"vanaf": 2022, "tot": 2020}])
def test_years_that_are_no_choice_show_the_whole_programme(cast, client, grant, asked):
    client.force_login(cast.noor)
    assert in_matrix(client, money(cast, **asked))[0] == in_matrix(client, money(cast))[0]


def test_pillar_partner_state_and_year_stand_in_one_matrix(cast, client, grant):
    report(cast, state="begroot", year=2021, amount=Decimal(2000))
    report(cast, amount=Decimal(750))
    client.force_login(cast.noor)
    lines = in_matrix(client, money(cast))
    assert lines[0].startswith("Pijler en partner Toestand Samen 2012 2013")
    assert any(line.startswith("Fysiek") and line.endswith("begroot 2.000 2.000") for line in lines)
    assert "besteed 1.750 1.750" in lines
    assert "De Haard begroot 2.000 2.000" in lines
    assert "besteed 750 750" in lines
    assert "Gemeente Voorbeeldstad besteed 1.000 1.000" in lines


def test_the_address_chooses_the_states_and_they_are_never_added_up(cast, client):
    for state, amount in {"begroot": 900, "verplicht": 80, "besteed": 7}.items():
        report(cast, state=state, amount=Decimal(amount))
    text = seen(client, cast.noor, money(cast, toestand="begroot&toestand=verplicht"))
    assert "begroot 900 900" in text
    assert "verplicht 80 80" in text
    assert "besteed 7" not in text
    assert "980" not in text


def test_the_partner_is_who_spends_or_who_paid_first(cast, client, grant):
    services.pass_on(entry=grant, amount=Decimal(400), to=cast.haard, by=cast.noor)
    client.force_login(cast.noor)
    assert "Gemeente Voorbeeldstad besteed 600 600" in in_matrix(client, money(cast))
    assert "Het Rijk besteed 1.000 1.000" in in_matrix(client, money(cast, per="eerste_betaler"))


def cents_in(text):
    return int(Decimal(text.replace(".", "").replace(",", ".")) * 100)


@pytest.mark.parametrize("who", ["noor", "cor"])
@pytest.mark.parametrize("by", ["uitvoerder", "eerste_betaler"])
def test_behind_each_sum_stand_exactly_its_entries_to_the_cent(cast, client, grant, by, who):
    services.pass_on(entry=grant, amount=Decimal("400.01"), to=cast.haard, by=cast.noor)
    social = intervention(cast, "Taal en werk", {cast.wijk: "1"}, pillar="sociale_stijging")
    report(cast, intervention=social, amount=Decimal("12.34"), year=2021)
    report(cast, intervention=social, amount=Decimal(5000), state="begroot", year=2022)
    services.correct_investment(entry=report(cast, year=2018), amount=Decimal("99.99"), by=cast.cor)
    report(cast, nature="kapitaallast")
    client.force_login(getattr(cast, who))
    page = client.get(money(cast, per=by)).content.decode()
    found = re.findall(r'href="(/werk/boekingen\?[^"]+)">([^<]+)</a>', page)
    assert len(found) >= 20
    for address, amount in found:
        listing = client.get(address.replace("&amp;", "&")).context["listing"]
        assert sum(one.amount_cents for one in listing.rows) == cents_in(amount)


def test_every_total_is_the_sum_of_what_stands_above_it(cast, rijk, grant):
    report(cast, amount=Decimal("0.01"), year=2019)
    entries = Investment.objects.of_programme(cast.programme)
    table = matrix(cast.programme, entries, list(MoneyState))
    spent = next(line for line in table.totals if line.state == "besteed")
    assert spent.total.text == "1.000,01"
    assert sum(cents_in(cell.text) for cell in spent.cells if cell.url) == 1000_01


def test_a_corporation_is_told_that_it_reads_its_own_entries(cast, client):
    report(cast)
    assert "U ziet hier wat uw organisatie betaalt of besteedt." in seen(client, cast.cor, money(cast))
    assert "U ziet hier wat" not in seen(client, cast.noor, money(cast))


def test_a_year_without_a_budget_is_not_yet_budgeted_and_never_nought(cast, client):
    report(cast, state="begroot", year=2020)
    text = seen(client, cast.noor, money(cast, toestand="begroot"))
    assert "begroot 100 100" in text
    assert "nog niet begroot" in text
    assert not re.search(r"\b0(,00)?\b", text)


def test_a_withdrawn_amount_leaves_no_nought(cast, client):
    services.correct_investment(entry=report(cast), amount=None, by=cast.cor)
    report(cast, year=2021)
    text = seen(client, cast.noor, money(cast, toestand="besteed"))
    assert f"Samen besteed 100 {'niet gemeld ' * 9}100 niet gemeld" in text


@pytest.fixture
def index(db):
    text = "from_year,to_year,factor\n2019,2020,1.01\n2020,2021,1.10\n"
    import_price_index(text=text, slug="cpi", name="Prijzen", source="CBS, tabel 83131NED")


def test_money_is_nominal_unless_a_price_level_is_asked_and_then_names_its_index(cast, client, index):
    report(cast, amount=Decimal(100), year=2020)
    assert "besteed 110" not in seen(client, cast.noor, money(cast))
    text = seen(client, cast.noor, money(cast, prijspeil=2021))
    assert "besteed 110 110" in text
    assert "Bedragen in euro van 2021" in text
    assert "In prijzen van 2021, omgerekend met de Prijzen (2019–2021)" in text
    assert "Bron: CBS, tabel 83131NED" in text


@pytest.mark.parametrize("level", [2025, 2018, "twee"])
def test_a_price_level_that_the_index_does_not_hold_is_refused_and_amounts_stay_nominal(cast, client, index, level):
    report(cast, amount=Decimal(100), year=2020)
    text = seen(client, cast.noor, money(cast, prijspeil=level))
    assert "loopt van 2019 tot en met 2021" in text or "is geen jaar" in text
    assert "besteed 100 100" in text


def test_money_of_a_year_outside_the_index_is_left_out_and_said_to_be(cast, client, index):
    report(cast, amount=Decimal(100), year=2020)
    report(cast, amount=Decimal(77), year=2023)
    text = seen(client, cast.noor, money(cast, prijspeil=2021))
    assert "Bedragen van 2023 tellen hier niet mee: de prijsindex loopt van 2019 tot en met 2021." in text
    assert "geen prijscijfer" in text
    assert "77" not in text
    assert re.search(r"Samen begroot .* besteed 110 .*niet gemeld 110 niet gemeld .*geen prijscijfer", text)


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
