"""Forms for a ceiling: of which stream, in which years, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.forms.base import Group, VersionedForm, YearField
from programmes.forms.report import AmountField
from programmes.models import FundingStream, Programme


class CeilingForm(VersionedForm):
    """The stream stays: another stream is another ceiling."""

    first_year = YearField(label=gettext_lazy("Eerste jaar"), help_text=gettext_lazy("Vanaf welk jaar geld meetelt."))
    last_year = YearField(
        label=gettext_lazy("Laatste jaar"), help_text=gettext_lazy("Tot en met welk jaar geld meetelt.")
    )
    amount = AmountField(
        label=gettext_lazy("Hoogste bedrag in euro"),
        help_text=gettext_lazy("Zoals 1.234.567,89. Zoveel mag in deze jaren samen ten hoogste worden verplicht."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"first": programme.start_year, "last": programme.end_year}
        self.fields["last_year"].help_text = _("Tussen %(first)s en %(last)s.") % told

    def layout(self) -> Iterable[Group]:
        if "funding_stream" in self.fields:
            yield Group("", names=("funding_stream",))
        yield Group(_("Wanneer"), names=("first_year", "last_year"), side_by_side=True)
        yield Group(_("Hoeveel"), names=("amount",))

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NewCeilingForm(CeilingForm):
    funding_stream = forms.ModelChoiceField(
        FundingStream.objects.in_use(),
        label=gettext_lazy("Geldstroom"),
        help_text=gettext_lazy("Alleen wat uit deze pot is verplicht, telt voor het plafond."),
        empty_label=gettext_lazy("kies een geldstroom"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
