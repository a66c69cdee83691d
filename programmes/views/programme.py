"""Pages on which a manager sets up a programme, step by step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.base import ServiceForm
from programmes.forms.programme import BasicsForm, NewProgrammeForm
from programmes.models import Programme
from programmes.setup import next_step, steps_of
from programmes.views.pages import crumbs_of, form_page, own_programme, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.models import gemeente_ids
from stakeholders.permissions import Action, Resource

SETS_UP = those_who_may(Action.CHANGE, Resource.PROGRAMME)


@audience(SETS_UP)
def programmes(request: HttpRequest) -> HttpResponse:
    own = Programme.objects.editable_by(request.user).with_counts().order_by("historical", "name")
    return render(request, "programmes/programmes.html", {"programmes": own, "crumbs": crumbs_of()[:1]})


@audience(those_who_may(Action.ADD, Resource.PROGRAMME))
def new(request: HttpRequest) -> HttpResponse:
    form = NewProgrammeForm(request.POST or None, gemeenten=gemeente_ids(request.user))
    if form.saves(request, lambda: services.create_programme(by=request.user, **form.said())):
        messages.success(request, _("Het programma staat er als concept. Kies nu de wijken."))
        return redirect("werk:wijk-new", slug=form.saved.slug)
    context = {
        "form": form,
        "title": _("Nieuw programma"),
        "lead": _("Begin met de naam en de jaren. Alles is later te wijzigen; niemand ziet het voordat u publiceert."),
        "save": _("Bewaar als concept"),
        "crumbs": crumbs_of(),
    }
    return render(request, "programmes/form_page.html", context)


@audience(SETS_UP)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_programme(request, slug)
    steps = steps_of(found)
    shown = {"steps": steps, "next": next_step(steps), "history": history.of(found), "crumbs": crumbs_of()}
    return page_of(request, "programme", found, **shown)


@audience(SETS_UP)
def basics(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_programme(request, slug)
    form = BasicsForm(request.POST or None, initial=BasicsForm().initial_of(found))
    if form.saves(request, lambda: services.change_programme(programme=found, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:programme", slug=found.slug)
    return form_page(request, form, found, title=_("Naam, jaren en contact"))


@audience(those_who_may(Action.PUBLISH, Resource.PROGRAMME))
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_programme(request, slug)
    form = ServiceForm(request.POST if request.method == "POST" else None)
    if form.saves(request, lambda: services.publish_programme(programme=found, by=request.user)):
        messages.success(request, _("Het programma staat nu openbaar. Iedereen kan het lezen."))
        return redirect("werk:programme", slug=found.slug)
    return page_of(request, "publish", found, form=form, steps=steps_of(found))


@require_POST
@audience(those_who_may(Action.PUBLISH, Resource.PROGRAMME))
def unpublish(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_programme(request, slug)
    services.unpublish_programme(programme=found, by=request.user)
    messages.success(request, _("Het programma is weer een concept. Alleen wie eraan werkt ziet het."))
    return redirect("werk:programme", slug=found.slug)
