"""Pages on which a manager reviews the comparison areas, knowing nothing of what came after the start."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from effects import services
from effects.forms.comparison import ComparisonForm
from effects.models import ComparisonArea, Study
from effects.review import review_of, weighed_one
from effects.views.pages import (
    address,
    changes_study,
    crumbs_to,
    may_change,
    outcome_of,
    own_study,
    page_of,
    person_of,
    study_to_read,
    takes_step,
)
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

CHANGES = those_who_may(Action.CHANGE, Resource.STUDY)
LONGEST_NAME = 80


@audience(those_who_may(Action.READ, Resource.STUDY))
def comparison(request: HttpRequest, slug: str, pk: int, indicator: str) -> HttpResponse:
    study = study_to_read(request, slug, pk)
    outcome = outcome_of(study, indicator)
    review = review_of(outcome, request.GET.get("zoek", "").strip()[:LONGEST_NAME])
    changes = not study.is_frozen and may_change(request, study)
    shown = {"study": study, "outcome": outcome, "review": review, "may_change": changes}
    return page_of(request, "comparison", study.programme, crumbs_to(study.programme, study), **shown)


@audience(CHANGES)
@changes_study
def area(request: HttpRequest, study: Study, indicator: str, key: int) -> HttpResponse:
    """One area beside the wijk of the study, with the question whether to compare with it."""
    outcome = outcome_of(study, indicator)
    row = get_object_or_404(ComparisonArea.objects.select_related("area__parent"), outcome=outcome, pk=key)
    row.outcome = outcome
    initial = {"included": "ja" if row.included else "nee", "reason": row.reason, "version": study.version}
    form = ComparisonForm(request.POST or None, initial=initial)
    if form.saves(request, lambda: services.change_comparison(area=row, by=person_of(request), **form.cleaned_data)):
        messages.success(request, _("Bewaard."))
        return redirect(address("study-comparison", study, indicator))
    here = (_("Vergelijkingswijken"), address("study-comparison", study, indicator))
    shown = {"study": study, "outcome": outcome, "form": form, "one": weighed_one(row)}
    crumbs = [*crumbs_to(study.programme, study), here]
    return page_of(request, "comparison_area", study.programme, crumbs, **shown)


@require_POST
@audience(CHANGES)
def choose_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    study = own_study(request, slug, pk)
    if takes_step(request, lambda seen: services.choose_again(study=study, version=seen, by=person_of(request))):
        messages.success(request, _("De vergelijkingswijken zijn opnieuw gekozen. Wat u wijzigde, is weg."))
    return redirect(address("study", study))
