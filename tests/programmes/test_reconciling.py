"""The controller's page: the ledger beside the own books, to the cent, and nothing typed is kept."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import Investment
from tests.programmes.ledger import report

ADDRESS = reverse("werk:reconcile")


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " ")


@pytest.fixture
def books(cast, client):
    """De Haard spent 100.10 including btw, and has capital charges of 7."""
    report(cast, amount=Decimal("60.05"), vat="inclusief", source_reference="Factuur 1")
    report(cast, amount=Decimal("40.05"), vat="inclusief", year=2020)
    report(cast, amount=Decimal(7), nature="kapitaallast")
    report(cast, amount=Decimal(9), year=2021)
    client.force_login(cast.con)
    return f"{ADDRESS}?organisatie=de-haard&jaar=2020"


def names(client, address):
    return re.findall(r'name="(boek-[^"]+)"', client.get(address).content.decode())


def test_a_total_stands_per_taakveld_stream_state_btw_and_nature(cast, client, books):
    text = words(client.get(books))
    assert "besteed inclusief btw, investering of andere uitgave € 100,10" in text
    assert "besteed btw onbekend, kapitaallast (rente en afschrijving) € 7,00" in text
    assert "€ 9,00" not in text


def test_what_agrees_is_said_to_agree_to_the_cent(cast, client, books):
    typed = dict.fromkeys(names(client, books), "7") | {
        name: "100,10" for name in names(client, books) if "inclusief" in name
    }
    text = words(client.post(books, typed))
    assert "Alles sluit aan, op de cent." in text
    assert text.count("sluit aan") == 3  # the whole, and both lines


def test_a_difference_is_told_to_the_cent_with_the_entries_behind_it(cast, client, books):
    typed = {name: "100,11" for name in names(client, books) if "inclusief" in name}
    text = words(client.post(books, typed))
    assert "−0,01" in text.replace("€ ", "")
    assert "2 boekingen erachter € 60,05 Renovatie portiekflats, Factuur 1" in text
    assert "1 regel sluit niet aan" in text


def test_what_is_no_amount_is_said_at_its_field_and_kept_as_typed(cast, client, books):
    name = names(client, books)[0]
    answer = client.post(books, {name: "tien"})
    assert "is geen bedrag" in words(answer)
    assert 'value="tien"' in answer.content.decode()


def test_nothing_that_is_typed_is_stored(cast, client, books):
    before = list(Investment.objects.values())
    client.post(books, dict.fromkeys(names(client, books), "1"))
    assert list(Investment.objects.values()) == before
    assert 'value="1"' not in client.get(books).content.decode()


def test_a_corrected_amount_counts_once(cast, client, books):
    entry = Investment.objects.filter(amount_cents=6005).get()
    services.correct_investment(entry=entry, amount=Decimal("50.05"), by=cast.cor)
    assert "€ 90,10" in words(client.get(books))


def test_a_controller_sees_no_books_of_another_organisation(cast, client, books):
    other = client.get(f"{ADDRESS}?organisatie={cast.other_corporatie.slug}&jaar=2020")
    assert "investering of andere uitgave" not in words(other)


def test_taakvelden_are_told_apart_as_the_strings_they_are(cast, client):
    for code, amount in {"0.1": 1, "0.10": 2}.items():
        report(
            cast, spender=cast.gemeente, payer=cast.gemeente, by=cast.noor, taakveld=code, amount=Decimal(amount)
        )  # fmt: skip
    client.force_login(cast.noor)
    text = words(client.get(f"{ADDRESS}?organisatie={cast.gemeente.slug}&jaar=2020"))
    assert re.search(r"0\.1 Eigen geld corporatie besteed .* € 1,00", text)
    assert re.search(r"0\.10 Eigen geld corporatie besteed .* € 2,00", text)


def test_money_that_was_passed_on_is_told_apart(cast, client, books):
    entry = Investment.objects.filter(amount_cents=6005).get()
    services.pass_on(entry=entry, amount=entry.amount, to=cast.other_corporatie, by=cast.noor)
    text = words(client.get(books))
    assert "Niet meegeteld: € 60,05 die is doorgegeven aan een ander." in text
    assert "€ 40,05" in text
