"""The studies of the demonstration: proposed, frozen and answered.

Computing the answers takes longer than a first page may wait. So they are kept as data, and used only where they were
computed from the very figures that are loaded; a test computes them anew and finds the same bytes.

    python manage.py answer_demonstration
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from demonstration.files import DATA, DIVISION, read_json, read_toml
from effects.answers import Asked, ask
from effects.models import Study, StudyOutcome, StudyResult
from effects.proposal import proposals_of, split
from effects.services import OutcomeLine, answer_anew, freeze_study, propose_studies
from effects.services.results import keep
from effects.services.studies import freeze, write_study
from effects.vocabulary import StartBasis
from indicators.models import Indicator
from programmes.models import Programme
from stakeholders.models import Person
from wijken.models import Area

ANSWERS = "voorbeeldstad/antwoorden.json"
KEPT = ("answer", "context", "cost", "versions")


def load_studies(programmes: Iterable[Programme], by: Person) -> None:
    """Each start apart, as a manager may choose: an effect is held against the study of its own intervention."""
    stated = read_toml("voorbeeldstad/onderzoeken.toml")
    for programme in programmes:
        apart = [one for proposed in proposals_of(programme) for one in split(proposed)]
        for study in propose_studies(programme=programme, by=by, chosen=apart):
            state_what_matters(study, stated["effect"])
            freeze_study(study=study, version=study.version, by=by)
    load_krachtwijken_study(stated["krachtwijken"])
    if not keep_answers(outcomes()):
        answer_anew()


def state_what_matters(study: Study, effects: dict[str, float]) -> None:
    for outcome in study.outcomes.select_related("indicator").filter(indicator__slug__in=effects):
        outcome.relevant_effect = effects[outcome.indicator.slug]
        outcome.save()


def load_krachtwijken_study(said: dict[str, Any]) -> None:
    """By nobody: the programmes of 2008 have no manager here, so it is written without a person."""
    programme = Programme.objects.get(name=said["programma"], historical=True)
    areas = Area.objects.filter(code__in=said["gebieden"], division_year=DIVISION)
    line = OutcomeLine(Indicator.objects.get(slug=said["indicator"]), True, 0, said["effect"])
    study = write_study(
        programme=programme, outcomes=[line], name=said["naam"], areas=list(areas), start_year=said["begin"],
        start_basis=StartBasis.POLICY, selection_year=said["gekozen_in"],
    )  # fmt: skip
    freeze(study, by=None)


def outcomes() -> list[StudyOutcome]:
    found = StudyOutcome.objects.filter(study__programme__in=demonstrated()).select_related("indicator", "study")
    return list(found.order_by("study__name", "indicator__slug"))


def demonstrated() -> Any:
    return Programme.objects.filter(pk__in=Study.objects.frozen().values("programme"))


def key_of(outcome: StudyOutcome) -> str:
    return f"{outcome.study.name}: {outcome.indicator.slug}"


def keep_answers(asked_of: Iterable[StudyOutcome]) -> bool:
    """Keep the answers that are stored; False where one was computed from other figures than are loaded."""
    stored = read_json(ANSWERS) if (DATA / ANSWERS).exists() else {}
    asked = [ask(outcome) for outcome in asked_of]
    known = [one for one in asked if stored.get(key_of(one.outcome), {}).get("snapshot_sha256") == one.sha256]
    for one in known:
        for name in KEPT:
            setattr(one, name, stored[key_of(one.outcome)][name])
    keep(known)
    return len(known) == len(asked)


def stored_form(results: Iterable[Asked | StudyResult]) -> dict[str, Any]:
    return {
        key_of(one.outcome): {
            "snapshot_sha256": one.sha256 if isinstance(one, Asked) else one.snapshot_sha256,
            **{name: getattr(one, name) for name in KEPT},
        }
        for one in results
    }


def write_answers(results: Iterable[Asked | StudyResult]) -> None:
    text = json.dumps(stored_form(results), ensure_ascii=False, indent=0, sort_keys=True)
    (DATA / ANSWERS).write_text(text + "\n", encoding="utf-8", newline="\n")
