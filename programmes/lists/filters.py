"""Filters of a list, in the address."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

EVERY = _("alle")
BY_NAME = _("Zoek op naam")


class ListFilter(django_filters.FilterSet):
    """Filters in the address; what is unknown finds nothing, so that no list shows more than was asked."""

    def narrowed(self) -> QuerySet[Any]:
        return self.qs if self.is_valid() else self.queryset.none()

    def said(self) -> dict[str, str]:
        """What the address names of these filters, blank ones left out."""
        return {name: value for name in self.filters if (value := self.data.get(name, ""))}


def one_of(field_name: str, label: Any, choices: Any, **how: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(field_name=field_name, label=label, choices=choices, empty_label=EVERY, **how)


def one_row(field_name: str, label: Any, among: Any, by: str = "slug") -> django_filters.ModelChoiceFilter:
    """A row out of those that `among` (of the request) offers, by a name that reads in the address."""
    return django_filters.ModelChoiceFilter(
        field_name=field_name, label=label, queryset=among, to_field_name=by, empty_label=EVERY
    )


class YearFilter(django_filters.Filter):
    field_class = forms.IntegerField


def a_year(label: Any, **how: Any) -> YearFilter:
    number = forms.NumberInput(attrs={"class": "wa-short", "inputmode": "numeric"})
    return YearFilter(label=label, widget=number, min_value=1900, max_value=2200, **how)


def words_in(field_name: str, label: Any = BY_NAME) -> django_filters.CharFilter:
    return django_filters.CharFilter(field_name=field_name, lookup_expr="icontains", label=label, max_length=100)
