"""What has come of commitments: results and euros of the interventions that keep them, and whether that is on time.

Nothing is guessed: what was not counted or not reported is said to be so, and then nothing is said of the time.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros, number, years
from programmes.models import Agreement, AgreementDeadline, Commitment, Investment, Output
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


def next_day(agreement: Agreement) -> AgreementDeadline | None:
    """The first deadline that is not done; the deadlines must be at hand."""
    return next((one for one in agreement.deadlines.all() if one.done_on is None), None)


class Timeliness(models.TextChoices):
    ON_TIME = "op_tijd", gettext_lazy("op tijd")
    LATE = "te_laat", gettext_lazy("te laat")
    UNKNOWN = "nog_niet_te_zeggen", gettext_lazy("nog niet te zeggen")


@dataclass(frozen=True)
class Kept:
    """How far one promise is: counted so far, None where nothing is known; `complete` False: some were not counted."""

    counted: int | None
    complete: bool
    cents: int | None


@dataclass(frozen=True)
class Promise:
    """A commitment with what has come of it in words."""

    commitment: Commitment
    promised: str
    kept: tuple[str, ...]
    timeliness: Timeliness


def promises_of(commitments: Sequence[Commitment], reader: Any, today: dt.date | None = None) -> list[Promise]:
    """Each with what has come of it, in a fixed number of queries.

    The commitments must have agreement, organisation and interventions with their outputs at hand.
    """
    today = today or timezone.localdate()
    spent = _spent(commitments, reader)
    return [_promise(one, spent, today) for one in commitments]


Spent = dict[tuple[int, int], list[tuple[int, int]]]  # (intervention, spender) → (year, cents)


def _spent(commitments: Sequence[Commitment], reader: Any) -> Spent:
    interventions = {each.pk for one in commitments for each in one.interventions.all()}
    spenders = {one.organisation_id for one in commitments}
    entries = Investment.objects.visible_to(reader).filter(intervention__in=interventions, spender__in=spenders)
    found: Spent = defaultdict(list)
    for row in entries.in_state(MoneyState.SPENT).per_intervention_year_and_spender():
        found[row["intervention"], row["spender"]].append((row["year"], row["cents"]))
    return found


def _promise(commitment: Commitment, spent: Spent, today: dt.date) -> Promise:
    counted, complete = counted_of(commitment)
    kept = Kept(counted, complete, _cents(commitment, spent))
    return Promise(
        commitment, _promised(commitment), tuple(_words(commitment, kept)), timeliness(commitment, kept, today)
    )


def counted_of(commitment: Commitment) -> tuple[int | None, bool]:
    """The realised results of the linked interventions whose name holds the unit; whether all of these were counted."""
    outputs = [
        output
        for intervention in commitment.interventions.all()
        for output in intervention.outputs.all()
        if is_of(output, commitment.unit)
    ]
    known = [output.realised for output in outputs if output.realised is not None]
    return (sum(known) if known else None), bool(outputs) and len(known) == len(outputs)


def is_of(output: Output, unit: str) -> bool:
    """Whether the result counts the unit: its name holds all words of the unit, as whole words."""
    asked = unit.casefold().split()
    return bool(asked) and set(asked) <= set(output.name.casefold().split())


def _cents(commitment: Commitment, spent: Spent) -> int | None:
    """What the organisation spent on the linked interventions in the years of the agreement, up to the due year."""
    within = range(commitment.agreement.first_year, commitment.agreement.last_year + 1)
    rows: Iterable[tuple[int, int]] = (
        row for each in commitment.interventions.all() for row in spent.get((each.pk, commitment.organisation_id), ())
    )
    known = [cents for year, cents in rows if year in within]
    return sum(known) if known else None


def timeliness(commitment: Commitment, kept: Kept, today: dt.date) -> Timeliness:
    """On time where all of it stands before its day; late where that day is over and what is known falls short."""
    met = [
        None if value is None else value >= asked
        for asked, value in ((commitment.quantity, kept.counted), (commitment.amount_cents, kept.cents))
        if asked is not None
    ]
    over = today > commitment.due_on
    if met and all(met):
        return Timeliness.UNKNOWN if over else Timeliness.ON_TIME
    counted_short = commitment.quantity is not None and kept.complete and (kept.counted or 0) < commitment.quantity
    paid_short = commitment.amount_cents is not None and kept.cents is not None and kept.cents < commitment.amount_cents
    return Timeliness.LATE if over and (counted_short or paid_short) else Timeliness.UNKNOWN


def _promised(commitment: Commitment) -> str:
    parts = []
    if commitment.quantity is not None:
        parts.append(f"{number(commitment.quantity)} {commitment.unit}")
    if commitment.amount_cents is not None:
        parts.append(euros(commitment.amount_cents))
    return ", ".join(parts) or _("geen aantal of bedrag genoemd")


def _words(commitment: Commitment, kept: Kept) -> Iterable[str]:
    if not commitment.interventions.all():
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
    if kept.counted is None and not kept.complete:
        return _("Van “%(unit)s” is bij de interventies nog niets geteld.") % {"unit": commitment.unit}
    words = {"count": number(kept.counted or 0), "unit": commitment.unit, "asked": number(commitment.quantity or 0)}
    if not kept.complete:
        return _("Geteld: %(count)s van %(asked)s %(unit)s; nog niet alles is geteld.") % words
    return _("Geteld: %(count)s van %(asked)s %(unit)s.") % words
