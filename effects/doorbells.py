"""Bells that the floors below ring without knowing it: an import that ended, money that was booked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from effects.services.running import answer_anew, answer_doses_anew
from indicators.models import ImportFile
from programmes.models import Investment
from programmes.signals import money_booked as money
from programmes.vocabulary import MoneyState


def connect() -> None:
    post_save.connect(figures_arrived, sender=ImportFile, dispatch_uid="effects.figures")
    money.connect(money_booked, dispatch_uid="effects.money")


def figures_arrived(instance: ImportFile, raw: bool = False, **kwargs: Any) -> None:
    if instance.state == ImportFile.State.IMPORTED and not raw:
        transaction.on_commit(answer_anew, robust=True)  # the import stands, whatever the bell meets
        transaction.on_commit(_doses, robust=True)


def money_booked(entries: Iterable[Investment], **kwargs: Any) -> None:
    for programme in {one.intervention.programme_id for one in entries if one.state == MoneyState.SPENT}:
        transaction.on_commit(_bell_of(programme), robust=True)
    if any(one.state == MoneyState.SPENT for one in entries):
        transaction.on_commit(_doses, robust=True)


def _bell_of(programme: int) -> Callable[[], None]:
    def money_booked_in_programme() -> None:
        answer_anew(programme)

    return money_booked_in_programme


def _doses() -> None:
    """The money or the figures of one programme change the answer over all of them."""
    answer_doses_anew()
