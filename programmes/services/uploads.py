"""A spreadsheet that is handed in for a report: kept, checked whole, and written only once it is confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from charts.wording import euros
from programmes.models import Report, ReportUpload
from programmes.reports.compared import differences
from programmes.reports.rows import Row, interventions_of, outputs_of, rows_in_ledger, rows_of, totals_of
from programmes.reports.sheet import columns as c
from programmes.reports.sheet.opening import Problem, Unreadable, open_file
from programmes.reports.sheet.reading import SheetsRead, read_sheets
from programmes.services.closed import through_report
from programmes.services.reportrows import OutputSaid, RowSaid, cents_of, check_rows, said_of
from programmes.services.reports import check_may_fill, fill_report
from programmes.vocabulary import Nature
from stakeholders.models import Person
from stakeholders.refusal import WHOLE, Refused, refuse

Change = dict[str, str]


@dataclass
class Examined:
    """What a file would do: all that is wrong with it, or what it changes and what `fill_report` then takes."""

    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    rows: list[RowSaid] = field(default_factory=list)
    outputs: list[OutputSaid] = field(default_factory=list)


def take_upload(*, report: Report, name: str, data: bytes, by: Person) -> ReportUpload:
    """Keep a file as it came, with what is wrong with it or what confirming it would change; nothing is written.

    Raises PermissionDenied, or Refused (`file`) for a file that is too large to keep, or where the report cannot be
    filled in now.
    """
    check_may_fill(report, by)
    if len(data) > settings.REPORT_MAX_BYTES:
        raise refuse("file", too_large_words())
    found = examine(report=report, name=name, data=data, by=by)
    upload = ReportUpload(
        report=report, original_name=name[-200:], size=len(data), sha256=hashlib.sha256(data).hexdigest(),
        report_version=report.version, uploaded_by=by,
    )  # fmt: skip
    _note(upload, found)
    upload.file.save("", ContentFile(data), save=True)
    return upload


def too_large_words() -> str:
    return _(
        "Dit bestand is groter dan %(most)s MB. Een ingevuld sjabloon is veel kleiner: neem een nieuw sjabloon."
    ) % {"most": settings.REPORT_MAX_BYTES // (1024 * 1024)}


@transaction.atomic
def confirm_upload(*, upload: ReportUpload, by: Person) -> Report:
    """Write what the file says, on the version of the report that its preview was made on.

    Raises PermissionDenied, Conflict where the report was changed since, or Refused.
    """
    upload = ReportUpload.objects.select_for_update().select_related("report").get(pk=upload.pk)
    if upload.confirmed_at:
        raise refuse(WHOLE, _("Dit bestand is al verwerkt. Kijk in de rapportage wat er nu staat."))
    found = examine(report=upload.report, name=upload.original_name, data=_data(upload), by=by)
    if found.problems:
        raise refuse(WHOLE, _("Dit bestand heeft fouten. Verbeter ze in het bestand en lees het opnieuw in."))
    report = fill_report(
        report=upload.report, version=upload.report_version, rows=found.rows, outputs=found.outputs, by=by,
        within={row.intervention.pk for row in found.rows},
    )  # fmt: skip
    upload.confirmed_at = timezone.now()
    upload.save()
    return report


def look_again(*, upload: ReportUpload, by: Person) -> ReportUpload:
    """Compare a kept file with the report as it stands now."""
    report = Report.objects.get(pk=upload.report_id)
    _note(upload, examine(report=report, name=upload.original_name, data=_data(upload), by=by))
    upload.report_version = report.version
    upload.save()
    return upload


def examine(*, report: Report, name: str, data: bytes, by: Person) -> Examined:
    """Everything that is wrong with a file, or all that it would change. Writes nothing."""
    try:
        sheets = open_file(data, name)
    except Unreadable as unreadable:
        return Examined([unreadable.problem])
    read = read_sheets(report, sheets, by)
    standing = _standing(report, read)
    found = Examined(list(read.problems))
    found.problems += _wrong_where_several(read, standing)
    found.problems += _wrong_totals(read)
    _take_what_stands(read, standing)
    said = {line.number: line.row for line in read.lines if not line.row.is_empty() or line.row.note}
    rows = [said_of(row, str(number)) for number, row in said.items()]
    found.problems += _broken_rules(report, read, rows, by)
    if found.problems:
        found.problems.sort(key=_in_reading_order)
        return found
    kept = _kept(standing, list(said.values()))
    found.rows = [*rows, *(said_of(row, f"kept{place}") for place, row in enumerate(kept))]
    found.outputs = [OutputSaid(str(row), output, realised) for row, output, realised in read.outputs]
    found.changes = [*_changed_rows(standing, list(said.values())), *_changed_outputs(report, read)]
    return found


def _in_reading_order(problem: Problem) -> tuple[bool, int, int, str]:
    """From top to bottom and from left to right, sheet by sheet as they stand in the template."""
    return problem.sheet == c.OUTPUTS, problem.row or 0, len(problem.column.split(" ")[0]), problem.column


def _note(upload: ReportUpload, found: Examined) -> None:
    upload.problems, upload.changes = [asdict(one) for one in found.problems], found.changes


def _data(upload: ReportUpload) -> bytes:
    with upload.file.open("rb") as kept:
        return bytes(kept.read())


def _standing(report: Report, read: SheetsRead) -> list[Row]:
    """The rows of the report, and what the ledger says where the file has a line of an earlier year."""
    rows = rows_of(report, interventions_of(report))
    here = {row.place for row in rows}
    lines = [line.row for line in read.lines if line.row.place not in here]
    earlier = {row.intervention for row in lines}
    stands = rows_in_ledger(report.organisation, earlier, {row.year for row in lines}) if earlier else []
    asked = {row.place for row in lines}
    return [*rows, *(row for row in stands if row.place in asked and row.place not in here)]


def _wrong_where_several(read: SheetsRead, standing: Sequence[Row]) -> list[Problem]:
    """Where several entries stand together the file repeats their sum; another amount cannot be booked on them."""
    at = {row.place: row for row in standing}
    wrong = []
    for line in read.lines:
        stands = at.get(line.row.place)
        for state, cents in (stands.several if stands else {}).items():
            typed = line.row.amounts.get(state)
            if typed not in (None, cents):
                expected = _("%(sum)s: hier staan meer boekingen bij elkaar. Verbeter ze een voor een bij de boekingen")
                wrong.append(_at(read, line.number, state, euros(typed or 0), expected % {"sum": euros(cents)}))
    return wrong


def _wrong_totals(read: SheetsRead) -> list[Problem]:
    """A total that does not equal the lines under it, to the cent; where a line is unreadable it cannot be judged."""
    if read.problems:
        return []
    sums = totals_of(line.row for line in read.lines if line.row.nature == Nature.INVESTMENT)
    wrong = []
    for state, total in read.totals.items():
        if cents_of(total) != (sums.get(state) or 0):
            expected = _(
                "%(sum)s, want dat zijn de regels samen. Pas een regel of het totaal aan, of maak het totaal leeg"
            )
            words = euros(cents_of(total) or 0)
            wrong.append(_at(read, read.total_row, state, words, expected % {"sum": euros(sums.get(state) or 0)}))
    return wrong


def _at(read: SheetsRead, row: int, name: str, value: str, expected: str) -> Problem:
    column = c.COLUMN_OF.get(name, name)
    place = f"{read.letters[column]} ({column})" if column in read.letters else column
    return Problem(read.amounts_sheet, row, place, value, expected)


def _take_what_stands(read: SheetsRead, standing: Sequence[Row]) -> None:
    """Let each line know which entries its amounts replace."""
    at = {row.place: row for row in standing}
    for line in read.lines:
        stands = at.get(line.row.place)
        if stands is not None:
            line.row.stood, line.row.before, line.row.several = stands.stood, stands.before, stands.several
            line.row.amounts = {one: cents for one, cents in line.row.amounts.items() if one not in stands.several}


def _broken_rules(report: Report, read: SheetsRead, rows: Sequence[RowSaid], by: Person) -> list[Problem]:
    """The rules of the ledger, told at the cell: the same that a page is held to."""
    try:
        with through_report():
            check_rows(report, rows, by)
    except Refused as refusal:
        values = {row.key: row for row in rows}
        return [
            _at(read, int(key), name, _value(values[key], name), message)
            for place, messages in refusal.errors.items()
            for name, _dash, key in [place.rpartition("-")]
            for message in messages
        ]
    return []


def _value(row: RowSaid, name: str) -> str:
    amount = row.amounts.get(name)
    if amount is not None:
        return euros(cents_of(amount) or 0)
    return str(getattr(row, {"funding_stream": "stream"}.get(name, name), ""))


def _kept(standing: Sequence[Row], said: Sequence[Row]) -> list[Row]:
    """Rows of the same interventions that the file leaves out: they stay as they are."""
    here, about = {row.place for row in said}, {row.intervention.pk for row in said}
    return [row for row in standing if row.intervention.pk in about and row.place not in here and not row.is_empty()]


def _changed_rows(standing: Sequence[Row], said: Sequence[Row]) -> list[Change]:
    here = {row.place for row in said}
    found = differences([row for row in standing if row.place in here], said)
    return [{"what": one.label, "old": one.saved, "new": one.typed} for one in found]


def _changed_outputs(report: Report, read: SheetsRead) -> list[Change]:
    now = {one.output_id: one.realised for one in outputs_of(report, interventions_of(report))}
    return [
        {
            "what": f"{output.intervention.title}: {output.name}",
            "old": _("(leeg)") if now.get(output.pk) is None else str(now[output.pk]),
            "new": _("(leeg)") if realised is None else str(realised),
        }
        for _row, output, realised in read.outputs
        if now.get(output.pk) != realised
    ]
