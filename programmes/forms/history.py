"""Which changes to show: whose, of what, and of when."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.forms.progress import DayField
from stakeholders.history import Selection, kind_of, versions


class HistoryFilter(forms.Form):
    """Filters in the address; what is unknown finds nothing."""

    wie = forms.CharField(label=gettext_lazy("Wie"), required=False, max_length=80)
    soort = forms.ChoiceField(label=gettext_lazy("Wat"), required=False)
    van = DayField(label=gettext_lazy("Vanaf"), required=False)
    tot = DayField(label=gettext_lazy("Tot en met"), required=False)

    def __init__(self, *args: Any, selection: Selection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.selection = selection
        kinds = sorted((kind_of(model), model._meta.model_name) for model, _rows in selection)
        self.fields["soort"].choices = [("", _("alles")), *((name, label) for label, name in kinds)]

    def found(self, most: int | None = None) -> Any:
        """References to the (newest `most`) versions that were asked for; None where nothing can be found."""
        if self.is_bound and not self.is_valid():
            return None
        said = self.cleaned_data if self.is_bound else {}
        chosen = [one for one in self.selection if said.get("soort") in ("", None, one[0]._meta.model_name)]
        if not chosen:
            return None
        return versions(chosen, who=said.get("wie", ""), first=said.get("van"), last=said.get("tot"), most=most)

    def address(self, **more: str) -> str:
        """The filters as the end of an address."""
        said = {name: self.data.get(name, "") for name in self.fields} if self.is_bound else {}
        return urlencode({name: value for name, value in {**said, **more}.items() if value})
