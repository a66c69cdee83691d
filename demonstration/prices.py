"""The consumer prices of the CBS, so that the money of Voorbeeldstad can be read in prices of one year."""

from __future__ import annotations

from demonstration.files import DATA
from programmes.prices import CPI, import_price_index


def load_prices() -> None:
    import_price_index(text=(DATA / "prijzen" / "cpi_83131ned.csv").read_text(encoding="utf-8"), **CPI)
