"""The form with which a filled-in template is handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from programmes.forms.base import ServiceForm
from programmes.services.uploads import too_large_words


class UploadForm(ServiceForm):
    file = forms.FileField(
        label=gettext_lazy("Ingevuld sjabloon"),
        allow_empty_file=True,
        help_text=gettext_lazy("Excel (.xlsx) of CSV. U ziet eerst wat er zou veranderen; er wordt nog niets bewaard."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("Kies eerst een bestand.")},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """`too_large`: there was a file, of which so much came that it was not read."""
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = too_large_words()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.REPORT_MAX_BYTES:
            raise forms.ValidationError(too_large_words())
        return file

    def said(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        return {"name": file.name, "data": file.read()}
