"""Organisations in the API (`organisaties`), and the permission table as DRF permissions."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from apirules.filters import KnownNameFilter
from apirules.viewsets import ReadOnlyViewSet, ResourceViewSet
from stakeholders.audience import guarded_by
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation
from stakeholders.permissions import Action, Resource, may
from wijken.models import Area

ACTION_OF_METHOD = {
    "GET": Action.READ,
    "HEAD": Action.READ,
    "OPTIONS": Action.READ,
    "POST": Action.ADD,
    "PATCH": Action.CHANGE,
    "PUT": Action.CHANGE,
    "DELETE": Action.REMOVE,
}


class ByTable(BasePermission):
    """What the permission table says of the view's resource and the request's method."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return may(request.user, view.resource, ACTION_OF_METHOD[request.method])


class GuardedViewSet(ResourceViewSet):
    """A resource of which each sees the rows that the permission table gives; others are a 404."""

    audience = guarded_by("the permission table, through ByTable and visible_to")
    permission_classes = [ByTable]
    resource: Resource

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().visible_to(self.request.user)

    def get_object(self) -> Any:
        """The row, 404 where it may not be seen, 403 where it may be seen but not changed."""
        row = super().get_object()
        if self.request.method in {"PATCH", "DELETE"} and not self.editable().filter(pk=row.pk).exists():
            raise PermissionDenied
        return row

    def editable(self) -> QuerySet[Any]:
        return self.queryset.model.objects.editable_by(self.request.user)  # type: ignore[union-attr]


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    naam = serializers.CharField(source="name")
    soort = serializers.ChoiceField(source="kind", choices=OrganisationKind.choices)
    gemeente = serializers.CharField(source="gemeente.code", allow_null=True, default=None)
    omschrijving = serializers.CharField(source="description")
    verzonnen = serializers.BooleanField(source="invented")

    class Meta:
        model = Organisation
        fields = ["slug", "naam", "soort", "gemeente", "omschrijving", "website", "verzonnen"]


class OrganisationFilter(django_filters.FilterSet):
    soort = django_filters.ChoiceFilter(field_name="kind", choices=OrganisationKind.choices)
    gemeente = KnownNameFilter(field_name="gemeente__code", among=Area, by="code", where="gebieden")
    naam = django_filters.CharFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Organisation
        fields: list[str] = []


class OrganisationViewSet(ReadOnlyViewSet, GuardedViewSet):
    """Organisaties: Rijk, gemeenten, corporaties en anderen die aan een programma werken."""

    resource = Resource.ORGANISATION
    queryset = Organisation.objects.select_related("gemeente")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilter
    lookup_field = "slug"
