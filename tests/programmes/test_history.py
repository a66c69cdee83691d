"""Who changed what and when, in words."""

from decimal import Decimal

import pytest
from simple_history.models import HistoricalRecords

from programmes import history, services
from programmes.services import ReachShare


@pytest.fixture
def as_noor(cast, rf):
    """Changes are hers, as on a page."""
    request = rf.get("/")
    request.user = cast.noor
    HistoricalRecords.context.request = request
    yield
    if hasattr(HistoricalRecords.context, "request"):
        del HistoricalRecords.context.request


def told(entries):
    return [f"{entry.who} {entry.what} {entry.detail}".strip() for entry in entries]


def test_a_changed_partner_is_told_by_name(cast, as_noor):
    services.change_intervention(
        intervention=cast.renovation, version=1, by=cast.noor, partners=[cast.other_corporatie]
    )
    assert any("Doen mee: van leeg naar Thuisgoed." in one for one in told(history.of_intervention(cast.renovation)))


def test_a_changed_share_is_told_with_its_area(cast, as_noor):
    reach = [ReachShare(cast.wijk, Decimal("0.5")), ReachShare(cast.other_wijk, Decimal("0.5"))]
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, reach=reach)
    lines = told(history.of_intervention(cast.renovation))
    assert "Noor wijzigde: bereik “Havenkwartier” Aandeel: van 1,00 naar 0,50." in lines
    assert "Noor voegde toe: bereik “Molenbuurt”" in lines


def test_what_nobody_reads_is_not_told(cast, as_noor):
    cast.renovation.version += 1
    cast.renovation.save()
    assert not any("wijzigde" in one for one in told(history.of_intervention(cast.renovation)))


def test_who_is_gone_is_no_longer_named(cast, as_noor):
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, title="Anders")
    del HistoricalRecords.context.request
    cast.noor.delete()
    assert all(entry.who == "" for entry in history.of_intervention(cast.renovation))
