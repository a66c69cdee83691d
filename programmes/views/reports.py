"""Pages of the reports in a period: all of them at a glance, and one that is filled in, judged or read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.base import ServiceForm
from programmes.forms.judging import JudgeForm, StepForm
from programmes.models import Report
from programmes.models.reports import BUSY
from programmes.reports.overview import glance
from programmes.reports.results import not_taken_over, with_reasons
from programmes.reports.rows import interventions_of, outputs_told, rows_of
from programmes.reports.shown import rows_read, totals_read
from programmes.views.filling import fill, refused_table, told
from programmes.views.pages import pages_of, report_tabs
from programmes.vocabulary import REPORT_MOVES, MoneyState, ReportMove
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import permit

READS = those_who_may(Action.READ, Resource.REPORT)
JUDGING = (ReportMove.ACCEPT, ReportMove.RETURN)
DONE = {
    ReportMove.SUBMIT: gettext_lazy("De rapportage is ingediend. De gemeente kijkt haar na."),
    ReportMove.WITHDRAW: gettext_lazy("De rapportage is terug: u kunt haar weer wijzigen."),
    ReportMove.RETURN: gettext_lazy("De rapportage is teruggestuurd, met uw opmerkingen."),
    ReportMove.ACCEPT: gettext_lazy("De rapportage is geaccepteerd. De bedragen staan in het grootboek."),
    ReportMove.LOCK: gettext_lazy("De rapportage is vergrendeld."),
}


@audience(READS)
def reports(request: HttpRequest) -> HttpResponse:
    """Every report that this person may see, organisation against period, with what is late."""
    which = request.GET.get("welke", "")
    found = glance(Report.objects.visible_to(request.user), which=which, number=request.GET.get("bladzijde"))
    asked = {"welke": which} if which else {}
    as_file = f"{reverse('werk:report-list')}?{urlencode(asked)}{'&' if asked else ''}als="
    context = {
        "found": found,
        "pages": pages_of(found.page, f"?{urlencode(asked)}&" if asked else "?"),
        "tabs": report_tabs("reports", **asked),
        "files": [(_("Excel (XLSX)"), f"{as_file}xlsx"), ("CSV", f"{as_file}csv")],
        "invented": found.invented,
        "crumbs": crumbs()[:1],
    }
    return render(request, "programmes/reports.html", context)


@audience(READS)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Filled in by who may while that is open; read and judged by others."""
    found = visible_report(request, pk)
    if may_move(request, found, ReportMove.FILL):
        return fill(request, found)
    if request.method == "POST" and may_act(request, found, ReportMove.FILL):
        return too_late(request, found)
    return awaited(request, found) if is_kept_back(request, found) else read(request, found)


def is_kept_back(request: HttpRequest, found: Report) -> bool:
    """Whether another organisation is still busy with it: what they fill in is theirs until they hand it in."""
    return found.status in BUSY and found.organisation_id not in request.user.organisation_ids()


def awaited(request: HttpRequest, found: Report) -> HttpResponse:
    """What everyone else may know of a report that was not handed in: until when, and what was remarked."""
    context = {"report": found, "invented": found.period.programme.gemeente.invented, "crumbs": crumbs()}
    return render(request, "programmes/report_awaited.html", context)


def too_late(request: HttpRequest, found: Report) -> HttpResponse:
    """Typed while someone else handed it in, or judged it: what was typed stands beside what it says now."""
    form = refused_table(request, found)
    return told(form, found) if request.headers.get("X-Autosave") else read(request, found, form)


