"""Forms on the ledger: find entries, and correct one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.ceilings import counts
from programmes.forms.base import ServiceForm
from programmes.forms.report import AmountField
from programmes.models import Intervention, Investment, Programme
from programmes.models.money import InvestmentQuerySet
from programmes.services import may_exceed
from programmes.vocabulary import MoneyState, Pillar


class EntryFilter(forms.Form):
    """Which entries: by programme, intervention, pillar, year and state. What is unknown finds nothing."""

    programma = forms.ChoiceField(label=gettext_lazy("Programma"), required=False)
    interventie = forms.ChoiceField(label=gettext_lazy("Interventie"), required=False)
    pijler = forms.ChoiceField(label=gettext_lazy("Pijler"), required=False, choices=[("", _("alle")), *Pillar.choices])
    jaar = forms.IntegerField(
        label=gettext_lazy("Jaar"), required=False, widget=forms.NumberInput(attrs={"class": "wa-short"})
    )
    toestand = forms.ChoiceField(
        label=gettext_lazy("Toestand"), required=False, choices=[("", gettext_lazy("alle")), *MoneyState.choices]
    )
    LOOKUPS = {
        "programma": "intervention__programme__slug",
        "interventie": "intervention",
        "pijler": "intervention__pillar",
        "jaar": "year",
        "toestand": "state",
    }

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("alle"))
        theirs = Intervention.objects.visible_to(by).of_person(by)
        programmes = Programme.objects.filter(pk__in=theirs.values("programme"))
        self.fields["programma"].choices = [every, *programmes.values_list("slug", "name")]
        self.fields["interventie"].choices = [every, *theirs.order_by("title").values_list("pk", "title")]

    def narrow(self, entries: InvestmentQuerySet) -> InvestmentQuerySet:
        if not self.is_bound:
            return entries
        if not self.is_valid():
            return entries.none()
        return entries.filter(**{self.LOOKUPS[name]: value for name, value in self._chosen().items()})

    def total(self, entries: InvestmentQuerySet) -> int | None:
        """The sum of what was found, where one state was chosen: states are never mixed."""
        return entries.total_cents() if self.is_bound and self.is_valid() and self.cleaned_data["toestand"] else None

    def address(self) -> str:
        """The filters as the end of an address, for the other pages of the list."""
        return urlencode(self._chosen()) if self.is_bound and self.is_valid() else ""

    def _chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class CorrectionForm(ServiceForm):
    """The right amount, or that nothing should have been reported."""

    amount = AmountField(
        label=gettext_lazy("Het juiste bedrag in euro"),
        required=False,
        help_text=gettext_lazy("Zoals 1.234.567,89. Leeg is: dit bedrag had er niet moeten staan."),
    )
    note = forms.CharField(
        label=gettext_lazy("Waarom?"), max_length=300, required=False,
        help_text=gettext_lazy("Bijvoorbeeld: een nul te veel getypt. Dit blijft bij de boeking staan."),
    )  # fmt: skip
    override = forms.CharField(
        label=gettext_lazy("Reden om boven het plafond te gaan"), max_length=300, required=False,
        help_text=gettext_lazy("Alleen nodig als dit bedrag boven het plafond van de geldstroom komt. Blijft te zien."),
    )  # fmt: skip

    def __init__(self, *args: Any, entry: Investment, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"amount": entry.amount}, **kwargs)
        if not counts(entry) or not may_exceed(entry.intervention, by):
            del self.fields["override"]
