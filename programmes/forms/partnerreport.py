"""The report of a partner in a period: a table in which each row is a payer and stream, each cell an amount."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros
from programmes.forms.base import ServiceForm, WholeField
from programmes.forms.report import AmountField
from programmes.models import FundingStream, Intervention, Report, ReportedOutput
from programmes.reports.compared import Difference, differences
from programmes.reports.payers import payers_for, streams_for
from programmes.reports.rows import Row, blank_row, correctable_interventions, outputs_of, rows_in_ledger, rows_of
from programmes.services import Conflict, OutputSaid, RowSaid
from programmes.services.reportrows import cents_of
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation

MOST_ROWS = 150  # what one page may send
PLACES = ("payer", "stream", "year", "nature")


@dataclass(frozen=True)
class CellShown:
    """A cell to type in, or the sum of several entries that are corrected one by one."""

    name: str
    field: forms.BoundField | None
    stood: forms.BoundField | None
    several: str
    counts: bool


@dataclass(frozen=True)
class RowShown:
    """A row as the table shows it; its place is chosen where the row is new, and stands fast otherwise."""

    row: Row
    first: bool
    last: bool
    hidden: list[forms.BoundField]
    chosen: list[forms.BoundField]
    details: list[forms.BoundField]
    cells: list[CellShown]
    open: bool


class ReportTable(ServiceForm):
    """The rows of some interventions of a report, its outputs and its note, saved by `fill_report`."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Toelichting bij het geheel"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, report: Report, interventions: list[Intervention], by: Any, typed: Any = None,
        extra: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        """With `typed` (what was sent) nothing is saved or judged yet: it stands there again, with the `extra` row."""
        super().__init__(data, initial=typed.dict() if typed else {"version": report.version, "note": report.note})
        self.report, self.by, self.interventions = report, by, interventions
        self.sent = typed if data is None else data
        self.payers = {str(one.pk): one for one in payers_for(report, by)}
        self.streams = {str(one.pk): one for one in streams_for()}
        self.standing = rows_of(report, interventions)
        self.outputs = outputs_of(report, interventions)
        self.rows = self._sent_rows() if self.sent else list(self.standing)
        self.rows += self._extra_rows(extra)
        for place, row in enumerate(self.rows):
            self._add_row(place, row)
        self._add_totals_and_outputs()

    def _sent_rows(self) -> list[Row]:
        """The rows as they were sent, with what the server knows of each place."""
        known = {str(one.pk): one for one in correctable_interventions(self.report)} | {
            str(one.pk): one for one in self.interventions
        }
        standing = {row.place: row for row in self.standing}
        found = []
        for place in range(min(_whole(self.sent.get("rows")), MOST_ROWS)):
            intervention = known.get(self.sent.get(f"intervention-{place}", ""))
            if intervention is None:
                continue
            row = self._sent_row(place, intervention)
            if (stands := standing.get(row.place)) is not None:
                row.several, row.before, row.remark = stands.several, stands.before, stands.remark
            found.append(row)
        return found

    def _sent_row(self, place: int, intervention: Intervention) -> Row:
        sent = self.sent
        return Row(
            intervention,
            self.payers.get(sent.get(f"payer-{place}", "")),
            self.streams.get(sent.get(f"stream-{place}", "")),
            _whole(sent.get(f"year-{place}")) or self.report.period.year,
            sent.get(f"nature-{place}") or Nature.INVESTMENT,
            is_new=bool(sent.get(f"new-{place}")),
        )

    def _extra_rows(self, extra: tuple[int, int] | None) -> list[Row]:
        """A row to fill in; of an earlier year what stands there, to correct."""
        known = {one.pk: one for one in correctable_interventions(self.report)} if extra else {}
        if extra is None or extra[0] not in known or len(self.rows) >= MOST_ROWS:
            return []
        intervention, year = known[extra[0]], extra[1]
        earlier = year < self.report.period.year
        stands = rows_in_ledger(self.report.organisation, [intervention], [year]) if earlier else []
        here = {row.place for row in self.rows}
        return [row for row in stands if row.place not in here] or [blank_row(intervention, self.report, year)]

    def _add_row(self, place: int, row: Row) -> None:
        add = self.fields.__setitem__
        add(f"intervention-{place}", forms.IntegerField(widget=forms.HiddenInput, initial=row.intervention.pk))
        add(
            f"new-{place}", forms.CharField(widget=forms.HiddenInput, required=False, initial="1" if row.is_new else "")
        )
        add(f"payer-{place}", self._choice(_("Betaler"), self.payers, row.payer, row))
        streams = {pk: one for pk, one in self.streams.items() if one == row.stream or not one.retired}
        add(f"stream-{place}", self._choice(_("Geldstroom"), streams, row.stream, row))
        first = max(row.intervention.start_year, row.intervention.programme.start_year)
        years = {str(year): year for year in range(self.report.period.year, first - 1, -1)} | {str(row.year): row.year}
        add(f"year-{place}", self._choice(_("Jaar"), years, row.year, row))
        add(f"nature-{place}", self._words(_("Aard"), Nature.choices, row.nature, hidden=not row.is_new))
        add(f"vat-{place}", self._words(_("Btw"), Vat.choices, row.vat))
        if self.report.organisation.kind == OrganisationKind.GEMEENTE:
            help_text = _("Zoals 6.3. Leeg is: dat van de interventie.")
            field = forms.CharField(label=_("Taakveld"), required=False, max_length=8, help_text=help_text)
            add(f"taakveld-{place}", field)
            field.initial = row.taakveld
        add(f"note-{place}", forms.CharField(label=_("Toelichting"), required=False, max_length=300, initial=row.note))
        self._add_cells(place, row)

    def _add_cells(self, place: int, row: Row) -> None:
        for state in MoneyState:
            if state in row.several:
                continue
            cents = row.amounts.get(state)
            self.fields[f"{state}-{place}"] = AmountField(
                label=f"{row.intervention.title}, {state.label}, {row.year}",
                required=False,
                initial=None if cents is None else Decimal(cents) / 100,
            )
            self.fields[f"stood-{state}-{place}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=row.stood.get(state)
            )

    def _add_totals_and_outputs(self) -> None:
        for state in MoneyState:
            label = _("Controletotaal %(state)s") % {"state": state.label}
            self.fields[f"total-{state}"] = AmountField(label=label, required=False)
        for said in self.outputs:
            title = f"{said.output.intervention.title}: {said.output.name}"
            self.fields[f"output-{said.output_id}"] = WholeField(label=title, initial=said.realised)

    def _choice(self, label: str, options: dict[str, Any], chosen: Any, row: Row) -> forms.TypedChoiceField:
        empty = [] if chosen else [("", _("kies"))]
        return forms.TypedChoiceField(
            label=label,
            choices=[*empty, *((key, str(one)) for key, one in options.items())],
            coerce=options.get,
            initial=str(getattr(chosen, "pk", chosen or "")),
            widget=forms.Select if row.is_new else forms.HiddenInput,
            required=False,
        )

    def _words(self, label: str, choices: Any, chosen: str, *, hidden: bool = False) -> forms.ChoiceField:
        widget = forms.HiddenInput if hidden else forms.Select
        return forms.ChoiceField(label=label, choices=choices, initial=chosen, widget=widget)

    def shown(self) -> Iterable[RowShown]:
        """The rows as the table shows them."""
        before = None
        for place, row in enumerate(self.rows):
            after = self.rows[place + 1].intervention if place + 1 < len(self.rows) else None
            parts = [self[f"{name}-{place}"] for name in PLACES]
            details = [self[f"{n}-{place}"] for n in ("vat", "taakveld", "note") if f"{n}-{place}" in self.fields]
            yield RowShown(
                row,
                first=row.intervention != before,
                last=row.intervention != after,
                hidden=[self[f"intervention-{place}"], self[f"new-{place}"], *(p for p in parts if p.is_hidden)],
                chosen=[part for part in parts if not part.is_hidden],
                details=details,
                cells=[self._cell(state, place, row) for state in MoneyState],
                open=row.stream is None or any(part.errors for part in (*parts, *details)),
            )
            before = row.intervention

    def _cell(self, state: MoneyState, place: int, row: Row) -> CellShown:
        counts = row.nature == Nature.INVESTMENT
        if state in row.several:
            return CellShown(str(state.label), None, None, euros(row.several[state]), counts)
        return CellShown(str(state.label), self[f"{state}-{place}"], self[f"stood-{state}-{place}"], "", counts)

    def total_fields(self) -> list[forms.BoundField]:
        return [self[f"total-{state}"] for state in MoneyState]

    def output_fields(self) -> list[tuple[ReportedOutput, forms.BoundField]]:
        return [(said, self[f"output-{said.output_id}"]) for said in self.outputs]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for place, row in enumerate(self.rows):
            if self._says_something(place):
                for name in ("payer", "stream"):
                    if not said.get(f"{name}-{place}") and f"{name}-{place}" not in self.errors:
                        self.add_error(f"{name}-{place}", _("Kies er een uit de lijst."))
                row.payer, row.stream = said.get(f"payer-{place}"), said.get(f"stream-{place}")
        return said

    def _says_something(self, place: int) -> bool:
        said = self.cleaned_data
        names = [f"{state}-{place}" for state in MoneyState]
        amounts = any(said.get(name) is not None or said.get(f"stood-{name}") for name in names)
        return amounts or bool(said.get(f"note-{place}"))

    def said(self) -> dict[str, Any]:
        """What `fill_report` takes; rows in which nothing was filled in are left out."""
        return {
            "version": self.cleaned_data["version"],
            "note": self.cleaned_data["note"],
            "rows": [self._row_said(place) for place in range(len(self.rows)) if self._says_something(place)],
            "outputs": [
                OutputSaid(name, one.output, self.cleaned_data[name])
                for one in self.outputs
                if (name := f"output-{one.output_id}") in self.data
            ],
            "within": {row.intervention.pk for row in self.rows} | {one.pk for one in self.interventions},
            "totals": self._totals(),
        }

    def _totals(self) -> dict[str, Decimal]:
        typed = {str(state): self.cleaned_data.get(f"total-{state}") for state in MoneyState}
        return {state: total for state, total in typed.items() if total is not None}

    def _row_said(self, place: int) -> RowSaid:
        said, row = self.cleaned_data, self.rows[place]
        typed = [state for state in MoneyState if f"{state}-{place}" in self.fields]
        payer: Organisation = said[f"payer-{place}"]
        stream: FundingStream = said[f"stream-{place}"]
        return RowSaid(
            str(place), row.intervention, payer, stream,
            year=said[f"year-{place}"] or row.year,
            nature=said[f"nature-{place}"],
            vat=said[f"vat-{place}"],
            taakveld=said.get(f"taakveld-{place}", row.taakveld),
            note=said[f"note-{place}"],
            amounts={str(state): said[f"{state}-{place}"] for state in typed},
            stood={str(state): said[f"stood-{state}-{place}"] for state in typed},
        )  # fmt: skip

    def typed_rows(self) -> list[Row]:
        """The rows as they were typed, to be compared with those that stand."""
        return [
            Row(
                one.intervention, one.payer, one.stream, one.year, one.nature, vat=one.vat, note=one.note,
                taakveld=one.taakveld, amounts={state: cents_of(amount) for state, amount in one.amounts.items()},
            )
            for one in self.said()["rows"]
        ]  # fmt: skip

    def _take_conflict(self, conflict: Conflict) -> None:
        """Show both versions, add what the other put in, and let a second "save" be made on what stands now."""
        self.conflict = True
        self._take(conflict)
        now = conflict.saved
        standing, typed = rows_of(now, self.interventions), self.typed_rows()
        self.differences = differences(standing, typed)
        if now.note != self.cleaned_data["note"]:
            self.differences.append(Difference(_("Toelichting bij het geheel"), now.note, self.cleaned_data["note"]))
        self.data = self.data.copy()
        self.data["version"] = str(now.version)
        here = {row.place for row in typed}
        for row in standing:
            if row.place not in here and not row.is_empty():
                self._add_row(len(self.rows), row)
                self._send(len(self.rows), row)
                self.rows.append(row)

    def _send(self, place: int, row: Row) -> None:
        """As if it had been sent along: a bound form shows only what was sent."""
        for name in self.fields:
            if name.endswith(f"-{place}") and name.rpartition("-")[2] == str(place):
                value = self.fields[name].initial
                self.data[name] = str(self.fields[name].prepare_value(value)) if value not in (None, "") else ""

    @property
    def row_count(self) -> int:
        return len(self.rows)


def _whole(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else 0
