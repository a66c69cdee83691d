"""Euros per year, stacked by pillar, with each pillar's total beside its name."""

from django.utils.translation import gettext as _

from charts import plot, sentences, ticks
from charts.model import Pillar, WijkPicture
from charts.plot import Axis, Note, Section, Zone
from charts.scales import Linear
from charts.svg import Element, group, line, words
from charts.text import truncated, width_of
from charts.wijkpicture.pillars import block, pillar_group
from charts.wijkpicture.scene import Scene
from charts.wording import euros, euros_short, years

_MILLION = 100_000_000
_THOUSAND = 100_000
_BAR = 0.72
_ROW = 1.65


def section(scene: Scene, y: float, flag_row: float) -> Section:
    picture, layout = scene.picture, scene.layout
    notes = [_unit(picture)[1] if picture.bars else "", picture.money_note]
    head, head_end = plot.heading(layout, y, _("Besteed per jaar"), notes)
    top = plot.body_top(layout, y, head_end)
    drawn = group(role="img", aria_label=sentences.money(picture))
    if not picture.bars:
        bottom = plot.reason(layout, drawn, top, picture.money_empty_reason)
        return Section(group(head, drawn), (), max(bottom, head_end))
    bottom = _bars(scene, drawn, top + flag_row)
    totals_end = _totals(scene, drawn, top + flag_row if layout.titles_beside else bottom)
    return Section(group(head, drawn), (Zone(top, bottom),), max(bottom, head_end, totals_end))


def _unit(picture: WijkPicture) -> tuple[int, str]:
    """Cents in one unit of the axis, and the name of that unit."""
    if max((abs(edge) for edge in _edges(picture)), default=0) >= _MILLION:
        return _MILLION, _("miljoen euro")
    return _THOUSAND, _("duizend euro")


def _bars(scene: Scene, drawn: Element, y: float) -> float:
    """The axis and the bars, from `y` down to the bottom that is returned."""
    picture, layout, axis = scene.picture, scene.layout, scene.axis
    remarks, top = plot.notes(layout, y, _unreported(picture, axis))
    unit, _name = _unit(picture)
    values = ticks.nice([edge / unit for edge in _edges(picture)], from_nought=True)
    bottom = top + layout.money_height
    scale = Linear(values.domain, (bottom, top + 8))
    drawn.add(plot.value_axis(layout, scale, values))
    drawn.add(*_stacks(scene, Linear((0, unit), (scale(0), scale(1)))))
    drawn.add(line(layout.left, scale(0), layout.right, scale(0), "chart-base"), remarks)
    return bottom


def _edges(picture: WijkPicture) -> list[int]:
    """Tops and (for years in which more was taken back than spent) bottoms of the stacks, in cents."""
    edges = []
    for year in picture.years:
        cents = [bar.cents for bar in picture.bars if bar.year == year]
        edges += [sum(each for each in cents if each > 0), sum(each for each in cents if each < 0)]
    return edges


def _unreported(picture: WijkPicture, axis: Axis) -> list[Note]:
    """Years of the programme about which nothing was reported: in words, since an absent bar looks like nought."""
    reported = {bar.year for bar in picture.bars}
    first = picture.start_year if picture.start_year is not None else min(reported)
    last = max(reported) if picture.of_few else picture.now_year
    silent = [year for year in picture.years if first <= year <= last and year not in reported]
    return [
        Note(axis.years.start(start), f"{years(start, end)} {_('niet gemeld')}")
        for start, end in plot.year_spans(silent)
    ]


def _stacks(scene: Scene, scale: Linear) -> list[Element]:
    """The bars of all years, a group for each pillar; what is negative hangs below the line of nought."""
    bands = scene.axis.years
    width = bands.band * _BAR
    groups = {pillar.key: pillar_group(pillar) for pillar in scene.picture.pillars}
    for year in scene.picture.years:
        ends = {True: 0, False: 0}
        for pillar, cents in _spent_in(scene.picture, year):
            top, bottom = sorted((scale(ends[cents > 0]), scale(ends[cents > 0] + cents)))
            ends[cents > 0] += cents
            box = (bands.middle(year) - width / 2, top, width, bottom - top)
            groups[pillar.key].add(*block(scene, pillar, *box, said=f"{pillar.name} {year}: {euros(cents)}"))
    return list(groups.values())


def _spent_in(picture: WijkPicture, year: int) -> list[tuple[Pillar, int]]:
    """Pillars with money in one year, in the order of the stack."""
    sums = [
        (pillar, sum(bar.cents for bar in picture.bars if bar.year == year and bar.pillar == pillar.key))
        for pillar in picture.pillars
    ]
    return [(pillar, cents) for pillar, cents in sums if cents]


def _totals(scene: Scene, drawn: Element, y: float) -> float:
    """Names with totals: beside the bars in the order of the stack, or below them; and where they end."""
    picture, layout = scene.picture, scene.layout
    left = layout.label_x if layout.titles_beside else 0
    row = layout.text * _ROW
    y += layout.small + 6 if layout.titles_beside else plot.year_axis_height(layout) + layout.small + 8
    drawn.add(words(layout.width, y, _covered(picture), layout.small, "chart-note", anchor="end"))
    told = picture.told_pillars
    for pillar in reversed(told) if layout.titles_beside else told:
        y += row
        drawn.add(_total(scene, pillar, left, y))
    y += row
    drawn.add(line(left, y - layout.text * 1.15, layout.width, y - layout.text * 1.15, "chart-base"))
    drawn.add(words(left, y, _("Samen"), layout.text, "chart-name"))
    drawn.add(words(layout.width, y, euros_short(picture.total_cents), layout.text, "chart-name", anchor="end"))
    return y + 4


def _covered(picture: WijkPicture) -> str:
    reported = [bar.year for bar in picture.bars]
    return _("besteed in %(years)s") % {"years": years(min(reported), max(reported))}


def _total(scene: Scene, pillar: Pillar, left: float, y: float) -> Element:
    layout = scene.layout
    amount = sentences.spent_on(scene.picture, pillar)
    room = layout.width - left - 20 - width_of(f"  {amount}", layout.text)
    name = truncated(pillar.name, layout.text, room, bold=True)
    return group(
        pillar_group(pillar, *block(scene, pillar, left, y - 11, 12, 12)),
        words(left + 20, y, name, layout.text, "chart-name"),
        words(layout.width, y, amount, layout.text, "chart-amount", anchor="end"),
    )
