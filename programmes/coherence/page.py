"""What the page of coherence shows: the findings with the way to mend them, and a chart of each division."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import spread
from charts.chart import Chart
from charts.wording import number
from programmes.coherence.division import Division, Share, divisions
from programmes.coherence.findings import Check, checks
from programmes.coherence.package import Package
from programmes.vocabulary import MoneyState

AddressOf = Callable[[str, int], str]


@dataclass(frozen=True)
class Line:
    text: str
    url: str


@dataclass(frozen=True)
class Answer:
    """One question as the page tells it: its findings, or that there are none."""

    title: str
    count: str
    lines: tuple[Line, ...]
    fine: str


@dataclass(frozen=True)
class Picture:
    """A division as a chart, with what is divided and how."""

    explanation: str
    chart: Chart


def answers(package: Package, address_of: AddressOf) -> list[Answer]:
    return [_answer(check, address_of) for check in checks(package)]


def _answer(check: Check, address_of: AddressOf) -> Answer:
    lines = tuple(Line(one.text, address_of(*one.about)) for one in check.findings)
    return Answer(check.title, number(check.count) if lines else "", lines, "" if lines else check.fine)


def pictures(package: Package, state: str) -> list[Picture]:
    return [Picture(one.explanation, spread.draw(_spread(one, state))) for one in divisions(package)]


def _spread(division: Division, state: str) -> spread.Spread:
    reason = _("Er is nog niets %(state)s gemeld.") % {"state": MoneyState(state).label}
    parts = tuple(
        spread.Part(one.name, one.cents, _goals(one), one.key, one.rest, one.silence) for one in division.shares
    )
    return spread.Spread(division.title, parts, empty_reason=reason)


def _goals(share: Share) -> str:
    if share.goals is None:
        return ""
    if not share.goals:
        return _("dient geen doel")
    return ngettext("dient %(count)s doel", "dient %(count)s doelen", share.goals) % {"count": number(share.goals)}
