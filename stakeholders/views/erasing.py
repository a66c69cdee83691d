"""The page on which a person is erased who asks for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stakeholders.audience import audience, those_who_may
from stakeholders.erasure import erasable_by, erase_person
from stakeholders.forms import ErasureForm
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Refused


@audience(those_who_may(Action.REMOVE, Resource.PERSON))
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(erasable_by(request.user), pk=pk)
    form = ErasureForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            erased = erase_person(person=person, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Gewist. Verder heet deze persoon “%(name)s”.") % {"name": erased.pseudonym})
            return _told(request, erased.left)
    crumbs = [(_("Mijn werk"), reverse("start")), (_("Mensen en rollen"), reverse("people"))]
    return render(request, "stakeholders/erase.html", {"form": form, "person": person, "crumbs": crumbs})


def _told(request: HttpRequest, left: list[str]) -> HttpResponse:
    """Back to the list, or first which texts to look at."""
    if not left:
        return redirect("people")
    crumbs = [(_("Mijn werk"), reverse("start")), (_("Mensen en rollen"), reverse("people"))]
    return render(request, "stakeholders/erased.html", {"left": [(one, "") for one in left], "crumbs": crumbs})
