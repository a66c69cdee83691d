"""The real files, where they are at hand: published figures that must come out."""

from functools import cache
from pathlib import Path

import polars as pl
import pytest
from django.conf import settings

from indicators.domains import Status
from indicators.readers import Reading, read
from indicators.readers.police import KINDS
from tests.indicators.readers.files import figure, only_problem, value

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not at hand")

CITIES = {
    "gm0014_groningen": ("GM0014", 243_768),
    "gm0268_nijmegen": ("GM0268", 187_049),
    "gm0518_den-haag": ("GM0518", 566_221),
    "gm0599_rotterdam": ("GM0599", 670_610),
    "gm0637_zoetermeer": ("GM0637", 128_434),
    "gm0995_lelystad": ("GM0995", 84_080),
    "nl": ("NL00", 17_942_942),
}
DEMONSTRATED = {
    "gm0014_groningen": ("04", "09", "10", "11"),
    "gm0268_nijmegen": ("06", "07", "08"),
    "gm0518_den-haag": ("25", "27", "29", "30", "33", "34", "36"),
    "gm0599_rotterdam": ("03", "10", "12", "15"),
    "gm0995_lelystad": ("02", "03"),
}


@cache
def real(name: str, source: str, year: int | None = None) -> Reading:
    reading = read(DATA / name, source=source, year=year)
    assert reading.frame.select("code", "slug", "period").is_unique().all()
    return reading


def test_den_haag_2019() -> None:
    kwb = real("kwb/kwb2019_denhaag.csv", "kwb", 2019)
    slugs = ("inwoners", "huishoudens", "woningen", "bijstand-aantal")
    assert [value(kwb, "GM0518", slug) for slug in slugs] == [537_833, 263_371, 259_264, 25_280]
    assert [value(kwb, "WK051836", slug) for slug in slugs] == [21_300, 10_890, 10_431, 2_480]
    assert (value(kwb, "WK051836", "woz"), value(kwb, "WK051836", "corporatiebezit")) == (118, 67)
    assert figure(kwb, "WK051836", "gasverbruik")["status"] == Status.MISSING
    assert kwb.areas.filter(pl.col("code") == "WK051836").row(0) == ("WK051836", "Moerwijk", "wijk", "GM0518")


@pytest.mark.parametrize(("year", "people"), [(2017, 844_947), (2019, 862_965), (2024, 931_298)])
def test_amsterdam_in_three_forms(year, people) -> None:
    kwb = real(f"kwb/kwb{year}_amsterdam.csv", "kwb", year)
    assert not kwb.problems
    assert value(kwb, "GM0363", "inwoners") == people


def test_amsterdam_2019_has_comma_and_point_na_and_dot_side_by_side() -> None:
    kwb = real("kwb/kwb2019_amsterdam.csv", "kwb", 2019)
    assert value(kwb, "NL00", "inkomen-huishouden") == 31.6
    assert value(kwb, "NL00", "stadsverwarming") == 5.9
    assert value(kwb, "GM0363", "opleiding-hoog") == pytest.approx(48.01, abs=0.01)
    assert kwb.areas.height == 580


def test_amsterdams_letters_are_codes() -> None:
    kwb = real("kwb/kwb2024_amsterdam.csv", "kwb", 2024)
    assert value(kwb, "WK0363AA", "woz") == 610
    assert kwb.areas.filter(pl.col("level") == "wijk").height == 110


def test_postcodes_of_cbs() -> None:
    pc4 = real("kwb/cbs_pc4_kerncijfers.csv", "kwb", 2023)
    assert (pc4.rows_read, pc4.areas.height) == (4070, 4070)
    assert value(pc4, "1011", "uitkering") == pytest.approx(79.31, abs=0.01)


@pytest.mark.parametrize(
    ("postcode", "deviation", "grade"),
    [
        ("2531", -0.525, 3), ("2532", -0.518, 3), ("2526", -0.668, 2), ("3028", -0.691, 2), ("3081", -0.677, 2),
        ("9716", -0.294, 5), ("8223", -0.263, 5), ("6544", -0.378, 4), ("2722", -0.451, 4),
    ],
)  # fmt: skip
def test_leefbaarometer_2_of_2018(postcode, deviation, grade) -> None:
    parts = real("leefbaarometer/lbm2_pc4_2012_2018_PC4DIMENSIE.csv", "leefbaarometer")
    classes = real("leefbaarometer/lbm2_pc4_PC4LBR.csv", "leefbaarometer")
    assert value(parts, postcode, "leefbaarheid-lbm2", 2018) == deviation
    assert value(classes, postcode, "leefbaarheid-lbm2-klasse", 2018) == grade


