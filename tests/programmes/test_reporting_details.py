"""Reporting without a period: an amount says its btw, and the taakveld where a gemeente spends it."""

import re
from decimal import Decimal

import pytest

from programmes.models import Intervention, Investment
from tests.programmes.ledger import report


@pytest.fixture
def own(cast):
    """An intervention that the gemeente leads itself."""
    return Intervention.objects.create(
        programme=cast.programme, title="Taal en werk", pillar="sociale_stijging", lead=cast.gemeente,
        start_year=2014, end_year=2024,
    )  # fmt: skip


def sent(intervention, organisation, stream, **cells):
    """One line of an intervention, with its cells and details."""
    key = f"{intervention.pk}-0"
    line = {f"lines-{intervention.pk}": "1", f"payer-{key}": organisation.pk, f"stream-{key}": stream.pk}
    return line | {f"{name.replace('__', '-')}-{key}": value for name, value in cells.items()}


def of_haard(cast, **cells):
    return sent(cast.renovation, cast.haard, cast.stream, **cells)


def post(client, who, organisation, said):
    client.force_login(who)
    page = client.post(f"/werk/rapporteren?jaar=2020&organisatie={organisation.slug}", said, follow=True)
    return re.sub(r"\s+", " ", page.content.decode())


def seen(client, who, organisation):
    client.force_login(who)
    page = client.get(f"/werk/rapporteren?jaar=2020&organisatie={organisation.slug}")
    return re.sub(r"\s+", " ", page.content.decode())


def standing():
    return {(one.state, one.amount, one.vat, one.taakveld) for one in Investment.objects.standing()}


def test_an_amount_says_its_btw(cast, client):
    post(client, cast.cor, cast.haard, of_haard(cast, besteed="100", vat="inclusief"))
    assert standing() == {("besteed", Decimal(100), "inclusief", "")}


def test_other_btw_corrects_every_amount_of_the_line_and_the_same_corrects_nothing(cast, client):
    entry = report(cast, vat="exclusief")
    said = {"besteed": "100,00", "stood__besteed": entry.pk}
    assert "Er was niets gewijzigd." in post(client, cast.cor, cast.haard, of_haard(cast, **said, vat="exclusief"))
    post(client, cast.cor, cast.haard, of_haard(cast, **said, vat="inclusief"))
    assert standing() == {("besteed", Decimal(100), "inclusief", "")}
    assert Investment.objects.count() == 3


def test_where_amounts_of_a_line_differ_in_btw_they_stay_so_until_it_is_chosen(cast, client):
    spent, meant = report(cast, vat="exclusief"), report(cast, vat="inclusief", state="begroot")
    page = seen(client, cast.cor, cast.haard)
    assert "verschilt per bedrag" in page
    said = {"stood__besteed": spent.pk, "begroot": "100", "stood__begroot": meant.pk}
    post(client, cast.cor, cast.haard, of_haard(cast, besteed="120", **said, vat=""))
    assert standing() == {("besteed", Decimal(120), "exclusief", ""), ("begroot", Decimal(100), "inclusief", "")}


def test_a_gemeente_that_names_no_taakveld_is_told_at_the_field_once(cast, client, own):
    said = sent(own, cast.gemeente, cast.stream, begroot="90", besteed="100")
    page = post(client, cast.noor, cast.gemeente, said)
    assert not Investment.objects.exists()
    told = page.split(f'id="id_taakveld-{own.pk}-0_error"')[1].split("</div>")[0]
    assert told.count("De gemeente boekt elk bedrag op een taakveld.") == 1
    assert f'id="id_besteed-{own.pk}-0_error"' not in page


@pytest.mark.parametrize(("typed", "booked"), [("6.5", "6.5"), ("", "4.3")])
def test_a_gemeente_books_on_the_taakveld_it_names_or_on_that_of_the_intervention(cast, client, own, typed, booked):
    Intervention.objects.filter(pk=own.pk).update(taakveld="4.3")
    post(client, cast.noor, cast.gemeente, sent(own, cast.gemeente, cast.stream, besteed="100", taakveld=typed))
    assert standing() == {("besteed", Decimal(100), "onbekend", booked)}


def test_a_taakveld_that_is_none_is_refused_at_the_field(cast, client, own):
    page = post(client, cast.noor, cast.gemeente, sent(own, cast.gemeente, cast.stream, besteed="1", taakveld="zes"))
    assert f'id="id_taakveld-{own.pk}-0_error"' in page
    assert not Investment.objects.exists()


def test_a_line_says_what_it_is_booked_with_before_one_opens_it(cast, client, own):
    report(cast, vat="inclusief")
    assert "betaald door De Haard, inclusief btw</summary>" in seen(client, cast.cor, cast.haard)
    assert "btw onbekend, nog geen taakveld</summary>" in seen(client, cast.noor, cast.gemeente)
    Intervention.objects.filter(pk=own.pk).update(taakveld="4.3")
    assert "btw onbekend, taakveld 4.3</summary>" in seen(client, cast.noor, cast.gemeente)


def test_a_corporation_is_not_asked_for_a_taakveld(cast, client):
    assert "Taakveld" not in seen(client, cast.cor, cast.haard)
