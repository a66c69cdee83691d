"""How the money is spread over pillars, domains, phases and partners, beside the goals that each part serves.

Every division adds up to the same total, to the cent; what cannot be told apart is a part of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.domains import Domain
from programmes.amounts import spread
from programmes.coherence.package import Package, Work
from programmes.vocabulary import Pillar


@dataclass(frozen=True)
class Share:
    """One part: its cents (None: nothing reported, which is not nought) and how many goals it serves.

    `goals` None: not asked of this division. `rest`: what could not be told apart. `silence`: why there are no cents,
    where that is not because nothing was reported.
    """

    name: str
    cents: int | None
    goals: int | None = None
    key: str = ""
    rest: bool = False
    silence: str = ""


@dataclass(frozen=True)
class Division:
    title: str
    explanation: str
    shares: tuple[Share, ...]


def divisions(package: Package) -> tuple[Division, ...]:
    return (per_pillar(package), per_domain(package), per_phase(package), per_payer(package))


def per_pillar(package: Package) -> Division:
    shares = []
    for pillar in Pillar:
        works = [work for work in package.works if work.pillar == pillar]
        shares.append(Share(str(pillar.label), _sum(package, works), package.served_by(works), pillar.value))
    return Division(_("Over de pijlers"), _("Elke interventie hoort bij één pijler."), tuple(shares))


def per_domain(package: Package) -> Division:
    """By the share of its money that an intervention means for each outcome; what has no share is never guessed."""
    cents: dict[str, int] = defaultdict(int)
    for work in package.works:
        whole = package.cents_of(work)
        for domain, part in _over_domains(work, whole) if whole is not None else ():
            cents[domain] += part
    silence = _("niets toegedeeld") if package.amounts else ""
    shares = [
        Share(str(domain.label), cents.get(domain), _goals_in(package, domain), silence=silence)
        for domain in Domain
        if domain in cents or _goals_in(package, domain)
    ]
    if "" in cents:
        shares.append(Share(_("niet toegedeeld"), cents[""], None, rest=True))
    text = _("Volgens het aandeel van het geld dat bij elke bijdrage staat. Waar geen aandeel staat, is niets geraden.")
    return Division(_("Over de domeinen"), text, tuple(shares))


def _over_domains(work: Work, cents: int) -> Iterable[tuple[str, int]]:
    """The cents for each domain; under "" what no share names."""
    known = [(aim.domain, aim.share) for aim in work.aims if aim.share is not None and aim.share > 0]
    left = Decimal(1) - sum((share for _domain, share in known), Decimal(0))
    parts = [*known, *([("", left)] if left else [])]
    divided = spread(cents, [share for _domain, share in parts])
    return [(domain, part) for (domain, _share), part in zip(parts, divided, strict=True)]


def _goals_in(package: Package, domain: Domain) -> int:
    """Goals of the domain that an intervention serves."""
    return sum(bool(package.serving(target)) for target in package.targets if target.domain == domain)


def per_phase(package: Package) -> Division:
    shares = []
    for phase in package.phases:
        own = [amount.cents for amount in package.amounts if phase.first <= amount.year <= phase.last]
        busy = [work for work in package.works if work.start_year <= phase.last and work.last_year >= phase.first]
        shares.append(Share(phase.name, sum(own) if own else None, package.served_by(busy)))
    outside = [
        amount.cents
        for amount in package.amounts
        if not any(phase.first <= amount.year <= phase.last for phase in package.phases)
    ]
    if outside:
        name = _("buiten de fases") if package.phases else _("geen fases genoemd")
        shares.append(Share(name, sum(outside), None, rest=True))
    return Division(_("Over de fases"), _("Naar het jaar waarvoor het geld is gemeld."), tuple(shares))


def per_payer(package: Package) -> Division:
    """By who paid first, however many hands the money went through."""
    cents: dict[int, int] = defaultdict(int)
    works: dict[int, set[int]] = defaultdict(set)
    for amount in package.amounts:
        cents[amount.payer] += amount.cents
        works[amount.payer].add(amount.work)
    ordered = sorted(cents, key=lambda payer: (-cents[payer], package.payers[payer]))
    shares = tuple(
        Share(
            package.payers[payer],
            cents[payer],
            package.served_by(work for work in package.works if work.pk in works[payer]),
        )
        for payer in ordered
    )
    return Division(_("Over de partners"), _("Naar wie het geld het eerst gaf."), shares)


def _sum(package: Package, works: Iterable[Work]) -> int | None:
    known = [cents for work in works if (cents := package.cents_of(work)) is not None]
    return sum(known) if known else None
