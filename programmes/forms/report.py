"""The report of an organisation over a year: a table of amounts, each cell with its own error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros, number
from programmes.amounts import AmountError, parse_euros
from programmes.forms.base import ServiceForm
from programmes.models import FundingStream, Intervention, Investment
from programmes.reporting import Line, Reported
from programmes.services import Cell, Refused, save_report
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation

MOST_LINES = 20
DETAILS = ("vat", "taakveld")


def taakveld_field(help_text: Any) -> forms.CharField:
    """Where a gemeente books an amount; what it must hold to, the service says."""
    typed = forms.TextInput(attrs={"class": "wa-short", "autocomplete": "off"})
    return forms.CharField(
        label=gettext_lazy("Taakveld"), max_length=8, required=False, widget=typed, help_text=help_text
    )


def details_said(details: Iterable[forms.BoundField], intervention: Intervention) -> str:
    """What stands beside payer and stream of a line, so that one knows what there is to open."""
    said = {one.name.split("-")[0]: str(one.value() or "") for one in details}
    told = [str(Vat(said["vat"]).label) if said["vat"] in Vat.values else _("btw verschilt")]
    if "taakveld" in said:
        code = said["taakveld"] or intervention.taakveld
        told.append(_("taakveld %(code)s") % {"code": code} if code else _("nog geen taakveld"))
    return ", ".join(told)


class WhichReport(forms.Form):
    """Of which organisation one reports; asked by GET."""

    organisatie = forms.ChoiceField(label=gettext_lazy("Organisatie"))
    jaar = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["organisatie"].choices = [(one.slug, one.name) for one in organisations]


class AmountField(forms.CharField):
    """Euros as a Dutch person types them; cleaned to Decimal, or None where nothing is reported."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "wa-amount"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_euros(text)
        except AmountError as error:
            raise forms.ValidationError(str(error))

    def prepare_value(self, value: Any) -> Any:
        return number(value, 2) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class CellShown:
    """A state of a line: a field to type in, or the sum of several entries that are corrected one by one."""

    state: str
    name: str
    field: forms.BoundField | None
    stood: forms.BoundField | None
    several: str = ""


@dataclass(frozen=True)
class LineShown:
    intervention: Intervention
    first: bool
    last: bool
    payer: forms.BoundField
    stream: forms.BoundField
    payer_name: str
    stream_name: str
    details: list[forms.BoundField]  # btw, and the taakveld of a gemeente
    details_said: str
    cells: list[CellShown]
    open: bool  # payer and stream must be chosen, or something in there is wrong


