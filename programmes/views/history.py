"""Pages that tell who changed what: of a programme, and of all that someone may see; also as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes import history
from programmes.forms.history import HistoryFilter
from programmes.lists import export
from programmes.models import Programme
from programmes.views.pages import crumbs_of, open_to, own_part, pages_of
from stakeholders.audience import audience, those_who_may
from stakeholders.history import Entry, told
from stakeholders.permissions import Action, Resource

PER_PAGE = 50
AT_ONCE = 500
READS = those_who_may(Action.READ, Resource.HISTORY)
DID = {"+": "toegevoegd", "~": "gewijzigd", "-": "weggehaald"}


@audience(READS)
def everything(request: HttpRequest) -> HttpResponseBase:
    """Of the gemeenten where one is manager, of the organisations of which one is controller, or of everything."""
    return _page(request, None)


@audience(READS)
def of_programme(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _page(request, own_part(request, slug, Resource.HISTORY))


def _page(request: HttpRequest, programme: Programme | None) -> HttpResponseBase:
    form = HistoryFilter(request.GET or None, selection=history.seen_by(request.user, programme))
    found = form.found()
    if request.GET.get("als") in {"csv", "xlsx"}:
        return _file(request.GET["als"], found)
    page = Paginator(found if found is not None else [], PER_PAGE).get_page(request.GET.get("bladzijde"))
    files = ((_("Excel (XLSX)"), "xlsx"), ("CSV", "csv"))
    context = {
        "programme": programme,
        "form": form,
        "entries": told(list(page.object_list)),
        "pages": pages_of(page, f"?{form.address()}&"),
        "files": [(name, f"?{form.address(als=kind)}") for name, kind in files],
        "crumbs": open_to(request, crumbs_of(programme), programme) if programme else crumbs_of()[:1],
        "invented": programme is not None and programme.gemeente.invented,
    }
    return render(request, "programmes/history.html", context)


def _file(kind: str, found: Any) -> HttpResponseBase:
    heads = [_("Wanneer"), _("Wie"), _("Gedaan"), _("Soort"), _("Wat"), _("Waarbij"), _("Veld"), _("Van"), _("Naar")]
    if kind == "csv":
        return export.csv_response("geschiedenis", heads, _rows(found))
    return export.xlsx_response("geschiedenis", heads, _rows(found, most=export.MOST_IN_XLSX))


def _rows(found: Any, most: int | None = None) -> Iterator[list[Any]]:
    """A line for each field that changed; in a spreadsheet the newest changes that fit."""
    start = 0
    while found is not None and (most is None or start < most):
        references = list(found[start : start + AT_ONCE])
        for entry in told(references):
            yield from _lines(entry)
        if len(references) < AT_ONCE:
            return
        start += AT_ONCE


def _lines(entry: Entry) -> Iterator[list[Any]]:
    when = timezone.localtime(entry.when).replace(tzinfo=None, microsecond=0)
    plain = [when, entry.who or _("het systeem"), DID[entry.type], entry.kind, entry.name, entry.where]
    yield from ([*plain, one.field, one.old, one.new] for one in entry.changes)
    if not entry.changes:
        yield [*plain, "", "", ""]
