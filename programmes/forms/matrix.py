"""What the money matrix shows: which states, by whom, and in prices of which year. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.matrix import By
from programmes.vocabulary import MoneyState

USUAL = (MoneyState.BUDGETED, MoneyState.SPENT)  # what was meant, and what came of it


class MatrixForm(forms.Form):
    """The choices as they stand; what is unknown in the address changes nothing."""

    toestand = forms.MultipleChoiceField(
        label=gettext_lazy("Toestand van het geld"),
        choices=MoneyState.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    per = forms.ChoiceField(
        label=gettext_lazy("Partner is"),
        choices=[(By.SPENDER, gettext_lazy("wie besteedt")), (By.FIRST_PAYER, gettext_lazy("wie het eerst betaalde"))],
    )
    vanaf = forms.ChoiceField(label=gettext_lazy("Vanaf"), required=False)
    tot = forms.ChoiceField(label=gettext_lazy("Tot en met"), required=False)
    prijspeil = forms.ChoiceField(label=gettext_lazy("Prijzen"), required=False)

    def __init__(self, asked: QueryDict, every: range, years: Iterable[int]) -> None:
        """`every` are the years of the programme; `years` those of the price index, without which no level is asked."""
        self.states, self.by, self.years = states_of(asked), by_of(asked), years_of(asked, every)
        first, last = self.years[0], self.years[-1]
        # the outermost years are what stands where the address names none
        shown = {"vanaf": "" if first == every[0] else first, "tot": "" if last == every[-1] else last}
        level = asked.get("prijspeil", "")
        super().__init__(initial={"toestand": self.states, "per": self.by, **shown, "prijspeil": level})
        self.fields["vanaf"].choices = [("", every[0]), *((one, one) for one in every[1:])]  # type: ignore[attr-defined]
        self.fields["tot"].choices = [*((one, one) for one in every[:-1]), ("", every[-1])]  # type: ignore[attr-defined]
        levels: list[tuple[Any, str]] = [(year, _("van %(year)s") % {"year": year}) for year in years]
        self.fields["prijspeil"].choices = [("", _("van elk jaar zelf")), *levels]  # type: ignore[attr-defined]
        if not levels:
            del self.fields["prijspeil"]


def states_of(asked: QueryDict) -> list[MoneyState]:
    """The states that the address names, in their own order; the usual ones where it names none."""
    return [one for one in MoneyState if one in asked.getlist("toestand")] or list(USUAL)


def by_of(asked: QueryDict) -> By:
    said = asked.get("per", "")
    return By(str(said)) if said in list(By) else By.SPENDER


def years_of(asked: QueryDict, every: range) -> range:
    """The years that the address asks; those of the whole programme where it asks none, or none that are in it."""
    first, last = (asked.get(name, "") for name in ("vanaf", "tot"))
    chosen = range(
        int(first) if first in map(str, every) else every[0], (int(last) if last in map(str, every) else every[-1]) + 1
    )
    return chosen or every
