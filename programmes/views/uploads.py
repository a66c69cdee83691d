"""The report as a spreadsheet: download it prefilled, hand it in, see what it would change, and confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.uploads import takes_at_most, too_large
from programmes import services
from programmes.forms.uploads import UploadForm
from programmes.models import Report, ReportUpload
from programmes.reports.sheet.writing import as_csv, as_xlsx
from programmes.services import Conflict, Refused
from programmes.views.reports import READS, awaited, crumbs, is_kept_back, sees_all, visible_report
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

KINDS = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
FILLS = those_who_may(Action.CHANGE, Resource.REPORT)


@audience(READS)
def sheet(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The report as it stands now, as XLSX or CSV."""
    found = visible_report(request, pk)
    if kind not in KINDS:
        raise Http404
    if is_kept_back(request, found):
        return awaited(request, found)
    write, media_type = KINDS[kind]
    name = f"rapportage-{found.organisation.slug}-{found.period.year}.{kind}"
    answer = HttpResponse(write(found, request.user), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@takes_at_most("REPORT_MAX_BYTES")
@audience(FILLS)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own_report(request, pk)
    try:
        services.check_may_fill(found, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:partner-report", pk=pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, too_large=too_large(request))
    if form.saves(request, lambda: services.take_upload(report=found, by=request.user, **form.said())):
        return redirect("werk:report-uploaded", pk=pk, upload=form.saved.pk)
    return _page(request, found, "report_upload", form=form, uploads=found.uploads.all()[:10])


@audience(FILLS)
def uploaded(request: HttpRequest, pk: int, upload: int) -> HttpResponse:
    """What is wrong with a file, or what it would change; POST confirms it."""
    found = _own_report(request, pk)
    row = get_object_or_404(found.uploads, pk=upload)
    if request.method == "POST":
        return _confirm(request, found, row)
    return _page(request, found, "report_uploaded", upload=row)


@audience(READS)
def original(request: HttpRequest, pk: int, upload: int) -> HttpResponse | FileResponse:
    """The file as it came, for the organisation itself and who judges."""
    found = visible_report(request, pk)
    row = get_object_or_404(found.uploads, pk=upload)
    if not sees_all(request, found):
        raise Http404
    kept = row.file.open("rb")
    return FileResponse(kept, as_attachment=True, filename=row.original_name, content_type="application/octet-stream")


def _confirm(request: HttpRequest, found: Report, row: ReportUpload) -> HttpResponse:
    try:
        services.confirm_upload(upload=row, by=request.user)
    except Conflict as conflict:
        services.look_again(upload=row, by=request.user)
        messages.warning(request, _("%(why)s Hier staat opnieuw wat uw bestand zou veranderen.") % {"why": conflict})
        return redirect("werk:report-uploaded", pk=found.pk, upload=row.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:report-uploaded", pk=found.pk, upload=row.pk)
    number = len(row.changes)
    words = ngettext("%(number)s wijziging bewaard.", "%(number)s wijzigingen bewaard.", number) % {"number": number}
    messages.success(request, words + " " + _("Dien de rapportage in als alles klopt."))
    return redirect("werk:partner-report", pk=found.pk)


def _own_report(request: HttpRequest, pk: int) -> Report:
    own = Report.objects.editable_by(request.user).select_related("organisation", "period__programme__gemeente")
    return get_object_or_404(own, pk=pk)


def _page(request: HttpRequest, found: Report, template: str, **shown: Any) -> HttpResponse:
    title = f"{found.period.name}, {found.organisation}"
    way = [*crumbs(), (title, reverse("werk:partner-report", args=[found.pk]))]
    context = {"report": found, "invented": found.period.programme.gemeente.invented, "crumbs": way, **shown}
    return render(request, f"programmes/{template}.html", context)
