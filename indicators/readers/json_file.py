"""JSON files of a source: read whole, or refused with the place where they break off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from indicators.readers.base import Problems
from indicators.readers.text import text_of


@contextmanager
def shaped_as_its_source(problems: Problems) -> Iterator[None]:
    """JSON of another shape shows where it is used: it is refused there instead of at a hundred checks."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise problems.refuse(wrong_shape(), value=error) from error


def wrong_shape() -> str:
    return _("Het bestand heeft niet de vorm van deze bron. Kies het juiste bestand of een andere bron.")


def object_of(path: Path, problems: Problems) -> dict[str, Any]:
    """The JSON object in a file. Raises Refused."""
    text = text_of(path, problems)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise problems.refuse(
            _("Het bestand is geen volledige JSON: het is afgebroken of beschadigd. Haal het opnieuw op."),
            row=error.lineno,
            value=text[max(0, error.pos - 20) : error.pos + 20].strip(),
        ) from error
    if not isinstance(found, dict):
        raise problems.refuse(wrong_shape())
    return found
