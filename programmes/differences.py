"""What differs between two plans, in words: what it is about, what it was and what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from charts.wording import listing, number, years
from programmes.frozen import Json
from programmes.vocabulary import Challenge, GoalKind


@dataclass(frozen=True)
class Difference:
    what: str
    was: str
    becomes: str


def differences(before: Json, after: Json) -> list[Difference]:
    """Every difference of the plan, in the order in which the pages tell it. Interventions are no part of a plan."""
    return [
        *_of_basics(before["programme"], after["programme"]),
        *_of_parts(before["phases"], after["phases"], lambda one: _("Fase “%(name)s”") % one, phase_in_words),
        *_of_parts(before["wijken"], after["wijken"], lambda one: _("Wijk “%(name)s”") % one, wijk_in_words),
        *_of_parts(before["goals"], after["goals"], goal_name, goal_in_words),
    ]


def _of_basics(before: Json, after: Json) -> Iterable[Difference]:
    told = [
        (_("Naam"), _plain("name")),
        (_("Jaren"), lambda plan: years(plan["start_year"], plan["end_year"])),
        (_("In één zin"), _plain("summary")),
        (_("Visie"), _plain("vision")),
        (_("Opgaven"), lambda plan: challenges_in_words(plan["challenges"])),
        (_("Leidt het programma"), _plain("lead")),
        (_("Valt onder"), _plain("parent")),
    ]
    for what, words in told:
        was, becomes = words(before), words(after)
        if was != becomes:
            yield Difference(what, was or _("niets"), becomes or _("niets"))


def _plain(name: str) -> Callable[[Json], str]:
    return lambda plan: str(plan[name])


def _of_parts(
    before: list[Json], after: list[Json], name: Callable[[Json], str], words: Callable[[Json], str]
) -> Iterable[Difference]:
    """Parts with the same name are the same part."""
    stood = {name(one): words(one) for one in before}
    stands = {name(one): words(one) for one in after}
    for what in [*stood, *(each for each in stands if each not in stood)]:
        was, becomes = stood.get(what, _("stond er niet in")), stands.get(what, _("vervalt"))
        if was != becomes:
            yield Difference(what, was, becomes)


def phase_in_words(phase: Json) -> str:
    return years(phase["start_year"], phase["end_year"])


def wijk_in_words(wijk: Json) -> str:
    named = [f"{area['name']} ({area['code']}, {area['division_year']})" for area in wijk["areas"]]
    return listing(named) if named else _("nog geen gebieden")


def challenges_in_words(codes: Iterable[str]) -> str:
    return listing([str(Challenge(code).label) for code in codes if code in Challenge.values])


def goal_name(goal: Json) -> str:
    return _("Doel “%(name)s in %(area)s”") % {"name": goal["name"], "area": goal["area"]["name"]}


def goal_in_words(goal: Json) -> str:
    """ "moet dalen, van 96 (2012) naar 80 (2020) en 60 (2027)"."""
    told: dict[str, Any] = {
        "kind": GoalKind(goal["kind"]).label,
        "from": f"{number(goal['baseline_value'], goal['decimals'])} ({goal['baseline_year']})",
        "to": listing([f"{number(one['value'], goal['decimals'])} ({one['year']})" for one in goal["targets"]]),
    }
    if not goal["targets"]:
        return _("%(kind)s, vanaf %(from)s") % told
    return _("%(kind)s, van %(from)s naar %(to)s") % told
