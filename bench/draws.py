"""How typical are the verdicts that Voorbeeldstad shows? Its noise drawn anew, its studies answered anew, counted.

`make bench ARGS="draws --rounds 20"` draws twenty times and prints the table of docs/effecten-getoetst.md. What is
built in, the levels, the studies and the effects that matter stay. The noise of every series is new, the comparison
wijken are chosen anew from it, and the answer goes by the same rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from demonstration import loading
from demonstration.figures import save
from demonstration.files import DIVISION, read_toml
from demonstration.generator import figures
from effects.answers import answer_of, ask, told
from effects.models import StudyOutcome
from effects.services.studies import choose_comparison
from effects.snapshot import read_snapshot
from indicators.domains import Direction
from indicators.models import ImportFile

SAID = ("beter", "slechter", "geen verschil aangetoond", "niet te zeggen")
Effect = tuple[int, str]  # number of the intervention, slug of the indicator


@dataclass(frozen=True)
class Found:
    """What one draw gave for one built-in effect."""

    effect: Effect
    verdict: str
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One built-in effect over all draws. A draw may be refused for more than one reason."""

    effect: Effect
    must_find: str
    draws: int
    verdicts: Counter[str]
    refusals: Counter[str]

    def line(self) -> str:
        number, slug = self.effect
        cells = " | ".join(str(self.verdicts[verdict]) for verdict in SAID)
        reasons = ", ".join(f"{code} {times}" for code, times in sorted(self.refusals.items())) or "–"
        return f"| {number} | {slug} | {self.must_find} | {self.draws} | {cells} | {reasons} |"


def measure(rounds: int, *_only: str) -> Iterator[Row]:
    loading.load()
    yield from counted(found for draw in range(1, rounds + 1) for found in drawn(draw))


def counted(found: Iterable[Found]) -> list[Row]:
    """A row for each effect, in the order in which the effects are built in."""
    verdicts: dict[Effect, Counter[str]] = {}
    refusals: dict[Effect, Counter[str]] = {}
    for one in found:
        verdicts.setdefault(one.effect, Counter())[one.verdict] += 1
        refusals.setdefault(one.effect, Counter()).update(set(one.refusals))
    return [
        Row(effect, must_find, verdicts[effect].total(), verdicts[effect], refusals[effect])
        for effect, must_find in expected().items()
        if effect in verdicts
    ]


def expected() -> dict[Effect, str]:
    rows = read_toml("voorbeeldstad/effecten.toml")["effect"]
    return {(row["interventie"], row["indicator"]): row["uitkomst"] for row in rows}


def drawn(draw: int) -> Iterator[Found]:
    """Draw the noise anew, let every study choose its comparison wijken from it, and answer."""
    file = ImportFile.objects.create(
        source="voorbeeldstad", name=f"trekking {draw}", sha256=f"{draw:064d}", division_year=DIVISION,
        state=ImportFile.State.IMPORTED,
    )  # fmt: skip
    save(figures(draw=draw), file)
    outcomes = {effect: outcome_of(*effect) for effect in expected()}
    for study in {outcome.study for outcome in outcomes.values()}:
        choose_comparison(study)
    for effect, outcome in outcomes.items():
        yield found_in(effect, outcome)


def outcome_of(number: int, slug: str) -> StudyOutcome:
    rows = StudyOutcome.objects.select_related("indicator", "study__programme")
    return rows.get(interventions__title=titles()[number], indicator__slug=slug)


def titles() -> dict[int, str]:
    parts = ("havenkwartier", "molenbuurt", "oost")
    return {
        row["nummer"]: row["naam"] for part in parts for row in read_toml(f"voorbeeldstad/{part}.toml")["interventie"]
    }


def found_in(effect: Effect, outcome: StudyOutcome) -> Found:
    asked = ask(outcome)
    answer = answer_of(*read_snapshot(asked.snapshot))
    said: dict[str, Any] = told(answer, asked.snapshot, judged=outcome.indicator.direction != Direction.NEITHER)
    return Found(effect, str(said["verdict"]), tuple(str(refusal.code) for refusal in answer.refusals))
