"""Amounts that a public document names: beside the ledger, never added to it, and never what was really spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.wording import whole_euros
from programmes.models import PublishedAmount
from wijken.models import Area


@dataclass(frozen=True)
class PublishedForWijk:
    """What was published about one wijk. `wijk` is the name that the document gives."""

    wijk: str
    area: Area | None
    effort: str
    subsidy: str
    source: str
    source_url: str


def published_by_wijk(amounts: Sequence[PublishedAmount]) -> tuple[PublishedForWijk, ...]:
    names = sorted({amount.wijk_name for amount in amounts})
    return tuple(for_wijk([amount for amount in amounts if amount.wijk_name == name]) for name in names)


def for_wijk(amounts: Sequence[PublishedAmount]) -> PublishedForWijk:
    by_kind = {amount.kind: whole_euros(amount.amount_cents) for amount in amounts}
    first = amounts[0]
    return PublishedForWijk(
        wijk=first.wijk_name,
        area=first.area,
        effort=by_kind.get(PublishedAmount.Kind.EFFORT, _("niet genoemd")),
        subsidy=by_kind.get(PublishedAmount.Kind.SUBSIDY, _("niet genoemd")),
        source=first.source,
        source_url=first.source_url,
    )
