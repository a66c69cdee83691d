"""The form of a study's outcomes: at most three main questions, each with the effect that would matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from effects.models import Study
from effects.services import OutcomeLine
from effects.vocabulary import MOST_PRIMARY
from indicators.models import Indicator
from programmes.forms.base import Group, NumberField, ServiceForm, VersionedForm
from programmes.forms.outcomes import outcomes_by_domain
from programmes.models import Contribution, Programme
from wijken.models import Area

SPARE = 3
LATEST = 30  # years: an effect that is promised later than this is no promise


class OutcomeLines(ServiceForm):
    """Lines of an outcome each; an empty line counts as none."""

    places = {"outcomes": "indicator_0"}

    programme: Programme
    lines = 0

    def add_lines(self, programme: Programme, areas: Iterable[Area]) -> None:
        """A line for each outcome that stands, and some to spare."""
        self.programme = programme
        filled = [name for name in self.initial if name.startswith("indicator_")]
        self.lines = len(filled) + SPARE
        units = dict(Indicator.objects.values_list("slug", "unit"))
        choices = [("", _("kies een cijfer")), *_with_units(outcomes_by_domain(areas, key="slug"), units)]
        for n in range(self.lines):
            self._add_line(n, choices, units.get(self.initial.get(f"indicator_{n}", ""), ""))

    def _add_line(self, n: int, choices: Any, unit: str) -> None:
        matters = _("Welk verschil doet ertoe?")
        self.fields[f"indicator_{n}"] = forms.ChoiceField(label=_("Cijfer"), choices=choices, required=False)
        self.fields[f"main_{n}"] = forms.BooleanField(label=_("Hoofdvraag (ten hoogste drie)"), required=False)
        self.fields[f"effect_{n}"] = NumberField(
            label=f"{matters} ({unit})" if unit else matters,
            required=False,
            help_text=_("In de eenheid van het cijfer, zonder min."),
        )
        self.fields[f"lag_{n}"] = forms.IntegerField(
            label=_("Na hoeveel jaar merkbaar?"), required=False, min_value=0, max_value=LATEST,
            help_text=_("Leeg: zoals bij de bijdragen staat."),
            widget=forms.NumberInput(attrs={"class": "wa-short"}),
        )  # fmt: skip
        self.fields[f"indicator_{n}"].optional_said = True  # type: ignore[attr-defined]
        self.fields[f"main_{n}"].optional_said = True  # type: ignore[attr-defined]

    def layout(self) -> Iterable[Group]:
        for n in range(self.lines):
            legend = _("Uitkomst %(number)s") % {"number": n + 1}
            yield Group(legend, _explanation() if n == 0 else "", (f"indicator_{n}", f"main_{n}"))
            yield Group("", "", (f"effect_{n}", f"lag_{n}"), side_by_side=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        mains = [n for n in range(self.lines) if said.get(f"indicator_{n}") and said.get(f"main_{n}")]
        for n in mains[MOST_PRIMARY:]:
            self.add_error(f"main_{n}", _("Kies ten hoogste drie hoofdvragen. De rest is verkennend."))
        for n in range(self.lines):
            self._check_line(n, said)
        return said

    def _check_line(self, n: int, said: dict[str, Any]) -> None:
        effect, indicator = said.get(f"effect_{n}"), said.get(f"indicator_{n}")
        if not indicator and (effect is not None or said.get(f"main_{n}") or said.get(f"lag_{n}") is not None):
            self.add_error(f"indicator_{n}", _("Kies een cijfer, of maak de hele regel leeg."))
        if effect is not None and effect <= 0:
            self.add_error(f"effect_{n}", _("Schrijf een getal groter dan 0, ook als het cijfer moet dalen."))
        if said.get(f"main_{n}") and indicator and effect is None and f"effect_{n}" not in self.errors:
            self.add_error(f"effect_{n}", _("Zeg van een hoofdvraag vooraf welk verschil ertoe doet."))

    def said_outcomes(self) -> list[OutcomeLine]:
        """The lines as the services take them, each with the interventions whose contribution promises it."""
        said = self.cleaned_data
        slugs = [said[f"indicator_{n}"] for n in range(self.lines) if said.get(f"indicator_{n}")]
        indicators = {one.slug: one for one in Indicator.objects.filter(slug__in=slugs)}
        links = list(
            Contribution.objects.filter(intervention__programme=self.programme, indicator__slug__in=slugs)
            .select_related("intervention", "indicator")
            .order_by("pk")
        )
        return [self._line(n, indicators, links) for n in range(self.lines) if said.get(f"indicator_{n}")]

    def _line(self, n: int, indicators: dict[str, Indicator], links: Sequence[Contribution]) -> OutcomeLine:
        said = self.cleaned_data
        indicator = indicators[said[f"indicator_{n}"]]
        own = [link for link in links if link.indicator_id == indicator.pk]
        lag, effect = said.get(f"lag_{n}"), said.get(f"effect_{n}")
        return OutcomeLine(
            indicator=indicator,
            primary=bool(said.get(f"main_{n}")),
            lag_years=min((link.lag_years for link in own), default=0) if lag is None else lag,
            relevant_effect=None if effect is None else float(effect),
            interventions=tuple({link.intervention_id: link.intervention for link in own}.values()),
        )


class OutcomesForm(VersionedForm, OutcomeLines):
    """The outcomes of a study that is there, all at once."""

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, initial=outcomes_initial(study), **kwargs)
        self.add_lines(study.programme, study.areas.all())

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {name: value for name, value in outcomes_initial(row).items() if name in self.fields}


def outcomes_initial(study: Study) -> dict[str, Any]:
    """What the form shows of a study."""
    initial: dict[str, Any] = {"version": study.version}
    for n, one in enumerate(study.outcomes.select_related("indicator")):
        initial |= {
            f"indicator_{n}": one.indicator.slug, f"main_{n}": one.is_primary, f"effect_{n}": one.relevant_effect,
            f"lag_{n}": one.lag_years,
        }  # fmt: skip
    return initial


def _with_units(groups: Any, units: dict[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (domain, [(slug, f"{name} ({units[slug]})" if units.get(slug) else name) for slug, name in rows])
        for domain, rows in groups
    ]


def _explanation() -> str:
    return _(
        "Kies waaraan bewoners het zouden merken. Ten hoogste drie zijn een hoofdvraag: wie naar veel cijfers kijkt, "
        "vindt altijd wel ergens een verschil. De rest heet straks verkennend. Zeg nu al welk verschil ertoe doet, in "
        "de eenheid van het cijfer: wie dat pas zegt als hij de uitkomst kent, noemt elk verschil groot genoeg. Is het "
        "kleinste verschil dat te zien is groter, dan weigert het onderzoek een oordeel. Laat u het aantal jaren leeg, "
        "dan geldt wat bij de bijdragen van de interventies staat."
    )
