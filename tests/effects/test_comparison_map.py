"""The map on which a manager reviews the comparison wijken: what each area is, and nothing of any figure."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from effects.comparisonmap import Part, whereabouts_of
from effects.models import StudyOutcome
from effects.review import review_of
from effects.vocabulary import Choice, StudyStatus
from indicators.models import Observation
from tests.cast import Cast, area
from tests.effects.findings import comparison_wijken, outcome_of, study_of, weigh
from tests.portal.figures import observe
from wijken.models import Area, Outline


def draw(each: Area, at: int) -> None:
    path = f"M{at} 0L{at + 9} 0L{at + 9} 9L{at} 9Z"
    Outline.objects.create(area=each, kind="tekening", path=path, view_box="0 0 600 600", source="Verzonnen tekening")


@pytest.fixture
def concept(cast: Cast) -> StudyOutcome:
    """Havenkwartier, two comparison wijken, a neighbour, one with a programme, and one of another gemeente."""
    outcome = outcome_of(study_of(cast, status=StudyStatus.DRAFT, frozen_at=None))
    compared = comparison_wijken(cast, 2)
    similar = area("WKVB0109", "Vissershoek", "wijk", cast.city)
    far = area("WK000101", "Verweg", "wijk", cast.elsewhere)
    weigh(outcome, [*compared, far])
    weigh(outcome, [cast.other_wijk], Choice.NEIGHBOUR)
    weigh(outcome, [similar], Choice.SIMILAR_PROGRAMME)
    observe(cast.wijk, "gasverbruik", {year: 1800.0 - year + 2006 for year in range(2006, 2026)})
    for n, each in enumerate([cast.wijk, *compared, cast.other_wijk, similar, far]):
        draw(each, 10 * n)
    return outcome


def rows(outcome: StudyOutcome) -> list:
    return list(outcome.comparison_areas.select_related("area__parent"))


def page(client: Client, cast: Cast, outcome: StudyOutcome) -> str:
    client.force_login(cast.noor)
    root = f"/werk/programmas/havenkwartier-vooruit/effecten/{outcome.study_id}"
    answer = client.get(f"{root}/vergelijken/gasverbruik")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_map_says_of_each_area_what_it_is(cast: Cast, concept: StudyOutcome) -> None:
    (ground,) = whereabouts_of([cast.wijk], rows(concept)).grounds
    assert {spot.name: spot.part for spot in ground.spots} == {
        "Havenkwartier": Part.OWN, "Molenbuurt": Part.NEIGHBOUR, "Vissershoek": Part.SIMILAR,
        "Vergelijkwijk 0": Part.COMPARED, "Vergelijkwijk 1": Part.COMPARED,
    }  # fmt: skip
    assert ground.legend == (Part.OWN, Part.COMPARED, Part.NEIGHBOUR, Part.SIMILAR)


def test_an_area_of_another_gemeente_is_counted_and_not_drawn(cast: Cast, concept: StudyOutcome) -> None:
    where = whereabouts_of([cast.wijk], rows(concept))
    assert where.elsewhere == 1
    assert "Verweg" not in {spot.name for spot in where.table}
    shown = " ".join(strip_tags(page(Client(), cast, concept)).split())
    assert "1 vergelijkingswijk ligt in een andere gemeente en staat niet op de kaart." in shown


def test_the_table_says_what_the_map_says(cast: Cast, concept: StudyOutcome) -> None:
    html = page(Client(), cast, concept)
    for name, part in (("Havenkwartier", Part.OWN), ("Molenbuurt", Part.NEIGHBOUR), ("Vissershoek", Part.SIMILAR)):
        assert f"<title>{name}: {part.label}</title>" in html
        assert f'<th scope="row">{name}</th><td>{part.label}</td>' in html


def test_without_outlines_the_table_is_all_there_is(cast: Cast, concept: StudyOutcome) -> None:
    Outline.objects.all().delete()
    html = page(Client(), cast, concept)
    assert "Van deze gebieden is geen kaart." in html
    assert '<th scope="row">Molenbuurt</th>' in html


def test_the_map_knows_nothing_of_what_came_after_the_start(cast: Cast, concept: StudyOutcome) -> None:
    def seen() -> str:
        return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", page(Client(), cast, concept))

    before = seen()
    assert 'data-beeld="vergelijkingskaart"' in before
    Observation.objects.filter(period__gte=concept.study.start_year).update(value=12_345.0)
    assert seen() == before


def test_the_small_lines_end_before_the_start(cast: Cast, concept: StudyOutcome) -> None:
    lines = [str(one.line) for one in review_of(concept).included if one.line]
    assert len(lines) == 2
    assert not any(str(year) in line for line in lines for year in range(2016, 2026))


def test_an_area_that_the_manager_left_out_is_no_comparison_on_the_map(cast: Cast, concept: StudyOutcome) -> None:
    concept.comparison_areas.filter(area__name="Vergelijkwijk 0").update(choice=Choice.REMOVED, reason="Sloop.")
    (ground,) = whereabouts_of([cast.wijk], rows(concept)).grounds
    assert {spot.name: spot.part for spot in ground.spots}["Vergelijkwijk 0"] == Part.OTHER


def test_a_reader_who_may_change_nothing_gets_no_link_on_the_map(client: Client, cast: Cast) -> None:
    outcome = outcome_of(study_of(cast))
    weigh(outcome, [cast.other_wijk], Choice.NEIGHBOUR)
    draw(cast.other_wijk, 0)
    client.force_login(cast.pim)
    html = client.get(f"/werk/programmas/havenkwartier-vooruit/effecten/{outcome.study_id}/vergelijken/gasverbruik")
    assert "xlink:href" not in html.content.decode().split("<main")[1]
