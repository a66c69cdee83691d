"""The form of a study: where, from when and how that is known, and when the wijk was selected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import listing
from effects.promises import LEVELS, starts_of
from effects.vocabulary import StartBasis
from programmes.forms.base import Group, VersionedForm, YearField
from programmes.forms.programme import AreaChoices
from programmes.models import Programme
from wijken.models import Area


def areas_to_study(programme: Programme) -> QuerySet[Area]:
    """The areas in which the programme does something, and those that one of its studies has already."""
    rows = Area.objects.filter(level__in=LEVELS)
    found = rows.filter(programme_areas__programme=programme) | rows.filter(
        reach__intervention__programme=programme
    )  # fmt: skip
    found = found | rows.filter(studies__programme=programme)
    return found.distinct().select_related("parent").order_by(Length("code"), "name", "division_year")


def years_with_first_money(programme: Programme) -> list[int]:
    """The years in which money was first spent on one of the interventions; empty where none was published."""
    starts = starts_of(programme.interventions.all()).values()
    return sorted({start.year for start in starts if start.basis == StartBasis.MONEY})


class StudyForm(VersionedForm):
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=160,
        help_text=gettext_lazy("Waar en vanaf wanneer. Bijvoorbeeld: Havenkwartier vanaf 2016."),
    )
    areas = AreaChoices(
        Area.objects.none(),
        label=gettext_lazy("In welke gebieden?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Waar de aanpak echt was. Kies gebieden van één soort: alleen wijken, of alleen buurten."
        ),
        error_messages={"required": gettext_lazy("Kies ten minste één gebied.")},
    )
    start_year = YearField(
        label=gettext_lazy("Begin"),
        help_text=gettext_lazy(
            "Het eerste jaar waarin er geld is besteed, niet het jaar van het plan. Alles van voor dit jaar laat zien "
            "hoe het zonder de aanpak ging."
        ),
    )
    start_basis = forms.ChoiceField(
        label=gettext_lazy("Hoe weten we het begin?"),
        choices=StartBasis.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Dit staat bij de uitkomst, zodat een lezer weet hoe zeker het begin is."),
    )
    selection_year = YearField(
        label=gettext_lazy("Jaar waarin de wijk is gekozen"),
        required=False,
        help_text=gettext_lazy(
            "Dit jaar telt niet mee. Een slecht jaar is vaak waarom een wijk gekozen wordt, en daarna wordt het "
            "vanzelf weer gewoner: dat is geen effect."
        ),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = areas_to_study(programme)  # type: ignore[attr-defined]
        self.money_years = years_with_first_money(programme)
        if self.money_years:
            told = {"years": listing([str(year) for year in self.money_years])}
            said = _("Volgens de boekingen is er voor het eerst geld besteed in %(years)s.") % told
            self.fields["start_year"].help_text = f"{self.fields['start_year'].help_text} {said}"

    def layout(self) -> Iterable[Group]:
        return [
            Group(_("Waar"), names=("name", "areas")),
            Group(_("Vanaf wanneer"), names=("start_year", "start_basis", "selection_year")),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        basis, year = said.get("start_basis"), said.get("start_year")
        if basis == StartBasis.MONEY and year and year not in self.money_years:
            self.add_error("start_year", self._no_money_in(year))
        if basis == StartBasis.POLICY and self.money_years:
            told = {"years": listing([str(one) for one in self.money_years])}
            self.add_error("start_basis", _("Er is wel geld geboekt, voor het eerst in %(years)s. Neem dat.") % told)
        return said

    def _no_money_in(self, year: int) -> str:
        if not self.money_years:
            return _("Er is geen besteed geld geboekt. Kies bij “Hoe weten we het begin?” het jaar van het beleid.")
        told = {"year": year, "years": listing([str(one) for one in self.money_years])}
        return _("In %(year)s begon geen enkele besteding. Wel in %(years)s.") % told

    def initial_of(self, row: Any) -> dict[str, Any]:
        areas = list(row.areas.values_list("pk", flat=True))
        return super().initial_of(row) | {"areas": areas}

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = ("name", "start_year", "start_basis", "selection_year")
        return {**self.said_version(), **{name: said[name] for name in names}, "areas": list(said["areas"])}
