"""Read areas and their boundaries from a GeoJSON file."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from wijken.city_codes import is_prefix
from wijken.codes import FIRST_YEAR, LAST_YEAR
from wijken.geojson import Options
from wijken.models import Level
from wijken.services import AreaImport, import_areas

REFUSED, USAGE = 3, 2


class Command(BaseCommand):
    help = "Read areas with their boundaries from GeoJSON, in WGS84 or RD New (EPSG:28992)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, required=True, help="division year of the codes")
        parser.add_argument("--level", choices=Level.values)
        parser.add_argument("--code-property")
        parser.add_argument("--name-property")
        parser.add_argument("--code-prefix", default="", help="WK0014 makes WK001401 of a city's own 01")
        parser.add_argument("--source", default="", help="whom to credit for the boundaries")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            self.stderr.write(_("Het bestand %(path)s bestaat niet.") % {"path": path})
            sys.exit(USAGE)
        if not FIRST_YEAR <= options["year"] <= LAST_YEAR:
            message = _("Het jaar %(year)s kan niet. Kies een jaar van %(first)s tot en met %(last)s.")
            self.stderr.write(message % {"year": options["year"], "first": FIRST_YEAR, "last": LAST_YEAR})
            sys.exit(USAGE)
        if options["code_prefix"] and not is_prefix(options["code_prefix"]):
            message = _(
                "%(prefix)s is geen begin van een code. Verwacht wordt bijvoorbeeld WK0518, BU0518 of BU051836."
            )
            self.stderr.write(message % {"prefix": options["code_prefix"]})
            sys.exit(USAGE)
        names = Options(options["level"], options["code_property"], options["name_property"], options["code_prefix"])
        outcome = import_areas(path=path, year=options["year"], options=names, source=options["source"])
        self.tell(outcome, path.name, as_json=options["json"])
        if outcome.errors:
            sys.exit(REFUSED)

    def tell(self, outcome: AreaImport, name: str, *, as_json: bool) -> None:
        if as_json:
            errors = [{"file": name, **asdict(mistake)} for mistake in outcome.errors]
            self.stdout.write(json.dumps(asdict(outcome) | {"errors": errors}, ensure_ascii=False))
            return
        for mistake in outcome.errors:
            place = _("gebied %(row)s") % {"row": mistake.row} if mistake.row else _("het bestand")
            self.stderr.write(f"{name}, {place}, {mistake.column or '-'}: {mistake.message} ({mistake.value or '-'})")
        if outcome.errors:
            self.stderr.write(_("Niets ingelezen: %(n)s fouten.") % {"n": len(outcome.errors)})
            return
        said = _("%(new)s nieuw, %(changed)s gewijzigd, %(same)s ongewijzigd; hersteld: %(repaired)s.")
        repaired = ", ".join(outcome.repaired) or _("geen")
        counts = {"new": outcome.new, "changed": outcome.changed, "same": outcome.unchanged, "repaired": repaired}
        self.stdout.write(said % counts)
