"""What a manager says of a report: accepted, or sent back with remarks on rows and on the whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.forms.base import ServiceForm
from programmes.models import Report, ReportedOutput
from programmes.reports.compared import Difference, seen_and_now
from programmes.reports.rows import Place, place_of
from programmes.services import Conflict, Refused


class JudgeForm(ServiceForm):
    """The version that was seen, what each line said then (`seen`), and a remark for each row, at its first line.

    The `outputs` that are told get a remark each too.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    remark = forms.CharField(
        label=gettext_lazy("Opmerking bij het geheel"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    override = forms.CharField(
        label=gettext_lazy("Reden om boven het plafond te gaan"),
        help_text=gettext_lazy(
            "Alleen nodig als het plafond anders wordt overschreden. De reden blijft bij de boeking staan."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, report: Report, outputs: Sequence[ReportedOutput] = ()) -> None:
        lines = list(report.lines.select_related("intervention").order_by("pk"))
        initial = {"version": report.version, "remark": report.remark, "seen": written(lines)}
        super().__init__(data, initial=initial)
        self.first_of: dict[Place, int] = {}
        self.row_of: dict[int, int] = {}
        remarks: dict[int, str] = {}
        for line in lines:
            first = self.first_of.setdefault(place_of(line), line.pk)
            self.row_of[line.pk] = first
            remarks[first] = remarks.get(first) or line.remark
            if first == line.pk:
                label = f"{line.intervention.title}, {line.year}"
                self.fields[f"remark-{first}"] = forms.CharField(label=label, required=False, max_length=300)
        for first, said in remarks.items():
            self.fields[f"remark-{first}"].initial = said
        self.outputs = {one.output_id: one for one in outputs}
        for pk, one in self.outputs.items():
            label = f"{one.output.intervention.title}: {one.output.name}"
            self.fields[f"result-{pk}"] = forms.CharField(
                label=label, required=False, max_length=300, initial=one.remark
            )

    @property
    def asks_override(self) -> bool:
        """Whether a reason to go beyond a ceiling is asked, or was given."""
        return bool(self["override"].errors or self["override"].value())

    def remarks(self) -> dict[int, str]:
        return {first: self.cleaned_data[f"remark-{first}"] for first in self.first_of.values()}

    def remarks_on_outputs(self) -> dict[int, str]:
        return {pk: self.cleaned_data[f"result-{pk}"] for pk in self.outputs}

    def field_at(self, place: Place) -> forms.BoundField | None:
        """Where the remark on a row is typed; none for a row that the report does not hold."""
        first = self.first_of.get(place)
        return None if first is None else self[f"remark-{first}"]

    def field_of(self, said: ReportedOutput) -> forms.BoundField | None:
        """Where the remark on an output is typed; none where it came in since this was sent."""
        name = f"result-{said.output_id}"
        return self[name] if name in self.fields else None

    def _take(self, refusal: Refused) -> None:
        """What the ledger refuses is keyed `<state>-<pk of the line>`: it is told at the remark on its row."""
        keys = {name: name.rpartition("-")[2] for name in refusal.errors}
        rows = {name: self.row_of.get(int(pk)) for name, pk in keys.items() if pk.isdigit()}
        self.places = {name: f"remark-{first}" for name, first in rows.items() if first}
        super()._take(refusal)

    def _take_conflict(self, conflict: Conflict) -> None:
        """Beside each other: what this person saw, and what the report says now."""
        self.conflict = True
        self._take(conflict)
        lines = list(conflict.saved.lines.select_related("intervention", "payer", "funding_stream"))
        self.differences = seen_and_now(read(self.cleaned_data["seen"]), lines)
        self.differences += self._remarks_typed(conflict.saved)
        self.data = self.data.copy()
        self.data["version"], self.data["seen"] = str(conflict.saved.version), written(lines)

    def _remarks_typed(self, now: Report) -> list[Difference]:
        """What this person wrote; where the report can be judged no more there is no field left to show it in."""
        saved = {line.pk: line.remark for line in now.lines.all()}
        typed = {pk: self.cleaned_data[f"remark-{pk}"] for pk in self.first_of.values()}
        found = [
            Difference(_("Opmerking: %(row)s") % {"row": self.fields[f"remark-{pk}"].label}, saved.get(pk, ""), said)
            for pk, said in typed.items()
            if said and said != saved.get(pk)
        ]
        found += [
            Difference(_("Opmerking: %(row)s") % {"row": self.fields[f"result-{pk}"].label}, one.remark, said)
            for pk, one in self.outputs.items()
            if (said := self.cleaned_data[f"result-{pk}"]) and said != one.remark
        ]
        if self.cleaned_data["remark"] and self.cleaned_data["remark"] != now.remark:
            label = _("Opmerking bij het geheel")
            found.append(Difference(label, now.remark or _("(leeg)"), self.cleaned_data["remark"]))
        return found


def written(lines: Any) -> str:
    """What lines say, to be sent along: `12:45000 13:`."""
    return " ".join(f"{line.pk}:{'' if line.amount_cents is None else line.amount_cents}" for line in lines)


def read(text: str) -> dict[int, int | None]:
    pairs = (part.partition(":") for part in text.split())
    return {
        int(pk): int(cents) if cents else None
        for pk, _colon, cents in pairs
        if pk.isdigit() and (cents.isdigit() or not cents)
    }


class StepForm(ServiceForm):
    """A step that says nothing but the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
