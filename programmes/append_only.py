"""The ledger's guards in the database against change and removal, and the one narrow way past the latter.

SQLite forgets triggers when Django makes a table anew: a migration that widens the ledger ends with `lay_again`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

NAME = "investment_never_removed"
GUARD = {
    "sqlite": f"CREATE TRIGGER {NAME} BEFORE DELETE ON programmes_investment "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "postgresql": f"CREATE TRIGGER {NAME} BEFORE DELETE ON programmes_investment "
    "FOR EACH ROW EXECUTE FUNCTION investment_append_only()",
}
UNGUARD = {
    "sqlite": f"DROP TRIGGER {NAME}",
    "postgresql": f"DROP TRIGGER {NAME} ON programmes_investment",
}


# Only who entered it may be emptied, when that person is erased on an AVG request.
NEVER_CHANGED = (
    "intervention_id", "payer_id", "spender_id", "year", "funding_stream_id", "state", "amount_cents", "reverses_id",
    "vat", "nature", "taakveld", "taakveld_year", "source_reference", "document_id", "passed_on", "passed_from_id",
    "first_payer_id", "bundle_id", "bundle_share", "note", "entered_at",
)  # fmt: skip
CHANGE = "investment_append_only"
BEFORE_CHANGE = f"""CREATE TRIGGER {CHANGE} BEFORE UPDATE OF {", ".join(NEVER_CHANGED)} ON programmes_investment"""
REFUSAL = {
    "sqlite": "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "postgresql": "FOR EACH ROW EXECUTE FUNCTION investment_append_only()",
}


def lay_again(database: BaseDatabaseWrapper) -> None:
    """Both guards, for all columns that the ledger has now."""
    of_table = " ON programmes_investment" if database.vendor == "postgresql" else ""
    for name in (CHANGE, NAME):
        _execute(database, f"DROP TRIGGER IF EXISTS {name}{of_table}")
    _execute(database, f"{BEFORE_CHANGE} {REFUSAL[database.vendor]}")
    guard(database)


def guard(database: BaseDatabaseWrapper) -> None:
    _execute(database, GUARD[database.vendor])


def unguard(database: BaseDatabaseWrapper) -> None:
    _execute(database, UNGUARD[database.vendor])


@contextmanager
def entries_removable() -> Iterator[None]:
    """Let entries be removed in this block, in one transaction that puts the guard back before anyone else can write.

    Only so that the demonstration can take its invented money away again: raises ImproperlyConfigured elsewhere.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("The ledger is only ever emptied in demonstration mode.")
    with transaction.atomic():
        unguard(connection)
        yield
        _settle_checks()
        guard(connection)


@contextmanager
def words_replaceable() -> Iterator[None]:
    """Let the words of entries be replaced in this block, and no longer: only to erase a person from them (AVG)."""
    with transaction.atomic():
        _drop_change_guard()
        yield
        _settle_checks()
        lay_again(connection)


@contextmanager
def days_replaceable() -> Iterator[None]:
    """Let entries be put on the day of their story in this block.

    Raises ImproperlyConfigured outside demonstration mode.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("An entry of the ledger keeps the day on which it was entered.")
    with transaction.atomic():
        _settle_checks()
        _drop_change_guard()
        yield
        _settle_checks()
        lay_again(connection)


def _drop_change_guard() -> None:
    of_table = " ON programmes_investment" if connection.vendor == "postgresql" else ""
    _execute(connection, f"DROP TRIGGER {CHANGE}{of_table}")


def _settle_checks() -> None:
    """Do the checks that PostgreSQL put off: a table with checks still to be done takes no trigger, and loses none."""
    if connection.vendor == "postgresql":
        _execute(connection, "SET CONSTRAINTS ALL IMMEDIATE")


def _execute(database: BaseDatabaseWrapper, statement: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(statement)
