"""Entries of the ledger as the tests of money make them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from programmes import services
from programmes.models import Investment
from programmes.services import Cell
from tests.cast import Cast


def report(cast: Cast, **changes: Any) -> Investment:
    """Cor reports what De Haard spent on the renovation in 2020, unless said otherwise."""
    said = {
        "intervention": cast.renovation,
        "payer": cast.haard,
        "spender": cast.haard,
        "year": 2020,
        "funding_stream": cast.stream,
        "state": "besteed",
        "amount": Decimal(100),
        "by": cast.cor,
        **changes,
    }
    return services.report_investment(**said)


def cell(cast: Cast, amount: str | None, **changes: Any) -> Cell:
    said = {
        "key": "besteed",
        "intervention": cast.renovation,
        "payer": cast.haard,
        "spender": cast.haard,
        "year": 2020,
        "funding_stream": cast.stream,
        "state": "besteed",
        "amount": None if amount is None else Decimal(amount),
        **changes,
    }
    return Cell(**said)
