"""Pages of those who bring figures in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indicators.forms import ImportForm
from indicators.imports import words
from indicators.models import ImportFile
from indicators.tasks import IMPORT
from indicators.uploads import keep, too_large
from runs import services as runs
from runs.models import Run
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

SHOWN_FILES = 50


@audience(those_who_may(Action.ADD, Resource.IMPORT))
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Send a file, and see what was sent before."""
    form = ImportForm(too_large=too_large(request))
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES, too_large=too_large(request))
        if form.is_valid():
            return redirect("import_run", started(form.cleaned_data, request.user).pk)
    files = ImportFile.objects.select_related("imported_by")[:SHOWN_FILES]
    context = {
        "form": form,
        "columns": words.HISTORY_COLUMNS,
        "rows": words.history_rows(files),
        "crumbs": [(_("Mijn werk"), reverse("start"))],
    }
    return render(request, "indicators/imports.html", context, status=200 if not form.errors else 422)


def started(chosen: dict[str, Any], by: Any) -> Run:
    from indicators.imports import services

    path = keep(chosen["file"])
    return services.import_in_background(
        path=path,
        name=chosen["file"].name,
        source=chosen["source"],
        year=chosen["year"],
        mapping=chosen["mapping"],
        by=by,
    )


@audience(those_who_may(Action.READ, Resource.IMPORT))
@require_GET
def import_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far an import is, and then what came of it. htmx asks for the part that changes."""
    run = get_object_or_404(Run, pk=run_id, kind=IMPORT)
    files = list(ImportFile.objects.of_run(run.pk))
    context = {
        "run": run,
        "progress": words.progress(run),
        "results": [result(file) for file in files] if run.is_over() else [],
        "names": ", ".join(file.name for file in files[:3]),
        "crumbs": [(_("Mijn werk"), reverse("start")), (_("Cijfers inlezen"), reverse("imports"))],
    }
    part = "indicators/import_state.html" if request.htmx else "indicators/import_run.html"
    return render(request, part, context)


def result(file: ImportFile) -> dict[str, Any]:
    return {
        "file": file,
        "notice": words.outcome(file),
        "facts": words.facts(file),
        "columns": words.ERROR_COLUMNS,
        "errors": words.error_rows(file),
        "more": max(0, len(file.errors) - words.SHOWN_ERRORS),
    }


@audience(those_who_may(Action.ADD, Resource.IMPORT))
@require_POST
def stop_import(request: HttpRequest, run_id: int) -> HttpResponse:
    runs.request_cancel(run=get_object_or_404(Run, pk=run_id, kind=IMPORT))
    return redirect("import_run", run_id)
