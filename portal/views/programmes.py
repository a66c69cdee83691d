"""Programmes: all of them, and the page of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from charts import wijkpicture
from portal.effects.sections import effects_of
from portal.evidence import evidence_of
from portal.programmes import EVERYONE, programme_entry, visible_programmes
from portal.programmestory import contributions_of, tell_programme
from programmes.family import family_of
from programmes.models import Agreement, Programme
from programmes.whole import children_of
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    found = visible_programmes()
    page = {
        "running": [programme_entry(each) for each in found if not each.historical],
        "historical": [programme_entry(each) for each in found if each.historical],
    }
    return render(request, "portal/programmes.html", page)


@audience(PUBLIC)
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """A published programme; whoever works on a draft sees it too, and sees that it is one."""
    visible = Programme.objects.visible_to(request.user).select_related("gemeente", "lead", "parent")
    found = get_object_or_404(visible.prefetch_related(
        "phases", "wijken__areas", "roles__person", "published_amounts__area"), slug=slug)  # fmt: skip
    story = tell_programme(found, request.user)
    children = children_of(found, request.user)
    page = {
        "story": story,
        "effects": effects_of(found),
        "evidence": evidence_of(found, request.user),
        "family": family_of(found, request.user, children),
        "version": found.versions.defer("content").first(),
        "programme": found,
        "agreements": Agreement.objects.visible_to(EVERYONE).filter(programme=found),
        "invented": found.gemeente.invented,
        "crumbs": [(_("Programma’s"), reverse("programmas"))],
        "contributions": contributions_of(story, request.user, children),
        "chart": wijkpicture.draw(story.picture) if story.has_picture else None,
    }
    return render(request, "portal/programme.html", page)
