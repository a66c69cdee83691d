"""From staged rows to figures, by the same rules on both databases.

A staged figure is written where none stands, or where it says something else than the one that stands, except that
- a missing figure never replaces anything: an early delivery of a table has empty columns that a later one fills;
- a rate that we derived never replaces one that the source gives;
- an estimated figure never replaces a measured or provisional one.
A withheld figure does replace a known one: the source took it back, mostly to protect people.
"""
# ruff: noqa: S608 - what is put into these statements are names and numbers of our own

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from indicators.domains import Status
from indicators.imports.staging import Staging, on_postgres
from indicators.models import Observation
from wijken.models import Area

OBSERVATION, AREA = Observation._meta.db_table, Area._meta.db_table
MANY = 1_000  # figures
STAGED = "{table} s JOIN {area} a ON a.code = s.code AND a.division_year = {year}"
BESIDE = "{observation} o ON o.area_id = a.id AND o.indicator_id = s.indicator_id AND o.period = s.period"


INSERT = (
    "INSERT INTO {observation} AS o (area_id, indicator_id, period, value, status, derived, file_id) "
    "SELECT a.id, s.indicator_id, s.period, s.value, s.status, s.derived, {file} FROM {staged} WHERE {within}"
)
REPLACE = (
    " ON CONFLICT (area_id, indicator_id, period) DO UPDATE SET value = excluded.value, "
    "status = excluded.status, derived = excluded.derived, file_id = excluded.file_id "
)
UPSERT = INSERT + REPLACE + "WHERE {better}"


@dataclass(frozen=True)
class Counts:
    """Known figures that were written: where none stood, and where another did."""

    new: int
    changed: int


@dataclass(frozen=True)
class Merge:
    """One file's staged rows on their way into the observations of a division."""

    staging: Staging
    year: int
    file_id: int

    def _sql(self, text: str, within: tuple[int, int] | None = None, **parts: str) -> str:
        """Fill in tables and names; `within` limits SQLite to a batch of staged rows."""
        some = f"s.id > {within[0]} AND s.id <= {within[1]}" if within else "1 = 1"
        names = {
            "staged": STAGED,
            "beside": BESIDE,
            "within": some,
            "better": better(new="excluded", old="o"),
            **parts,
            "area": AREA,
            "observation": OBSERVATION,
            "year": str(self.year),
            "file": str(self.file_id),
            "table": self.staging.table,
            "replaced": self.staging.replaced,
        }
        for name, value in names.items():
            text = text.replace("{" + name + "}", value)
        return text

    def _do(self, text: str, within: tuple[int, int] | None = None, **parts: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(text, within, **parts))

    def _ask(self, text: str, within: tuple[int, int] | None = None, **parts: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(text, within, **parts))
            return cursor.fetchall()

    def unknown_codes(self) -> list[str]:
        """Staged codes that are no area of the division: the one check in place of foreign keys."""
        found = self._ask(
            "SELECT DISTINCT s.code FROM {table} s LEFT JOIN {area} a "
            "ON a.code = s.code AND a.division_year = {year} WHERE a.id IS NULL ORDER BY 1"
        )
        return [code for (code,) in found]

    def compare(self, within: tuple[int, int] | None = None) -> Counts:
        """What a merge would write. Areas that do not stand yet count as having nothing."""
        (counts,) = self._ask(
            "SELECT count(*) FILTER (WHERE o.area_id IS NULL AND s.value IS NOT NULL), "
            "count(*) FILTER (WHERE o.area_id IS NOT NULL AND s.value IS NOT NULL AND {better}) "
            "FROM {staged} LEFT JOIN {beside} WHERE {within}",
            within,
            staged=STAGED.replace("JOIN", "LEFT JOIN"),
            better=better(new="s", old="o"),
        )
        return Counts(*counts)

    def write(self, within: tuple[int, int] | None = None) -> Counts:
        """Write what is new or says something else."""
        if not on_postgres():
            counts = self.compare(within)
            self._do(UPSERT, within)
            return counts
        counts = self._insert_all() if self._is_first() else self._upsert_and_count()
        self._tell_the_planner(counts)
        return counts

    def _tell_the_planner(self, counts: Counts) -> None:
        """After many figures PostgreSQL plans the next reads well only once it has counted anew.

        Left to autovacuum, a page opened right after a first import could take minutes instead of milliseconds.
        """
        if counts.new + counts.changed >= MANY:
            self._do("ANALYZE {area}")
            self._do("ANALYZE {observation}")

    def _is_first(self) -> bool:
        """Whether no area of the division has a figure yet: one probe of the key for each area."""
        return not self._ask(
            "SELECT 1 FROM {area} a CROSS JOIN LATERAL "
            "(SELECT 1 FROM {observation} o WHERE o.area_id = a.id LIMIT 1) figure "
            "WHERE a.division_year = {year} LIMIT 1"
        )

    def _insert_all(self) -> Counts:
        """Without a look at what stands: half the time. Where another import was first, IntegrityError."""
        ((known,),) = self._ask("SELECT count(value) FROM {table}")
        self._do(INSERT)
        return Counts(known, 0)

    def _upsert_and_count(self) -> Counts:
        """PostgreSQL counts in the same pass: a row that was inserted has no earlier version."""
        (counts,) = self._ask(
            f"WITH written AS ({UPSERT} RETURNING (xmax = 0) AS fresh, o.value IS NOT NULL AS known) SELECT "
            "count(*) FILTER (WHERE fresh AND known), count(*) FILTER (WHERE NOT fresh AND known) FROM written"
        )
        return Counts(*counts)

    def keep_replaced(self, within: tuple[int, int]) -> None:
        """Remember, under the number of the staged row, each figure that `write` is going to replace."""
        self._do(
            "INSERT INTO {replaced} SELECT s.id, o.value, o.status, o.derived, o.file_id "
            "FROM {staged} JOIN {beside} WHERE {within} AND {better}",
            within,
            better=better(new="s", old="o"),
        )

    def undo(self, within: tuple[int, int]) -> None:
        """Take back a written batch: replaced figures return, new ones go. Doing it twice does no harm."""
        self._do(
            "INSERT INTO {observation} AS o (area_id, indicator_id, period, value, status, derived, file_id) "
            "SELECT a.id, s.indicator_id, s.period, r.value, r.status, r.derived, r.file_id "
            "FROM {staged} JOIN {replaced} r ON r.id = s.id WHERE {within}" + REPLACE + "WHERE o.file_id = {file}",
            within,
        )
        self._do(
            "DELETE FROM {observation} WHERE file_id = {file} AND (area_id, indicator_id, period) IN "
            "(SELECT a.id, s.indicator_id, s.period FROM {staged} WHERE {within})",
            within,
        )
        self._do(f"DELETE FROM {{replaced}} WHERE id > {within[0]}")


def better(*, new: str, old: str) -> str:
    """The rules at the head of this file, as a condition between two rows."""
    distinct = "IS DISTINCT FROM" if on_postgres() else "IS NOT"
    strong = f"{Status.MEASURED.value}, {Status.PROVISIONAL.value}"
    return (
        f"{new}.status <> {Status.MISSING.value} "
        f"AND NOT ({new}.derived AND NOT {old}.derived AND {old}.value IS NOT NULL) "
        f"AND NOT ({new}.status = {Status.ESTIMATED.value} AND {old}.status IN ({strong})) "
        f"AND ({old}.value {distinct} {new}.value OR {old}.status <> {new}.status OR {old}.derived <> {new}.derived)"
    )
