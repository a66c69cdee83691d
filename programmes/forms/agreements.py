"""Forms for an agreement with its days, for its next step, and for a promise in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import listing
from programmes import services
from programmes.forms.base import Group, VersionedForm, WholeField, YearField
from programmes.forms.progress import DayField, RowForm
from programmes.forms.report import AmountField
from programmes.models import Agreement, Commitment, Document, Intervention, Output, Programme
from programmes.promises import suggested_outputs
from programmes.services import DeadlineLine, cycle_of
from programmes.services.agreements import SIGNERS
from programmes.vocabulary import AgreementKind
from stakeholders.models import Organisation, Person

SPARE_DEADLINES = 2
PLAIN = ("kind", "name", "parties", "first_year", "last_year", "summary", "document")


class PartyField(forms.ModelMultipleChoiceField):
    """Organisations with their kind, those that sign prestatieafspraken first."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Organisation) -> str:
        return f"{obj.name} ({obj.get_kind_display()})"


class AgreementForm(RowForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        help_text=gettext_lazy(
            "Prestatieafspraken kennen elk jaar een bod en een ondertekening; een convenant loopt langer."
        ),
        choices=AgreementKind.choices,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        help_text=gettext_lazy("Zo staat zij in lijsten en bij haar toezeggingen."),
        max_length=120,
    )
    parties = PartyField(
        Organisation.objects.none(), label=gettext_lazy("Partijen"),
        help_text=gettext_lazy(
            "Prestatieafspraken worden getekend door gemeente, woningcorporatie en huurdersorganisatie."
        ),
    )  # fmt: skip
    first_year = YearField(label=gettext_lazy("Eerste jaar"), help_text=gettext_lazy("Vanaf welk jaar zij geldt."))
    last_year = YearField(label=gettext_lazy("Laatste jaar"), help_text=gettext_lazy("Tot en met welk jaar zij geldt."))
    summary = forms.CharField(
        label=gettext_lazy("Waar het over gaat"),
        help_text=gettext_lazy("In een paar zinnen, voor wie er niet bij was."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), label=gettext_lazy("Document"), required=False, empty_label=gettext_lazy("geen"),
        help_text=gettext_lazy("De tekst van de afspraak. Voeg haar eerst toe bij de documenten van het programma."),
    )  # fmt: skip
    places = {"deadlines": "deadline_0_name"}

    def __init__(self, *args: Any, programme: Programme, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Organisation.objects.visible_to(by)
        here = visible.working_in([programme.gemeente.code]).values("pk")
        chosen = Q(pk__in=self.initial.get("parties", ()))
        signs = Case(*(When(kind=kind, then=place) for place, kind in enumerate(SIGNERS)), default=len(SIGNERS))
        self.fields["parties"].queryset = visible.filter(Q(pk__in=here) | chosen).order_by(signs, "kind", "name")
        self.fields["document"].queryset = Document.objects.visible_to(by).filter(programme=programme)
        told = {"first": programme.start_year, "last": programme.end_year}
        self.fields["last_year"].help_text = _("Tussen %(first)s en %(last)s.") % told
        self._add_deadlines()

    def _add_deadlines(self) -> None:
        self.lines = len([name for name in self.initial if name.endswith("_due_on")]) + SPARE_DEADLINES
        for place in range(self.lines):
            number = {"number": place + 1}
            self.fields[f"deadline_{place}_name"] = forms.CharField(
                label=_("Termijn %(number)s") % number, max_length=80, required=False
            )
            for part, label in (("due_on", _("Uiterlijk %(number)s")), ("done_on", _("Gedaan %(number)s"))):
                self.fields[f"deadline_{place}_{part}"] = DayField(label=label % number, required=False)

    def layout(self) -> Iterable[Group]:
        yield Group(_("Wat"), names=("kind", "name", "summary", "document"))
        yield Group(_("Wie"), names=("parties",))
        yield Group(_("Wanneer"), names=("first_year", "last_year"), side_by_side=True)
        for place in range(self.lines):
            legend = _("Termijnen") if place == 0 else ""
            text = _("Wij stellen 1 juli voor het bod en 15 december voor de ondertekening voor. U kunt dit wijzigen.")
            names = tuple(f"deadline_{place}_{part}" for part in ("name", "due_on", "done_on"))
            yield Group(legend, text if place == 0 else "", names, side_by_side=True)

    def initial_of(self, row: Agreement) -> dict[str, Any]:
        return agreement_initial(row)

    def said(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in PLAIN}
        return {**self.said_version(), **said, "parties": list(said["parties"]), "deadlines": self._deadlines()}

    def _deadlines(self) -> list[DeadlineLine]:
        parts = ("name", "due_on", "done_on")
        lines = ([self.cleaned_data.get(f"deadline_{place}_{part}") for part in parts] for place in range(self.lines))
        return [DeadlineLine(name or "", due, done) for name, due, done in lines if name or due or done]


def agreement_initial(row: Agreement) -> dict[str, Any]:
    """What the form shows of a saved agreement."""
    plain = ("kind", "name", "first_year", "last_year", "summary", "version")
    initial: dict[str, Any] = {name: getattr(row, name) for name in plain}
    initial |= {"parties": [one.pk for one in row.parties.all()], "document": row.document_id}
    return initial | _of_lines([DeadlineLine(one.name, one.due_on, one.done_on) for one in row.deadlines.all()])


def proposed_initial(programme: Programme, this_year: int) -> dict[str, Any]:
    """What a new agreement starts with: about the next year of the programme, with the days of its cycle."""
    year = min(max(this_year + 1, programme.start_year), programme.end_year)
    return {"kind": AgreementKind.PERFORMANCE, "first_year": year, "last_year": year} | _of_lines(cycle_of(year))


def _of_lines(lines: Iterable[DeadlineLine]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for place, line in enumerate(lines):
        initial |= {
            f"deadline_{place}_name": line.name,
            f"deadline_{place}_due_on": line.due_on,
            f"deadline_{place}_done_on": line.done_on,
        }
    return initial


class AgreementStepForm(VersionedForm):
    """The next step, on a day."""

    on = DayField(label=gettext_lazy("Op welke dag?"), required=False, help_text=gettext_lazy("Leeg is: vandaag."))
    places = {"parties": ""}


class KeptByField(forms.ModelMultipleChoiceField):
    """Interventions; of one of another programme than the agreement's, which programme."""

    widget = forms.CheckboxSelectMultiple
    programme = 0

    def label_from_instance(self, obj: Intervention) -> str:
        return obj.title if obj.programme_id == self.programme else f"{obj.title} ({obj.programme})"


class ResultField(forms.ModelMultipleChoiceField):
    """Results with the intervention that they are of."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Output) -> str:
        return f"{obj.name} ({obj.intervention})"


class CommitmentForm(RowForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Wie"),
        help_text=gettext_lazy("Welke van de partijen dit toezegt."),
        empty_label=gettext_lazy("kies een partij"),
    )
    what = forms.CharField(
        label=gettext_lazy("Wat"), max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: de portiekflats aan de haven isoleren."),
    )  # fmt: skip
    quantity = WholeField(label=gettext_lazy("Hoeveel"), help_text=gettext_lazy("Een heel getal, zonder eenheid."))
    unit = forms.CharField(
        label=gettext_lazy("Waarvan"), max_length=60, required=False,
        help_text=gettext_lazy("Zoals het bij de resultaten heet, bijvoorbeeld: woningen."),
    )  # fmt: skip
    amount = AmountField(
        label=gettext_lazy("Bedrag in euro"), required=False,
        help_text=gettext_lazy("Zoals 1.234.567,89. Leeg is: er is geen bedrag toegezegd."),
    )  # fmt: skip
    due_on = DayField(label=gettext_lazy("Uiterlijk op"), help_text=gettext_lazy("De dag waarop het er moet zijn."))
    interventions = KeptByField(
        Intervention.objects.none(), label=gettext_lazy("Door welke interventies"), required=False,
        help_text=gettext_lazy("Zo is te volgen wat ervan komt. Wat de belover eraan besteedt, telt als geld mee."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, agreement: Agreement, commitment: Commitment | None = None, propose: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Of a saved promise one chooses which results count; `propose` ticks those whose name holds the unit."""
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = agreement.parties.order_by("name")
        offered = services.interventions_for(agreement).select_related("programme")
        field = self.fields["interventions"]
        field.queryset = offered.order_by("programme__parent", "programme__name", "start_year", "title")
        field.programme = agreement.programme_id  # type: ignore[attr-defined]
        self.proposed: list[Output] = []
        if commitment is not None:
            self._add_outputs(commitment, propose)

    def _add_outputs(self, commitment: Commitment, propose: bool) -> None:
        linked = commitment.interventions.prefetch_related("outputs")
        self.proposed = suggested_outputs(linked, commitment.unit)
        if propose and not self.initial.get("outputs"):
            self.initial["outputs"] = [one.pk for one in self.proposed]
        offered = Output.objects.filter(intervention__in=commitment.interventions.all())
        self.fields["outputs"] = ResultField(
            offered.select_related("intervention").order_by("intervention__title", "pk"), required=False,
            label=_("Welke resultaten meetellen"), help_text=self._help_of_outputs(commitment),
        )  # fmt: skip

    def _help_of_outputs(self, commitment: Commitment) -> str:
        rule = _("Alleen wat u hier aanvinkt, telt mee. Een andere interventie gekozen? Bewaar, en kies dan hier.")
        if not self.proposed:
            return rule
        told = {"names": listing([f"“{one}”" for one in self.proposed]), "unit": commitment.unit}
        return f"{rule} " + _("Voorstel, omdat “%(unit)s” in de naam staat: %(names)s.") % told

    def layout(self) -> Iterable[Group]:
        yield Group("", names=("organisation", "what"))
        yield Group(_("Hoeveel"), names=("quantity", "unit"), side_by_side=True)
        yield Group("", names=("amount", "due_on"))
        yield Group(_("Hoe"), names=tuple(name for name in ("interventions", "outputs") if name in self.fields))

    def initial_of(self, row: Commitment) -> dict[str, Any]:
        return commitment_initial(row)

    def said(self) -> dict[str, Any]:
        rows = {name: list(self.cleaned_data[name]) for name in ("interventions", "outputs") if name in self.fields}
        return {**self.cleaned_data, **rows}


def commitment_initial(row: Commitment) -> dict[str, Any]:
    """What the form shows of a saved promise."""
    initial = {name: getattr(row, name) for name in ("what", "quantity", "unit", "amount", "due_on", "version")}
    linked = {name: [one.pk for one in getattr(row, name).all()] for name in ("interventions", "outputs")}
    return {**initial, "organisation": row.organisation_id, **linked}
