"""What a council member may ask of a number: what was compared, why these wijken, how sure, and what it cannot tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.study import Finding
from charts.wording import number, percentage
from effects.models import ComparisonArea
from effects.vocabulary import Choice
from portal.effects.answers import Answer
from portal.effects.before import before, p_words
from portal.effects.cost import explained_cost
from portal.effects.findings import name_in
from portal.effects.limits import limits_of
from portal.effects.methods import method_words
from portal.effects.panelfile import command_of
from portal.effects.part import Part
from portal.effects.placebolines import placebo_chart
from portal.effects.starts import done_words, start_words
from portal.effects.story import OutcomeStory
from portal.effects.terms import terms_in
from portal.parts import area_url

FITTED_BEFORE = {"sdid", "sc"}  # methods that make the comparison fit the years before the start
UNUSED = gettext_lazy("leek er genoeg op, maar mist cijfers die deze methode nodig heeft")


@dataclass(frozen=True)
class Named:
    """A wijk that was weighed, and how much it counts where they do not all count the same."""

    name: str
    url: str
    weight: str = ""


@dataclass(frozen=True)
class Group:
    """Wijken that are compared with, or are not, for the same reason."""

    why: str
    wijken: tuple[Named, ...]


@dataclass(frozen=True)
class Explained:
    story: OutcomeStory
    sure: tuple[Part, ...]
    cannot: tuple[Part, ...]
    cost: Part

    @property
    def command(self) -> str:
        return command_of(self.story.result)

    @property
    def terms(self) -> list[tuple[str, str]]:
        """Words of the trade in what the estimator remarked or refused."""
        return terms_in([*self.story.computing_notes, *(each.exact for each in self.story.missing)])

    @property
    def what(self) -> tuple[str, ...]:
        return what_was_compared(self.story)

    @property
    def compared(self) -> list[Group]:
        return groups_of(self.story, self.story.compared, self.story.answer.weights)

    @property
    def left_out(self) -> list[Group]:
        story = self.story
        return [*groups_of(story, story.unused, {}, UNUSED), *groups_of(story, story.left_out, {})]


def groups_of(
    story: OutcomeStory, weighed: Iterable[ComparisonArea], weights: Mapping[str, float], why: str | Promise = ""
) -> list[Group]:
    """By reason, or all for one reason; within it by weight where there are weights, else by name."""
    city = story.study.programme.gemeente
    by_reason: dict[str, list[Named]] = defaultdict(list)
    for each in sorted(weighed, key=lambda one: (-weights.get(one.area.code, 0.0), one.area.spoken_name)):
        weight = percentage(100 * weights.get(each.area.code, 0.0), 1) if weights else ""
        named = Named(name_in(city, each.area), area_url(each.area), weight)
        by_reason[str(why) or each.reason or str(Choice(each.choice).label)].append(named)
    return [Group(why, tuple(wijken)) for why, wijken in by_reason.items()]


def explain(story: OutcomeStory) -> Explained:
    sure = (interval(story), rank(story), smallest(story), before(story), second(story), honest(story), chance(story))
    cost = Part("kosten", _("Wat het kostte"), explained_cost(story.result))
    return Explained(story, tuple(part for part in sure if part.texts), limits_of(story), cost)


def what_was_compared(story: OutcomeStory) -> tuple[str, ...]:
    outcome, answer = story.outcome, story.answer
    told = {
        "name": outcome.indicator.label(),
        "place": story.place,
        "since": outcome.effect_year,
    }
    first = (
        _(
            "We keken hoe ‘%(name)s’ in %(place)s veranderde na het begin. En hoe het intussen veranderde in wijken "
            "die er vóór het begin op leken, maar waar deze aanpak niet was."
        )
        % told
    )
    late = (
        _(
            "Het effect kan er pas later zijn. Daarom telt %(since)s als het eerste jaar na het begin, en tellen de "
            "jaren ertussen niet mee."
        )
        % told
    )
    selected = _(
        "Het jaar waarin de wijk werd gekozen, %(year)s, telt niet mee als jaar van voor het begin: een slecht "
        "jaar is vaak waarom een wijk gekozen wordt."
    ) % {"year": story.study.selection_year}
    parts = [
        first,
        done_words(outcome),
        story.elsewhere,
        start_words(story.study),
        late if outcome.lag_years else "",
        selected if story.study.selection_year else "",
        years_used(answer),
        method_words(answer.method),
    ]
    return tuple(part for part in parts if part)


def years_used(answer: Answer) -> str:
    told = {"pre": number(answer.count("n_pre")), "post": number(answer.count("n_post"))}
    return _("Er zijn %(pre)s metingen van voor het begin en %(post)s van daarna.") % told


def interval(story: OutcomeStory) -> Part:
    said = _(
        "Toeval speelt altijd mee. De onzekerheid is: %(interval)s. Zou je zo’n onderzoek honderd keer doen, dan "
        "ligt het echte verschil ongeveer 95 keer binnen zo’n strook."
    )
    found = story.finding.interval
    return Part("onzekerheid", _("De onzekerheid"), (said % {"interval": found},) if found else ())


def rank(story: OutcomeStory) -> Part:
    found = story.answer.rank
    if found is None:
        return Part("placebo", "", ())
    told = {"place": number(found.place), "of": number(found.of), "name": story.place}
    lead = _(
        "We deden alsof de aanpak in andere wijken was geweest, waar hij niet was. Zo zie je hoe groot een "
        "verschil door toeval kan zijn."
    )
    said = _(
        "Van %(of)s vergelijkingen, die van %(name)s meegeteld, gaven er %(place)s een verschil dat "
        "minstens zo groot is."
    )
    if found.place == 1:
        said = _("Van %(of)s vergelijkingen, die van %(name)s meegeteld, gaf %(name)s het grootste verschil.")
    title = _("Hoe vaak geeft toeval zoiets? %(place)s van %(of)s") % told
    return Part("placebo", title, (lead, said % told), placebo_chart(story))


def smallest(story: OutcomeStory) -> Part:
    found, relevant = story.finding, story.outcome.relevant_effect
    texts = []
    if found.smallest_seen:
        said = _(
            "Het kleinste verschil dat dit onderzoek waarschijnlijk had gezien (kans 80 %%) is %(mde)s. Wat kleiner "
            "is, kan er zijn zonder dat we het zien."
        )
        texts.append(said % {"mde": found.smallest_seen})
    if relevant:
        size = number(relevant, story.outcome.indicator.decimals)
        texts.append(_("Het programma noemde %(size)s als verschil dat ertoe doet.") % {"size": size})
    return Part("kleinste", _("Wat we hadden kunnen zien"), tuple(texts) if found.smallest_seen else ())


def second(story: OutcomeStory) -> Part:
    """What the other method says: where it says something else, the reader should know."""
    beside, found = story.answer.beside, story.finding
    estimate = beside.number("estimate") if beside else None
    if beside is None or estimate is None or found.estimate is None:
        return Part("tweede", "", ())
    other = replace(found, estimate=estimate, low=beside.number("ci_low"), high=beside.number("ci_high"))
    told = {"size": other.size, "first": found.size, "interval": other.interval}
    said = _("Een tweede methode komt op %(size)s, tegen %(first)s bij de eerste.") % told
    sure = _("De onzekerheid is daar %(interval)s.") % told if other.interval else ""
    texts = (said, sure, differs(found, other), method_words(beside.method))
    return Part("tweede", _("Een tweede methode ernaast"), tuple(each for each in texts if each))


def differs(found: Finding, other: Finding) -> str:
    if not found.effect.is_difference or other.low is None or other.high is None:
        return ""
    if other.low <= 0 <= other.high:
        return _("Met die methode alleen was er geen verschil aangetoond. Wees dus voorzichtiger met de uitkomst.")
    return ""


def honest(story: OutcomeStory) -> Part:
    limit = story.answer.number("honest_breakdown")
    said = _(
        "De uitkomst blijft staan zolang de wijk na het begin niet meer dan %(limit)s keer zo ver uit de pas gaat "
        "lopen als zij er vóór het begin al eens liep (Rambachan en Roth, 2023)."
    )
    told = said % {"limit": number(limit, 1)} if limit else ""  # nought: there is no difference to keep standing
    text = not_honest(story) if limit is None else told
    return Part("houdbaar", _("Hoe ver mag de aanname ernaast zitten?"), (text,) if text else ())


def not_honest(story: OutcomeStory) -> str:
    """Why there is no such limit; empty where there is no outcome that it could be of."""
    if not story.finding.effect.is_judged:
        return ""
    if story.answer.method in FITTED_BEFORE:
        return _(
            "Bij deze methode is dat niet uit te rekenen: zij maakt de vergelijking zelf passend op de jaren van voor "
            "het begin. Kijk daarom naar de wijken waar de aanpak niet was."
        )
    return _("Dat is met deze cijfers niet uit te rekenen.")


def chance(story: OutcomeStory) -> Part:
    p = story.answer.number("p_value")
    if p is None or story.finding.estimate is None:
        return Part("kans", "", ())
    said = _(
        "Als er geen verschil was, zou toeval een verschil van deze grootte geven met kans %(p)s. Onder 0,05 "
        "noemen we het beter of slechter."
    ) % {"p": p_words(p)}
    adjusted = story.context.adjusted_p
    beside = _("Er zijn meer verkennende cijfers bekeken. Wie vaker kijkt, vindt vaker iets. Daarmee gerekend is "
               "%(p)s (Benjamini en Hochberg, 1995).")  # fmt: skip
    texts = (said,) if adjusted is None else (said, beside % {"p": p_words(adjusted)})
    return Part("kans", _("Kan dit toeval zijn?"), texts)
