"""django-filter, strict: a parameter that does not exist or a value that cannot be is a 400, never ignored."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from apirules.problems import ParameterError, flat_errors

OF_EVERY_LIST = {"cursor", "pageSize"}


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
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        message = _("Deze parameter bestaat hier niet. Wel: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise ParameterError(dict.fromkeys(unknown, message))
