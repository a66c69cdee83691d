"""What a person fills in to import figures."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from indicators.imports.sources import FileKind
from wijken.codes import FIRST_YEAR, LAST_YEAR


class ImportForm(forms.Form):
    """A file, what kind it is, and the year of the division on which its figures stand."""

    source = forms.ChoiceField(label=_("Soort bestand"), choices=FileKind.choices)
    file = forms.FileField(label=_("Bestand"), max_length=200)
    year = forms.IntegerField(
        label=_("Jaar van de indeling"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        help_text=_(
            "Het jaar van de wijkindeling waarop de cijfers staan. Zegt het bestand dat zelf, laat dit dan leeg."
        ),
    )
    mapping = forms.CharField(
        label=_("Koppeling"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_(
            "Alleen bij een andere tabel: in welke kolom de code staat, over welk jaar het gaat, en welke kolom "
            "welke indicator is. Bijvoorbeeld: %(example)s"
        )
        % {"example": '<code>{"code": "wijkcode", "period": 2023, "columns": {"Aantal": "inwoners"}}</code>'},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        limit = f"{settings.IMPORT_MAX_BYTES // 1024**2} MB"
        self.fields["file"].help_text = _("CSV of JSON, ten hoogste %(limit)s.") % {"limit": limit}
        if too_large:
            message = _("Dit bestand is groter dan %(limit)s. Deel het op, of vraag de beheerder om het in te lezen.")
            self.fields["file"].error_messages["required"] = message % {"limit": limit}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.too_large:
            raise forms.ValidationError(self.fields["file"].error_messages["required"])
        return file

    def clean_mapping(self) -> dict[str, Any] | None:
        text = self.cleaned_data["mapping"].strip()
        if not text:
            return None
        try:
            mapping = json.loads(text)
        except ValueError as error:
            place = getattr(error, "lineno", 1)
            raise forms.ValidationError(
                _("Dit is geen geldige JSON: kijk naar regel %(line)d. Neem het voorbeeld over en pas het aan.")
                % {"line": place}
            )
        if not isinstance(mapping, dict):
            raise forms.ValidationError(_("Begin met een accolade: {, en neem het voorbeeld over."))
        return mapping

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("source") == FileKind.TABLE and "mapping" in cleaned and not cleaned["mapping"]:
            self.add_error(
                "mapping", _("Bij deze soort is een koppeling nodig. Neem het voorbeeld over en pas het aan.")
            )
        return cleaned
