"""How far the computing of a study is, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from charts.wording import number
from runs.models import Run, State


def progress_of(run: Run | None) -> dict[str, Any] | None:
    """What the page shows of a run that is not over; None where none is."""
    if run is None or run.is_over():
        return None
    if run.cancel_requested:
        return {"label": _("Wordt gestopt"), "value": None, "max": None, "text": _("Er wordt niets van bewaard.")}
    if run.state == State.WAITING or not run.total:
        label, text = run.step or _("Wacht op zijn beurt"), _("Dit duurt meestal minder dan een minuut.")
        return {"label": label, "value": None, "max": None, "text": text}
    text = _("%(done)s van %(total)s uitkomsten berekend") % {"done": number(run.done), "total": number(run.total)}
    return {"label": run.step or _("Berekenen"), "value": run.done, "max": run.total, "text": text}


def ended(run: Run | None) -> dict[str, str] | None:
    """The notice about a run that did not come to an answer."""
    if run is None or run.state not in {State.FAILED, State.CANCELLED}:
        return None
    if run.state == State.CANCELLED:
        return {"kind": "warning", "title": _("Het berekenen is gestopt."), "text": _("Er is niets van bewaard.")}
    return {"kind": "error", "title": _("Het berekenen is mislukt."), "text": run.error}
