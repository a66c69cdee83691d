"""A list on one request: the rows that the address asks of those that this person may see, in order, in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import OrderBy, QuerySet
from django.forms import BoundField
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from charts.wording import number
from programmes.lists import export
from programmes.lists.columns import Column
from programmes.lists.filters import ListFilter

PER_PAGE = 50
MOST_COUNTED = 10_000  # counting a million rows takes longer than reading fifty of them
MOST_FIELDS, FIRST_FIELDS = 8, 6  # of more filters than eight, six are shown and the rest is folded
SORT, PAGE, KIND = "sorteer", "bladzijde", "als"
KINDS = ("csv", "xlsx")
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Head:
    """The head of a column: `order` is "ascending" or "descending" where the list is sorted by it."""

    name: str
    label: str | Promise
    numeric: bool
    url: str
    order: str


@dataclass(frozen=True)
class Part:
    """A page of a list, and the addresses of those beside it."""

    rows: list[Any]
    text: str
    previous: str
    next: str


def wants_file(request: HttpRequest) -> bool:
    """Whether the address asks for the list as a file."""
    return request.GET.get(KIND) in KINDS


class Listing:
    """Rows narrowed, sorted, cut in pages and exported as the address says.

    `rows` are those that the person may see; `detailed` adds to a page of them what its rows show (related rows,
    counts, sums), and to all of them what a sort or an export needs.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: Rows,
        columns: Sequence[Column],
        filters: type[ListFilter],
        *,
        name: str,
        first: str,
        detailed: Callable[[Any], Any] = lambda rows: rows,
    ) -> None:
        self.request, self.columns, self.name, self.first, self.detailed = request, columns, name, first, detailed
        self.filter = filters(request.GET, queryset=rows, request=request)
        self.rows = self.filter.narrowed()

    @cached_property
    def sort(self) -> str:
        """The name of the column, with a minus where the largest comes first; what is unknown changes nothing."""
        asked = self.request.GET.get(SORT, "")
        return asked if asked.removeprefix("-") in {one.name for one in self._sortable} else self.first

    @property
    def _sortable(self) -> list[Column]:
        return [one for one in self.columns if one.sortable]

    @cached_property
    def ordered(self) -> Rows:
        return (self.detailed(self.rows) if self._sorts_by.computed else self.rows).order_by(*self._order)

    @property
    def _sorts_by(self) -> Column:
        return next(one for one in self.columns if one.name == self.sort.removeprefix("-"))

    @property
    def _order(self) -> list[OrderBy]:
        return self._sorts_by.ordering(descending=self.sort.startswith("-"))

    def address(self, **changes: Any) -> str:
        """This list with something else in its address; the first page of it, unless a page is named."""
        said = {**self.filter.said(), SORT: self._asked(self.sort), **changes}
        kept = {name: value for name, value in said.items() if value not in {"", None}}
        return f"{self.request.path}?{urlencode(kept)}" if kept else self.request.path

    @property
    def heads(self) -> list[Head]:
        return [self._head(one) for one in self.columns if one.shown]

    def _head(self, column: Column) -> Head:
        order = {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, "")
        other = f"-{column.name}" if order == "ascending" else column.name
        url = self.address(**{SORT: self._asked(other)}) if column.sortable else ""
        return Head(column.name, column.label, column.numeric, url, order)

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """Every order as a choice, for where the heads of the table are not shown: name, words, whether chosen."""
        words = {"": _("%(column)s, oplopend"), "-": _("%(column)s, aflopend")}
        return [
            (self._asked(f"{sign}{one.name}"), text % {"column": one.label}, f"{sign}{one.name}" == self.sort)
            for one in self._sortable
            if one.shown
            for sign, text in words.items()
        ]

    def _asked(self, sort: str) -> str:
        """How the address asks for an order: the usual one needs not be asked."""
        return "" if sort == self.first else sort

    @property
    def fields(self) -> list[BoundField]:
        """The filters that are shown at once."""
        every = list(self.filter.form)
        return every if len(every) <= MOST_FIELDS else every[:FIRST_FIELDS]

    @property
    def more_fields(self) -> list[BoundField]:
        """The rest of many filters, folded."""
        return list(self.filter.form)[len(self.fields) :]

    @property
    def unfolded(self) -> bool:
        """Whether one of the folded filters is in use."""
        return any(field.name in self.filter.said() for field in self.more_fields)

    @cached_property
    def count(self) -> int:
        """How many rows there are; above `MOST_COUNTED` only that there are more."""
        return self.rows.order_by()[: MOST_COUNTED + 1].count()

    @cached_property
    def page(self) -> Part:
        at = self._page_number()
        keys = self._keys(at)
        if not keys and at > 1:  # an address from when there were more
            at = max(1, -(-min(self.count, MOST_COUNTED) // PER_PAGE))
            keys = self._keys(at)
        before = self.address(**{PAGE: at - 1 if at > 2 else ""}) if at > 1 else ""
        after = self.address(**{PAGE: at + 1}) if len(keys) > PER_PAGE else ""
        rows = self._shown(keys[:PER_PAGE])
        return Part(rows, self._words(at, len(rows)), before, after)

    def _page_number(self) -> int:
        asked = self.request.GET.get(PAGE, "")
        return max(1, int(asked)) if asked.isdecimal() and len(asked) < 8 else 1

    def _keys(self, at: int) -> list[int]:
        """The keys of a page and one more: sorting keys alone leaves what a row shows to the fifty that are shown."""
        start = (at - 1) * PER_PAGE
        return list(self.ordered.values_list("pk", flat=True)[start : start + PER_PAGE + 1])

    def _shown(self, keys: list[int]) -> list[Any]:
        found = self.detailed(self.rows.model._default_manager.filter(pk__in=keys)).order_by()
        place = {key: at for at, key in enumerate(keys)}
        return sorted(found, key=lambda row: place[row.pk])

    def _words(self, at: int, shown: int) -> str:
        if not shown:
            return ""
        start = (at - 1) * PER_PAGE
        every = _("meer dan %(most)s") % {"most": number(MOST_COUNTED)} if self.count > MOST_COUNTED else None
        said = {"first": number(start + 1), "last": number(start + shown), "all": every or number(self.count)}
        return _("%(first)s tot %(last)s van %(all)s") % said

    @property
    def files(self) -> list[tuple[str, str]]:
        return [(_("Excel (XLSX)"), self.address(**{KIND: "xlsx"})), ("CSV", self.address(**{KIND: "csv"}))]

    def exported(self) -> HttpResponseBase | None:
        """The whole list as a file where the address asks for one."""
        if not wants_file(self.request):
            return None
        if self.request.GET[KIND] == "csv":
            return export.csv_response(self.name, self._labels, self._cells())
        if self.rows.order_by()[: export.MOST_IN_XLSX + 1].count() > export.MOST_IN_XLSX:
            most = number(export.MOST_IN_XLSX)
            said = _("Een Excel-bestand kan hier ten hoogste %(most)s regels hebben. Kies CSV, of filter de lijst.")
            messages.error(self.request, said % {"most": most})
            return HttpResponseRedirect(self.address())
        return export.xlsx_response(self.name, self._labels, self._cells())

    @property
    def _labels(self) -> list[str]:
        return [str(one.label) for one in self.columns]

    def _cells(self) -> Iterator[list[Any]]:
        rows = self.detailed(self.rows).order_by(*self._order)
        values = rows.values_list(*(one.path for one in self.columns))
        for row in values.iterator(chunk_size=2000):
            yield [column.exported(value) for column, value in zip(self.columns, row, strict=True)]
