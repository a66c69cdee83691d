"""The permission table, walked through the pages of the workspace and the admin: role × route × whose row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.base import ContentFile
from django.urls import reverse

from effects import urls as studies
from effects.services.screening import Asked
from effects.tasks import SCREENING
from indicators.models import Indicator
from programmes import services, urls
from programmes.models import Bundle, Programme, ProgrammeArea
from programmes.vocabulary import ProgrammeStatus
from runs import services as runs
from runs.models import Run, State
from stakeholders.admin import TableAdmin
from stakeholders.audience import audience_of
from stakeholders.kinds import Role
from stakeholders.models import Membership, Organisation, Person
from stakeholders.permissions import TABLE, Action, Resource
from tests.cast import Cast, intervention
from tests.effects.findings import outcome_of, study_of, weigh


def someone(role: Role) -> Callable[[Cast], Person]:
    """A person outside the cast in a role at the gemeente or, for a reader, at the corporatie."""

    def made(cast: Cast) -> Person:
        found = Person.objects.create_user(f"{role}@demo.example", name=str(role))
        where = cast.haard if role == Role.READER else cast.gemeente
        Membership.objects.create(person=found, organisation=where, role=role)
        return found

    return made


WHO: dict[Role, Callable[[Cast], Person | None]] = {
    Role.VISITOR: lambda cast: None,
    Role.MANAGER: lambda cast: cast.noor,
    Role.REPORTER: lambda cast: cast.cor,
    Role.OPERATOR: lambda cast: cast.bea,
    Role.PROJECT_LEADER: lambda cast: cast.pim,
    Role.CONTROLLER: lambda cast: cast.con,
    Role.COUNCIL: lambda cast: cast.ria,
    Role.READER: someone(Role.READER),
    Role.EDITOR: someone(Role.EDITOR),
    Role.MODERATOR: someone(Role.MODERATOR),
}
ROUTES = {pattern.name: pattern for pattern in (*urls.urlpatterns, *studies.urlpatterns)}
OF_STUDIES = {pattern.name for pattern in studies.urlpatterns}
ADDS_A_ROW = [name for name, route in ROUTES.items() if "<" in str(route.pattern)]
OF_EVERY_GEMEENTE = {"stream", "screening", "screening-stop", "screening-csv"}
# Pages on which what every visitor may read is not enough: one works on it, or reads along in a role.
IN_A_ROLE = {
    "intervention", "interventions", "entry", "decisions", "documents", "council-programme", "money", "chains",
    "reconcile", "programme", "studies", "study", "study-comparison",
}  # fmt: skip


def rows(cast: Cast) -> dict[str, dict[str, Any]]:
    """For each route with a place in it, a row of the cast's gemeente."""
    programme, renovation = {"slug": cast.programme.slug}, {"pk": cast.renovation.pk}
    own = plan_rows(cast, programme) | money_rows(cast, programme) | report_rows(cast, programme) | council_rows(cast)
    own |= evidence_rows(cast) | agreement_rows(cast) | study_rows(cast)
    removable = ("wijk", "goal", "contribution", "ceiling", "milestone", "risk", "decision", "document")
    own |= {f"{name}-remove": own[name] for name in removable}
    return {
        name: own.get(name) or (programme if "<slug" in str(ROUTES[name].pattern) else renovation)
        for name in ADDS_A_ROW
    }


def plan_rows(cast: Cast, programme: dict[str, Any]) -> dict[str, dict[str, Any]]:
    gas = Indicator.objects.get(slug="gasverbruik")
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    goal = services.set_goal(
        programme=cast.programme, indicator=gas, area=cast.wijk, by=cast.noor,
        kind="dalen", baseline_year=2012, baseline_value=1.0, targets={2020: 0.5},
    )  # fmt: skip
    services.publish_programme(programme=cast.programme, by=cast.noor)
    link = services.link_contribution(
        intervention=cast.renovation, indicator=gas, by=cast.noor, mechanism="Isolatie.", lag_years=1
    )
    wijk = ProgrammeArea.objects.get().pk
    role = services.give_role(programme=cast.programme, person=cast.cor, role=Role.REPORTER, by=cast.noor)
    return {
        "wijk": {**programme, "pk": wijk},
        "goal": {**programme, "pk": goal.pk},
        "coherence-of-wijk": {**programme, "wijk": wijk},
        "contribution": {"pk": cast.renovation.pk, "link": link.pk},
        "role-end": {**programme, "pk": role.pk},
    }


def money_rows(cast: Cast, programme: dict[str, Any]) -> dict[str, dict[str, Any]]:
    entry = services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020,
        funding_stream=cast.stream, state="besteed", amount=Decimal(1), by=cast.cor,
    )  # fmt: skip
    ceiling = services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2020, amount=Decimal(1),
        by=cast.noor,
    )  # fmt: skip
    return {
        **{key: {"pk": entry.pk} for key in ("entry", "pass-on", "take-back")},
        "bundle": {"pk": bundle_of(cast).pk},
        "stream": {"pk": cast.stream.pk},
        "ceiling": {**programme, "pk": ceiling.pk},
    }


