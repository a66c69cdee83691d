"""Pages with a list: filtered, sorted, in pages and as a file, all of it by the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import euros
from programmes.lists import Listing, entries, goals, interventions, programmes, progress, reports, wants_file
from programmes.models import Programme, Report
from programmes.money import notes_on
from programmes.views.pages import crumbs_of, own_part, report_tabs
from stakeholders.audience import audience, those_who_may
from stakeholders.models import gemeente_ids, narrowed, works_with
from stakeholders.permissions import Action, Resource


def list_page(request: HttpRequest, template: str, listing: Listing, **shown: Any) -> HttpResponseBase:
    """A list as the address asks for it: as a file, or as a page. Shown: what programmes/list.html takes."""
    context = {"crumbs": crumbs_of()[:1], "invented": bool(gemeente_of_practice(request.user)), **shown}
    return listing.exported() or render(request, f"programmes/{template}.html", {"listing": listing, **context})


def gemeente_of_practice(person: Any) -> bool:
    """Whether the person works in the practice town, so that what is listed is invented."""
    return any(one.organisation.invented for one in person.held())


@audience(those_who_may(Action.READ, Resource.PROGRAMME))
def all_programmes(request: HttpRequest) -> HttpResponseBase:
    rows = interventions.programmes_worked_on(request.user)
    listing = Listing(
        request, rows, programmes.COLUMNS, programmes.ProgrammeFilter,
        name="programmas", first="programma", detailed=programmes.detailed,
    )  # fmt: skip
    shown: dict[str, Any] = {"title": _("Programma’s"), "caption": _("Programma’s waaraan u werkt")}
    shown["lead"] = _("De wijkprogramma’s waaraan u of uw organisatie werkt.")
    shown["nothing"] = {"title": _("Geen programma gevonden.")}
    if gemeente_ids(request.user):
        shown |= {"new_url": reverse("werk:programme-new"), "new_label": _("Nieuw programma")}
        if not rows.exists():
            text = _("Begin met een naam en de jaren. U hoeft niet alles in één keer te weten.")
            first = {"url": shown["new_url"], "label": _("Maak het eerste programma")}
            shown["nothing"] = {"title": _("Uw gemeente heeft nog geen programma."), "text": text, **first}
    return list_page(request, "programmes", listing, **shown)


@audience(those_who_may(Action.READ, Resource.INTERVENTION))
def of_programme(request: HttpRequest, slug: str) -> HttpResponseBase:
    programme = own_part(request, slug, Resource.INTERVENTION)
    listing = Listing(
        request, interventions.worked_on(request.user).filter(programme=programme), interventions.OF_ONE_PROGRAMME,
        interventions.FilterInProgramme, name="interventies", first="jaren", detailed=interventions.detailed,
    )  # fmt: skip
    shown: dict[str, Any] = {"title": _("Interventies"), "lead": _("Wat er gebeurt, door wie, wanneer en waar.")}
    shown |= {"caption": _("Interventies van dit programma"), "crumbs": crumbs_of(programme)}
    if may_add(request.user, programme):
        new = reverse("werk:intervention-new", args=[slug])
        shown |= {"new_url": new, "new_label": _("Interventie toevoegen")}
    nothing = {"title": _("Hier staat nog geen interventie.")}
    invented = programme.gemeente.invented
    return list_page(
        request, "interventions", listing, programme=programme, invented=invented, nothing=nothing, **shown
    )


def may_add(person: Any, programme: Programme) -> bool:
    rows = Programme.objects.filter(pk=programme.pk)
    return bool(narrowed(rows, person, Resource.INTERVENTION, Action.ADD).exists())


@audience(those_who_may(Action.READ, Resource.INTERVENTION))
def all_interventions(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(
        request, interventions.worked_on(request.user), interventions.COLUMNS, interventions.InterventionFilter,
        name="interventies", first="jaren", detailed=interventions.detailed,
    )  # fmt: skip
    return list_page(
        request, "interventions", listing, title=_("Interventies"), caption=_("Interventies waaraan u werkt"),
        lead=_("Wat er gebeurt, in alle programma’s waaraan u of uw organisatie werkt."),
        nothing={"title": _("Geen interventie gevonden.")},
    )  # fmt: skip


@audience(those_who_may(Action.READ, Resource.GOAL))
def all_goals(request: HttpRequest) -> HttpResponseBase:
    rows = goals.goals_worked_on(request.user)
    years = goals.target_years(rows) if wants_file(request) else []
    listing = Listing(
        request, rows, goals.columns(years), goals.GoalFilter,
        name="doelen", first="uitkomst", detailed=lambda found: goals.with_targets(found, years),
    )  # fmt: skip
    return list_page(
        request, "goal_list", listing, title=_("Doelen"), caption=_("Doelen van alle programma’s"),
        lead=_("Welk cijfer moet voor bewoners veranderen, van waar naar waar?"),
        nothing={"title": _("Geen doel gevonden.")},
    )  # fmt: skip


@audience(those_who_may(Action.READ, Resource.MILESTONE))
def all_milestones(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(
        request, progress.milestones_worked_on(request.user), progress.MILESTONES, progress.MilestoneFilter,
        name="mijlpalen", first="gepland", detailed=progress.milestones_detailed,
    )  # fmt: skip
    return list_page(
        request, "milestone_list", listing, title=_("Mijlpalen"), caption=_("Mijlpalen van alle programma’s"),
        lead=_("Wat wanneer klaar moet zijn."), nothing={"title": _("Geen mijlpaal gevonden.")},
    )  # fmt: skip


@audience(those_who_may(Action.READ, Resource.RISK))
def all_risks(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(
        request, progress.risks_worked_on(request.user), progress.RISKS, progress.RiskFilter,
        name="risicos", first="-zwaarte", detailed=progress.risks_detailed,
    )  # fmt: skip
    return list_page(
        request, "risk_list", listing, title=_("Risico’s"), caption=_("Risico’s van alle programma’s"),
        lead=_("Wat mis kan gaan, de zwaarste boven."), nothing={"title": _("Geen risico gevonden.")},
    )  # fmt: skip


@audience(those_who_may(Action.READ, Resource.REPORT))
def all_reports(request: HttpRequest) -> HttpResponseBase:
    """What the overview shows side by side, as a list: to be sorted, and as a file."""
    listing = Listing(
        request, Report.objects.visible_to(request.user), reports.COLUMNS, reports.ReportFilter,
        name="rapportages", first="-uiterlijk", detailed=reports.detailed,
    )  # fmt: skip
    return list_page(
        request, "report_list", listing, title=_("Rapportages"), caption=_("Rapportages van partners"),
        lead=_("Wie leverde in, wie is te laat, en wat wacht op een oordeel."), tabs=report_tabs("report-list"),
        nothing={"title": _("Geen rapportage gevonden.")},
    )  # fmt: skip


@audience(those_who_may(Action.READ, Resource.INVESTMENT))
def all_entries(request: HttpRequest) -> HttpResponseBase:
    """Entries with what reverses what; their sum where one state was chosen."""
    listing = Listing(
        request, entries.entries_worked_on(request.user), entries.columns_for(request.user), entries.EntryFilter,
        name="boekingen", first="-gemeld", detailed=entries.detailed,
    )  # fmt: skip
    total = listing.filter.total()
    caption = _("Boekingen") if total is None else _("Samen %(total)s") % {"total": euros(total)}
    return list_page(
        request, "entries", listing, title=_("Boekingen"), caption=caption,
        by_whom=works_with(request.user, Resource.INVESTMENT),
        notes=notes_on(listing.rows) if total is not None else [], nothing={"title": _("Geen boekingen gevonden.")},
        lead=_("Elk bedrag dat is gemeld. Niets wordt gewist: een fout bedrag wordt teruggeboekt en opnieuw gemeld."),
    )  # fmt: skip
