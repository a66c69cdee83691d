"""Writes about people and organisations: inviting, accepting, giving and withdrawing roles, adding a partner."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from stakeholders.invitations import make_link, person_of
from stakeholders.kinds import MEMBER_ROLES, OrganisationKind, Role
from stakeholders.models import Membership, Organisation, Person, gemeente_ids, narrowed
from stakeholders.permissions import Action, Resource, Scope, scopes_of
from wijken.codes import level_of
from wijken.models import Area, Level

logger = logging.getLogger(__name__)


def invite_person(*, name: str, email: str, organisation: Organisation, role: Role, by: Person) -> Membership:
    """Give someone a role in an organisation; who has no password yet gets a link by mail to set one.

    Raises PermissionDenied where `by` may not invite for the organisation, ValidationError where the role does not
    fit it or stands already, or where the mail does not leave (then no role is given either).
    """
    rows = Organisation.objects.filter(pk=organisation.pk)
    if not narrowed(rows, by, Resource.PERSON, Action.ADD).exists():
        raise PermissionDenied(_("U kunt alleen mensen uitnodigen voor organisaties in uw eigen gemeente."))
    check_role(role=role, organisation=organisation)
    with transaction.atomic():
        person = _person_to_invite(name=name, email=email)
        membership, new = Membership.objects.get_or_create(person=person, organisation=organisation, role=role)
        if not new and person.has_usable_password():
            raise ValidationError({"email": _("%(name)s heeft deze rol al.") % {"name": person.name}})
        _mail_invitation(membership, by=by)
    return membership


def check_role(*, role: Role, organisation: Organisation) -> None:
    if role not in MEMBER_ROLES:
        raise ValidationError({"role": _("Deze rol kunt u niet geven.")})
    if role == Role.MANAGER and organisation.kind != OrganisationKind.GEMEENTE:
        raise ValidationError({"role": _("Alleen een gemeente heeft programmamanagers. Kies een andere rol.")})


def _person_to_invite(*, name: str, email: str) -> Person:
    """The person with this address, made where there is none; who never set a password gets a fresh link."""
    fresh = {"email": email.lower(), "name": name, "password": make_password(None)}
    person, new = Person.objects.select_for_update().get_or_create(email__iexact=email, defaults=fresh)
    if new:
        return person
    if not person.has_usable_password():
        person.set_unusable_password()  # another random one: older links are spent
        person.name = name
    person.is_active = True
    person.save()
    return person


def _mail_invitation(membership: Membership, *, by: Person) -> None:
    person = membership.person
    invited = not person.has_usable_password()
    context = {
        "membership": membership,
        "by": by,
        "link": make_link(person) if invited else settings.SITE_URL,
        "days": settings.INVITATION_DAYS,
    }
    text = render_to_string(f"stakeholders/mail/{'invitation' if invited else 'role'}.txt", context)
    subject = _("Uitnodiging voor Wijkaanpak") if invited else _("Een nieuwe rol in Wijkaanpak")
    try:
        send_mail(subject, text, None, [person.email])
    except (SMTPException, OSError) as failure:
        logger.warning("An invitation could not be mailed: %s", failure)
        raise ValidationError(_("De mail kon niet worden verstuurd. Probeer het later, of vraag het de beheerder."))


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> Person:
    """Set the password of the invited person. Raises SpentLink, or ValidationError where the password is too weak."""
    person = person_of(token, lock=True)
    validate_password(password, person)
    person.set_password(password)
    person.save()
    return person


@transaction.atomic
def withdraw_role(*, membership: Membership, by: Person) -> None:
    """Take a role away. Who has none left can no longer sign in, and is signed out everywhere at once."""
    if membership.person_id == by.pk:
        raise PermissionDenied(_("U kunt uw eigen rol niet intrekken. Vraag het een collega of de beheerder."))
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    if not narrowed(Membership.objects.filter(pk=membership.pk), by, Resource.PERSON, Action.REMOVE).exists():
        raise PermissionDenied(_("U kunt alleen rollen intrekken in uw eigen gemeente."))
    membership.delete()
    if not person.is_operator and not person.memberships.exists():
        person.is_active = False
        person.save()


class SavedMeanwhile(ValidationError):
    """Someone else saved this organisation since the page was opened."""


@transaction.atomic
def add_organisation(
    *, name: str, kind: str, gemeente: Area | None, description: str = "", website: str = "", by: Person
) -> Organisation:
    """A partner that did not stand here yet; it is as invented as its gemeente.

    Raises PermissionDenied outside the person's own gemeente, ValidationError (`name`, `kind`).
    """
    scopes = scopes_of(by, Resource.ORGANISATION, Action.ADD)
    own = Scope.GEMEENTE in scopes and gemeente is not None and gemeente.pk in gemeente_ids(by)
    if not own and Scope.ALL not in scopes:
        raise PermissionDenied(_("U kunt alleen organisaties toevoegen die in uw eigen gemeente werken."))
    partner = Organisation(name=name.strip(), kind=kind, gemeente=gemeente, description=description, website=website)
    partner.invented = bool(gemeente and gemeente.invented)
    partner.slug = _free_slug(partner.name)
    return _put_organisation(partner, kind=kind)


@transaction.atomic
def change_organisation(*, organisation: Organisation, version: int, by: Person, **said: str) -> Organisation:
    """Change what stands of an organisation (`name`, `kind`, `description`, `website`) on the version that was seen.

    Who reports for it may change `description` and `website` only. Raises PermissionDenied, SavedMeanwhile, or
    ValidationError (`name`, `kind`).
    """
    rows = Organisation.objects.filter(pk=organisation.pk)
    if not rows.editable_by(by).exists() or not set(said) <= changeable_by(by, organisation):
        raise PermissionDenied(_("Dit mag u niet wijzigen. Vraag het aan de programmamanager van de gemeente."))
    if not rows.filter(version=version).update(version=version + 1):
        raise SavedMeanwhile(_("Een ander heeft dit net ook bewaard. Kijk wat er nu staat, en bewaar opnieuw."))
    organisation.refresh_from_db()
    for field, value in said.items():
        setattr(organisation, field, value.strip())
    return _put_organisation(organisation, kind=said.get("kind", ""))


def changeable_by(person: Person, organisation: Organisation) -> set[str]:
    """The fields that this person may change; the kind of a gemeente gives its managers their power, and stays."""
    scopes = scopes_of(person, Resource.ORGANISATION, Action.CHANGE)
    manages = Scope.GEMEENTE in scopes and organisation.gemeente_id in gemeente_ids(person)
    if not manages and Scope.ALL not in scopes:
        return {"description", "website"}
    named = {"name", "description", "website"}
    return named if organisation.kind == OrganisationKind.GEMEENTE else named | {"kind"}


@transaction.atomic
def set_works_here(*, organisation: Organisation, gemeente: Area, here: bool, by: Person) -> None:
    """Note that an organisation with its home elsewhere works in this gemeente too, or no longer does.

    It gives nobody power over the organisation: its data and people stay with its home. Raises PermissionDenied outside
    the person's own gemeente, or for an organisation that they may not see; ValidationError where one of the two is
    invented and the other is real.
    """
    scopes = scopes_of(by, Resource.ORGANISATION, Action.ADD)
    own = Scope.ALL in scopes or (Scope.GEMEENTE in scopes and gemeente.pk in gemeente_ids(by))
    if not own or not Organisation.objects.visible_to(by).filter(pk=organisation.pk).exists():
        raise PermissionDenied(_("U kunt alleen zeggen wie er in uw eigen gemeente werkt."))
    if here and organisation.invented != gemeente.invented:
        only = _("Een verzonnen organisatie werkt alleen in de oefenstad, en een echte daar niet.")
        raise ValidationError({"organisation": only})
    if here:
        organisation.also_in.add(gemeente)
    else:
        organisation.also_in.remove(gemeente)


def _put_organisation(organisation: Organisation, *, kind: str) -> Organisation:
    _check_name(organisation)
    if kind == OrganisationKind.GEMEENTE:
        raise ValidationError({"kind": _("Alleen de beheerder voegt een gemeente toe. Kies een andere soort.")})
    organisation.save()
    return organisation


def _check_name(organisation: Organisation) -> None:
    """A name is taken within the gemeente and by who works in the whole country; elsewhere only by a corporatie.

    Two tenants' organisations in two cities may well share a name; of a corporatie that would be the same one.
    """
    others = Organisation.objects.filter(name__iexact=organisation.name).exclude(pk=organisation.pk)
    if organisation.gemeente is None:
        near = others
    else:
        here = others.working_in([organisation.gemeente.code]).values("pk")
        near = others.filter(Q(pk__in=here) | Q(gemeente=None) | Q(kind=OrganisationKind.CORPORATIE))
    if namesake := near.first():
        taken = _("Er is al een organisatie met deze naam. Gebruik die, of kies een andere naam.")
        elsewhere = _("Deze corporatie staat er al, bij %(place)s. Zeg bij Organisaties dat zij ook bij u werkt.")
        home = namesake.gemeente
        far = home is not None and home != organisation.gemeente and organisation.gemeente is not None
        raise ValidationError({"name": elsewhere % {"place": home} if far else taken})


def _free_slug(name: str) -> str:
    base = slugify(name)[:110] or "organisatie"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction.atomic
def start_gemeente(*, code: str, gemeente: str, year: int, name: str, email: str) -> Membership:
    """The gemeente as area and organisation, and its first programme manager; what stands already is kept.

    Raises ValidationError where a code, name or address cannot be. Who calls it has the server: asks no permission.
    """
    validate_email(email)
    if level_of(code) != Level.GEMEENTE:
        raise ValidationError(_("%(code)s is geen code van een gemeente, zoals GM0153.") % {"code": code})
    land, _made = Area.objects.get_or_create(
        code="NL00", division_year=year, defaults={"level": Level.LAND, "name": _("Nederland")}
    )
    area, _made = Area.objects.get_or_create(
        code=code, division_year=year, defaults={"level": Level.GEMEENTE, "name": gemeente, "parent": land}
    )
    organisation, _made = Organisation.objects.get_or_create(
        kind=OrganisationKind.GEMEENTE,
        gemeente=area,
        defaults={"name": _("Gemeente %(name)s") % {"name": gemeente}},
    )
    person = _person_to_invite(name=name, email=email)
    return Membership.objects.get_or_create(person=person, organisation=organisation, role=Role.MANAGER)[0]
