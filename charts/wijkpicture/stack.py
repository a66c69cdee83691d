"""Sections of a picture below each other, with one time axis behind all of them."""

from collections.abc import Callable, Sequence
from itertools import groupby

from charts import lines, plot
from charts.chart import canvas
from charts.model import Panel
from charts.plot import Section, Zone
from charts.svg import Element, group
from charts.wijkpicture import pillars
from charts.wijkpicture.scene import Scene
from charts.wording import years

_BETWEEN = 34.0

# From the height at which a section begins and that of the row for its flags.
Draw = Callable[[float, float], Section]


class Stack:
    """One picture in one geometry."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.picture, self.layout, self.axis = scene.picture, scene.layout, scene.axis

    def element(self, makers: Sequence[Draw]) -> Element:
        sections = self._stacked(makers)
        bottom = sections[-1].bottom if sections else 0
        zones = self._zones(sections)
        behind = group(*(plot.backdrop(self.layout, self.axis, zone) for zone in zones))
        svg = canvas(self.layout, bottom + 4, self._label(), pillars.textures(self.scene), role="group")
        return svg.add(behind, *self._flags(zones), *(section.element for section in sections))

    def _label(self) -> str:
        picture = self.picture
        return f"{picture.title}, {years(picture.first_year, picture.last_year)}"

    def _stacked(self, makers: Sequence[Draw]) -> list[Section]:
        """Each section below the one before; the first on the time axis keeps a row free for the flags."""
        placed: list[Section] = []
        y = 0.0
        for make in makers:
            is_first = not any(section.zones for section in placed)
            section = make(y, self.axis.flag_row if is_first else 0)
            if section.zones and (is_first or make is makers[-1] or not self.layout.titles_beside):
                section = self._with_years(section)
            placed.append(section)
            y = section.bottom + _BETWEEN
        return placed

    def _with_years(self, section: Section) -> Section:
        bottom = section.zone.bottom
        drawn = group(section.element, plot.year_axis(self.layout, self.axis.years, bottom))
        return Section(drawn, section.zones, max(section.bottom, bottom + plot.year_axis_height(self.layout)))

    def _zones(self, sections: list[Section]) -> list[Zone]:
        """Beside titles one line runs through neighbouring drawings; below titles it keeps to each."""
        if not self.layout.titles_beside:
            return [zone for section in sections for zone in section.zones]
        runs = [list(run) for on_axis, run in groupby(sections, key=lambda each: bool(each.zones)) if on_axis]
        return [Zone(run[0].zone.top, run[-1].zone.bottom) for run in runs]

    def _flags(self, zones: list[Zone]) -> list[Element]:
        return [plot.flags(self.layout, self.axis, zones[0].top)] if zones else []

    def outcome(self, panel: Panel, said: str, notes: Sequence[str] = ()) -> Draw:
        """`said` is the panel in words, `notes` more to stand under its title."""

        def section(y: float, flag_row: float) -> Section:
            shown = lines.visible(panel, self.axis)
            below = [*lines.unit_notes(self.layout, shown, self.picture.now_year), *notes]
            head, head_end = plot.heading(self.layout, y, panel.title, below, panel.url)
            top = plot.body_top(self.layout, y, head_end)
            drawn, zone = lines.draw(self.layout, self.axis, shown, top + (flag_row if shown.known else 0))
            element = group(head, group(drawn, role="img", aria_label=said))
            zones = (Zone(top, zone.bottom),) if shown.known else ()
            return Section(element, zones, max(zone.bottom, head_end))

        return section
