"""The page on who does what on a programme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.roles import RoleForm
from programmes.models import ProgrammeRole
from programmes.views.pages import own_programme, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

CHANGES = those_who_may(Action.CHANGE, Resource.PROGRAMME)


@audience(CHANGES)
def roles(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_programme(request, slug)
    form = RoleForm(request.POST or None, by=request.user)
    if form.saves(request, lambda: services.give_role(programme=programme, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(name)s staat erbij.") % {"name": form.saved.person})
        return redirect("werk:roles", slug=slug)
    rows = programme.roles.select_related("person").order_by("role", "person__name")
    return page_of(request, "roles", programme, form=form, roles=rows, history=history.of(programme, ProgrammeRole))


@require_POST
@audience(CHANGES)
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    role = get_object_or_404(own_programme(request, slug).roles.select_related("person"), pk=pk)
    services.end_role(role=role, by=request.user)
    messages.success(request, _("De rol van %(name)s is beëindigd.") % {"name": role.person})
    return redirect("werk:roles", slug=slug)
