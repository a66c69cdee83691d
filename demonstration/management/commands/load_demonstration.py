"""python manage.py load_demonstration [--fresh]"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration import loading


class Command(BaseCommand):
    help = "Laadt de demonstratie: zes echte steden met openbare cijfers, en de verzonnen Voorbeeldstad."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="Haal de oude demonstratie eerst weg, met wat erin is geprobeerd."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = loading.load(fresh=options["fresh"])
        except ImproperlyConfigured as refusal:
            raise CommandError(str(refusal))
        if loaded:
            self.stdout.write("De demonstratie is geladen.")
        elif not loading.is_newest():
            self.stdout.write(
                "Er is een nieuwere demonstratie. Laad haar met: python manage.py load_demonstration --fresh"
            )