class ReportForm(ServiceForm):
    """All lines of one organisation and year, each with a cell for every state of money."""

    def __init__(self, data: Any = None, *, rows: list[Reported], organisation: Organisation, year: int, by: Any,
                 typed: Any = None, extra: int | None = None) -> None:  # fmt: skip
        """With `typed` (what was sent) nothing is saved or judged yet: it stands there again, with the `extra` line."""
        super().__init__(data, initial=typed.dict() if typed else None)
        self.typed = typed if data is None else data
        self.organisation, self.year, self.by = organisation, year, by
        self.payers = {str(one.pk): one for one in Organisation.objects.visible_to(by).order_by("kind", "name")}
        self.streams = {str(one.pk): one for one in FundingStream.objects.all()}
        self.fields["override"] = forms.CharField(
            label=gettext_lazy("Reden om boven het plafond te gaan"), max_length=300, required=False
        )
        self.rows = [Reported(row.intervention, self._lines(row, extra)) for row in rows]
        for row in self.rows:
            for place, line in enumerate(row.lines):
                self._add_line(row.intervention, place, line)

    def _lines(self, row: Reported, extra: int | None) -> list[Line]:
        """What stands, and the lines that were added on the page."""
        sent = str((self.typed or {}).get(f"lines-{row.intervention.pk}", ""))
        asked = (int(sent) if sent.isascii() and sent.isdigit() else len(row.lines)) - len(row.lines)
        asked += int(extra == row.intervention.pk and not self.is_bound)
        spare = [Line(self.organisation.pk, 0) for _place in range(max(0, min(asked, MOST_LINES)))]
        return [*row.lines, *spare]

    def _add_line(self, intervention: Intervention, place: int, line: Line) -> None:
        key = f"{intervention.pk}-{place}"
        self.fields[f"payer-{key}"] = self._choice(gettext_lazy("Betaler"), self.payers, line.payer, line)
        streams = {pk: one for pk, one in self.streams.items() if not (line.is_new and one.retired)}
        self.fields[f"stream-{key}"] = self._choice(gettext_lazy("Geldstroom"), streams, line.stream, line)
        self._add_details(key, line)
        for state in MoneyState:
            standing = line.entries.get(state, [])
            if len(standing) > 1 and f"{state}-{key}" not in self.data:
                continue
            label = f"{intervention.title}, {state.label}"
            entry = standing[0] if standing else None
            self.fields[f"{state}-{key}"] = AmountField(
                label=label, required=False, initial=entry.amount if entry else None
            )
            self.fields[f"stood-{state}-{key}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=entry.pk if entry else None
            )

    def _add_details(self, key: str, line: Line) -> None:
        """Btw and taakveld of a line; where its amounts differ in one, nothing changes unless another is chosen."""
        entries = [entry for standing in line.entries.values() for entry in standing]
        vats = {entry.vat for entry in entries} or {str(Vat.UNKNOWN)}
        differs = [("", _("verschilt per bedrag"))] if len(vats) > 1 else []
        self.fields[f"vat-{key}"] = forms.ChoiceField(
            label=_("Btw"), choices=[*differs, *Vat.choices], initial="" if differs else vats.pop(), required=False
        )
        if self.organisation.kind != OrganisationKind.GEMEENTE:
            return
        codes = {entry.taakveld for entry in entries}
        field = taakveld_field(_("Zoals 6.3. Leeg is: dat van de interventie, of zoals het stond."))
        field.initial = codes.pop() if len(codes) == 1 else ""
        self.fields[f"taakveld-{key}"] = field

    def _choice(self, label: Any, options: dict[str, Any], chosen: int, line: Line) -> forms.TypedChoiceField:
        return forms.TypedChoiceField(
            label=label,
            choices=[*([] if chosen else [("", _("kies"))]), *((key, str(one)) for key, one in options.items())],
            coerce=options.get,
            initial=str(chosen),
            widget=forms.Select if line.is_new else forms.HiddenInput,
        )

    @property
    def asks_override(self) -> bool:
        """Whether a reason to go beyond a ceiling is asked, or was given."""
        return bool(self["override"].errors or self["override"].value())

    def lines(self) -> Iterable[LineShown]:
        """The lines as the table shows them."""
        for row in self.rows:
            for place, line in enumerate(row.lines):
                key = f"{row.intervention.pk}-{place}"
                payer, stream = self[f"payer-{key}"], self[f"stream-{key}"]
                details = [self[f"{name}-{key}"] for name in DETAILS if f"{name}-{key}" in self.fields]
                yield LineShown(
                    intervention=row.intervention,
                    first=place == 0,
                    last=place == len(row.lines) - 1,
                    payer=payer,
                    stream=stream,
                    payer_name=str(self.payers.get(str(payer.value()), "")),
                    stream_name=str(self.streams.get(str(stream.value()), _("kies een geldstroom"))),
                    details=details,
                    details_said=details_said(details, row.intervention),
                    cells=[self._cell(state, key, line) for state in MoneyState],
                    open=not line.stream or any(one.errors for one in (payer, stream, *details)),
                )

    def counts(self) -> list[tuple[str, int]]:
        """How many lines each intervention has on the page."""
        return [(f"lines-{row.intervention.pk}", len(row.lines)) for row in self.rows]

    def _cell(self, state: MoneyState, key: str, line: Line) -> CellShown:
        name = f"{state}-{key}"
        if name not in self.fields:
            several = euros(sum(entry.amount_cents for entry in line.entries[state]))
            return CellShown(state, str(state.label), None, None, several)
        return CellShown(state, str(state.label), self[name], self[f"stood-{name}"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for row in self.rows:
            seen: set[tuple[Any, Any]] = set()
            for place in range(len(row.lines)):
                key = f"{row.intervention.pk}-{place}"
                pair = (said.get(f"payer-{key}"), said.get(f"stream-{key}"))
                if pair in seen and self._has_amounts(key):
                    self.add_error(
                        f"stream-{key}",
                        _("Deze betaler en geldstroom staan al op een regel hierboven. Vul het daar in."),
                    )
                seen.add(pair)
        return said

    def _has_amounts(self, key: str) -> bool:
        return any(self.cleaned_data.get(f"{state}-{key}") is not None for state in MoneyState)

    def save(self) -> bool:
        """Save what changed; False where a cell was refused, with the reason at the cell."""
        cells = list(self._cells())
        try:
            self.saved = save_report(cells=cells, by=self.by, override=self.cleaned_data["override"])
        except Refused as refusal:
            self._take(refusal)
            self._show_what_stands_now(cells)
        return not self.errors

    def written(self) -> list[Investment]:
        """What was sent, as entries: to tell of the ceilings that they fill."""
        return [cell.blank() for cell in self._cells() if cell.amount is not None]

    def _cells(self) -> Iterable[Cell]:
        said = self.cleaned_data
        for row in self.rows:
            for place in range(len(row.lines)):
                key = f"{row.intervention.pk}-{place}"
                for state in MoneyState:
                    if f"{state}-{key}" in self.fields:
                        yield Cell(
                            key=f"{state}-{key}",
                            intervention=row.intervention,
                            payer=said[f"payer-{key}"],
                            spender=self.organisation,
                            year=self.year,
                            funding_stream=said[f"stream-{key}"],
                            state=str(state),
                            amount=said[f"{state}-{key}"],
                            stood=said[f"stood-{state}-{key}"],
                            places={name: f"{name}-{key}" for name in DETAILS if f"{name}-{key}" in self.fields},
                            **self._details_said(key, new=said[f"stood-{state}-{key}"] is None),
                        )

    def _details_said(self, key: str, *, new: bool) -> dict[str, str]:
        """What a new amount says of itself; of one that stood only what was chosen anew."""
        names = [f"{name}-{key}" for name in DETAILS if f"{name}-{key}" in self.fields]
        said = [name for name in names if new or name in self.changed_data]
        return {name.split("-")[0]: self.cleaned_data[name] for name in said}

    def _show_what_stands_now(self, cells: list[Cell]) -> None:
        """After a refusal the next save is made on what stands now: the person has read of it at the cell."""
        self.data = self.data.copy()
        places = {(cell.intervention.pk, cell.payer.pk, cell.funding_stream.pk, cell.state): cell for cell in cells}
        standing = Investment.objects.in_hand().filter(
            nature=Nature.INVESTMENT,
            spender=self.organisation,
            year=self.year,
            intervention__in={key[0] for key in places},
        )
        now = {(one.intervention_id, one.payer_id, one.funding_stream_id, one.state): one.pk for one in standing}
        for place, cell in places.items():
            if cell.key in self.errors:
                self.data[f"stood-{cell.key}"] = str(now.get(place, ""))
