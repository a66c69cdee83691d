"""The contribution picture where four columns do not fit: each intervention a block, read from top to bottom."""

from django.utils.translation import gettext as _

from charts.chart import canvas
from charts.contributions import wording
from charts.contributions.model import Contributions, Doing
from charts.contributions.parts import block_of_words, lines_of, linked, of_pillar, pillar_heading
from charts.layout import Layout
from charts.svg import Element, group, rectangle, words

_INDENT = 14.0
_ARROW = 18.0


def element(picture: Contributions, layout: Layout) -> Element:
    drawn, y = group(), 0.0
    if not picture.doings:
        reason, y = block_of_words(
            0, y, lines_of(picture.empty_reason, layout.text, layout.width, 4), layout.text, "chart-note"
        )
        drawn.add(reason)
    for pillar, doings in picture.by_pillar:
        drawn.add(pillar_heading(layout, pillar, y))
        y += 30
        for doing in doings:
            block, bottom = _block(picture, layout, doing, y)
            drawn.add(block)
            y = bottom + 20
    alone, y = _alone(picture, layout, y)
    return canvas(layout, y + 4, picture.title, drawn, alone, role="group")


def _block(picture: Contributions, layout: Layout, doing: Doing, y: float) -> tuple[Element, float]:
    """Name, money, what it yields and what it contributes to, beside a stripe in the pillar's colour."""
    room = layout.width - _INDENT
    name = lines_of(doing.title, layout.text, room, 3, bold=True)
    title, bottom = block_of_words(_INDENT, y, name, layout.text, "chart-name")
    drawn = group(linked(doing.url, title))
    paid = " ".join(part for part in (wording.money(doing), wording.payers(doing)) if part)
    steps = [_("Geld: %(amount)s") % {"amount": paid}]
    steps += [wording.result(one) for one in doing.results] or [_("Levert op: nog niet gezegd")]
    for text in steps:
        step, bottom = _step(layout, text, bottom, arrow="")
        drawn.add(step)
    for text in [wording.contribution(picture, link) for link in doing.links] or [_("Draagt bij aan: nog niet gezegd")]:
        step, bottom = _step(layout, text, bottom, arrow="→")
        drawn.add(step)
    return of_pillar(doing, rectangle(0, y, 4, bottom - y, "chart-span"), drawn), bottom


def _step(layout: Layout, text: str, y: float, *, arrow: str) -> tuple[Element, float]:
    shift = _ARROW if arrow else 0
    lines = lines_of(text, layout.small, layout.width - _INDENT - shift, 9)
    told, bottom = block_of_words(_INDENT + shift, y, lines, layout.small, "chart-step")
    if arrow:
        told.add(words(_INDENT, y + layout.small, arrow, layout.small, "chart-note"))
    return told, bottom + 2


def _alone(picture: Contributions, layout: Layout, y: float) -> tuple[Element, float]:
    """Outcomes with a goal that nothing contributes to."""
    drawn = group()
    alone = [one for one in picture.outcomes if not picture.contributing(one)]
    if not alone or not picture.doings:
        return drawn, y
    heading = lines_of(_("Hieraan draagt nog geen interventie bij"), layout.text, layout.width, 2, bold=True)
    told, y = block_of_words(0, y, heading, layout.text, "chart-name")
    drawn.add(told)
    for outcome in alone:
        lines = lines_of(outcome.name, layout.small, layout.width, 2)
        told, y = block_of_words(0, y, lines, layout.small, "chart-step")
        drawn.add(linked(outcome.url, told))
    return drawn, y
