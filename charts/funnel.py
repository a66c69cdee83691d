"""A funnel instead of a league table: each study by its effect and how sure it is, with the reach of chance.

Nothing is ranked. A point within the funnel may be chance, however far it lies; the less sure a study is, the wider
the funnel there (Spiegelhalter 2005, "Funnel plots for comparing institutional performance").
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import plot, ticks
from charts.chart import Chart, canvas, drawings
from charts.labels import EndLabel, beside
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.model import Direction
from charts.scales import Linear
from charts.study.finding import Effect, Finding
from charts.svg import Element, circle, group, line, path, title, words
from charts.tables import Cell, Row, Table
from charts.wording import listing, number

_WIDE = replace(SINGLE, left=26, right=360)
_PHONE = replace(SINGLE_PHONE, left=16, right=150)
_LOW, _A_POINT, _MOST_POINTS = 120.0, 26.0, 8  # heights


@dataclass(frozen=True)
class Study:
    """One study of the same outcome. `reach`: from its effect to the edge of its 95 % interval nearest nought.

    `short_name`: where there is little room. `told`: what is said of its point, where its finding is in other words.
    """

    name: str
    finding: Finding
    url: str | None = None
    short_name: str = ""
    told: str = ""

    @property
    def effect(self) -> float | None:
        return self.finding.estimate

    @property
    def reach(self) -> float | None:
        """So that a point lies outside the funnel exactly where its interval leaves nought out."""
        finding = self.finding
        if finding.estimate is None or finding.low is None or finding.high is None:
            return None
        return finding.estimate - finding.low if finding.estimate > 0 else finding.high - finding.estimate


@dataclass(frozen=True)
class Funnel:
    title: str
    unit: str
    studies: tuple[Study, ...]
    direction: Direction = Direction.NEITHER
    decimals: int = 0
    with_values: bool = True

    @property
    def placed(self) -> list[tuple[Study, float, float]]:
        """Those of which something can be said, the surest first; with effect and reach."""
        found = [
            (study, study.effect, study.reach)
            for study in self.studies
            if study.effect is not None and study.reach is not None and study.finding.effect is not Effect.CANNOT_SAY
        ]
        return sorted(found, key=lambda each: (each[2], each[0].name))

    @property
    def refused(self) -> list[Study]:
        return [study for study in self.studies if study.finding.effect is Effect.CANNOT_SAY]

    @property
    def places(self) -> int:
        return max((study.finding.places for study, _effect, _reach in self.placed), default=self.decimals)


def draw(funnel: Funnel) -> Chart:
    return Chart(
        kind="trechter",
        title=funnel.title,
        sentence=sentence(funnel),
        drawings=drawings(_layouts(funnel), lambda layout: _element(funnel, layout)),
        tables=(table(funnel),),
    )


def _layouts(funnel: Funnel) -> tuple[Layout, ...]:
    """Only as high as its points need."""
    height = _LOW + _A_POINT * min(len(funnel.placed), _MOST_POINTS)
    return tuple(replace(layout, plot_height=height) for layout in (_WIDE, _PHONE))


def sentence(funnel: Funnel) -> str:
    """How to read it, which lie outside, and of which nothing can be said."""
    parts = [_outside(funnel), _refused(funnel)]
    return " ".join(part for part in parts if part)


def _outside(funnel: Funnel) -> str:
    if not funnel.placed:
        return _("Van geen enkel onderzoek naar ‘%(title)s’ is er een uitkomst.") % {"title": funnel.title}
    outside = sorted(study.name for study, *_rest in funnel.placed if study.finding.effect.is_difference)
    told = {"count": number(len(funnel.placed)), "names": listing(outside)}
    lead = ngettext("%(count)s onderzoek heeft een uitkomst.", "%(count)s onderzoeken hebben een uitkomst.",
                    len(funnel.placed))  # fmt: skip
    if not outside:
        return f"{lead} " % told + _("Elk punt ligt in de trechter: het verschil kan toeval zijn.")
    rest = ngettext(
        "Buiten de trechter ligt %(names)s: daar is toeval geen goede verklaring.",
        "Buiten de trechter liggen %(names)s: daar is toeval geen goede verklaring.",
        len(outside),
    )
    inside = len(funnel.placed) - len(outside)
    return f"{lead} {rest} " % told + (_("In de trechter kan het verschil toeval zijn.") if inside else "")


def _refused(funnel: Funnel) -> str:
    names = sorted(study.name for study in funnel.refused)
    return _("Niet te zeggen is het van %(names)s.") % {"names": listing(names)} if names else ""


def _element(funnel: Funnel, layout: Layout) -> Element:
    """Effect across, better to the right; downwards less sure, where the funnel is wider."""
    if not funnel.placed:
        return _empty(funnel, layout)
    notes = [_unit(funnel), _("hoe lager het punt, hoe minder zeker"), _("grijs: kan toeval zijn (95 %)")]
    head, head_end = plot.heading(layout, 0, "", notes)
    top = head_end + 26
    lowest = max(reach for _study, _effect, reach in funnel.placed) * 1.15 or 1
    farthest = max(lowest, *(abs(effect) * 1.08 for _study, effect, _reach in funnel.placed))
    ends = (layout.right, layout.left) if funnel.direction is Direction.LOWER_IS_BETTER else (layout.left, layout.right)
    across = Linear((-farthest, farthest), ends)
    down = Linear((0, lowest), (top, top + layout.plot_height))
    drawn = group(_reach_of_chance(across, down, lowest), _across(funnel, layout, across, down, farthest))
    drawn.add(*_ways(funnel, layout, top), *_points(funnel, across, down), _labels(funnel, layout, across, down))
    height = down(lowest) + plot.year_axis_height(layout) + 6
    return canvas(layout, height, f"{funnel.title}, {funnel.unit}", head, drawn)


def _empty(funnel: Funnel, layout: Layout) -> Element:
    """No axis of noughts: only why there is nothing."""
    drawn = group()
    bottom = plot.reason(layout, drawn, 0, _outside(funnel))
    return canvas(layout, bottom + 4, funnel.title, drawn)


def _unit(funnel: Funnel) -> str:
    return _("verschil met vergelijkingswijken, %(unit)s") % {"unit": funnel.unit}


def _reach_of_chance(across: Linear, down: Linear, lowest: float) -> Element:
    corners = [(across(0), down(0)), (across(lowest), down(lowest)), (across(-lowest), down(lowest))]
    return path(corners, "chart-funnel", closed=True)


def _across(funnel: Funnel, layout: Layout, across: Linear, down: Linear, farthest: float) -> Element:
    drawn = group(class_="chart-axis", aria_hidden="true")
    top, bottom = down.output
    values = ticks.nice([-farthest * 0.9, farthest * 0.9])
    for value, text in zip(values.values, values.labels, strict=True):
        x = across(value)
        drawn.add(line(x, top, x, bottom, "chart-grid chart-grid--nought" if value == 0 else "chart-grid"))
        drawn.add(words(x, bottom + layout.small + 4, text, layout.small, "chart-tick", anchor="middle"))
    return drawn


def _ways(funnel: Funnel, layout: Layout, top: float) -> list[Element]:
    """What lies to the left and to the right."""
    judged = funnel.direction is not Direction.NEITHER
    left, right = (_("← slechter"), _("beter →")) if judged else (_("← lager"), _("hoger →"))
    y = top - 8
    return [
        words(layout.left, y, left, layout.small, "chart-note"),
        words(layout.right, y, right, layout.small, "chart-note", anchor="end"),
    ]


def _points(funnel: Funnel, across: Linear, down: Linear) -> list[Element]:
    return [
        circle(across(effect), down(reach), 5, _css(study)).add(
            title(f"{study.name}: {study.told or study.finding.sentence}")
        )
        for study, effect, reach in funnel.placed
    ]


def _css(study: Study) -> str:
    return "chart-study chart-study--outside" if study.finding.effect.is_difference else "chart-study"


def _labels(funnel: Funnel, layout: Layout, across: Linear, down: Linear) -> Element:
    """Names in the column on the right, in the order of how sure they are: never in that of their effect."""
    labels = [
        EndLabel(
            across(effect),
            down(reach),
            study.name if layout.long_names else study.short_name or study.name,
            _value(funnel, effect) if layout.long_names and funnel.with_values else "",
            "study",
            bold=study.finding.effect.is_difference,
        )
        for study, effect, reach in funnel.placed
    ]
    return beside(layout, labels, *down.output)


def _value(funnel: Funnel, effect: float) -> str:
    return number(effect, funnel.places, signed=True)


def table(funnel: Funnel) -> Table:
    """By name, since an order by effect would be a ranking."""
    rows = tuple(
        Row(
            study.name,
            (_size(funnel, study), Cell(study.finding.interval or "–"), Cell(study.finding.effect.word)),
            study.url,
        )
        for study in sorted(funnel.studies, key=lambda each: each.name)
    )
    header = (_("Onderzoek"), _("Verschil"), _("Onzekerheid (95 %)"), _("Oordeel"))
    return Table(f"{funnel.title} ({funnel.unit})", header, rows)


def _size(funnel: Funnel, study: Study) -> Cell:
    if study.effect is None or study.finding.effect is Effect.CANNOT_SAY:
        return Cell(_("geen uitkomst"))
    return Cell(_value(funnel, study.effect), study.effect)
