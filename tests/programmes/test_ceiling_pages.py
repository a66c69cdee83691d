"""The pages of the ceilings, and how a report and a correction meet them."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import Ceiling, CeilingOverride, Investment
from tests.programmes.ledger import report


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\u00a0", " ")


@pytest.fixture
def ceiling(cast):
    return services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2019, last_year=2021, amount=Decimal(1000),
        by=cast.noor,
    )  # fmt: skip


def test_a_manager_sets_changes_and_removes_a_ceiling(cast, client):
    client.force_login(cast.noor)
    typed = {"funding_stream": cast.stream.pk, "first_year": 2019, "last_year": 2021, "amount": "1.000.000"}
    client.post(reverse("werk:ceiling-new", args=[cast.programme.slug]), typed)
    made = Ceiling.objects.get()
    assert made.amount == 1_000_000
    address = reverse("werk:ceiling", args=[cast.programme.slug, made.pk])
    client.post(address, {**typed, "amount": "2.000.000,50", "version": 1})
    made.refresh_from_db()
    assert made.amount == Decimal("2000000.50")
    assert "bedrag" in words(client.get(address)) or "plafond" in words(client.get(address))
    client.post(reverse("werk:ceiling-remove", args=[cast.programme.slug, made.pk]))
    assert not Ceiling.objects.exists()


@pytest.mark.parametrize(
    ("amount", "said"), [("100", "ruimte"), ("800", "bijna vol 80 %"), ("1000", "bijna vol 100 %")]
)
def test_the_page_says_how_full_a_ceiling_is(cast, client, ceiling, amount, said):
    report(cast, state="verplicht", amount=Decimal(amount))
    client.force_login(cast.noor)
    assert said in words(client.get(reverse("werk:ceilings", args=[cast.programme.slug])))


def test_the_page_names_who_went_beyond_and_why(cast, client, ceiling):
    report(cast, state="verplicht", amount=Decimal(1200), by=cast.noor, override="De aannemer kan nu.")
    client.force_login(cast.noor)
    text = words(client.get(reverse("werk:ceilings", args=[cast.programme.slug])))
    assert "De aannemer kan nu." in text
    assert "€ 200,00 erboven" in text
    assert "boven het plafond 120 %" in text


@pytest.mark.parametrize("who", ["pim", "con"])
def test_a_project_leader_and_a_controller_read_the_ceilings_and_change_none(cast, client, ceiling, who):
    client.force_login(getattr(cast, who))
    page = client.get(reverse("werk:ceilings", args=[cast.programme.slug]))
    assert "Eigen" in words(page)
    assert "Plafond toevoegen" not in words(page)
    assert client.get(reverse("werk:ceiling", args=[cast.programme.slug, ceiling.pk])).status_code == 404


@pytest.mark.parametrize("who", ["cor", "ted"])
def test_who_may_not_read_ceilings_finds_no_page(cast, client, ceiling, who):
    client.force_login(getattr(cast, who))
    assert client.get(reverse("werk:ceilings", args=[cast.programme.slug])).status_code == 404


def fill_in(cast, client, amount, **more):
    """Report a commitment for 2020 on the page, with whatever else is typed."""
    address = reverse("werk:report") + "?jaar=2020&organisatie=de-haard"
    key = f"{cast.renovation.pk}-0"
    typed = {
        f"payer-{key}": cast.haard.pk, f"stream-{key}": cast.stream.pk, f"verplicht-{key}": amount,
        f"lines-{cast.renovation.pk}": 1, **more,
    }  # fmt: skip
    return client.post(address, typed, follow=True)


def test_a_report_that_fills_a_ceiling_to_80_percent_is_saved_with_a_warning(cast, client, ceiling):
    client.force_login(cast.cor)
    text = words(fill_in(cast, client, "850"))
    assert "1 bedrag bewaard" in text
    assert "€ 850,00 van € 1.000,00 verplicht. Er is nog ruimte voor € 150,00." in text


def test_a_reporter_who_goes_beyond_is_refused_at_the_cell_and_asked_no_reason(cast, client, ceiling):
    client.force_login(cast.cor)
    text = words(fill_in(cast, client, "1001"))
    assert "€ 1,00 boven het plafond van € 1.000,00. Verlaag het bedrag, of vraag het de programmamanager." in text
    assert "Reden om boven het plafond te gaan" not in text
    assert not Investment.objects.exists()


def test_a_manager_is_asked_a_reason_and_then_goes_beyond(cast, client, ceiling):
    client.force_login(cast.noor)
    assert "Reden om boven het plafond te gaan" in words(fill_in(cast, client, "1001"))
    fill_in(cast, client, "1001", override="Besluit van de stuurgroep.")
    assert CeilingOverride.objects.get().reason == "Besluit van de stuurgroep."


def test_a_correction_beyond_a_ceiling_asks_the_manager_a_reason(cast, client, ceiling):
    entry = report(cast, state="verplicht")
    client.force_login(cast.noor)
    address = reverse("werk:entry", args=[entry.pk])
    assert "Geef een reden als dit toch moet" in words(client.post(address, {"amount": "2000"}))
    client.post(address, {"amount": "2000", "override": "Meerwerk."})
    assert CeilingOverride.objects.get().reason == "Meerwerk."
