"""The picture of an area: which sections it has, in their order."""

from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _

from charts import sentences, tables
from charts.chart import Chart, Drawing, drawings
from charts.layout import MIDDLE, PHONE, WIDE, Layout
from charts.model import Panel, WijkPicture
from charts.svg import Element
from charts.wijkpicture import money, spans
from charts.wijkpicture.scene import Scene
from charts.wijkpicture.stack import Draw, Stack


def draw(picture: WijkPicture, uid: str = "beeld") -> Chart:
    """Three geometries of one picture. `uid` keeps the ids of two pictures on one page apart."""
    return Chart(
        kind="wijk",
        title=picture.title,
        sentence=sentences.wijk_picture(picture),
        drawings=_drawn(picture, uid, (WIDE, MIDDLE, PHONE)),
        tables=tables.wijk_picture(picture),
        caveat=picture.caveat or _("Het laat zien wat er samen opging, niet wat waardoor kwam."),
    )


def draw_money(picture: WijkPicture, uid: str = "geld") -> Chart:
    """Only the money of a picture: small stacked bars per year, as for one programme or one organisation."""
    alone = replace(picture, spans=(), panels=(), spans_empty_reason="")
    return Chart(
        kind="geld",
        title=picture.title,
        sentence=sentences.money(alone),
        drawings=_drawn(alone, uid, (MIDDLE, PHONE)),
        tables=tables.wijk_picture(alone),
    )


def _drawn(picture: WijkPicture, uid: str, layouts: tuple[Layout, ...]) -> tuple[Drawing, ...]:
    return drawings(layouts, lambda layout: _element(Scene(picture, layout, f"{uid}-{layout.name}")))


def _element(scene: Scene) -> Element:
    picture, stack = scene.picture, Stack(scene)
    makers: list[Draw] = []
    if picture.bars or picture.money_empty_reason:
        makers.append(partial(money.section, scene))
    if picture.spans or picture.spans_empty_reason:
        makers.append(partial(spans.section, scene))
    makers += [stack.outcome(panel, _said(picture, panel)) for panel in picture.panels]
    return stack.element(makers)


def _said(picture: WijkPicture, panel: Panel) -> str:
    return sentences.outcome(panel, start=picture.start_year, city=picture.city)
