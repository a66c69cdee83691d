"""python manage.py load_demonstration [--fresh]"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration.standing import is_newest, stands


class Command(BaseCommand):
    help = "Laadt de demonstratie: zes echte steden met openbare cijfers, en de verzonnen Voorbeeldstad."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="Haal de oude demonstratie eerst weg, met wat erin is geprobeerd."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO and stands() and not options["fresh"]:
            if not is_newest():
                self.stdout.write("Er is een nieuwere demonstratie: python manage.py load_demonstration --fresh")
            return
        from demonstration import loading

        try:
            loading.load(fresh=options["fresh"])
        except ImproperlyConfigured as refusal:
            raise CommandError(str(refusal))
        self.stdout.write("De demonstratie is geladen.")
