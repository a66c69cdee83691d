"""The table behind a chart: every value that is drawn, as text for the reader and raw for who copies it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from charts.model import Panel, Point, SpanStatus, Status, WijkPicture
from charts.wording import euros, number, since


@dataclass(frozen=True)
class Cell:
    """`raw` is the number as data, or None: then `text` says in words why there is none."""

    text: str
    raw: int | float | None = None
    note: str = ""

    @property
    def is_number(self) -> bool:
        return self.raw is not None


@dataclass(frozen=True)
class Row:
    header: str
    cells: tuple[Cell, ...]
    url: str | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """`header` names all columns, that of the row headers first."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    source: str = ""


def value_cell(point: Point | None, decimals: int) -> Cell:
    if point is None or point.status is Status.MISSING:
        return Cell(_("geen cijfer"))
    if point.value is None:
        return Cell(_("verzwegen"))
    return Cell(number(point.value, decimals), point.value, status_words(point.status))


def status_words(status: Status) -> str:
    """How a figure's status is said; nothing where it was simply measured."""
    match status:
        case Status.MEASURED:
            return ""
        case Status.PROVISIONAL:
            return _("voorlopig")
        case Status.ESTIMATED:
            return _("geschat")
        case Status.WITHHELD:
            return _("verzwegen")
        case Status.MISSING:
            return _("geen cijfer")


def outcome(panel: Panel) -> Table:
    """A row for each year of any series or goal; a column for each series, and one for goals when there are any."""
    years = sorted({point.year for series in panel.series for point in series.points} | {g.year for g in panel.goals})
    goals = {goal.year: Cell(number(goal.value, panel.decimals), goal.value) for goal in panel.goals}
    rows = []
    for year in years:
        cells = [
            value_cell(next((point for point in series.points if point.year == year), None), panel.decimals)
            for series in panel.series
        ]
        cells += [goals.get(year, Cell(_("geen doel")))] if goals else []
        rows.append(Row(str(year), tuple(cells)))
    names = [series.name for series in panel.series] + ([_("doel")] if goals else [])
    return Table(_caption(panel), (_("Jaar"), *names), tuple(rows), panel.source)


def _caption(panel: Panel) -> str:
    return f"{panel.title} ({panel.unit})" if panel.unit else panel.title


def money(picture: WijkPicture) -> Table:
    """Euros to the cent per year and pillar. What was not reported is written out; only a reported nought is € 0,00."""
    years = sorted({bar.year for bar in picture.bars})
    keys = [pillar.key for pillar in picture.told_pillars]
    rows = [_money_row(str(year), picture, keys, {year}) for year in years]
    if rows:
        rows.append(_money_row(_("Samen"), picture, keys, set(years), is_total=True))
    names = [pillar.name for pillar in picture.told_pillars]
    return Table(_("Besteed per jaar (euro)"), (_("Jaar"), *names, _("Samen")), tuple(rows), picture.money_note)


def _money_row(
    header: str, picture: WijkPicture, keys: Sequence[str], years: set[int], *, is_total: bool = False
) -> Row:
    cells = [_sum([bar.cents for bar in picture.bars if bar.pillar == key and bar.year in years]) for key in keys]
    cells.append(_sum([bar.cents for bar in picture.bars if bar.year in years]))
    return Row(header, tuple(cells), is_total=is_total)


def _sum(cents: list[int]) -> Cell:
    return Cell(euros(sum(cents)), sum(cents)) if cents else Cell(_("niet gemeld"))


SPAN_STATUS = {
    SpanStatus.PLANNED: gettext_noop("gepland"),
    SpanStatus.RUNNING: gettext_noop("bezig"),
    SpanStatus.FINISHED: gettext_noop("klaar"),
    SpanStatus.WITHDRAWN: gettext_noop("ingetrokken"),
}


def span_status_words(status: SpanStatus) -> str:
    return _(SPAN_STATUS[status])


def spans(picture: WijkPicture) -> Table:
    rows = tuple(
        Row(
            span.title,
            (
                Cell(picture.pillar(span.pillar).name),
                Cell(since(span.start, span.end)),
                Cell(span_status_words(span.status)),
            ),
            span.url,
        )
        for span in sorted(picture.spans, key=lambda span: (span.start, span.title))
    )
    return Table(_("Wat we doen"), (_("Interventie"), _("Pijler"), _("Jaren"), _("Stand")), rows)


def filled(*each: Table) -> tuple[Table, ...]:
    """Those that have anything in them."""
    return tuple(table for table in each if table.rows)


def wijk_picture(picture: WijkPicture) -> tuple[Table, ...]:
    return filled(money(picture), spans(picture), *(outcome(panel) for panel in picture.panels))
