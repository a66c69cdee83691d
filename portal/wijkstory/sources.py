"""The sources of a page: whose figures, of which years, under which licence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.wording import years
from indicators.models import Indicator, Source
from indicators.series import Compared
from wijken.models import Area


@dataclass(frozen=True)
class SourceLine:
    source: Source
    years: str


def sources_of(compared: Iterable[Compared]) -> tuple[SourceLine, ...]:
    """Each source once, with the first and last year that the page shows of it."""
    periods: dict[int, set[int]] = {}
    sources: dict[int, Source] = {}
    for each in compared:
        source = each.indicator.source
        sources[source.pk] = source
        periods.setdefault(source.pk, set()).update(figure.period for figure in each.here.known())
    lines = [
        SourceLine(source, years(min(periods[pk]), max(periods[pk]))) for pk, source in sources.items() if periods[pk]
    ]
    return tuple(sorted(lines, key=lambda line: line.source.name))


def source_in_words(indicator: Indicator, area: Area, year: int | None) -> str:
    """Whose figure, and of which year: "CBS, 2024". A figure of an invented area has no publisher, and says so."""
    who = _("verzonnen") if area.invented else publisher_in_short(indicator.source)
    return f"{who}, {year}" if year else who


def publisher_in_short(source: Source) -> str:
    """ "Centraal Bureau voor de Statistiek (CBS)" → "CBS"; "Politie, eenheid Den Haag" → "Politie"."""
    short = re.search(r"\(([A-Z]{2,})\)", source.publisher)
    return short[1] if short else source.publisher.split(",")[0]
