"""The page of a programme in the workspace: plan against reality, goals with their progress, and the ways on."""

import datetime as dt

import pytest
from django.urls import reverse

from indicators.models import ImportFile, Indicator, Observation
from programmes import services
from programmes.models import Milestone
from tests.programmes.conftest import words


@pytest.fixture
def page(cast, client):
    client.force_login(cast.noor)
    return lambda: words(client.get(reverse("werk:programme", args=[cast.programme.slug])))


def set_goal(cast, kind, baseline, target, now):
    """A goal of the published programme, with a figure of 2020."""
    gas = Indicator.objects.get(slug="gasverbruik")
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    services.set_goal(
        programme=cast.programme, indicator=gas, area=cast.wijk, by=cast.noor,
        kind=kind, baseline_year=2012, baseline_value=baseline, targets={2027: target},
    )  # fmt: skip
    services.publish_programme(programme=cast.programme, by=cast.noor)
    file = ImportFile.objects.create(source="kwb", name="proef", sha256="0" * 64)
    Observation.objects.create(area=cast.wijk, indicator=gas, period=2020, value=now, file=file)


CASES = [
    ("dalen", 1500.0, 900.0, 800.0, "doel gehaald"),
    ("dalen", 1500.0, 900.0, 1450.0, "achter op het doel"),
    ("dalen", 1500.0, 900.0, 1900.0, "de andere kant op"),
    ("stijgen", 900.0, 1500.0, 1400.0, "op koers"),
    ("stijgen", 900.0, 1500.0, 500.0, "de andere kant op"),
    ("houden", 1500.0, 1500.0, 1500.0, "zo gebleven"),
    ("houden", 1500.0, 1500.0, 900.0, "niet zo gebleven"),
    ("dalen", 1500.0, 1500.0, 1400.0, "doel gehaald"),
    ("dalen", 1500.0, 1500.0, 1900.0, "de andere kant op"),
]


@pytest.mark.parametrize(("kind", "baseline", "target", "now", "said"), CASES)
def test_the_progress_of_a_goal_is_told_and_drawn(cast, page, kind, baseline, target, now, said):
    set_goal(cast, kind, baseline, target, now)
    told = page()
    assert f"in Havenkwartier {said} " in told
    assert "Van begin naar doel" in told or "Bekijk als tabel" in told


@pytest.mark.parametrize(("kind", "baseline", "target", "now", "said"), CASES)
def test_the_public_page_says_the_same(cast, client, kind, baseline, target, now, said):
    set_goal(cast, kind, baseline, target, now)
    answer = client.get(reverse("programma", args=[cast.programme.slug]))
    assert f"{said}." in words(answer)
    assert 'data-beeld="doel"' in answer.text


def test_the_timeline_shows_interventions_and_milestones_with_the_table_behind_it(cast, page):
    Milestone.objects.create(intervention=cast.renovation, name="Eerste sleutel", due_on=dt.date(2016, 5, 1))
    told = page()
    assert "Plan en werkelijkheid" in told
    assert "Eerste sleutel Renovatie portiekflats 1 mei 2016 – te laat" in told
    assert "Renovatie portiekflats Fysiek 2014–2024 nog niet begonnen gepland" in told


def test_a_programme_without_interventions_says_so(cast, client):
    client.force_login(cast.noor)
    assert "Er staat nog niet wat u doet." in words(client.get(reverse("werk:programme", args=[cast.draft.slug])))
