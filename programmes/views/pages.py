"""What the pages of the workspace share: the row, the way back, and a page with one form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.forms.base import ServiceForm
from programmes.models import Intervention, Programme
from programmes.rights import Rights, rights_of, with_rights
from programmes.services import draft_of, is_frozen, why_frozen
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, may

Crumbs = list[tuple[str, str]]
View = TypeVar("View", bound=Callable[..., Any])


def own_plan(request: HttpRequest, slug: str) -> Programme:
    """A programme, or the concept of its next version, that this person may change; else it does not exist."""
    own = Programme.objects.editable_by(request.user).select_related("gemeente", "lead", "draft_of", "parent")
    return get_object_or_404(own, slug=slug)


def plan_to_read(request: HttpRequest, slug: str) -> tuple[Programme, Rights]:
    """A programme, or the concept of its next version, that this person reads because of a role; else none."""
    rows = Programme.objects.select_related("gemeente", "lead", "draft")  # few have a parent or are a draft
    read = narrowed(rows, request.user, Resource.PROGRAMME, Action.READ, as_visitor=False)
    found = get_object_or_404(with_rights(read, request.user), slug=slug)
    return found, rights_of(found, request.user)


def own_programme(request: HttpRequest, slug: str) -> Programme:
    """A programme that this person may change; of a concept beside it, the programme itself: what is done is live."""
    own = Programme.objects.editable_by(request.user).select_related("gemeente", "lead")
    return get_object_or_404(own, Q(slug=slug, draft_of=None) | Q(draft__slug=slug))


def changes_plan(view: View) -> View:
    """A page that changes the plan: where the plan is frozen, one reads why and can begin the next version."""

    @wraps(view)
    def page(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET":
            programme = own_plan(request, slug)
            if is_frozen(programme):
                frozen = {"why": why_frozen(programme), "draft": draft_of(programme)}
                return page_of(request, "frozen", programme, **frozen)
        return view(request, slug, *args, **kwargs)

    return page  # type: ignore[return-value]


def seen_programme(request: HttpRequest, slug: str) -> Programme:
    """A programme that this person may see; of a concept beside it, the programme itself."""
    seen = Programme.objects.visible_to(request.user).select_related("gemeente", "lead")
    return get_object_or_404(seen, Q(slug=slug, draft_of=None) | Q(draft__slug=slug))


def programme_to_read(request: HttpRequest, slug: str, resource: Resource) -> Programme:
    """A programme of which this person may read what hangs under it; anything else does not exist."""
    readable = narrowed(Programme.objects.select_related("gemeente", "lead"), request.user, resource, Action.READ)
    return get_object_or_404(readable, slug=slug)


def own_intervention(request: HttpRequest, pk: int) -> Intervention:
    """An intervention that this person may change; anything else does not exist."""
    own = Intervention.objects.editable_by(request.user).select_related("programme__gemeente", "lead")
    return get_object_or_404(own, pk=pk)


def own_part(request: HttpRequest, slug: str, resource: Resource, action: Action = Action.READ) -> Programme:
    """A programme of which this person may do this to a part (its risks, its documents) because of a role in it."""
    rows = Programme.objects.select_related("gemeente", "lead")
    own = narrowed(rows, request.user, resource, action, as_visitor=False)
    return get_object_or_404(own, Q(slug=slug, draft_of=None) | Q(draft__slug=slug))


def intervention_worked_on(request: HttpRequest, pk: int) -> Intervention:
    """An intervention that this person may read because of a role, not only because it is public."""
    rows = Intervention.objects.select_related("programme__gemeente", "lead")
    return get_object_or_404(narrowed(rows, request.user, Resource.INTERVENTION, Action.READ, as_visitor=False), pk=pk)


def crumbs_of(programme: Programme | None = None, intervention: Intervention | None = None) -> Crumbs:
    """The way from the start page to here."""
    crumbs = [(_("Mijn werk"), reverse("start")), (_("Programma’s"), reverse("werk:programmes"))]
    if programme is not None:
        name = _("%(name)s, concept") % {"name": programme.name} if programme.draft_of_id else programme.name
        crumbs.append((name, reverse("werk:programme", args=[programme.slug])))
    if intervention is not None:
        crumbs.append((intervention.title, reverse("werk:intervention", args=[intervention.pk])))
    return crumbs


def open_to(request: HttpRequest, crumbs: Crumbs, programme: Programme) -> Crumbs:
    """The same way back; who has no role in a programme reads of it on its page for everyone."""
    if may(request.user, Resource.PROGRAMME, Action.CHANGE) or _works_on(request.user, programme):
        return crumbs
    closed, readable = (reverse(name, args=[programme.slug]) for name in ("werk:programme", "programma"))
    return [(name, readable if url == closed else url) for name, url in crumbs]


def _works_on(user: Any, programme: Programme) -> bool:
    rows = Programme.objects.filter(pk=programme.pk)
    return bool(narrowed(rows, user, Resource.PROGRAMME, Action.READ, as_visitor=False).exists())


def page_of(request: HttpRequest, template: str, programme: Programme, **shown: Any) -> HttpResponse:
    """A page about a programme, with the way back, and the warning where its gemeente is invented."""
    context = {"programme": programme, "crumbs": crumbs_of(programme), "invented": programme.gemeente.invented, **shown}
    context["crumbs"] = open_to(request, context["crumbs"], programme)
    return render(request, f"programmes/{template}.html", context)


def money_tabs(request: HttpRequest, programme: Programme, current: str) -> list[dict[str, Any]]:
    """The pages of a programme's money that this person may read."""
    pages = [
        ("money", _("Per pijler, partner en jaar"), Resource.INVESTMENT),
        ("chains", _("Wie betaalt en wie besteedt"), Resource.INVESTMENT),
        ("ceilings", _("Plafonds"), Resource.CEILING),
    ]
    return [
        {"title": title, "url": reverse(f"werk:{name}", args=[programme.slug]), "current": name == current}
        for name, title, resource in pages
        if may(request.user, resource, Action.READ)
    ]


def report_tabs(current: str, **asked: str) -> list[dict[str, Any]]:
    """The two ways to see all reports, with what the address asks of both."""
    query = f"?{urlencode(asked)}" if asked else ""
    pages = [("reports", _("Per partner en periode")), ("report-list", _("Als lijst"))]
    return [
        {"title": title, "url": reverse(f"werk:{name}") + query, "current": name == current} for name, title in pages
    ]


def form_page(request: HttpRequest, form: ServiceForm, programme: Programme, **shown: Any) -> HttpResponse:
    """A page with one form. Shown: title, lead, save (words of the button), above (a template), remove, history."""
    return page_of(request, "form_page", programme, **{"form": form, "save": _("Bewaar"), **shown})


def pages_of(page: Page, address: str) -> dict[str, str]:
    """The pages beside this one; `address` holds the filters and ends where "bladzijde" can follow."""
    return {
        "previous": f"{address}bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"{address}bladzijde={page.next_page_number()}" if page.has_next() else "",
        "text": _("%(first)s tot %(last)s van %(all)s")
        % {"first": page.start_index(), "last": page.end_index(), "all": page.paginator.count},
    }
