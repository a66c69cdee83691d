"""The controller's page: the ledger beside the organisation's own books, to the cent. Nothing typed here is stored."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes import reconciling
from programmes.forms.base import YearField
from programmes.lists.entries import entries_worked_on
from programmes.reporting import organisations_to_report_for
from stakeholders.audience import audience, those_who_may
from stakeholders.models import Organisation
from stakeholders.permissions import Action, Resource


class WhichBooks(forms.Form):
    """Whose books, of which year; asked by GET."""

    organisatie = forms.ChoiceField(label=gettext_lazy("Organisatie"))
    jaar = YearField(label=gettext_lazy("Jaar"))

    def __init__(self, organisations: list[Organisation], **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        choices = [(one.slug, one.name) for one in organisations]
        self.fields["organisatie"].choices = choices  # type: ignore[attr-defined]


@audience(those_who_may(Action.READ, Resource.REPORT))  # who entered what stands here: not for who only reads amounts
def reconcile(request: HttpRequest) -> HttpResponse:
    """Per taakveld, stream, state, btw and nature: ours, what was typed, and the difference."""
    organisations = organisations_of(request)
    if not organisations:
        raise Http404
    asked = {"organisatie": organisations[0].slug, "jaar": timezone.localdate().year - 1, **request.GET.dict()}
    which = WhichBooks(organisations, data=asked)
    found = None
    if which.is_valid():
        chosen = next(one for one in organisations if one.slug == which.cleaned_data["organisatie"])
        year = which.cleaned_data["jaar"]
        found = reconciling.reconcile(chosen, year, entries_worked_on(request.user), request.POST.dict())
    context = {
        "which": which, "found": found, "compared": request.method == "POST",
        "crumbs": [(_("Mijn werk"), reverse("start"))],
        "invented": found is not None and found.organisation.invented,
    }  # fmt: skip
    return render(request, "programmes/reconcile.html", context)


def organisations_of(request: HttpRequest) -> list[Organisation]:
    """The person's own organisations first, then those for which the person reports."""
    own = list(Organisation.objects.filter(pk__in=request.user.organisation_ids()).order_by("name"))
    return list(dict.fromkeys([*own, *organisations_to_report_for(request.user)]))
