"""The contribution picture on a wide page: four columns, and lines from what is done to what should get better."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.chart import canvas
from charts.contributions import wording
from charts.contributions.model import Contributions, Doing, Link, Outcome
from charts.contributions.parts import block_of_words, lines_of, linked, of_pillar, pillar_heading
from charts.labels import Wish, spread
from charts.layout import WIDE
from charts.svg import Element, coordinate, group, line, rectangle, title, words
from charts.text import truncated

_MONEY = (0.0, 150.0)
_DOING = (174.0, 424.0)
_RESULT = (444.0, 640.0)
_WHEN = (660.0, 780.0)
_CURVE = (786.0, 868.0)
_OUTCOME = (880.0, 1080.0)
_LINE = WIDE.line
_PAD = 10.0
_MOST_RESULTS = 3


@dataclass(frozen=True)
class Port:
    """Where the line of one contribution leaves its intervention."""

    doing: Doing
    link: Link
    y: float


@dataclass(frozen=True)
class Node:
    """An outcome with its words, and the middle and height of where it stands."""

    outcome: Outcome
    lines: tuple[tuple[str, str], ...]
    middle: float

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + _PAD

    @property
    def top(self) -> float:
        return self.middle - self.height / 2


def element(picture: Contributions) -> Element:
    if not picture.doings:
        lines = lines_of(picture.empty_reason, WIDE.text, WIDE.width, 3)
        reason, bottom = block_of_words(0, 0, lines, WIDE.text, "chart-note")
        return canvas(WIDE, bottom + 4, picture.title, reason, role="group")
    head, top = _headings(picture)
    rows, ports, bottom = _rows(picture, top)
    nodes = _nodes(picture, ports, top, bottom)
    lowest = max([bottom, *(node.top + node.height for node in nodes)])
    curves = group(*(_curve(port, node, y) for node in nodes for port, y in _arrivals(node, ports)))
    outcomes = group(*(_outcome(node) for node in nodes))
    return canvas(WIDE, lowest + 6, picture.title, head, curves, rows, outcomes, role="group")


def _headings(picture: Contributions) -> tuple[Element, float]:
    """What each column is, with a word of explanation under it."""
    told = (
        (_MONEY, _("Geld"), picture.money_note),
        (_DOING, _("Wat we doen"), _("interventies per pijler")),
        (_RESULT, _("Wat het oplevert"), _("geteld en gepland")),
        (_WHEN, _("Wanneer"), _("en met welk bewijs")),
        (_OUTCOME, _("Wat beter moet worden"), _("voor bewoners")),
    )
    drawn = group()
    for (left, right), name, note in told:
        drawn.add(words(left, 16, name, WIDE.heading, "chart-title"))
        drawn.add(words(left, 34, truncated(note, WIDE.small, right - left + 14), WIDE.small, "chart-note"))
    return drawn, 44.0


def _rows(picture: Contributions, y: float) -> tuple[Element, list[Port], float]:
    drawn, ports = group(), []
    for pillar, doings in picture.by_pillar:
        drawn.add(line(0, y, _WHEN[1], y, "chart-base"), pillar_heading(WIDE, pillar, y + 6))
        y += 32
        for doing in doings:
            row, own, y = _row(picture, doing, y)
            drawn.add(row)
            ports += own
    return drawn, ports, y


def _row(picture: Contributions, doing: Doing, y: float) -> tuple[Element, list[Port], float]:
    """One intervention from its money to what it yields; the ports are where its contributions leave."""
    money, ends = _money(picture, doing, y)
    name = lines_of(doing.title, WIDE.text, _DOING[1] - _DOING[0], 2, bold=True)
    told, after_name = block_of_words(_DOING[0], y, name, WIDE.text, "chart-name")
    results, after_results = _results(doing, y)
    ports = [Port(doing, link, y + WIDE.small * 0.65 + index * _LINE) for index, link in enumerate(doing.links)]
    bottom = max(ends, after_name, after_results, y + len(ports) * _LINE, y + _LINE) + 4
    stripe = rectangle(_DOING[0] - 12, y, 4, bottom - y - 2, "chart-span")
    when = [
        words(_WHEN[0], port.y + WIDE.small * 0.35, wording.when(port.link), WIDE.small, "chart-step") for port in ports
    ]
    if not ports:
        when = [words(_WHEN[0], y + WIDE.small, _("nog niet verbonden"), WIDE.small, "chart-note")]
    return of_pillar(doing, money, stripe, linked(doing.url, told), results, *when), ports, bottom + _PAD


def _money(picture: Contributions, doing: Doing, y: float) -> tuple[Element, float]:
    """A bar as long as the amount, with the amount and who paid under it."""
    room = _MONEY[1] - _MONEY[0]
    if doing.cents is None:
        return words(_MONEY[0], y + WIDE.small, wording.money(doing), WIDE.small, "chart-note"), y + _LINE
    length = max(1.5, room * max(doing.cents, 0) / picture.largest) if picture.largest > 0 else 1.5
    bar = rectangle(_MONEY[0], y + 3, length, 7, "chart-span")
    amount = words(_MONEY[0], y + 26, wording.money(doing), WIDE.text, "chart-step")
    paid = lines_of(wording.payers(doing), WIDE.small, room, 2) if doing.payers else []
    who, bottom = block_of_words(_MONEY[0], y + 29, paid, WIDE.small, "chart-note")
    return group(bar, amount, who), bottom + 2


def _results(doing: Doing, y: float) -> tuple[Element, float]:
    drawn, room = group(), _RESULT[1] - _RESULT[0]
    if not doing.results:
        return words(_RESULT[0], y + WIDE.small, _("nog niet gezegd"), WIDE.small, "chart-note"), y + _LINE
    for one in doing.results[:_MOST_RESULTS]:
        told, y = block_of_words(
            _RESULT[0], y, lines_of(wording.result(one), WIDE.small, room, 2), WIDE.small, "chart-step"
        )
        drawn.add(told)
    more = len(doing.results) - _MOST_RESULTS
    if more > 0:
        rest = ngettext("en nog %(count)s resultaat", "en nog %(count)s resultaten", more) % {"count": more}
        drawn.add(words(_RESULT[0], y + WIDE.small, rest, WIDE.small, "chart-note"))
        y += _LINE
    return drawn, y


def _nodes(picture: Contributions, ports: Sequence[Port], top: float, bottom: float) -> list[Node]:
    """Each outcome as near to the middle of its lines as there is room, so that these cross little."""
    told = [Node(one, _words_of(picture, one), 0) for one in picture.outcomes]
    wishes = [Wish(_wished(node.outcome, ports, bottom), node.height + 8) for node in told]
    middles = spread(wishes, top, bottom)
    return [Node(node.outcome, node.lines, middle) for node, middle in zip(told, middles, strict=True)]


def _wished(outcome: Outcome, ports: Sequence[Port], bottom: float) -> float:
    own = [port.y for port in ports if port.link.outcome == outcome.key]
    return sum(own) / len(own) if own else bottom


def _words_of(picture: Contributions, outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """Lines, each with the style in which it is written."""
    room = _OUTCOME[1] - _OUTCOME[0]
    told = [(text, "chart-name") for text in lines_of(outcome.name, WIDE.small, room, 2, bold=True)]
    goals = outcome.goals or (_("zonder doel"),)
    told += [(text, "chart-step") for goal in goals[:2] for text in lines_of(goal, WIDE.small, room, 2)]
    if len(goals) > 2:
        told.append((_("en nog %(count)s doelen") % {"count": len(goals) - 2}, "chart-step"))
    told += [(text, "chart-note") for text in lines_of(wording.contributing(picture, outcome), WIDE.small, room, 2)]
    return tuple(told)


def _outcome(node: Node) -> Element:
    """Its name, which goes on to the outcome, and under it its goals."""
    name, more = group(), group()
    for index, (text, css) in enumerate(node.lines):
        told = words(_OUTCOME[0], node.top + _PAD / 2 + WIDE.small + index * _LINE, text, WIDE.small, css)
        (name if css == "chart-name" else more).add(told)
    edge = line(_CURVE[1] + 2, node.top, _CURVE[1] + 2, node.top + node.height, "chart-base")
    return group(edge, linked(node.outcome.url, name), more)


def _arrivals(node: Node, ports: Sequence[Port]) -> list[tuple[Port, float]]:
    """The lines that come in, from above to below as they leave, spread over the height of the outcome."""
    own = [port for port in ports if port.link.outcome == node.outcome.key]
    step = node.height / (len(own) + 1)
    return [(port, node.top + step * (index + 1)) for index, port in enumerate(own)]


def _curve(port: Port, node: Node, end: float) -> Element:
    """Solid on evidence A or B, dashed on C, dotted where the evidence is unknown."""
    (left, right), bend = _CURVE, (_CURVE[1] - _CURVE[0]) / 2
    a, b = coordinate(port.y), coordinate(end)
    steps = (
        f"M{coordinate(left)} {a}C{coordinate(left + bend)} {a} {coordinate(right - bend)} {b} {coordinate(right)} {b}"
    )
    grade = {"C": " chart-flow--c", "?": " chart-flow--unknown"}.get(port.link.evidence, "")
    said = f"{port.doing.title} → {node.outcome.name}: {wording.when(port.link)}, {wording.share(port.link)}"
    return of_pillar(port.doing, Element("path", title(said), d=steps, class_=f"chart-flow{grade}"))
