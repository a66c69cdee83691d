"""The page of a programme in the workspace: for whoever reads it in a role, with what that role may see and do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes import history
from programmes.coherence import checks, package_from, sums_of
from programmes.contributions import AddressOf
from programmes.facts import facts_of_plan
from programmes.family import family_of, sticks_out
from programmes.goalprogress import progress_of_goals
from programmes.lists.interventions import programmes_worked_on, worked_on
from programmes.models import Intervention, Programme
from programmes.money import state_words
from programmes.rights import Rights
from programmes.setup import next_step, steps_of
from programmes.standing import changes_of, standing_of
from programmes.timeline import timeline_of, undrawn
from programmes.views.interventionparts import watched
from programmes.views.pages import crumbs_of, page_of, plan_to_read
from programmes.whole import Whole, whole_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

# The other pages of a programme, each with what one must be allowed to do for it.
WAYS: list[tuple[Promise, str, Action, Resource]] = [
    (_("Interventies"), "interventions", Action.READ, Resource.INTERVENTION),
    (_("Geld"), "money", Action.READ, Resource.INVESTMENT),
    (_("Plafonds"), "ceilings", Action.READ, Resource.CEILING),
    (_("Van geld naar wat bewoners merken"), "contributions", Action.READ, Resource.CONTRIBUTION),
    (_("Rapportageperiodes"), "periods", Action.CHANGE, Resource.PERIOD),
    (_("Risico’s"), "risks", Action.READ, Resource.RISK),
    (_("Besluiten"), "decisions", Action.READ, Resource.DECISION),
    (_("Documenten"), "documents", Action.READ, Resource.DOCUMENT),
    (_("Wie doet wat"), "roles", Action.CHANGE, Resource.PROGRAMME),
    (_("Geschiedenis"), "programme-history", Action.READ, Resource.HISTORY),
]


@audience(those_who_may(Action.READ, Resource.PROGRAMME))
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """How a programme stands; of a concept of a next version only what becomes different in the plan."""
    found, rights = plan_to_read(request, slug)
    if found.draft_of:
        shown = {"changes": changes_of(found), **_setting_up(found, rights)}
        return page_of(request, "draft", found, crumbs=crumbs_of(found.draft_of), **shown)
    whole = whole_of(found, request.user)
    shown = {
        "standing": standing_of(found, rights),
        **_around(found, whole, request.user),
        **_done(whole, rights, request.user),
        **_money(whole, rights, request.user),
        **watched(found, request.user, rights),
        "plan": facts_of_plan(found),
        "ways": ways_of(found, rights),
        **_setting_up(found, rights),
    }
    return page_of(request, "programme", found, crumbs=crumbs_of(), **shown)


def _setting_up(programme: Programme, rights: Rights) -> dict[str, Any]:
    """The steps and the history: only for who may change the programme."""
    if not rights.may(Action.CHANGE, Resource.PROGRAMME):
        return {"may_change": False}
    steps = steps_of(programme)
    return {"may_change": True, "steps": steps, "next": next_step(steps), "history": history.of(programme)}


def _around(programme: Programme, whole: Whole, reader: Any) -> dict[str, Any]:
    """The programme above and those under it, each with the page where this reader finds it."""
    family = family_of(programme, reader, whole.children)
    keys = [one.pk for one in (*whole.children, programme.parent) if one]
    here = set(programmes_worked_on(reader).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    parent = programme.parent
    above = parent if parent and (parent.is_published or parent.pk in here) else None
    return {"family": family, "here": here, "above": above, "sticks_out": sticks_out(programme, above) if above else ""}


def _done(whole: Whole, rights: Rights, reader: Any) -> dict[str, Any]:
    """Plan against reality, and the goals with their progress."""
    own = whole.own
    return {
        "timeline": timeline_of(whole.itself, own, address_for(whole, rights, reader)),
        "undrawn": undrawn(own),
        "all_interventions": rights.whole(Resource.INTERVENTION),
        "goals": progress_of_goals(list(whole.plan.goals.all())),
    }


def address_for(whole: Whole, rights: Rights, reader: Any) -> AddressOf:
    """Where this reader finds an intervention: in the workspace, or on the public page of its programme."""
    mine = set() if rights.whole(Resource.INTERVENTION) else set(
        worked_on(reader).filter(programme=whole.itself).values_list("pk", flat=True)
    )  # fmt: skip

    def address_of(one: Intervention) -> str:
        if rights.whole(Resource.INTERVENTION) or one.pk in mine:
            return reverse("werk:intervention", args=[one.pk])
        return f"{reverse('programma', args=[whole.itself.slug])}#interventie-{one.pk}"

    return address_of


def _money(whole: Whole, rights: Rights, reader: Any) -> dict[str, Any]:
    """Sums of the entries that this reader sees; findings only for who sees all that they speak of."""
    published = whole.itself.is_published
    all_of_it = published or rights.whole(Resource.INVESTMENT)
    reads = rights.may(Action.READ, Resource.INVESTMENT)
    sums = sums_of(whole, reader)
    return {
        "sees_money": reads or published,
        "partial": not all_of_it,
        "money": state_words(sums.own),
        "reads_entries": reads,
        "checks": checks(package_from(whole, sums.spent)) if reads and all_of_it else None,
    }


def ways_of(programme: Programme, rights: Rights) -> list[tuple[Promise, str]]:
    """The other pages of a programme that this person may open."""
    ways = [
        (name, reverse(f"werk:{page}", args=[programme.slug]))
        for name, page, action, resource in WAYS
        if rights.may(action, resource)
    ]
    if rights.may(Action.READ, Resource.STUDY):
        ways.append((_("Effecten"), reverse("onderzoek:studies", args=[programme.slug])))
    if rights.may(Action.READ, Resource.AGREEMENT):
        ways.append((_("Afspraken"), f"{reverse('werk:agreements')}?programma={programme.slug}"))
    return ways