def report_rows(cast: Cast, programme: dict[str, Any]) -> dict[str, dict[str, Any]]:
    period = services.make_period(
        programme=cast.programme, name="Jaar 2019", year=2019, opens_on=dt.date(2020, 1, 1),
        due_on=dt.date(2020, 3, 1), by=cast.noor,
    )  # fmt: skip
    partner_report = period.reports.get()
    upload = services.take_upload(report=partner_report, name="a.csv", data=b"Nr;", by=cast.cor)
    report = {"pk": partner_report.pk}
    return {
        **{key: {**programme, "pk": period.pk} for key in ("period", "period-lock")},
        **dict.fromkeys(("partner-report", "report-step", "report-upload"), report),
        "report-sheet": {**report, "kind": "csv"},
        **{key: {**report, "upload": upload.pk} for key in ("report-uploaded", "report-file")},
    }


def council_rows(cast: Cast) -> dict[str, dict[str, Any]]:
    intervention(cast.draft, cast.haard, cast.other_wijk)
    services.give_role(programme=cast.draft, person=cast.pim, role=Role.PROJECT_LEADER, by=cast.noor)
    return {"council-programme": {"slug": services.send_to_council(programme=cast.draft, by=cast.noor).slug}}


def bundle_of(cast: Cast) -> Bundle:
    """One amount divided over the renovation and another intervention of De Haard."""
    other = intervention(cast.programme, cast.haard, cast.wijk, title="Warmtenet")
    halves = [services.BundleShare(one, Decimal("0.5")) for one in (cast.renovation, other)]
    return services.report_bundle(
        name="Bouwhekken", amount=Decimal(1), shares=halves, payer=cast.haard, spender=cast.haard, year=2020,
        funding_stream=cast.stream, state="besteed", by=cast.cor,
    )  # fmt: skip


def evidence_rows(cast: Cast) -> dict[str, dict[str, Any]]:
    """A milestone, a risk, a decision and a document of the cast's intervention."""
    programme, day = {"slug": cast.programme.slug}, dt.date(2015, 6, 1)
    about = {"programme": cast.programme, "intervention": cast.renovation, "by": cast.noor}
    milestone = services.add_milestone(intervention=cast.renovation, name="Start", due_on=day, by=cast.noor)
    risk = services.add_risk(name="Geen aannemer", **about)
    decision = services.record_decision(name="Wij gaan door", taken_on=day, taken_by="raad", **about)
    document = services.add_document(file=ContentFile(b"Bewijs", name="bewijs.txt"), **about)
    return {
        "milestone": {"pk": cast.renovation.pk, "row": milestone.pk},
        "risk": {**programme, "pk": risk.pk},
        "decision": {**programme, "pk": decision.pk},
        "document": {**programme, "pk": document.pk},
    }


def agreement_rows(cast: Cast) -> dict[str, dict[str, Any]]:
    """A signed convenant of the cast's gemeente and corporatie, with a promise in it."""
    agreement = services.propose_agreement(
        programme=cast.programme, by=cast.noor, kind="convenant", name="Samen voor de haven",
        parties=[cast.gemeente, cast.haard], first_year=2015, last_year=2020,
    )  # fmt: skip
    promise = services.add_commitment(
        agreement=agreement, by=cast.noor, organisation=cast.haard, what="Renoveren", due_on=dt.date(2018, 1, 1)
    )
    services.move_agreement(agreement=agreement, version=agreement.version, move="teken", by=cast.noor)
    one = {"pk": agreement.pk}
    steps = ("agreement", "agreement-change", "agreement-move", "agreement-cycle", "agreement-remove", "commitment-new")
    return dict.fromkeys(steps, one) | {
        name: {**one, "row": promise.pk} for name in ("commitment", "commitment-remove")
    }


def study_rows(cast: Cast) -> dict[str, dict[str, Any]]:
    """A study that is frozen, to read, and a concept to change."""
    frozen, concept = study_of(cast), study_of(cast, name="Concept", status="concept", frozen_at=None)
    outcome_of(frozen)
    weigh(outcome_of(concept), [cast.other_wijk])
    one = {"slug": cast.programme.slug, "pk": concept.pk}
    area = concept.outcomes.get().comparison_areas.get()
    steps = ("change", "outcomes", "remove", "choose-again", "freeze", "run", "stop")
    read = {**one, "pk": frozen.pk}
    screening = {"pk": runs.write_down(kind=SCREENING, arguments=asdict(Asked(2015, "wijk", 2024)), by=cast.noor).pk}
    Run.objects.update(state=State.DONE, result={"areas": 0, "looks": 0, "looked": {}, "failed": 0, "found": []})
    screenings = dict.fromkeys(("screening", "screening-stop", "screening-csv"), screening)
    return (
        dict.fromkeys((f"study-{step}" for step in steps), one)
        | screenings
        | {
            "study": read,
            "study-comparison": {**read, "indicator": "gasverbruik"},
            "study-comparison-area": {**one, "indicator": "gasverbruik", "key": area.pk},
        }
    )


