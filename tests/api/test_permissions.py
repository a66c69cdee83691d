"""The permission table, walked through the API: role × resource × action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from rest_framework.test import APIClient

from effects.models import DoseResult
from effects.vocabulary import StoredVerdict
from indicators.models import Indicator
from programmes import services
from programmes.models import Agreement, Bundle, Ceiling, Commitment, Contribution, Goal, ReportingPeriod
from programmes.services import report_investment, unpublish_programme
from stakeholders.kinds import Role
from stakeholders.models import Person
from stakeholders.permissions import TABLE, Action, Resource, Scope
from tests.cast import Cast, intervention
from tests.effects.findings import study_of
from wijkaanpak.api import router

WHO: dict[Role, Callable[[Cast], Person | None]] = {
    Role.VISITOR: lambda cast: None,
    Role.MANAGER: lambda cast: cast.noor,
    Role.REPORTER: lambda cast: cast.cor,
    Role.OPERATOR: lambda cast: cast.bea,
}
METHOD = {Action.ADD: "post", Action.CHANGE: "patch", Action.REMOVE: "delete"}
RESOURCES: dict[str, Resource] = {
    prefix: getattr(viewset, "resource", Resource.AREA) for prefix, viewset, _name in router.registry
}
WRITABLE = {
    "programmas": {Action.ADD, Action.CHANGE},
    "interventies": set(METHOD),
    "investeringen": {Action.ADD},
    "doelen": set(METHOD),
    "bijdragen": set(METHOD),
    "organisaties": {Action.ADD, Action.CHANGE},
    "rapportageperiodes": {Action.ADD, Action.CHANGE},
    "rapportages": {Action.CHANGE},
    "afspraken": set(METHOD),
    "toezeggingen": set(METHOD),
    "plafonds": set(METHOD),
    "bundels": {Action.ADD},
}


def period_of(cast: Cast) -> ReportingPeriod:
    return services.make_period(
        programme=cast.programme, name="Jaar 2019", year=2019, opens_on=dt.date(2020, 1, 1),
        due_on=dt.date(2020, 3, 1), by=cast.noor,
    )  # fmt: skip


def agreement_of(cast: Cast) -> Agreement:
    return services.propose_agreement(
        programme=cast.programme, by=cast.noor, kind="convenant", name="Samen voor de haven",
        parties=[cast.gemeente, cast.haard], first_year=2015, last_year=2020,
    )  # fmt: skip


def promise_of(cast: Cast) -> Commitment:
    about = {"organisation": cast.haard, "what": "Renoveren", "due_on": dt.date(2018, 1, 1)}
    return services.add_commitment(agreement=agreement_of(cast), by=cast.noor, **about)


def ceiling_of(cast: Cast) -> Ceiling:
    about = {"funding_stream": cast.stream, "first_year": 2020, "last_year": 2020, "amount": Decimal(1)}
    return services.set_ceiling(programme=cast.programme, by=cast.noor, **about)


def bundle_of(cast: Cast) -> Bundle:
    other = intervention(cast.programme, cast.haard, cast.wijk, title="Warmtenet")
    halves = [services.BundleShare(one, Decimal("0.5")) for one in (cast.renovation, other)]
    return services.report_bundle(
        name="Bouwhekken", amount=Decimal(1), shares=halves, payer=cast.haard, spender=cast.haard, year=2020,
        funding_stream=cast.stream, state="besteed", by=cast.cor,
    )  # fmt: skip


def dose_result() -> DoseResult:
    return DoseResult.objects.create(
        indicator=Indicator.objects.get(slug="gasverbruik"), invented=True, number=1, seed=1, answer={}, snapshot={},
        verdict=StoredVerdict.CANNOT_SAY, snapshot_sha256="0" * 64,
    )  # fmt: skip


OF_THE_WORKING_DAY: dict[str, Callable[[Cast], int]] = {
    "rapportageperiodes": lambda cast: period_of(cast).pk,
    "rapportages": lambda cast: period_of(cast).reports.get(organisation=cast.haard).pk,
    "afspraken": lambda cast: agreement_of(cast).pk,
    "toezeggingen": lambda cast: promise_of(cast).pk,
    "plafonds": lambda cast: ceiling_of(cast).pk,
    "bundels": lambda cast: bundle_of(cast).pk,
    "onderzoeken": lambda cast: study_of(cast).pk,
    "geld-per-huishouden": lambda _cast: dose_result().pk,
}


def key_of(cast: Cast, prefix: str) -> Any:
    """A row of the resource that lies within every scope of the cast's manager and reporter."""
    gas = Indicator.objects.get(slug="gasverbruik")
    if prefix == "doelen":
        goal = {"kind": "dalen", "baseline_year": 2020, "baseline_value": 1.0}
        return Goal.objects.create(programme=cast.programme, indicator=gas, area=cast.wijk, **goal).pk
    if prefix == "bijdragen":
        return Contribution.objects.create(intervention=cast.renovation, indicator=gas, mechanism="x", lag_years=1).pk
    if prefix == "investeringen":
        return report_investment(
            intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, state="besteed",
            funding_stream=cast.stream, amount=Decimal(1), by=cast.cor,
        ).pk  # fmt: skip
    if prefix in OF_THE_WORKING_DAY:
        return OF_THE_WORKING_DAY[prefix](cast)
    return {
        "programmas": cast.programme.slug,
        "interventies": cast.renovation.pk,
        "organisaties": cast.haard.slug,
        "gebieden": cast.wijk.code,
        "indicatoren": gas.slug,
        "geldstromen": cast.stream.slug,
    }[prefix]


