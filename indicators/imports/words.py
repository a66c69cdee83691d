"""An import in the words and rows of its pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import number
from indicators.imports.sources import FileKind
from indicators.models import ImportFile
from runs.models import Run

SHOWN_ERRORS = 250
NOTHING = "–"
HISTORY_COLUMNS = [
    {"label": gettext_lazy("Bestand")},
    {"label": gettext_lazy("Soort")},
    {"label": gettext_lazy("Wanneer")},
    {"label": gettext_lazy("Door")},
    {"label": gettext_lazy("Afloop")},
    {"label": gettext_lazy("Nieuw"), "numeric": True},
    {"label": gettext_lazy("Veranderd"), "numeric": True},
]
ERROR_COLUMNS = [
    {"label": gettext_lazy("Rij"), "numeric": True},
    {"label": gettext_lazy("Kolom")},
    {"label": gettext_lazy("Waarde")},
    {"label": gettext_lazy("Wat er mis is, en wat u kunt doen")},
]


def kind(source: str) -> str:
    return str(FileKind(source).label) if source in FileKind.values else source


def history_rows(files: Iterable[ImportFile]) -> list[list[Any]]:
    return [
        [
            {"text": file.name, "url": reverse("import_run", args=[file.run_id]) if file.run_id else None},
            kind(file.source),
            date_format(localtime(file.created_at), "j F Y, H:i"),
            str(file.imported_by or _("opdrachtregel")),
            file.get_state_display(),
            *written(file),
        ]
        for file in files
    ]


def written(file: ImportFile) -> list[str]:
    """New and changed figures; of a file of which nothing is kept there are none to count."""
    if file.state != ImportFile.State.IMPORTED:
        return [NOTHING, NOTHING]
    return [number(file.values_new), number(file.values_changed)]


def error_rows(file: ImportFile) -> list[list[str]]:
    nothing = _("hele bestand")
    return [
        [str(error["row"] or nothing), error["column"] or "", error["value"] or "", error["message"]]
        for error in file.errors[:SHOWN_ERRORS]
    ]


def facts(file: ImportFile) -> list[dict[str, str]]:
    """What came of a file, number by number; of a file of which nothing is kept, how far it came and no more."""
    if file.state != ImportFile.State.IMPORTED:
        return [{"term": _("Soort"), "text": kind(file.source)}, *without_figures(file)]
    return [
        {"term": _("Soort"), "text": kind(file.source)},
        {"term": _("Indeling"), "text": str(file.division_year)},
        {"term": _("Rijen gelezen"), "text": number(file.rows_read)},
        {"term": _("Nieuwe cijfers"), "text": number(file.values_new)},
        {"term": _("Veranderde cijfers"), "text": number(file.values_changed)},
        {"term": _("Gelijk gebleven"), "text": number(file.values_unchanged)},
        {"term": _("Verzwegen door de bron"), "text": number(file.withheld)},
        {"term": _("Ontbreekt in het bestand"), "text": number(file.missing)},
    ]


def without_figures(file: ImportFile) -> list[dict[str, str]]:
    """Rows are told only where the file could be read: a file that could not has no number of rows."""
    asked = file.options.get("year")
    told = [
        (_("Gevraagde indeling"), str(asked) if asked else ""),
        (_("Rijen nagekeken"), number(file.rows_read) if file.rows_read else ""),
        (_("Bewaarde cijfers"), _("geen")),
    ]
    return [{"term": term, "text": text} for term, text in told if text]


def progress(run: Run) -> dict[str, Any]:
    """How far a run is: rows that are committed over rows in the file; without numbers while they are not known."""
    if run.cancel_requested:
        return {"label": _("Wordt gestopt"), "value": None, "text": _("Wat al was klaargezet, wordt weggehaald.")}
    if not run.total:
        return {"label": run.step or _("Wacht op zijn beurt"), "value": None, "text": ""}
    text = _("%(done)s van %(total)s rijen") % {"done": number(run.done), "total": number(run.total)}
    return {"label": run.step, "value": run.done, "max": run.total, "text": text}


def outcome(file: ImportFile) -> dict[str, str]:
    """The notice above the result of one file."""
    state = ImportFile.State
    known = {
        state.IMPORTED: ("ok", _("%(name)s is ingelezen.")),
        state.REFUSED: ("error", _("%(name)s is geweigerd. Er is niets van bewaard.")),
        state.CANCELLED: ("warning", _("Het inlezen van %(name)s is gestopt. Er is niets van bewaard.")),
    }
    kind_of_notice, text = known.get(state(file.state), ("warning", _("%(name)s is niet ingelezen.")))
    return {"kind": kind_of_notice, "title": text % {"name": file.name}}
