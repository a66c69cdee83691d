"""Asking for a screening: a look at every area on every indicator at once, to see where a study may be worth making."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from effects.tasks import SCREENING
from runs import services as runs
from runs.models import OVER, Run
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource, may
from stakeholders.refusal import refuse
from wijken.models import Area, Level

LEVELS = (Level.WIJK, Level.BUURT, Level.PC4)
AREAS_NEEDED = 40  # as in `effects.estimators.screen`: of fewer, chance gives no small place


@dataclass(frozen=True)
class Asked:
    """Areas of one level, division and world; the figures before `since` against those from it on."""

    since: int
    level: str
    division_year: int
    invented: bool = False

    @classmethod
    def of(cls, arguments: dict[str, Any]) -> Asked:
        """As the arguments of a run hold it."""
        names = ("since", "level", "division_year", "invented")
        return cls(**{name: arguments[name] for name in names if name in arguments})

    def areas(self) -> Any:
        rows = Area.objects.filter(level=self.level, division_year=self.division_year, invented=self.invented)
        return rows.order_by("code")


@dataclass(frozen=True)
class Ground:
    """Areas that can be screened together, and how many there are."""

    level: str
    division_year: int
    invented: bool
    areas: int


def grounds() -> list[Ground]:
    """What can be screened, the newest division first. One query."""
    rows = Area.objects.filter(level__in=LEVELS).order_by().values_list("level", "division_year", "invented")
    found = [Ground(*row) for row in rows.annotate(areas=Count("pk")).filter(areas__gte=AREAS_NEEDED)]
    return sorted(found, key=lambda one: (one.invented, LEVELS.index(Level(one.level)), -one.division_year))


@transaction.atomic
def start_screening(*, asked: Asked, by: Person | None = None) -> Run:
    """Have all areas of a level screened on every indicator, in the background; the run that does so already, if any.

    Raises PermissionDenied, or Refused (`since`, `ground`).
    """
    if by is not None and not may(by, Resource.SCREENING, Action.ADD):
        raise PermissionDenied(_("Doorlichten mag een programmamanager of een beheerder."))
    check(asked)
    return unfinished(asked) or runs.start(kind=SCREENING, arguments=asdict(asked), by=by)


def check(asked: Asked) -> None:
    """Raises Refused where too few areas are like that."""
    if asked.areas().count() < AREAS_NEEDED:
        told = {"needed": AREAS_NEEDED}
        raise refuse("ground", _("Er zijn te weinig van zulke gebieden: %(needed)s is het minste.") % told)


def unfinished(asked: Asked) -> Run | None:
    """A run of the same that waits or is done at this moment, the newest."""
    rows = Run.objects.filter(kind=SCREENING, cancel_requested=False).exclude(state__in=OVER)
    return next((run for run in rows if run.arguments == asdict(asked)), None)


def cancel_screening(*, run: Run, by: Person) -> bool:
    """Ask the workers to stop; nothing of it is kept. Raises PermissionDenied."""
    if not may(by, Resource.SCREENING, Action.ADD):
        raise PermissionDenied(_("Doorlichten mag een programmamanager of een beheerder."))
    return runs.request_cancel(run=run)