def address_of(name: str, places: dict[str, Any]) -> str:
    return reverse(f"{'onderzoek' if name in OF_STUDIES else 'werk'}:{name}", kwargs=places)


def answer(client: Any, person: Person | None, address: str) -> int:
    if person:
        client.force_login(person)
    return client.get(address).status_code


def expected(name: str, role: Role, resource: Resource, action: Action) -> set[int]:
    """What the table says: served (or "only by POST"), as if it did not exist, or first sign in.

    Who signed in may also do whatever a visitor may, but for the pages IN_A_ROLE.
    """
    if role == Role.VISITOR:
        return {302}
    roles = (role,) if name in IN_A_ROLE else (role, Role.VISITOR)
    allowed = (TABLE[each].get(resource, {}).get(action) for each in roles)
    return {200, 405} if any(allowed) else {404}


@pytest.mark.parametrize("name", ROUTES)
def test_every_page_of_the_workspace_asks_a_permission(name):
    who = audience_of(ROUTES[name].callback)
    assert who is not None
    assert who.signed_in
    assert all((who.resource, who.action))


@pytest.mark.parametrize("role", WHO)
def test_each_page_is_served_to_whom_the_table_names_and_to_nobody_else(cast, client, role):
    person, places, wrong = WHO[role](cast), rows(cast), {}
    for name, route in ROUTES.items():
        who = audience_of(route.callback)
        status = answer(client, person, address_of(name, places.get(name, {})))
        if status not in expected(name, role, who.resource, who.action):
            wrong[name] = status
    assert wrong == {}


# Who opens which programme in the workspace: the published one, a concept that nobody sent to the council, one that was
# sent, and the concept of the next version of the published one.
OPENS = {
    Role.MANAGER: {"published", "draft", "sent", "next"},
    Role.PROJECT_LEADER: {"published", "next"},
    Role.REPORTER: {"published"},
    Role.CONTROLLER: {"published"},
    Role.READER: {"published"},
    Role.COUNCIL: {"published", "sent"},
    Role.EDITOR: {"published", "draft", "sent", "next"},
    Role.MODERATOR: set(),
    Role.OPERATOR: set(),
}


@pytest.mark.parametrize("role", OPENS)
def test_each_role_opens_the_programmes_that_the_table_lets_it_read(cast, client, role):
    person = WHO[role](cast)
    sent = services.create_programme(gemeente=cast.city, by=cast.noor, name="Gestuurd", start_year=2020, end_year=2035)
    rows = {
        "published": cast.programme,
        "draft": cast.draft,
        "sent": services.send_to_council(programme=sent, by=cast.noor),
        "next": services.start_draft(programme=cast.programme, by=cast.noor),
    }
    opened = {
        name for name, row in rows.items()
        if answer(client, person, reverse("werk:programme", args=[row.slug])) == 200
    }  # fmt: skip
    assert opened == OPENS[role]


def test_no_row_of_another_gemeente_exists(cast, client):
    places, wrong = rows(cast), {}
    Programme.objects.update(status=ProgrammeStatus.DRAFT)  # of what is published, everyone may read
    client.force_login(cast.ted)
    for name in ADDS_A_ROW:
        address = address_of(name, places[name])
        found = (client.get(address).status_code, client.post(address).status_code)
        if name not in OF_EVERY_GEMEENTE and (found[0] not in {404, 405} or found[1] != 404):
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize("model", [model for model in apps.get_models() if admin.site.is_registered(model)])
def test_the_admin_of_our_rows_reads_the_permission_table(model):
    of_ours = not model.__module__.startswith(("django", "allauth", "rest_framework"))
    assert not of_ours or isinstance(admin.site.get_model_admin(model), TableAdmin)


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("programmes_investment_changelist", 200),
        ("programmes_investment_add", 403),
        ("stakeholders_organisation_add", 200),
        ("stakeholders_person_changelist", 200),
        ("wijken_area_add", 403),
    ],
)
def test_an_operator_looks_at_the_ledger_and_keeps_organisations_in_the_admin(cast, client, page, status):
    cast.bea.is_staff = True
    cast.bea.save()
    assert answer(client, cast.bea, reverse(f"admin:{page}")) == status


def test_a_superuser_may_no_more_in_the_admin_than_the_table_says(cast, client):
    root = Person.objects.create_superuser("root@demo.example", "demo-wijkaanpak", name="Root")
    Person.objects.filter(pk=root.pk).update(is_operator=False)
    assert answer(client, root, reverse("admin:stakeholders_person_changelist")) == 403


def test_a_reader_here_who_reports_elsewhere_changes_nothing_here(cast):
    Membership.objects.filter(person=cast.cor).update(role=Role.READER)
    Membership.objects.create(person=cast.cor, organisation=cast.other_corporatie, role=Role.REPORTER)
    assert list(Organisation.objects.editable_by(cast.cor)) == [cast.other_corporatie]
    assert cast.haard in Organisation.objects.visible_to(cast.cor)
