"""Labels beside lines: none over another, and no further from home than needed."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from charts.labels import Wish, spread

WISHES = st.lists(
    st.builds(Wish, st.floats(min_value=-500, max_value=500), st.floats(min_value=1, max_value=30)), max_size=12
)


def placed_in_order(wishes, places):
    return sorted(zip(places, wishes, strict=True), key=lambda pair: pair[0])


@given(WISHES)
def test_labels_never_overlap(wishes):
    pairs = placed_in_order(wishes, spread(wishes, 0, 200))
    for (upper, first), (lower, second) in itertools.pairwise(pairs):
        assert lower - upper >= (first.height + second.height) / 2 - 1e-6


@given(WISHES)
def test_labels_keep_the_order_of_their_lines(wishes):
    places = spread(wishes, 0, 200)
    by_wish = sorted(range(len(wishes)), key=lambda index: wishes[index].at)
    assert [places[index] for index in by_wish] == sorted(places)


@given(WISHES)
def test_labels_stay_within_their_column_when_they_fit(wishes):
    total = sum(wish.height for wish in wishes)
    for place, wish in zip(spread(wishes, 0, total + 50), wishes, strict=True):
        assert place - wish.height / 2 >= -1e-6
        assert place + wish.height / 2 <= total + 50 + 1e-6


def test_labels_with_room_stay_where_they_want_to_be():
    assert spread([Wish(20, 10), Wish(80, 10)], 0, 100) == [20, 80]


def test_two_that_meet_move_apart_evenly():
    assert spread([Wish(50, 10), Wish(50, 10)], 0, 100) == [45, 55]
