"""How far a study is, and what one does next with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import number
from effects.before import known_years, years_words
from effects.models import ComparisonArea, Study, StudyOutcome, StudyResult
from effects.told import Told, versions_of
from effects.vocabulary import INCLUDED, areas_needed, years_needed
from programmes.forms.base import plain_number

Choices = list[tuple[str, str]]  # what stands, and what the rules proposed


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome as its manager sees it. `compared` and `weighed`: areas; `before`: years with figures."""

    outcome: StudyOutcome
    compared: int
    weighed: int
    changed: int
    before: str
    cautions: tuple[str, ...]
    versions: tuple[Told, ...]

    @property
    def matters(self) -> str:
        """The effect that would matter, in the unit of the indicator; empty where nobody said."""
        effect, indicator = self.outcome.relevant_effect, self.outcome.indicator
        if effect is None:
            return ""
        return f"{plain_number(effect)} {indicator.unit}"

    @property
    def newest(self) -> Told | None:
        return self.versions[0] if self.versions else None


def rows_of(study: Study) -> list[OutcomeRow]:
    """In a fixed number of queries."""
    outcomes = list(study.outcomes.select_related("indicator"))
    results = list(StudyResult.objects.filter(outcome__study=study).defer("snapshot", "context", "money", "cost"))
    weighed: dict[int, Choices] = {}
    for outcome, choice, proposed in _choices(study):
        weighed.setdefault(outcome, []).append((choice, proposed))
    known, areas = known_years(study), study.areas.count()
    rows = []
    for one in outcomes:
        one.study = study
        choices, years = weighed.get(one.pk, []), known.get(one.indicator_id, 0)
        cautions = () if study.is_frozen else tuple(_cautions(_compared(choices), years, areas))
        rows.append(_row(one, choices, years_words(years), cautions, tuple(versions_of(one, results))))
    return rows


def _choices(study: Study) -> list[tuple[int, str, str]]:
    rows = ComparisonArea.objects.filter(outcome__study=study).order_by()
    return list(rows.values_list("outcome", "choice", "proposed"))


def _row(
    outcome: StudyOutcome, choices: Choices, before: str, cautions: tuple[str, ...], versions: tuple[Told, ...]
) -> OutcomeRow:
    changed = sum(choice != proposed for choice, proposed in choices)
    return OutcomeRow(outcome, _compared(choices), len(choices), changed, before, cautions, versions)


def _compared(choices: Choices) -> int:
    return sum(choice in INCLUDED for choice, _proposed in choices)


def _cautions(compared: int, years: int, areas: int) -> list[str]:
    """What would make the rules refuse, as far as it is known before anyone looks."""
    needed, enough, said = years_needed(areas), areas_needed(areas), []
    if years < needed:
        told = {"found": number(years), "needed": number(needed)}
        said.append(_("Van voor het begin zijn er %(found)s jaren met cijfers; %(needed)s is het minste.") % told)
    if compared < enough:
        told = {"found": number(compared), "needed": number(enough)}
        said.append(_("Er zijn %(found)s vergelijkingsgebieden; met minder dan %(needed)s volgt geen oordeel.") % told)
    return said


def lacking(rows: list[OutcomeRow]) -> list[str]:
    """What must be there before a study can be frozen; empty where it can."""
    found = []
    if not any(row.outcome.is_primary for row in rows):
        found.append(_("Kies ten minste één hoofdvraag."))
    without = [row for row in rows if row.outcome.is_primary and row.outcome.relevant_effect is None]
    if without:
        words = ngettext(
            "Van %(number)s hoofdvraag is nog niet gezegd welk verschil ertoe doet.",
            "Van %(number)s hoofdvragen is nog niet gezegd welk verschil ertoe doet.",
            len(without),
        )
        found.append(words % {"number": number(len(without))})
    return found
