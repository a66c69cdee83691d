"""What the pages of studies in the workspace share: the row, the way back, the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from effects.forms.comparison import StepForm
from effects.models import Study, StudyOutcome
from programmes.models import Programme
from programmes.views.pages import crumbs_of, open_to
from stakeholders.models import Person, narrowed
from stakeholders.permissions import Action, Resource

Crumbs = list[tuple[str, str]]
View = TypeVar("View", bound=Callable[..., Any])
TOLD = "programme__gemeente", "programme__lead", "frozen_by", "run"


def own_study(request: HttpRequest, slug: str, pk: int) -> Study:
    """A study that this person may change; anything else does not exist."""
    return get_object_or_404(Study.objects.editable_by(request.user).select_related(*TOLD), programme__slug=slug, pk=pk)


def study_to_read(request: HttpRequest, slug: str, pk: int) -> Study:
    """A study that this person reads because of a role in it, not only because it is public."""
    rows = narrowed(Study.objects.select_related(*TOLD), request.user, Resource.STUDY, Action.READ, as_visitor=False)
    found: Study = get_object_or_404(rows, programme__slug=slug, pk=pk)
    return found


def person_of(request: HttpRequest) -> Person:
    """Who is signed in: the audience of a page that writes admits nobody else."""
    if not isinstance(request.user, Person):
        raise PermissionDenied
    return request.user


def may_change(request: HttpRequest, study: Study) -> bool:
    return Study.objects.editable_by(request.user).filter(pk=study.pk).exists()


def outcome_of(study: Study, indicator: str) -> StudyOutcome:
    found: StudyOutcome = get_object_or_404(study.outcomes.select_related("indicator"), indicator__slug=indicator)
    found.study = study
    return found


def crumbs_to(programme: Programme, study: Study | None = None) -> Crumbs:
    crumbs = [*crumbs_of(programme), (_("Effecten"), reverse("onderzoek:studies", args=[programme.slug]))]
    return crumbs if study is None else [*crumbs, (study.name, address("study", study))]


def address(page: str, study: Study, *more: Any) -> str:
    return reverse(f"onderzoek:{page}", args=[study.programme.slug, study.pk, *more])


def page_of(request: HttpRequest, template: str, programme: Programme, crumbs: Crumbs, **shown: Any) -> HttpResponse:
    """A page about studies, with the way back, and the warning where the gemeente is invented."""
    context = {"programme": programme, "invented": programme.gemeente.invented, **shown}
    context["crumbs"] = open_to(request, crumbs, programme)
    return render(request, f"effects/{template}.html", context)


def changes_study(view: View) -> View:
    """A page that changes a study: of one that is frozen, one reads why that cannot be."""

    @wraps(view)
    def page(request: HttpRequest, slug: str, pk: int, **args: Any) -> HttpResponse:
        study = own_study(request, slug, pk)
        if study.is_frozen and request.method in {"GET", "HEAD"}:
            return page_of(request, "frozen", study.programme, crumbs_to(study.programme, study), study=study)
        answer: HttpResponse = view(request, study, **args)
        return answer

    return page  # type: ignore[return-value]


def takes_step(request: HttpRequest, write: Callable[[int], Any]) -> bool:
    """A step by one button that carries the version that was seen; False where it was refused, and why is told."""
    form = StepForm(request.POST)
    if form.is_valid() and form.attempt(lambda: write(form.cleaned_data["version"])):
        return True
    for said in form.errors.values():
        for message in said:
            messages.error(request, str(message))
    return False
