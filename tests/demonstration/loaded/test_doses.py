"""Money per household in Voorbeeldstad: five wijken got something, which is rightly too few to say anything."""

from __future__ import annotations

import pytest
from django.test import Client

from demonstration.doses import ANSWERS, asked
from demonstration.files import read_json
from effects.doses import answered
from effects.models import DoseResult
from effects.snapshot import canonical

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]


def test_every_figure_is_refused_and_it_is_said_that_five_amounts_are_too_few():
    results = DoseResult.objects.newest()
    thin = [one["code"] for each in results for one in each.answer["refusals"]].count("DOSE_THIN")
    assert results.count() == thin == len(asked())
    assert {each.verdict for each in results} == {"niet te zeggen"}
    assert {each.answer["estimate"] for each in results} == {None}


def test_what_is_kept_as_data_is_what_a_fresh_computation_gives():
    stored = read_json(ANSWERS)
    for one in [each for each in asked() if each.indicator.slug in {"bijstand", "eenzaamheid", "buurtcijfer"}]:
        answered(one)
        kept = stored[one.indicator.slug]
        assert one.sha256 == kept["snapshot_sha256"], "run: python manage.py answer_demonstration"
        assert canonical(one.answer) == canonical(kept["answer"])


def test_the_page_names_the_wijken_whose_programme_is_not_published(client: Client):
    text = client.get("/effecten/geld-per-huishouden").content.decode()
    assert "In 5 wijken is geld besteed. In 23 wijken werkte geen programma: daar is het nul." in text
    assert "Te weinig verschil in wat er is besteed: " in text
    for name in ("Oosterwei", "Oostpoort"):
        assert f"{name}</a>: er werkt een programma waarvan het bestede geld niet" in text
