"""A column of a list: how it is called, by what it is sorted, and what an export writes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, OrderBy
from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True)
class Column:
    """`path` leads from a row to the value; `order` to what it is sorted by, where that is something else.

    A column that is not `shown` stands only in what is exported; a `computed` one is a sum or count that the list adds
    to its rows; one that may be empty is sorted with the empty ones last.
    """

    name: str
    label: str | Promise
    path: str
    order: tuple[str, ...] = ()
    shown: bool = True
    sortable: bool = True
    numeric: bool = False
    computed: bool = False
    may_be_empty: bool = False
    write: Callable[[Any], Any] | None = None

    def ordering(self, *, descending: bool) -> list[OrderBy]:
        """The order by this column; of equal rows the older one comes first, or last where it is turned round."""
        last = True if self.may_be_empty else None
        fields = [F(path) for path in (*(self.order or (self.path,)), "pk")]
        return [field.desc(nulls_last=last) if descending else field.asc(nulls_last=last) for field in fields]

    def exported(self, value: Any) -> Any:
        return value if value is None or self.write is None else self.write(value)


def name_in(choices: type[models.Choices]) -> Callable[[Any], str]:
    """Writes a code as the name that the pages show."""
    return {value: str(label) for value, label in choices.choices}.__getitem__


def in_euros(cents: int) -> Decimal:
    """Whole cents as euros, exact."""
    return Decimal(cents) / 100


def yes_or_no(value: bool) -> str:
    return "ja" if value else "nee"


def local(moment: Any) -> Any:
    """A moment as the clock here shows it; a spreadsheet knows no time zones."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0)
