"""The story as the page tells it: composed once, then only rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from charts.model import Role, WijkPicture
from indicators.models import Indicator
from indicators.series import Compared, compared
from portal.parts import area_name, division_query
from portal.wijkstory.coming import coming
from portal.wijkstory.doing import Doing, DoingsInPillar, by_pillar, doing_of, interventions_on
from portal.wijkstory.domains import DomainOutcomes, outcomes_by_domain
from portal.wijkstory.events import Event
from portal.wijkstory.ground import Ground, division_note, ground_of, no_programme, parts_title
from portal.wijkstory.keyfigures import ABOUT_PEOPLE, KeyFigure, about_people, about_programme
from portal.wijkstory.milestones import milestones_reached
from portal.wijkstory.money import Money, money_for
from portal.wijkstory.outcomes import Outcome, single_measurement
from portal.wijkstory.people import AtWork, at_work, programmes_on
from portal.wijkstory.picture import panels_of, picture_of
from portal.wijkstory.published import PublishedForWijk, published_by_wijk
from portal.wijkstory.sources import SourceLine, sources_of
from portal.wijkstory.words import in_words
from programmes.models import Goal, Intervention, Investment, Programme
from wijken.models import Area, Level

EVERYONE = AnonymousUser()


@dataclass(frozen=True)
class WijkStory:
    """All that the page of an area says. It shows what everyone may see, whoever reads it."""

    ground: Ground
    year: int
    works: tuple[AtWork, ...]
    doings: tuple[Doing, ...]
    money: Money
    compared: tuple[Compared, ...]
    catalogue: tuple[Indicator, ...]
    goals: dict[int, Goal]

    @property
    def area(self) -> Area:
        return self.ground.area

    @cached_property
    def here(self) -> tuple[Doing, ...]:
        """What reaches the area itself; the rest reaches all of what it lies in."""
        return tuple(each for each in self.doings if not each.everywhere)

    @cached_property
    def everywhere(self) -> tuple[Doing, ...]:
        return tuple(each for each in self.doings if each.everywhere)

    @property
    def pillars(self) -> tuple[DoingsInPillar, ...]:
        return by_pillar(self.here)

    @property
    def published(self) -> tuple[PublishedForWijk, ...]:
        """Amounts published for this area; for a gemeente those of all its wijken."""
        amounts = [amount for work in self.works for amount in work.programme.published_amounts.all()]
        if self.area.level != Level.GEMEENTE:
            amounts = [amount for amount in amounts if amount.area_id in self.ground.within]
        return published_by_wijk(amounts)

    @property
    def is_city(self) -> bool:
        return self.area.level == Level.GEMEENTE

    @property
    def present_works(self) -> tuple[AtWork, ...]:
        """The programmes that are more than what was once published about them."""
        return tuple(work for work in self.works if not work.programme.historical)

    @property
    def is_shared(self) -> bool:
        return len(self.present_works) > 1

    @property
    def works_in_words(self) -> str:
        return _("Hier zijn %(count)s programma’s:") % {"count": in_words(len(self.works))}

    @cached_property
    def start(self) -> int | None:
        return min((work.programme.start_year for work in self.works), default=None)

    @cached_property
    def domains(self) -> tuple[DomainOutcomes, ...]:
        outcomes = [each for each in self.catalogue if each.domain != "context" and not each.is_count]
        return outcomes_by_domain(self.compared, self.goals, outcomes, self.start)

    @property
    def known_domains(self) -> list[DomainOutcomes]:
        return [domain for domain in self.domains if domain.outcomes]

    @property
    def unknown_domains(self) -> list[DomainOutcomes]:
        """Domains of which nothing is known here."""
        return [domain for domain in self.domains if not domain.outcomes]

    @cached_property
    def outcomes(self) -> list[Outcome]:
        return [outcome for domain in self.domains for outcome in domain.outcomes]

    @cached_property
    def picture(self) -> WijkPicture:
        around = self.ground.around
        names = {
            Role.WIJK: area_name(self.area),
            Role.CITY: around.city.spoken_name if around.city else "",
            Role.COUNTRY: around.country.spoken_name if around.country else "",
        }
        return picture_of(
            _("Wat er in %(wijk)s gedaan is en wat er veranderde") % {"wijk": area_name(self.area)},
            area_name(self.area),
            names[Role.CITY],
            money=self.money,
            interventions=[each.intervention for each in self.here],
            panels=panels_of(self.compared, self.goals, names),
            start=self.start,
            end=max((work.programme.end_year for work in self.works), default=None),
            over=self.year - 1,
            silent=not self.present_works,
        )

    @cached_property
    def columns(self) -> list[str]:
        """What stands beside each figure: only what is known of at least one."""
        names = ("then", "city", "country", "goal")
        known = [name for name in names if any(getattr(each, name).known for each in self.outcomes)]
        return known if self.all_measured_once else [*known, "verdict"]

    @property
    def all_measured_once(self) -> bool:
        """Then nothing can be said of better or worse, and one sentence says so for all."""
        return all(each.reason == single_measurement() and not each.has_goal for each in self.outcomes)

    @property
    def has_picture(self) -> bool:
        return bool(self.picture.panels or self.picture.bars or self.picture.spans)

    @cached_property
    def key_figures(self) -> tuple[KeyFigure, ...]:
        people = about_people(self.compared)
        if not self.present_works:
            return people
        return about_programme(self.money, self.outcomes, self.here, self.picture.now_year)

    @property
    def title(self) -> str:
        return area_name(self.area)

    @property
    def division(self) -> int | None:
        """The division on which links must stay, where codes alone would lead to another."""
        older = self.ground.newest_year > self.area.division_year
        return self.area.division_year if older or self.ground.other_years else None

    @property
    def division_query(self) -> str:
        return division_query(self.division)

    @property
    def division_note(self) -> str:
        return division_note(self.ground)

    @property
    def no_programme(self) -> str:
        return no_programme(self.ground)

    @property
    def nothing_done(self) -> str:
        return _("Voor dit gebied staat hier niet wat er gedaan wordt.")

    @property
    def coming(self) -> list[Event]:
        return coming(self.works, self.here, list(self.goals.values()), self.year)

    @property
    def reached(self) -> list[Event]:
        return milestones_reached(self.here)

    @property
    def parts_title(self) -> str:
        return parts_title(self.ground)

    @property
    def linked_title(self) -> str:
        return _("Ligt in") if self.area.level == Level.PC4 else _("Postcodes met cijfers")

    @property
    def inhabitants(self) -> KeyFigure | None:
        return next((each for each in about_people(self.compared) if each.slug == "inwoners"), None)

    @property
    def sources(self) -> tuple[SourceLine, ...]:
        return sources_of(each for each in self.compared if not each.indicator.is_count)


def tell(area: Area, year: int | None = None, *, counts: bool = False) -> WijkStory:
    """The story of an area in a fixed number of queries, however much is done there. `year`: this year.

    `counts`: also the numbers behind the percentages and rates, which the page does not show but its table does.
    """
    year = year or timezone.localdate().year
    ground = ground_of(area)
    interventions = interventions_on(ground, Intervention.objects.visible_to(EVERYONE))
    money = money_for(interventions, Investment.objects.visible_to(EVERYONE), ground.within)
    programmes = programmes_on(ground, Programme.objects.visible_to(EVERYONE))
    catalogue = tuple(Indicator.objects.select_related("source").prefetch_related("definitions"))
    words = {each.pk: each for each in catalogue}
    told = [each for each in catalogue if counts or not each.is_count or each.slug in ABOUT_PEOPLE]
    return WijkStory(
        ground=ground,
        year=year,
        works=tuple(at_work(each, interventions, year) for each in programmes),
        doings=tuple(doing_of(each, money, ground.within, words) for each in interventions),
        money=money,
        compared=tuple(compared(area, told, ground.around)),
        catalogue=catalogue,
        goals=goals_of(area, words),
    )


def goals_of(area: Area, indicators: Mapping[int, Indicator]) -> dict[int, Goal]:
    """The goals for an area by indicator."""
    goals = Goal.objects.visible_to(EVERYONE).filter(area=area).prefetch_related("targets")
    for goal in goals:
        goal.indicator, goal.area = indicators[goal.indicator_id], area
    return {goal.indicator_id: goal for goal in goals}
