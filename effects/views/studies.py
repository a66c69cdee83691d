"""Pages on which a manager says what is studied: areas, start and outcomes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from effects import services
from effects.course import lacking, rows_of
from effects.forms.new import NewStudyForm
from effects.forms.outcomes import OutcomesForm
from effects.forms.proposals import ProposalsForm
from effects.forms.study import StudyForm
from effects.models import Study
from effects.overview import overview_of, status_of
from effects.progress import ended, progress_of
from effects.proposal import proposals_of
from effects.views.pages import (
    address,
    changes_study,
    crumbs_to,
    may_change,
    own_study,
    page_of,
    person_of,
    study_to_read,
)
from programmes import history
from programmes.models import Programme
from programmes.views.pages import form_page, own_part
from stakeholders.audience import audience, those_who_may
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Refused

READS = those_who_may(Action.READ, Resource.STUDY)
ADDS = those_who_may(Action.ADD, Resource.STUDY)
CHANGES = those_who_may(Action.CHANGE, Resource.STUDY)


@audience(READS)
def studies(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.STUDY)
    shown = overview_of(programme, request.user)
    return page_of(request, "studies", programme, crumbs_to(programme)[:-1], overview=shown)


@audience(ADDS)
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """What we would study, and why; the manager picks, merges, splits or drops."""
    programme = own_part(request, slug, Resource.STUDY, Action.ADD)
    form = ProposalsForm(request.POST if request.method == "POST" else None, proposals=proposals_of(programme))
    if form.saves(request, lambda: _make_chosen(form, programme, person_of(request))):
        said = ngettext(
            "%(number)s onderzoek staat er als concept.",
            "%(number)s onderzoeken staan er als concept.",
            n := len(form.saved),
        )
        messages.success(request, said % {"number": n})
        return redirect("onderzoek:studies", slug=programme.slug)
    return page_of(request, "proposals", programme, crumbs_to(programme), form=form, proposals=form.shown())


def _make_chosen(form: ProposalsForm, programme: Programme, by: Person) -> list[Study]:
    return services.propose_studies(programme=programme, by=by, chosen=form.chosen())


@audience(ADDS)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.STUDY, Action.ADD)
    form = NewStudyForm(request.POST or None, programme=programme)
    if form.saves(request, lambda: services.make_study(programme=programme, by=person_of(request), **form.said())):
        messages.success(request, _("Het onderzoek staat er als concept. De vergelijkingswijken zijn gekozen."))
        return redirect(address("study", form.saved))
    lead = _("Zeg eerst wat u wilt weten. Naar de uitkomst wordt pas gekeken als u het onderzoek hebt vastgelegd.")
    return form_page(request, form, programme, title=_("Nieuw onderzoek"), lead=lead, crumbs=crumbs_to(programme))


@audience(READS)
def study(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A study with its outcomes; while it is computed, htmx asks how far it is."""
    found = study_to_read(request, slug, pk)
    state = {"study": found, "progress": progress_of(found.run), "may_change": may_change(request, found)}
    if request.htmx:  # type: ignore[attr-defined]
        answer = page_of(request, "state", found.programme, [], **state)
        if not state["progress"]:
            answer["HX-Refresh"] = "true"
        return answer
    rows = rows_of(found)
    shown = {
        "rows": rows,
        "areas": found.areas.order_by("code"),
        "lacking": lacking(rows),
        "status": status_of(found),
        "ended": ended(found.run),
        "history": history.of(found),
    }
    return page_of(request, "study", found.programme, crumbs_to(found.programme), **state, **shown)


@audience(CHANGES)
@changes_study
def change(request: HttpRequest, found: Study) -> HttpResponse:
    initial = StudyForm(programme=found.programme).initial_of(found)
    form = StudyForm(request.POST or None, programme=found.programme, initial=initial)
    if form.saves(request, lambda: services.change_study(study=found, by=person_of(request), **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect(address("study", found))
    lead = _("Verandert u de gebieden of de jaren, dan worden de vergelijkingswijken opnieuw gekozen.")
    crumbs = crumbs_to(found.programme, found)
    return form_page(request, form, found.programme, title=_("Waar en vanaf wanneer"), lead=lead, crumbs=crumbs)


@audience(CHANGES)
@changes_study
def outcomes(request: HttpRequest, found: Study) -> HttpResponse:
    form = OutcomesForm(request.POST or None, study=found)
    if form.saves(request, lambda: _set_outcomes(form, found, person_of(request))):
        messages.success(request, _("Bewaard. Van nieuwe uitkomsten zijn de vergelijkingswijken gekozen."))
        return redirect(address("study", found))
    crumbs = crumbs_to(found.programme, found)
    return form_page(request, form, found.programme, title=_("Waaraan zien we het?"), lead=str(found), crumbs=crumbs)


def _set_outcomes(form: OutcomesForm, found: Study, by: Person) -> Study:
    lines = form.said_outcomes()
    return services.set_outcomes(study=found, version=form.cleaned_data["version"], outcomes=lines, by=by)


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.STUDY))
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = own_study(request, slug, pk)
    try:
        services.remove_study(study=found, by=person_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address("study", found))
    messages.success(request, _("“%(name)s” is weg.") % {"name": found})
    return redirect("onderzoek:studies", slug=slug)
