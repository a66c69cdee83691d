"""Bells that the floors below ring without knowing it: an import that ended, money that was booked."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from effects.services.running import answer_anew
from indicators.models import ImportFile
from programmes.models import Investment
from programmes.vocabulary import MoneyState


def connect() -> None:
    post_save.connect(figures_arrived, sender=ImportFile, dispatch_uid="effects.figures")
    post_save.connect(money_booked, sender=Investment, dispatch_uid="effects.money")


def figures_arrived(instance: ImportFile, raw: bool = False, **kwargs: Any) -> None:
    if instance.state == ImportFile.State.IMPORTED and not raw:
        transaction.on_commit(answer_anew, robust=True)  # the import stands, whatever the bell meets


def money_booked(instance: Investment, raw: bool = False, **kwargs: Any) -> None:
    if instance.state == MoneyState.SPENT and not raw:
        programme = instance.intervention.programme_id
        transaction.on_commit(lambda: answer_anew(programme) and None, robust=True)
