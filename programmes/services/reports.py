"""The way of a report from open to locked. REPORT_MOVES says what may follow what, and who may do it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from programmes.models import Intervention, Investment, Output, Report, ReportedOutput, ReportLine
from programmes.reports.results import day_of, giving_way
from programmes.reports.rows import interventions_of, outputs_of, place_of, rows_of, totals_of
from programmes.services.closed import through_report
from programmes.services.manyrows import change_many
from programmes.services.money import Cell, save_report
from programmes.services.periods import check_not_locked
from programmes.services.reportrows import OutputSaid, RowSaid, check_rows, check_totals, put_outputs, put_rows, said_of
from programmes.vocabulary import REPORT_MOVES, ReportMove
from stakeholders.models import Person
from stakeholders.permissions import Resource
from stakeholders.refusal import WHOLE, claim, permit, refuse


@transaction.atomic
def fill_report(
    *,
    report: Report,
    version: int,
    rows: Sequence[RowSaid],
    by: Person,
    outputs: Sequence[OutputSaid] = (),
    note: str | None = None,
    within: Collection[int] | None = None,
    totals: Mapping[str, Decimal] | None = None,
) -> Report:
    """Save what was filled in as a draft, all or none; rows that are left out go. Nothing reaches the ledger yet.

    `within` keeps the rows of other interventions as they are; a total that is given must equal its lines.
    Raises PermissionDenied, Conflict where the report was changed since `version`, or Refused with each cell.
    """
    _take(report, version, ReportMove.FILL, by)
    with through_report():
        check_rows(report, rows, by)
    put_rows(report, rows, within)
    put_outputs(report, outputs)
    if note is not None:
        report.note = note.strip()
    if totals:
        check_totals(totals, current_totals(report))
    return _arrive(report, ReportMove.FILL)


@transaction.atomic
def submit_report(*, report: Report, version: int, by: Person, totals: Mapping[str, Decimal] | None = None) -> Report:
    """Hand the report in for a judgement. Raises PermissionDenied, Conflict, or Refused (`total-<state>`)."""
    _take(report, version, ReportMove.SUBMIT, by)
    _write_what_was_left(report)
    if totals:
        check_totals(totals, current_totals(report))
    report.submitted_at = timezone.now()
    return _arrive(report, ReportMove.SUBMIT)


@transaction.atomic
def fill_and_submit(
    *, report: Report, version: int, by: Person, totals: Mapping[str, Decimal] | None = None, **said: Any
) -> Report:
    """Save the last changes and hand in, both or neither; raises what `fill_report` and `submit_report` raise."""
    filled = fill_report(report=report, version=version, by=by, totals=totals, **said)
    return submit_report(report=filled, version=filled.version, by=by)


@transaction.atomic
def withdraw_report(*, report: Report, version: int, by: Person) -> Report:
    """Take back what was handed in and not yet judged. Raises PermissionDenied, Conflict, or Refused."""
    _take(report, version, ReportMove.WITHDRAW, by)
    report.submitted_at = None
    return _arrive(report, ReportMove.WITHDRAW)


@transaction.atomic
def return_report(
    *, report: Report, version: int, by: Person, remark: str = "", remarks: Mapping[int, str] | None = None,
    remarks_on_outputs: Mapping[int, str] | None = None,
) -> Report:  # fmt: skip
    """Send it back, with a remark on the whole, on lines and on outputs (by their pk: what must be better).

    Raises PermissionDenied, Conflict, or Refused where nothing says what must be better.
    """
    _take(report, version, ReportMove.RETURN, by)
    said = {pk: text.strip() for pk, text in (remarks or {}).items()}
    on_outputs = {pk: text.strip() for pk, text in (remarks_on_outputs or {}).items()}
    if not any((remark.strip(), *said.values(), *on_outputs.values())):
        raise refuse("remark", _("Schrijf wat er beter moet: bij een regel, of hier voor het geheel."))
    report.remark, report.judged_at = remark.strip(), timezone.now()
    _put_remarks(report, said, on_outputs)
    return _arrive(report, ReportMove.RETURN)


def _put_remarks(report: Report, said: Mapping[int, str], on_outputs: Mapping[int, str]) -> None:
    """What is remarked on each line and output now; an output that nobody filled in gets a row for that."""
    lines = [(line, said.get(line.pk, "")) for line in report.lines.all()]
    rows = outputs_of(report, interventions_of(report))
    outputs = [(row, on_outputs.get(row.output_id, "")) for row in rows if row.pk or on_outputs.get(row.output_id)]
    change_many(_newly_remarked(lines), ["remark"])
    remarked = _newly_remarked(outputs)
    bulk_create_with_history([row for row in remarked if row.pk is None], ReportedOutput)
    change_many([row for row in remarked if row.pk is not None], ["remark"])


def _newly_remarked(rows: Iterable[tuple[Any, str]]) -> list[Any]:
    """The lines or outputs on which something else is remarked now, with that."""
    changed = [(row, text) for row, text in rows if row.remark != text]
    for row, text in changed:
        row.remark = text
    return [row for row, _text in changed]


@transaction.atomic
def accept_report(*, report: Report, version: int, by: Person, remark: str = "", override: str = "") -> Report:
    """Accept the figures: each line is booked as `save_report` would book it, all or none, and then stands.

    Raises PermissionDenied, Conflict where the report was changed or judged since `version`, or Refused with each cell
    (`<state>-<pk of the line>`) that a rule of the ledger refuses or that was corrected beside the report, and
    `override` where a reason to go beyond a ceiling would do.
    """
    _wait_for_direct_entries(report)
    _take(report, version, ReportMove.ACCEPT, by)
    lines = list(report.lines.select_related("intervention__programme", "payer", "funding_stream"))
    saying = [line for line in lines if line.amount_cents is not None or line.stood_id]
    with through_report():
        save_report(cells=[_cell(report, line) for line in saying], by=by, override=override)
    _point_to_entries(report, lines)
    _take_over_outputs(report)
    report.remark, report.judged_at = remark.strip(), timezone.now()
    return _arrive(report, ReportMove.ACCEPT)


@transaction.atomic
def lock_report(*, report: Report, version: int, by: Person) -> Report:
    """Lock what was accepted. Raises PermissionDenied, Conflict, or Refused."""
    _take(report, version, ReportMove.LOCK, by)
    return _arrive(report, ReportMove.LOCK)


def current_totals(report: Report) -> dict[str, int | None]:
    """The sum of all rows of the report per state, in cents."""
    return totals_of(rows_of(report, interventions_of(report)))


def _write_what_was_left(report: Report) -> None:
    """What nobody touched is handed in as it stood in the ledger, so that who judges sees what it said that day."""
    filled = set(report.lines.values_list("intervention", flat=True))
    left = [one for one in interventions_of(report) if one.pk not in filled]
    rows = [said_of(row, str(place)) for place, row in enumerate(rows_of(report, left)) if not row.is_empty()]
    put_rows(report, rows, {one.pk for one in left})


def check_may_fill(report: Report, by: Person) -> None:
    """Raise PermissionDenied, or Refused where the report cannot be filled in now."""
    sources, _to, action = REPORT_MOVES[ReportMove.FILL]
    permit(Report.objects.all(), report, by=by, resource=Resource.REPORT, action=action)
    if report.status not in sources:
        raise refuse(WHOLE, _not_now(report, ReportMove.FILL))
    check_not_locked(report.period)


def _take(report: Report, version: int, move: ReportMove, by: Person) -> None:
    """Take the report's next version for a move, once the person may make it and the report is where it starts."""
    sources, _to, action = REPORT_MOVES[move]
    permit(Report.objects.all(), report, by=by, resource=Resource.REPORT, action=action)
    claim(report, version)
    if report.status not in sources:
        raise refuse(WHOLE, _not_now(report, move))
    check_not_locked(report.period)


