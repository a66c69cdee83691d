"""Interventions as spans of years, taken together by pillar; each with an address is a link."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from charts import plot, sentences
from charts.layout import Layout
from charts.model import Pillar, Span, SpanStatus
from charts.plot import Axis, Section, Zone
from charts.svg import Element, group, line, link, rectangle, title, words
from charts.tables import span_status_words
from charts.text import truncated, width_of
from charts.wijkpicture.pillars import block, pillar_group
from charts.wijkpicture.scene import Scene
from charts.wording import since

_ROW = 27.0
_THICK = 6.0


def section(scene: Scene, y: float, flag_row: float) -> Section:
    picture, layout = scene.picture, scene.layout
    shown = most_relevant(_on_axis(picture.spans, scene.axis), layout.spans)
    total = len(picture.spans) if picture.spans_total is None else picture.spans_total
    notes = [sentences.spans_shown(len(shown), total)] if shown else []
    head, head_end = plot.heading(layout, y, _("Wat we doen"), notes)
    top = plot.body_top(layout, y, head_end)
    if not shown:
        body = group()
        bottom = plot.reason(layout, body, top, picture.spans_empty_reason)
        return Section(group(head, body), (), max(bottom, head_end))
    body, zones = _groups(scene, shown, top + flag_row)
    flag_zone = [Zone(top, top + flag_row)] if flag_row else []
    return Section(group(head, body), (*flag_zone, *zones), max(zones[-1].bottom, head_end))


def _on_axis(spans: Iterable[Span], axis: Axis) -> list[Span]:
    return [
        span for span in spans if span.start <= axis.years.last and (span.end is None or span.end >= axis.years.first)
    ]


def most_relevant(spans: list[Span], limit: int) -> list[Span]:
    """Of each pillar the largest in money, then the largest of all that remain; withdrawn ones come last."""
    ranked = sorted(spans, key=lambda span: (span.status is SpanStatus.WITHDRAWN, -span.cents, span.start, span.title))
    firsts: dict[str, Span] = {}
    for span in ranked:
        firsts.setdefault(span.pillar, span)
    chosen = [*firsts.values(), *(span for span in ranked if span not in firsts.values())]
    return chosen[:limit]


def _groups(scene: Scene, shown: list[Span], y: float) -> tuple[Element, list[Zone]]:
    """A group for each pillar under its name, in the order of the pillars, earliest first; and where their bars lie."""
    drawn = group(class_="chart-spans")
    zones = []
    known = [pillar.key for pillar in scene.picture.pillars]
    for key in sorted(
        {span.pillar for span in shown}, key=lambda key: known.index(key) if key in known else len(known)
    ):
        pillar = scene.picture.pillar(key)
        y += 0 if scene.layout.titles_beside else scene.layout.small * 1.5
        drawn.add(_pillar_name(scene, pillar, y))
        own = sorted((span for span in shown if span.pillar == key), key=lambda span: (span.start, span.title))
        drawn.add(*(_row(scene, span, pillar, y + index * _ROW) for index, span in enumerate(own)))
        zones.append(Zone(y, y + len(own) * _ROW))
        y = zones[-1].bottom + 4
    return drawn, zones


def _pillar_name(scene: Scene, pillar: Pillar, y: float) -> Element:
    """Right of the years where the titles stand left, else in a row of its own; behind its colour."""
    layout = scene.layout
    if layout.titles_beside:
        x, baseline, room = layout.label_x, y + layout.small + 2, layout.label_room
    else:
        x, baseline, room = 0, y - 3, layout.right
    name = truncated(pillar.name, layout.small, room - 18, bold=True)
    return group(
        pillar_group(pillar, *block(scene, pillar, x, baseline - 10, 11, 11)),
        words(x + 18, baseline, name, layout.small, "chart-pillar-name chart-halo"),
    )


def _row(scene: Scene, span: Span, pillar: Pillar, y: float) -> Element:
    layout, axis = scene.layout, scene.axis
    row = pillar_group(
        pillar,
        title(_in_full(span, pillar)),
        rectangle(layout.free[0], y, layout.free[1] - layout.free[0], _ROW, "chart-target"),
        _name(layout, axis, span, y),
        *_bar(axis, span, y + layout.small + 5),
    )
    return link(span.url, row, class_="chart-link") if span.url else row


def _in_full(span: Span, pillar: Pillar) -> str:
    return ", ".join([span.title, pillar.name, since(span.start, span.end), span_status_words(span.status)])


def _name(layout: Layout, axis: Axis, span: Span, y: float) -> Element:
    """Above the bar from its start, or, where there is no room for that, up to the end of what is free."""
    left, right = layout.free
    name = truncated(span.title, layout.small, right - left)
    x = axis.years.start(max(span.start, axis.years.first))
    y += layout.small
    if x + width_of(name, layout.small) > right:
        return words(right, y, name, layout.small, "chart-span-name chart-halo", anchor="end")
    return words(x, y, name, layout.small, "chart-span-name chart-halo")


def _bar(axis: Axis, span: Span, y: float) -> list[Element]:
    """Solid as far as it was done, outlined as far as it is planned, dotted where no end is known."""
    start = axis.years.start(max(span.start, axis.years.first))
    now = axis.years.end(min(axis.now, axis.years.last))
    end = axis.years.right if span.end is None else axis.years.end(min(span.end, axis.years.last))
    done = start if span.status is SpanStatus.PLANNED else max(start, min(now, end))
    drawn = []
    if done > start:
        kind = "chart-span chart-span--withdrawn" if span.status is SpanStatus.WITHDRAWN else "chart-span"
        drawn.append(rectangle(start, y, done - start, _THICK, kind))
    if end > done and span.end is not None:
        drawn.append(rectangle(done + 0.75, y + 0.75, end - done - 1.5, _THICK - 1.5, "chart-span-planned"))
    elif end > done:
        drawn.append(line(done + 3, y + _THICK / 2, end, y + _THICK / 2, "chart-span-open"))
    return drawn
