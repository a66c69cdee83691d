"""`organisaties`: who works on a programme, added and changed by who may."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers

from apirules.filters import KnownNameFilter
from apirules.viewsets import ReadOnlyViewSet
from stakeholders.api.fields import AreaField, VersionField, taken_version
from stakeholders.api.writing import WritableViewSet
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation
from stakeholders.permissions import Resource
from stakeholders.services import add_organisation, change_organisation
from wijken.models import Area


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    slug = serializers.CharField(read_only=True)
    naam = serializers.CharField(source="name", max_length=120)
    soort = serializers.ChoiceField(source="kind", choices=OrganisationKind.choices)
    gemeente = AreaField(
        required=False, allow_null=True, help_text=_("De gemeente die haar beheert; leeg is: het hele land.")
    )
    werktOokIn = serializers.SlugRelatedField(  # noqa: N815
        source="also_in", slug_field="code", many=True, read_only=True
    )
    omschrijving = serializers.CharField(source="description", required=False, allow_blank=True)
    website = serializers.URLField(required=False, allow_blank=True)
    verzonnen = serializers.BooleanField(source="invented", read_only=True)
    versie = VersionField()

    class Meta:
        model = Organisation
        fields = ["slug", "naam", "soort", "gemeente", "werktOokIn", "omschrijving", "website", "verzonnen", "versie"]


class WorksInFilter(KnownNameFilter):
    """Organisations with their home in the gemeente, and those that work there too."""

    def narrow(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return rows.working_in([value])  # type: ignore[attr-defined, no-any-return]


class OrganisationFilter(django_filters.FilterSet):
    soort = django_filters.ChoiceFilter(field_name="kind", choices=OrganisationKind.choices)
    gemeente = WorksInFilter(among=Area, by="code", where="gebieden")
    naam = django_filters.CharFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Organisation
        fields: list[str] = []


class OrganisationViewSet(ReadOnlyViewSet, WritableViewSet):
    """Organisaties: Rijk, gemeenten, corporaties en anderen die aan een programma werken."""

    resource = Resource.ORGANISATION
    http_method_names = ["get", "post", "patch", "head", "options"]
    queryset = Organisation.objects.select_related("gemeente").prefetch_related("also_in")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilter
    lookup_field = "slug"

    def perform_create(self, said: dict[str, Any]) -> Organisation:
        said.pop("version", None)
        return add_organisation(by=self.request.user, **{"gemeente": None, **said})

    def perform_update(self, row: Organisation, said: dict[str, Any]) -> Organisation:
        """The home of an organisation stays: those who keep it are there."""
        if said.pop("gemeente", row.gemeente) != row.gemeente:
            raise serializers.ValidationError({"gemeente": _("De gemeente die haar beheert kan niet anders worden.")})
        version = taken_version(row, said)
        return change_organisation(organisation=row, version=version, by=self.request.user, **said)
