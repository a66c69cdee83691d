"""A link by which an invited person sets a password: signed, for one person, once, and not for ever.

The link carries a print of the password that stands now. Setting a password changes it, and so does inviting again:
then the link is spent.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from stakeholders.models import Person

SALT = "stakeholders.invitation"
SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class SpentLink(Exception):
    """The link was used, is too old, or was never ours. `expired` tells which of the two can be helped by a new one."""

    expired: bool = False


def make_link(person: Person) -> str:
    token = signing.dumps([person.pk, _print(person)], salt=SALT)
    return settings.SITE_URL.rstrip("/") + reverse("invitation", args=[token])


def person_of(token: str, *, lock: bool = False) -> Person:
    """The person whom the link invites; SpentLink where it opens nothing any more. `lock` inside a transaction."""
    try:
        pk, print_then = signing.loads(token, salt=SALT, max_age=settings.INVITATION_DAYS * SECONDS_A_DAY)
    except signing.SignatureExpired:
        raise SpentLink(expired=True)
    except (signing.BadSignature, ValueError, TypeError):
        raise SpentLink
    people = Person.objects.select_for_update() if lock else Person.objects
    person = people.filter(pk=pk, is_active=True).first()
    if person is None or not constant_time_compare(_print(person), print_then):
        raise SpentLink
    return person


def _print(person: Person) -> str:
    return salted_hmac(SALT, person.password, algorithm="sha256").hexdigest()[:32]
