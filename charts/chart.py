"""What every chart hands to its template: drawings for each width, a sentence, and the tables behind them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from charts.layout import Layout
from charts.svg import Element, Markup, Value
from charts.tables import Table


@dataclass(frozen=True)
class Drawing:
    """One geometry; the stylesheet shows the one that fits the width of the figure, and hides the others from all."""

    layout: str
    svg: Markup


@dataclass(frozen=True)
class Item:
    """A line of the list that says the same as the drawing, with what hangs under it."""

    text: str
    url: str | None = None
    items: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Chart:
    """`kind` names the chart ("wijk", "lijn" …), `set` the widths it has: `three`, `two` or `one`.

    What a chart says is repeated below it: in tables where it is about figures, in a list where it is about links.
    """

    kind: str
    title: str
    sentence: str
    drawings: tuple[Drawing, ...]
    tables: tuple[Table, ...] = ()
    caveat: str = ""
    items: tuple[Item, ...] = ()

    @property
    def set(self) -> str:
        return {1: "one", 2: "two"}.get(len(self.drawings), "three")


def drawings(layouts: Iterable[Layout], draw: Callable[[Layout], Element]) -> tuple[Drawing, ...]:
    return tuple(Drawing(layout.name, draw(layout).markup()) for layout in layouts)


def canvas(layout: Layout, height: float, label: str, *children: Element, role: str = "img") -> Element:
    """The outermost element. `role` "group" where links stand inside: a picture may hold no links, a group may."""
    height = round(height)
    box = f"0 0 {layout.width:g} {height}"
    css = f"chart-svg chart-svg--{layout.name}"
    attributes: dict[str, Value] = {"viewBox": box, "width": layout.width, "height": height, "class": css}
    attributes["xmlns:xlink"] = "http://www.w3.org/1999/xlink"
    return Element("svg", *children, role=role, aria_label=label, **attributes)
