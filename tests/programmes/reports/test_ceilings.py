"""A report is held to the ceilings when it is accepted, as any commitment is."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import CeilingOverride, Investment
from programmes.services import Refused
from tests.programmes.reports.conftest import submitted


@pytest.fixture
def beyond(cast, report):
    """Handed in: a commitment of 1200 under a ceiling of 1000."""
    services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2020, amount=Decimal(1000),
        by=cast.noor,
    )  # fmt: skip
    return submitted(cast, report, verplicht="1200")


def test_a_report_beyond_a_ceiling_is_not_accepted_without_a_reason(cast, beyond):
    with pytest.raises(Refused, match="boven het plafond") as refusal:
        services.accept_report(report=beyond, version=beyond.version, by=cast.noor)
    assert "override" in refusal.value.errors
    assert not Investment.objects.exists()


def test_with_a_reason_it_is_accepted_and_the_reason_is_kept(cast, beyond):
    services.accept_report(report=beyond, version=beyond.version, by=cast.noor, override="Besluit van de stuurgroep.")
    assert CeilingOverride.objects.get().reason == "Besluit van de stuurgroep."


def test_the_page_asks_the_reason_and_takes_it(cast, beyond, manager):
    typed = {"stap": "accepteer", "version": beyond.version}
    answer = manager.post(reverse("werk:report-step", args=[beyond.pk]), typed)
    assert "Reden om boven het plafond te gaan" in answer.content.decode()
    manager.post(reverse("werk:report-step", args=[beyond.pk]), {**typed, "override": "Meerwerk."})
    assert CeilingOverride.objects.get().reason == "Meerwerk."
