"""The same file again costs nothing: it is known by its checksum."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db.models import Q

from indicators.imports.sources import FileKind
from indicators.models import ImportFile, Indicator
from indicators.readers.police import YEAR_FOLDER


def checksum(path: Path) -> str:
    """Of a file its bytes; of a folder its name and the names and bytes of its files."""
    if path.is_dir():
        parts = [path.name, *(f"{file.name} {checksum(file)}" for file in sorted(path.iterdir()) if file.is_file())]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def note_checksum(file: ImportFile) -> None:
    """What makes an import the same import: the bytes, and the indicators into which they can be read.

    A file of the police has its wijk in its name, and its year in that of its folder.
    """
    path = Path(file.path)
    if file.source == FileKind.POLICE:
        folder = path.parent.name
        file.options["place"] = [folder if YEAR_FOLDER.fullmatch(folder) else "", path.name]
    slugs = sorted(Indicator.objects.values_list("slug", flat=True))
    file.options["catalogue"] = hashlib.sha256(" ".join(slugs).encode()).hexdigest()[:16]
    file.sha256 = checksum(path)
    file.save(update_fields=["options", "sha256"])


def repeat(file: ImportFile) -> bool:
    """Finish a file that was imported before in the same way, if nothing was replaced since."""
    before = _same_before(file)
    if before is None or _changed_since(before):
        return False
    file.division_year, file.unmapped_columns = before.division_year, before.unmapped_columns
    file.rows_read, file.rows_total = before.rows_read, before.rows_total
    file.withheld, file.missing = before.withheld, before.missing
    file.values_unchanged = before.values_new + before.values_changed + before.values_unchanged
    file.state = ImportFile.State.IMPORTED
    file.save()
    return True


def _same_before(file: ImportFile) -> ImportFile | None:
    same = ImportFile.objects.imported().filter(sha256=file.sha256, source=file.source).order_by("-pk")
    return next((other for other in same if other.options == file.options), None)


def _changed_since(before: ImportFile) -> bool:
    """Whether a later file may have replaced figures of the division. One that only added some did not."""
    later = ImportFile.objects.imported().filter(division_year=before.division_year, pk__gt=before.pk)
    return later.filter(Q(values_changed__gt=0) | Q(withheld__gt=0)).exists()
