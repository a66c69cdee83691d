"""Forms for an intervention: what, who, when, where; its moves; and how it is expected to help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.functional import lazystr
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Indicator
from programmes import services
from programmes.forms.base import Group, PercentField, ServiceForm, VersionedForm, WholeField, YearField
from programmes.forms.outcomes import outcomes_by_domain
from programmes.models import Contribution, Intervention, Programme
from programmes.services import OutputLine, ReachShare, Refused
from programmes.vocabulary import PILLAR_EXPLANATION, Evidence, PhysicalPart, Pillar
from stakeholders.models import Organisation
from wijken.models import Area

SPARE_OUTPUTS = 2
PLAIN = ("title", "description", "pillar", "physical_part", "lead", "partners", "start_year", "end_year", "taakveld")


def pillars_explained() -> str:
    """Each pillar with its sentence, as a list."""
    lines = format_html_join(
        "",
        "<li><strong>{}</strong>: {}</li>",
        ((Pillar(code).label, text) for code, text in PILLAR_EXPLANATION.items()),
    )
    return format_html("<ul>{}</ul>", lines)


class InterventionForm(VersionedForm):
    """What is done, by whom, when, in which areas for which part, and what it yields."""

    title = forms.CharField(
        label=gettext_lazy("Naam"), max_length=120,
        help_text=gettext_lazy("Wat doet u? Bijvoorbeeld: Renovatie portiekflats."),
    )  # fmt: skip
    description = forms.CharField(
        label=gettext_lazy("Wat we doen"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Een paar korte zinnen. Bewoners lezen dit op de pagina van de wijk."),
    )  # fmt: skip
    pillar = forms.ChoiceField(label=gettext_lazy("Pijler"), choices=Pillar.choices, widget=forms.RadioSelect)
    physical_part = forms.ChoiceField(
        label=gettext_lazy("Onderdeel"), required=False, choices=[("", gettext_lazy("geen")), *PhysicalPart.choices],
        help_text=gettext_lazy("Alleen bij de pijler fysiek."),
    )  # fmt: skip
    lead = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Trekker"), empty_label=gettext_lazy("kies een organisatie"),
        help_text=gettext_lazy("Wie doet het? Deze organisatie kan er bedragen voor melden."),
    )  # fmt: skip
    partners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Doen mee"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Ook deze organisaties kunnen bedragen melden."),
    )  # fmt: skip
    start_year = YearField(
        label=gettext_lazy("Eerste jaar"), help_text=gettext_lazy("Het jaar waarin u wilt beginnen.")
    )
    end_year = YearField(
        label=gettext_lazy("Laatste jaar"), help_text=gettext_lazy("Het jaar waarin u klaar wilt zijn.")
    )
    taakveld = forms.CharField(
        label=gettext_lazy("Taakveld"), max_length=8, required=False,
        widget=forms.TextInput(attrs={"class": "wa-short", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Waar de gemeente dit geld boekt, zoals 6.3 of 0.10 (dat is iets anders dan 0.1). Geldt voor elk bedrag "
            "van de gemeente dat geen eigen taakveld noemt. Geeft de gemeente hier geen geld uit, laat het dan leeg."
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, programme: Programme, by: Any, intervention: Intervention | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programme, self.by = programme, by
        self.intervention = intervention or Intervention(programme=programme)
        self.fields["pillar"].help_text = lazystr(pillars_explained())
        years = _("Tussen %(first)s en %(last)s.") % {"first": programme.start_year, "last": programme.end_year}
        self.fields["end_year"].help_text = years
        for name in ("lead", "partners"):
            self.fields[name].queryset = self._organisations(by)
        self.areas = list(areas_reached(programme))
        for area in self.areas:
            self.fields[f"reach_{area.pk}"] = PercentField(label=area.name, required=False)
        self._add_outputs()
        if self.areas:
            self.places = {"reach": f"reach_{self.areas[0].pk}", "outputs": "output_0_name"}

    def _organisations(self, by: Any) -> Any:
        """Those that work here or in the whole country, and those that were chosen before."""
        visible = Organisation.objects.visible_to(by)
        here = visible.working_in([self.programme.gemeente.code]).values("pk")
        chosen = [self.initial.get("lead"), *self.initial.get("partners", ())]
        near = Q(pk__in=here) | Q(gemeente=None) | Q(pk__in=[pk for pk in chosen if pk])
        return visible.filter(near).order_by("kind", "name")

    def clean(self) -> dict[str, Any]:
        """Say what the service would refuse in the same round as what the fields themselves refuse."""
        said = super().clean() or {}
        known = {name: said[name] for name in PLAIN if name in said}
        parts = {"reach": (self._reach, "reach_"), "outputs": (self._outputs, "output_")}
        wrong_fields = set(self.errors)
        for name, (read, prefix) in parts.items():
            if not any(field.startswith(prefix) for field in wrong_fields):
                known[name] = read()
        wrong = services.wrong_in_intervention(intervention=self.intervention, by=self.by, **known)
        self._take(Refused({name: said for name, said in wrong.items() if name not in wrong_fields}))
        return said

    def _add_outputs(self) -> None:
        self.lines = len([name for name in self.initial if name.endswith("_name")]) + SPARE_OUTPUTS
        for place in range(self.lines):
            number = {"number": place + 1}
            self.fields[f"output_{place}_name"] = forms.CharField(
                label=_("Resultaat %(number)s") % number, max_length=80, required=False
            )
            self.fields[f"output_{place}_planned"] = WholeField(label=_("Gepland %(number)s") % number)
            self.fields[f"output_{place}_realised"] = WholeField(label=_("Gehaald %(number)s") % number)

    def layout(self) -> Iterable[Group]:
        yield Group(_("Wat"), names=("title", "description", "pillar", "physical_part"))
        yield Group(_("Wie"), names=("lead", "partners"))
        yield Group(_("Wanneer"), names=("start_year", "end_year"), side_by_side=True)
        yield Group(_("In de boeken"), names=("taakveld",))
        yield Group(
            _("Waar"),
            _(
                "Welk deel van de interventie komt in welk gebied terecht, in procenten? "
                "Samen precies 100. Leeg is: niet."
            ),
            tuple(f"reach_{area.pk}" for area in self.areas),
            side_by_side=True,
        )
        for place in range(self.lines):
            legend = _("Wat het oplevert") if place == 0 else ""
            text = _("Wat kunt u tellen? Bijvoorbeeld: woningen gerenoveerd. Weet u een aantal niet, laat het leeg.")
            names = tuple(f"output_{place}_{part}" for part in ("name", "planned", "realised"))
            yield Group(legend, text if place == 0 else "", names, side_by_side=True)

    def initial_of(self, row: Intervention) -> dict[str, Any]:
        return intervention_initial(row)

    def said(self) -> dict[str, Any]:
        """What the services take."""
        said = {name: self.cleaned_data[name] for name in PLAIN}
        return {**self.said_version(), **said, "reach": self._reach(), "outputs": self._outputs()}

    def _reach(self) -> list[ReachShare]:
        shares = ((area, self.cleaned_data.get(f"reach_{area.pk}")) for area in self.areas)
        return [ReachShare(area, share) for area, share in shares if share is not None]

    def _outputs(self) -> list[OutputLine]:
        lines = (
            [self.cleaned_data.get(f"output_{place}_{part}") for part in ("name", "planned", "realised")]
            for place in range(self.lines)
        )
        return [
            OutputLine(name or "", planned, realised)
            for name, planned, realised in lines
            if name or planned is not None or realised is not None
        ]


class NewInterventionForm(InterventionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        if len(self.areas) == 1:
            self.fields[f"reach_{self.areas[0].pk}"].initial = "100"


def areas_reached(programme: Programme) -> Any:
    """The areas of the programme's wijken, and those that one of its interventions reaches already."""
    of_wijken = Area.objects.filter(programme_areas__programme=programme).values("pk")
    reached = Area.objects.filter(reach__intervention__programme=programme).values("pk")
    return Area.objects.filter(pk__in=of_wijken) | Area.objects.filter(pk__in=reached)


