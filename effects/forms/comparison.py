"""Forms of what a manager decides about a study: one comparison area, and that it stands."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from programmes.forms.base import VersionedForm


class ComparisonForm(VersionedForm):
    """Whether an area is compared with, and why that differs from what the rules chose."""

    included = forms.TypedChoiceField(
        label=gettext_lazy("Vergelijken met dit gebied?"),
        choices=[("ja", gettext_lazy("ja, neem het op")), ("nee", gettext_lazy("nee, laat het weg"))],
        coerce=lambda said: said == "ja",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Nodig als u afwijkt van het voorstel. Noem iets van voor het begin, zoals een eigen aanpak of sloop in "
            "dat gebied. Iedereen kan dit lezen."
        ),
    )


class StepForm(VersionedForm):
    """A step that says nothing but the version that was seen."""
