"""What was published of a programme: all its versions, and each as it stood."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programmes.differences import differences
from programmes.models import Programme
from programmes.planwords import Plan
from stakeholders.audience import PUBLIC, audience

Crumbs = list[tuple[str, str]]


def visible(request: HttpRequest, slug: str) -> Programme:
    """A programme that this reader may see now: what was withdrawn takes its versions along."""
    found = Programme.objects.visible_to(request.user).filter(draft_of=None).select_related("gemeente")
    return get_object_or_404(found, slug=slug)


def crumbs_of(programme: Programme) -> Crumbs:
    return [
        (_("Programma’s"), reverse("programmas")),
        (programme.name, reverse("programma", args=[programme.slug])),
    ]


@audience(PUBLIC)
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    programme = visible(request, slug)
    page = {
        "programme": programme,
        "versions": programme.versions.defer("content"),
        "invented": programme.gemeente.invented,
        "crumbs": crumbs_of(programme),
    }
    return render(request, "portal/versions.html", page)


@audience(PUBLIC)
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version, whole, and what it changed of the one before."""
    programme = visible(request, slug)
    found = get_object_or_404(programme.versions, number=number)
    before = programme.versions.filter(number__lt=number).first()
    page = {
        "programme": programme,
        "version": found,
        "plan": Plan(found.content),
        "before": before,
        "changes": differences(before.content, found.content) if before else [],
        "newest": not programme.versions.filter(number__gt=number).exists(),
        "invented": programme.gemeente.invented,
        "crumbs": [*crumbs_of(programme), (_("Versies"), reverse("programma-versies", args=[slug]))],
    }
    return render(request, "portal/version.html", page)
