"""Draws the contribution picture for each width, and tells it as a list."""

from django.utils.translation import gettext as _

from charts.chart import Chart, Drawing, Item
from charts.contributions import narrow, wide, wording
from charts.contributions.model import Contributions, Doing, Outcome
from charts.layout import MIDDLE, PHONE


def draw(picture: Contributions) -> Chart:
    """Wide as four columns with lines between them; where that does not fit, as blocks below each other."""
    drawings = [Drawing(layout.name, narrow.element(picture, layout).markup()) for layout in (MIDDLE, PHONE)]
    return Chart(
        kind="bijdragen",
        title=picture.title,
        sentence=wording.sentence(picture),
        drawings=(Drawing("wide", wide.element(picture).markup()), *drawings),
        caveat=_("Het laat zien wat wij ervan verwachten. Of het zo ging, zegt het niet."),
        items=items(picture),
    )


def items(picture: Contributions) -> tuple[Item, ...]:
    """Pillar → intervention → money, what it yields and what it contributes to; then goals that nothing serves."""
    told = [
        Item(pillar.name, items=tuple(_doing(picture, one) for one in doings)) for pillar, doings in picture.by_pillar
    ]
    alone = tuple(_outcome(one) for one in picture.outcomes if not picture.contributing(one))
    if alone:
        told.append(Item(_("Hieraan draagt nog geen interventie bij"), items=alone))
    return tuple(told)


def _doing(picture: Contributions, doing: Doing) -> Item:
    paid = " ".join(part for part in (wording.money(doing), wording.payers(doing)) if part)
    results = tuple(Item(wording.result(one)) for one in doing.results)
    links = tuple(
        Item(
            wording.contribution(picture, link),
            picture.outcome(link.outcome).url,
            _why(picture, link.outcome, link.mechanism),
        )
        for link in doing.links
    )
    return Item(
        doing.title,
        doing.url,
        (
            Item(_("Geld: %(amount)s") % {"amount": paid}),
            Item(_("Levert op"), items=results) if results else Item(_("Levert op: nog niet gezegd")),
            Item(_("Draagt bij aan"), items=links) if links else Item(_("Draagt bij aan: nog niet gezegd")),
        ),
    )


def _why(picture: Contributions, key: str, mechanism: str) -> tuple[Item, ...]:
    return tuple(Item(text) for text in (mechanism, *picture.outcome(key).goals) if text)


def _outcome(outcome: Outcome) -> Item:
    return Item(outcome.name, outcome.url, tuple(Item(goal) for goal in outcome.goals))
