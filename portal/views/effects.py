"""What studies found: of a programme, of one outcome, explained, and of all programmes of a gemeente."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apirules.rendering import csv_stream
from effects.models import StudyResult
from portal.effects import panelfile
from portal.effects.council import tell_council
from portal.effects.explanation import explain
from portal.effects.overview import crumbs_of, tell_effects
from portal.effects.story import OutcomeStory, tell_outcome
from portal.views.versions import visible
from stakeholders.audience import PUBLIC, audience


def version_asked(request: HttpRequest, slug: str, study: int, indicator: str) -> tuple[StudyResult, ...]:
    """All versions that this reader may see, the one that was asked for first; 404 where there is none."""
    rows = StudyResult.objects.visible_to(request.user).for_reading().order_by("-number")
    found = list(rows.filter(
        outcome__study__programme__slug=slug, outcome__study=study, outcome__indicator__slug=indicator))  # fmt: skip
    asked = request.GET.get("versie", "")
    chosen = [each for each in found if not asked or str(each.number) == asked][:1]
    if not chosen:
        raise Http404
    return (*chosen, *found)


def story_asked(request: HttpRequest, slug: str, study: int, indicator: str) -> OutcomeStory:
    chosen, *versions = version_asked(request, slug, study, indicator)
    return tell_outcome(chosen, tuple(versions))


@audience(PUBLIC)
@require_safe
def programme_effects(request: HttpRequest, slug: str) -> HttpResponse:
    programme = visible(request, slug)
    page = {
        "programme": programme,
        "effects": tell_effects(programme, request.user),
        "invented": programme.gemeente.invented,
        "crumbs": crumbs_of(programme),
    }
    return render(request, "portal/effects.html", page)


@audience(PUBLIC)
@require_safe
def effect(request: HttpRequest, slug: str, study: int, indicator: str) -> HttpResponse:
    story = story_asked(request, slug, study, indicator)
    return render(request, "portal/effect.html", page_of(story))


@audience(PUBLIC)
@require_safe
def explanation(request: HttpRequest, slug: str, study: int, indicator: str) -> HttpResponse:
    """For who wants to know what a number of the study rests on."""
    story = story_asked(request, slug, study, indicator)
    return render(request, "portal/effect_explained.html", {**page_of(story), "explained": explain(story)})


def page_of(story: OutcomeStory) -> dict[str, object]:
    programme = story.study.programme
    return {
        "story": story,
        "programme": programme,
        "invented": programme.gemeente.invented,
        "crumbs": crumbs_of(programme, with_effects=True),
    }


@audience(PUBLIC)
@require_safe
def panel_csv(request: HttpRequest, slug: str, study: int, indicator: str) -> StreamingHttpResponse:
    """The panel as the command takes it, so that anyone can compute the answer again."""
    chosen = version_asked(request, slug, study, indicator)[0]
    return csv_stream(panelfile.COLUMNS, panelfile.rows_of(chosen.snapshot), panelfile.file_name(chosen))


@audience(PUBLIC)
@require_safe
def answer_json(request: HttpRequest, slug: str, study: int, indicator: str) -> HttpResponse:
    chosen = version_asked(request, slug, study, indicator)[0]
    options = {"ensure_ascii": False, "indent": 2, "sort_keys": True}
    return JsonResponse(panelfile.answer_file(chosen), json_dumps_params=options)


@audience(PUBLIC)
@require_safe
def council(request: HttpRequest, code: str) -> HttpResponse:
    """All studies of a gemeente, by indicator, in funnels: nothing is ranked."""
    page = tell_council(code, request.user)
    return render(request, "portal/effects_council.html", page)
