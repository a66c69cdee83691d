"""Areas from GeoJSON: what is read, what is repaired, what is refused and why."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from wijken.geojson import Options
from wijken.models import Area
from wijken.services import AreaImport, import_areas

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "geo"
SQUARE = [[4.30, 52.06], [4.31, 52.06], [4.31, 52.07], [4.30, 52.07], [4.30, 52.06]]
SQUARE_RD = [[80_000, 452_000], [81_000, 452_000], [81_000, 453_000], [80_000, 453_000], [80_000, 452_000]]
BOW_TIE = [[4.30, 52.06], [4.31, 52.07], [4.31, 52.06], [4.30, 52.07], [4.30, 52.06]]
IN_PARIS = [[2.30, 48.8], [2.31, 48.8], [2.31, 48.9], [2.30, 48.9], [2.30, 48.8]]


def feature(ring: list, **properties: object) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def written(path: Path, *features: dict, **members: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)} | members))
    return path


def imported(path: Path, **options: str) -> AreaImport:
    return import_areas(path=path, year=2024, options=Options(**options))


@pytest.fixture
def geojson(tmp_path: Path) -> Path:
    return tmp_path / "wijken.geojson"


def test_an_area_gets_its_code_name_level_and_boundary(db: None, geojson: Path) -> None:
    imported(written(geojson, feature(SQUARE, code="WK051836", naam="Wijk 36 Moerwijk")))
    moerwijk = Area.objects.get(code="WK051836", division_year=2024)
    assert (moerwijk.name, moerwijk.level) == ("Wijk 36 Moerwijk", "wijk")
    assert moerwijk.outline.geometry["coordinates"][0][0][0] == pytest.approx(4.3, abs=0.02)


def test_metres_without_a_crs_member_are_recognised_as_rd_new(db: None, geojson: Path) -> None:
    imported(written(geojson, feature(SQUARE_RD, code="WK051836", naam="Moerwijk")))
    longitude, latitude = Area.objects.get().outline.geometry["coordinates"][0][0]
    assert 4.2 < longitude < 4.4
    assert 52.0 < latitude < 52.1


@pytest.mark.parametrize(
    ("prefix", "own", "code"),
    [
        ("WK0014", "01", "WK001401"),
        ("BU0014", "0601", "BU00140601"),
        ("WK0518", "9", "WK051809"),
        ("BU001406", "01", "BU00140601"),
        ("GM", "14", "GM0014"),
        ("WK0014", "WK001401", "WK001401"),
    ],
)
def test_a_prefix_makes_a_cbs_code_of_a_citys_own(db: None, geojson: Path, prefix: str, own: str, code: str) -> None:
    imported(written(geojson, feature(SQUARE, nummer=own, naam="X")), code_property="nummer", prefix=prefix)
    assert Area.objects.get().code == code


def test_buurten_numbered_beyond_99_lose_the_hundred(db: None, geojson: Path) -> None:
    features = [feature(SQUARE, nr=42111, naam="A"), feature(SQUARE, nr=9007, naam="B")]
    imported(written(geojson, *features), code_property="nr", prefix="BU0518")
    assert set(Area.objects.values_list("code", flat=True)) == {"BU05184211", "BU05180907"}


def test_a_polygon_that_crosses_itself_is_repaired_and_named(db: None, geojson: Path) -> None:
    outcome = imported(written(geojson, feature(BOW_TIE, code="WK051836", naam="Moerwijk")))
    assert outcome.repaired == ["WK051836"]
    assert Area.objects.get().outline.geometry["type"] == "MultiPolygon"


def test_a_buurt_finds_its_wijk_when_that_comes_later(db: None, geojson: Path) -> None:
    imported(written(geojson, feature(SQUARE, code="BU05183637", naam="Moerwijk-West")))
    imported(written(geojson, feature(SQUARE, code="WK051836", naam="Moerwijk")))
    assert Area.objects.get(level="buurt").parent.code == "WK051836"


def test_the_same_file_again_changes_nothing(db: None, geojson: Path) -> None:
    written(geojson, feature(SQUARE, code="WK051836", naam="Moerwijk"))
    imported(geojson)
    again = imported(geojson)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)


def test_a_code_of_another_year_is_another_area(db: None, geojson: Path) -> None:
    written(geojson, feature(SQUARE, code="WK063701", naam="Meerzicht"))
    import_areas(path=geojson, year=2024, options=Options())
    import_areas(path=geojson, year=2025, options=Options())
    assert Area.objects.count() == 2


REFUSED = {
    "of another country": ([feature(IN_PARIS, code="WK051836", naam="X")], "niet in Nederland"),
    "with swapped axes": ([feature([p[::-1] for p in SQUARE], code="WK051836", naam="X")], "verwisseld"),
    "without a code": ([feature(SQUARE, code=None, naam="X")], "geen code"),
    "with a code that is none": ([feature(SQUARE, code="WIJK1", naam="X")], "geen code van CBS"),
    "with the same code twice": ([feature(SQUARE, code="WK051836", naam=n) for n in "AB"], "2 keer"),
    "without a surface": ([feature([[4.3, 52.0]] * 4, code="WK051836", naam="X")], "geen oppervlakte"),
    "that is a point": (
        [{"type": "Feature", "properties": {"code": "WK051836", "naam": "X"}, "geometry": {"type": "Point"}}],
        "geen vlak",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_area_is_refused(db: None, geojson: Path, case: str) -> None:
    good = feature(SQUARE, code="WK051801", naam="Goed")
    features, words = REFUSED[case]
    outcome = imported(written(geojson, good, *features))
    assert words in outcome.errors[0].message
    assert outcome.errors[0].row == 2
    assert not Area.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "leeg"),
        ("<html><body>Niet gevonden</body></html>", "webpagina"),
        ('{"type": "FeatureCollection", "features": [{"type": "Fea', "regel 1"),
        ('{"type": "Feature"}', "FeatureCollection"),
        ("\0" * 1000, "leeg"),
    ],
)
def test_a_file_that_is_no_geojson_is_refused_with_a_remedy(db: None, geojson: Path, content: str, words: str) -> None:
    geojson.write_text(content)
    assert words in imported(geojson).errors[0].message


def test_a_property_that_is_not_there_is_refused_with_those_that_are(db: None, geojson: Path) -> None:
    outcome = imported(written(geojson, feature(SQUARE, code="WK051836", naam="X")), code_property="CODE")
    assert "code, naam" in outcome.errors[0].message


def test_the_command_prints_one_json_object_and_exits_3_when_refused(db: None, geojson: Path) -> None:
    written(geojson, feature(IN_PARIS, code="WK051836", naam="X"))
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("import_areas", str(geojson), "--year=2024", "--json", stdout=out)
    assert stopped.value.code == 3
    assert json.loads(out.getvalue())["errors"][0]["file"] == "wijken.geojson"


needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the public files are not at hand")


@needs_shared
def test_all_buurten_of_den_haag_come_in_with_their_cbs_codes(db: None) -> None:
    outcome = imported(
        SHARED / "denhaag_buurten_rd.geojson",
        code_property="WIJKBUURTCODE",
        name_property="BUURTNAAM",
        prefix="BU0518",
    )
    assert (outcome.new, outcome.errors) == (114, [])
    assert Area.objects.get(code="BU05183637").name == "Moerwijk-West"
    assert Area.objects.filter(code="BU05184211").exists()


@needs_shared
def test_wijken_of_amsterdam_with_letters_come_in_without_a_crs_member(db: None) -> None:
    outcome = imported(SHARED / "amsterdam_wijken_rd_firstpage.geojson", code_property="cbsCode")
    assert (outcome.new, outcome.errors) == (20, [])
    assert Area.objects.filter(code="WK0363AA", level="wijk").exists()


@pytest.mark.parametrize("year", [99_999, 0])
def test_a_year_that_cannot_be_is_wrong_use(db: None, geojson: Path, year: int) -> None:
    written(geojson, feature(SQUARE, code="WK051836", naam="Moerwijk"))
    with pytest.raises(SystemExit) as stopped:
        call_command("import_areas", str(geojson), year=year, stderr=StringIO())
    assert stopped.value.code == 2
    assert not Area.objects.exists()


ABROAD = {"Antwerpen": (4.40, 51.22), "Düsseldorf": (6.78, 51.22), "Brussel": (4.35, 50.85), "Emden": (7.2, 53.37)}


@pytest.mark.parametrize("city", ABROAD)
def test_a_city_just_over_the_border_is_refused(db: None, geojson: Path, city: str) -> None:
    x, y = ABROAD[city]
    ring = [[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]
    (mistake,) = imported(written(geojson, feature(ring, code="WK051836", naam=city))).errors
    assert "liggen niet in Nederland" in mistake.message
    assert not Area.objects.exists()


def test_a_file_that_is_not_utf_8_is_refused_before_it_spoils_a_name(db: None, geojson: Path) -> None:
    written(geojson, feature(SQUARE, code="WK051836", naam="X"))
    geojson.write_bytes(geojson.read_bytes().replace(b"X", "Financiële".encode("cp1252")))
    (mistake,) = imported(geojson).errors
    assert "UTF-8" in mistake.message
    assert not Area.objects.exists()


STRANGE = {
    "a crs that is a text": {"crs": "EPSG:28992"},
    "a crs without properties": {"crs": {"type": "name", "properties": None}},
}


@pytest.mark.parametrize("strange", STRANGE)
def test_a_crs_written_loosely_does_no_harm(db: None, geojson: Path, strange: str) -> None:
    written(geojson, feature(SQUARE_RD, code="WK051836", naam="X"), **STRANGE[strange])
    assert imported(geojson).new == 1


WITHOUT_END = [[4.3, 52], [4.3, float("inf")], [4.4, 52], [4.3, 52]]
SHAPES = {
    "a hundred thousand brackets": "[" * 100_000,
    "properties that are a list": json.dumps(feature(SQUARE) | {"properties": [1]}),
    "a coordinate without end": json.dumps(feature(WITHOUT_END, code="WK051836", naam="X")),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_json_of_a_strange_shape_is_refused(db: None, geojson: Path, shape: str) -> None:
    geojson.write_text(f'{{"type": "FeatureCollection", "features": [{SHAPES[shape]}]}}')
    assert len(imported(geojson).errors) == 1
    assert not Area.objects.exists()


def test_the_property_of_cbs_is_taken_before_a_citys_own(db: None, geojson: Path) -> None:
    imported(written(geojson, feature(SQUARE, code="AA", cbsCode="WK0363AA", naam="Haarlemmerbuurt")))
    assert Area.objects.get().code == "WK0363AA"


def test_with_the_prefix_of_a_gemeente_the_property_with_wijk_and_buurt_is_taken(db: None, geojson: Path) -> None:
    imported(written(geojson, feature(SQUARE, BUURTCODE="06", WIJKBUURTCODE="3606", naam="X")), prefix="BU0518")
    assert Area.objects.get().code == "BU05183606"


def test_numbers_of_buurten_without_that_of_their_wijk_are_refused(db: None, geojson: Path) -> None:
    features = [feature(SQUARE, BUURTCODE=own, naam="X") for own in ("06", "07", "111")]
    (error,) = imported(written(geojson, *features), prefix="BU0518").errors
    assert "zonder dat van de wijk" in error.message
    assert not Area.objects.exists()


def test_a_citys_own_number_is_not_taken_for_a_postcode(db: None, geojson: Path) -> None:
    (error,) = imported(written(geojson, feature(SQUARE, buurtcode="0601", naam="X"))).errors
    assert "--code-prefix" in error.message


def test_a_postcode_needs_no_name(db: None, geojson: Path) -> None:
    imported(written(geojson, feature(SQUARE, pc4=2531)))
    assert (Area.objects.get().name, Area.objects.get().level) == ("Postcode 2531", "pc4")


def test_an_area_keeps_its_name_where_the_file_gives_none(db: None, geojson: Path) -> None:
    Area.objects.create(code="WK051836", name="Moerwijk", level="wijk", division_year=2024)
    imported(written(geojson, feature(SQUARE, code="WK051836", naam=None)))
    assert Area.objects.get().name == "Moerwijk"


def test_an_area_without_a_boundary_is_told(db: None, geojson: Path) -> None:
    area = {"type": "Feature", "properties": {"code": "WK051836", "naam": "X"}, "geometry": None}
    (error,) = imported(written(geojson, area)).errors
    assert (error.row, "heeft geen grens" in error.message) == (1, True)


def test_a_code_of_another_level_is_refused_with_what_to_choose(db: None, geojson: Path) -> None:
    (error,) = imported(written(geojson, feature(SQUARE, code="WK051836", naam="X")), level="buurt").errors
    assert (error.row, error.column, error.value) == (1, "code", "WK051836")
    assert "--level" in error.message


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4258"])
def test_degrees_under_any_of_their_names_are_read(db: None, geojson: Path, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    assert not imported(written(geojson, feature(SQUARE, code="WK051836", naam="X"), crs=crs)).errors


def test_a_prefix_that_begins_no_code_is_wrong_use(db: None, geojson: Path) -> None:
    written(geojson, feature(SQUARE, code="01", naam="X"))
    with pytest.raises(SystemExit) as wrong:
        call_command("import_areas", str(geojson), year=2024, code_prefix="XX", stderr=StringIO())
    assert wrong.value.code == 2
