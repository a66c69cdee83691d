"""Forms on the ledger: find entries, and correct one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from programmes.ceilings import counts
from programmes.forms.base import ServiceForm
from programmes.forms.report import AmountField
from programmes.models import Investment
from programmes.services import may_exceed


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
