"""What differs between two plans, in words: what it is about, what it was and what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from charts.wording import euros, listing, number, years
from programmes.frozen import Json
from programmes.vocabulary import Challenge, Evidence, GoalKind, InterventionStatus, MoneyState, Pillar


@dataclass(frozen=True)
class Difference:
    what: str
    was: str
    becomes: str


def differences(before: Json, after: Json) -> list[Difference]:
    """Every difference, in the order in which the pages tell it.

    Interventions, their contributions and the money are no part of a plan: they are compared where both sides hold
    them, as two versions do. A version of before the money was kept tells of no difference in it.
    """
    return [
        *_of_basics(before["programme"], after["programme"]),
        *_of_parts(before["phases"], after["phases"], lambda one: _("Fase “%(name)s”") % one, phase_in_words),
        *_of_parts(before["wijken"], after["wijken"], lambda one: _("Wijk “%(name)s”") % one, wijk_in_words),
        *_of_parts(before["goals"], after["goals"], goal_name, goal_in_words),
        *_of_doings(before, after),
        *_of_money(before, after),
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


def _of_doings(before: Json, after: Json) -> Iterable[Difference]:
    if "interventions" not in before or "interventions" not in after:
        return
    sides = before["interventions"], after["interventions"]
    yield from _of_parts(*sides, lambda one: _("Interventie “%(title)s”") % one, doing_in_words)
    yield from _of_parts(*map(_links, sides), _link_name, contribution_in_words)


def _links(doings: list[Json]) -> list[Json]:
    return [{**link, "title": doing["title"]} for doing in doings for link in doing["contributions"]]


def _link_name(link: Json) -> str:
    return _("Bijdrage van “%(title)s” aan %(name)s") % link


def _of_money(before: Json, after: Json) -> Iterable[Difference]:
    if "money" not in before or "money" not in after:
        return
    for state in MoneyState:
        was, becomes = (side["money"].get(state) for side in (before, after))
        if was != becomes:
            told = [_("niet gemeld") if cents is None else euros(cents) for cents in (was, becomes)]
            yield Difference(_("Geld, %(state)s") % {"state": state.label}, *told)


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


def doing_in_words(doing: Json) -> str:
    """ "fysiek, 2014–2024, bezig, trekker De Haard, met Thuisgoed, in Havenkwartier"."""
    told = [
        label_of(Pillar, doing["pillar"]),
        years(doing["start_year"], doing["end_year"]),
        label_of(InterventionStatus, doing["status"]),
        _("trekker %(lead)s") % doing,
        _("met %(names)s") % {"names": listing(doing["partners"])} if doing["partners"] else "",
        _("in %(names)s") % {"names": listing([one["name"] for one in doing["reach"]])} if doing["reach"] else "",
    ]
    return ", ".join(part for part in told if part)


def contribution_in_words(link: Json) -> str:
    """The mechanism, after how many years, and on which evidence."""
    told = {
        "mechanism": link["mechanism"].rstrip("."),
        "lag": number(link["lag_years"]),
        "evidence": label_of(Evidence, link["evidence"]),
    }
    return _("%(mechanism)s. Merkbaar na %(lag)s jaar. Bewijs %(evidence)s.") % told


def label_of(choices: Any, code: str) -> str:
    return str(dict(choices.choices).get(code, code))


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
