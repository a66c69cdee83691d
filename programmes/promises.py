"""What has come of commitments: results and euros of the interventions that keep them, and whether that is on time.

Nothing is guessed: what was not counted or not reported is said to be so, and then nothing is said of the time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from charts.wording import euros, number, years
from programmes.counting import Counts, counts_of
from programmes.models import Agreement, AgreementDeadline, Commitment, Intervention, Investment, Output
from programmes.ontime import Timeliness, Verdict, both, verdict_on_money, verdict_on_number
from programmes.vocabulary import MoneyState


@dataclass(frozen=True)
class Day:
    """A deadline with how it stands, in words."""

    deadline: AgreementDeadline
    standing: str


def deadlines_of(agreement: Agreement, today: dt.date | None = None) -> list[Day]:
    """The days of an agreement's cycle, each done on time, done late, late, or still to come."""
    today = today or timezone.localdate()
    return [Day(one, standing_of(one, today)) for one in agreement.deadlines.all()]


def standing_of(deadline: AgreementDeadline, today: dt.date) -> str:
    done = deadline.done_on
    if done is not None:
        words = _("op tijd gedaan, op %(day)s") if done <= deadline.due_on else _("te laat gedaan, op %(day)s")
        return words % {"day": date_format(done, "j F Y")}
    return _("te laat: nog niet gedaan") if today > deadline.due_on else _("nog te doen")


# What must be at hand of commitments before anything can be told of them.
AT_HAND = ("interventions", "outputs")


@dataclass(frozen=True)
class Kept:
    """How far one promise is, as the reader may know it.

    `counted` is None where nothing is known, `complete` False where some results were not counted or not shown,
    `spent` holds cents by calendar year.
    """

    interventions: Sequence[Intervention]
    hidden: bool
    counts: Sequence[Counts]
    spent: Mapping[int, int]

    @property
    def counted(self) -> int | None:
        known = [one.standing for one in self.counts if one.standing is not None]
        return sum(known) if known else None

    @property
    def complete(self) -> bool:
        return bool(self.counts) and not self.hidden and all(one.standing is not None for one in self.counts)

    @property
    def cents(self) -> int | None:
        return sum(self.spent.values()) if self.spent else None


@dataclass(frozen=True)
class Promise:
    """A commitment with what has come of it in words, and `via` which interventions, as far as the reader sees them."""

    commitment: Commitment
    promised: str
    kept: tuple[str, ...]
    via: Sequence[Intervention]
    timeliness: Timeliness
    reason: str


def promises_of(commitments: Sequence[Commitment], reader: Any, today: dt.date | None = None) -> list[Promise]:
    """Each with what has come of it, in a fixed number of queries.

    The commitments must have agreement and organisation, and what is AT_HAND, prefetched.
    """
    today = today or timezone.localdate()
    linked = {each.pk for one in commitments for each in one.interventions.all()}
    shown = set(Intervention.objects.visible_to(reader).filter(pk__in=linked).values_list("pk", flat=True))
    counts = counts_of(output for one in commitments for output in one.outputs.all() if output.intervention_id in shown)
    spent = _spent(commitments, reader)
    return [_promise(one, _kept(one, shown, counts, spent), today) for one in commitments]


Spent = dict[tuple[int, int], list[tuple[int, int]]]  # (intervention, spender) → (year, cents)


def _spent(commitments: Sequence[Commitment], reader: Any) -> Spent:
    interventions = {each.pk for one in commitments for each in one.interventions.all()}
    spenders = {one.organisation_id for one in commitments}
    entries = Investment.objects.visible_to(reader).filter(intervention__in=interventions, spender__in=spenders)
    found: Spent = defaultdict(list)
    for row in entries.in_state(MoneyState.SPENT).per_intervention_year_and_spender():
        found[row["intervention"], row["spender"]].append((row["year"], row["cents"]))
    return found


