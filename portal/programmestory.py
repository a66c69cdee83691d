"""The page of one programme: its wijken, phases, goals, what is done and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from charts.chart import Chart
from charts.model import WijkPicture
from charts.wording import euros, listing, number, years
from indicators.models import Indicator
from indicators.series import Series, series_of
from portal.wijkstory.coming import coming
from portal.wijkstory.doing import Doing, DoingsInPillar, by_pillar, doing_of
from portal.wijkstory.events import Event
from portal.wijkstory.milestones import milestones_reached
from portal.wijkstory.money import BUDGETS, Money, money_for
from portal.wijkstory.outcomes import Cell, cell_of, targets_of
from portal.wijkstory.people import AtWork, at_work
from portal.wijkstory.picture import picture_of
from portal.wijkstory.published import PublishedForWijk, published_by_wijk
from programmes.contributions import chart_from, doings_in
from programmes.course import Course
from programmes.goalprogress import GoalProgress, progress_of
from programmes.models import Goal, Intervention, Investment, Programme
from programmes.models.goals import GoalQuerySet
from programmes.vocabulary import MoneyState
from stakeholders.models import Organisation


@dataclass(frozen=True)
class GoalLine:
    """One goal: where it stood, where it stands, where it should come, and whether that goes well."""

    goal: Goal
    baseline: Cell
    now: Cell
    targets: tuple[Cell, ...]
    progress: GoalProgress

    @property
    def course(self) -> Course:
        return self.progress.course


@dataclass(frozen=True)
class StateTotal:
    state: MoneyState
    amount: str


@dataclass(frozen=True)
class ProgrammeStory:
    programme: Programme
    work: AtWork
    doings: tuple[Doing, ...]
    money: Money
    goals: tuple[GoalLine, ...]
    year: int

    @property
    def pillars(self) -> tuple[DoingsInPillar, ...]:
        return by_pillar(self.doings)

    @property
    def partners(self) -> tuple[Organisation, ...]:
        return self.work.partners

    @property
    def published(self) -> tuple[PublishedForWijk, ...]:
        return published_by_wijk(list(self.programme.published_amounts.all()))

    @property
    def totals(self) -> tuple[StateTotal, ...]:
        """What was reported in each state; a state of which nothing was reported is left out, never nought."""
        found = []
        for state in MoneyState:
            cents = [part.cents for part in self.money.parts if part.state == state]
            if cents:
                found.append(StateTotal(state, euros(sum(cents))))
        return tuple(found)

    @property
    def unbudgeted(self) -> str:
        """The years ahead for which nothing was budgeted yet: they are not nought, only not decided."""
        budgeted = {part.year for part in self.money.parts if part.state in BUDGETS}
        ahead = range(max(self.year, self.programme.start_year), self.programme.end_year + 1)
        return spans_of_years([year for year in ahead if year not in budgeted])

    @cached_property
    def picture(self) -> WijkPicture:
        programme = self.programme
        return picture_of(
            _("Wat er in %(name)s gedaan is") % {"name": programme.name}, programme.name, "",
            money=self.money, interventions=[each.intervention for each in self.doings], panels=(),
            start=programme.start_year, end=programme.end_year, over=self.year - 1,
        )  # fmt: skip

    @property
    def coming(self) -> list[Event]:
        return coming([self.work], self.doings, [], self.year)

    @property
    def reached(self) -> list[Event]:
        return milestones_reached(self.doings)

    @property
    def has_picture(self) -> bool:
        return bool(self.doings)


def tell_programme(programme: Programme, reader: Any, year: int | None = None) -> ProgrammeStory:
    """The story of a programme as its reader may see it. Money is not divided over areas here.

    What is published is whole for everyone; of a draft a partner sees only what it takes part in.
    """
    year = year or timezone.localdate().year
    found = Intervention.objects.visible_to(reader).filter(programme=programme).select_related("programme", "lead")
    interventions = list(found.prefetch_related("partners", "reach", "outputs", "contributions", "milestones"))
    aims = Indicator.objects.in_bulk({aim.indicator_id for each in interventions for aim in each.contributions.all()})
    everywhere = {reach.area_id for each in interventions for reach in each.reach.all()}
    money = money_for(interventions, Investment.objects.visible_to(reader), everywhere)
    return ProgrammeStory(
        programme=programme,
        work=at_work(programme, interventions, year),
        doings=tuple(doing_of(each, money, everywhere, aims) for each in interventions),
        money=money,
        goals=goal_lines(Goal.objects.visible_to(reader).filter(programme=programme)),
        year=year,
    )


def contributions_of(story: ProgrammeStory, reader: Any, children: Sequence[Programme] = ()) -> Chart | None:
    """The contribution picture, which goes on to what is told of each intervention; None where nothing is done.

    A city's programme takes in what the programmes under it (`children`) do; that is told on their own pages.
    """
    own = [each.intervention for each in story.doings]
    interventions = [*own, *(doings_in(children, reader) if children else [])]
    if not interventions:
        return None
    goals = [line.goal for line in story.goals]
    pages = {child.pk: reverse("programma", args=[child.slug]) for child in children}
    return chart_from(
        interventions, goals, reader, lambda one: f"{pages.get(one.programme_id, '')}#interventie-{one.pk}", children
    )


def goal_lines(visible: GoalQuerySet) -> tuple[GoalLine, ...]:
    goals = list(visible.select_related("indicator__source", "area").prefetch_related("targets"))
    wanted = Indicator.objects.filter(pk__in={goal.indicator_id for goal in goals})
    series = series_of({goal.area for goal in goals}, wanted)
    return tuple(goal_line(goal, series.get((goal.area_id, goal.indicator.slug))) for goal in goals)


def goal_line(goal: Goal, series: Series | None) -> GoalLine:
    now = series.newest() if series else None
    decimals = goal.indicator.decimals
    targets = tuple(Cell(number(value, decimals), year, known=True) for year, value in targets_of(goal))
    return GoalLine(
        goal=goal,
        baseline=Cell(number(goal.baseline_value, decimals), goal.baseline_year, known=True),
        now=cell_of(now, goal.indicator) if now else Cell(_("nog geen gegevens")),
        targets=targets,
        progress=progress_of(goal, series),
    )


def spans_of_years(found: list[int]) -> str:
    """[2026, 2028, 2029] → "2026 en 2028–2029"."""
    spans: list[list[int]] = []
    for year in found:
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return listing([years(first, last) for first, last in spans])
