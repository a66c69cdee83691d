"""Pages on which a manager sets goals: a figure, where it starts and where it must go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.goal import ChooseGoalForm, GoalForm, NewGoalForm, goal_initial, offered
from programmes.models import Goal
from programmes.services import Refused, is_frozen
from programmes.views.pages import changes_plan, form_page, own_plan, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

ADDS = those_who_may(Action.ADD, Resource.GOAL)
CHANGES = those_who_may(Action.CHANGE, Resource.GOAL)


@audience(CHANGES)
def goals(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_plan(request, slug)
    rows = programme.goals.select_related("indicator", "area").prefetch_related("targets")
    return page_of(request, "goals", programme, goals=rows, frozen=is_frozen(programme))


@audience(ADDS)
@changes_plan
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """First which figure of which area; then, with its figures beside it, where it must go."""
    programme = own_plan(request, slug)
    choice = ChooseGoalForm(request.GET or None, programme=programme)
    if not choice.is_valid():
        return page_of(request, "goal_choose", programme, form=choice)
    indicator, area = choice.chosen()
    figures, initial = offered(indicator, area, programme)
    form = NewGoalForm(request.POST or None, initial=initial)
    which = {"programme": programme, "indicator": indicator, "area": area}
    if form.saves(request, lambda: services.set_goal(**which, by=request.user, **form.said())):
        messages.success(request, _("Het doel staat erin."))
        return redirect("werk:goals", slug=slug)
    return form_page(
        request, form, programme, title=indicator.name, lead=area.spoken_name, indicator=indicator,
        figures=figures, above="programmes/goal_figures.html",
    )  # fmt: skip


@audience(CHANGES)
@changes_plan
def goal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_plan(request, slug)
    row = get_object_or_404(programme.goals.select_related("indicator__source", "area"), pk=pk)
    figures, _initial = offered(row.indicator, row.area, programme)
    form = GoalForm(request.POST or None, initial=goal_initial(row))
    if form.saves(request, lambda: services.change_goal(goal=row, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:goals", slug=slug)
    return form_page(
        request, form, programme, title=row.indicator.name, lead=row.area.spoken_name,
        indicator=row.indicator, figures=figures, above="programmes/goal_figures.html", history=history.of(row),
        remove=reverse("werk:goal-remove", args=[slug, pk]), remove_label=_("Haal dit doel weg"),
    )  # fmt: skip


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.GOAL))
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_plan(request, slug)
    row = get_object_or_404(Goal.objects.filter(programme=programme), pk=pk)
    try:
        services.remove_goal(goal=row, by=request.user)
        messages.success(request, _("Het doel is weggehaald."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("werk:goals", slug=slug)
