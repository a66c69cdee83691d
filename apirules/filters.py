"""django-filter, strict: a parameter that does not exist or a value that cannot be is a 400, never ignored."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from apirules.problems import ParameterError, flat_errors

OF_EVERY_LIST = {"cursor", "pageSize"}


class WholeNumberFilter(django_filters.NumberFilter):
    """A year or a number of a row: 2024.5 is neither, and is told instead of rounded."""

    field_class = forms.IntegerField


class KnownFilter(django_filters.Filter):
    """A value that names a row of `among`; one that names none is told, instead of answered with an empty list.

    A row that the asker may not see counts as none.
    """

    def __init__(self, *args: Any, among: type[Model], by: str, where: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.among, self.by, self.where = among, by, where

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value in EMPTY_VALUES:
            return qs
        rows: Any = self.among._default_manager.all()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(self.parent.request.user)
        if not rows.filter(**{self.by: value}).exists():
            name = next(name for name, known in self.parent.filters.items() if known is self)
            message = _("'%(value)s' bestaat niet. Zie /api/v1/%(where)s.") % {"value": value, "where": self.where}
            raise ParameterError({name: message})
        return self.narrow(qs, value)

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """The rows that the value leaves, once it is known to name something."""
        return super().filter(rows, value)


class KnownNameFilter(KnownFilter, django_filters.CharFilter):
    """A slug or code."""


class KnownNumberFilter(KnownFilter, WholeNumberFilter):
    """The number of a row."""


class StrictFilters(DjangoFilterBackend):
    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        known = set(filterset.filters) if filterset else set()
        refuse_unknown(request, known | OF_EVERY_LIST | set(getattr(view, "other_parameters", ())))
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            errors = flat_errors(filterset.errors, "query")
            raise ParameterError({error["name"]: error["message"] for error in errors})
        return filterset.qs


def refuse_unknown(request: Request, known: set[str]) -> None:
    """Raise ParameterError for a parameter that does not exist, or that stands there twice: no filter takes two."""
    twice = sorted(name for name, values in request.query_params.lists() if len(values) > 1)
    if twice:
        raise ParameterError(dict.fromkeys(twice, _("Deze parameter staat er vaker dan één keer. Noem hem één keer.")))
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        message = _("Deze parameter bestaat hier niet. Wel: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise ParameterError(dict.fromkeys(unknown, message))
