"""All studies of a programme: of each outcome what was found, or that it cannot be said and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.study import Effect, Finding
from charts.wording import listing, number
from effects.models import Study, StudyOutcome, StudyResult, areas_with_place
from portal.effects.findings import elsewhere_of, finding_of, label_of, place_of
from portal.effects.paths import address
from portal.effects.starts import done_words, start_words
from portal.effects.unasked import Elsewhere, Unasked, elsewhere_for, unasked_in
from programmes.models import Programme

Crumbs = list[tuple[str, str]]


@dataclass(frozen=True)
class OutcomeLine:
    """One outcome in a list; `result` None: not computed yet."""

    outcome: StudyOutcome
    result: StudyResult | None

    @property
    def finding(self) -> Finding | None:
        return finding_of(self.result) if self.result else None

    @property
    def label(self) -> str:
        return label_of(self.outcome)

    @property
    def done(self) -> str:
        return done_words(self.outcome)

    @property
    def title(self) -> str:
        return _("%(name)s in %(place)s") % {
            "name": self.outcome.indicator.label(), "place": place_of(self.outcome.study),
        }  # fmt: skip

    @property
    def url(self) -> str:
        return address("effect", self.outcome)

    @property
    def explanation_url(self) -> str:
        return address("effect-uitleg", self.outcome)


@dataclass(frozen=True)
class StudyLines:
    study: Study
    outcomes: tuple[OutcomeLine, ...]

    @property
    def start(self) -> str:
        return start_words(self.study)

    @property
    def elsewhere(self) -> str:
        return elsewhere_of(self.study)

    @property
    def primary(self) -> list[OutcomeLine]:
        return [line for line in self.outcomes if line.outcome.is_primary]

    @property
    def exploratory(self) -> list[OutcomeLine]:
        return [line for line in self.outcomes if not line.outcome.is_primary]


@dataclass(frozen=True)
class ProgrammeEffects:
    """`unasked`: what no study tells of, with why; `elsewhere`: where more is told about the same wijken."""

    studies: tuple[StudyLines, ...]
    unasked: tuple[Unasked, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def summary(self) -> str:
        """How many outcomes have which verdict, in the order of the verdicts."""
        found = [line.finding.effect for study in self.studies for line in study.outcomes if line.finding]
        counted = [(effect, found.count(effect)) for effect in Effect]
        parts = [_("%(number)s %(word)s") % {"number": number(n), "word": effect.word} for effect, n in counted if n]
        if not found:
            return _("Er is nog niets berekend.")
        told = {"all": number(len(found)), "parts": listing(parts)}
        return (
            ngettext("Bekeken is %(all)s cijfer: %(parts)s.", "Bekeken zijn %(all)s cijfers: %(parts)s.", len(found))
            % told
        )


def tell_effects(programme: Programme, reader: Any) -> ProgrammeEffects:
    """In a fixed number of queries. Each outcome with its newest version."""
    studies = Study.objects.visible_to(reader).filter(programme=programme).select_related("programme__gemeente")
    found = list(studies.prefetch_related(areas_with_place(), "outcomes__indicator", "outcomes__interventions"))
    results = StudyResult.objects.visible_to(reader).filter(outcome__study__in=found).newest().for_reading()
    newest = {result.outcome_id: result for result in results}
    told = tuple(StudyLines(study, lines_of(study, newest)) for study in found)
    asked = {line.outcome.indicator_id for lines in told for line in lines.outcomes}
    own = [study.pk for study in found]
    return ProgrammeEffects(told, unasked_in(programme, reader, asked), elsewhere_for(programme, reader, own))


def lines_of(study: Study, newest: dict[int, StudyResult]) -> tuple[OutcomeLine, ...]:
    lines = []
    for outcome in study.outcomes.all():
        outcome.study = study
        lines.append(OutcomeLine(outcome, newest.get(outcome.pk)))
    return tuple(lines)


def crumbs_of(programme: Programme, *, with_effects: bool = False) -> Crumbs:
    found = [(_("Programma’s"), reverse("programmas")), (programme.name, reverse("programma", args=[programme.slug]))]
    return [*found, (_("Effecten"), reverse("effecten", args=[programme.slug]))] if with_effects else found
