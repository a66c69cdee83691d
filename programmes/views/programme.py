"""Pages on which a manager sets up a programme, step by step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import services
from programmes.forms.programme import BasicsForm, NewProgrammeForm, PublishForm
from programmes.setup import steps_of
from programmes.standing import changes_of
from programmes.views.pages import changes_plan, crumbs_of, form_page, own_plan, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.models import gemeente_ids
from stakeholders.permissions import Action, Resource

SETS_UP = those_who_may(Action.CHANGE, Resource.PROGRAMME)


@audience(those_who_may(Action.ADD, Resource.PROGRAMME))
def new(request: HttpRequest) -> HttpResponse:
    parents = services.parents_to_choose(None, request.user)
    form = NewProgrammeForm(request.POST or None, gemeenten=gemeente_ids(request.user), parents=parents)
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
@changes_plan
def basics(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_plan(request, slug)
    parents = services.parents_to_choose(found, request.user)
    form = BasicsForm(request.POST or None, parents=parents, initial=BasicsForm(parents=parents).initial_of(found))
    if form.saves(request, lambda: services.change_programme(programme=found, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:programme", slug=found.slug)
    return form_page(request, form, found, title=_("Naam, jaren en contact"))


@audience(those_who_may(Action.PUBLISH, Resource.PROGRAMME))
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_plan(request, slug)
    form = PublishForm(request.POST or None, initial={"seen": services.seal_of(found)})
    if form.saves(request, lambda: services.publish_programme(programme=found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Het programma staat nu openbaar. Iedereen kan het lezen."))
        return redirect("werk:programme", slug=form.saved.slug)
    if form.is_bound:
        form.read_again(services.seal_of(found))
    return page_of(request, "publish", found, form=form, steps=steps_of(found), changes=changes_of(found))


@require_POST
@audience(those_who_may(Action.PUBLISH, Resource.PROGRAMME))
def unpublish(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_plan(request, slug)
    services.unpublish_programme(programme=found, by=request.user)
    messages.success(request, _("Het programma is weer een concept. Alleen wie eraan werkt ziet het."))
    return redirect("werk:programme", slug=found.slug)
