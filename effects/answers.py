"""One outcome answered: the panel, the answer, and what stands beside it. Loads the statistics library as it runs."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from effects.context import context_of
from effects.models import StudyOutcome
from effects.money import money_of
from effects.panels import options_of, panel_of
from effects.snapshot import sha256_of, snapshot_of
from indicators.domains import Direction
from wijken.models import Area

log = logging.getLogger(__name__)
CANNOT_SAY = "niet te zeggen"


@dataclass
class Asked:
    """An outcome with all that its answer follows from."""

    outcome: StudyOutcome
    snapshot: dict[str, Any]
    money: dict[str, Any]
    versions: dict[str, str]
    answer: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    cost: dict[str, Any] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return sha256_of(self.snapshot)

    @property
    def seed(self) -> int:
        return int(self.snapshot["options"]["seed"])


def ask(outcome: StudyOutcome) -> Asked:
    """What is to be computed with, read anew. Light: no statistics."""
    from effects.estimators.versions import versions

    panel = panel_of(outcome, compared_with(outcome))
    last = panel.periods[-1] if panel.periods else None
    return Asked(outcome, snapshot_of(panel, options_of(outcome)), money_of(outcome, last), versions())


def compared_with(outcome: StudyOutcome) -> list[Area]:
    return [row.area for row in outcome.comparison_areas.included().select_related("area")]


def compute(asked: Asked) -> None:
    """Fill in the answer, what stands beside it, and the cost."""
    asked.answer = answered(asked.snapshot, asked.outcome)
    asked.context = context_of(asked.outcome, asked.snapshot, asked.answer)
    asked.cost = cost_of(asked)


def answered(snapshot: dict[str, Any], outcome: StudyOutcome) -> dict[str, Any]:
    """The answer of a snapshot as JSON: the same snapshot, the same bytes."""
    from effects.estimators.answer import answer
    from effects.asjson import as_dict
    from effects.snapshot import read_snapshot

    panel, options = read_snapshot(snapshot)
    found: dict[str, Any] = as_dict(answer(panel, options))
    if outcome.indicator.direction == Direction.NEITHER and found["verdict"] in {"beter", "slechter"}:
        said = _("Van dit cijfer is niet gezegd of hoger of lager beter is. Daarom staat er geen oordeel.")
        found |= {"verdict": CANNOT_SAY, "warnings": [*found["warnings"], said]}
    return found


def cost_of(asked: Asked) -> dict[str, Any]:
    return {}
