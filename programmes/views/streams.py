"""Pages of the funding streams: which there are, a new one, and what stands of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes import history, services
from programmes.forms.base import ServiceForm
from programmes.forms.streams import NewStreamForm, StreamForm
from programmes.models import FundingStream
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource, may


@audience(those_who_may(Action.ADD, Resource.INVESTMENT))
def streams(request: HttpRequest) -> HttpResponse:
    rows = FundingStream.objects.visible_to(request.user).annotate(entries=Count("investments"))
    context = {
        "crumbs": crumbs()[:1],
        "invented": works_in_invented_city(request.user),
        "streams": rows.order_by("retired", "name"),
        "may_change": may(request.user, Resource.FUNDING_STREAM, Action.CHANGE),
    }
    return render(request, "programmes/streams.html", context)


@audience(those_who_may(Action.ADD, Resource.FUNDING_STREAM))
def new(request: HttpRequest) -> HttpResponse:
    form = NewStreamForm(request.POST or None)
    if form.saves(request, lambda: services.add_stream(by=request.user, **form.said())):
        messages.success(request, _("%(name)s staat erbij.") % {"name": form.saved})
        return redirect("werk:streams")
    lead = _("Alle gemeenten hier gebruiken dezelfde lijst. Kijk eerst of de geldstroom er al staat.")
    return stream_page(request, form, title=_("Geldstroom toevoegen"), lead=lead)


@audience(those_who_may(Action.CHANGE, Resource.FUNDING_STREAM))
def stream(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(FundingStream.objects.editable_by(request.user), pk=pk)
    form = StreamForm(request.POST or None, initial=StreamForm().initial_of(row))
    if form.saves(request, lambda: services.change_stream(stream=row, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:streams")
    return stream_page(
        request, form, title=row.name, lead=f"{row.get_kind_display()}. {row.rules}", history=history.of(row)
    )


def stream_page(request: HttpRequest, form: ServiceForm, **shown: Any) -> HttpResponse:
    invented = works_in_invented_city(request.user)
    context = {"form": form, "save": _("Bewaar"), "crumbs": crumbs(), "invented": invented, **shown}
    return render(request, "programmes/form_page.html", context)


def works_in_invented_city(person: Any) -> bool:
    return any(one.organisation.invented for one in person.held())


def crumbs() -> list[tuple[str, str]]:
    return [(_("Mijn werk"), reverse("start")), (_("Geldstromen"), reverse("werk:streams"))]
