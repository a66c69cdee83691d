"""The admin reads the permission table too: what does not stand there is neither shown nor done."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from stakeholders.models import Membership, Organisation, Person, narrowed
from stakeholders.permissions import Action, Resource, Scope, may, scopes_of
from wijken.models import Area


class TableAdmin(admin.ModelAdmin):
    """Rows that the permission table shows, with what it lets do on each; `resource` names its line in the table."""

    resource: Resource
    writable = True  # False where only services write

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self._narrowed(super().get_queryset(request), request, Action.READ)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request.user, self.resource, Action.READ)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, Action.READ, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.writable and self._may(request, Action.ADD)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.writable and self._may(request, Action.CHANGE, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.writable and self._may(request, Action.REMOVE, obj)

    def _may(self, request: HttpRequest, action: Action, obj: Any = None) -> bool:
        if obj is None:
            return may(request.user, self.resource, action)
        return self._narrowed(self.model._default_manager.filter(pk=obj.pk), request, action).exists()

    def _narrowed(self, rows: QuerySet[Any], request: HttpRequest, action: Action) -> QuerySet[Any]:
        """Rows that say of no scope what it holds (people) are for who may see all of them."""
        if not hasattr(rows, "in_scope") and Scope.ALL not in scopes_of(request.user, self.resource, action):
            return rows.none()
        return narrowed(rows, request.user, self.resource, action)


class ReadOnlyAdmin(TableAdmin):
    """To look at: these rows have rules, and are written by services only."""

    writable = False


class MembershipInline(admin.TabularInline):
    """Roles, to look at: they are given by invitation."""

    model = Membership
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, Resource.PERSON, Action.READ)


@admin.register(Person)
class PersonAdmin(TableAdmin):
    resource = Resource.PERSON
    list_display = ["name", "email", "is_active", "is_operator"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "is_active"]
    inlines = [MembershipInline]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who goes is erased under a pseudonym (`stakeholders.erasure`); a row that is gone would tell of nobody."""
        return False


@admin.register(Organisation)
class OrganisationAdmin(TableAdmin):
    resource = Resource.ORGANISATION
    list_display = ["name", "kind", "gemeente", "public"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["gemeente", "also_in"]
    readonly_fields = ["invented"]


@admin.register(Area)
class AreaAdmin(TableAdmin):
    """Code and division are an area's identity: an import makes them, nobody types them."""

    resource = Resource.AREA
    list_display = ["code", "name", "level", "division_year"]
    list_filter = ["level", "division_year"]
    search_fields = ["code", "search_name"]
    readonly_fields = ["code", "division_year", "level", "parent", "invented"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
