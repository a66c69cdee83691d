"""Where the name and the address of a person stand in the database, in whatever table, and how they go.

An address, and a name of several words, say who is meant wherever they stand. A single first name does not: "Roos" may
be a flower. That one is replaced only in a field that holds a person and nothing else (FOR_PEOPLE); where it stands
between other words, the place is told, and a person decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast

FOR_PEOPLE = {"contact_name"}
# Tables that guard their rows: label of the model → what lets words in it be replaced, registered by the room above.
GUARDED: dict[str, Callable[[], AbstractContextManager[Any]]] = {}
WORDS = (models.CharField, models.TextField, models.JSONField)
NOT_WORDS = (models.SlugField, models.FileField)


@dataclass(frozen=True)
class Traces:
    """What a person was called, with what comes instead."""

    names: frozenset[str]
    addresses: frozenset[str]
    pseudonym: str
    address: str

    @property
    def needles(self) -> set[str]:
        return {one for one in self.names | self.addresses if one}

    def without(self, value: Any, *, for_people: bool = False) -> Any:
        """The value with the pseudonym instead; lists and mappings (JSON) all the way down."""
        if isinstance(value, dict):
            return {key: self.without(one, for_people=key in FOR_PEOPLE) for key, one in value.items()}
        if isinstance(value, list):
            return [self.without(one) for one in value]
        return self._text_without(value, for_people) if isinstance(value, str) else value

    def _text_without(self, text: str, for_people: bool) -> str:
        for address in self.addresses:
            text = re.sub(re.escape(address), self.address, text, flags=re.IGNORECASE)
        for name in self.names:
            whole = for_people and text.strip().lower() == name.lower()
            if whole or " " in name:
                text = whole_word(name).sub(self.pseudonym, text)
        return text

    def still_in(self, value: Any) -> bool:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return any(whole_word(one).search(text) for one in self.needles)


def whole_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def replace(traces: Traces) -> list[str]:
    """Replace them everywhere; the places ("risico 12: wat we eraan doen") where a first name may still be read."""
    left: list[str] = []
    for model in apps.get_models(include_auto_created=True):
        if model is not Session and model._meta.managed and not model._meta.proxy:
            left += _replace_in(model, traces)
    return sorted(left)


def _replace_in(model: Any, traces: Traces) -> list[str]:
    fields = [one for one in model._meta.concrete_fields if isinstance(one, WORDS) and not isinstance(one, NOT_WORDS)]
    rows = list(_rows_with(model, fields, traces.needles)) if fields else []
    if not rows:
        return []
    left: list[str] = []
    with GUARDED.get(model._meta.label, nullcontext)():
        for row in rows:
            left += _replace_in_row(row, fields, traces)
    return left


def _replace_in_row(row: Any, fields: list[Any], traces: Traces) -> list[str]:
    old = {one: getattr(row, one.attname) for one in fields}
    new = {one: traces.without(value, for_people=one.name in FOR_PEOPLE) for one, value in old.items()}
    changed = {one.attname: _fitting(one, new[one]) for one in fields if new[one] != old[one]}
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)
    kind = row._meta.verbose_name
    return [f"{kind} {row.pk}: {one.verbose_name}" for one in fields if new[one] and traces.still_in(new[one])]


def _fitting(field: Any, value: Any) -> Any:
    """A pseudonym can be longer than the name was."""
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def _writings(needle: str) -> set[str]:
    """SQLite tells capitals from small letters beyond ASCII, and JSON writes those letters as numbers."""
    plain = {needle, needle.upper(), needle.lower()}
    return plain | {json.dumps(one)[1:-1] for one in plain}


def _rows_with(model: Any, fields: list[Any], needles: set[str]) -> Iterator[Any]:
    """The rows in which one of them may stand; JSON is read as text."""
    json_names = [one.name for one in fields if isinstance(one, models.JSONField)]
    as_text = {f"text_of_{name}": Cast(name, TextField()) for name in json_names}
    names = [one.name for one in fields if one.name not in json_names] + list(as_text)
    wanted = Q(pk__in=[])
    for written in {writing for needle in needles for writing in _writings(needle)}:
        for name in names:
            wanted |= Q(**{f"{name}__icontains": written})
    yield from model._base_manager.annotate(**as_text).filter(wanted).iterator(chunk_size=500)