def test_the_ragged_rows_of_leefbaarometer_2_are_all_read() -> None:
    parts = real("leefbaarometer/lbm2_pc4_2012_2018_PC4DIMENSIE.csv", "leefbaarometer")
    assert not parts.problems
    assert (parts.rows_read, parts.division_year, parts.frame.height) == (4068, 2018, 4068 * 24)


def test_leefbaarometer_3_goes_back_to_2002_and_its_parts_add_up() -> None:
    lbm = real("leefbaarometer/lbm3_2024_wijken_extract_zes_steden.csv", "leefbaarometer")
    parts = ("omgeving-lbm3", "overlast-lbm3", "samenhang-lbm3", "voorzieningen-lbm3", "woningen-lbm3")
    total = sum(value(lbm, "WK001403", part, 2024) for part in parts)
    assert value(lbm, "WK001403", "leefbaarheid-lbm3", 2024) == pytest.approx(total, abs=1e-9)
    assert value(lbm, "WK001403", "leefbaarheid-lbm3", 2002) == pytest.approx(-0.2125, abs=1e-4)
    assert (lbm.rows_read, lbm.division_year) == (315, 2024)


def test_the_export_per_school_is_refused() -> None:
    refused = real("leefbaarometer/lbm3_per_school_export_nl_decimals.csv", "leefbaarometer")
    assert "per school" in only_problem(refused).message


def test_twelve_kinds_in_moerwijk_and_den_haag() -> None:
    police = real("politie", "police")
    moerwijk = [value(police, "WK051836", "misdrijven-twaalf", year) for year in range(2011, 2018)]
    assert moerwijk == [1229, 1169, 1016, 915, 1010, 852, 849]
    wijken = police.frame.filter(pl.col("code").str.starts_with("WK0518") & (pl.col("slug") == "misdrijven-twaalf"))
    totals = dict(wijken.group_by("period").agg(pl.col("value").sum()).rows())
    assert (totals[2011], totals[2017], len(KINDS)) == (26_075, 15_815, 12)


@pytest.mark.parametrize("name", CITIES)
def test_inhabitants_of_six_cities(name) -> None:
    code, people = CITIES[name]
    assert value(real(f"zes-steden/{name}.json", "zes-steden"), code, "inwoners") == people


def test_crime_of_wijken_adds_up_to_the_city_where_every_buurt_is_known() -> None:
    for name in ("gm0268_nijmegen", "gm0518_den-haag", "gm0599_rotterdam", "gm0995_lelystad"):
        city = real(f"zes-steden/{name}.json", "zes-steden")
        crime = city.frame.filter((pl.col("slug") == "misdrijven-aantal") & (pl.col("period") == 2025))
        of_wijken = crime.filter(pl.col("code").str.starts_with("WK"))["value"].sum()
        assert of_wijken == value(city, CITIES[name][0], "misdrijven-aantal", 2025)


def test_groningen_gives_neither_where_a_buurt_is_unknown() -> None:
    city = real("zes-steden/gm0014_groningen.json", "zes-steden")
    for number in ("03", "05", "12", "13"):
        assert figure(city, f"WK0014{number}", "misdrijven-aantal", 2025) is None
        assert figure(city, f"WK0014{number}", "ervaren-gezondheid", 2024) is None


@pytest.mark.parametrize("name", DEMONSTRATED)
def test_every_other_wijk_of_the_demonstration_has_crime_and_health(name) -> None:
    city = real(f"zes-steden/{name}.json", "zes-steden")
    for number in DEMONSTRATED[name]:
        wijk = f"WK{CITIES[name][0][2:]}{number}"
        assert value(city, wijk, "misdrijven-aantal", 2025)
        assert value(city, wijk, "ervaren-gezondheid", 2024)


def test_zoetermeer_has_crime_of_the_gemeente_only() -> None:
    city = real("zes-steden/gm0637_zoetermeer.json", "zes-steden")
    crime = city.frame.filter(pl.col("slug").is_in(["misdrijven", "misdrijven-aantal"]) & pl.col("value").is_not_null())
    assert set(crime["code"]) == {"GM0637"}
    assert value(city, "GM0637", "misdrijven-aantal", 2025) == 5611
