"""Reading a page as a visitor does: its text, its rows and their cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect", "line", "use"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        inside = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(inside).split())

    def all(self, tag: str = "", **attributes: str) -> list[Node]:
        """Every element below of that tag with those attributes (`data_cijfer` is `data-cijfer`; "" is any value)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                if child.fits(tag, wanted):
                    found.append(child)
                found += child.all(tag, **attributes)
        return found

    def fits(self, tag: str, wanted: dict[str, str]) -> bool:
        named = not tag or self.tag == tag
        return named and all(
            name in self.attributes and value in self.attributes[name] for name, value in wanted.items()
        )


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str | bytes) -> Node:
    reader = Reader()
    reader.feed(html if isinstance(html, str) else html.decode())
    return reader.root
