"""Pages that tell who changed what: of a programme, and of all that someone may see; also as a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes import history
from programmes.forms.history import HistoryFilter
from programmes.lists import export
from programmes.models import Programme
from programmes.views.pages import crumbs_of, open_to, own_part
from stakeholders.audience import audience, those_who_may
from stakeholders.history import BOOKED, REVERSED, Entry, told
from stakeholders.permissions import Action, Resource

PER_PAGE = 50
AT_ONCE = 500
MOST_DIGITS = 6
READS = those_who_may(Action.READ, Resource.HISTORY)
DID = {"+": "toegevoegd", "~": "gewijzigd", "-": "weggehaald", BOOKED: "geboekt", REVERSED: "teruggeboekt"}


@audience(READS)
def everything(request: HttpRequest) -> HttpResponseBase:
    """Of the gemeenten where one is manager, of the organisations of which one is controller, or of everything."""
    return _page(request, None)


@audience(READS)
def of_programme(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _page(request, own_part(request, slug, Resource.HISTORY))


def _page(request: HttpRequest, programme: Programme | None) -> HttpResponseBase:
    form = HistoryFilter(request.GET or None, selection=history.seen_by(request.user, programme))
    if request.GET.get("als") in {"csv", "xlsx"}:
        return _file(request.GET["als"], form)
    references, pages = _part(form, request.GET.get("bladzijde", ""))
    files = ((_("Excel (XLSX)"), "xlsx"), ("CSV", "csv"))
    context = {
        "programme": programme,
        "form": form,
        "entries": told(references),
        "pages": pages,
        "files": [(name, f"?{form.address(als=kind)}") for name, kind in files],
        "crumbs": open_to(request, crumbs_of(programme), programme) if programme else crumbs_of()[:1],
        "invented": programme is not None and programme.gemeente.invented,
    }
    return render(request, "programmes/history.html", context)


def _part(form: HistoryFilter, asked: str) -> tuple[list[Any], dict[str, str]]:
    """The versions on a page, and the addresses of the pages beside it. They are not counted: there may be millions."""
    at = max(1, int(asked)) if asked.isdecimal() and len(asked) < MOST_DIGITS else 1
    start, end = (at - 1) * PER_PAGE, at * PER_PAGE
    found = form.found(most=end + 1)
    references = list(found[start : end + 1]) if found is not None else []
    shown = {"first": start + 1, "last": start + len(references[:PER_PAGE])}
    pages = {
        "previous": f"?{form.address(bladzijde=str(at - 1))}" if at > 1 else "",
        "next": f"?{form.address(bladzijde=str(at + 1))}" if len(references) > PER_PAGE else "",
        "text": _("%(first)s tot %(last)s") % shown if references else "",
    }
    return references[:PER_PAGE], pages


def _file(kind: str, form: HistoryFilter) -> HttpResponseBase:
    heads = [_("Wanneer"), _("Wie"), _("Gedaan"), _("Soort"), _("Wat"), _("Waarbij"), _("Veld"), _("Van"), _("Naar")]
    if kind == "csv":
        return export.csv_response("geschiedenis", heads, _rows(form.found()))
    return export.xlsx_response("geschiedenis", heads, _rows(form.found(most=export.MOST_IN_XLSX), export.MOST_IN_XLSX))


def _rows(found: Any, most: int | None = None) -> Iterator[list[Any]]:
    """A line for each field that changed; in a spreadsheet those of the newest changes that fit."""
    if found is None:
        return
    references = found[:most].iterator(chunk_size=AT_ONCE)
    while part := list(islice(references, AT_ONCE)):
        for entry in told(part):
            yield from _lines(entry)


def _lines(entry: Entry) -> Iterator[list[Any]]:
    when = timezone.localtime(entry.when).replace(tzinfo=None, microsecond=0)
    plain = [when, entry.who or _("het systeem"), DID[entry.type], entry.kind, entry.name, entry.where]
    yield from ([*plain, one.field, one.old, one.new] for one in entry.changes)
    if not entry.changes:
        yield [*plain, "", "", ""]
