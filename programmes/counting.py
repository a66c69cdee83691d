"""When a result was reached: what is recorded of its counts, and what that says of a day.

A count is true of the day that was recorded with it (`counted_on`); without one, of the day on which it was entered.
A count of what was done never goes down: more than now stands was never there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone

from programmes.models import Output, ReportedOutput


class Count(NamedTuple):
    day: dt.date
    number: int


@dataclass(frozen=True)
class Counts:
    """The counts of one output in order of their days; `standing` is what stands now, None: nothing was counted."""

    standing: int | None
    known: tuple[Count, ...] = ()

    def surely_by(self, day: dt.date) -> int:
        """How many there were at least on the day: the last count up to it."""
        before = [count.number for count in self.known if count.day <= day]
        return min(before[-1], self.standing or 0) if before else 0

    def first_from(self, day: dt.date) -> Count | None:
        """The first count on the day or after it: more there were not, that day."""
        return next((count for count in self.known if count.day >= day), None)


class Recorded(NamedTuple):
    """A row of the history of an output."""

    output: int
    realised: int | None
    counted_on: dt.date | None
    at: dt.datetime


def counts_of(outputs: Iterable[Output]) -> dict[int, Counts]:
    """The counts of each output by its pk, those of reports that gave way to a newer one included (2 queries)."""
    standing = {one.pk: one for one in outputs}
    histories, late = _recorded(standing), _reported_late(standing)
    return {pk: _counts(one, histories.get(pk, []), late.get(pk, {})) for pk, one in standing.items()}


def days_of(outputs: Iterable[Output]) -> dict[int, dt.date]:
    """The day of each count that stands, by the pk of its output (1 query); none where neither is recorded.

    That is the day that was said with it, else the one on which it was entered.
    """
    counted = {one.pk: one for one in outputs if one.realised is not None}
    histories = _recorded({pk for pk, one in counted.items() if one.counted_on is None})
    found = {pk: one.counted_on or _entered_on(one, histories.get(pk, [])) for pk, one in counted.items()}
    return {pk: day for pk, day in found.items() if day is not None}


def _entered_on(output: Output, history: list[Recorded]) -> dt.date | None:
    changes = list(_changes(history))
    stands = changes and changes[-1].realised == output.realised and changes[-1].counted_on is None
    return timezone.localdate(changes[-1].at) if stands else None


def _recorded(outputs: Collection[int]) -> dict[int, list[Recorded]]:
    rows = Output.history.filter(id__in=outputs).exclude(history_type="-").order_by("id", "history_date", "history_id")
    told = (Recorded(*row) for row in rows.values_list("id", "realised", "counted_on", "history_date"))
    return {pk: list(of_one) for pk, of_one in groupby(told, key=lambda row: row.output)}


def _reported_late(outputs: Collection[int]) -> dict[int, dict[dt.date, int]]:
    """Counts of accepted reports that were not taken over, since a later one stood: true of their own day."""
    rows = ReportedOutput.objects.filter(output__in=outputs, newer_on__isnull=False, realised__isnull=False)
    found: dict[int, dict[dt.date, int]] = {}
    for output, day, number in rows.values_list("output", "counted_on", "realised"):
        found.setdefault(output, {})[day] = number
    return found


def _changes(history: Iterable[Recorded]) -> Iterator[Recorded]:
    """Where its count changed: a change of its name or plan is no count."""
    said: tuple[int | None, dt.date | None] = (None, None)
    for row in history:
        if (row.realised, row.counted_on) != said:
            yield row
        said = (row.realised, row.counted_on)


def _counts(output: Output, history: list[Recorded], late: Mapping[dt.date, int]) -> Counts:
    if output.realised is None:
        return Counts(None)
    by_day = dict(late)
    changes = list(_changes(history))
    for row in changes:
        if row.realised is not None:
            by_day[row.counted_on or timezone.localdate(row.at)] = row.realised
    last = (changes[-1].realised, changes[-1].counted_on) if changes else None
    if last != (output.realised, output.counted_on):  # written without a history
        by_day[output.counted_on or timezone.localdate()] = output.realised
    return Counts(output.realised, tuple(Count(*one) for one in sorted(by_day.items())))
