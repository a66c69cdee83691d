"""The studies of a programme in the workspace, with what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import listing, number
from effects.models import Study, StudyResult
from effects.proposal import proposals_of
from effects.told import EFFECTS
from effects.vocabulary import StartBasis, StoredVerdict
from programmes.models import Programme
from programmes.todo import ToDo
from runs.models import State
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource

SHOWN = 3  # concepts


@dataclass(frozen=True)
class Line:
    """One study in the list."""

    study: Study
    url: str
    places: str
    start: str
    mains: tuple[str, ...]
    others: int
    status: str
    found: str


@dataclass(frozen=True)
class Overview:
    """`proposed`: studies that can be told, and that nobody made yet."""

    lines: tuple[Line, ...]
    todo: tuple[ToDo, ...]
    may_add: bool
    proposed: int


def overview_of(programme: Programme, reader: Any) -> Overview:
    """In a fixed number of queries; what is to be done only for who may change."""
    rows = narrowed(Study.objects.all(), reader, Resource.STUDY, Action.READ, as_visitor=False)
    studies = rows.filter(programme=programme).select_related("programme", "run")
    studies = list(studies.prefetch_related("study_areas__area", "outcomes__indicator"))
    results = StudyResult.objects.newest().filter(outcome__study__in=studies)
    verdicts: dict[int, list[str]] = {}
    for study, verdict in results.order_by("outcome").values_list("outcome__study", "verdict"):
        verdicts.setdefault(study, []).append(verdict)
    own = Programme.objects.filter(pk=programme.pk)
    may_add = narrowed(own, reader, Resource.STUDY, Action.ADD).exists()
    lines = tuple(_line(one, verdicts.get(one.pk, [])) for one in studies)
    proposed = sum(one.advised for one in proposals_of(programme)) if may_add else 0
    todo = tuple(_todo(programme, lines, proposed)) if may_add else ()
    return Overview(lines, todo, may_add, proposed)


def _line(study: Study, verdicts: list[str]) -> Line:
    outcomes = list(study.outcomes.all())
    return Line(
        study=study,
        url=reverse("onderzoek:study", args=[study.programme.slug, study.pk]),
        places=listing([one.area.spoken_name for one in study.study_areas.all()]),
        start=f"{study.start_year}: {StartBasis(study.start_basis).label}",
        mains=tuple(one.indicator.label() for one in outcomes if one.is_primary),
        others=sum(not one.is_primary for one in outcomes),
        status=status_of(study),
        found=counted_verdicts(verdicts),
    )


def status_of(study: Study) -> str:
    """Where it is, in words."""
    if not study.is_frozen or study.frozen_at is None:
        return _("concept")
    if study.run and not study.run.is_over():
        return _("wordt berekend")
    return _("vastgelegd op %(day)s") % {"day": date_format(localtime(study.frozen_at), "j F Y")}


def counted_verdicts(verdicts: list[str]) -> str:
    counted = [(effect, sum(EFFECTS[StoredVerdict(one)] is effect for one in verdicts)) for effect in EFFECTS.values()]
    return ", ".join(f"{number(count)} {effect.word}" for effect, count in counted if count)


def _todo(programme: Programme, lines: tuple[Line, ...], proposed: int) -> list[ToDo]:
    found = []
    if proposed:
        title = ngettext("%(number)s onderzoek voorgesteld", "%(number)s onderzoeken voorgesteld", proposed)
        note = _("Uit de bijdragen van de interventies, met het jaar waarin er voor het eerst geld is besteed.")
        url = reverse("onderzoek:study-propose", args=[programme.slug])
        found.append(ToDo(title % {"number": number(proposed)}, note, url, _("Bekijk")))
    found += _concepts([line for line in lines if not line.study.is_frozen])
    for line in lines:
        if line.study.is_frozen and not line.found and (line.study.run is None or line.study.run.is_over()):
            failed = line.study.run is not None and line.study.run.state == State.FAILED
            title = _("“%(name)s” is niet berekend") if failed else _("“%(name)s” is nog niet berekend")
            found.append(ToDo(title % {"name": line.study.name}, _("Laat het berekenen."), line.url, _("Bekijk")))
    return found


def _concepts(lines: list[Line]) -> list[ToDo]:
    """One by one, or where there are many all in one: they stand in the table below."""
    note = _("Kijk de uitkomsten en de vergelijkingswijken na, en leg het daarna vast.")
    if len(lines) > SHOWN:
        title = _("%(number)s onderzoeken zijn nog een concept") % {"number": number(len(lines))}
        return [ToDo(title, note, "#onderzoeken", _("Kijk na"))]
    title = _("“%(name)s” is nog een concept")
    return [ToDo(title % {"name": one.study.name}, note, one.url, _("Kijk na")) for one in lines]
