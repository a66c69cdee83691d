"""Forms for how a programme goes: a milestone, a risk, a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import number
from programmes.forms.base import Group, VersionedForm, WholeField
from programmes.models import Document, Intervention, Programme
from programmes.services import OutputLine
from programmes.vocabulary import DecidedBy, Likelihood
from stakeholders.models import Organisation


class DayField(forms.DateField):
    """A day, chosen or typed as 31-12-2026."""

    default_error_messages = {"invalid": gettext_lazy("Typ een dag als 31-12-2026.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "wa-short"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)


class RowForm(VersionedForm):
    """A form for a row of a programme; without a version (`new`) where there is none yet."""

    def __init__(self, *args: Any, new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if new:
            del self.fields["version"]

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class MilestoneForm(RowForm):
    name = forms.CharField(
        label=gettext_lazy("Mijlpaal"), max_length=120,
        help_text=gettext_lazy("Wat is er dan klaar? Bijvoorbeeld: eerste bewoners terug in hun huis."),
    )  # fmt: skip
    due_on = DayField(label=gettext_lazy("Gepland op"), help_text=gettext_lazy("De dag waarop het bereikt moet zijn."))
    reached_on = DayField(
        label=gettext_lazy("Gehaald op"), required=False,
        help_text=gettext_lazy("Leeg is: nog niet gehaald."),
    )  # fmt: skip

    def layout(self) -> Iterable[Group]:
        yield Group("", names=("name",))
        yield Group("", names=("due_on", "reached_on"), side_by_side=True)


class OutputsForm(VersionedForm):
    """How much of each output was realised; what was planned stands beside it and is changed elsewhere."""

    def __init__(self, *args: Any, intervention: Intervention, **kwargs: Any) -> None:
        self.outputs = list(intervention.outputs.order_by("pk"))
        super().__init__(*args, **kwargs)
        for one in self.outputs:
            planned = _("Gepland: %(number)s.") % {"number": number(one.planned, 0)} if one.planned is not None else ""
            self.fields[f"realised_{one.pk}"] = WholeField(label=one.name, help_text=planned)
            self.fields[f"counted_{one.pk}"] = DayField(
                label=_("Geteld op"), required=False,
                help_text=_("Op welke dag waren het er zoveel? Leeg is: de dag waarop u dit invult."),
            )  # fmt: skip
        if self.outputs:
            self.places = {"outputs": f"realised_{self.outputs[0].pk}"}

    def layout(self) -> Iterable[Group]:
        for one in self.outputs:
            yield Group(one.name, names=(f"realised_{one.pk}", f"counted_{one.pk}"), side_by_side=True)

    def initial_of(self, row: Intervention) -> dict[str, Any]:
        found: dict[str, Any] = {"version": row.version}
        for one in row.outputs.all():
            found |= {f"realised_{one.pk}": one.realised, f"counted_{one.pk}": one.counted_on}
        return found

    def clean(self) -> dict[str, Any]:
        """The day that was filled in before belongs to the number that stood: with another number it says nothing."""
        said = super().clean() or {}
        for one in self.outputs:
            name = f"counted_{one.pk}"
            if said.get(f"realised_{one.pk}") != one.realised and said.get(name) == one.counted_on:
                said[name] = None
        return said

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        lines = [
            OutputLine(one.name, one.planned, said[f"realised_{one.pk}"], said[f"counted_{one.pk}"])
            for one in self.outputs
        ]
        return {**self.said_version(), "outputs": lines}


class AboutForm(RowForm):
    """A form for a row about a whole programme, or about one of its interventions (chosen once)."""

    intervention = forms.ModelChoiceField(
        Intervention.objects.none(), label=gettext_lazy("Waarover"),
        help_text=gettext_lazy("Eén interventie, of het programma als geheel."), required=False,
        empty_label=gettext_lazy("het hele programma"),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.fields["intervention"].queryset = programme.interventions.order_by("title")
        if "version" in self.fields:
            del self.fields["intervention"]


class RiskForm(AboutForm):
    name = forms.CharField(
        label=gettext_lazy("Risico"), max_length=160,
        help_text=gettext_lazy("Wat kan er misgaan? Bijvoorbeeld: de aannemer heeft te weinig mensen."),
    )  # fmt: skip
    likelihood = forms.TypedChoiceField(
        label=gettext_lazy("Kans"),
        help_text=gettext_lazy("Hoe waarschijnlijk is het dat dit gebeurt?"),
        choices=Likelihood.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    effect = forms.TypedChoiceField(
        label=gettext_lazy("Gevolg"), choices=Likelihood.choices, coerce=int, widget=forms.RadioSelect,
        help_text=gettext_lazy("Hoe erg is het voor bewoners, tijd of geld?"),
    )  # fmt: skip
    measure = forms.CharField(
        label=gettext_lazy("Wat we eraan doen"),
        help_text=gettext_lazy("Zolang dit leeg is, staat een zwaar risico bij “Wat op u wacht”."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Wie erop let"),
        help_text=gettext_lazy("De organisatie die waarschuwt als het misgaat."), required=False,
        empty_label=gettext_lazy("nog niemand"),
    )  # fmt: skip
    closed_on = DayField(
        label=gettext_lazy("Afgesloten op"), required=False,
        help_text=gettext_lazy("Is het gevaar voorbij? Een afgesloten risico blijft te lezen. Leeg is: nog open."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        visible = Organisation.objects.visible_to(by)
        here = visible.working_in([programme.gemeente.code]).values("pk")
        chosen = [pk for pk in [self.initial.get("owner")] if pk]
        near = Q(pk__in=here) | Q(gemeente=None) | Q(pk__in=chosen)
        self.fields["owner"].queryset = visible.filter(near).order_by("name")

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "owner": row.owner_id}


class DecisionForm(AboutForm):
    name = forms.CharField(
        label=gettext_lazy("Besluit"), max_length=160,
        help_text=gettext_lazy("Bijvoorbeeld: de sloop van de Kadeflat gaat door."),
    )  # fmt: skip
    taken_on = DayField(
        label=gettext_lazy("Genomen op"), help_text=gettext_lazy("De dag van het besluit, niet die van de uitvoering.")
    )
    taken_by = forms.ChoiceField(
        label=gettext_lazy("Genomen door"),
        help_text=gettext_lazy("Wie het besluit mocht nemen."),
        choices=DecidedBy.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Wat er is besloten, en waarom"), required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Staat het programma openbaar? Dan leest iedereen dit. Noem geen bewoners bij naam."),
    )  # fmt: skip
    document = forms.ModelChoiceField(
        Document.objects.none(), label=gettext_lazy("Document"), required=False, empty_label=gettext_lazy("geen"),
        help_text=gettext_lazy("Het document moet al bij dit programma staan."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        self.fields["document"].queryset = Document.objects.visible_to(by).filter(programme=programme)

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "document": row.document_id}
