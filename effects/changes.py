"""What is different in a version from the one before it: codes with facts, and the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import euros, number
from effects.models import StudyResult

Change = dict[str, Any]
MOST_CELLS = 20  # named one by one


def changes_between(before: StudyResult, after: StudyResult) -> list[Change]:
    """Empty where nothing is different."""
    found = [
        *_periods(before.snapshot["panel"], after.snapshot["panel"]),
        *_cells(before.snapshot["panel"], after.snapshot["panel"]),
        *_notes(before.snapshot["panel"], after.snapshot["panel"]),
        *_options(before.snapshot["options"], after.snapshot["options"]),
        *_beside(before.snapshot.get("beside"), after.snapshot.get("beside")),
        *_money(before.money, after.money),
        *_versions(before.versions, after.versions),
        *_family(before.context, after.context),
        *_verdict(before, after),
    ]
    return list(found)


def _periods(before: Change, after: Change) -> Iterator[Change]:
    added = sorted(set(after["periods"]) - set(before["periods"]))
    gone = sorted(set(before["periods"]) - set(after["periods"]))
    for code, years in (("YEARS_ADDED", added), ("YEARS_GONE", gone)):
        if years:
            words = {"YEARS_ADDED": _("Er zijn cijfers bij van %(years)s."), "YEARS_GONE": _("Weg: %(years)s.")}
            told = ", ".join(map(str, years))
            yield {"code": code, "facts": {"years": years}, "message": words[code] % {"years": told}}


def _cells(before: Change, after: Change) -> Iterator[Change]:
    old, new = _by_cell(before), _by_cell(after)
    differ = [(*cell, old[cell], new[cell]) for cell in sorted(old.keys() & new.keys()) if old[cell] != new[cell]]
    if differ:
        facts = {"number": len(differ), "cells": [list(cell) for cell in differ[:MOST_CELLS]]}
        message = ngettext("%(number)s cijfer is veranderd.", "%(number)s cijfers zijn veranderd.", len(differ))
        yield {"code": "FIGURES", "facts": facts, "message": message % {"number": number(len(differ))}}


def _notes(before: Change, after: Change) -> Iterator[Change]:
    """The same figures with another status, or cut at another break."""
    if before.get("notes", []) != after.get("notes", []):
        message = _("Welke cijfers voorlopig of geschat zijn, of waar de reeks breekt, is veranderd.")
        yield {"code": "STATUS", "facts": {}, "message": message}


def _by_cell(panel: Change) -> dict[tuple[str, int], float | None]:
    return {
        (unit, year): cell
        for unit, row in zip(panel["units"], panel["outcome"], strict=True)
        for year, cell in zip(panel["periods"], row, strict=True)
    }


def _options(before: Change, after: Change) -> Iterator[Change]:
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if names:
        yield {"code": "ASKED", "facts": {"options": names}, "message": _("Wat er gevraagd is, is veranderd.")}


def _beside(before: Change | None, after: Change | None) -> Iterator[Change]:
    if before != after:
        message = _("De cijfers van de wijken ernaast, de stad of het aantal mensen en huizen zijn veranderd.")
        yield {"code": "BESIDE", "facts": {}, "message": message}


def _money(before: Change, after: Change) -> Iterator[Change]:
    old, new = before.get("cents", 0), after.get("cents", 0)
    if old != new:
        told = {"before": euros(old), "after": euros(new)}
        message = _("Het bestede geld is nu %(after)s; het was %(before)s.") % told
        yield {"code": "MONEY", "facts": {"before": old, "after": new}, "message": message}


def _versions(before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    differ = (name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    names = sorted(name for name in differ if name != "python")
    if names:
        told = ", ".join(f"{name} {after.get(name, '–')}" for name in names)
        facts = {name: [before.get(name), after.get(name)] for name in names}
        message = _("Gerekend met andere versies: %(told)s.") % {"told": told}
        yield {"code": "VERSIONS", "facts": facts, "message": message}


def _family(before: Change, after: Change) -> Iterator[Change]:
    if before.get("adjusted_p") != after.get("adjusted_p"):
        facts = {"before": before.get("adjusted_p"), "after": after.get("adjusted_p")}
        message = _("De andere verkennende uitkomsten zijn veranderd, en daarmee wat nog toeval kan zijn.")
        yield {"code": "FAMILY", "facts": facts, "message": message}


def _verdict(before: StudyResult, after: StudyResult) -> Iterator[Change]:
    if before.verdict != after.verdict:
        facts = {"before": before.verdict, "after": after.verdict}
        message = _("Het oordeel is nu “%(after)s”; het was “%(before)s”.") % facts
        yield {"code": "VERDICT", "facts": facts, "message": message}