def signed_in(person: Person | None) -> APIClient:
    client = APIClient()
    if person:
        client.force_authenticate(person)
    return client


def expected(role: Role, prefix: str, action: Action, cast: Cast) -> set[int]:
    """The statuses that the table allows: what one may do is never refused, what one may not do always is."""
    scopes = {TABLE[r].get(RESOURCES[prefix], {}).get(action) for r in (Role.VISITOR, role)} - {None}
    if action not in WRITABLE.get(prefix, set()):
        return {401, 403, 405}
    if not scopes:
        return {401} if role == Role.VISITOR else {403}
    assert scopes <= {Scope.GEMEENTE, Scope.OWN, Scope.ALL}
    return {Action.ADD: {400}, Action.CHANGE: {200}, Action.REMOVE: {204}}[action]


@pytest.mark.parametrize("action", METHOD)
@pytest.mark.parametrize("prefix", sorted(RESOURCES.keys() - {"waarnemingen"}))
@pytest.mark.parametrize("role", WHO)
def test_the_api_lets_each_role_write_what_the_table_says(cast: Cast, role: Role, prefix: str, action: Action) -> None:
    if prefix == "doelen":  # the plan of what is published is changed in a concept only, by nobody in place
        unpublish_programme(programme=cast.programme, by=cast.noor)
    address = f"/api/v1/{prefix}" if action == Action.ADD else f"/api/v1/{prefix}/{key_of(cast, prefix)}"
    answer = getattr(signed_in(WHO[role](cast)), METHOD[action])(address, {}, format="json")
    assert answer.status_code in expected(role, prefix, action, cast)


@pytest.mark.parametrize("prefix", sorted(RESOURCES))
@pytest.mark.parametrize("role", WHO)
def test_each_reads_the_lists_that_the_table_opens(cast: Cast, role: Role, prefix: str) -> None:
    reads = any(TABLE[one].get(RESOURCES[prefix], {}).get(Action.READ) for one in (Role.VISITOR, role))
    refused = 401 if role == Role.VISITOR else 403
    assert signed_in(WHO[role](cast)).get(f"/api/v1/{prefix}").status_code == (200 if reads else refused)


@pytest.mark.parametrize("prefix", sorted(name for name, actions in WRITABLE.items() if Action.CHANGE in actions))
def test_nobody_writes_in_another_gemeente(cast: Cast, prefix: str) -> None:
    answer = signed_in(cast.ted).patch(f"/api/v1/{prefix}/{key_of(cast, prefix)}", {}, format="json")
    assert answer.status_code in {403, 404}  # what he may not even see does not exist


def test_a_role_without_a_row_in_the_table_may_nothing() -> None:
    assert set(TABLE) == set(Role)
