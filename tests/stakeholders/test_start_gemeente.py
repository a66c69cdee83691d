import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from stakeholders.models import Organisation, Person

GOOD = "zeven groene stoelen"


def start(code: str = "GM0153", email: str = "noor@enschede.example") -> str:
    out = StringIO()
    call_command("start_gemeente", code, "Enschede", name="Noor Jansen", email=email, year=2024, stdout=out)
    return out.getvalue()


def test_one_command_makes_the_first_gemeente_and_its_manager(db: None) -> None:
    start()
    assert Organisation.objects.get().gemeente.code == "GM0153"
    assert Person.objects.get().memberships.get().role == "programmamanager"


def test_the_link_that_it_prints_lets_the_manager_in(client: Client, db: None) -> None:
    link = re.search(r"http://[^/]+(/uitnodiging/\S+)", start())
    assert link
    answer = client.post(link[1], {"new_password1": GOOD, "new_password2": GOOD}, follow=True)
    assert answer.request["PATH_INFO"] == "/start"


def test_running_it_again_makes_nothing_twice_and_gives_a_fresh_link(db: None) -> None:
    assert start() != start()
    assert Organisation.objects.count() == Person.objects.count() == 1


@pytest.mark.parametrize(("code", "email"), [("WK015301", "noor@enschede.example"), ("GM0153", "noor")])
def test_what_cannot_be_is_refused_and_leaves_nothing(db: None, code: str, email: str) -> None:
    with pytest.raises(CommandError):
        start(code, email)
    assert not Person.objects.exists()
