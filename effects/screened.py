"""What a screening found, for its page, its file and its command: by indicator, each list by name and none by size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import number, with_unit
from effects.models import Study, StudyOutcome
from effects.services.screening import Asked, Ground
from effects.vocabulary import StudyStatus
from indicators.models import Indicator
from runs.models import Run, State
from wijken.models import Area, Level

KEPT = 0.05  # adjusted p-values up to here are told
SHOWN = 100  # areas of one indicator on the page; the file holds all
MANY = {Level.WIJK: gettext_lazy("wijken"), Level.BUURT: gettext_lazy("buurten"), Level.PC4: gettext_lazy("postcodes")}

# The same words on the page, in the command and in each row of the file.
EXPLORATORY = gettext_lazy("verkennend: een plek om te kijken, geen oordeel")


@dataclass(frozen=True)
class Line:
    """One area that moved unlike those that were like it. `effect` in the unit of the indicator, later less earlier."""

    area: Area
    indicator: Indicator
    effect: float
    p_value: float
    p_adjusted: float

    @property
    def place(self) -> str:
        return self.area.parent.spoken_name if self.area.parent else ""

    @property
    def size(self) -> str:
        return number(self.effect, self.indicator.decimals, signed=True)

    @property
    def difference(self) -> str:
        return with_unit(self.size, self.indicator.unit)

    @property
    def chance(self) -> str:
        return number(self.p_value, 4)

    @property
    def adjusted(self) -> str:
        return number(self.p_adjusted, 4)


@dataclass(frozen=True)
class OfIndicator:
    """`looked`: at how many areas. `withheld`: the reader has a study in concept that asks about it."""

    indicator: Indicator
    looked: int
    lines: tuple[Line, ...]
    withheld: bool

    @property
    def shown(self) -> tuple[Line, ...]:
        return self.lines[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - SHOWN)


@dataclass(frozen=True)
class Findings:
    """`by_chance`: areas that would stand out where nothing had happened anywhere, as a rule of thumb."""

    areas: int
    looks: int
    failed: int
    indicators: tuple[OfIndicator, ...]

    @property
    def with_lines(self) -> tuple[OfIndicator, ...]:
        return tuple(one for one in self.indicators if one.lines)

    @property
    def without_lines(self) -> tuple[OfIndicator, ...]:
        return tuple(one for one in self.indicators if not one.lines and not one.withheld)

    @property
    def withheld(self) -> tuple[OfIndicator, ...]:
        return tuple(one for one in self.indicators if one.withheld)

    @property
    def standing_out(self) -> int:
        return len({line.area.pk for one in self.indicators for line in one.lines})

    @property
    def by_chance(self) -> int:
        return round(self.areas * KEPT)


def findings_of(run: Run, reader: Any = None) -> Findings | None:
    """None where it is not done. What a reader asks in a study that is not frozen yet is kept from that reader."""
    if run.state != State.DONE or not run.result:
        return None
    result = run.result
    unseen = asked_in_concept(reader)
    lines = _lines(result)
    known = Indicator.objects.in_bulk([int(pk) for pk in result.get("looked", {})] + list(lines))
    found = [
        OfIndicator(
            indicator=one,
            looked=result.get("looked", {}).get(str(one.pk), 0),
            lines=() if one.pk in unseen else tuple(sorted(lines[one.pk], key=_by_name)),
            withheld=one.pk in unseen,
        )
        for one in sorted(known.values(), key=lambda one: one.label().casefold())
    ]
    return Findings(result["areas"], result["looks"], result["failed"], tuple(found))


def asked_in_concept(reader: Any) -> set[int]:
    """Indicators of studies that this person may still change: who knows how an outcome ran would choose by it."""
    if reader is None:
        return set()
    concepts = Study.objects.editable_by(reader).filter(status=StudyStatus.DRAFT)
    rows = StudyOutcome.objects.filter(study__in=concepts)
    return set(rows.order_by().values_list("indicator", flat=True))


def rows_of(found: Findings) -> Iterator[list[Any]]:
    """For a file: one row a line, under `HEADS`."""
    for one in found.with_lines:
        for line in one.lines:
            yield [
                line.area.code, line.area.spoken_name, line.place, one.indicator.slug, one.indicator.label(),
                one.indicator.unit, line.effect, line.p_value, line.p_adjusted, str(EXPLORATORY),
            ]  # fmt: skip


def heads() -> list[str]:
    return [
        _("code"), _("gebied"), _("ligt in"), _("cijfer"), _("naam van het cijfer"), _("eenheid"),
        _("verschil met gebieden die erop leken"), _("p"), _("p na correctie (Benjamini-Hochberg)"), _("hoe te lezen"),
    ]  # fmt: skip


def name_of(asked: Asked | Ground) -> str:
    """ "wijken van 2024"."""
    told = {"many": MANY[Level(asked.level)], "year": asked.division_year}
    name = _("%(many)s van %(year)s") % told
    return _("verzonnen %(name)s") % {"name": name} if asked.invented else name


def progress_of(run: Run) -> dict[str, Any] | None:
    """What a page shows of a screening that is not over; None where it is."""
    if run.is_over():
        return None
    if run.cancel_requested:
        return {"label": _("Wordt gestopt"), "value": None, "max": None, "text": _("Er wordt niets van bewaard.")}
    if run.state == State.WAITING or not run.total:
        text = _("Dit duurt meestal minder dan een minuut.")
        return {"label": _("Wacht op zijn beurt"), "value": None, "max": None, "text": text}
    text = _("%(done)s van %(total)s delen gedaan") % {"done": number(run.done), "total": number(run.total)}
    return {"label": _("Doorlichten"), "value": run.done, "max": run.total, "text": text}


def _lines(result: dict[str, Any]) -> dict[int, list[Line]]:
    rows = result["found"]
    areas = Area.objects.select_related("parent").in_bulk({row["area"] for row in rows})
    indicators = Indicator.objects.in_bulk({row["indicator"] for row in rows})
    lines: dict[int, list[Line]] = defaultdict(list)
    for row in rows:
        if row["area"] in areas and row["indicator"] in indicators:
            about = areas[row["area"]], indicators[row["indicator"]]
            lines[row["indicator"]].append(Line(*about, row["effect"], row["p"], row["p_adjusted"]))
    return lines


def _by_name(line: Line) -> tuple[str, str]:
    return line.area.spoken_name.casefold(), line.area.code
