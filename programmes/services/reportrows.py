"""The rows of a report: checked by the rules of the ledger, and written as its lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from programmes.amounts import AmountError, to_cents
from programmes.models import FundingStream, Intervention, Investment, Output, Report, ReportedOutput, ReportLine
from programmes.reports.rows import Place, Row, correctable_interventions, place_of, rows_of
from programmes.reports.sheet.columns import one_line
from programmes.services.entryrules import check_entry, known_for, tidy
from programmes.services.manyrows import change_many, remove_many
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.models import Organisation, Person
from stakeholders.refusal import Objections, Refused

CENT = Decimal("0.01")
SAID = ("amount_cents", "vat", "taakveld", "note", "stood")  # what a line says of its place


@dataclass(frozen=True)
class RowSaid:
    """A row as someone fills it in; `key` comes back with what is wrong with it.

    `amounts` in euros per state, None for "not reported"; `stood` the entry that each amount replaces.
    """

    key: str
    intervention: Intervention
    payer: Organisation
    stream: FundingStream
    year: int
    nature: str = Nature.INVESTMENT
    vat: str = Vat.UNKNOWN
    taakveld: str = ""
    note: str = ""
    amounts: Mapping[str, Decimal | None] = field(default_factory=dict)
    stood: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return Place(self.intervention.pk, self.payer.pk, self.stream.pk, self.year, self.nature)

    def given(self) -> dict[str, Decimal]:
        """The amounts that are filled in."""
        return {state: amount for state, amount in self.amounts.items() if amount is not None}

    def states(self) -> list[str]:
        """States that say something; a row that says nothing is kept by an empty line."""
        said = [one for one in MoneyState if self.amounts.get(one) is not None or self.stood.get(one)]
        return [str(one) for one in said] or [str(MoneyState.SPENT)]


def said_of(row: Row, key: str) -> RowSaid:
    """A row of a report as if someone had filled it in so."""
    if row.payer is None or row.stream is None:
        raise ValueError(row)  # a row in which nothing was chosen says nothing
    amounts = {state: None if cents is None else Decimal(cents) / 100 for state, cents in row.amounts.items()}
    return RowSaid(
        key, row.intervention, row.payer, row.stream, row.year, row.nature, row.vat, row.taakveld, row.note, amounts,
        row.stood,
    )  # fmt: skip


@dataclass(frozen=True)
class OutputSaid:
    """How much of an output is reported as realised; None is "not reported"."""

    key: str
    output: Output
    realised: int | None


def check_rows(report: Report, rows: Sequence[RowSaid], by: Person) -> None:
    """Raise Refused with every objection: `besteed-<key>` for an amount, `payer-<key>` and so on for the rest."""
    wrong = Objections()
    known = {one.pk for one in correctable_interventions(report)}
    standing = {
        one.place: one for one in rows_of(report, {row.intervention.pk: row.intervention for row in rows}.values())
    }
    seen: set[Place] = set()
    for row in rows:
        _check_place(report, row, known, wrong, standing.get(row.place))
        if row.place in seen:
            message = _("Deze betaler en geldstroom staan al op een regel van dit jaar. Vul het daar in.")
            wrong.note(f"stream-{row.key}", message)
        seen.add(row.place)
    _check_amounts(report, [row for row in rows if not _says_what_stands(row, standing.get(row.place))], by, wrong)
    wrong.settle()


def _says_what_stands(row: RowSaid, stands: Row | None) -> bool:
    """Whether a row says nothing new: it was checked when it came, and a page of many saves itself often."""
    if stands is None or (row.vat, row.taakveld) != (stands.vat, stands.taakveld):
        return False
    return all(
        amount is None or (amount == amount.quantize(CENT) and cents_of(amount) == stands.amounts.get(state))
        for state, amount in row.amounts.items()
    )


def _check_place(report: Report, row: RowSaid, known: Collection[int], wrong: Objections, stands: Row | None) -> None:
    if row.intervention.pk not in known:
        message = _("Deze organisatie doet niet mee aan deze interventie. Vraag het de programmamanager.")
        wrong.note(f"intervention-{row.key}", message)
    if row.year > report.period.year:
        message = _("Deze rapportage gaat over %(year)s. Kies dat jaar, of een eerder jaar om te verbeteren.")
        wrong.note(f"year-{row.key}", message % {"year": report.period.year})
    corrects = any(row.stood.values()) or bool(stands and stands.several) or _says_what_stands(row, stands)
    if row.stream.retired and not corrects:
        message = _("De geldstroom %(name)s is gestopt. Kies een andere.")
        wrong.note(f"stream-{row.key}", message % {"name": row.stream})


def _check_amounts(report: Report, rows: Sequence[RowSaid], by: Person, wrong: Objections) -> None:
    """Each amount by the rules of an entry; what is wrong with a whole row is said once."""
    entries = [(row, state, _entry(report, row, state)) for row in rows for state in row.given()]
    known = known_for([entry for _row, _state, entry in entries], by)
    replaced = Investment.objects.in_bulk({pk for row in rows for pk in row.stood.values() if pk})
    told: set[tuple[str, str]] = set()
    for row, state, entry in entries:
        stood = replaced.get(row.stood.get(state) or 0)
        try:
            check_entry(entry, row.given()[state], by, replaces=stood, known=known)
        except Refused as refusal:
            for place, message in _places(refusal, row, state):
                if (place, message) not in told:
                    wrong.note(place, message)
                    told.add((place, message))


def _places(refusal: Refused, row: RowSaid, state: str) -> Iterable[tuple[str, str]]:
    """Each objection to an amount with the cell at which it is told."""
    for name, messages in refusal.errors.items():
        place = f"{state}-{row.key}" if name == "amount" else f"{name or 'year'}-{row.key}"
        for message in messages:
            yield place, message


def _entry(report: Report, row: RowSaid, state: str) -> Investment:
    return tidy(
        Investment(
            intervention=row.intervention, payer=row.payer, spender=report.organisation, year=row.year,
            funding_stream=row.stream, state=state, vat=row.vat, nature=row.nature, taakveld=row.taakveld,
            note=row.note,
        )
    )  # fmt: skip


def put_rows(report: Report, rows: Sequence[RowSaid], within: Collection[int] | None) -> None:
    """Write the rows as lines. `within` are the interventions on the page: lines of others stay as they are."""
    lines = report.lines.all() if within is None else report.lines.filter(intervention__in=within)
    standing = {(place_of(line), line.state): line for line in lines}
    new: list[ReportLine] = []
    changed: list[ReportLine] = []
    for row in rows:
        for state in row.states():
            line = standing.pop((row.place, state), None) or _new_line(report, row, state)
            if _put_into(line, row, state):
                (changed if line.pk else new).append(line)
    # by many at once: a first save of a hundred rows wrote five hundred lines and as many of history one by one
    bulk_create_with_history(new, ReportLine)
    change_many(changed, SAID)
    remove_many(list(standing.values()))


def _new_line(report: Report, row: RowSaid, state: str) -> ReportLine:
    return ReportLine(
        report=report, intervention=row.intervention, payer=row.payer, funding_stream=row.stream, year=row.year,
        nature=row.nature, state=state,
    )  # fmt: skip


def _put_into(line: ReportLine, row: RowSaid, state: str) -> bool:
    """Let a line say what the row says of a state; whether it did not say so already."""
    said: dict[str, Any] = {
        "amount_cents": cents_of(row.amounts.get(state)),
        "vat": row.vat,
        "taakveld": row.taakveld.strip(),
        "note": one_line(row.note),
        "stood_id": row.stood.get(state),
    }
    if line.pk and all(getattr(line, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(line, name, value)
    return True


def cents_of(amount: Decimal | None) -> int | None:
    return None if amount is None else to_cents(amount)


def put_outputs(report: Report, outputs: Sequence[OutputSaid]) -> None:
    standing = {one.output_id: one for one in report.outputs.all()}
    new: list[ReportedOutput] = []
    changed: list[ReportedOutput] = []
    for said in outputs:
        row = standing.get(said.output.pk)
        if row is None and said.realised == said.output.realised:
            continue
        row = row or ReportedOutput(report=report, output=said.output)
        if row.pk is None or row.realised != said.realised:
            row.realised = said.realised
            (changed if row.pk else new).append(row)
    bulk_create_with_history(new, ReportedOutput)
    change_many(changed, ["realised"])


def check_totals(totals: Mapping[str, Decimal], sums: Mapping[str, int | None]) -> None:
    """Each total that was given equals the sum of its lines, to the cent. Raises Refused (`total-<state>`)."""
    from charts.wording import euros

    wrong = Objections()
    for state, total in totals.items():
        name = MoneyState(state).label
        try:
            cents = to_cents(total)
        except AmountError as error:
            wrong.note(f"total-{state}", str(error))
            continue
        if cents != (sums.get(state) or 0):
            wrong.note(
                f"total-{state}",
                _(
                    "Het totaal %(state)s is %(total)s, maar de regels zijn samen %(sum)s. Pas een regel of het "
                    "totaal aan; een leeg totaal vergelijken wij niet."
                )
                % {"state": name, "total": euros(cents), "sum": euros(sums.get(state) or 0)},
            )
    wrong.settle()
