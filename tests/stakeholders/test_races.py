"""Two at one moment on a real database, with controls: one invitation opened twice, the last two managers erased."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from django.db import connection

from stakeholders import erasure, invitations, services
from stakeholders.invitations import SpentLink, make_link
from stakeholders.kinds import Role
from stakeholders.models import Membership, Organisation, Person
from tests.cast import cast as make_cast
from tests.cast import person
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


def both_managers_go(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A gemeente has two managers; each was found to be missed by nobody before either is erased."""
    cast, together = make_cast(), threading.Barrier(2)
    second = person("tweede@demo.example", "Tweede Manager")
    Membership.objects.create(person=second, organisation=cast.gemeente, role=Role.MANAGER)
    read = erasure._traces_of
    monkeypatch.setattr(erasure, "_traces_of", lambda who: (meeting(together), read(who))[1])
    return at_once(*[lambda who=who: erasure.erase_person(person=who, by=None) for who in (cast.noor, second)])


def test_of_two_managers_who_are_erased_at_one_moment_the_last_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(type(result).__name__ for result in both_managers_go(monkeypatch)) == ["Erased", "Refused"]


def test_without_the_lock_a_gemeente_is_left_without_a_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked = SimpleNamespace(objects=SimpleNamespace(select_for_update=Organisation.objects.all))
    monkeypatch.setattr(erasure, "Organisation", unlocked)
    assert [type(result).__name__ for result in both_managers_go(monkeypatch)] == ["Erased", "Erased"]
