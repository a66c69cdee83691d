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
from programmes.services.entryrules import tidy
from programmes.vocabulary import MoneyState, Nature, Pillar, Vat
from stakeholders.kinds import Role
from stakeholders.models import Organisation, Person

LAST_REPORTED = 2025  # the last year that is over
LAST_BUDGETED = 2029  # the budget year and three years ahead
LAST_AWARDED = 2026
SEED = 2012
THOUSAND_EUROS = 100_000  # in cents


@dataclass(frozen=True)
class Part:
    """One payer's part of what an intervention costs in a year; `budget` and `changed` in whole cents.

    `through` is who gets the money first and passes it on to the spender; None where it comes straight from the payer.
    """

    intervention: Intervention
    payer: Organisation
    spender: Organisation
    through: Organisation | None
    stream: FundingStream
    vat: str
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
    straight = [part for part in parts if part.through is None]
    plain = [entry for part in straight for entry in entries_of(part, writers.of(part))]
    charges = [entry for row in rows for entry in charges_of(row, interventions, organisations, streams, writers)]
    Investment.objects.bulk_create([*plain, *charges], batch_size=500)
    load_chains([part for part in parts if part.through], writers)
    mistyped = [(part, mistake(part, writers.of(part))) for part in parts if part.mistyped]
    Investment.objects.bulk_create([wrong for _part, wrong in mistyped])
    Investment.objects.bulk_create([entry for part, wrong in mistyped for entry in correction(part, wrong)])


def load_chains(parts: list[Part], writers: Writers) -> None:
    """Money that passes through another's hands: the first entry is marked as passed on, the second counts."""
    found = [(part, one) for part in parts for one in entries_of(part, writers.manager)]
    firsts = [tidy(copy(one, spender=part.through, passed_on=True)) for part, one in found]
    Investment.objects.bulk_create(firsts)
    seconds = [
        copy(one, payer=part.through, first_payer=part.payer, passed_from=first, entered_by=writers.of(part))
        for (part, one), first in zip(found, firsts, strict=True)
    ]
    Investment.objects.bulk_create(seconds)


def copy(one: Investment, **changes: Any) -> Investment:
    names = ("intervention", "payer", "spender", "year", "funding_stream", "state", "amount_cents", "vat", "entered_by")
    return Investment(**({name: getattr(one, name) for name in names} | changes))


@dataclass(frozen=True)
class Writers:
    """Who enters what: who reports for the spender, else the programme manager."""

    manager: Person
    own: dict[int, Person]

    def of(self, part: Part) -> Person:
        return self.own.get(part.spender.pk, self.manager)


def writers_among(people: dict[str, Person]) -> Writers:
    own = {place: person for person in people.values() for place in person.organisation_ids(Role.REPORTER)}
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
                through=organisations.get(payment.get("via", "")),
                stream=streams[payment["stroom"]],
                vat=payment.get("btw", row.get("btw", Vat.INCLUDED)),
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


def charges_of(
    row: dict[str, Any],
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    streams: dict[str, FundingStream],
    writers: Writers,
) -> Iterator[Investment]:
    """Capital charges of what was invested: they return each year, and no total counts them."""
    if "kapitaallast" not in row:
        return
    said = row["kapitaallast"]
    payer = organisations[said["betaler"]]
    for year, thousands in said["jaren"].items():
        for state in (MoneyState.BUDGETED, MoneyState.SPENT):
            yield tidy(
                Investment(
                    intervention=interventions[row["nummer"]], payer=payer, spender=payer, year=int(year),
                    funding_stream=streams[said["stroom"]], state=state, amount_cents=round(thousands * THOUSAND_EUROS),
                    vat=row.get("btw", Vat.INCLUDED), nature=Nature.CAPITAL_CHARGE,
                    entered_by=writers.own.get(payer.pk, writers.manager),
                )
            )  # fmt: skip


def entry(part: Part, state: str, cents: int, by: Person | None, **correction: Any) -> Investment:
    """One entry; a gemeente that spends takes over the taakveld of the intervention."""
    return tidy(
        Investment(
            intervention=part.intervention,
            payer=part.payer,
            spender=part.spender,
            year=part.year,
            vat=part.vat,
            funding_stream=part.stream,
            state=state,
            amount_cents=cents,
            entered_by=by,
            **correction,
        )
    )


def mistake(part: Part, by: Person) -> Investment:
    """An amount with one nought too many."""
    return entry(part, MoneyState.SPENT, part.spent * 10, by)


def correction(part: Part, wrong: Investment) -> Iterator[Investment]:
    """A linked reversal and the right amount."""
    by, why = wrong.entered_by, "Een nul te veel getypt."
    yield entry(part, wrong.state, -wrong.amount_cents, by, note=why, reverses=wrong)
    yield entry(part, wrong.state, part.spent, by, note=why)
