"""Two versions of a report beside each other, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.wording import euros
from programmes.models import ReportLine
from programmes.reports.rows import Row
from programmes.vocabulary import MoneyState, Nature, Vat


@dataclass(frozen=True)
class Difference:
    """A cell that stands otherwise than it was typed or seen."""

    label: str
    saved: str
    typed: str


def differences(saved: Iterable[Row], typed: Iterable[Row]) -> list[Difference]:
    """Each cell in which the two differ, with the place in words; a row that one of them lacks is empty there."""
    left, right = ({row.place: row for row in rows} for rows in (saved, typed))
    found = []
    for place in dict.fromkeys([*left, *right]):
        found += _in_row(left.get(place), right.get(place))
    return found


def _in_row(saved: Row | None, typed: Row | None) -> list[Difference]:
    row = saved or typed
    if row is None:
        return []
    found = []
    for state in MoneyState:
        before, after = (one.amounts.get(state) if one else None for one in (saved, typed))
        if state not in row.several and before != after:
            found.append(Difference(label_of(row, str(state.label)), in_words(before), in_words(after)))
    if saved and typed:
        told = {_("btw"): ("vat", Vat), _("taakveld"): ("taakveld", None), _("toelichting"): ("note", None)}
        for name, (attribute, words) in told.items():
            before, after = getattr(saved, attribute), getattr(typed, attribute)
            if before != after:
                labels = [str(words(one).label) if words else one or _("(leeg)") for one in (before, after)]
                found.append(Difference(label_of(row, name), *labels))
    return found


def seen_and_now(seen: Mapping[int, int | None], lines: Iterable[ReportLine]) -> list[Difference]:
    """What a judge saw (line → cents) beside what its lines say now."""
    found = []
    left = dict(seen)
    for line in lines:
        was_there = line.pk in left
        before = left.pop(line.pk, None)
        if not was_there or before != line.amount_cents:
            found.append(Difference(label_of_line(line), in_words(line.amount_cents), in_words(before)))
    found += [Difference(_("een regel die er niet meer is"), _("(weg)"), in_words(cents)) for cents in left.values()]
    return found


def label_of(row: Row, what: str) -> str:
    where = f"{row.intervention.title}, {row.stream}, {_('betaald door')} {row.payer}, {row.year}"
    charge = f" ({Nature.CAPITAL_CHARGE.label})" if row.nature == Nature.CAPITAL_CHARGE else ""
    return f"{where}{charge}: {what}"


def label_of_line(line: ReportLine) -> str:
    row = Row(line.intervention, line.payer, line.funding_stream, line.year, line.nature)
    return label_of(row, line.get_state_display())


def in_words(cents: int | None) -> str:
    return _("(leeg)") if cents is None else euros(cents)
