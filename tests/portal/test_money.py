"""The part of the money that goes to one area."""

from hypothesis import given
from hypothesis import strategies as st

from portal.wijkstory import tell
from programmes.amounts import spread
from programmes.models import Intervention
from tests.cast import Cast, area
from tests.portal.giving import entry, intervention, take_back
from wijken.models import Area


def spent(where: Area) -> int | None:
    return tell(where, year=2026).money.spent_cents()


def test_an_intervention_for_one_wijk_gives_it_every_cent(cast: Cast) -> None:
    entry(cast, cast.renovation, 2020, 123_456_789)
    assert spent(cast.wijk) == 123_456_789


def test_money_is_divided_by_the_shares_and_the_parts_add_up_to_the_cent(cast: Cast) -> None:
    third = area("WKVB0103", "Oost", "wijk", cast.city)
    shared = intervention(cast, "Warmtenet", {cast.wijk: "0.3333", cast.other_wijk: "0.3333", third: "0.3334"})
    entry(cast, shared, 2020, 1000)
    parts = [spent(where) or 0 for where in (cast.wijk, cast.other_wijk, third)]
    assert parts == [333, 333, 334]
    assert spent(cast.city) == 1000


@given(cents=st.integers(0, 10**12), weights=st.lists(st.integers(1, 100), min_size=1, max_size=12))
def test_whatever_the_shares_no_cent_is_lost(cents: int, weights: list[int]) -> None:
    from decimal import Decimal

    shares = [Decimal(weight * 10000 // sum(weights)) / 10000 for weight in weights]
    shares[-1] += 1 - sum(shares)
    assert sum(spread(cents, shares)) == cents


def test_a_buurt_within_the_wijk_counts_for_the_wijk(cast: Cast) -> None:
    buurt = area("BUVB010101", "Havenblok", "buurt", cast.wijk)
    entry(cast, intervention(cast, "Havenblok", {buurt: "1"}), 2020, 500)
    assert (spent(buurt), spent(cast.wijk), spent(cast.city)) == (500, 500, 500)


def test_what_is_for_the_whole_gemeente_is_named_but_not_divided_over_its_wijken(cast: Cast) -> None:
    entry(cast, intervention(cast, "Voor iedereen", {cast.city: "1"}), 2020, 500)
    story = tell(cast.wijk, year=2026)
    assert story.money.spent_cents() is None
    assert [doing.intervention.title for doing in story.everywhere] == ["Voor iedereen"]


def test_nothing_reported_is_not_nought(cast: Cast) -> None:
    assert spent(cast.wijk) is None
    entry(cast, cast.renovation, 2020, 0)
    assert spent(cast.wijk) == 0


def test_an_entry_that_was_taken_back_leaves_nothing_reported(cast: Cast) -> None:
    take_back(entry(cast, cast.renovation, 2020, 100))
    assert spent(cast.wijk) is None


def test_a_changed_budget_takes_the_place_of_the_first(cast: Cast) -> None:
    entry(cast, cast.renovation, 2020, 1000, state="begroot")
    entry(cast, cast.renovation, 2020, 800, state="begroot_gewijzigd")
    entry(cast, cast.renovation, 2021, 500, state="begroot")
    assert tell(cast.wijk, year=2026).money.budget_cents() == 1300


def test_a_changed_budget_of_one_partner_leaves_that_of_another(cast: Cast) -> None:
    entry(cast, cast.renovation, 2020, 1000, state="begroot")
    entry(cast, cast.renovation, 2020, 700, state="begroot", payer=cast.gemeente)
    entry(cast, cast.renovation, 2020, 800, state="begroot_gewijzigd")
    assert tell(cast.wijk, year=2026).money.budget_cents() == 1500


def test_the_states_of_money_are_never_mixed(cast: Cast) -> None:
    for state in ("begroot", "toegekend", "verplicht", "besteed"):
        entry(cast, cast.renovation, 2020, 100, state=state)
    money = tell(cast.wijk, year=2026).money
    assert (money.spent_cents(), money.budget_cents()) == (100, 100)


def test_money_of_a_draft_stays_inside(cast: Cast) -> None:
    hidden = Intervention.objects.create(
        programme=cast.draft, title="Nog geheim", pillar="fysiek", lead=cast.haard, start_year=2020, end_year=2025
    )
    hidden.reach.create(area=cast.wijk, share=1)
    entry(cast, hidden, 2021, 700)
    story = tell(cast.wijk, year=2026)
    assert story.money.spent_cents() is None
    assert "Nog geheim" not in [doing.intervention.title for doing in story.doings]
