"""The first gemeente and its programme manager, in an empty database."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from stakeholders.invitations import make_link
from stakeholders.services import start_gemeente


class Command(BaseCommand):
    help = (
        "Maakt de eerste gemeente en haar programmamanager, en toont de link waarmee die een wachtwoord kiest. "
        "Voorbeeld: start_gemeente GM0153 Enschede --name 'Noor Jansen' --email noor@enschede.example"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code van de gemeente bij het CBS, zoals GM0153")
        parser.add_argument("gemeente", help="naam van de gemeente")
        parser.add_argument("--name", required=True, help="naam van de programmamanager")
        parser.add_argument("--email", required=True, help="e-mailadres van de programmamanager")
        parser.add_argument(
            "--year",
            type=int,
            default=timezone.localdate().year,
            help="jaar van de wijkindeling waarop uw cijfers staan",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            membership = start_gemeente(
                code=options["code"],
                gemeente=options["gemeente"],
                year=options["year"],
                name=options["name"],
                email=options["email"],
            )
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages))
        self.stdout.write(_("Gemaakt: %(membership)s") % {"membership": membership})
        if membership.person.has_usable_password():
            self.stdout.write(_("Inloggen kan met het wachtwoord dat er al was."))
        else:
            self.stdout.write(_("Kies een wachtwoord via deze link:"))
            self.stdout.write(make_link(membership.person))
