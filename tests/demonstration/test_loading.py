"""The demonstration is loaded once, in demonstration mode only, and is not said to stand before it does."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from demonstration import figures, loading, standing
from programmes.models import Programme
from wijken.models import Area

pytestmark = pytest.mark.django_db


def nothing(*_args: object) -> None:
    pass


def break_off(*_args: object) -> None:
    raise RuntimeError("broken off")


def test_a_load_that_breaks_off_leaves_nothing_of_voorbeeldstad_and_is_not_said_to_stand(monkeypatch):
    monkeypatch.setattr(figures, "load_real_figures", nothing)
    monkeypatch.setattr(figures, "load_invented_figures", break_off)
    with pytest.raises(RuntimeError):
        loading.load()
    assert not standing.stands()
    assert not Area.objects.invented_ones().exists()


def test_the_next_load_completes_what_was_broken_off(monkeypatch):
    monkeypatch.setattr(figures, "load_real_figures", nothing)
    with monkeypatch.context() as first:
        first.setattr(loading, "fill", break_off)
        with pytest.raises(RuntimeError):
            loading.load()
    monkeypatch.setattr(loading, "fill", nothing)
    assert loading.load()
    assert standing.stands()


def test_outside_demonstration_mode_it_is_refused(settings):
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured):
        loading.load()
    with pytest.raises(CommandError):
        call_command("load_demonstration")
    assert not Programme.objects.exists()
