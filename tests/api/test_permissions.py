"""The permission table, walked through the API: role × resource × action."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from rest_framework.test import APIClient

from indicators.models import Indicator
from programmes.models import Contribution, Goal
from programmes.services import report_investment, unpublish_programme
from stakeholders.kinds import Role
from stakeholders.models import Person
from stakeholders.permissions import TABLE, Action, Resource, Scope
from tests.cast import Cast
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
def test_everyone_reads_every_list(cast: Cast, role: Role, prefix: str) -> None:
    assert signed_in(WHO[role](cast)).get(f"/api/v1/{prefix}").status_code == 200


@pytest.mark.parametrize("prefix", sorted(name for name, actions in WRITABLE.items() if Action.CHANGE in actions))
def test_nobody_writes_in_another_gemeente(cast: Cast, prefix: str) -> None:
    answer = signed_in(cast.ted).patch(f"/api/v1/{prefix}/{key_of(cast, prefix)}", {}, format="json")
    assert answer.status_code == 403


def test_a_role_without_a_row_in_the_table_may_nothing() -> None:
    assert set(TABLE) == set(Role)
