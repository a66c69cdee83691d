"""The answers about money per household in Voorbeeldstad, kept as data like those of its studies.

python manage.py answer_demonstration
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from demonstration.files import DATA, read_json
from effects import doses
from effects.doses import DoseAsked
from effects.services import answer_doses_anew
from effects.spending import spending_of

ANSWERS = "voorbeeldstad/geld-per-huishouden.json"


def asked() -> list[DoseAsked]:
    return list(doses.asked_of(spending_of(invented=True), invented=True))


def load_doses() -> None:
    """Keep the answers that are stored; where one was computed from other figures, let a worker do it."""
    stored = read_json(ANSWERS) if (DATA / ANSWERS).exists() else {}
    found = asked()
    known = [one for one in found if stored.get(one.indicator.slug, {}).get("snapshot_sha256") == one.sha256]
    for one in known:
        kept = stored[one.indicator.slug]
        one.answer, one.context, one.versions = kept["answer"], kept["context"], kept["versions"]
    doses.keep(known, {})
    if len(known) < len(found):
        answer_doses_anew()


def compute_doses() -> list[DoseAsked]:
    found = asked()
    for one in found:
        doses.answered(one)
    doses.adjust(found)
    return found


def write_answers(found: Iterable[DoseAsked]) -> None:
    kept = {
        one.indicator.slug: {
            "snapshot_sha256": one.sha256, "answer": one.answer, "context": one.context, "versions": one.versions,
        }
        for one in found
    }  # fmt: skip
    text = json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True)
    (DATA / ANSWERS).write_text(text + "\n", encoding="utf-8", newline="\n")
