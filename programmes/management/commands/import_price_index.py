"""Import a price index: `python manage.py import_price_index FILE --slug cpi --name … --source …`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from programmes.management.commands._reference import ENDS, run
from programmes.prices import CPI, import_price_index


class Command(BaseCommand):
    help = (
        "Leest een prijsindex (CSV met from_year, to_year en factor) waarmee bedragen naar het prijspeil van een ander "
        "jaar worden omgerekend. Zonder keuzes is het de consumentenprijsindex van het CBS. " + ENDS
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="CSV met from_year, to_year en factor")
        parser.add_argument("--slug", default=CPI["slug"], help="korte naam, voor het adres")
        parser.add_argument("--name", default=CPI["name"], help="naam, zoals de pagina's hem noemen")
        parser.add_argument("--source", default=CPI["source"], help="bron, met licentie")
        parser.add_argument("--source-url", default="", help="adres van de bron")
        parser.add_argument("--json", action="store_true", help="druk het verslag af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        said = {name: options[name] for name in ("slug", "name", "source", "source_url")}
        if said["source"] == CPI["source"] and not said["source_url"]:
            said["source_url"] = CPI["source_url"]
        run(self, options["file"], lambda text: import_price_index(text=text, **said), as_json=options["json"])
