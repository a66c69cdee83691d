import pytest

from indicators.domains import Aggregation, Direction, Domain
from indicators.models import Indicator, Source
from programmes import services
from programmes.models import Goal
from programmes.services import Conflict, Refused


@pytest.fixture(autouse=True)
def open_plan(cast):
    """Goals are set before a programme is published; afterwards in a concept, see test_versions."""
    return services.unpublish_programme(programme=cast.programme, by=cast.noor)


@pytest.fixture
def bijstand(db):
    source, _ = Source.objects.get_or_create(slug="proef", defaults={"name": "Proef"})
    return Indicator.objects.create(
        slug="proef-uitkering", name="Mensen met bijstand", domain=Domain.WERK, unit="% van 15 tot 65 jaar",
        direction=Direction.LOWER, aggregation=Aggregation.NEVER, source=source,
    )  # fmt: skip


def set_goal(cast, indicator, **changes):
    said = {
        "area": cast.wijk,
        "kind": "dalen",
        "baseline_year": 2012,
        "baseline_value": 12.5,
        "targets": {2020: 10.0, 2027: 8.0},
        **changes,
    }
    return services.set_goal(programme=cast.programme, indicator=indicator, by=cast.noor, **said)


def refused(cast, indicator, **changes):
    with pytest.raises(Refused) as refusal:
        set_goal(cast, indicator, **changes)
    assert not Goal.objects.exists()
    return refusal.value.errors


def test_a_goal_has_a_baseline_and_targets_a_year(cast, bijstand):
    goal = set_goal(cast, bijstand)
    assert [(target.year, target.value) for target in goal.targets.all()] == [(2020, 10.0), (2027, 8.0)]


def test_a_share_of_140_percent_is_refused(cast, bijstand):
    assert "van 0 tot en met 100" in refused(cast, bijstand, baseline_value=140)["baseline_value"][0]


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        ({}, "ten minste één jaar"),
        ({2030: 8}, "valt buiten het programma"),
        ({2012: 8}, "ligt niet na de nulmeting"),
        ({2020: 14}, "andere kant van de nulmeting"),
    ],
)
def test_a_target_that_cannot_be_is_refused(cast, bijstand, targets, message):
    assert message in refused(cast, bijstand, targets=targets)["targets"][0]


def test_a_target_may_equal_the_baseline(cast, bijstand):
    assert set_goal(cast, bijstand, targets={2020: 12.5}).pk


def test_a_goal_in_another_gemeente_is_refused(cast, bijstand):
    assert "ligt niet in" in refused(cast, bijstand, area=cast.elsewhere)["area"][0]


def test_one_goal_for_an_indicator_in_an_area(cast, bijstand):
    set_goal(cast, bijstand)
    with pytest.raises(Refused, match="er al voor dit gebied"):
        set_goal(cast, bijstand)


def test_the_second_to_save_a_goal_is_told(cast, bijstand):
    goal = set_goal(cast, bijstand)
    services.change_goal(goal=goal, version=1, by=cast.noor, baseline_value=13)
    with pytest.raises(Conflict):
        services.change_goal(goal=goal, version=1, by=cast.noor, baseline_value=14)


def test_a_contribution_says_how_and_when(cast, bijstand):
    link = services.link_contribution(
        intervention=cast.renovation, indicator=bijstand, by=cast.noor, mechanism="Leerbanen in de bouw.", lag_years=2
    )
    assert (link.lag_years, link.evidence) == (2, "?")


def test_a_contribution_without_a_mechanism_is_refused(cast, bijstand):
    with pytest.raises(Refused) as refusal:
        services.link_contribution(
            intervention=cast.renovation, indicator=bijstand, by=cast.noor, mechanism=" ", lag_years=50
        )
    assert set(refusal.value.errors) == {"mechanism", "lag_years"}
