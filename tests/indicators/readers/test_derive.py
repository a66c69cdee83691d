"""What follows from other figures: sums, and rates from a count and its denominator."""

from typing import Any

import polars as pl
import pytest

from indicators.derive import with_derived
from indicators.domains import Status
from indicators.readers.base import frame_of

KNOWN = Status.MEASURED


def derived(*figures: tuple[Any, ...], code: str = "WK051836") -> dict[tuple[str, int], tuple[float | None, int]]:
    """Figures are (slug, year, value[, status]); gives (slug, year) → (value, status) of what was derived."""
    rows = [
        (code, slug, year, known, int(*status or (KNOWN if known is not None else Status.MISSING,)), False, 2, slug)
        for slug, year, known, *status in figures
    ]
    frame = with_derived(frame_of(rows))
    assert frame.select("code", "slug", "period").is_unique().all()
    ours = frame.filter(pl.col("derived"))
    return {(row["slug"], row["period"]): (row["value"], row["status"]) for row in ours.iter_rows(named=True)}


AGES = (("inwoners-15-25", 2019, 2520), ("inwoners-25-45", 2019, 7060), ("inwoners-45-65", 2019, 4940))
PEOPLE = ("inwoners", 2019, 21_300)


def test_bijstand_is_per_thousand_people_of_15_to_65_years() -> None:
    found = derived(*AGES, PEOPLE, ("bijstand-aantal", 2019, 2480))
    assert found["inwoners-15-65", 2019] == (14_520, KNOWN)
    assert found["bijstand", 2019] == (pytest.approx(170.8, abs=0.01), KNOWN)


def test_a_sum_needs_all_its_parts() -> None:
    assert ("inwoners-15-65", 2019) not in derived(*AGES[:2])
    assert derived(*AGES[:2], ("inwoners-45-65", 2019, None))["inwoners-15-65", 2019] == (None, Status.MISSING)


def test_a_withheld_part_makes_the_rate_withheld() -> None:
    assert derived(PEOPLE, ("wmo-aantal", 2019, None, Status.WITHHELD))["wmo", 2019] == (None, Status.WITHHELD)


def test_an_area_below_100_inhabitants_gets_no_rate() -> None:
    assert not derived(("inwoners", 2019, 95), ("misdrijven-aantal", 2019, 4))
    assert not derived(("inwoners", 2019, None), ("huishoudens", 2019, 40), ("woninginbraak-aantal", 2019, 4))
    assert derived(("inwoners", 2019, 100), ("misdrijven-aantal", 2019, 4))["misdrijven", 2019] == (40, KNOWN)


def test_a_denominator_of_another_year_makes_the_rate_estimated() -> None:
    found = derived(("inwoners", 2024, 1000), ("misdrijven-aantal", 2021, 30), ("misdrijven-aantal", 2024, 40))
    assert found["misdrijven", 2021] == (30, Status.ESTIMATED)
    assert found["misdrijven", 2024] == (40, KNOWN)


def test_the_nearest_year_is_the_denominator_and_beyond_three_years_there_is_no_rate() -> None:
    near = derived(("inwoners", 2018, 1000), ("inwoners", 2021, 2000), ("misdrijven-aantal", 2020, 30))
    assert near["misdrijven", 2020] == (15, Status.ESTIMATED)
    assert not derived(("inwoners", 2024, 1000), ("misdrijven-aantal", 2020, 30))


def test_a_provisional_count_makes_a_provisional_rate() -> None:
    found = derived(("inwoners", 2024, 1000), ("misdrijven-aantal", 2024, 40, Status.PROVISIONAL))
    assert found["misdrijven", 2024] == (40, Status.PROVISIONAL)


def test_without_a_denominator_there_is_no_rate() -> None:
    assert not derived(("misdrijven-aantal", 2024, 40))
    assert not derived(("woningen", 2024, 0), ("inwoners", 2024, 500), ("leegstand-aantal", 2024, 0))


def test_a_rate_of_the_source_stands() -> None:
    assert ("wmo", 2019) not in derived(PEOPLE, ("wmo-aantal", 2019, 1000), ("wmo", 2019, 50))
    assert ("wmo", 2019) not in derived(PEOPLE, ("wmo-aantal", 2019, 1000), ("wmo", 2019, None, Status.WITHHELD))


def test_a_rate_that_the_source_misses_is_computed_where_it_can_be() -> None:
    assert derived(PEOPLE, ("wmo-aantal", 2019, 2130), ("wmo", 2019, None))["wmo", 2019] == (100, KNOWN)


def test_a_share_above_100_by_rounding_is_left_out() -> None:
    assert not derived(("inwoners", 2023, 500), ("woningen", 2023, 10), ("corporatiewoningen-aantal", 2023, 15))


def test_deriving_twice_gives_the_same() -> None:
    rows = [("GM0518", slug, year, float(known), 1, False, 2, slug) for slug, year, known in (*AGES, PEOPLE)]
    once = with_derived(frame_of(rows))
    assert with_derived(once).sort("slug").equals(once.sort("slug"))


def test_figures_of_one_area_are_never_the_denominator_of_another() -> None:
    rows = [
        ("GM0518", "inwoners", 2024, 1000.0, 1, False, 2, ""),
        ("GM0599", "misdrijven-aantal", 2024, 40.0, 1, False, 3, ""),
    ]
    assert with_derived(frame_of(rows)).height == 2
