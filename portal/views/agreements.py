"""The page of a signed agreement of a published programme."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.programmes import EVERYONE
from programmes.models import Agreement
from programmes.promises import AT_HAND, promises_of
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def agreement(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who promised what, and what has come of it, as everyone may know it."""
    rows = Agreement.objects.visible_to(EVERYONE).select_related("programme__gemeente", "document")
    found = get_object_or_404(rows, pk=pk, programme__slug=slug)
    commitments = found.commitments.select_related("agreement", "organisation")
    page = {
        "agreement": found,
        "parties": found.parties.all(),
        "promises": promises_of(list(commitments.prefetch_related(*AT_HAND)), EVERYONE),
        "invented": found.programme.gemeente.invented,
        "crumbs": [
            (_("Programma’s"), reverse("programmas")),
            (found.programme.name, reverse("programma", args=[slug])),
        ],
    }
    return render(request, "portal/agreement.html", page)
