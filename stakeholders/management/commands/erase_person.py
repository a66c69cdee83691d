"""Erase a person who asks for it (AVG)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from stakeholders.erasure import erase_person
from stakeholders.models import Person
from stakeholders.refusal import Refused


class Command(BaseCommand):
    help = (
        "Wist een persoon die daarom vraagt (AVG): naam, e-mailadres, wachtwoord en rollen gaan voorgoed weg; wat de "
        "persoon deed blijft staan onder een schuilnaam. Voorbeeld: erase_person noor@enschede.example"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="e-mailadres van de persoon")
        parser.add_argument("--yes", action="store_true", help="vraagt niet eerst of het zeker is")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            raise CommandError(_("Wij kennen niemand met het adres %(email)s.") % {"email": options["email"]})
        question = _("%(name)s voorgoed wissen? Typ ja: ") % {"name": person}
        if not options["yes"] and input(question).strip().lower() != "ja":
            raise CommandError(_("Er is niets gewist."))
        try:
            erased = erase_person(person=person, by=None)
        except Refused as refusal:
            raise CommandError(str(refusal))
        self.stdout.write(_("Gewist. Verder heet deze persoon “%(name)s”.") % {"name": erased.pseudonym})
        if erased.left:
            self.stdout.write(_("De naam staat misschien nog in teksten. Kijk zelf bij:"))
            self.stdout.write("\n".join(f"  {place}" for place in erased.left))
