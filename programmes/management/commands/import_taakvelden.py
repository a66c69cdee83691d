"""Import the taakvelden of a book year: `python manage.py import_taakvelden FILE --year 2026`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from programmes.management.commands._reference import ENDS, run


class Command(BaseCommand):
    help = (
        "Leest de taakvelden van een boekjaar uit een definitiebestand van Iv3 (JSON, voor gemeenten). Hetzelfde "
        "bestand nog eens verandert niets. " + ENDS
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="iv3_definities_Gemeente_JAAR.json")
        parser.add_argument("--year", type=int, required=True, help="het boekjaar waarvoor de lijst geldt")
        parser.add_argument("--json", action="store_true", help="druk het verslag af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        from programmes.taakvelden import import_taakvelden

        year = options["year"]
        run(self, options["file"], lambda text: import_taakvelden(text=text, year=year), as_json=options["json"])
