"""Forms for documents: a new file, and what stands of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.filekinds import endings
from programmes.forms.base import ServiceForm, VersionedForm
from programmes.models import Intervention, Programme
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource


def which_files() -> str:
    return _("Ten hoogste %(most)s MB, en een van: %(endings)s.") % {
        "most": settings.DOCUMENT_MAX_BYTES // (1024 * 1024), "endings": endings(),
    }  # fmt: skip


def public_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("Openbaar"), required=False,
        help_text=gettext_lazy("Iedereen leest het zodra het programma openbaar is. Staan er geen namen in?"),
    )  # fmt: skip


class NewDocumentForm(ServiceForm):
    file = forms.FileField(
        label=gettext_lazy("Bestand"), allow_empty_file=True, max_length=1000,
        help_text=lazy(which_files, str)(),
        widget=forms.ClearableFileInput(),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("Naam"), max_length=160, required=False,
        help_text=gettext_lazy("Wat laat dit zien? Leeg is: de naam van het bestand."),
    )  # fmt: skip
    intervention = forms.ModelChoiceField(
        Intervention.objects.none(), label=gettext_lazy("Waarover"),
        help_text=gettext_lazy("Eén interventie, of het programma als geheel."), required=False,
        empty_label=gettext_lazy("het hele programma"),
    )  # fmt: skip
    public = public_field()

    def __init__(self, *args: Any, programme: Programme, by: Any, whole: bool, **kwargs: Any) -> None:
        """`whole`: whether this person may add a document of the programme as a whole."""
        super().__init__(*args, **kwargs)
        here = Intervention.objects.filter(Q(programme=programme)).order_by("title")
        self.fields["intervention"].queryset = narrowed(here, by, Resource.DOCUMENT, Action.ADD)
        if not whole:
            self.fields["intervention"].required = True
            self.fields["intervention"].empty_label = _("kies een interventie")

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class DocumentForm(VersionedForm):
    name = forms.CharField(
        label=gettext_lazy("Naam"), help_text=gettext_lazy("Zo staat het in de lijst met documenten."), max_length=160
    )
    public = public_field()

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
