"""What does not hang together, each as a sentence with a figure; and what was looked at and found in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import euros_short, number
from programmes.amounts import spread
from programmes.coherence.package import Package, Target, Wijk, Work
from programmes.vocabulary import Pillar


@dataclass(frozen=True)
class Finding:
    """A sentence, and the row that it is about: `about` is "goal", "work" or "wijk" with its key."""

    text: str
    about: tuple[str, int]


@dataclass(frozen=True)
class Check:
    """One question, what was found, and what is said when nothing was."""

    title: str
    findings: tuple[Finding, ...]
    fine: str

    @property
    def count(self) -> int:
        return len(self.findings)


def checks(package: Package) -> tuple[Check, ...]:
    """Every question, also those to which nothing was found."""
    each: tuple[Callable[[Package], Check], ...] = (
        goals_without_work, goals_without_money, money_without_goal, pillars_that_stop, wijken_of_one,
    )  # fmt: skip
    return tuple(check(package) for check in each)


def goals_without_work(package: Package) -> Check:
    found = tuple(
        Finding(_("Aan het doel “%(goal)s” draagt geen enkele interventie bij.") % {"goal": target.name}, _goal(target))
        for target in package.targets
        if not package.serving(target)
    )
    fine = _("Aan elk doel draagt ten minste één interventie bij.") if package.targets else _no_goals()
    return Check(_("Doelen waar niets aan bijdraagt"), found, fine)


def goals_without_money(package: Package) -> Check:
    """Goals that interventions serve, while of none of these money was reported that is for it."""
    found = []
    for target in package.targets:
        works = package.serving(target)
        if works and not any(_pays(package, work, target) for work in works):
            text = ngettext(
                "Voor het doel “%(goal)s” is nog geen geld gemeld: er werkt %(count)s interventie aan.",
                "Voor het doel “%(goal)s” is nog geen geld gemeld: er werken %(count)s interventies aan.",
                len(works),
            )
            found.append(Finding(text % {"goal": target.name, "count": number(len(works))}, _goal(target)))
    fine = _("Voor elk doel waar iets aan bijdraagt, is geld gemeld.") if package.targets else _no_goals()
    return Check(_("Doelen zonder geld"), tuple(found), fine)


def _pays(package: Package, work: Work, target: Target) -> bool:
    """Whether money was reported that may be for the goal: a share of nought is none, an unknown share may be some."""
    shares = [aim.share for aim in work.aims if aim.indicator == target.indicator]
    paid = (package.cents_of(work) or 0) > 0 or work.pk in package.undivided
    return paid and any(share is None or share > 0 for share in shares)


def money_without_goal(package: Package) -> Check:
    """Interventions that serve no goal of the programme, the largest amount first."""
    rows = [(cents, work) for work in package.works if (cents := _aimless(package, work)) > 0]
    found = []
    for cents, work in sorted(rows, key=lambda row: (-row[0], row[1].title)):
        whole = cents == package.cents_of(work)
        text = (
            _("“%(work)s” dient geen doel van dit programma: het gaat om %(money)s.")
            if whole
            else _("Van “%(work)s” gaat %(money)s naar uitkomsten waarvoor dit programma geen doel heeft.")
        )
        found.append(Finding(text % {"work": work.title, "money": euros_short(cents)}, ("work", work.pk)))
    fine = _("Al het gemelde geld gaat naar interventies die een doel dienen.") if package.amounts else _no_money()
    return Check(_("Geld zonder doel"), tuple(found), fine)


def _aimless(package: Package, work: Work) -> int:
    """Cents that serve no goal: all where no goal is served, else the known shares of other outcomes."""
    cents = package.cents_of(work) or 0
    served = package.served.get(work.pk)
    if not served:
        return cents
    stray = sum(aim.share for aim in work.aims if aim.share and aim.indicator not in served)
    return spread(cents, [stray, 1 - stray])[0] if stray else 0


def pillars_that_stop(package: Package) -> Check:
    """Pillars whose last work ends before what it is meant for can be noticed: the breath was too short."""
    found = []
    for pillar in Pillar:
        works = [work for work in package.works if work.pillar == pillar and work.aims]
        if not works:
            continue
        stop = max(work.last_year for work in package.works if work.pillar == pillar)
        late = max(works, key=lambda work: (_noticed(work), work.title))
        if _noticed(late) > stop:
            found.append(Finding(_too_short(pillar, stop, late), ("work", late.pk)))
    aimed = any(work.aims for work in package.works)
    fine = _("Elke pijler gaat door tot er iets van te merken kan zijn.") if aimed else _no_aims()
    return Check(_("Geen lange adem"), tuple(found), fine)


def _noticed(work: Work) -> int:
    """The year in which the last of what it is meant for should be noticed."""
    return work.start_year + max(aim.lag_years for aim in work.aims)


def _too_short(pillar: Pillar, stop: int, late: Work) -> str:
    gap = _noticed(late) - stop
    aim = max(late.aims, key=lambda one: one.lag_years)
    text = _(
        "De pijler %(pillar)s stopt in %(stop)s, maar van “%(work)s” merken bewoners pas in %(noticed)s iets "
        "(%(aim)s, na %(lag)s jaar): %(gap)s jaar te vroeg."
    )
    return text % {
        "pillar": pillar.label, "stop": stop, "work": late.title, "noticed": _noticed(late), "aim": aim.name,
        "lag": aim.lag_years, "gap": gap,
    }  # fmt: skip


def wijken_of_one(package: Package) -> Check:
    found = [finding for wijk in package.wijken if (finding := _alone(package, wijk)) is not None]
    fine = (
        _("In elke wijk betalen ten minste twee partners mee.") if package.wijken else _("Er is nog geen wijk gekozen.")
    )
    return Check(_("Wijken waar één partner investeert"), tuple(found), fine)


def _alone(package: Package, wijk: Wijk) -> Finding | None:
    cents: dict[int, int] = {}
    for amount in package.in_wijk(wijk).amounts:
        cents[amount.payer] = cents.get(amount.payer, 0) + amount.cents
    paying = {payer: sum_ for payer, sum_ in cents.items() if sum_ > 0}
    if len(paying) > 1:
        return None
    if not paying:
        return Finding(
            _("In %(wijk)s is van geen enkele partner geld gemeld.") % {"wijk": wijk.name}, ("wijk", wijk.pk)
        )
    [(payer, total)] = paying.items()
    words = {"wijk": wijk.name, "payer": package.payers[payer], "money": euros_short(total)}
    return Finding(_("In %(wijk)s betaalt alleen %(payer)s: %(money)s.") % words, ("wijk", wijk.pk))


def _goal(target: Target) -> tuple[str, int]:
    return ("goal", target.pk)


def _no_goals() -> str:
    return _("Er zijn hier nog geen doelen, dus hierover is niets te zeggen.")


def _no_money() -> str:
    return _("Er is hier nog geen geld gemeld, dus hierover is niets te zeggen.")


def _no_aims() -> str:
    return _("Er is hier nog geen interventie met een uitkomst verbonden, dus hierover is niets te zeggen.")
