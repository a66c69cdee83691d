"""The comparison areas of an outcome as the manager reviews them: each with why it is chosen or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from charts.chart import Chart
from charts.svg import Markup
from charts.wording import number
from effects.before import Before, chart_of, read_before, small_line
from effects.comparisonmap import Whereabouts, whereabouts_of
from effects.models import ComparisonArea, StudyOutcome
from effects.vocabulary import Choice
from wijken.names import searchable

NEAREST = 25  # of each reason: who looks for another area finds it by name


@dataclass(frozen=True)
class Weighed:
    """One area. `last`: its last figure from before the start; empty where it is not shown or not known. `line`: how
    that went until then."""

    row: ComparisonArea
    last: str = ""
    line: Markup | None = None

    @property
    def place(self) -> str:
        parent = self.row.area.parent
        return parent.spoken_name if parent else ""

    @property
    def distance(self) -> str:
        return "" if self.row.distance is None else number(self.row.distance, 2)

    @property
    def why(self) -> str:
        said = str(Choice(self.row.choice).label)
        return f"{said}: “{self.row.reason}”" if self.row.reason else said + _fact(self.row)

    @property
    def differs(self) -> bool:
        return self.row.choice != self.row.proposed


@dataclass(frozen=True)
class Group:
    """Areas that are left out for the same reason, the most alike first; `more`: not shown."""

    key: str
    why: str
    weighed: tuple[Weighed, ...]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.weighed)


@dataclass(frozen=True)
class Review:
    chart: Chart
    where: Whereabouts
    included: tuple[Weighed, ...]
    groups: tuple[Group, ...]
    wanted: str
    found: tuple[Weighed, ...]
    own: tuple[tuple[str, str], ...]


def review_of(outcome: StudyOutcome, wanted: str = "") -> Review:
    """In a fixed number of queries. `wanted`: a part of the name of an area."""
    rows = list(outcome.comparison_areas.select_related("area__parent"))
    included = [row for row in rows if row.included]
    before = read_before(outcome, [row.area for row in included])
    found = [row for row in rows if wanted and searchable(wanted) in row.area.search_name][:NEAREST]
    return Review(
        chart=chart_of(before, included),
        where=whereabouts_of(before.treated, rows),
        included=tuple(Weighed(row, before.last_of(row.area), small_line(before, row.area)) for row in included),
        groups=_groups([row for row in rows if not row.included]),
        wanted=wanted,
        found=tuple(Weighed(row) for row in found),
        own=tuple((area.spoken_name, before.last_of(area)) for area in before.treated),
    )


def _groups(rows: Sequence[ComparisonArea]) -> tuple[Group, ...]:
    groups = []
    for choice in Choice:
        own = [row for row in rows if row.choice == choice]
        if own:
            shown = tuple(Weighed(row) for row in own[:NEAREST])
            groups.append(Group(f"groep-{choice}", str(choice.label), shown, len(own)))
    return tuple(groups)


@dataclass(frozen=True)
class One:
    weighed: Weighed
    chart: Chart
    proposed: str


def weighed_one(row: ComparisonArea) -> One:
    """One area beside those of the study, before the start."""
    included = [one for one in row.outcome.comparison_areas.included().select_related("area") if one.pk != row.pk]
    before: Before = read_before(row.outcome, [row.area, *(one.area for one in included)])
    chart = chart_of(before, included, row.area)
    return One(Weighed(row, before.last_of(row.area)), chart, str(Choice(row.proposed).label))


def _fact(row: ComparisonArea) -> str:
    facts: dict[str, Any] = row.facts
    if "programme" in facts:
        return f" ({facts['programme']})"
    if "of" in facts:
        return f" ({facts['of']})"
    if "known" in facts:
        told = {"known": facts["known"], "years": facts["years"]}
        return " " + _("(%(known)s van de %(years)s jaren)") % told
    return ""
