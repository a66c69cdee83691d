"""Forms for a funding stream: what it is called, what it is, and whether it still flows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from programmes.forms.base import ServiceForm, VersionedForm
from programmes.vocabulary import StreamKind


def explanation() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Uitleg"), max_length=200, required=False,
        help_text=gettext_lazy("Eén zin: waar komt dit geld vandaan, en waarvoor is het?"),
    )  # fmt: skip


class NewStreamForm(ServiceForm):
    name = forms.CharField(
        label=gettext_lazy("Naam"), max_length=80,
        help_text=gettext_lazy("Zoals de regeling heet. De naam is later niet meer te wijzigen."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        help_text=gettext_lazy("De soort bepaalt welke regels gelden."),
        choices=StreamKind.choices,
        widget=forms.RadioSelect,
    )
    explanation = explanation()

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class StreamForm(VersionedForm):
    """Name and kind stay, since entries of the ledger stand on them."""

    explanation = explanation()
    retired = forms.BooleanField(
        label=gettext_lazy("Gestopt"), required=False,
        help_text=gettext_lazy("Dan kan niemand er nog een nieuw bedrag uit melden. Wat gemeld is, blijft staan."),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
