"""Counts in a report: of which day they are, and which of them give way to a newer count that stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from charts.wording import number
from programmes.counting import Count, days_of
from programmes.models import Report, ReportedOutput
from programmes.models.reports import ACCEPTED

NAMED = 5  # results that a message names one by one


def day_of(report: Report) -> dt.date:
    """What was reached is true of the last day that the report is about, or of when it was handed in before that."""
    handed_in = timezone.localdate(report.submitted_at) if report.submitted_at else timezone.localdate()
    return min(handed_in, dt.date(report.period.year, 12, 31))


def giving_way(report: Report, said: Sequence[ReportedOutput]) -> dict[int, Count]:
    """By output, the count of a later day that stands in the way of another number in the report (1 query)."""
    others = [one.output for one in said if one.realised != one.output.realised]
    day, days = day_of(report), days_of(others)
    standing = {one.pk: one.realised for one in others if one.realised is not None}
    return {pk: Count(days[pk], count) for pk, count in standing.items() if pk in days and days[pk] > day}


def with_reasons(report: Report, said: Sequence[ReportedOutput]) -> list[tuple[ReportedOutput, str]]:
    """Each with why it was not taken over, or will not be once the report is accepted; "" where it is."""
    if report.status in ACCEPTED:
        return [(one, _was_kept_out(one)) for one in said]
    newer = giving_way(report, said)
    will = _("Bij accepteren nemen wij dit niet over: %(why)s")
    return [
        (one, will % {"why": _why(day_of(report), newer[one.output_id])} if one.output_id in newer else "")
        for one in said
    ]


def not_taken_over(said: Iterable[ReportedOutput]) -> str:
    """A message about the counts of an accepted report that were not taken over; "" where all were."""
    kept_out = [one for one in said if one.newer_on is not None]
    if not kept_out:
        return ""
    if len(kept_out) == 1:
        return f"{kept_out[0].output}: {_was_kept_out(kept_out[0])}"
    names = ", ".join(str(one.output) for one in kept_out[:NAMED]) + (" …" if len(kept_out) > NAMED else "")
    return _(
        "%(number)s tellingen zijn niet overgenomen, want er staat al een nieuwere: %(names)s. "
        "Bij “Resultaten” staat waarom."
    ) % {"number": len(kept_out), "names": names}


def _was_kept_out(said: ReportedOutput) -> str:
    if said.newer_on is None or said.counted_on is None:
        return ""
    why = _why(said.counted_on, Count(said.newer_on, said.newer or 0))
    return _("Niet overgenomen: %(why)s") % {"why": why}


def _why(day: dt.date, newer: Count) -> str:
    told = {"day": _words(day), "newer": number(newer.number, 0), "newer_day": _words(newer.day)}
    return (
        _("dit is de stand van %(day)s, en op %(newer_day)s waren het er %(newer)s. De nieuwste telling blijft staan.")
        % told
    )


def _words(day: dt.date) -> str:
    return date_format(day, "j F Y")
