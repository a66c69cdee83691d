"""How full each ceiling is: what was committed from a stream against the most that may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from charts.wording import euros, percentage, years
from programmes.models import Ceiling, Investment
from programmes.vocabulary import MoneyState, Nature

WARN_AT = 80  # percent of the ceiling


@dataclass(frozen=True)
class Fullness:
    """A ceiling with what was committed under it, in cents."""

    ceiling: Ceiling
    committed: int

    @property
    def left(self) -> int:
        return self.ceiling.amount_cents - self.committed

    @property
    def is_beyond(self) -> bool:
        return self.left < 0

    @property
    def is_nearly_full(self) -> bool:
        """From 80 % on; a ceiling of nought is full once anything is committed."""
        return self.committed > 0 and self.committed * 100 >= self.ceiling.amount_cents * WARN_AT

    @property
    def percent(self) -> str:
        if not self.ceiling.amount_cents:
            return ""
        return percentage(Decimal(self.committed * 100) / self.ceiling.amount_cents, 0)

    @property
    def words(self) -> str:
        """What to know of it, in one sentence; "" while there is room enough."""
        told = {
            "stream": self.ceiling.funding_stream,
            "years": years(self.ceiling.first_year, self.ceiling.last_year),
            "committed": euros(self.committed),
            "most": euros(self.ceiling.amount_cents),
            "beyond": euros(-self.left),
            "left": euros(self.left),
        }
        if self.is_beyond:
            return (
                _("%(stream)s, %(years)s: %(committed)s verplicht, %(beyond)s boven het plafond van %(most)s.") % told
            )
        if self.is_nearly_full:
            return (
                _("%(stream)s, %(years)s: %(committed)s van %(most)s verplicht. Er is nog ruimte voor %(left)s.") % told
            )
        return ""


def fullness_of(ceilings: Iterable[Ceiling]) -> list[Fullness]:
    """Each ceiling with what was committed, the child programmes of its programme included (1 query)."""
    ceilings = list(ceilings)
    rows = _committed(ceilings) if ceilings else []
    return [Fullness(one, sum(row["cents"] for row in rows if _falls_under(row, one))) for one in ceilings]


def _committed(ceilings: list[Ceiling]) -> list[dict[str, int]]:
    programmes = {one.programme_id for one in ceilings}
    entries = Investment.objects.counting().in_state(MoneyState.COMMITTED)
    here = Q(intervention__programme__in=programmes) | Q(intervention__programme__parent__in=programmes)
    years = (min(one.first_year for one in ceilings), max(one.last_year for one in ceilings))
    entries = entries.filter(funding_stream__in={one.funding_stream_id for one in ceilings}, year__range=years)
    found = entries.filter(here).order_by()
    keys = ("intervention__programme", "intervention__programme__parent", "funding_stream", "year")
    return list(found.values(*keys).annotate(cents=Sum("amount_cents")))


def _falls_under(row: dict[str, int], ceiling: Ceiling) -> bool:
    programmes = (row["intervention__programme"], row["intervention__programme__parent"])
    return (
        ceiling.programme_id in programmes
        and row["funding_stream"] == ceiling.funding_stream_id
        and ceiling.first_year <= row["year"] <= ceiling.last_year
    )


def over(entries: Iterable[Investment]) -> Q:
    """The ceilings under which these entries fall; as long as they have programmes, streams and years."""
    found = Q(pk__in=[])
    for programmes, stream, year in {_under(entry) for entry in entries}:
        found |= Q(programme__in=programmes, funding_stream=stream, first_year__lte=year, last_year__gte=year)
    return found


def falls_under(entry: Investment, ceiling: Ceiling) -> bool:
    """The same as `over` says, of one entry and a ceiling at hand."""
    programmes, stream, year = _under(entry)
    here = ceiling.programme_id in programmes and ceiling.funding_stream_id == stream
    return here and ceiling.first_year <= year <= ceiling.last_year


def _under(entry: Investment) -> tuple[tuple[int, ...], int, int]:
    programme = entry.intervention.programme
    return tuple(pk for pk in (programme.pk, programme.parent_id) if pk), entry.funding_stream_id, entry.year


def counts(entry: Investment) -> bool:
    """Whether an entry is a commitment that a ceiling counts."""
    is_investment = entry.nature == Nature.INVESTMENT
    return is_investment and entry.state == MoneyState.COMMITTED and not entry.passed_on


def warnings_for(entries: Iterable[Investment]) -> list[str]:
    """What to know of the ceilings that these entries filled: a sentence for each that is nearly full or beyond."""
    commitments = [entry for entry in entries if counts(entry)]
    if not commitments:
        return []
    ceilings = Ceiling.objects.filter(over(commitments)).select_related("funding_stream")
    return [one.words for one in fullness_of(ceilings) if one.words]
