"""A gemeente that begins: an empty database, its first figures, and the first programme."""

from __future__ import annotations

import pytest
from django.urls import reverse

from indicators.models import ImportFile, Indicator, Observation
from programmes.forms.goal import areas_of_goals
from programmes.forms.programme import areas_to_choose
from programmes.todo import for_manager
from tests.cast import area


@pytest.fixture
def known(cast):
    """Say that a figure stands for an area."""
    indicator = Indicator.objects.get(slug="bijstand")
    file = ImportFile.objects.create(source="kwb", name="proef", sha256="0" * 64)

    def put(one):
        Observation.objects.create(area=one, indicator=indicator, period=2019, value=1.0, file=file)

    return put


def titles(user) -> list[str]:
    return [one.title for one in for_manager(user)]


def test_a_gemeente_without_anything_is_told_where_to_begin(cast):
    assert titles(cast.ted) == ["Er zijn nog geen cijfers over uw wijken", "Uw gemeente heeft nog geen programma"]


def test_what_stands_is_asked_no_more(cast, known):
    known(cast.wijk)
    assert "Er zijn nog geen cijfers over uw wijken" not in titles(cast.noor)
    assert "Uw gemeente heeft nog geen programma" not in titles(cast.noor)


def test_wijken_are_chosen_on_the_division_that_has_figures(cast, known):
    old = area("WKVB0101", "Havenkwartier", "wijk", area("GMVB01", "Voorbeeldstad", "gemeente", year=2019), year=2019)
    known(old)
    assert list(areas_to_choose(cast.draft)) == [old]


def test_wijken_stand_before_buurten_and_by_name(cast):
    area("BUVB010101", "Aan de kade", "buurt", cast.wijk)
    names = [one.name for one in areas_to_choose(cast.draft)]
    assert names == ["Havenkwartier", "Molenbuurt", "Aan de kade"]


def test_a_buurt_says_in_which_wijk_it_lies(cast, client):
    area("BUVB010101", "Aan de kade", "buurt", cast.wijk)
    client.force_login(cast.noor)
    page = client.get(reverse("werk:wijk-new", args=[cast.draft.slug])).text
    assert "Aan de kade (buurt in Havenkwartier, BUVB010101)" in page


def test_a_goal_of_the_whole_gemeente_is_set_where_its_figures_stand(cast, known):
    old = area("GMVB01", "Voorbeeldstad", "gemeente", year=2019)
    known(old)
    assert list(areas_of_goals(cast.draft)) == [old]


def test_a_manager_who_misses_a_partner_is_shown_where_to_add_it(cast, client):
    client.force_login(cast.noor)
    page = client.get(reverse("werk:intervention-new", args=[cast.programme.slug])).text
    assert reverse("organisation-new") in page
