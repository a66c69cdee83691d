"""The form of a reporting period."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from programmes.forms.base import ServiceForm, VersionedForm, YearField


class DayField(forms.DateField):
    """A day, by the calendar of the browser or typed as 31-3-2026."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "wa-short"})
        wrong = {"invalid": gettext_lazy("Dit is geen dag. Typ hem zoals 31-3-2026.")}
        formats = ["%Y-%m-%d", "%d-%m-%Y"]
        super().__init__(widget=widget, error_messages=wrong, input_formats=formats, **kwargs)


class NewPeriodForm(ServiceForm):
    name = forms.CharField(
        label=gettext_lazy("Naam"), max_length=60, help_text=gettext_lazy("Bijvoorbeeld: Jaar 2025.")
    )
    year = YearField(
        label=gettext_lazy("Over het jaar"), help_text=gettext_lazy("Het kalenderjaar waarover partners rapporteren.")
    )
    opens_on = DayField(
        label=gettext_lazy("Open vanaf"),
        help_text=gettext_lazy("Vanaf deze dag staat er voor elke partner een rapportage klaar."),
    )
    due_on = DayField(
        label=gettext_lazy("Inleveren uiterlijk op"),
        help_text=gettext_lazy("Wij mailen twee weken voor deze dag, en de dag erna wie nog niets indiende."),
    )

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class PeriodForm(VersionedForm, NewPeriodForm):
    pass
