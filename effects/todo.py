"""What of the studies awaits a manager: to freeze, and answers that are new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from charts.wording import listing
from effects.models import Study, StudyResult
from effects.vocabulary import StoredVerdict, StudyStatus
from programmes.todo import MOST, ToDo

NEW_FOR = dt.timedelta(days=14)


def for_manager(user: Any) -> Iterator[ToDo]:
    """In two queries, whatever the number of studies."""
    own = Study.objects.editable_by(user).filter(programme__historical=False)
    yield from to_freeze(own)
    yield from new_answers(own)


def to_freeze(own: Any) -> Iterator[ToDo]:
    """Drafts with a main question, and of each the effect that would matter: nothing but the decision is left."""
    main = Q(outcomes__primary_rank__isnull=False)
    counted = own.filter(status=StudyStatus.DRAFT).annotate(
        mains=Count("outcomes", filter=main), vague=Count("outcomes", filter=main & Q(outcomes__relevant_effect=None))
    )
    for one in counted.filter(mains__gt=0, vague=0).select_related("programme")[:MOST]:
        title = _("Onderzoek klaar om vast te leggen: “%(name)s”") % {"name": one}
        note = _("%(programme)s. Kijk de vergelijkingswijken na; na het vastleggen verandert er niets meer.")
        url = reverse("onderzoek:study", args=[one.programme.slug, one.pk])
        yield ToDo(title, note % {"programme": one.programme}, url, _("Bekijk"))


def new_answers(own: Any) -> Iterator[ToDo]:
    """Studies of which an outcome has an answer that is new, the newest first."""
    rows = StudyResult.objects.newest().filter(outcome__study__in=own, created_at__gt=timezone.now() - NEW_FOR)
    rows = rows.order_by("-created_at", "outcome__indicator__order")
    found: dict[int, list[Any]] = {}
    for one in rows.values("outcome__study", "outcome__study__name", "outcome__study__programme__slug", "verdict",
                           "outcome__indicator__name"):  # fmt: skip
        found.setdefault(one["outcome__study"], []).append(one)
    for study, answers in list(found.items())[:MOST]:
        title = _("Nieuwe uitkomst: “%(name)s”") % {"name": answers[0]["outcome__study__name"]}
        url = reverse("onderzoek:study", args=[answers[0]["outcome__study__programme__slug"], study])
        yield ToDo(title, _told(answers), url, _("Bekijk"))


def _told(answers: list[Any]) -> str:
    verdicts = (f"{one['outcome__indicator__name']}: {StoredVerdict(one['verdict']).label}" for one in answers[:3])
    return f"{listing(list(verdicts))}."
