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
from effects.overview import counted_verdicts
from effects.vocabulary import StoredVerdict, StudyStatus
from programmes.todo import MOST, ToDo

NEW_FOR = dt.timedelta(days=14)
NAMED = ("outcome__indicator", "outcome__study__programme")
LARGE = ("snapshot", "answer", "context", "cost", "money", "changed")


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
    """Programmes of which a study has an answer that is new, the newest first: one line each, however many studies."""
    rows = StudyResult.objects.newest().filter(outcome__study__in=own, created_at__gt=timezone.now() - NEW_FOR)
    found: dict[str, list[StudyResult]] = {}
    for one in rows.order_by("-created_at", "outcome__indicator__order").select_related(*NAMED).defer(*LARGE):
        found.setdefault(one.outcome.study.programme.slug, []).append(one)
    for slug, answers in list(found.items())[:MOST]:
        yield new_of_programme(slug, answers)


def new_of_programme(slug: str, answers: list[StudyResult]) -> ToDo:
    """Of one study its outcomes by name; of more, how often each verdict came."""
    studies = {one.outcome.study_id: one.outcome.study for one in answers}
    if len(studies) == 1:
        (study,) = studies.values()
        url = reverse("onderzoek:study", args=[slug, study.pk])
        return ToDo(_("Nieuwe uitkomst: “%(name)s”") % {"name": study}, _told(answers), url, _("Bekijk"))
    title = _("Nieuwe uitkomsten van %(number)s onderzoeken") % {"number": len(studies)}
    verdicts = counted_verdicts([one.verdict for one in answers])
    told = {"programme": answers[0].outcome.study.programme, "verdicts": verdicts}
    return ToDo(title, _("%(programme)s: %(verdicts)s.") % told, reverse("onderzoek:studies", args=[slug]), _("Bekijk"))


def _told(answers: list[StudyResult]) -> str:
    verdicts = (f"{one.outcome.indicator}: {StoredVerdict(one.verdict).label}" for one in answers[:3])
    return f"{listing(list(verdicts))}."