def _arrive(report: Report, move: ReportMove) -> Report:
    report.status = REPORT_MOVES[move][1]
    report.save()
    return report


def _not_now(report: Report, move: ReportMove) -> str:
    return _(
        "Deze rapportage is %(status)s; de stap “%(move)s” kan dan niet. Kijk of iemand anders haar net wijzigde."
    ) % {"status": report.get_status_display(), "move": move.label}


def _cell(report: Report, line: ReportLine) -> Cell:
    return Cell(
        key=f"{line.state}-{line.pk}",
        intervention=line.intervention,
        payer=line.payer,
        spender=report.organisation,
        year=line.year,
        funding_stream=line.funding_stream,
        state=line.state,
        amount=line.amount,
        stood=line.stood_id,
        nature=line.nature,
        vat=line.vat,
        taakveld=line.taakveld or None,
        note=line.note,
    )


def _wait_for_direct_entries(report: Report) -> None:
    """Lock what the ledger locks first, so that who reports beside this report and who accepts it never cross."""
    rows = Intervention.objects.filter(report_lines__report=report).order_by("pk")
    list(Intervention.objects.select_for_update().filter(pk__in=rows.values("pk")).order_by("pk"))


def _point_to_entries(report: Report, lines: Sequence[ReportLine]) -> None:
    """Let each line name the entry in which it ended up."""
    entries = Investment.objects.in_hand().filter(
        spender=report.organisation, intervention__in={line.intervention_id for line in lines}
    )
    found = {(place_of(entry), entry.state): entry for entry in entries}
    for line in lines:
        line.entry = found.get((place_of(line), line.state)) if line.amount_cents is not None else None
    # not by `bulk_update`, which compares every line with every other
    ReportLine.objects.bulk_create(lines, update_conflicts=True, unique_fields=["pk"], update_fields=["entry"])


def _take_over_outputs(report: Report) -> None:
    """Every count keeps the day that it is about; what was counted on a later day stands, and is told beside it."""
    rows = report.outputs.select_related("output").select_for_update(of=("self", "output")).order_by("output")
    said, day = list(rows), day_of(report)
    newer = giving_way(report, said)
    taken: list[Output] = []
    for one in said:
        one.counted_on, stands = day, newer.get(one.output_id)
        one.newer, one.newer_on = (stands.number, stands.day) if stands else (None, None)
        if stands is None and one.output.realised != one.realised:
            one.output.realised, one.output.counted_on = one.realised, None if one.realised is None else day
            taken.append(one.output)
    change_many(said, ["counted_on", "newer", "newer_on"])
    change_many(taken, ["realised", "counted_on"])
