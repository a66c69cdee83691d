"""The former police site: strings per kind, month and buurt."""

from indicators.readers import Reading, read
from indicators.readers.police import KINDS
from tests.indicators.readers.files import figure, json_file, only_problem, value


def wijk_year(buurten: dict[str, int], **changes) -> dict:
    """Twelve kinds of twelve months in which each buurt has the same count."""
    month = [
        {"name": "moerwijk-Oost", "code": code, "delicts": str(count), "latitude": "52", "longitude": "4"}
        for code, count in buurten.items()
    ]
    return {kind: [month] * 12 for kind in KINDS} | changes


def read_police(folder, content, name="51836.json", year=None) -> Reading:
    return read(json_file(folder, content, name), source="police", year=year)


def test_the_year_is_the_folder_and_the_division_is_2017(tmp_path) -> None:
    reading = read_police(tmp_path / "2011", wijk_year({"5183620": 1}))
    assert reading.division_year == 2017
    assert figure(reading, "WK051836", "misdrijven-twaalf")["period"] == 2011


def test_a_given_year_is_the_division_beside_the_year_of_the_folder(tmp_path) -> None:
    reading = read_police(tmp_path / "2011", wijk_year({"5183620": 1}), year=2016)
    assert (reading.division_year, figure(reading, "WK051836", "misdrijven-twaalf")["period"]) == (2016, 2011)


def test_months_kinds_and_buurten_add_up(tmp_path) -> None:
    reading = read_police(tmp_path / "2011", wijk_year({"5183620": 2, "5183637": 1}))
    assert value(reading, "BU05183620", "misdrijven-twaalf") == 2 * 12 * 12
    assert value(reading, "WK051836", "misdrijven-twaalf") == 3 * 12 * 12
    assert value(reading, "WK051836", "woninginbraak-aantal") == 3 * 12
    assert figure(reading, "WK051836", "vernieling-aantal")["derived"]


def test_twelve_kinds_are_never_called_all_crime(tmp_path) -> None:
    slugs = set(read_police(tmp_path / "2011", wijk_year({"5183620": 2})).frame["slug"])
    assert "misdrijven-aantal" not in slugs


def test_the_files_carry_their_areas_with_the_name_of_the_list_beside_them(tmp_path) -> None:
    (tmp_path / "areas.txt").write_text("51836,Moerwijk|52.1,4.2|52.2,4.3\n", encoding="utf-8")
    reading = read_police(tmp_path / "2011", wijk_year({"5183620": 2}))
    assert reading.areas.rows() == [
        ("WK051836", "Moerwijk", "wijk", "GM0518"),
        ("BU05183620", "Moerwijk-Oost", "buurt", "WK051836"),
    ]


def test_a_folder_is_read_as_one(tmp_path) -> None:
    for year in (2011, 2012):
        json_file(tmp_path / str(year), wijk_year({"5183620": year - 2010}), "51836.json")
    reading = read(tmp_path, source="police")
    assert value(reading, "WK051836", "misdrijven-twaalf", 2012) == 288
    assert reading.rows_read == 2


def test_an_unknown_or_absent_kind_is_refused(tmp_path) -> None:
    content = wijk_year({"5183620": 2})
    del content["117"]
    problem = only_problem(read_police(tmp_path / "2011", content))
    assert (problem.value, "twaalf soorten" in problem.message) == ("117", True)


def test_a_year_of_eleven_months_is_refused(tmp_path) -> None:
    content = wijk_year({"5183620": 2})
    content["104"] = content["104"][:11]
    assert only_problem(read_police(tmp_path / "2011", content)).column == "104"


def test_a_buurt_of_another_wijk_is_told(tmp_path) -> None:
    problems = read_police(tmp_path / "2011", wijk_year({"5183720": 2})).problems
    assert problems[0].value == "5183720"


def test_a_count_that_is_no_number_is_told(tmp_path) -> None:
    month = [{"name": "Moerwijk-Oost", "code": "5183620", "delicts": "-3"}]
    problem = only_problem(read_police(tmp_path / "2011", wijk_year({"5183620": 2}, **{"100": [month] + [[]] * 11})))
    assert (problem.value, problem.column) == ("-3", "100 BU05183620")


def test_months_of_another_shape_are_refused(tmp_path) -> None:
    content = wijk_year({"5183620": 2}, **{"104": [["x"]] * 12})
    assert "vorm" in only_problem(read_police(tmp_path / "2011", content)).message


def test_a_json_cut_off_is_refused_at_its_line(tmp_path) -> None:
    path = json_file(tmp_path / "2011", wijk_year({"5183620": 2}), "51836.json")
    path.write_text(path.read_text(encoding="utf-8")[:500], encoding="utf-8")
    assert "afgebroken" in only_problem(read(path, source="police")).message


def test_a_file_without_a_wijk_in_its_name_is_refused(tmp_path) -> None:
    assert "naam" in only_problem(read_police(tmp_path / "2011", wijk_year({"5183620": 2}), "moerwijk.json")).message


def test_without_a_year_anywhere_the_file_is_refused(tmp_path) -> None:
    assert "jaar" in only_problem(read_police(tmp_path / "map", wijk_year({"5183620": 2}))).message


def test_in_a_folder_each_wrong_file_is_named(tmp_path) -> None:
    json_file(tmp_path / "2011", {"a": 1}, "51836.json")
    json_file(tmp_path / "2012", {"a": 1}, "51837.json")
    files = [problem.file for problem in read(tmp_path, source="police").problems]
    assert [name.split("/")[-2:] for name in files] == [["2011", "51836.json"], ["2012", "51837.json"]]
