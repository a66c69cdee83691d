"""Who works in an area on what, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from charts.wording import years
from portal.wijkstory.ground import Ground
from portal.wijkstory.words import capital, kinds_in_words
from programmes.models import Intervention, Phase, Programme, ProgrammeRole
from programmes.models.programme import ProgrammeQuerySet
from stakeholders.models import Organisation
from wijken.models import Level


@dataclass(frozen=True)
class PhaseNow:
    """Phase `nth` of `count`; None of a programme means that no phase holds this year."""

    phase: Phase
    nth: int
    count: int


@dataclass(frozen=True)
class AtWork:
    """One programme in the area: who takes part here, in which phase it is, and whom to ask."""

    programme: Programme
    partners: tuple[Organisation, ...]
    phase: PhaseNow | None
    next_phase: Phase | None
    wijken: tuple[str, ...]
    year: int

    @property
    def introduction(self) -> str:
        """ "De gemeente en twee woningcorporaties werken hier sinds 2012 samen"; the programme's name follows."""
        programme, who = self.programme, capital(kinds_in_words(self.partners))
        when = span_in_words(programme.start_year, programme.end_year, self.year)
        over = programme.end_year < self.year
        if not self.partners:
            return (_("Hier is gewerkt %(when)s") if over else _("Hier wordt gewerkt %(when)s")) % {"when": when}
        if len(self.partners) == 1:
            words = _("%(who)s werkte hier %(when)s") if over else _("%(who)s werkt hier %(when)s")
        else:
            words = _("%(who)s werkten hier %(when)s samen") if over else _("%(who)s werken hier %(when)s samen")
        return words % {"who": who, "when": when}

    @property
    def asked(self) -> str:
        """Whom to ask: the name, and the role of that person in the programme."""
        name = self.programme.contact_name
        roles = [role.get_role_display() for role in self.programme.roles.all() if role.person.name == name]
        return ", ".join([name, *roles]) if name else ""

    @property
    def others_asked(self) -> list[str]:
        """The others who have a role in the programme."""
        roles = [role for role in self.programme.roles.all() if role.person.name != self.programme.contact_name]
        return [f"{role.person.name}, {role.get_role_display()}" for role in roles]

    @property
    def period(self) -> str:
        return years(self.programme.start_year, self.programme.end_year)

    @property
    def time(self) -> str:
        """ "tot 2027, fase 2 van 3"; empty when the programme is over."""
        if self.programme.end_year < self.year:
            return ""
        until = _("tot en met %(year)s") % {"year": self.programme.end_year}
        if self.phase is None:
            return until
        nth = _("fase %(nth)s van %(count)s") % {"nth": self.phase.nth, "count": self.phase.count}
        return f"{until}, {nth}"


def programmes_on(ground: Ground, visible: ProgrammeQuerySet) -> list[Programme]:
    """The programmes that have the area as a wijk, reach into it, or name it beside a published amount.

    A buurt takes part in the programme of the wijk in which it lies.
    """
    within = ground.within | {each.pk for each in (ground.area.parent,) if each and each.level == Level.WIJK}
    rows = Q(wijken__areas__in=within) | Q(interventions__reach__area__in=within)
    rows |= Q(published_amounts__area__in=within)
    if ground.area.level == Level.GEMEENTE:
        rows |= Q(gemeente__code=ground.area.code)
    ids = visible.filter(rows).order_by().values("pk").distinct()
    found = visible.filter(pk__in=ids).select_related("lead", "gemeente")
    roles = Prefetch("roles", ProgrammeRole.objects.select_related("person"))
    return list(found.prefetch_related("phases", "wijken", roles, "published_amounts__area"))


def at_work(programme: Programme, interventions: Sequence[Intervention], year: int) -> AtWork:
    partners = {programme.lead} if programme.lead else set()
    for each in interventions:
        if each.programme_id == programme.pk:
            partners |= {each.lead, *each.partners.all()}
    phases = list(programme.phases.all())
    return AtWork(
        programme=programme,
        partners=tuple(sorted((each for each in partners if each.public), key=lambda each: each.name)),
        phase=phase_in(phases, year),
        next_phase=next((phase for phase in phases if phase.start_year > year), None),
        wijken=tuple(wijk.name for wijk in programme.wijken.all()),
        year=year,
    )


def phase_in(phases: Sequence[Phase], year: int) -> PhaseNow | None:
    for nth, phase in enumerate(phases, start=1):
        if phase.start_year <= year <= phase.end_year:
            return PhaseNow(phase, nth, len(phases))
    return None


def span_in_words(start: int, end: int, year: int) -> str:
    if end < year:
        return _("van %(start)s tot en met %(end)s") % {"start": start, "end": end}
    return (_("vanaf %(start)s") if start > year else _("sinds %(start)s")) % {"start": start}
