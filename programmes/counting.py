"""When a result was reached: what is recorded of its counts, and what that says of a day.

A count is true of the day that was recorded with it (`counted_on`); without one, of the day on which it was entered.
A count of what was done never goes down: more than now stands was never there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone

from programmes.models import Output


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
    """The counts of each output by its pk (1 query)."""
    standing = {one.pk: one for one in outputs}
    rows = Output.history.filter(id__in=standing).exclude(history_type="-").order_by("id", "history_date", "history_id")
    told = (Recorded(*row) for row in rows.values_list("id", "realised", "counted_on", "history_date"))
    histories = {pk: list(of_one) for pk, of_one in groupby(told, key=lambda row: row.output)}
    return {pk: _counts(one, histories.get(pk, [])) for pk, one in standing.items()}


def _counts(output: Output, history: list[Recorded]) -> Counts:
    if output.realised is None:
        return Counts(None)
    by_day: dict[dt.date, int] = {}
    said: tuple[int | None, dt.date | None] = (None, None)
    for row in history:
        # a change of its name or plan is no count
        if row.realised is not None and (row.realised, row.counted_on) != said:
            by_day[row.counted_on or timezone.localdate(row.at)] = row.realised
        said = (row.realised, row.counted_on)
    if said != (output.realised, output.counted_on):  # written without a history
        by_day[output.counted_on or timezone.localdate()] = output.realised
    return Counts(output.realised, tuple(Count(*one) for one in sorted(by_day.items())))
