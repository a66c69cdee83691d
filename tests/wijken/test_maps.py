"""The map of a city."""

import pytest

from tests.cast import area
from wijken.maps import map_of
from wijken.models import Area, Outline

pytestmark = pytest.mark.django_db

SQUARE = {"type": "Polygon", "coordinates": [[[4.0, 52.0], [4.1, 52.0], [4.1, 52.1], [4.0, 52.1], [4.0, 52.0]]]}


@pytest.fixture
def wijken() -> list[Area]:
    city = area("GM0001", "Elders", "gemeente")
    return [area("WK000101", "Westwijk", "wijk", city), area("WK000102", "Oostwijk", "wijk", city)]


def draw(where: Area, path: str) -> None:
    Outline.objects.create(area=where, kind=Outline.Kind.DRAWING, path=path, view_box="0 0 600 400", source="proef")


def test_without_outlines_there_is_no_map(wijken: list[Area]) -> None:
    assert map_of(wijken) is None


def test_a_boundary_keeps_its_proportions(wijken: list[Area]) -> None:
    """A tenth of a degree is 6.8 km wide and 11.1 km high at 52 degrees north."""
    Outline.objects.create(area=wijken[0], kind=Outline.Kind.BOUNDARY, geometry=SQUARE, source="proef")
    drawn = map_of(wijken)
    assert drawn is not None
    *_corner, width, height = map(float, drawn.view_box.split())
    assert (width - 12) / (height - 12) == pytest.approx(0.615, abs=0.01)


def test_north_is_up(wijken: list[Area]) -> None:
    Outline.objects.create(area=wijken[0], kind=Outline.Kind.BOUNDARY, geometry=SQUARE, source="proef")
    drawn = map_of(wijken)
    assert drawn is not None
    southwest, _southeast, northeast, *_rest = drawn.shapes[0].path.strip("MZ").split("L")
    assert float(southwest.split()[1]) > float(northeast.split()[1])


def test_an_area_without_outline_is_named(wijken: list[Area]) -> None:
    draw(wijken[0], "M0 0L10 0L10 10Z")
    drawn = map_of(wijken)
    assert drawn is not None
    assert [shape.name for shape in drawn.shapes] == ["Westwijk"]
    assert drawn.without_outline == ("Oostwijk",)


def test_a_wijk_without_outline_is_drawn_as_its_buurten(wijken: list[Area]) -> None:
    for code, path in [("BU00010101", "M0 0L10 0L10 10Z"), ("BU00010102", "M10 0L20 0L20 10Z")]:
        draw(area(code, code, "buurt", wijken[0]), path)
    drawn = map_of(wijken)
    assert drawn is not None
    assert drawn.shapes[0].path == "M0 0L10 0L10 10Z M10 0L20 0L20 10Z"


def test_the_map_is_cropped_to_what_is_drawn(wijken: list[Area]) -> None:
    draw(wijken[0], "M100 200L110 200L110 210Z")
    drawn = map_of(wijken)
    assert drawn is not None
    assert drawn.view_box == "94 194 22 22"


def test_a_drawing_with_curves_keeps_its_paper(wijken: list[Area]) -> None:
    draw(wijken[0], "M100 200c1 1 2 2 3 3Z")
    drawn = map_of(wijken)
    assert drawn is not None
    assert drawn.view_box == "0 0 600 400"


def test_the_map_costs_one_query(wijken: list[Area], django_assert_num_queries) -> None:
    draw(wijken[0], "M0 0L10 0L10 10Z")
    with django_assert_num_queries(1):
        map_of(wijken)
