"""The ledger's guard in the database against removal, and the one narrow way past it.

A changed entry is refused by the trigger of migration 0002. This one refuses a removed entry.
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
        if connection.vendor == "postgresql":  # a table with checks still to be done takes no trigger
            _execute(connection, "SET CONSTRAINTS ALL IMMEDIATE")
        guard(connection)


def _execute(database: BaseDatabaseWrapper, statement: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(statement)
