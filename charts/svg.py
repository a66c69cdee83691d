"""A small builder of SVG that cannot write an unsafe or inline-styled element.

Text and attributes are escaped; `style` and event attributes are refused, since the content security policy would.
"""

import re
from functools import cache, lru_cache
from html import escape
from typing import Self

Child = "Element | str | None"
Value = str | int | float | None

_NAME = re.compile(r"^[a-zA-Z][\w:.-]*$")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Markup(str):
    """Text that is markup already; templates take `__html__` as a promise that it is escaped."""

    __slots__ = ()

    def __html__(self) -> Self:
        return self


class Element:
    """One SVG element with its children."""

    def __init__(self, name: str, *children: "Element | str | None", **attributes: Value) -> None:
        self.name = name
        self.children = [child for child in children if child is not None]
        self.attributes = {_attribute(key): value for key, value in attributes.items() if value is not None}

    def add(self, *children: "Element | str | None") -> Self:
        self.children.extend(child for child in children if child is not None)
        return self

    def markup(self) -> Markup:
        parts: list[str] = []
        self._write(parts)
        return Markup("".join(parts))

    def _write(self, parts: list[str]) -> None:
        """Into one list for the whole drawing: joining at every level takes three times as long."""
        attributes = "".join([f' {name}="{_text(value)}"' for name, value in self.attributes.items()])
        if not self.children:
            parts.append(f"<{self.name}{attributes}/>")
            return
        parts.append(f"<{self.name}{attributes}>")
        for child in self.children:
            if isinstance(child, Element):
                child._write(parts)
            else:
                parts.append(_text(child))
        parts.append(f"</{self.name}>")

    def walk(self) -> "list[Element]":
        """This element and all below it."""
        below = [element for child in self.children if isinstance(child, Element) for element in child.walk()]
        return [self, *below]


@cache
def _attribute(key: str) -> str:
    """`stroke_width` → `stroke-width`, `class_` → `class`; SVG's own capitals (`viewBox`) stay."""
    name = key.rstrip("_").replace("_", "-")
    if not _NAME.match(name) or name == "style" or name.startswith("on"):
        raise ValueError(f"{name} is not an attribute of a chart")
    return name


def _text(value: Value) -> str:
    return _escaped(value) if isinstance(value, str) else coordinate(value or 0)


@lru_cache(maxsize=4096)  # the same few classes and names stand in every drawing
def _escaped(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))


@lru_cache(maxsize=8192)  # three geometries and the rows of a drawing share most of their places
def coordinate(value: float) -> str:
    """At most one decimal: a tenth of a pixel is all that an eye can see, and the page stays small."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def group(*children: "Element | str | None", **attributes: Value) -> Element:
    return Element("g", *children, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Element:
    return Element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rectangle(x: float, y: float, width: float, height: float, class_: str, **more: Value) -> Element:
    return Element("rect", x=x, y=y, width=width, height=height, class_=class_, **more)


def circle(x: float, y: float, radius: float, class_: str) -> Element:
    return Element("circle", cx=x, cy=y, r=radius, class_=class_)


def path(points: list[tuple[float, float]], class_: str, *, closed: bool = False) -> Element:
    steps = " ".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)
    return Element("path", d=f"M{steps}{'Z' if closed else ''}", class_=class_)


def words(x: float, y: float, content: str, size: float, class_: str, *, anchor: str | None = None) -> Element:
    """Text whose baseline is at `y`; anchored at its start unless `anchor` is "middle" or "end"."""
    return Element("text", content, x=x, y=y, font_size=size, class_=class_, text_anchor=anchor)


def link(url: str, *children: "Element | str | None", class_: str) -> Element:
    """A link, by `xlink:href`: SVG's own `href` is taken for a file of the page by readers of HTML that know no SVG."""
    return Element("a", *children, class_=class_, **{"xlink:href": url})


def title(content: str) -> Element:
    """The full text of something that is drawn shortened."""
    return Element("title", content)
