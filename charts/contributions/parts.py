"""What the wide and the narrow drawing share: lines of words, a link, and a pillar's colour with its name."""

from collections.abc import Sequence

from charts.contributions.model import Doing
from charts.layout import Layout
from charts.model import Pillar
from charts.svg import Element, group, link, rectangle, words
from charts.text import truncated, wrapped

_SURE = 0.96  # widths are estimated: long lines of a real font run a little wider


def lines_of(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """The text in at most `most` lines; what does not fit ends in an ellipsis."""
    room *= _SURE
    lines = list(wrapped(text, size, room, bold=bold))
    if len(lines) <= most:
        return lines
    rest = " ".join(lines[most - 1 :])
    return [*lines[: most - 1], truncated(rest, size, room, bold=bold)]


def block_of_words(x: float, y: float, lines: Sequence[str], size: float, css: str) -> tuple[Element, float]:
    """Lines below each other from the top `y`; and where they end."""
    step = size * 1.35
    drawn = group(*(words(x, y + size + index * step, text, size, css) for index, text in enumerate(lines)))
    return drawn, y + len(lines) * step


def linked(url: str | None, drawn: Element) -> Element:
    return link(url, drawn, class_="chart-link") if url else drawn


def of_pillar(doing: Doing | Pillar, *children: Element) -> Element:
    """What is drawn in a pillar's colour."""
    key = doing.pillar if isinstance(doing, Doing) else doing.key
    return group(*children, class_=f"chart-pillar chart-pillar--{key.replace('_', '-')}")


def pillar_heading(layout: Layout, pillar: Pillar, y: float) -> Element:
    """The pillar's name behind a block of its colour, on a row that starts at `y`."""
    name = words(18, y + 14, pillar.name, layout.text, "chart-pillar-name chart-name")
    return of_pillar(pillar, rectangle(0, y + 4, 11, 11, "chart-bar"), name)