def intervention_initial(row: Intervention) -> dict[str, Any]:
    """What the form shows of a saved intervention."""
    plain = ("title", "description", "pillar", "physical_part", "start_year", "end_year", "taakveld", "version")
    initial: dict[str, Any] = {name: getattr(row, name) for name in plain}
    initial |= {"lead": row.lead_id, "partners": [one.pk for one in row.partners.all()]}
    initial |= {f"reach_{part.area_id}": part.share for part in row.reach.all()}
    for place, output in enumerate(row.outputs.order_by("pk")):
        initial |= {f"output_{place}_{part}": getattr(output, part) for part in ("name", "planned", "realised")}
    return initial


class MoveForm(ServiceForm):
    """Begin, round off or withdraw, on a day."""

    on = forms.DateField(
        label=gettext_lazy("Op welke dag?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "wa-short"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leeg is: vandaag."),
    )


class ContributionForm(VersionedForm):
    """To which outcome an intervention is expected to contribute, and why one would think so."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.outcomes(), label=gettext_lazy("Uitkomst"), empty_label=gettext_lazy("kies een uitkomst"),
        help_text=gettext_lazy("Welk cijfer zou hierdoor beter worden?"),
    )  # fmt: skip
    mechanism = forms.CharField(
        label=gettext_lazy("Hoe werkt het?"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("In een paar zinnen: wat verandert er voor bewoners, en waardoor?"),
    )  # fmt: skip
    lag_years = forms.IntegerField(
        label=gettext_lazy("Na hoeveel jaar merkt u er iets van?"),
        help_text=gettext_lazy("Gerekend vanaf het eerste jaar. Bij 0 is het in datzelfde jaar te merken."),
        min_value=0, max_value=20,
        widget=forms.NumberInput(attrs={"class": "wa-short"}),
    )  # fmt: skip
    evidence = forms.ChoiceField(
        label=gettext_lazy("Bewijs"),
        help_text=gettext_lazy("Hoe sterk is het onderzoek dat dit werkt? A is het sterkst."),
        choices=Evidence.choices,
        widget=forms.RadioSelect,
    )
    evidence_source = forms.CharField(
        label=gettext_lazy("Bron van het bewijs"), max_length=300, required=False,
        help_text=gettext_lazy("Bijvoorbeeld een onderzoek, met jaar."),
    )  # fmt: skip
    money_share = PercentField(
        label=gettext_lazy("Aandeel van het geld (%)"), required=False,
        help_text=gettext_lazy(
            "Welk deel van het geld van deze interventie is hiervoor bedoeld? "
            "Laat het leeg als u het niet weet: dan staat er “onbekend”."
        ),
    )  # fmt: skip

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "indicator": row.indicator_id}

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NewContributionForm(ContributionForm):
    def __init__(self, *args: Any, intervention: Intervention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        outcomes = outcomes_by_domain(intervention.areas.all(), key="pk")
        self.fields["indicator"].choices = [("", _("kies een uitkomst")), *outcomes]  # type: ignore[attr-defined]
        self.initial.setdefault("evidence", Evidence.UNKNOWN)


class ChangeContributionForm(ContributionForm):
    """The outcome itself stays: another outcome is another contribution."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["indicator"]


def contribution_initial(row: Contribution) -> dict[str, Any]:
    """What the form shows of a saved contribution."""
    names = ("mechanism", "lag_years", "evidence", "evidence_source", "money_share", "version")
    return {name: getattr(row, name) for name in names}
