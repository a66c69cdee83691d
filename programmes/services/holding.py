"""Commitments held to the ceilings: all that are booked at once are judged together, as they will stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.wording import euros, years
from programmes.ceilings import Fullness, counts, falls_under, fullness_of, over
from programmes.models import Ceiling, CeilingOverride, Investment, Programme
from stakeholders.models import Person, narrowed
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Refused, refuse

LONGEST_REASON = 300


def lock_ceilings(entries: Iterable[Investment]) -> None:
    """Let nobody else commit under the same ceilings until this transaction ends.

    Always before an entry is written and in one order, so that two writers wait for each other and never for ever.
    """
    commitments = [entry for entry in entries if counts(entry)]
    if commitments:
        list(Ceiling.objects.filter(over(commitments)).select_for_update(of=("self",)).order_by("pk"))


@dataclass(frozen=True)
class Commitment:
    """An entry that is about to be booked, and the entry whose place it takes; a withdrawn one has no `entry`."""

    entry: Investment | None
    stood: Investment | None = None

    @property
    def added(self) -> int:
        """How many cents more are committed than there stood."""
        return _cents(self.entry) - _cents(self.stood)

    def falls_under(self, ceiling: Ceiling) -> bool:
        return any(one is not None and falls_under(one, ceiling) for one in (self.entry, self.stood))


@dataclass(frozen=True)
class Beyond:
    """A commitment that goes beyond a ceiling, and by how many cents it does."""

    ceiling: Ceiling
    entry: Investment
    cents: int


@dataclass
class Room:
    """What is committed under each ceiling while a batch is booked; `net` is what the batch adds on the whole.

    Amounts that go down are counted first, and a batch that adds nothing is never refused: what is judged is how the
    ledger will stand, whatever the order of the lines.
    """

    ceilings: list[Ceiling]
    committed: Counter[int]
    net: Counter[int]

    def put(self, commitment: Commitment, cents: int) -> None:
        """Count so many cents of it, or with a negative number take them off again."""
        for ceiling in self._over(commitment):
            self.committed[ceiling.pk] += cents

    def beyond(self, commitment: Commitment) -> list[Fullness]:
        """The ceilings over it that the batch goes beyond by now."""
        full = [Fullness(ceiling, self.committed[ceiling.pk]) for ceiling in self._over(commitment)]
        return [one for one in full if one.is_beyond and self.net[one.ceiling.pk] > 0]

    def _over(self, commitment: Commitment) -> list[Ceiling]:
        return [ceiling for ceiling in self.ceilings if commitment.falls_under(ceiling)]


def room_for(commitments: Sequence[Commitment]) -> Room:
    """The room once all that goes down went down, and before the rest is booked (2 queries)."""
    entries = [one for each in commitments for one in (each.entry, each.stood) if one is not None and counts(one)]
    found = Ceiling.objects.filter(over(entries)).select_related("funding_stream").order_by("pk") if entries else ()
    room = Room([], Counter(), Counter())
    for full in fullness_of(found):
        room.ceilings.append(full.ceiling)
        room.committed[full.ceiling.pk] = full.committed
        room.net[full.ceiling.pk] = sum(one.added for one in commitments if one.falls_under(full.ceiling))
    for one in commitments:
        room.put(one, min(one.added, 0))
    return room


def hold_to_ceilings(
    commitments: Sequence[Commitment], *, override: str, by: Person
) -> tuple[dict[int, Refused], list[Beyond]]:
    """Refuse what goes beyond a ceiling, by its place, unless a manager gives a reason; else what to keep of that.

    A refusal is of `amount`, or of `override` where a reason would do. Call `lock_ceilings` first, and `keep_reasons`
    once all is booked.
    """
    room, allowed = room_for(commitments), Allowed(commitments, override.strip(), by)
    refused: dict[int, Refused] = {}
    kept: list[Beyond] = []
    for place, one in enumerate(commitments):
        try:
            kept += _take_room(one, room, allowed)
        except Refused as refusal:
            refused[place] = refusal
    return refused, kept


def _take_room(commitment: Commitment, room: Room, allowed: Allowed) -> list[Beyond]:
    """Count a commitment; one that is refused takes no room from those after it."""
    entry, added = commitment.entry, commitment.added
    if entry is None or added <= 0:
        return []
    room.put(commitment, added)
    beyond = room.beyond(commitment)
    try:
        allowed.check(entry, beyond)
    except Refused:
        room.put(commitment, -added)
        raise
    return [Beyond(one.ceiling, entry, min(added, -one.left)) for one in beyond]


def keep_reasons(beyond: Sequence[Beyond], *, reason: str, by: Person) -> None:
    """Keep why commitments went beyond a ceiling; their entries must be written."""
    CeilingOverride.objects.bulk_create(
        CeilingOverride(
            ceiling=one.ceiling, entry=one.entry, reason=reason.strip(), allowed_by=by, beyond_cents=one.cents
        )
        for one in beyond
    )


class Allowed:
    """Whether a person may go beyond a ceiling with this reason; asked once for all, and only where someone does."""

    def __init__(self, commitments: Sequence[Commitment], reason: str, by: Person) -> None:
        self.programmes = {one.entry.intervention.programme_id for one in commitments if one.entry is not None}
        self.reason, self.by = reason, by
        self._may: set[int] | None = None

    def check(self, entry: Investment, beyond: list[Fullness]) -> None:
        if not beyond:
            return
        told = " ".join(_beyond_words(one) for one in beyond)
        if not self._may_exceed(entry):
            raise refuse("amount", f"{told} " + _("Verlaag het bedrag, of vraag het de programmamanager."))
        if not self.reason:
            raise refuse("override", f"{told} " + _("Geef een reden als dit toch moet; die blijft te zien."))
        if len(self.reason) > LONGEST_REASON:
            most = {"number": LONGEST_REASON}
            raise refuse("override", _("Dit is te lang. Gebruik hoogstens %(number)s tekens.") % most)

    def _may_exceed(self, entry: Investment) -> bool:
        if self._may is None:
            here = Programme.objects.filter(pk__in=self.programmes)
            self._may = set(narrowed(here, self.by, Resource.INVESTMENT, Action.EXCEED).values_list("pk", flat=True))
        return entry.intervention.programme_id in self._may


def _beyond_words(fullness: Fullness) -> str:
    ceiling = fullness.ceiling
    return _("Hiermee komt %(stream)s in %(years)s %(beyond)s boven het plafond van %(most)s.") % {
        "stream": ceiling.funding_stream,
        "years": years(ceiling.first_year, ceiling.last_year),
        "beyond": euros(-fullness.left),
        "most": euros(ceiling.amount_cents),
    }


def _cents(entry: Investment | None) -> int:
    return entry.amount_cents if entry is not None and counts(entry) else 0
