"""Partners: every organisation that takes part, and what each of them does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.partners import by_kind, promises_by, tell_partner
from stakeholders.audience import PUBLIC, audience
from stakeholders.models import Organisation


@audience(PUBLIC)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    public = list(Organisation.objects.filter(public=True).select_related("gemeente").prefetch_related("also_in"))
    page = {"kinds": by_kind(public), "invented": bool(public) and all(each.invented for each in public)}
    return render(request, "portal/partners.html", page)


@audience(PUBLIC)
@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    public = Organisation.objects.filter(public=True).select_related("gemeente")
    organisation = get_object_or_404(public, slug=slug)
    page = {
        "story": tell_partner(organisation),
        "promises": promises_by(organisation),
        "organisation": organisation,
        "invented": organisation.invented,
        "crumbs": [(_("Partners"), reverse("partners"))],
    }
    return render(request, "portal/partner.html", page)
