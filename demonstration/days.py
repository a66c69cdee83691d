"""On which day an entry of Voorbeeldstad was entered: with the budget, award, contract or report of its year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from demonstration.ledger import LAST_REPORTED
from demonstration.people import moment_of
from programmes.append_only import days_replaceable
from programmes.models import Bundle, CeilingOverride, Investment, Programme
from programmes.vocabulary import MoneyState

# State → the day, with the year after that of the money as 1; budgets of the years ahead come with the last one.
ENTERED = {
    MoneyState.BUDGETED: (-1, 11, 15),
    MoneyState.AWARDED: (0, 1, 25),
    MoneyState.COMMITTED: (0, 3, 10),
    MoneyState.BUDGET_CHANGED: (0, 6, 20),
    MoneyState.SPENT: (1, 2, 20),
}
CORRECTED = (1, 3, 5)  # the slip of the pen that the controller found in the report


def put_entries_on_their_days(programmes: list[Programme]) -> None:
    """Every entry of the programmes, and each investment that was divided; the same each time."""
    entries: Any = Investment._base_manager.filter(intervention__programme__in=programmes)
    corrected = Q(reverses__isnull=False) | Q(note__in=set(notes_of_corrections(entries)))
    found = entries.values_list("intervention__programme__start_year", "state", "year").distinct().order_by()
    with days_replaceable():
        for start, state, year in found:
            here = entries.filter(intervention__programme__start_year=start, state=state, year=year)
            here.exclude(corrected).update(entered_at=moment_of(day_of(ENTERED[MoneyState(state)], year, start)))
            here.filter(corrected).update(entered_at=moment_of(day_of(CORRECTED, year, start)))
        for override in CeilingOverride.objects.filter(entry__in=entries.all()):
            entries.filter(pk=override.entry_id).update(entered_at=override.allowed_at)
    for entry in entries.exclude(bundle=None).select_related("bundle"):
        Bundle.objects.filter(pk=entry.bundle_id).update(entered_at=entry.entered_at)


def notes_of_corrections(entries: Any) -> list[str]:
    return list(entries.filter(reverses__isnull=False).values_list("note", flat=True))


def day_of(said: tuple[int, int, int], year: int, start: int) -> date:
    """In or beside the year of the money, and not before the programme began."""
    after, month, day = said
    return max(date(min(year + after, LAST_REPORTED + 1 + min(after, 0)), month, day), date(start, 1, 20))
