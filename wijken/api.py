"""Areas in the API (`gebieden`)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from apirules.filters import KnownNameFilter, WholeNumberFilter
from apirules.problems import ParameterError
from apirules.viewsets import ReadOnlyViewSet
from wijken.models import Area, Level
from wijken.names import plain


class AreaSerializer(serializers.ModelSerializer[Area]):
    indeling = serializers.IntegerField(source="division_year", help_text="Het jaar van de indeling.")
    niveau = serializers.ChoiceField(source="level", choices=Level.choices)
    naam = serializers.CharField(source="name")
    ligtIn = serializers.CharField(  # noqa: N815 (the API is camelCase)
        source="parent.code", allow_null=True, default=None, help_text="De code van het gebied een niveau hoger."
    )
    verzonnen = serializers.BooleanField(source="invented", help_text="Waar voor de oefenstad, die niet bestaat.")

    class Meta:
        model = Area
        fields = ["code", "indeling", "niveau", "naam", "ligtIn", "verzonnen"]


class AreaFilter(django_filters.FilterSet):
    code = KnownNameFilter(among=Area, by="code", where="gebieden")
    indeling = WholeNumberFilter(field_name="division_year")
    niveau = django_filters.ChoiceFilter(field_name="level", choices=Level.choices)
    ligtIn = KnownNameFilter(field_name="parent__code", among=Area, by="code", where="gebieden")  # noqa: N815
    naam = django_filters.CharFilter(method="by_name")

    class Meta:
        model = Area
        fields: list[str] = []

    def by_name(self, queryset: QuerySet[Area], name: str, value: str) -> QuerySet[Area]:
        return queryset.filter(search_name__contains=plain(value))


class AreaViewSet(ReadOnlyViewSet):
    """Gebieden: land, gemeenten, wijken, buurten en postcodegebieden, elk in een indelingsjaar."""

    queryset = Area.objects.select_related("parent")
    serializer_class = AreaSerializer
    filterset_class = AreaFilter
    permission_classes = [AllowAny]
    lookup_field = "code"
    lookup_value_regex = "[0-9A-Z]+"
    other_parameters = ("indeling",)

    def get_object(self) -> Any:
        """The area of this code in the division asked for, else in its newest division."""
        from django.http import Http404

        rows = self.get_queryset().filter(code=self.kwargs["code"]).order_by("-division_year")
        year = self.request.query_params.get("indeling", "")
        if year and not year.isdecimal():
            raise ParameterError({"indeling": _("'%(value)s' is geen jaar.") % {"value": year}})
        area = rows.filter(division_year=year).first() if year else rows.first()
        if area is None:
            raise Http404
        return area
