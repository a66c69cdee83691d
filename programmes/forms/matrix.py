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
    prijspeil = forms.ChoiceField(label=gettext_lazy("Prijzen"), required=False)

    def __init__(self, asked: QueryDict, years: Iterable[int]) -> None:
        """`years` are those of the price index; without them there is no price level to choose."""
        self.states, self.by = states_of(asked), by_of(asked)
        super().__init__(initial={"toestand": self.states, "per": self.by, "prijspeil": asked.get("prijspeil", "")})
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
