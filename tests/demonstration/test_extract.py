"""The extracts in the repository are the publishers' figures, and nothing that may not be passed on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from demonstration import extract
from demonstration.files import CITY_CODES, DATA, read_csv, read_json

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "data"
with_sources = pytest.mark.skipif(not SOURCE.exists(), reason="the publishers' files are not at hand")
INHABITANTS = {
    "gm0014": 243768,
    "gm0268": 187049,
    "gm0518": 566221,
    "gm0599": 670610,
    "gm0637": 128434,
    "gm0995": 84080,
    "nl": 17942942,
}
LBM2 = {"2531": (-0.525, 3), "2532": (-0.518, 3), "2526": (-0.668, 2), "3028": (-0.691, 2), "3081": (-0.677, 2)}
LBM2 |= {"9716": (-0.294, 5), "8223": (-0.263, 5), "6544": (-0.378, 4), "2722": (-0.451, 4)}


def city(code: str) -> dict:
    return read_json(f"zes-steden/{code.lower()}.json")


@with_sources
def test_the_extract_is_made_again_from_the_sources_to_the_byte(tmp_path, monkeypatch):
    monkeypatch.setattr(extract, "DATA", tmp_path)
    extract.main(SOURCE)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: (DATA / name).read_bytes() for name in made} == made


@with_sources
@pytest.mark.parametrize("code", CITY_CODES)
def test_every_figure_of_a_city_is_the_sources(code):
    said = json.loads((SOURCE / "zes-steden" / f"{code.lower()}_{extract.CITIES[code]}.json").read_text())
    ours = {area["code"]: area for level in ("wijken", "buurten") for area in city(code)[level]}
    for theirs in (area for level in ("wijken", "buurten") for area in said[level]):
        own = ours[theirs["code"]]
        assert own["demografie"] == {key: theirs["demografie"][key] for key in own["demografie"]}
        if own.get("veiligheid"):
            assert own["veiligheid"]["trend"] == theirs["veiligheid"]["trend"]


@pytest.mark.parametrize(("name", "inhabitants"), INHABITANTS.items())
def test_a_city_has_its_published_inhabitants(name, inhabitants):
    assert city(name)["demografie"]["inwoners"] == inhabitants


@pytest.mark.parametrize(("postcode", "published"), LBM2.items())
def test_a_postcode_has_its_published_liveability(postcode, published):
    score = {row["GBD"]: row["RLBRMTR18"] for row in read_csv("leefbaarometer/lbm2_pc4_dimensies.csv")}
    klass = {row["CODE"]: row["KL18"] for row in read_csv("leefbaarometer/lbm2_pc4_klassen.csv")}
    assert (float(score[postcode]), int(klass[postcode])) == published


def test_the_new_liveability_is_the_sum_of_its_parts():
    parts = ("fys", "onv", "soc", "vrz", "won")
    rows = [row for row in read_csv("leefbaarometer/lbm3_wijken.csv") if row["fys"] != "NA"]
    assert len(rows) == 35 * 5
    assert all(abs(float(row["afw"]) - sum(float(row[part]) for part in parts)) < 1e-9 for row in rows)


def test_crime_of_the_buurten_of_zoetermeer_is_not_passed_on():
    assert not any("veiligheid" in buurt for buurt in city("GM0637")["buurten"])
    assert city("GM0637")["veiligheid"]["trend"]["2025"] == 5611


def test_a_mean_over_years_is_not_passed_on():
    assert "per1000" not in (DATA / "zes-steden/gm0518.json").read_text()


def test_nothing_comes_from_sources_without_an_open_licence():
    names = {path.name for path in DATA.rglob("*")}
    assert not {name for name in names if "succession" in name or "pc4_to_wijk" in name or name == "areas.txt"}
    assert not list(DATA.rglob("politie"))


def test_the_data_is_small_enough_to_read():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 2_000_000


def test_every_folder_of_data_names_its_source():
    told = (DATA / "SOURCES.md").read_text()
    assert [folder.name for folder in DATA.iterdir() if folder.is_dir() and f"`{folder.name}/" not in told] == []


def test_the_krachtwijken_are_those_of_the_besluit():
    rows = read_csv("krachtwijken/besluit_cfv_2008.csv", delimiter=";")
    assert len(rows) == 14
    efforts = [float(row["additionele_inzet_mln_euro"].replace(",", ".")) for row in rows]
    subsidies = [int(row["maximale_subsidie_per_jaar_euro"].replace(".", "")) for row in rows]
    assert subsidies == [pytest.approx(effort * 200_000) for effort in efforts]
