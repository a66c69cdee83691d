"""What awaits action: of a manager in the gemeente, of a reporter in the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.figures import with_figures
from programmes.ceilings import fullness_of
from programmes.models import Ceiling, Intervention, Programme
from programmes.reporting import awaited_titles, silent_in
from programmes.reports import awaiting
from programmes.services import what_is_lacking
from programmes.vocabulary import InterventionStatus, ProgrammeStatus
from stakeholders.kinds import Role
from stakeholders.models import Organisation, gemeente_ids
from wijken.models import Area

NAMED = 4  # of a longer list the first three, and how many more
MOST = 6  # of one kind: a longer list tells no more than its number
UNDER_WAY = (InterventionStatus.PLANNED, InterventionStatus.BUSY)


@dataclass(frozen=True)
class ToDo:
    """One thing that waits: what, why, and where to do it."""

    title: str
    note: str
    url: str
    label: str


def for_manager(user: Any) -> list[ToDo]:
    """Reports to judge, ceilings nearly full, concepts and interventions that lack something, reports that miss."""
    programmes = Programme.objects.editable_by(user).filter(historical=False).prefetch_related("wijken__areas")
    interventions = Intervention.objects.editable_by(user).filter(programme__historical=False, status__in=UNDER_WAY)
    interventions = interventions.select_related("programme").order_by("start_year", "title")
    year = timezone.localdate().year
    return [
        *(ToDo(*one) for one in awaiting.to_judge(user)),
        *_ceilings(user, year),
        *_first_steps(user, programmes),
        *_concepts(programmes),
        *late_ones(interventions, year),
        *_without(
            interventions.exclude(investments__isnull=False),
            _("heeft nog geen geld"),
            _("Er is nog geen bedrag gemeld."),
        ),
        *_without(
            interventions.exclude(contributions__isnull=False),
            _("is met geen uitkomst verbonden"),
            _("Zo is niet te zien waar zij voor bedoeld is."),
            "werk:contribution-new",
        ),
        *_reports(user, year - 1),
    ]


def for_reporter(user: Any) -> list[ToDo]:
    """Reports that are open, and interventions without one of which nothing spent was told, this year and last."""
    this_year = timezone.localdate().year
    organisations = [one.organisation for one in user.held() if one.role == Role.REPORTER]
    directly = [
        _report(one, year, titles)
        for one in organisations
        for year, titles in awaited_titles(one, (this_year - 1, this_year)).items()
        if titles
    ]
    return [*(ToDo(*one) for one in awaiting.to_fill_in(user)), *directly]


def for_controller(user: Any) -> list[ToDo]:
    """The drafts of the own organisations that wait to be checked and handed in."""
    return [ToDo(*one) for one in awaiting.to_hand_in(user)]


def _report(organisation: Organisation, year: int, titles: Sequence[str]) -> ToDo:
    number = len(titles)
    title = ngettext(
        "Over %(year)s is voor %(number)s interventie nog niets besteed gemeld",
        "Over %(year)s is voor %(number)s interventies nog niets besteed gemeld",
        number,
    ) % {"year": year, "number": number}
    names = _names(titles[:NAMED], number)
    return ToDo(title, f"{organisation}: {names}", _report_url(organisation, year), _("Rapporteer"))


def _report_url(organisation: Organisation, year: int) -> str:
    return f"{reverse('werk:report')}?jaar={year}&organisatie={organisation.slug}"


def _names(rows: Sequence[Any], number: int) -> str:
    """The first of so many by name."""
    names = [str(row) for row in rows]
    more = _(" en nog %(more)s") % {"more": number - 3} if number > NAMED else ""
    return ", ".join(names[: 3 if more else NAMED]) + more


def _first_steps(user: Any, programmes: Any) -> Iterable[ToDo]:
    """What a gemeente that begins still misses: figures, a programme."""
    codes = Area.objects.filter(pk__in=gemeente_ids(user)).values_list("code", flat=True)
    if not any(with_figures(Area.objects.in_gemeente(code)).exists() for code in codes):
        note = _("Begin met de kerncijfers wijken en buurten van het CBS: daarmee staan de wijken er ook.")
        yield ToDo(_("Er zijn nog geen cijfers over uw wijken"), note, reverse("imports"), _("Lees cijfers in"))
    if not programmes.exists():
        note = _("Een naam en de jaren zijn genoeg om te beginnen.")
        yield ToDo(_("Uw gemeente heeft nog geen programma"), note, reverse("werk:programme-new"), _("Maak het eerste"))


def _concepts(programmes: Any) -> Iterable[ToDo]:
    for programme in programmes.filter(status=ProgrammeStatus.DRAFT)[:MOST]:
        lacking = " ".join(what_is_lacking(programme).values())
        again = _("De nieuwe versie van “%(name)s” is nog een concept")
        title = (again if programme.draft_of_id else _("“%(name)s” is nog een concept")) % {"name": programme.name}
        url = reverse("werk:programme", args=[programme.slug])
        yield ToDo(title, lacking or _("Alles staat erin om te publiceren."), url, _("Ga verder"))


def late_ones(interventions: Any, year: int) -> Iterable[ToDo]:
    late = Q(status=InterventionStatus.PLANNED, start_year__lt=year) | Q(
        status=InterventionStatus.BUSY, end_year__lt=year
    )
    for one in interventions.filter(late)[:MOST]:
        planned = one.status == InterventionStatus.PLANNED
        words = _("“%(title)s” zou in %(year)s beginnen") if planned else _("“%(title)s” zou in %(year)s klaar zijn")
        title = words % {"title": one.title, "year": one.start_year if planned else one.end_year}
        note = _("Is zij begonnen? Zet haar op bezig, of pas de jaren aan.")
        if not planned:
            note = _("Rond haar af, of kies een later laatste jaar.")
        yield ToDo(title, f"{one.programme}. {note}", reverse("werk:intervention", args=[one.pk]), _("Werk bij"))


def _without(interventions: Any, what: str, note: str, page: str = "werk:intervention") -> Iterable[ToDo]:
    for one in interventions[:MOST]:
        title = _("“%(title)s” %(what)s") % {"title": one.title, "what": what}
        yield ToDo(title, f"{one.programme}. {note}", reverse(page, args=[one.pk]), _("Vul aan"))


def _reports(user: Any, year: int) -> Iterable[ToDo]:
    """Who told nothing as besteed over a year that is past, for something that they lead: one line for all of them."""
    missing = silent_in(Intervention.objects.editable_by(user), year).order_by()
    names = missing.values_list("lead__name", flat=True).annotate(number=Count("pk"))
    partners = list(names.order_by("-number", "lead__name"))
    if not partners:
        return
    title = ngettext(
        "%(number)s partner heeft over %(year)s nog niet alles gemeld",
        "%(number)s partners hebben over %(year)s nog niet alles gemeld",
        len(partners),
    ) % {"number": len(partners), "year": year}
    url = f"{reverse('werk:all-interventions')}?{urlencode({'niet_gemeld': year, 'sorteer': 'trekker'})}"
    yield ToDo(title, _names(partners[:NAMED], len(partners)), url, _("Bekijk"))


def _ceilings(user: Any, year: int) -> Iterable[ToDo]:
    """Ceilings of this year and later that are filled for 80 % or more, the fullest first."""
    standing = Ceiling.objects.editable_by(user).filter(last_year__gte=year, programme__historical=False)
    full = [one for one in fullness_of(standing.select_related("programme", "funding_stream")) if one.words]
    for one in sorted(full, key=lambda one: one.left)[:MOST]:
        told = {"stream": one.ceiling.funding_stream, "percent": one.percent}
        filled, beyond = _("Plafond van %(stream)s is voor %(percent)s vol"), _("Boven het plafond van %(stream)s")
        title = beyond if one.is_beyond else filled
        url = reverse("werk:ceilings", args=[one.ceiling.programme.slug])
        yield ToDo(title % told, f"{one.ceiling.programme}. {one.words}", url, _("Bekijk"))
