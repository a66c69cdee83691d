"""Forms that help: every error in one round, and outcomes by domain with those that have figures first."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from indicators.models import ImportFile, Indicator, Observation
from programmes import services
from programmes.models import Intervention
from tests.programmes.test_pages import intervention, words


@pytest.fixture
def manager(cast, client):
    client.force_login(cast.noor)
    return client


@pytest.fixture
def measured(cast):
    """The wijk has a figure of one outcome of its domain."""
    file = ImportFile.objects.create(source="table", name="x.csv", sha256="0" * 64, division_year=2024)
    indicator = Indicator.objects.outcomes().filter(domain="veiligheid").last()
    Observation.objects.create(area=cast.wijk, indicator=indicator, period=2020, value=1.0, file=file)
    return indicator


def test_a_wrong_year_a_wrong_share_and_a_missing_name_are_told_in_one_round(cast, manager):
    said = intervention(cast, title="", end_year="2099", **{f"reach_{cast.wijk.pk}": "90"})
    page = words(manager.post(reverse("werk:intervention-new", args=[cast.programme.slug]), said))
    for sentence in ("Vul dit in.", "Het programma loopt van 2012 tot en met 2027.", "Verdeel nog 10 %."):
        assert sentence in page
    assert not Intervention.objects.filter(pillar="sociale_basis").exists()


def test_an_error_is_told_once(cast, manager):
    said = intervention(cast, start_year="1999", **{f"reach_{cast.wijk.pk}": "veel"})
    page = manager.post(reverse("werk:intervention-new", args=[cast.programme.slug]), said)
    assert [len(messages) for messages in page.context["form"].errors.values()] == [1, 1]


def test_changing_tells_every_error_too_and_leaves_the_intervention(cast, manager):
    said = intervention(cast, version="1", start_year="2025", end_year="2020", **{f"reach_{cast.wijk.pk}": "40"})
    page = words(manager.post(reverse("werk:intervention-change", args=[cast.renovation.pk]), said))
    assert "Het laatste jaar ligt voor het eerste." in page
    assert "Verdeel nog 60 %." in page
    cast.renovation.refresh_from_db()
    assert (cast.renovation.title, cast.renovation.version) == ("Renovatie portiekflats", 1)


@pytest.mark.parametrize("page", ["goal-new", "contribution-new"])
def test_outcomes_stand_by_domain_and_those_with_figures_here_come_first(cast, manager, measured, page):
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    of = {"goal-new": [cast.programme.slug], "contribution-new": [cast.renovation.pk]}[page]
    text = manager.get(reverse(f"werk:{page}", args=of)).text
    group = re.search(r'<optgroup label="Veiligheid">(.*?)</optgroup>', text, flags=re.DOTALL)
    options = re.findall(r"<option[^>]*>([^<]+)</option>", group[1])
    assert options[0] == measured.name
    assert all(name.endswith("(hier nog geen cijfers)") for name in options[1:])


@pytest.mark.parametrize("page", ["entries", "programmes", "streams"])
def test_a_list_of_the_workspace_shows_the_way_back(cast, manager, page):
    assert "Mijn werk" in words(manager.get(reverse(f"werk:{page}")))
