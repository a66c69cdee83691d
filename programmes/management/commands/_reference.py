"""What the commands that read a table of reference share: the file, the words, and how they end."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

REFUSED, USAGE = 3, 2
ENDS = "Eindigt met 0 (ingelezen), 3 (geweigerd, met de reden) of 2 (verkeerd gebruik)."


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandError(_("%(path)s is niet te lezen.") % {"path": path}, returncode=USAGE) from error
    except UnicodeDecodeError as error:
        raise CommandError(_("%(path)s is geen tekst in UTF-8.") % {"path": path}, returncode=REFUSED) from error


def run(command: BaseCommand, path: Path, work: Callable[[str], Any], *, as_json: bool) -> None:
    """Read the file, do the work, and say what it did; a table that is refused ends with 3."""
    from programmes.taakvelden import UnreadableTable

    text = text_of(path)
    try:
        done = asdict(work(text))
    except UnreadableTable as error:
        if as_json:
            command.stdout.write(json.dumps({"file": str(path), "errors": [str(error)]}, ensure_ascii=False))
        raise CommandError(f"{path}: {error}", returncode=REFUSED) from error
    report = {"file": str(path), **done, "errors": []}
    command.stdout.write(json.dumps(report, ensure_ascii=False) if as_json else _in_words(done))


def _in_words(done: dict[str, int]) -> str:
    return (
        _("%(rows)s rijen; %(added)s erbij, %(changed)s gewijzigd, %(removed)s weg.") % done
        if any(done[name] for name in ("added", "changed", "removed"))
        else _("%(rows)s rijen; er was niets te wijzigen.") % done
    )
