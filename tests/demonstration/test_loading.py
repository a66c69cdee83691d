"""The demonstration is loaded wholly or not at all, and once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from demonstration import ledger, loading
from indicators.models import ImportFile, Observation
from programmes.models import Investment, Programme
from wijken.models import Area

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Area, Observation, Programme, Investment, ImportFile))


def test_loading_twice_is_loading_once():
    call_command("load_demonstration")
    before = counts()
    assert loading.load() is False
    assert counts() == before


def test_fresh_takes_away_what_was_tried_and_loads_again():
    loading.load()
    before = counts()
    Investment.objects.create(**first_entry())
    loading.load(fresh=True)
    assert counts() == before


def first_entry() -> dict[str, object]:
    entry = Investment.objects.filter(reverses=None).first()
    return {
        name: getattr(entry, name)
        for name in ("intervention", "payer", "spender", "year", "funding_stream", "state", "amount_cents")
    }


def test_a_load_that_breaks_off_leaves_nothing(monkeypatch):
    before = counts()

    def break_off(*_args):
        raise RuntimeError("broken off")

    monkeypatch.setattr(ledger, "load_ledger", break_off)
    with pytest.raises(RuntimeError):
        loading.load()
    assert counts() == before
    assert not loading.stands()


def test_outside_demonstration_mode_it_is_refused(settings):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured):
        loading.load()
    assert not Area.objects.exists()
