"""Interventions and money for a test, in the fewest words."""

from __future__ import annotations

from decimal import Decimal

from programmes.models import Intervention, Investment, Reach
from tests.cast import Cast
from wijken.models import Area


def intervention(cast: Cast, title: str, reach: dict[Area, str], **fields: object) -> Intervention:
    """An intervention of the corporation that reaches areas by their shares."""
    defaults = {"pillar": "fysiek", "lead": cast.haard, "start_year": 2014, "end_year": 2024}
    made = Intervention.objects.create(programme=cast.programme, title=title, **{**defaults, **fields})
    for area, share in reach.items():
        Reach.objects.create(intervention=made, area=area, share=Decimal(share))
    return made


def entry(
    cast: Cast, what: Intervention, year: int, cents: int, state: str = "besteed", **fields: object
) -> Investment:
    """An entry of the ledger, paid and spent by the corporation."""
    who = {"payer": cast.haard, "spender": cast.haard, "funding_stream": cast.stream, **fields}
    return Investment.objects.create(intervention=what, year=year, state=state, amount_cents=cents, **who)


def take_back(wrong: Investment) -> Investment:
    """Reverse an entry, as a correction does."""
    return Investment.objects.create(
        intervention=wrong.intervention,
        payer=wrong.payer,
        spender=wrong.spender,
        year=wrong.year,
        funding_stream=wrong.funding_stream,
        state=wrong.state,
        amount_cents=-wrong.amount_cents,
        reverses=wrong,
    )
