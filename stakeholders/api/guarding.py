"""The permission table as DRF permissions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from apirules.viewsets import ResourceViewSet
from stakeholders.audience import guarded_by
from stakeholders.permissions import Action, Resource, may

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
    """What the permission table says of the view's resource and the request's method, or the step that is made."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return may(request.user, view.resource, view.of_table.get(view.action) or ACTION_OF_METHOD[request.method])


class GuardedViewSet(ResourceViewSet):
    """A resource of which each sees the rows that the permission table gives; others are a 404."""

    audience = guarded_by("the permission table, through ByTable and visible_to")
    permission_classes = [ByTable]
    resource: Resource
    of_table: dict[str, Action] = {}  # what the table calls a step of this resource's own

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
