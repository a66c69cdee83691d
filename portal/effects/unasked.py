"""What a programme is meant to change and no study asks about yet: of each figure why nothing can be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.study import Effect
from charts.wording import listing, number
from effects.models import Study
from effects.promises import Start, starts_of
from effects.vocabulary import POST_NEEDED, StartBasis
from indicators.models import Indicator, Observation
from portal.parts import area_name
from programmes.models import Contribution, Goal, Programme
from programmes.whole import children_of
from wijken.models import Area


@dataclass(frozen=True)
class Unasked:
    """Indicators that are promised or aimed at, and the one reason why no study says anything of them."""

    indicators: tuple[Indicator, ...]
    why: str
    effect: Effect = Effect.CANNOT_SAY


@dataclass(frozen=True)
class Elsewhere:
    """A page with studies that belong to another programme and are about the same wijken."""

    name: str
    url: str
    told: str


def unasked_in(programme: Programme, reader: Any, asked: Collection[int]) -> tuple[Unasked, ...]:
    """In a fixed number of queries; `asked`: the indicators that a study tells of."""
    links = _links(programme, reader, asked)
    aims = Goal.objects.visible_to(reader).filter(programme=programme).exclude(indicator__in=asked)
    indicators = {one.indicator_id: one.indicator for one in aims.select_related("indicator")}
    indicators |= {pk: ones[0].indicator for pk, ones in links.items()}
    if not indicators:
        return ()
    starts = starts_of({link.intervention for ones in links.values() for link in ones})
    newest = _newest(programme, indicators)
    by_reason: dict[str, list[Indicator]] = defaultdict(list)
    for pk, one in sorted(indicators.items(), key=lambda pair: pair[1].order):
        by_reason[_why(links.get(pk, []), starts, newest.get(pk))].append(one)
    return tuple(Unasked(tuple(ones), why) for why, ones in by_reason.items())


def _links(programme: Programme, reader: Any, asked: Collection[int]) -> dict[int, list[Contribution]]:
    rows = Contribution.objects.visible_to(reader).filter(intervention__programme=programme)
    found: dict[int, list[Contribution]] = defaultdict(list)
    for one in rows.exclude(indicator__in=asked).select_related("indicator", "intervention").order_by("pk"):
        found[one.indicator_id].append(one)
    return found


def _newest(programme: Programme, indicators: Collection[int]) -> dict[int, int]:
    """The last year with a figure in one of the areas of the programme or its goals, by indicator."""
    areas = Area.objects.filter(Q(programme_areas__programme=programme) | Q(goals__programme=programme))
    rows = Observation.objects.known().filter(area__in=areas.order_by().values("pk"), indicator__in=indicators)
    return dict(rows.order_by().values_list("indicator").annotate(last=Max("period")))


def _why(links: Sequence[Contribution], starts: Mapping[int, Start], newest: int | None) -> str:
    begun = [(starts[one.intervention_id], one.lag_years) for one in links]
    first = min((start.year + lag for start, lag in begun if start.basis == StartBasis.MONEY), default=None)
    if not links:
        return _("Van geen interventie staat er dat zij hieraan bijdraagt. Dan valt er niets te toetsen.")
    if newest is None:
        return _("Er zijn van deze wijken nog geen cijfers over.")
    if first is None:
        return _("Er staat niet in welk jaar er geld aan is besteed. Zonder begin is er geen ervoor en erna.")
    if newest < first + POST_NEEDED - 1:
        words = _("Het zou te merken zijn vanaf %(first)s, met %(needed)s metingen. De nieuwste is van %(newest)s.")
        return words % {"first": first, "needed": number(POST_NEEDED), "newest": newest}
    return _("Er is nog geen onderzoek vastgelegd.")


def elsewhere_for(programme: Programme, reader: Any, own: Collection[int]) -> tuple[Elsewhere, ...]:
    """Programmes with studies of a wijk of this programme, and those of a city's wijken (4 queries)."""
    children = [one.pk for one in children_of(programme, reader)]
    areas = {one.pk: one for one in Area.objects.filter(programme_areas__programme=programme).distinct()}
    about = Q(programme__in=children) | Q(areas__in=areas)
    rows = Study.objects.visible_to(reader).exclude(pk__in=own).filter(about).distinct()
    found: dict[Programme, list[Study]] = defaultdict(list)
    for study in rows.select_related("programme").prefetch_related("study_areas"):
        found[study.programme].append(study)
    ordered = sorted(found.items(), key=lambda pair: pair[0].name)
    return tuple(_elsewhere(one, studies, areas, one.pk in children) for one, studies in ordered)


def _elsewhere(of: Programme, studies: Sequence[Study], areas: Mapping[int, Area], is_child: bool) -> Elsewhere:
    count = len(studies)
    words = ngettext("%(number)s onderzoek", "%(number)s onderzoeken", count) % {"number": number(count)}
    held = {each.area_id for study in studies for each in study.study_areas.all()}
    names = listing(sorted(area_name(areas[pk]) for pk in held & areas.keys()))
    if names and not is_child:
        words = _("%(studies)s, ook over %(names)s") % {"studies": words, "names": names}
    return Elsewhere(of.name, reverse("effecten", args=[of.slug]), words)
