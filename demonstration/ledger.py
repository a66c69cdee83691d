"""The money of Voorbeeldstad: several years in every state, all invented, the same each time.

Made from the budget a year in the programmes' files: what was spent differs a little from what was budgeted, in whole
cents. A year that nobody reported has no entry; a year in which nothing was spent has an entry of 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from demonstration.voorbeeldstad import programme_files
from programmes.models import FundingStream, Intervention, Investment
from programmes.vocabulary import MoneyState, Pillar
from stakeholders.models import Organisation, Person

LAST_REPORTED = 2025  # the last year that is over
LAST_BUDGETED = 2029  # the budget year and three years ahead
LAST_AWARDED = 2026
SEED = 2012
THOUSAND_EUROS = 100_000  # in cents


@dataclass(frozen=True)
class Part:
    """One payer's part of what an intervention costs in a year; `budget` and `changed` in whole cents."""

    intervention: Intervention
    payer: Organisation
    spender: Organisation
    stream: FundingStream
    year: int
    budget: int
    changed: int | None
    mistyped: bool
    reported: bool
    nought: bool

    @property
    def is_grant(self) -> bool:
        return self.payer != self.spender

    @property
    def spent(self) -> int:
        """What was spent: 91 to 103 percent of the budget that stood last, to the cent."""
        if self.nought:
            return 0
        dice = Random(f"{SEED} {self.intervention.title} {self.payer.name} {self.year}")  # noqa: S311
        return round((self.changed or self.budget) * dice.uniform(0.91, 1.03)) + dice.randrange(100)


def load_ledger(
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    streams: dict[str, FundingStream],
    people: dict[str, Person],
) -> None:
    rows = [row for file in programme_files() for row in file["interventie"]]
    parts = [part for row in rows for part in parts_of(row, interventions[row["nummer"]], organisations, streams)]
    writers = writers_among(people)
    plain = [entry for part in parts for entry in entries_of(part, writers.of(part))]
    Investment.objects.bulk_create(plain, batch_size=500)
    mistyped = [(part, mistake(part, writers.of(part))) for part in parts if part.mistyped]
    Investment.objects.bulk_create([wrong for _part, wrong in mistyped])
    Investment.objects.bulk_create([entry for part, wrong in mistyped for entry in correction(part, wrong)])


@dataclass(frozen=True)
class Writers:
    """Who enters what: a corporation's own person for what it spends, the programme manager for all others."""

    manager: Person
    own: dict[int, Person]

    def of(self, part: Part) -> Person:
        return self.own.get(part.spender.pk, self.manager)


def writers_among(people: dict[str, Person]) -> Writers:
    own = {organisation: person for person in people.values() for organisation in person.organisation_ids()}
    return Writers(people["manager@demo.example"], own)


def parts_of(
    row: dict[str, Any],
    intervention: Intervention,
    organisations: dict[str, Organisation],
    streams: dict[str, FundingStream],
) -> Iterator[Part]:
    for place, budget in enumerate(row["geld"]):
        year = row["eerste_jaar"] + place
        if year > LAST_BUDGETED:
            return
        changed = row.get("gewijzigd", {}).get(str(year))
        for payment in row["deel"]:
            yield Part(
                intervention=intervention,
                payer=organisations[payment["betaler"]],
                spender=organisations[payment["uitvoerder"]],
                stream=streams[payment["stroom"]],
                year=year,
                budget=round(budget * payment["deel"] * THOUSAND_EUROS),
                changed=round(changed * payment["deel"] * THOUSAND_EUROS) if changed else None,
                mistyped=year in row.get("verschrijving", ()) and payment["betaler"] == payment["uitvoerder"],
                reported=year not in row.get("niet_gemeld", ()),
                nought=year in row.get("nul", ()),
            )


def entries_of(part: Part, by: Person) -> Iterator[Investment]:
    """The entries of one part, one a state; states are never mixed in a sum."""
    yield entry(part, MoneyState.BUDGETED, part.budget, by)
    if part.changed is not None:
        yield entry(part, MoneyState.BUDGET_CHANGED, part.changed, by)
    if part.is_grant and part.year <= LAST_AWARDED:
        yield entry(part, MoneyState.AWARDED, part.changed or part.budget, by)
    if part.year > LAST_REPORTED:
        return
    if part.intervention.pillar == Pillar.FYSIEK:
        yield entry(part, MoneyState.COMMITTED, round(part.budget * 0.97), by)
    if part.reported and not part.mistyped:
        yield entry(part, MoneyState.SPENT, part.spent, by)


def entry(part: Part, state: str, cents: int, by: Person | None, **correction: Any) -> Investment:
    return Investment(
        intervention=part.intervention,
        payer=part.payer,
        spender=part.spender,
        year=part.year,
        funding_stream=part.stream,
        state=state,
        amount_cents=cents,
        entered_by=by,
        **correction,
    )


def mistake(part: Part, by: Person) -> Investment:
    """An amount with one nought too many."""
    return entry(part, MoneyState.SPENT, part.spent * 10, by)


def correction(part: Part, wrong: Investment) -> Iterator[Investment]:
    """A linked reversal and the right amount."""
    by, why = wrong.entered_by, "Een nul te veel getypt."
    yield entry(part, wrong.state, -wrong.amount_cents, by, note=why, reverses=wrong)
    yield entry(part, wrong.state, part.spent, by, note=why)
