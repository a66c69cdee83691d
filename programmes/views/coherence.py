"""Pages on how a programme hangs together: what is expected of what, and whether the money follows the goals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.coherence import Package, answers, package_of, pictures
from programmes.contributions import chart_of
from programmes.lists.interventions import programmes_worked_on
from programmes.models import Intervention, Investment, Programme
from programmes.money import notes_on
from programmes.views.pages import crumbs_of, page_of, seen_programme
from programmes.vocabulary import MoneyState
from programmes.whole import children_of, whole_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource, Scope, scopes_of


@audience(those_who_may(Action.READ, Resource.CONTRIBUTION))
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """The contribution picture; whoever may change an intervention goes on from it."""
    programme = seen_programme(request, slug)
    family = Q(programme=programme) | Q(programme__parent=programme)
    own = set(Intervention.objects.editable_by(request.user).filter(family).values_list("pk", flat=True))

    def address_of(one: Intervention) -> str | None:
        return reverse("werk:intervention", args=[one.pk]) if one.pk in own else None

    children = children_of(programme, request.user)
    chart = chart_of(programme, children, request.user, address_of)
    return page_of(request, "contribution_picture", programme, chart=chart, counted=places_of(children, request))


@audience(those_who_may(Action.READ, Resource.INVESTMENT))
def coherence(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the whole programme."""
    programme = seen_programme(request, slug)
    whole = whole_of(programme, request.user)
    package = package_of(programme, request.user, _state(request), whole)
    counted = places_of(whole.children, request)
    return _page(request, programme, package, others=package.wijken, counted=counted)


@audience(those_who_may(Action.READ, Resource.INVESTMENT))
def coherence_of_wijk(request: HttpRequest, slug: str, wijk: int) -> HttpResponse:
    """Of one wijk: what reaches it, each amount for its own part."""
    programme = seen_programme(request, slug)
    package = package_of(programme, request.user, _state(request))
    found = next((one for one in package.wijken if one.pk == wijk), None)
    if found is None:
        raise Http404
    here = package.in_wijk(found)
    crumbs = [*crumbs_of(programme), (_("Samenhang"), reverse("werk:coherence", args=[slug]))]
    others = [one for one in package.wijken if one.pk != wijk]
    return _page(request, programme, here, wijk=found, others=others, around=len(here.undivided), crumbs=crumbs)


def _page(request: HttpRequest, programme: Programme, package: Package, **shown: Any) -> HttpResponse:
    state = _state(request)
    entries = Investment.objects.visible_to(request.user).of_programme(programme.draft_of or programme)
    return page_of(
        request,
        "coherence",
        programme,
        state=state,
        tabs=[
            {"title": str(one.label).capitalize(), "url": f"?toestand={one}", "current": one == state}
            for one in MoneyState
        ],
        answers=answers(package, _Way(request, programme)),
        pictures=pictures(package, state),
        notes=notes_on(entries.in_state(state)),
        partial=not _sees_all_money(request, programme),
        **shown,
    )


def places_of(children: Sequence[Programme], request: HttpRequest) -> list[tuple[str, str]]:
    """The programmes that are counted along, each with where this reader finds it."""
    if not children:
        return []
    keys = [one.pk for one in children]
    here = set(programmes_worked_on(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        (one.name, reverse("werk:programme" if one.pk in here else "programma", args=[one.slug])) for one in children
    ]


class _Way:
    """Where a finding is mended by whoever may, and where it is read by everyone else."""

    def __init__(self, request: HttpRequest, programme: Programme) -> None:
        self.slug = programme.slug
        self.mends = Programme.objects.editable_by(request.user).filter(pk=programme.pk).exists()

    def __call__(self, kind: str, pk: int) -> str:
        if kind == "wijk":
            return reverse("werk:coherence-of-wijk", args=[self.slug, pk])
        if self.mends:
            return (
                reverse("werk:goal", args=[self.slug, pk])
                if kind == "goal"
                else reverse("werk:intervention", args=[pk])
            )
        public = reverse("programma", args=[self.slug])
        return f"{public}#doelen" if kind == "goal" else f"{public}#interventie-{pk}"


def _state(request: HttpRequest) -> MoneyState:
    asked = request.GET.get("toestand", "")
    return MoneyState(asked) if asked in MoneyState.values else MoneyState.SPENT


def _sees_all_money(request: HttpRequest, programme: Programme) -> bool:
    """Whether this reader sees every amount; a partner sees of a draft only its own."""
    whole = {Scope.GEMEENTE, Scope.PROGRAMME, Scope.COUNCIL, Scope.ALL}
    return programme.is_published or bool(whole & scopes_of(request.user, Resource.INVESTMENT, Action.READ))
