"""What a report holds: its rows as they were filled in, or as the ledger stands where nobody filled in anything yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from programmes.models import (
    FundingStream,
    Intervention,
    Investment,
    Output,
    Report,
    ReportedOutput,
    ReportLine,
)
from programmes.reporting import remembered_lines, usual_line
from programmes.vocabulary import InterventionStatus, MoneyState, Nature, Vat
from stakeholders.models import Organisation


class Place(NamedTuple):
    """Which row: what the money is for, who pays, from which stream, in which year, of which nature."""

    intervention: int
    payer: int
    stream: int
    year: int
    nature: str


def place_of(row: Investment | ReportLine) -> Place:
    return Place(row.intervention_id, row.payer_id, row.funding_stream_id, row.year, row.nature)


@dataclass
class Row:
    """One row of the table: a place with an amount in cents for each state; None is "not reported".

    `stood` names the entry of the ledger that an amount replaces, `before` what that entry says. Of a state in
    `several` more entries stand together: it holds their sum, and they are corrected one by one.
    """

    intervention: Intervention
    payer: Organisation | None
    stream: FundingStream | None
    year: int
    nature: str = Nature.INVESTMENT
    vat: str = Vat.UNKNOWN
    taakveld: str = ""
    note: str = ""
    remark: str = ""
    amounts: dict[str, int | None] = field(default_factory=dict)
    stood: dict[str, int | None] = field(default_factory=dict)
    before: dict[str, int | None] = field(default_factory=dict)
    several: dict[str, int] = field(default_factory=dict)
    is_new: bool = False

    @property
    def place(self) -> Place:
        payer, stream = (one.pk if one else 0 for one in (self.payer, self.stream))
        return Place(self.intervention.pk, payer, stream, self.year, self.nature)

    def cents(self, state: str) -> int | None:
        return self.several.get(state, self.amounts.get(state))

    def is_empty(self) -> bool:
        return all(self.cents(state) is None and self.stood.get(state) is None for state in MoneyState)

    def changes(self, state: str) -> bool:
        """Whether the report says something else than the ledger said."""
        return state not in self.several and self.amounts.get(state) != self.before.get(state)


def interventions_of(report: Report) -> list[Intervention]:
    """What the organisation leads or works in during the year, and what else has a row in the report."""
    period = report.period
    running = Q(start_year__lte=period.year, end_year__gte=period.year) & ~Q(status=InterventionStatus.WITHDRAWN)
    mine = Intervention.objects.reported_by([report.organisation_id]).filter(programme=period.programme_id)
    told = ReportLine.objects.filter(report=report).values("intervention")
    found = Intervention.objects.filter(Q(pk__in=mine.filter(running).values("pk")) | Q(pk__in=told))
    return list(found.select_related("programme").order_by("start_year", "title"))


def correctable_interventions(report: Report) -> list[Intervention]:
    """Everything of the organisation in the programme that had begun: also for an earlier year a row can be added."""
    mine = Intervention.objects.reported_by([report.organisation_id]).filter(programme=report.period.programme_id)
    return list(mine.filter(start_year__lte=report.period.year).select_related("programme").order_by("title"))


def rows_of(report: Report, interventions: Iterable[Intervention]) -> list[Row]:
    """The rows of some interventions, in their order: filled in, else as the ledger stands, else the usual row."""
    interventions = list(interventions)
    filled = _filled_in(report, interventions)
    untouched = [one for one in interventions if one.pk not in filled]
    standing = _by_intervention(rows_in_ledger(report.organisation, untouched, [report.period.year]))
    bare = [one for one in untouched if one.pk not in standing]
    usual = _usual_rows(report, bare)
    return [row for one in interventions for row in filled.get(one.pk) or standing.get(one.pk) or [usual[one.pk]]]


def rows_in_ledger(
    organisation: Organisation, interventions: Iterable[Intervention], years: Iterable[int]
) -> list[Row]:
    """What stands in the ledger as spent by the organisation, as rows."""
    known = {one.pk: one for one in interventions}
    rows: dict[Place, Row] = {}
    for place, entries in _standing(organisation, known, years).items():
        entry = entries[0]
        row = rows.setdefault(
            place,
            Row(
                known[place.intervention], entry.payer, entry.funding_stream, place.year, place.nature,
                vat=entry.vat, taakveld=entry.taakveld,
            ),
        )  # fmt: skip
        _put_standing(row, entries)
        row.amounts.update(row.before)
    return list(rows.values())


def blank_row(intervention: Intervention, report: Report, year: int) -> Row:
    """A row to fill in: paid by the organisation itself until someone says otherwise."""
    return Row(intervention, report.organisation, None, year, is_new=True)


def outputs_of(report: Report, interventions: Iterable[Intervention]) -> list[ReportedOutput]:
    """For each output what is reported as realised; where nothing was filled in, what stands (not saved)."""
    said = {one.output_id: one for one in report.outputs.all()}
    outputs = Output.objects.filter(intervention__in=list(interventions)).select_related("intervention")
    found = []
    for output in outputs.order_by("intervention__start_year", "intervention__title", "pk"):
        row = said.get(output.pk) or ReportedOutput(report=report, output=output, realised=output.realised)
        row.output = output
        found.append(row)
    return found


def outputs_told(report: Report, interventions: Iterable[Intervention]) -> list[ReportedOutput]:
    """The outputs of which there is something to read: what was planned, reported, or remarked."""
    found = outputs_of(report, interventions)
    return [one for one in found if one.realised is not None or one.output.planned or one.remark]


def totals_of(rows: Iterable[Row]) -> dict[str, int | None]:
    """The sum of each state in cents; None where no row has an amount. Capital charges are not added to it."""
    sums: dict[str, int | None] = dict.fromkeys(MoneyState.values)
    for row in rows:
        if row.nature != Nature.INVESTMENT:
            continue
        for state in MoneyState:
            cents = row.cents(state)
            if cents is not None:
                sums[state] = (sums[state] or 0) + cents
    return sums


def _filled_in(report: Report, interventions: list[Intervention]) -> dict[int, list[Row]]:
    known = {one.pk: one for one in interventions}
    lines = report.lines.filter(intervention__in=known).select_related("payer", "funding_stream", "stood")
    rows: dict[Place, Row] = {}
    for line in lines.order_by("pk"):
        row = rows.setdefault(
            place_of(line),
            Row(
                known[line.intervention_id], line.payer, line.funding_stream, line.year, line.nature,
                vat=line.vat, taakveld=line.taakveld, note=line.note, remark=line.remark,
            ),
        )  # fmt: skip
        row.remark = row.remark or line.remark
        row.amounts[line.state] = line.amount_cents
        row.stood[line.state] = line.stood_id
        row.before[line.state] = line.stood.amount_cents if line.stood else None
    _add_several(report, rows)
    return _by_intervention(rows.values())


def _add_several(report: Report, rows: dict[Place, Row]) -> None:
    """Where several entries stand together a line can hold none of them."""
    known = {row.intervention.pk: row.intervention for row in rows.values()}
    years = {row.year for row in rows.values()}
    for place, entries in _standing(report.organisation, known, years).items():
        if place in rows:
            row = rows[place]
            row.several.update(_sums_of_several(entries))


def _standing(
    organisation: Organisation, known: dict[int, Intervention], years: Iterable[int]
) -> dict[Place, list[Investment]]:
    entries = Investment.objects.in_hand().filter(intervention__in=known, spender=organisation, year__in=list(years))
    found: dict[Place, list[Investment]] = {}
    for entry in entries.select_related("payer", "funding_stream").order_by("pk"):
        found.setdefault(place_of(entry), []).append(entry)
    return found


def _sums_of_several(entries: list[Investment]) -> dict[str, int]:
    by_state: dict[str, list[int]] = {}
    for entry in entries:
        by_state.setdefault(entry.state, []).append(entry.amount_cents)
    return {state: sum(cents) for state, cents in by_state.items() if len(cents) > 1}


def _put_standing(row: Row, entries: list[Investment]) -> None:
    row.several.update(_sums_of_several(entries))
    for entry in entries:
        if entry.state not in row.several:
            row.stood[entry.state], row.before[entry.state] = entry.pk, entry.amount_cents


def _usual_rows(report: Report, interventions: list[Intervention]) -> dict[int, Row]:
    """The payer and stream that were used last for each intervention, else the organisation's own money.

    A stream that was retired since is left open, to be chosen.
    """
    if not interventions:
        return {}
    chosen = remembered_lines(interventions, report.organisation)
    usual = usual_line(report.organisation)
    pairs = {one.pk: chosen.get(one.pk, usual) for one in interventions}
    payers = Organisation.objects.in_bulk({payer for payer, _stream in pairs.values()})
    streams = FundingStream.objects.in_use().in_bulk({stream for _payer, stream in pairs.values()})
    return {
        one.pk: Row(one, payers.get(pairs[one.pk][0]), streams.get(pairs[one.pk][1]), report.period.year, is_new=True)
        for one in interventions
    }


def _by_intervention(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.intervention.pk, []).append(row)
    return found
