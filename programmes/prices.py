"""Price levels: nominal amounts are kept; for comparison they are converted with an imported index."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import PriceFactor, PriceIndex
from programmes.taakvelden import Imported, UnreadableTable

# What is meant where nobody names an index.
CPI = {
    "slug": "cpi",
    "name": "Consumentenprijsindex (CPI)",
    "source": "CBS, Consumentenprijzen, tabel 83131NED, CC BY 4.0",
    "source_url": "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/83131NED",
}
COLUMNS = ("from_year", "to_year", "factor")
DECIMALS = 5


class NoPriceLevel(ValueError):
    """Amounts cannot be converted to the year that was asked; the message says in Dutch why and what can."""


def read_factors(text: str) -> dict[int, Decimal]:
    """The yearly factors of a CSV: year → factor to the next year. Raises UnreadableTable with the row."""
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or any(column not in rows[0] for column in COLUMNS):
        raise UnreadableTable(_("Dit bestand heeft geen kolommen from_year, to_year en factor, of geen rijen."))
    factors: dict[int, Decimal] = {}
    for number, row in enumerate(rows, start=2):
        year, factor = _row(number, row)
        if factors and year != max(factors) + 1:
            raise UnreadableTable(
                _("Rij %(row)s: na %(last)s hoort %(next)s, niet %(year)s.")
                % {"row": number, "last": max(factors), "next": max(factors) + 1, "year": year}
            )
        factors[year] = factor
    return factors


def _row(number: int, row: dict[str, str]) -> tuple[int, Decimal]:
    try:
        year, to_year, factor = int(row["from_year"]), int(row["to_year"]), Decimal(row["factor"])
        sound = to_year == year + 1 and 0 < factor < 100 and factor == round(factor, DECIMALS)
    except (ValueError, TypeError, InvalidOperation):
        sound = False
    if not sound:
        raise UnreadableTable(
            _("Rij %(row)s: verwacht worden een jaar, het jaar erna en een factor zoals 1.027; gevonden: %(found)s.")
            % {"row": number, "found": ", ".join(str(row.get(name)) for name in COLUMNS)}
        )
    return year, factor


@transaction.atomic
def import_price_index(*, text: str, slug: str, name: str, source: str, source_url: str = "") -> Imported:
    """Put the factors of a file in place of what stood of the index. Raises UnreadableTable, writing nothing."""
    read = read_factors(text)
    index, _made = PriceIndex.objects.update_or_create(
        slug=slug, defaults={"name": name, "source": source, "source_url": source_url}
    )
    standing = {row.from_year: row for row in index.factors.all()}
    added = [PriceFactor(index=index, from_year=y, factor=f) for y, f in read.items() if y not in standing]
    changed = [row for year, row in standing.items() if year in read and row.factor != read[year]]
    for row in changed:
        row.factor = read[row.from_year]
    PriceFactor.objects.bulk_create(added)
    PriceFactor.objects.bulk_update(changed, ["factor"])
    removed = index.factors.exclude(from_year__in=read).delete()[0]
    return Imported(len(read), len(added), len(changed), removed)


@dataclass(frozen=True)
class PriceLevel:
    """Amounts in prices of one year, by one index: what converts them, and what the page says of it.

    `factors[y]`: euros of y × factor = euros of y + 1.
    """

    year: int
    index: PriceIndex
    factors: dict[int, Decimal]

    def converted(self, cents: int, year: int) -> int:
        """Cents of `year` in prices of this level, rounded half up to the cent. Raises NoPriceLevel."""
        self.check(year)
        return int((cents * self.factor(year)).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    def factor(self, year: int) -> Decimal:
        product = Decimal(1)
        for passed in range(min(year, self.year), max(year, self.year)):
            product *= self.factors[passed]
        return product if year <= self.year else 1 / product

    def holds(self, year: int) -> bool:
        return self.first <= year <= self.last

    def check(self, year: int) -> None:
        if not self.holds(year):
            raise NoPriceLevel(
                _("%(index)s loopt van %(first)s tot en met %(last)s; voor %(year)s is er geen cijfer.")
                % {"index": self.index, "first": self.first, "last": self.last, "year": year}
            )

    @property
    def first(self) -> int:
        return min(self.factors)

    @property
    def last(self) -> int:
        return max(self.factors) + 1

    @property
    def words(self) -> str:
        """What the page says: the year, the index, its years and its source."""
        told = {"year": self.year, "index": self.index, "first": self.first, "last": self.last}
        return (
            _(
                "In prijzen van %(year)s, omgerekend met de %(index)s (%(first)s–%(last)s). "
                "Elk bedrag is afgerond op de cent."
            )
            % told
        )


def price_level(asked: str, slug: str = "") -> PriceLevel | None:
    """The level of a year as it was asked in an address; None where none was asked: amounts are nominal.

    Raises NoPriceLevel where there is no index, or none of that year.
    """
    if not asked:
        return None
    index = PriceIndex.objects.filter(**({"slug": slug} if slug else {})).first()
    factors = dict(index.factors.values_list("from_year", "factor")) if index else {}
    if index is None or not factors:
        raise NoPriceLevel(_("Er is nog geen prijsindex ingelezen. De beheerder kan dat doen."))
    if not (asked.isascii() and asked.isdigit() and len(asked) == 4):
        raise NoPriceLevel(_("“%(asked)s” is geen jaar. Kies een jaar uit de lijst.") % {"asked": asked})
    level = PriceLevel(int(asked), index, factors)
    level.check(level.year)
    return level
