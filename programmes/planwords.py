"""A plan that is kept as data, told in words: the same for a version, a proposal and a concept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.wording import euros, listing, percentage, years
from programmes.differences import (
    challenges_in_words,
    contribution_in_words,
    goal_in_words,
    label_of,
    phase_in_words,
    wijk_in_words,
)
from programmes.frozen import Json
from programmes.vocabulary import InterventionStatus, MoneyState, Pillar

Fact = dict[str, str]


@dataclass(frozen=True)
class Doing:
    """One intervention as it stood."""

    title: str
    pillar: str
    pillar_name: str
    facts: list[Fact]
    contributions: list[str]


@dataclass(frozen=True)
class Plan:
    """What `programmes.frozen` keeps, for people to read."""

    content: Json

    @property
    def name(self) -> str:
        return str(self.content["programme"]["name"])

    @property
    def summary(self) -> str:
        return str(self.content["programme"]["summary"])

    @property
    def vision(self) -> str:
        return str(self.content["programme"]["vision"])

    @property
    def facts(self) -> list[Fact]:
        basics = self.content["programme"]
        told = [
            (_("Jaren"), years(basics["start_year"], basics["end_year"])),
            (_("Gemeente"), basics["gemeente"]),
            (_("Leidt het programma"), basics["lead"]),
            (_("Valt onder"), basics["parent"]),
            (_("Opgaven"), challenges_in_words(basics["challenges"])),
        ]
        return [{"term": term, "text": text} for term, text in told if text]

    @property
    def wijken(self) -> list[Fact]:
        return [{"term": each["name"], "text": wijk_in_words(each)} for each in self.content["wijken"]]

    @property
    def phases(self) -> list[Fact]:
        return [{"term": each["name"], "text": phase_in_words(each)} for each in self.content["phases"]]

    @property
    def goals(self) -> list[Fact]:
        return [
            {
                "term": _("%(name)s in %(area)s") % {"name": each["name"], "area": each["area"]["name"]},
                "text": f"{goal_in_words(each)} ({each['unit']})",
            }
            for each in self.content["goals"]
        ]

    @property
    def money(self) -> list[Fact]:
        """What was reported then; nothing of a version of before this was kept."""
        cents = self.content.get("money", {})
        return [
            {"term": str(state.label).capitalize(), "text": euros(cents[state])}
            for state in MoneyState
            if state in cents
        ]

    @property
    def doings(self) -> list[Doing]:
        return [_doing(each) for each in self.content["interventions"]]


def _doing(said: Json) -> Doing:
    reach = [f"{each['name']} {percentage(_percent(each['share']), 0)}" for each in said["reach"]]
    told = [
        (_("Stand"), label_of(InterventionStatus, said["status"])),
        (_("Jaren"), years(said["start_year"], said["end_year"])),
        (_("Trekker"), said["lead"]),
        (_("Doen mee"), listing(said["partners"])),
        (_("Waar"), ", ".join(reach)),
    ]
    return Doing(
        title=said["title"],
        pillar=said["pillar"],
        pillar_name=label_of(Pillar, said["pillar"]),
        facts=[{"term": term, "text": text} for term, text in told if text],
        contributions=[_contribution(each) for each in said["contributions"]],
    )


def _percent(share: str) -> float:
    return float(share) * 100


def _contribution(said: Json) -> str:
    return _("%(name)s: %(words)s") % {"name": said["name"], "words": contribution_in_words(said)}
