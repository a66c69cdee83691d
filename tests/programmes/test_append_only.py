"""The ledger is append-only in the database itself, whoever asks; only the demonstration takes its own away."""

from decimal import Decimal

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connection, transaction

from demonstration.removal import remove_entries
from programmes.append_only import entries_removable
from programmes.models import Intervention, Investment
from programmes.services import correct_investment, report_investment


@pytest.fixture
def entry(cast):
    return report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020,
        funding_stream=cast.stream, state="besteed", amount=Decimal(100), by=cast.cor,
    )  # fmt: skip


def execute(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement", ["DELETE FROM programmes_investment", "UPDATE programmes_investment SET amount_cents = 1"]
)
def test_the_database_refuses_to_change_or_remove_an_entry(entry, statement):
    with pytest.raises(IntegrityError, match="append-only"):
        execute(statement)
    assert Investment.objects.get().amount_cents == 100_00


def test_the_demonstration_takes_its_own_entries_away_with_their_corrections(cast, entry):
    correct_investment(entry=entry, amount=Decimal(90), by=cast.cor)
    remove_entries(Intervention.objects.filter(pk=cast.renovation.pk))
    assert not Investment.objects.exists()


def test_after_that_the_ledger_is_guarded_as_before(cast, entry):
    remove_entries(Intervention.objects.none())
    with pytest.raises(IntegrityError, match="append-only"):
        execute("DELETE FROM programmes_investment")


def test_outside_demonstration_mode_nothing_opens_the_ledger(settings, entry):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured), entries_removable():
        execute("DELETE FROM programmes_investment")
    assert Investment.objects.exists()


def test_a_removal_that_breaks_off_leaves_every_entry_and_the_guard(entry):
    def break_off():
        with entries_removable():
            Investment.objects.all()._raw_delete(connection.alias)
            raise RuntimeError("broken off")

    with pytest.raises(RuntimeError):
        break_off()
    with pytest.raises(IntegrityError, match="append-only"):
        execute("DELETE FROM programmes_investment")
    assert Investment.objects.exists()