def _kept(commitment: Commitment, shown: set[int], counts: Mapping[int, Counts], spent: Spent) -> Kept:
    linked = list(commitment.interventions.all())
    seen = [one for one in linked if one.pk in shown]
    return Kept(
        interventions=seen,
        hidden=len(seen) < len(linked),
        counts=[counts[one.pk] for one in commitment.outputs.all() if one.pk in counts],
        spent=_per_year(commitment, seen, spent),
    )


def _per_year(commitment: Commitment, interventions: Iterable[Intervention], spent: Spent) -> dict[int, int]:
    """What the organisation itself spent on the interventions in each year of the agreement."""
    within = range(commitment.agreement.first_year, commitment.agreement.last_year + 1)
    found: dict[int, int] = defaultdict(int)
    for each in interventions:
        for year, cents in spent.get((each.pk, commitment.organisation_id), ()):
            if year in within:
                found[year] += cents
    return dict(found)


def _promise(commitment: Commitment, kept: Kept, today: dt.date) -> Promise:
    verdict = verdict_on(commitment, kept, today)
    words = tuple(_words(commitment, kept))
    return Promise(commitment, _promised(commitment), words, kept.interventions, *verdict)


def verdict_on(commitment: Commitment, kept: Kept, today: dt.date) -> Verdict:
    """On time, late or not to be said, for the number and for the amount together."""
    found, due = [], commitment.due_on
    if commitment.quantity is not None:
        whole = not kept.hidden
        found.append(verdict_on_number(commitment.quantity, kept.counts, due, today, complete=whole))
    if commitment.amount_cents is not None:
        found.append(verdict_on_money(commitment.amount_cents, kept.spent, due, today))
    return both(found)


def suggested_outputs(interventions: Iterable[Intervention], unit: str) -> list[Output]:
    """The results whose name holds all words of the unit, as whole words: a proposal, no more.

    The interventions must have their outputs at hand.
    """
    asked = set(unit.casefold().split())
    return [
        output
        for intervention in interventions
        for output in intervention.outputs.all()
        if asked and asked <= set(output.name.casefold().split())
    ]


def _promised(commitment: Commitment) -> str:
    parts = []
    if commitment.quantity is not None:
        parts.append(f"{number(commitment.quantity)} {commitment.unit}")
    if commitment.amount_cents is not None:
        parts.append(euros(commitment.amount_cents))
    return ", ".join(parts) or _("geen aantal of bedrag genoemd")


def _words(commitment: Commitment, kept: Kept) -> Iterable[str]:
    if kept.hidden:
        yield _("Ook via een interventie die hier niet te zien is; die telt hier niet mee.")
    elif not kept.interventions:
        yield _("Nog met geen interventie verbonden, dus niet te volgen.")
        return
    if commitment.quantity is not None:
        yield _counted_in_words(commitment, kept)
    if commitment.amount_cents is not None or kept.cents is not None:
        agreed = years(commitment.agreement.first_year, commitment.agreement.last_year)
        about = {"who": commitment.organisation.name, "years": agreed}
        about |= {"amount": "" if kept.cents is None else euros(kept.cents)}
        if kept.cents is None:
            yield _("Nog geen geld gemeld door %(who)s in %(years)s.") % about
        else:
            yield _("Door %(who)s besteed in %(years)s: %(amount)s.") % about


def _counted_in_words(commitment: Commitment, kept: Kept) -> str:
    if not kept.counts:
        return _("Nog niet gekozen welke resultaten meetellen.")
    if kept.counted is None:
        return _("Van “%(unit)s” is bij de interventies nog niets geteld.") % {"unit": commitment.unit}
    words = {"count": number(kept.counted or 0), "unit": commitment.unit, "asked": number(commitment.quantity or 0)}
    if not kept.complete:
        return _("Geteld: %(count)s van %(asked)s %(unit)s; nog niet alles is geteld.") % words
    return _("Geteld: %(count)s van %(asked)s %(unit)s.") % words
