"""Forms for a programme: its basics, wijken and phases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.figures import with_figures
from programmes.forms.base import Group, ServiceForm, VersionedForm, YearField
from programmes.models import Phase, Programme, ProgrammeArea
from programmes.services import WHOLE, Conflict, PhaseLine, Refused
from programmes.vocabulary import Challenge
from wijken.models import Area, AreaQuerySet, Level


class BasicsForm(VersionedForm):
    """Name, years, what it is about, and whom to ask."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        help_text=gettext_lazy("Zoals bewoners het noemen. Bijvoorbeeld: Havenkwartier Vooruit."),
    )
    summary = forms.CharField(
        label=gettext_lazy("In één zin"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Deze zin staat bovenaan de pagina van de wijk. Nodig om te publiceren."),
    )
    start_year = YearField(
        label=gettext_lazy("Eerste jaar"), help_text=gettext_lazy("Het jaar waarin het eerste werk begint.")
    )
    end_year = YearField(
        label=gettext_lazy("Laatste jaar"), help_text=gettext_lazy("Een wijkprogramma duurt 10 tot 20 jaar.")
    )
    vision = forms.CharField(
        label=gettext_lazy("Visie"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Hoe is het hier als het programma is gelukt?"),
    )
    challenges = forms.MultipleChoiceField(
        label=gettext_lazy("Opgaven"),
        required=False,
        choices=Challenge.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Aan welke grote taken werkt het programma?"),
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Wie kunnen bewoners vragen?"), max_length=80, required=False,
        help_text=gettext_lazy("Een naam. Nodig om te publiceren."),
    )  # fmt: skip
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mailadres voor vragen"), required=False,
        help_text=gettext_lazy("Staat op de openbare pagina. Nodig om te publiceren."),
    )  # fmt: skip

    parent = forms.ModelChoiceField(
        Programme.objects.none(),
        label=gettext_lazy("Valt onder het programma"),
        required=False,
        empty_label=gettext_lazy("onder geen ander programma"),
        help_text=gettext_lazy("Een programma van de hele stad kan die van de wijken onder zich hebben."),
    )

    def __init__(self, *args: Any, parents: QuerySet[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        if not parents.exists():
            del self.fields["parent"]

    def layout(self) -> Iterable[Group]:
        above = ("parent",) if "parent" in self.fields else ()
        return [
            Group(_("Naam en jaren"), names=("name", "summary", *above)),
            Group("", names=("start_year", "end_year"), side_by_side=True),
            Group(_("Waar het om gaat"), names=("vision", "challenges")),
            Group(_("Contact"), names=("contact_name", "contact_email")),
        ]

    def said(self) -> dict[str, Any]:
        """What the services take."""
        return dict(self.cleaned_data)


class NewProgrammeForm(BasicsForm):
    """The basics of a new programme; the gemeente is asked only of who manages several."""

    gemeente = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("Gemeente"), empty_label=None)

    def __init__(self, *args: Any, gemeenten: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        choices = Area.objects.filter(pk__in=gemeenten)
        self.fields["gemeente"].queryset = choices
        if len(choices) == 1:
            self.fields["gemeente"].widget = forms.HiddenInput()
            self.fields["gemeente"].disabled = True
            self.initial["gemeente"] = choices[0].pk

    def layout(self) -> Iterable[Group]:
        hidden = self["gemeente"].is_hidden
        return [*([] if hidden else [Group("", names=("gemeente",))]), *super().layout()]


class PublishForm(ServiceForm):
    """What changed and when it was decided; and which plan was read before publishing it."""

    note = forms.CharField(
        label=gettext_lazy("Wat verandert er?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Eén zin voor wie het programma leest. Staat bij deze versie."),
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Vastgesteld op"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "wa-short"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("De dag van het besluit van college of raad, als dat er is."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def read_again(self, seal: str) -> None:
        """Let a second press publish what is now shown."""
        self.data = self.data.copy()
        self.data["seen"] = seal


class AreaChoices(forms.ModelMultipleChoiceField):
    """Areas by name, with their level and code."""

    def label_from_instance(self, area: Area) -> str:
        inside = area.parent if area.level == Level.BUURT else None
        level = _("buurt in %(wijk)s") % {"wijk": inside.name} if inside else area.get_level_display()
        return f"{area.name} ({level}, {area.code})"


class WijkForm(VersionedForm):
    """A wijk of the programme: a name, and the areas that belong to it."""

    name = forms.CharField(
        label=gettext_lazy("Naam van de wijk"),
        max_length=80,
        help_text=gettext_lazy("Zoals bewoners de wijk noemen. Dat hoeft niet de naam van het CBS te zijn."),
    )
    areas = AreaChoices(
        Area.objects.none(),
        label=gettext_lazy("Welke gebieden horen erbij?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kies één of meer wijken of buurten. Hun cijfers horen straks bij deze wijk."),
        error_messages={"required": gettext_lazy("Kies ten minste één gebied.")},
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = areas_to_choose(programme)

    def initial_of(self, row: ProgrammeArea) -> dict[str, Any]:
        return wijk_initial(row)


class NewWijkForm(WijkForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]


def wijk_initial(row: ProgrammeArea) -> dict[str, Any]:
    """What the form shows of a saved wijk."""
    return {"name": row.name, "areas": list(row.areas.values_list("pk", flat=True)), "version": row.version}


def areas_to_choose(programme: Programme) -> Any:
    """Wijken, then buurten, of the gemeente in its newest division with figures, and what the programme chose before.

    Where no figures stand yet it is the newest division.
    """
    inside = Area.objects.in_gemeente(programme.gemeente.code).filter(level__in=(Level.WIJK, Level.BUURT))
    chosen = Area.objects.filter(programme_areas__programme=programme).values("pk")
    rows = inside.filter(division_year=division_to_choose(inside)) | Area.objects.filter(pk__in=chosen)
    return rows.distinct().select_related("parent").order_by(Length("code"), "name", "division_year")


def division_to_choose(areas: AreaQuerySet) -> int | None:
    for rows in (with_figures(areas), areas):
        if newest := rows.order_by("-division_year").values_list("division_year", flat=True).first():
            return int(newest)
    return None


class PhaseForm(ServiceForm):
    """One phase; an empty line counts as none."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=80, required=False)
    start_year = YearField(label=gettext_lazy("Eerste jaar"), required=False)
    end_year = YearField(label=gettext_lazy("Laatste jaar"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.optional_said = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.is_blank():
            return said
        for name in ("name", "start_year", "end_year"):
            if name not in self.errors and said.get(name) in (None, ""):
                self.add_error(name, _("Vul dit in, of maak de hele regel leeg."))
        return said

    def is_blank(self) -> bool:
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in self.fields)

    def line(self) -> PhaseLine:
        said = self.cleaned_data
        return PhaseLine(said["name"], said["start_year"], said["end_year"])


class PhaseLines(forms.BaseFormSet):
    """The phases of a programme, saved as a whole."""

    conflict = False

    def filled(self) -> list[PhaseForm]:
        return [form for form in self if not form.is_blank()]

    def attempt(self, write: Callable[[list[PhaseLine]], Any]) -> bool:
        """Run the service with the lines; False where it refused, with each refusal at its line."""
        filled = self.filled()
        try:
            write([form.line() for form in filled])
        except Refused as refusal:
            self.conflict = isinstance(refusal, Conflict)
            for place, sentences in refusal.errors.items():
                form = self[0] if place == WHOLE else filled[int(place)]
                for sentence in sentences:
                    form.add_error(None if place == WHOLE else "name", sentence)
            return False
        return True


PhaseForms = forms.formset_factory(PhaseForm, formset=PhaseLines, extra=3, max_num=12)


def phase_initial(phases: Iterable[Phase]) -> list[dict[str, Any]]:
    return [{"name": one.name, "start_year": one.start_year, "end_year": one.end_year} for one in phases]
