"""Organisations, people and their roles in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from stakeholders.kinds import OrganisationKind, Role
from stakeholders.permissions import Action, Resource, Scope, scope_per_role, scopes_of
from wijken.models import Area

TO_READ_ONLY = {Scope.PUBLIC, Scope.COUNCIL}


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, is_operator=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in. Kept to what is needed: a name, a mail address and roles."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=80)
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("mag in het beheer"), default=False)
    is_operator = models.BooleanField(_("beheerder"), default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")

    def __str__(self) -> str:
        return self.name or self.email

    def roles(self) -> set[Role]:
        """Every role this person has anywhere; a visitor's always."""
        found = {Role(m.role) for m in self.held()} | {Role.VISITOR}
        return found | {Role.OPERATOR} if self.is_operator else found

    def organisation_ids(self, role: Role | None = None) -> list[int]:
        return [m.organisation_id for m in self.held() if role is None or m.role == role]

    def held(self) -> list[Membership]:
        """The roles with their organisations; read once a request, where the audience of a view was asked."""
        if "memberships" in getattr(self, "_prefetched_objects_cache", {}):
            return list(self.memberships.all())
        return list(self.memberships.select_related("organisation"))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def in_scope(self, scope: Scope, user: Any) -> models.Q:
        if scope == Scope.OWN:
            return models.Q(pk__in=user.organisation_ids())
        if scope == Scope.GEMEENTE:
            return models.Q(gemeente__in=gemeente_ids(user))
        return models.Q(public=True)

    def visible_to(self, user: Any) -> OrganisationQuerySet:
        return narrowed(self, user, Resource.ORGANISATION, Action.READ)

    def editable_by(self, user: Any) -> OrganisationQuerySet:
        return narrowed(self, user, Resource.ORGANISATION, Action.CHANGE)

    def working_in(self, codes: Iterable[str]) -> OrganisationQuerySet:
        """Those of which the gemeente (by its code) is the home, or where they work too."""
        codes = list(codes)
        too = Organisation.also_in.through.objects.filter(area__code__in=codes)
        return self.filter(models.Q(gemeente__code__in=codes) | models.Q(pk__in=too.values("organisation")))


class Organisation(models.Model):
    """Rijk, gemeente, corporatie, maatschappelijke organisatie, bedrijf, bewoners- or huurdersorganisatie.

    `gemeente` is its home: the managers there keep its data and its people. It may work in other gemeenten too
    (`also_in`), which gives their managers no power over it. Without a home it works in the whole country.
    """

    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True, blank=True)
    kind = models.CharField(_("soort"), max_length=16, choices=OrganisationKind.choices)
    gemeente = models.ForeignKey(
        Area,
        verbose_name=_("werkt in de gemeente"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
    )
    also_in = models.ManyToManyField(
        Area, verbose_name=_("werkt ook in"), blank=True, related_name="visiting_organisations"
    )
    description = models.TextField(_("wat de organisatie doet"), blank=True)
    website = models.URLField(_("website"), blank=True)
    public = models.BooleanField(_("openbaar"), default=True)
    invented = models.BooleanField(_("verzonnen"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[also_in])

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            models.UniqueConstraint(fields=["name", "gemeente"], name="organisation_name_unique_in_gemeente"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(gemeente=None), name="organisation_name_unique_in_country"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_scope(self, scope: Scope, user: Any) -> models.Q:
        """Roles follow the organisation; nobody sees them as a visitor."""
        if scope == Scope.GEMEENTE:
            return models.Q(organisation__gemeente__in=gemeente_ids(user))
        return models.Q(pk__in=[])

    def visible_to(self, user: Any) -> MembershipQuerySet:
        return narrowed(self, user, Resource.PERSON, Action.READ)


class Membership(models.Model):
    """The role that a person has in an organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rol in een organisatie")
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "role"], name="membership_unique"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()} ({self.organisation})"


def gemeente_ids(user: Any) -> list[int]:
    """The gemeenten (areas) for whose gemeente-organisation this person is programme manager.

    Of a person in one role (`InRole`): for whose gemeente-organisation the person has that role.
    """
    role = user.role if isinstance(user, InRole) else Role.MANAGER
    return [
        m.organisation.gemeente_id
        for m in user.held()
        if m.role == role and m.organisation.kind == OrganisationKind.GEMEENTE and m.organisation.gemeente_id
    ]


@dataclass(frozen=True)
class InRole:
    """A person in one of their roles: what a role permits counts only where the person has that very role."""

    person: Any
    role: Role

    def held(self) -> list[Membership]:
        return self.person.held()

    def organisation_ids(self) -> list[int]:
        return self.person.organisation_ids(self.role)


def works_with(user: Any, resource: Resource) -> bool:
    """Whether the user reads some of these because of work on them: who entered what is told to nobody else."""
    return bool(scopes_of(user, resource, Action.READ) - TO_READ_ONLY)


def worked_with(queryset: Any, user: Any, resource: Resource) -> Any:
    """The rows that the user reads because of work on them, not as everyone does and not as the council does."""
    rows = models.Q(pk__in=[])
    for role, scope in sorted(scope_per_role(user, resource, Action.READ).items()):
        if scope == Scope.ALL:
            return queryset
        if scope not in TO_READ_ONLY:
            rows |= queryset.in_scope(scope, InRole(user, role))
    return queryset.filter(rows)


def narrowed(queryset: Any, user: Any, resource: Resource, action: Action, *, as_visitor: bool = True) -> Any:
    """Keep the rows on which the permission table lets this user do this action.

    The queryset class says through `in_scope(scope, user) -> Q` which rows a scope holds, for the user in one role.
    Without `as_visitor` what every visitor may do does not count: only the rows that one works on remain.
    """
    scopes = scope_per_role(user, resource, action)
    if not as_visitor:
        scopes.pop(Role.VISITOR, None)
    if Scope.ALL in scopes.values():
        return queryset
    if not scopes:
        return queryset.none()
    rows = models.Q(pk__in=[])
    for role, scope in sorted(scopes.items()):
        rows |= queryset.in_scope(scope, InRole(user, role))
    return queryset.filter(rows)
