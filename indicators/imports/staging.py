"""The staging table of one file: its figures in the order of the key, in the database but not yet counting.

A table of its own for each file, because dropping it costs nothing; a shared one would leave a million dead rows.
"""

from __future__ import annotations

import io
import re
from typing import Any

import polars as pl
from django.db import connection

PREFIX = "indicators_staged_"
COLUMNS = ("code", "indicator_id", "period", "value", "status", "derived")
# On SQLite a batch holds the only write lock there is; 2,000 rows take some 10 ms.
SQLITE_BATCH, POSTGRES_BATCH = 2_000, 100_000

CREATE_SQLITE = (
    "CREATE TABLE {table} (id integer PRIMARY KEY, code text NOT NULL, indicator_id integer NOT NULL, "
    "period integer NOT NULL, value real, status integer NOT NULL, derived bool NOT NULL)"
)
# Unlogged: what a crash of the server loses here is read from the file again.
CREATE_POSTGRES = (
    "CREATE UNLOGGED TABLE {table} (code varchar(10) NOT NULL, indicator_id integer NOT NULL, "
    "period smallint NOT NULL, value double precision, status smallint NOT NULL, derived boolean NOT NULL)"
)
# What the merge replaced, where it must be undone batch by batch.
CREATE_REPLACED = (
    "CREATE TABLE {replaced} (id integer PRIMARY KEY, value real, status integer NOT NULL, "
    "derived bool NOT NULL, file_id integer NOT NULL)"
)


def on_postgres() -> bool:
    return connection.vendor == "postgresql"


def batch_size() -> int:
    return POSTGRES_BATCH if on_postgres() else SQLITE_BATCH


class Staging:
    """The table, named for an import file or for a dry run."""

    def __init__(self, name: int | str) -> None:
        self.table = f"{PREFIX}{name}"
        self.replaced = f"{PREFIX}{name}_replaced"

    def sql(self, text: str, **parts: Any) -> str:
        return text.format(table=self.table, replaced=self.replaced, **parts)

    def create(self) -> None:
        """An empty table, whatever stood there."""
        self.drop()
        with connection.cursor() as cursor:
            cursor.execute(self.sql(CREATE_POSTGRES if on_postgres() else CREATE_SQLITE))
            if not on_postgres():
                cursor.execute(self.sql(CREATE_REPLACED))

    def drop(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(self.sql("DROP TABLE IF EXISTS {table}"))
            cursor.execute(self.sql("DROP TABLE IF EXISTS {replaced}"))

    def count(self) -> int:
        """The rows that stand in the table; 0 where there is none."""
        if self.table not in tables():
            return 0
        with connection.cursor() as cursor:
            cursor.execute(self.sql("SELECT count(*) FROM {table}"))
            return int(cursor.fetchone()[0])

    def append(self, frame: pl.DataFrame, after: int) -> None:
        """Add rows behind the first `after` ones."""
        rows = frame.select(COLUMNS)
        with connection.cursor() as cursor:
            if on_postgres():
                columns = ", ".join(COLUMNS)
                copy = self.sql("COPY {table} ({columns}) FROM STDIN WITH (FORMAT csv)", columns=columns)
                cursor.copy_expert(copy, io.BytesIO(rows.write_csv(include_header=False).encode()))
            else:
                numbered = rows.with_row_index("id", offset=after + 1)
                insert = self.sql("INSERT INTO {table} VALUES (%s, %s, %s, %s, %s, %s, %s)")
                cursor.executemany(insert, numbered.rows())

    def analyse(self) -> None:
        """Tell PostgreSQL how many rows there are, so that it does not plan for a handful."""
        if on_postgres():
            with connection.cursor() as cursor:
                cursor.execute(self.sql("ANALYZE {table}"))


def tables() -> list[str]:
    """Every staging table that stands in the database."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [name for name in names if name.startswith(PREFIX)]


def file_of(table: str) -> int | None:
    """The import file that a staging table is for; None for a dry run's."""
    found = re.fullmatch(rf"{PREFIX}(\d+)(?:_replaced)?", table)
    return int(found.group(1)) if found else None
