"""Does more money per household go with more change? What was found over all programmes, for each figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import doses
from charts.chart import Chart
from charts.study import Effect, Finding
from charts.wording import listing, number, years
from effects.models import DoseResult
from effects.told import EFFECTS
from effects.vocabulary import LeftOut, StoredVerdict
from portal.effects.answers import Answer
from portal.effects.before import before_words
from portal.effects.findings import subject_words
from portal.effects.methods import method_words
from portal.effects.panelfile import options_of
from portal.effects.refusals import Missing, missing_of, named
from programmes.models import Programme

WORLDS = {"gemeenten": False, "verzonnen": True}
PER = 1000  # euros: what one euro does is too small to read
AFTER = 3  # last years with figures, of which the mean is held against the years before
COLUMNS = ("wijk", "jaar", "cijfer", "eerste_jaar", "euro_per_huishouden")
Line = dict[int, float | None]


@dataclass(frozen=True)
class DoseStory:
    """One version of the answer about one figure."""

    result: DoseResult

    @property
    def title(self) -> str:
        return _("%(name)s en geld per huishouden") % {"name": self.result.indicator.label()}

    @property
    def label(self) -> str:
        return _("verkennend: over alle programma’s samen, een verband en geen bewijs")

    @cached_property
    def answer(self) -> Answer:
        return Answer(self.result.answer)

    @cached_property
    def effect(self) -> Effect:
        return EFFECTS[StoredVerdict(self.result.verdict)]

    @property
    def source(self) -> str:
        return self.result.indicator.credit(invented=self.result.invented)

    @property
    def subject(self) -> str:
        return subject_words(self.result.indicator)

    @cached_property
    def finding(self) -> Finding:
        """Its numbers for 1,000 euros per household more; none where nothing may be said."""
        indicator = self.result.indicator
        return Finding(
            effect=self.effect,
            subject=self.subject,
            place="",
            unit=indicator.unit,
            since=0,
            decimals=indicator.decimals,
            **{field: self._per_thousand(name) for field, name in NUMBERS.items()},  # type: ignore[arg-type]
        )

    def _said(self, name: str) -> float | None:
        return self.answer.number(name) if self.effect.is_judged else None

    def _per_thousand(self, name: str) -> float | None:
        value = self._said(name)
        return None if value is None else value * PER

    @property
    def sentence(self) -> str:
        told = {"subject": self.subject, "size": self.finding.size, "interval": self.finding.interval}
        told |= {"mde": self.finding.smallest_seen, "word": self.effect.word}
        if self.effect.is_difference:
            return _(
                "Waar 1.000 euro per huishouden meer is besteed, veranderde %(subject)s mee: gemiddeld %(size)s dan "
                "zonder dat geld te verwachten was. Dat is %(word)s. Rekening houdend met toeval: %(interval)s."
            ) % told  # fmt: skip
        if self.effect.is_judged:
            return _(
                "Er is geen verband aangetoond tussen geld per huishouden en %(subject)s. Een verschil van %(mde)s of "
                "meer per 1.000 euro hadden we waarschijnlijk gezien. Een kleiner verschil kan er wel zijn."
            ) % told  # fmt: skip
        return _("Niet te zeggen is of %(subject)s meer veranderde waar meer geld per huishouden kwam.") % told

    @property
    def url(self) -> str:
        return reverse("geld-en-uitkomst", args=[world_of(self.result), self.result.indicator.slug])

    @property
    def money(self) -> dict[str, Any]:
        return dict(self.result.snapshot["money"])

    @property
    def names(self) -> dict[str, str]:
        return dict(self.money["names"])

    @property
    def missing(self) -> tuple[Missing, ...]:
        return missing_of(self.answer, self.names)

    @property
    def reasons(self) -> str:
        """What is missing, as a sentence without its full stop."""
        said = listing([each.title[:1].lower() + each.title[1:] or each.exact for each in self.missing])
        return said[:1].upper() + said[1:]

    @property
    def notes(self) -> list[str]:
        return [named(each, self.names) for each in self.answer.warnings]

    @property
    def method(self) -> str:
        return method_words("dose")

    @property
    def facts(self) -> list[dict[str, str]]:
        """What is known; each leads to its explanation on the same page."""
        p, adjusted = self._said("p_value"), self.result.context.get("adjusted_p")
        told = [
            (_("Verschil per 1.000 euro per huishouden"), self.finding.size, "vergeleken"),
            (_("Onzekerheid (95 %)"), self.finding.interval, "niet-zeggen"),
            (_("Kleinste verschil dat te zien was"), self.finding.smallest_seen, "niet-zeggen"),
            (_("Kans dat toeval dit geeft (p)"), number(p, 3) if p is not None else "", "niet-zeggen"),
            (_("Die kans, omdat er meer cijfers zijn bekeken"), self._adjusted(adjusted), "niet-zeggen"),
            (_("Wijken met besteed geld"), number(self.answer.count("n_treated")), "onbekend"),
            (_("Wijken waar het nul is"), number(self.answer.count("n_comparison")), "onbekend"),
            (_("Gingen ze vóór het eerste geld gelijk op?"), before_words(self.answer), "vergeleken"),
            (_("Metingen van voor het eerste geld"), number(self.answer.count("n_pre")), "vergeleken"),
            (_("Metingen van daarna"), number(self.answer.count("n_post")), "vergeleken"),
            (_("Prijzen"), self.money["price_words"], "onbekend"),
        ]
        return [{"term": term, "text": text, "url": f"#{anchor}"} for term, text, anchor in told if text]

    def _adjusted(self, adjusted: float | None) -> str:
        return number(adjusted, 3) if adjusted is not None and self.effect.is_judged else ""

    @property
    def chart(self) -> Chart | None:
        """Only where something may be said: of a few points a reader would make a line of his own."""
        if not self.effect.is_judged:
            return None
        panel = self.result.snapshot["panel"]
        before, after = years_of(panel)
        indicator = self.result.indicator
        return doses.draw(
            doses.Doses(
                title=indicator.label(),
                unit=indicator.unit,
                sentence=self.sentence,
                doses=tuple(points(panel, self.names, before, after)),
                before=years(before[0], before[-1]),
                after=years(after[0], after[-1]),
                per_thousand=self.finding.estimate,
                decimals=self.finding.places,
            )
        )

    @property
    def command(self) -> str:
        columns = "--unit {} --time {} --outcome {} --first-treated {} --dose {}".format(*COLUMNS)
        direction = options_of(self.result.snapshot)["direction"]
        asked = f"--method dose --direction {direction} --seed {self.result.seed}"
        return f"python manage.py estimate_effect {self.file_name} {columns} {asked} --json"

    @property
    def file_name(self) -> str:
        return f"geld-{self.result.indicator.slug}-versie-{self.result.number}.csv"


NUMBERS = {"estimate": "estimate", "low": "ci_low", "high": "ci_high", "mde": "mde"}


def world_of(result: DoseResult) -> str:
    return next(name for name, invented in WORLDS.items() if invented == result.invented)


def years_of(panel: dict[str, Any]) -> tuple[list[int], list[int]]:
    """The years before the first money of any wijk, and the last years."""
    first = min(year for year in panel["first_treated"] if year is not None)
    return [year for year in panel["periods"] if year < first], list(panel["periods"][-AFTER:])


def points(panel: dict[str, Any], names: dict[str, str], before: list[int], after: list[int]) -> Iterable[doses.Dose]:
    """Wijken with a figure on both sides, and of which the money is known to the end."""
    for code, row, given in zip(panel["units"], panel["outcome"], panel["dose"], strict=True):
        by_year = dict(zip(panel["periods"], row, strict=True))
        old, new = mean(by_year, before), mean(by_year, after)
        if old is not None and new is not None and given[-1] is not None:
            yield doses.Dose(names.get(code, code), given[-1], new - old, reverse("wijk", args=[code]))


def mean(by_year: Line, wanted: Iterable[int]) -> float | None:
    known = [value for year in wanted if (value := by_year.get(year)) is not None]
    return sum(known) / len(known) if known else None


def rows_of(snapshot: dict[str, Any]) -> Iterable[tuple[object, ...]]:
    """The panel as the command takes it; an unknown figure or amount is empty."""
    panel = snapshot["panel"]
    starts = panel["first_treated"]
    for code, row, given, first in zip(panel["units"], panel["outcome"], panel["dose"], starts, strict=True):
        for year, value, euros in zip(panel["periods"], row, given, strict=True):
            yield code, year, *("" if one is None else repr(one) for one in (value, first, euros))


@dataclass(frozen=True)
class World:
    """The real gemeenten, or the invented one."""

    name: str
    stories: tuple[DoseStory, ...]

    @property
    def invented(self) -> bool:
        return WORLDS[self.name]

    @property
    def told(self) -> list[DoseStory]:
        return [each for each in self.stories if each.effect.is_judged]

    @property
    def refused(self) -> list[tuple[str, list[DoseStory]]]:
        """By what is missing, since it is the same for many."""
        found: dict[str, list[DoseStory]] = {}
        for each in self.stories:
            if not each.effect.is_judged:
                found.setdefault(each.reasons, []).append(each)
        return sorted(found.items(), key=lambda pair: -len(pair[1]))

    @property
    def places(self) -> str:
        return listing([name for _code, name in self.stories[0].money["gemeenten"]]) if self.stories else ""

    @property
    def counted(self) -> str:
        """In how many wijken money was spent, and of how many it is nought."""
        given, none = self.stories[0].money["given"], self.stories[0].money["none"]
        first = ngettext("In %(given)s wijk is geld besteed.", "In %(given)s wijken is geld besteed.", given)
        second = ngettext(
            "In %(none)s wijk werkte geen programma: daar is het nul.",
            "In %(none)s wijken werkte geen programma: daar is het nul.",
            none,
        )
        told = {"given": number(given), "none": number(none)}
        return f"{first % told} {second % told}"

    @property
    def left_out(self) -> list[tuple[str, str, str]]:
        """Code, name and why, by name."""
        rows = self.stories[0].money["left_out"] if self.stories else []
        return sorted(((code, name, str(LeftOut(why).label)) for code, name, why in rows), key=lambda row: row[1])


def tell_doses(reader: Any) -> dict[str, Any]:
    """The page over all figures, in a fixed number of queries."""
    found = [DoseStory(one) for one in DoseResult.objects.visible_to(reader).newest().for_reading()]
    worlds = [
        World(name, tuple(each for each in found if each.result.invented == invented))
        for name, invented in WORLDS.items()
    ]
    return {
        "worlds": [each for each in worlds if each.stories],
        "real_unknown": not worlds[0].stories
        and Programme.objects.published().filter(gemeente__invented=False).exists(),
    }
