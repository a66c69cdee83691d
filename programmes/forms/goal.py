"""Forms for a goal: which figure of which area, and where it must go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.domains import Direction
from indicators.figures import current_area
from indicators.models import Indicator, Observation
from programmes.forms.base import Group, NumberField, VersionedForm, YearField
from programmes.forms.outcomes import outcomes_by_domain
from programmes.models import Goal, Programme
from programmes.vocabulary import GoalKind
from wijken.models import Area, Level

SPARE_TARGETS = 3
KIND_OF = {Direction.HIGHER: GoalKind.RISE, Direction.LOWER: GoalKind.FALL}


def areas_of_goals(programme: Programme) -> Any:
    """The areas of the programme's wijken, and the gemeente as a whole in the division on which its figures stand."""
    of_wijken = Area.objects.filter(programme_areas__programme=programme).values("pk")
    whole = current_area(programme.gemeente.code) or programme.gemeente
    return Area.objects.filter(Q(pk__in=of_wijken) | Q(pk=whole.pk))


class ChooseGoalForm(forms.Form):
    """First: which figure, of which area."""

    indicator = forms.ChoiceField(
        label=gettext_lazy("Uitkomst"), help_text=gettext_lazy("Welk cijfer moet veranderen?")
    )
    gebied = forms.ChoiceField(label=gettext_lazy("Gebied"))

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ordered = sorted(areas_of_goals(programme), key=lambda area: (area.level == Level.GEMEENTE, area.name))
        self.areas = {str(area.pk): area for area in ordered}
        self.fields["indicator"].choices = [("", _("kies een uitkomst")), *outcomes_by_domain(ordered, key="slug")]
        self.fields["gebied"].choices = [(key, area.spoken_name) for key, area in self.areas.items()]

    def chosen(self) -> tuple[Indicator, Area]:
        """The indicator and the area; call on a valid form."""
        said = self.cleaned_data
        return Indicator.objects.select_related("source").get(slug=said["indicator"]), self.areas[said["gebied"]]


class GoalForm(VersionedForm):
    """Then: the baseline, the way it must go, and a value for at least one year."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Het cijfer"),
        help_text=gettext_lazy("Moet het omhoog, omlaag, of zo blijven?"),
        choices=GoalKind.choices,
        widget=forms.RadioSelect,
    )
    baseline_year = YearField(
        label=gettext_lazy("Jaar van de nulmeting"),
        help_text=gettext_lazy("Het jaar waarmee u vergelijkt, meestal het jaar voor het begin."),
    )
    baseline_value = NumberField(
        label=gettext_lazy("Nulmeting"), help_text=gettext_lazy("De waarde waar u begint."), required=True
    )
    places = {"targets": "target_0_value"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = (
            len([name for name in self.initial if name.endswith("_value") and "target" in name]) + SPARE_TARGETS
        )
        for place in range(self.lines):
            number = {"number": place + 1}
            self.fields[f"target_{place}_year"] = YearField(label=_("Jaar %(number)s") % number, required=False)
            self.fields[f"target_{place}_value"] = NumberField(label=_("Waarde %(number)s") % number, required=False)

    def layout(self) -> Iterable[Group]:
        yield Group(_("Waar u begint"), names=("baseline_year", "baseline_value"), side_by_side=True)
        yield Group(_("Waar u heen wilt"), names=("kind",))
        for place in range(self.lines):
            text = _("Noem voor ten minste één jaar de waarde die u wilt halen.") if place == 0 else ""
            names = (f"target_{place}_year", f"target_{place}_value")
            yield Group("", text, names, side_by_side=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        years: list[int] = []
        for place in range(self.lines):
            year, value = said.get(f"target_{place}_year"), said.get(f"target_{place}_value")
            if (year is None) != (value is None) and not self._has_error_in(place):
                missing = "year" if year is None else "value"
                self.add_error(f"target_{place}_{missing}", _("Vul dit in, of maak de hele regel leeg."))
            if year in years:
                self.add_error(f"target_{place}_year", _("Dit jaar staat er twee keer in."))
            years += [] if year is None else [year]
        return said

    def _has_error_in(self, place: int) -> bool:
        return any(f"target_{place}_{part}" in self.errors for part in ("year", "value"))

    def initial_of(self, row: Goal) -> dict[str, Any]:
        return goal_initial(row)

    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        pairs = ((said.get(f"target_{n}_year"), said.get(f"target_{n}_value")) for n in range(self.lines))
        return {
            **self.said_version(),
            "kind": said["kind"],
            "baseline_year": said["baseline_year"],
            "baseline_value": float(said["baseline_value"]),
            "targets": {year: float(value) for year, value in pairs if year is not None and value is not None},
        }


class NewGoalForm(GoalForm):
    places = {**GoalForm.places, "indicator": "", "area": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]


def goal_initial(goal: Goal) -> dict[str, Any]:
    """What the form shows of a saved goal."""
    initial = {name: getattr(goal, name) for name in ("kind", "baseline_year", "baseline_value", "version")}
    for place, target in enumerate(goal.targets.all()):
        initial |= {f"target_{place}_year": target.year, f"target_{place}_value": target.value}
    return initial


def offered(indicator: Indicator, area: Area, programme: Programme) -> tuple[list[Observation], dict[str, Any]]:
    """The known figures, and what the form starts with: the last one before the programme begins, else the first."""
    figures = list(Observation.objects.known().filter(indicator=indicator, area=area).order_by("period"))
    before = [one for one in figures if one.period <= programme.start_year]
    start = (before[-1:] or figures[:1] or [None])[0]
    initial: dict[str, Any] = {"kind": KIND_OF.get(Direction(indicator.direction), GoalKind.HOLD)}
    if start is not None:
        initial |= {"baseline_year": start.period, "baseline_value": round(start.value, indicator.decimals)}
    return figures, {**initial, "target_0_year": programme.end_year}
