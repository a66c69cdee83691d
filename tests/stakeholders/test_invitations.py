import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from stakeholders.invitations import SpentLink, make_link
from stakeholders.kinds import Role
from stakeholders.models import Membership, Person
from stakeholders.services import accept_invitation, invite_person, withdraw_role
from tests.cast import Cast

GOOD = "zeven groene stoelen"


def invite(cast: Cast, **changes: object) -> Membership:
    whom = {"name": "Hanna", "email": "hanna@dehaard.example", "organisation": cast.haard, "role": Role.REPORTER}
    return invite_person(**{**whom, "by": cast.noor, **changes})  # type: ignore[arg-type]


def link() -> str:
    """The address in the last mail, without the site before it."""
    found = re.search(r"http://[^/]+(/uitnodiging/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def token() -> str:
    return link().removeprefix("/uitnodiging/")


def test_a_manager_invites_someone_of_a_partner_by_mail(cast: Cast) -> None:
    invite(cast)
    assert mail.outbox[-1].to == ["hanna@dehaard.example"]
    assert "Noor nodigt u uit voor Wijkaanpak, als rapporteur van een partner bij De Haard." in mail.outbox[-1].body


def test_who_is_invited_cannot_sign_in_before_choosing_a_password(cast: Cast) -> None:
    assert not invite(cast).person.has_usable_password()


def test_the_link_lets_the_person_choose_a_password_and_signs_in(client: Client, cast: Cast) -> None:
    invite(cast)
    answer = client.post(link(), {"new_password1": GOOD, "new_password2": GOOD}, follow=True)
    assert answer.wsgi_request.user.email == "hanna@dehaard.example"


def test_the_link_works_once(client: Client, cast: Cast) -> None:
    invite(cast)
    client.post(link(), {"new_password1": GOOD, "new_password2": GOOD})
    answer = client.get(link())
    assert answer.status_code == 410
    assert "Een uitnodiging werkt één keer" in answer.content.decode()


def test_the_link_ends_after_two_weeks(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    invite(cast)
    later = (timezone.now() + timedelta(days=15)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert "te oud" in client.get(link()).content.decode()


def test_inviting_again_spends_the_older_link(cast: Cast) -> None:
    invite(cast)
    older = token()
    invite(cast)
    with pytest.raises(SpentLink):
        accept_invitation(token=older, password=GOOD)


def test_a_link_with_a_letter_changed_opens_nothing(client: Client, cast: Cast) -> None:
    invite(cast)
    assert client.get(link() + "x").status_code == 410


@pytest.mark.parametrize("weak", ["korter", "hanna@dehaard.example", "password1234"])
def test_a_weak_password_is_refused_at_its_field(client: Client, cast: Cast, weak: str) -> None:
    invite(cast)
    answer = client.post(link(), {"new_password1": weak, "new_password2": weak})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_the_service_refuses_a_weak_password_too(cast: Cast) -> None:
    invite(cast)
    with pytest.raises(ValidationError):
        accept_invitation(token=token(), password="korter")


def test_a_manager_cannot_invite_for_another_gemeente(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        invite(cast, by=cast.ted)
    assert not Person.objects.filter(name="Hanna").exists()


def test_a_reporter_cannot_invite(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        invite(cast, by=cast.cor)


def test_the_operator_invites_anywhere(cast: Cast) -> None:
    assert invite(cast, by=cast.bea).organisation == cast.haard


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.VISITOR])
def test_a_role_that_no_organisation_has_cannot_be_given(cast: Cast, role: Role) -> None:
    with pytest.raises(ValidationError):
        invite(cast, role=role)


def test_only_a_gemeente_has_programme_managers(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Alleen een gemeente"):
        invite(cast, role=Role.MANAGER)


def test_who_has_an_account_keeps_it_and_is_told_of_the_new_role(cast: Cast) -> None:
    invite(cast, email="COR@demo.example", organisation=cast.gemeente, role=Role.READER)
    assert Person.objects.get(email="cor@demo.example").name == "Cor"
    assert "U logt in met het wachtwoord dat u al had" in mail.outbox[-1].body


def test_a_role_that_stands_already_is_not_given_twice(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="heeft deze rol al"):
        invite(cast, email="cor@demo.example")


def test_when_the_mail_does_not_leave_nobody_gets_a_role(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("stakeholders.services.send_mail", broken)
    with pytest.raises(ValidationError, match="kon niet worden verstuurd"):
        invite(cast)
    assert not Person.objects.filter(name="Hanna").exists()


def test_who_loses_the_last_role_cannot_sign_in_any_more(client: Client, cast: Cast) -> None:
    client.force_login(cast.cor)
    withdraw_role(membership=cast.cor.memberships.get(), by=cast.noor)
    answer = client.get("/start")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/inloggen")


def test_an_invitation_that_was_withdrawn_opens_nothing(cast: Cast) -> None:
    membership = invite(cast)
    withdraw_role(membership=membership, by=cast.noor)
    with pytest.raises(SpentLink):
        accept_invitation(token=token(), password=GOOD)


def test_nobody_withdraws_their_own_role(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_role(membership=cast.noor.memberships.get(), by=cast.noor)


def test_a_manager_of_another_gemeente_withdraws_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_role(membership=cast.cor.memberships.get(), by=cast.ted)


def test_a_link_carries_no_password_and_no_address(cast: Cast) -> None:
    assert "cor" not in make_link(cast.cor).rsplit("/", 1)[1].split(":")[0]
