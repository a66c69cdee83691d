"""One invitation opened twice at the same moment, on a real database, and the control: without the lock both get in."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from stakeholders import invitations, services
from stakeholders.invitations import SpentLink, make_link
from stakeholders.models import Person
from tests.races import at_once, meeting

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at one moment need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


def both_accept(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Two people have the same link; each has read who is invited before either sets a password."""
    hanna = Person.objects.create_user("hanna@dehaard.example", None, name="Hanna")
    token, together = make_link(hanna).rsplit("/", 1)[1], threading.Barrier(2)
    monkeypatch.setattr(services, "validate_password", lambda *given: meeting(together))
    passwords = ("zeven groene stoelen", "acht blauwe kasten")
    return at_once(*[lambda p=p: services.accept_invitation(token=token, password=p) for p in passwords])


def test_of_two_who_open_one_invitation_at_one_moment_one_gets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(type(result).__name__ for result in both_accept(monkeypatch)) == ["Person", "SpentLink"]


def test_without_the_lock_both_get_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "person_of", lambda token, **how: invitations.person_of(token))
    assert SpentLink not in [type(result) for result in both_accept(monkeypatch)]
