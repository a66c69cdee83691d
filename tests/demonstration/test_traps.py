"""Each city's trap, as the reader meets it in the extracts."""

from __future__ import annotations

import polars as pl
import pytest

from demonstration.figures import real_files
from indicators import readers
from indicators.domains import Status
from indicators.readers import Reading

CRIME, RATE, HEALTH = "misdrijven-aantal", "misdrijven", "ervaren-gezondheid"
UNKNOWN_BUURTEN = ["WK001403", "WK001405", "WK001412", "WK001413"]


@pytest.fixture(scope="module")
def read() -> dict[str, Reading]:
    return {path.stem: readers.read(path, source=source) for source, paths in real_files().items() for path in paths}


def values(reading: Reading, slug: str, prefix: str) -> dict[tuple[str, int], float | None]:
    rows = reading.frame.filter((pl.col("slug") == slug) & pl.col("code").str.starts_with(prefix))
    return {(code, period): value for code, period, value in rows.select("code", "period", "value").rows()}


def test_every_extract_is_read_without_a_problem(read):
    assert {name: reading.problems for name, reading in read.items() if reading.problems} == {}


@pytest.mark.parametrize("name", ["gm0014", "gm0268", "gm0518", "gm0599", "gm0995"])
def test_crime_of_a_wijk_is_that_of_its_buurten(read, name):
    wijken, buurten = values(read[name], CRIME, "WK"), values(read[name], CRIME, "BU")
    assert wijken
    for (code, year), total in wijken.items():
        assert total == sum(count for (buurt, y), count in buurten.items() if y == year and buurt[2:8] == code[2:])


@pytest.mark.parametrize("name", ["gm0268", "gm0518", "gm0599", "gm0995"])
def test_crime_of_the_wijken_adds_up_to_the_city(read, name):
    wijken, city = values(read[name], CRIME, "WK"), values(read[name], CRIME, "GM")
    for (_code, year), total in city.items():
        assert total == sum(count for (_wijk, y), count in wijken.items() if y == year)


def test_crime_of_zoetermeer_stands_at_the_gemeente_only(read):
    frame = read["gm0637"].frame.filter(pl.col("slug").is_in([CRIME, RATE]))
    assert set(frame["code"]) == {"GM0637"}


def test_wijken_of_groningen_with_an_unknown_buurt_have_no_crime_and_no_health(read):
    frame = read["gm0014"].frame.filter(pl.col("code").is_in(UNKNOWN_BUURTEN))
    assert not set(frame["slug"]) & {CRIME, RATE, HEALTH}


def test_health_of_a_wijk_is_an_approximation(read):
    frame = read["gm0518"].frame.filter((pl.col("slug") == HEALTH) & pl.col("code").str.starts_with("WK"))
    assert set(frame["status"]) == {Status.ESTIMATED}


def test_a_rate_of_another_year_than_its_inhabitants_is_estimated(read):
    frame = read["gm0518"].frame.filter((pl.col("slug") == RATE) & (pl.col("code") == "WK051836"))
    by_year = dict(frame.select("period", "status").rows())
    assert by_year[2024] == Status.PROVISIONAL
    assert {by_year[year] for year in (2021, 2022, 2023, 2025)} == {Status.ESTIMATED}


def test_the_old_and_the_new_liveability_share_no_indicator(read):
    new = set(read["lbm3_wijken"].frame["slug"])
    old = set(read["lbm2_pc4_dimensies"].frame["slug"]) | set(read["lbm2_pc4_klassen"].frame["slug"])
    assert not new & old


def test_no_area_is_of_the_division_of_2025(read):
    assert {reading.division_year for reading in read.values()} == {2018, 2024}