@require_POST
@audience(READS)
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in, take back, send back, accept or lock, on the version that was seen."""
    found, asked = visible_report(request, pk), request.POST.get("stap", "")
    move = ReportMove(asked) if asked in DONE else None
    if move is None or not may_act(request, found, move):
        raise Http404
    form = judging(found, request.POST) if move in JUDGING else StepForm(request.POST)
    if form.saves(request, lambda: make(request, found, move, form)):
        messages.success(request, DONE[move])
        tell_what_was_not_taken_over(request, found, move)
        return redirect("werk:partner-report", pk=pk)
    return read(request, visible_report(request, pk), form)


def tell_what_was_not_taken_over(request: HttpRequest, found: Report, move: ReportMove) -> None:
    said = not_taken_over(found.outputs.select_related("output")) if move == ReportMove.ACCEPT else ""
    if said:
        messages.warning(request, said)


def judging(found: Report, sent: Any) -> JudgeForm:
    return JudgeForm(sent, report=found, outputs=outputs_told(found, interventions_of(found)))


def make(request: HttpRequest, found: Report, move: ReportMove, form: ServiceForm) -> Report:
    said = {"report": found, "version": form.cleaned_data["version"], "by": request.user}
    if isinstance(form, JudgeForm):
        said["remark"] = form.cleaned_data["remark"]
    if isinstance(form, JudgeForm) and move == ReportMove.RETURN:
        said |= {"remarks": form.remarks(), "remarks_on_outputs": form.remarks_on_outputs()}
    if isinstance(form, JudgeForm) and move == ReportMove.ACCEPT:
        said["override"] = form.cleaned_data["override"]
    write = {
        ReportMove.SUBMIT: services.submit_report,
        ReportMove.WITHDRAW: services.withdraw_report,
        ReportMove.RETURN: services.return_report,
        ReportMove.ACCEPT: services.accept_report,
        ReportMove.LOCK: services.lock_report,
    }[move]
    return write(**said)


def read(request: HttpRequest, found: Report, form: ServiceForm | None = None) -> HttpResponse:
    """The report as it stands, with the steps that this person may make."""
    moves = [move for move in ReportMove if may_move(request, found, move)]
    judges = any(move in moves for move in JUDGING)
    interventions = interventions_of(found)
    rows, outputs = rows_of(found, interventions), outputs_told(found, interventions)
    form = form or (
        JudgeForm(report=found, outputs=outputs) if judges else StepForm(initial={"version": found.version})
    )
    judged = form if judges and isinstance(form, JudgeForm) else None
    context = {
        "report": found,
        "form": form,
        "judges": judged is not None,
        "steps": [move for move in moves if move in DONE and move not in JUDGING],
        "states": [one.label for one in MoneyState],
        "rows": rows_read(rows, found, judged.field_at if judged else None),
        "totals": totals_read(rows),
        "outputs": [(one, judged.field_of(one) if judged else None, why) for one, why in with_reasons(found, outputs)],
        "history": history.of(found) if sees_all(request, found) else [],
        "uploads": found.uploads.exclude(confirmed_at=None) if sees_all(request, found) else [],
        "invented": found.period.programme.gemeente.invented,
        "crumbs": crumbs(),
    }
    return render(request, "programmes/report_read.html", context)


def visible_report(request: HttpRequest, pk: int) -> Report:
    """A report that this person may read; anything else does not exist."""
    rows = Report.objects.visible_to(request.user).select_related("organisation", "period__programme__gemeente")
    return get_object_or_404(rows, pk=pk)


def may_move(request: HttpRequest, found: Report, move: ReportMove) -> bool:
    """Whether the report is where the move starts, and the permission table lets this person make it."""
    return move in found.allowed_moves() and may_act(request, found, move)


def may_act(request: HttpRequest, found: Report, move: ReportMove) -> bool:
    try:
        permit(Report.objects.all(), found, by=request.user, resource=Resource.REPORT, action=REPORT_MOVES[move][2])
    except PermissionDenied:
        return False
    return True


def sees_all(request: HttpRequest, found: Report) -> bool:
    """Whether this person sees how it came about too: of the organisation itself, or who follows the programme."""
    return Report.objects.followed_by(request.user).filter(pk=found.pk).exists()


def crumbs() -> list[tuple[str, Any]]:
    return [(_("Mijn werk"), reverse("start")), (_("Rapportages"), reverse("werk:reports"))]
