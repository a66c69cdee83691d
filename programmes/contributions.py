"""The contribution picture of a programme, from its rows: money → interventions → results → outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from charts import contributions as picture
from charts.chart import Chart
from charts.model import Pillar as PillarOfChart
from charts.wording import number
from indicators.domains import Domain
from indicators.models import Indicator
from programmes.models import Goal, Intervention, Investment, Programme
from programmes.vocabulary import GoalKind, InterventionStatus, MoneyState, Pillar
from stakeholders.models import Organisation

AddressOf = Callable[[Intervention], str | None]


def chart_of(programme: Programme, children: Sequence[Programme], reader: Any, address_of: AddressOf) -> Chart:
    """The picture as this reader may see it, in a fixed number of queries; that of a city takes in its `children`.

    A draft of a published programme has no interventions of its own: those of the programme are shown.
    """
    rows = doings_in([programme.draft_of or programme, *children], reader)
    return chart_from(rows, _goals([programme, *children], reader), reader, address_of, children)


def doings_in(programmes: Sequence[Programme], reader: Any) -> list[Intervention]:
    rows = Intervention.objects.visible_to(reader).filter(programme__in=programmes).select_related("programme")
    return list(rows.order_by("start_year", "title", "pk"))


def chart_from(
    interventions: Sequence[Intervention], goals: Sequence[Goal], reader: Any, address_of: AddressOf,
    children: Sequence[Programme] = (),
) -> Chart:  # fmt: skip
    """The picture of rows that the caller has already. Money is what was spent on them, by who first paid.

    What belongs to one of the `children` is named with its programme.
    """
    below = {one.pk: one.name for one in children}
    prefetch_related_objects(interventions, "outputs", "contributions__indicator")
    cents, payers = _money(interventions, reader)
    doings = tuple(
        _doing(one, cents.get(one.pk), payers[one.pk], address_of(one), below.get(one.programme_id, ""))
        for one in interventions
    )
    linked = [link.indicator for one in interventions for link in one.contributions.all()]
    return picture.draw(
        picture.Contributions(
            title=_("Van geld naar wat bewoners merken"),
            pillars=tuple(PillarOfChart(code, str(label)) for code, label in Pillar.choices),
            doings=doings,
            outcomes=_outcomes(linked, goals),
            money_note=_("besteed tot nu toe"),
            empty_reason=_("Er staat nog geen interventie in dit programma."),
        )
    )


def _goals(programmes: Sequence[Programme], reader: Any) -> list[Goal]:
    rows = Goal.objects.visible_to(reader).filter(programme__in=programmes)
    return list(rows.select_related("indicator", "area").prefetch_related("targets"))


def _money(interventions: Sequence[Intervention], reader: Any) -> tuple[dict[int, int], dict[int, list[str]]]:
    """Cents spent per intervention, and the names of who paid first, the largest payer first."""
    entries = Investment.objects.visible_to(reader).filter(intervention__in=[one.pk for one in interventions])
    rows = list(entries.in_state(MoneyState.SPENT).per_intervention_and_first_payer())
    names = Organisation.objects.in_bulk({row["source"] for row in rows})
    cents: dict[int, int] = defaultdict(int)
    payers: dict[int, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -row["cents"]):
        cents[row["intervention"]] += row["cents"]
        payers[row["intervention"]].append(names[row["source"]].name)
    return cents, payers


def _doing(row: Intervention, cents: int | None, payers: list[str], url: str | None, child: str) -> picture.Doing:
    title = f"{row.title}, {child}" if child else row.title
    if row.status == InterventionStatus.WITHDRAWN:
        title = _("%(title)s (ingetrokken)") % {"title": title}
    results = tuple(picture.Result(one.name, one.planned, one.realised) for one in row.outputs.all())
    told = tuple(
        picture.Link(link.indicator.slug, link.lag_years, link.evidence, link.money_share, link.mechanism)
        for link in sorted(row.contributions.all(), key=lambda link: (link.lag_years, link.indicator.order))
    )
    return picture.Doing(title, row.pillar, cents, tuple(payers), results, told, url)


def _outcomes(linked: Iterable[Indicator], goals: Iterable[Goal]) -> tuple[picture.Outcome, ...]:
    """Every outcome that is aimed at or that has a goal, in the order of the domains."""
    said: dict[str, list[str]] = defaultdict(list)
    indicators = {one.slug: one for one in linked}
    for goal in goals:
        indicators[goal.indicator.slug] = goal.indicator
        said[goal.indicator.slug].append(goal_in_words(goal))
    domains = list(Domain)
    ordered = sorted(indicators.values(), key=lambda one: (domains.index(Domain(one.domain)), one.order, one.name))
    return tuple(
        picture.Outcome(
            one.slug, one.name, one.get_domain_display(), tuple(said[one.slug]), reverse("indicator", args=[one.slug])
        )
        for one in ordered
    )


def goal_in_words(goal: Goal) -> str:
    """ "Havenkwartier: van 96 naar 60 in 2027"."""
    targets = list(goal.targets.all())
    words = {"area": goal.area.name, "from": number(goal.baseline_value, goal.indicator.decimals)}
    if goal.kind == GoalKind.HOLD or not targets:
        return _("%(area)s: blijft %(from)s") % words
    last = targets[-1]
    words |= {"to": number(last.value, goal.indicator.decimals), "year": str(last.year)}
    return _("%(area)s: van %(from)s naar %(to)s in %(year)s") % words
