"""Pages about organisations: those of the gemeente, a new partner, and what stands of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from stakeholders import history
from stakeholders.audience import audience, those_who_may
from stakeholders.forms import NewOrganisationForm, OrganisationForm, WorksHereForm
from stakeholders.models import Organisation, gemeente_ids
from stakeholders.permissions import Action, Resource, may
from stakeholders.services import SavedMeanwhile, add_organisation, change_organisation, set_works_here
from wijken.models import Area

SHOWN = ("name", "kind", "description", "website", "version")


@audience(those_who_may(Action.CHANGE, Resource.ORGANISATION))
@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    """Those that one keeps, those from elsewhere that work here too, and a form to name one more of these."""
    form = WorksHereForm(request.POST or None, by=request.user)
    if saves(request, form, lambda: set_works_here(**form.cleaned_data, here=True, by=request.user)):
        messages.success(request, _("%(name)s werkt ook hier.") % {"name": form.cleaned_data["organisation"]})
        return redirect("organisations")
    reporting = Count("memberships", filter=Q(memberships__person__is_active=True))
    rows = Organisation.objects.editable_by(request.user).annotate(people=reporting).order_by("name")
    context = {
        "crumbs": crumbs()[:1],
        "form": form,
        "organisations": rows,
        "visiting": working_here_too(request.user),
        "invented": any(one.invented for one in rows),
        "may_add": may(request.user, Resource.ORGANISATION, Action.ADD),
        "may_invite": may(request.user, Resource.PERSON, Action.ADD),
    }
    return render(request, "stakeholders/organisations.html", context)


@audience(those_who_may(Action.ADD, Resource.ORGANISATION))
@require_POST
def works_no_longer(request: HttpRequest, pk: int) -> HttpResponse:
    visiting = get_object_or_404(working_here_too(request.user), pk=pk)
    for gemeente in Area.objects.filter(pk__in=gemeente_ids(request.user)):
        set_works_here(organisation=visiting, gemeente=gemeente, here=False, by=request.user)
    messages.success(request, _("%(name)s staat niet meer bij uw gemeente.") % {"name": visiting})
    return redirect("organisations")


def working_here_too(person: Any) -> Any:
    """Organisations that other gemeenten keep, and that work in this person's own too."""
    here = Organisation.objects.visible_to(person).filter(also_in__in=gemeente_ids(person))
    return here.select_related("gemeente").distinct().order_by("name")


@audience(those_who_may(Action.ADD, Resource.ORGANISATION))
@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: HttpRequest) -> HttpResponse:
    form = NewOrganisationForm(request.POST or None, by=request.user)
    if saves(request, form, lambda: add_organisation(**form.cleaned_data, by=request.user)):
        name = {"name": form.cleaned_data["name"]}
        messages.success(request, _("%(name)s staat erbij. Nodig nu uit wie er bedragen meldt.") % name)
        return redirect("organisations")
    lead = _("Daarna kunt u de organisatie kiezen bij een interventie, en er mensen voor uitnodigen.")
    invented = Area.objects.filter(pk__in=gemeente_ids(request.user), invented=True).exists()
    return form_page(request, form, title=_("Organisatie toevoegen"), lead=lead, invented=invented)


@audience(those_who_may(Action.CHANGE, Resource.ORGANISATION))
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Organisation.objects.editable_by(request.user), pk=pk)
    initial = {name: getattr(row, name) for name in SHOWN}
    form = OrganisationForm(request.POST or None, by=request.user, organisation=row, initial=initial)
    if saves(request, form, lambda: change_organisation(organisation=row, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Bewaard."))
        return redirect("organisations")
    told = {"title": initial["name"], "lead": row.get_kind_display().capitalize(), "invented": row.invented}
    return form_page(request, form, entries=history.latest([(Organisation, Q(id=row.pk))]), **told)


def saves(request: HttpRequest, form: Form, write: Callable[[], Any]) -> bool:
    """Whether the form was sent, holds, and the service took it; what it refuses stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        write()
    except SavedMeanwhile as meanwhile:
        form.add_error(None, meanwhile)
        take_over_version(form)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return not form.errors


def take_over_version(form: Form) -> None:
    """The next save is made on what stands now: the page shows it in the history below the form."""
    form.data = form.data.copy()  # type: ignore[assignment]
    form.data["version"] = str(form.get_initial_for_field(form.fields["version"], "version"))  # type: ignore[index]


def form_page(request: HttpRequest, form: Form, **shown: Any) -> HttpResponse:
    context = {"form": form, "crumbs": crumbs(), **shown}
    return render(request, "stakeholders/organisation.html", context, status=422 if form.errors else 200)


def crumbs() -> list[tuple[str, str]]:
    return [(_("Mijn werk"), reverse("start")), (_("Organisaties"), reverse("organisations"))]
