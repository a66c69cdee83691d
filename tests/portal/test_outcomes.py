"""Then, now, city, country, goal, and whether it goes better."""

import pytest

from charts.verdict import Verdict
from indicators.domains import Status
from indicators.models import DefinitionVersion, Indicator
from portal.wijkstory import tell
from portal.wijkstory.domains import DomainOutcomes
from portal.wijkstory.outcomes import Outcome
from programmes.course import Course
from programmes.models import Goal
from tests.cast import Cast
from tests.portal.figures import observe


def outcome(cast: Cast, slug: str) -> Outcome:
    return next(each for each in tell(cast.wijk, year=2026).outcomes if each.indicator.slug == slug)


def goal_for(cast: Cast, slug: str, baseline: float = 20) -> Goal:
    """That it falls, from a baseline of 2012."""
    indicator = Indicator.objects.get(slug=slug)
    return Goal.objects.create(programme=cast.programme, indicator=indicator, area=cast.wijk, kind="dalen",
                               baseline_year=2012, baseline_value=baseline)  # fmt: skip


def test_then_is_the_year_in_which_the_programme_began(cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2008: 130, 2012: 110, 2025: 89})
    told = outcome(cast, "bijstand")
    assert (told.then.text, told.then.year, told.now.text, told.now.year) == ("110", 2012, "89", 2025)


def test_then_is_the_last_year_before_it_where_that_year_has_no_figure(cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2008: 130, 2010: 120, 2025: 89})
    assert outcome(cast, "bijstand").then.year == 2010


@pytest.mark.parametrize(
    ("now", "verdict"),
    [(90, Verdict.BETTER), (95, Verdict.BETTER), (96, Verdict.EQUAL), (104, Verdict.EQUAL), (105, Verdict.WORSE)],
)
def test_lower_is_better_for_benefits_and_a_change_below_five_is_about_equal(
    cast: Cast, now: float, verdict: Verdict
) -> None:
    observe(cast.wijk, "bijstand", {2012: 100, 2025: now})
    assert outcome(cast, "bijstand").verdict is verdict


def test_higher_is_better_for_health(cast: Cast) -> None:
    observe(cast.wijk, "ervaren-gezondheid", {2012: 60, 2024: 70})
    assert outcome(cast, "ervaren-gezondheid").verdict is Verdict.BETTER


def test_one_figure_says_nothing_yet_and_says_why(cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2025: 89})
    told = outcome(cast, "bijstand")
    assert (told.verdict, told.reason) == (Verdict.UNKNOWN, "er is één meting")


def test_figures_from_before_another_way_of_counting_are_not_set_beside_the_newest(cast: Cast) -> None:
    indicator = Indicator.objects.get(slug="bijstand")
    indicator.definitions.all().delete()
    DefinitionVersion.objects.create(indicator=indicator, from_year=2000, to_year=2019, definition="Oude telling")
    DefinitionVersion.objects.create(
        indicator=indicator, from_year=2020, definition="Nieuwe telling", break_reason="andere telling"
    )
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89})
    told = outcome(cast, "bijstand")
    assert (told.verdict, told.reason) == (Verdict.UNKNOWN, "sinds de vorige meting wordt er anders geteld")
    broken = tell(cast.wijk, year=2026).picture.panels[0].breaks
    assert [(cut.year, cut.reason) for cut in broken] == [(2020, "andere telling")]


def test_the_city_stands_beside_it_in_the_same_year_only(cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89})
    observe(cast.city, "bijstand", {2012: 60, 2024: 54})
    told = outcome(cast, "bijstand")
    assert told.city.text == "geen cijfer"
    assert told.beside == ""


def test_how_it_went_in_the_city_stands_below_the_verdict(cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89})
    observe(cast.city, "bijstand", {2012: 60, 2025: 80})
    assert outcome(cast, "bijstand").beside == "stad: slechter"


@pytest.mark.parametrize(("status", "word"), [(Status.WITHHELD, "verzwegen"), (Status.MISSING, "ontbreekt")])
def test_what_is_unknown_where_a_goal_was_set_is_said_in_words(cast: Cast, status: Status, word: str) -> None:
    goal_for(cast, "bijstand")
    observe(cast.wijk, "bijstand", {2025: None}, status)
    told = outcome(cast, "bijstand")
    assert (told.now.text, told.now.known, told.verdict) == (word, False, Verdict.UNKNOWN)


def test_a_newer_year_without_value_is_said_beside_the_newest_that_is_known(cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2012: 110, 2024: 89})
    observe(cast.wijk, "bijstand", {2025: None}, Status.WITHHELD)
    assert outcome(cast, "bijstand").now.note == "2025: verzwegen"


def test_a_goal_shows_its_next_target_and_whether_it_is_on_course(cast: Cast) -> None:
    goal = goal_for(cast, "bijstand", baseline=110)
    goal.targets.create(year=2027, value=70)
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 74})
    told = outcome(cast, "bijstand")
    assert (told.goal.text, told.goal.year, told.course) == ("70", 2027, Course.ON_COURSE)


def test_a_goal_without_figures_still_stands_on_the_page(cast: Cast) -> None:
    goal_for(cast, "vrijwilligerswerk")
    told = outcome(cast, "vrijwilligerswerk")
    assert (told.now.text, told.reason) == ("geen cijfer", "nog geen gegevens voor dit gebied")


def test_a_figure_of_the_practice_town_names_no_publisher(cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89})
    assert outcome(cast, "bijstand").source == "verzonnen, 2025"


def test_a_mean_that_we_weighted_ourselves_says_that_it_is_an_approximation(cast: Cast) -> None:
    observe(cast.wijk, "ervaren-gezondheid", {2012: 60, 2024: 58}, Status.ESTIMATED, derived=True)
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89}, derived=True)
    assert outcome(cast, "ervaren-gezondheid").derived == "benadering, door ons berekend"
    assert outcome(cast, "ervaren-gezondheid").now.note == "geschat"
    assert outcome(cast, "bijstand").derived == "door ons berekend"


def domain_of_housing(cast: Cast) -> DomainOutcomes:
    return next(each for each in tell(cast.wijk, year=2026).domains if each.domain == "wonen")


def test_of_many_figures_those_with_a_goal_are_told_first_and_the_rest_folds_away_in_words(cast: Cast) -> None:
    for slug in ("gasverbruik", "stroomverbruik", "corporatiebezit", "woz"):
        observe(cast.wijk, slug, {2012: 1500, 2024: 900})
    goal_for(cast, "stroomverbruik")
    housing = domain_of_housing(cast)
    assert [each.indicator.slug for each in housing.first] == ["gasverbruik", "stroomverbruik"]
    assert [each.indicator.slug for each in housing.more] == ["corporatiebezit", "woz"]
    assert housing.more_in_words == "Nog 2 cijfers: 2 lager"


def test_a_single_figure_that_would_be_left_does_not_fold_away(cast: Cast) -> None:
    for slug in ("gasverbruik", "stroomverbruik", "woz"):
        observe(cast.wijk, slug, {2012: 1500, 2024: 900})
    assert domain_of_housing(cast).more == ()


def test_where_all_is_measured_once_one_sentence_says_that_nothing_can_be_said_yet(cast: Cast) -> None:
    for slug in ("gasverbruik", "woz"):
        observe(cast.wijk, slug, {2024: 900})
    story = tell(cast.wijk, year=2026)
    assert story.all_measured_once
    assert story.columns == []
