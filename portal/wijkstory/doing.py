"""What is done in an area: each intervention with its part of the money, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from charts.wording import euros, listing, number, percentage, years
from indicators.models import Indicator
from portal.wijkstory.ground import Ground
from portal.wijkstory.money import Money, reached
from programmes.models import Intervention, Output
from programmes.models.interventions import InterventionQuerySet
from programmes.vocabulary import PILLAR_EXPLANATION, Pillar


@dataclass(frozen=True)
class Doing:
    """One intervention as the page of an area tells it. Amounts are text to the cent, or empty where unreported.

    `aims` names the indicators that it should move.
    """

    intervention: Intervention
    years: str
    spent: str
    budget: str
    share: str
    aims: str
    everywhere: bool
    money_notes: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return f"interventie-{self.intervention.pk}"

    @property
    def partner_names(self) -> str:
        return listing([each.name for each in self.intervention.partners.all() if each.public])

    @property
    def outputs(self) -> list[str]:
        return [output_in_words(each) for each in self.intervention.outputs.all()]


@dataclass(frozen=True)
class DoingsInPillar:
    pillar: Pillar
    doings: tuple[Doing, ...]

    @property
    def explanation(self) -> str:
        return str(PILLAR_EXPLANATION[self.pillar])


def interventions_on(ground: Ground, visible: InterventionQuerySet) -> list[Intervention]:
    """What reaches the area or a part of it, and what reaches all of what it lies in."""
    rows = Q(reach__area__in=ground.within | ground.above)
    ids = visible.filter(rows).order_by().values("pk").distinct()
    found = visible.filter(pk__in=ids).select_related("programme", "lead")
    return list(found.prefetch_related("partners", "reach", "outputs", "contributions", "milestones"))


def doing_of(
    intervention: Intervention, money: Money, within: Collection[int], indicators: Mapping[int, Indicator]
) -> Doing:
    own = money.of(intervention)
    spent, budget = own.spent_cents(), own.budget_cents()
    return Doing(
        intervention=intervention,
        years=years(intervention.start_year, intervention.end_year),
        spent="" if spent is None else euros(spent),
        budget="" if budget is None else euros(budget),
        share=share_in_words(intervention, within),
        aims=listing([indicators[each.indicator_id].label() for each in intervention.contributions.all()]),
        everywhere=not reached(intervention, within),
        money_notes=tuple(own.notes()),
    )


def share_in_words(intervention: Intervention, within: Collection[int]) -> str:
    """The part of the intervention that goes here, in percent; empty where all of it does."""
    share = sum(reach.share for reach in intervention.reach.all() if reach.area_id in within) * 100
    return "" if share in {0, 100} else percentage(share, 0 if share == int(share) else 2)


def by_pillar(doings: Sequence[Doing]) -> tuple[DoingsInPillar, ...]:
    groups = [DoingsInPillar(pillar, tuple(d for d in doings if d.intervention.pillar == pillar)) for pillar in Pillar]
    return tuple(group for group in groups if group.doings)


def output_in_words(output: Output) -> str:
    """What it yields: planned and realised; what is not counted yet is said so, never nought."""
    words = {
        "name": output.name[:1].upper() + output.name[1:],
        "planned": "" if output.planned is None else number(output.planned),
        "realised": "" if output.realised is None else number(output.realised),
    }
    if output.realised is None:
        text = (
            _("%(name)s: nog niet geteld, %(planned)s gepland.")
            if words["planned"]
            else _("%(name)s: nog niet geteld.")
        )
    else:
        text = _("%(name)s: %(realised)s van %(planned)s.") if words["planned"] else _("%(name)s: %(realised)s.")
    return text % words
