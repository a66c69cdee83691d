"""Whether the demonstration stands. Light: asked at every start, so it imports nothing that loads."""

from __future__ import annotations

from demonstration.files import fingerprint
from indicators.models import ImportFile

MARK = "demonstratie"


def stands() -> bool:
    """Whether the demonstration was loaded to its end, in this version or an earlier one."""
    return ImportFile.objects.filter(source=MARK).exists()


def is_newest() -> bool:
    return ImportFile.objects.filter(source=MARK, sha256=fingerprint()).exists()


def mark() -> None:
    ImportFile.objects.create(source=MARK, name=MARK, sha256=fingerprint(), state=ImportFile.State.IMPORTED)
