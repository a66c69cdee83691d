"""Finding an area by what a person types."""

import pytest

from tests.cast import area
from wijken.models import Area, PostcodeLink
from wijken.search import alike, matching

pytestmark = pytest.mark.django_db


@pytest.fixture
def the_hague() -> Area:
    city = area("GM0518", "'s-Gravenhage", "gemeente")
    wijk = area("WK051836", "Wijk 36 Moerwijk", "wijk", city)
    for code, name in [("BU05183637", "Moerwijk-West"), ("BU05183638", "Moerwijk-Oost")]:
        area(code, name, "buurt", wijk)
    area("2533", "2533", "pc4", year=2018)
    PostcodeLink.objects.create(postcode="2533", gemeente_code="GM0518")
    return city


def found(text: str) -> list[str]:
    return [each.code for each in matching(Area.objects.all(), text)]


@pytest.mark.parametrize(
    "text", ["Den Haag", "den haag", "  DEN  HAAG ", "'s-Gravenhage", "’s-gravenhage", "gravenhage", "GM0518", "gm0518"]
)
def test_the_hague_is_found_by_either_name_and_by_its_code(the_hague: Area, text: str) -> None:
    assert found(text)[0] == "GM0518"


@pytest.mark.parametrize("text", ["2533", "2533 AB", "2533ab", " 2533 "])
def test_a_postcode_finds_its_own_page_and_then_its_gemeente(the_hague: Area, text: str) -> None:
    assert found(text) == ["2533", "GM0518"]


def test_a_postcode_in_two_gemeenten_finds_both(the_hague: Area) -> None:
    area("GM1916", "Leidschendam-Voorburg", "gemeente")
    PostcodeLink.objects.create(postcode="2533", gemeente_code="GM1916")
    assert found("2533") == ["2533", "GM0518", "GM1916"]


def test_the_wijk_of_that_name_comes_before_the_buurten_that_begin_so(the_hague: Area) -> None:
    assert found("Moerwijk") == ["WK051836", "BU05183638", "BU05183637"]


def test_a_part_of_a_name_is_enough(the_hague: Area) -> None:
    assert set(found("oerw")) == {"WK051836", "BU05183637", "BU05183638"}


def test_the_first_digits_of_a_postcode_are_enough(the_hague: Area) -> None:
    assert found("25") == ["2533"]


def test_accents_make_no_difference(the_hague: Area) -> None:
    area("WK000101", "Curaçaobuurt", "wijk")
    assert found("curacaobuurt") == ["WK000101"]


@pytest.mark.parametrize("text", ["", "   ", "m", "%", "_", "zzzz", "9999"])
def test_what_is_not_there_is_not_found(the_hague: Area, text: str) -> None:
    assert found(text) == []


def test_a_typing_error_gets_the_names_that_look_like_it(the_hague: Area) -> None:
    area("WK000102", "Schilderswijk", "wijk")
    assert alike("Schildeswijk") == ["Schilderswijk"]
