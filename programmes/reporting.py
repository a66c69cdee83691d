"""What an organisation reports in a year: its interventions, and on each line who pays from which stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from programmes.models import FundingStream, Intervention, Investment, ReportingPeriod
from programmes.models.interventions import InterventionQuerySet
from programmes.models.money import InvestmentQuerySet
from programmes.vocabulary import InterventionStatus, MoneyState, Nature, ProgrammeStatus, StreamKind
from stakeholders.kinds import OrganisationKind, Role
from stakeholders.models import Organisation, gemeente_ids, narrowed
from stakeholders.permissions import TABLE, Action, Resource, Scope

STREAM_OF = {
    OrganisationKind.GEMEENTE: StreamKind.GEMEENTE,
    OrganisationKind.CORPORATIE: StreamKind.CORPORATIE,
    OrganisationKind.RIJK: StreamKind.RIJK,
}


@dataclass
class Line:
    """One payer and funding stream of an intervention, with what stands in each state."""

    payer: int
    stream: int
    entries: dict[str, list[Investment]] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return not self.entries


@dataclass
class Reported:
    """An intervention with its lines."""

    intervention: Intervention
    lines: list[Line]


def organisations_to_report_for(user: Any) -> list[Organisation]:
    """For which organisations this person may report.

    A reporter for the own ones; a manager for all that lead or work in an intervention of the gemeente.
    """
    roles = [role for role in Role if TABLE.get(role, {}).get(Resource.INVESTMENT, {}).get(Action.ADD) == Scope.OWN]
    own = [pk for role in roles for pk in user.organisation_ids(role)]
    programmes = Q(programme__gemeente__in=gemeente_ids(user))
    there = Intervention.objects.filter(programmes)
    found = Organisation.objects.filter(
        Q(pk__in=own)
        | Q(pk__in=there.values("lead"))
        | Q(pk__in=there.filter(partners__isnull=False).values("partners"))
    )
    return sorted(found.distinct(), key=lambda one: (one.pk not in own, one.name))


def running_of(user: Any, organisation: Organisation, year: int) -> InterventionQuerySet:
    """What the organisation leads or works in and that runs in the year, of programmes this person works on."""
    seen = narrowed(Intervention.objects.all(), user, Resource.INTERVENTION, Action.READ, as_visitor=False)
    running = seen.reported_by([organisation.pk]).filter(start_year__lte=year, end_year__gte=year)
    return running.select_related("programme").order_by("programme__name", "start_year", "title")


def interventions_to_report(user: Any, organisation: Organisation, year: int) -> list[Intervention]:
    return list(running_of(user, organisation, year))


def lines_of(interventions: Iterable[Intervention], organisation: Organisation, year: int) -> list[Reported]:
    """Each intervention with its lines; where nothing stands yet, the line that was used last."""
    interventions = list(interventions)
    standing = Investment.objects.in_hand().filter(
        intervention__in=interventions, spender=organisation, year=year, nature=Nature.INVESTMENT
    )
    lines: dict[int, dict[tuple[int, int], Line]] = {}
    for entry in standing.order_by("pk"):
        of_one = lines.setdefault(entry.intervention_id, {})
        line = of_one.setdefault(
            (entry.payer_id, entry.funding_stream_id), Line(entry.payer_id, entry.funding_stream_id)
        )
        line.entries.setdefault(entry.state, []).append(entry)
    remembered = remembered_lines(interventions, organisation)
    usual = usual_line(organisation)
    return [
        Reported(one, list(lines.get(one.pk, {}).values()) or [Line(*remembered.get(one.pk, usual))])
        for one in interventions
    ]


def remembered_lines(interventions: list[Intervention], organisation: Organisation) -> dict[int, tuple[int, int]]:
    """The payer and stream that the organisation used last for each intervention."""
    entries = Investment.objects.filter(
        intervention__in=interventions, spender=organisation, funding_stream__retired=False
    ).order_by()
    newest = entries.values("intervention").annotate(last=Max("pk")).values("last")
    return {
        intervention: (payer, stream)
        for intervention, payer, stream in Investment.objects.filter(pk__in=newest).values_list(
            "intervention", "payer", "funding_stream"
        )
    }


def usual_line(organisation: Organisation) -> tuple[int, int]:
    """The organisation's own money: itself as payer, and the stream of its kind."""
    kind = STREAM_OF.get(OrganisationKind(organisation.kind), StreamKind.PRIVAAT)
    streams = FundingStream.objects.in_use()
    stream = streams.filter(kind=kind).first() or streams.first()
    return organisation.pk, stream.pk if stream else 0


def with_period(year: int) -> QuerySet[Any]:
    """The programmes whose partners report over the year in a period (their pk)."""
    return ReportingPeriod.objects.filter(year=year).values("programme")


def awaited(user: Any, organisation: Organisation, year: int) -> InterventionQuerySet:
    """Running interventions for which the organisation has no amount standing as besteed in the year.

    Of what was withdrawn nothing is awaited any more, though it can still be reported. Where the programme has a period
    for the year, its report says what is awaited.
    """
    return running_of(user, organisation, year).filter(_nothing_told(organisation, year))


def awaited_titles(organisation: Organisation, years: Sequence[int]) -> dict[int, list[str]]:
    """The names of what is awaited of an organisation in each of some years (3 queries for all of them).

    For who reports in its name. Three plain questions take half the time of one with an EXISTS for each year.
    """
    rows = Intervention.objects.reported_by([organisation.pk]).exclude(status=InterventionStatus.WITHDRAWN)
    running = rows.filter(start_year__lte=max(years), end_year__gte=min(years))
    told = _spent(organisation).filter(year__in=years).values_list("intervention", "year")
    reported = ReportingPeriod.objects.filter(year__in=years).order_by().values_list("programme", "year")
    done, elsewhere = set(told), set(reported)
    found: dict[int, list[str]] = {year: [] for year in years}
    columns = running.values_list("pk", "programme", "title", "start_year", "end_year")
    for pk, programme, title, first, last in columns.order_by("programme__name", "start_year", "title"):
        for year in years:
            if first <= year <= last and (pk, year) not in done and (programme, year) not in elsewhere:
                found[year].append(title)
    return found


def _spent(organisation: Organisation) -> InvestmentQuerySet:
    return Investment.objects.standing().filter(spender=organisation, state=MoneyState.SPENT)


def _nothing_told(organisation: Organisation, year: int) -> Q:
    """That an intervention runs in the year without an amount of the organisation as besteed, where that is awaited."""
    spent = _spent(organisation).filter(year=year)
    runs = Q(start_year__lte=year, end_year__gte=year) & ~Q(status=InterventionStatus.WITHDRAWN)
    return runs & ~Q(programme__in=with_period(year)) & ~Q(Exists(spent.filter(intervention=OuterRef("pk"))))


def silent_in(rows: InterventionQuerySet, year: int) -> InterventionQuerySet:
    """Of these interventions the published ones that ran in the year and of which whoever leads told nothing spent.

    Where the programme has a period for the year, its reports say who is late.
    """
    spent = Investment.objects.standing().filter(year=year, state=MoneyState.SPENT)
    theirs = spent.filter(intervention=OuterRef("pk"), spender=OuterRef("lead"))
    running = rows.filter(start_year__lte=year, end_year__gte=year).exclude(status=InterventionStatus.WITHDRAWN)
    running = running.filter(programme__status=ProgrammeStatus.PUBLISHED, programme__historical=False)
    return running.exclude(programme__in=with_period(year)).filter(~Exists(theirs))


def not_reported(user: Any, organisation: Organisation, year: int) -> list[Intervention]:
    return list(awaited(user, organisation, year))
