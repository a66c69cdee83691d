"""Pages on which a manager freezes a study, has it computed, and stops that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from effects import services
from effects.course import lacking, rows_of
from effects.forms.comparison import StepForm
from effects.models import Study
from effects.views.pages import address, changes_study, crumbs_to, own_study, page_of, person_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Refused

CHANGES = those_who_may(Action.CHANGE, Resource.STUDY)


@audience(CHANGES)
@changes_study
def freeze(request: HttpRequest, study: Study) -> HttpResponse:
    """Read once more what is asked and with what is compared; after this nothing of it changes."""
    form = StepForm(request.POST or None, initial={"version": study.version})
    if form.saves(request, lambda: services.freeze_study(study=study, by=person_of(request), **form.cleaned_data)):
        services.run_study(study=study, by=person_of(request))
        messages.success(request, _("Het onderzoek is vastgelegd. Nu wordt gekeken wat eruit komt."))
        return redirect(address("study", study))
    study.refresh_from_db()
    rows = rows_of(study)
    areas = study.areas.order_by("code")
    shown = {"study": study, "form": form, "rows": rows, "areas": areas, "lacking": lacking(rows)}
    return page_of(request, "freeze", study.programme, crumbs_to(study.programme, study), **shown)


@require_POST
@audience(CHANGES)
def run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    study = own_study(request, slug, pk)
    try:
        services.run_study(study=study, by=person_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(address("study", study))


@require_POST
@audience(CHANGES)
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    study = own_study(request, slug, pk)
    services.cancel_study(study=study, by=person_of(request))
    return redirect(address("study", study))
