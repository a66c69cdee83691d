"""Import files of figures: `python manage.py import_indicators FILE… --source kwb --year 2024`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from indicators.imports.sources import FileKind
from wijken.codes import FIRST_YEAR, LAST_YEAR

REFUSED, USAGE = 3, 2


class Command(BaseCommand):
    help = (
        "Leest bestanden met cijfers in. Elk bestand telt helemaal mee of helemaal niet; hetzelfde bestand nog eens "
        "verandert niets. Eindigt met 0 (ingelezen), 3 (een of meer bestanden geweigerd) of 2 (verkeerd gebruik)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", type=Path, help="bestand, of map met JSON van de politie"
        )
        parser.add_argument("--source", required=True, choices=FileKind.values, help="soort bestand")
        parser.add_argument(
            "--year", type=int, help="jaar van de indeling; ook de periode als het bestand geen eigen heeft"
        )
        parser.add_argument(
            "--mapping", type=Path, help='JSON: {"code": KOLOM, "period": KOLOM of jaar, "columns": {…}}'
        )
        parser.add_argument("--dry-run", action="store_true", help="zeg wat er zou gebeuren, en doe het niet")
        parser.add_argument("--json", action="store_true", help="druk het verslag af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        from indicators.imports import services

        check_options(options)
        paths = [file for given in options["files"] for file in existing(given)]
        chosen = {"source": options["source"], "year": options["year"], "mapping": mapping(options["mapping"])}
        work = services.try_files if options["dry_run"] else services.import_files
        report = work(paths=paths, **chosen)
        self.stdout.write(json.dumps(report, ensure_ascii=False) if options["json"] else in_words(report))
        if report["errors"]:
            names = ", ".join(dict.fromkeys(error["file"] for error in report["errors"]))
            message = _("Niet ingelezen: %(names)s.") % {"names": names}
            raise CommandError(message, returncode=REFUSED)


def check_options(options: dict[str, Any]) -> None:
    """What no file could make good is wrong use: it is told before any file is read."""
    source, year = options["source"], options["year"]
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        message = _("Het jaar %(year)s kan niet. Kies een jaar van %(first)s tot en met %(last)s.")
        raise CommandError(message % {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}, returncode=USAGE)
    if year is None and source in {FileKind.KWB, FileKind.TABLE}:
        raise CommandError(_("Geef het jaar van de indeling op waarop de codes gelden (--year)."), returncode=USAGE)
    if options["mapping"] is None and source == FileKind.TABLE:
        raise CommandError(_("Bij deze soort hoort een koppeling: geef haar op (--mapping)."), returncode=USAGE)


def existing(path: Path) -> list[Path]:
    from indicators.imports import services

    if not path.exists():
        raise CommandError(_("%(path)s bestaat niet.") % {"path": path}, returncode=USAGE)
    found = services.files_in(path)
    if not found:
        raise CommandError(_("In de map %(path)s staat geen JSON-bestand.") % {"path": path}, returncode=USAGE)
    return found


def mapping(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        message = _("%(path)s is geen leesbare koppeling: %(why)s")
        raise CommandError(message % {"path": path, "why": error}, returncode=USAGE)
    if not isinstance(read, dict):
        raise CommandError(_("Een koppeling is een JSON-object met code, period en columns."), returncode=USAGE)
    return read


def in_words(report: dict[str, Any]) -> str:
    lines = [
        _("%(rows_read)d rijen gelezen in %(seconds).1f s.") % report,
        _("Nieuw %(values_new)d, veranderd %(values_changed)d, gelijk %(values_unchanged)d.") % report,
        _("Verzwegen %(withheld)d, ontbreekt %(missing)d.") % report,
    ]
    if report["unmapped_columns"]:
        lines.append(_("Niet gebruikte kolommen: %(names)s.") % {"names": "; ".join(report["unmapped_columns"])})
    return "\n".join([*lines, *(where(error) for error in report["errors"])])


def where(error: dict[str, Any]) -> str:
    """Place and remedy of one error on one line."""
    place = [error["file"]]
    if error["row"] is not None:
        place.append(_("rij %(row)s") % error)
    if error["column"]:
        place.append(_("kolom %(column)s") % error)
    return f"{', '.join(place)}: {error['message']}"
