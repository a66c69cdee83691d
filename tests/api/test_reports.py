"""Reports through the API: a draft, handed in, sent back, accepted and locked by the rules of the pages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from rest_framework.response import Response

from programmes import services
from programmes.models import Investment, Output, Report, ReportingPeriod
from tests.api.test_permissions import period_of
from tests.api.test_writing import ROOT, signed_in
from tests.cast import Cast


@pytest.fixture
def report(cast: Cast) -> Report:
    return period_of(cast).reports.get(organisation=cast.haard)


@pytest.fixture
def address(report: Report) -> str:
    return f"{ROOT}/rapportages/{report.pk}"


def row(cast: Cast, amount: str | None = "100.00", **other: Any) -> dict[str, Any]:
    place = {"interventie": cast.renovation.pk, "betaler": cast.haard.slug, "geldstroom": cast.stream.slug}
    return place | {"bedragen": [{"toestand": "besteed", "bedrag": amount}]} | other


def save(cast: Cast, address: str, *rows: dict[str, Any], **other: Any) -> Response:
    return signed_in(cast.cor).patch(address, {"regels": list(rows), **other}, format="json")


def step(person: Any, address: str, name: str, **said: Any) -> Response:
    return signed_in(person).post(f"{address}/{name}", said, format="json")


def spent(told: dict[str, Any]) -> list[str | None]:
    return [one["bedrag"] for line in told["regels"] for one in line["bedragen"] if one["toestand"] == "besteed"]


def test_a_corporation_saves_a_draft_hands_in_and_is_accepted_and_locked(cast: Cast, address: str) -> None:
    draft = save(cast, address, row(cast), toelichting="Alles binnen begroting.").json()
    assert (draft["status"], spent(draft), draft["toelichting"]) == ("concept", ["100.00"], "Alles binnen begroting.")
    assert step(cast.cor, address, "indienen", versie=draft["versie"]).json()["status"] == "ingediend"
    assert step(cast.noor, address, "accepteren").json()["status"] == "geaccepteerd"
    assert Investment.objects.get().amount == 100
    assert step(cast.noor, address, "vergrendelen").json()["status"] == "vergrendeld"


def test_what_is_read_can_be_sent_back_and_changes_nothing(cast: Cast, report: Report, address: str) -> None:
    Output.objects.create(intervention=cast.renovation, name="woningen", planned=40, realised=7)
    services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2019, funding_stream=cast.stream,
        state="besteed", amount=Decimal(70), by=cast.cor, vat="inclusief",
    )  # fmt: skip
    before = signed_in(cast.cor).get(address).json()
    after = signed_in(cast.cor).patch(address, before, format="json").json()
    same = ("regels", "resultaten", "toelichting")
    ids = [{**line, "id": None} for line in after["regels"]]
    assert {name: after[name] for name in same} | {"regels": ids} == {name: before[name] for name in same}


def test_a_state_that_is_not_named_stays_as_it_stood(cast: Cast, address: str) -> None:
    save(cast, address, row(cast))
    told = save(cast, address, row(cast, bedragen=[{"toestand": "begroot", "bedrag": "9.00"}])).json()
    assert spent(told) == ["100.00"]


def test_the_second_of_two_savers_gets_both_versions(cast: Cast, address: str) -> None:
    seen = signed_in(cast.cor).get(address).json()["versie"]
    save(cast, address, row(cast), versie=seen)
    answer = save(cast, address, row(cast, "55.00"), versie=seen)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert spent(told["staatNu"]) == ["100.00"]
    assert told["staatNu"]["versie"] == seen + 1
    assert told["gezonden"]["regels"][0]["bedragen"][0]["bedrag"] == "55.00"


def test_who_judges_what_was_changed_meanwhile_gets_what_it_says_now(cast: Cast, address: str) -> None:
    seen = save(cast, address, row(cast)).json()["versie"]
    step(cast.cor, address, "indienen")
    answer = step(cast.noor, address, "accepteren", versie=seen)
    assert (answer.status_code, answer.json()["staatNu"]["status"]) == (409, "ingediend")
    assert not Investment.objects.exists()


def test_it_is_sent_back_with_remarks_on_rows_and_results(cast: Cast, address: str) -> None:
    homes = Output.objects.create(intervention=cast.renovation, name="woningen", planned=40)
    line = save(cast, address, row(cast)).json()["regels"][0]["id"]
    step(cast.cor, address, "indienen")
    said = {
        "bijRegels": [{"regel": line, "opmerking": "Welke flats?"}],
        "bijResultaten": [{"resultaat": homes.pk, "opmerking": "Hoeveel?"}],
    }
    told = step(cast.noor, address, "terugsturen", **said).json()
    assert told["status"] == "teruggestuurd"
    assert told["regels"][0]["opmerking"] == "Welke flats?"
    assert told["resultaten"][0]["opmerking"] == "Hoeveel?"


def test_what_breaks_a_rule_is_told_at_its_row_and_field(cast: Cast, address: str) -> None:
    answer = save(cast, address, row(cast, "-5"), row(cast, jaar=2023))
    assert answer.status_code == 400
    assert {one["name"] for one in answer.json()["errors"]} == {"regels.0.bedragen", "regels.1.jaar"}


def test_a_result_of_another_report_is_told(cast: Cast, address: str) -> None:
    answer = save(cast, address, resultaten=[{"resultaat": 999, "gehaald": 3}])
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "resultaten.0.resultaat")


def test_a_step_that_may_not_follow_is_refused(cast: Cast, address: str) -> None:
    assert step(cast.noor, address, "accepteren").status_code == 400


@pytest.mark.parametrize(
    ("who", "name", "status"),
    [("noor", "indienen", 403), ("cor", "accepteren", 403), ("con", "terugsturen", 403), ("ted", "accepteren", 404),
     ("ria", "indienen", 403)],
)  # fmt: skip
def test_each_makes_only_the_steps_of_the_table(cast: Cast, address: str, who: str, name: str, status: int) -> None:
    save(cast, address, row(cast))
    assert step(getattr(cast, who), address, name).status_code == status


def test_a_controller_hands_in_but_fills_nothing_in(cast: Cast, address: str) -> None:
    save(cast, address, row(cast))
    assert signed_in(cast.con).patch(address, {}, format="json").status_code == 403
    assert step(cast.con, address, "indienen").status_code == 200


def test_a_manager_reads_no_amounts_before_they_are_handed_in(cast: Cast, address: str) -> None:
    save(cast, address, row(cast), toelichting="Nog niet klaar.")
    told = signed_in(cast.noor).get(address).json()
    assert (told["status"], told["regels"], told["resultaten"], told["toelichting"]) == ("concept", None, None, None)
    listed = signed_in(cast.noor).get(f"{ROOT}/rapportages").json()["results"]
    assert [one["toelichting"] for one in listed] == [None]


def test_nobody_adds_a_report(cast: Cast) -> None:
    assert signed_in(cast.noor).post(f"{ROOT}/rapportages", {}, format="json").status_code == 403


def test_a_manager_makes_changes_and_locks_a_period(cast: Cast) -> None:
    said = {
        "programma": cast.programme.slug, "naam": "Jaar 2020", "jaar": 2020, "openVanaf": "2021-01-01",
        "uiterlijkOp": "2021-03-01",
    }  # fmt: skip
    made = signed_in(cast.noor).post(f"{ROOT}/rapportageperiodes", said, format="json").json()
    here = f"{ROOT}/rapportageperiodes/{made['id']}"
    later = {"uiterlijkOp": "2021-04-01", "versie": made["versie"]}
    assert signed_in(cast.noor).patch(here, later, format="json").json()["uiterlijkOp"] == "2021-04-01"
    assert signed_in(cast.noor).patch(here, later, format="json").json()["staatNu"]["versie"] == made["versie"] + 1
    assert step(cast.cor, here, "vergrendelen").status_code == 403
    assert step(cast.noor, here, "vergrendelen").json()["vergrendeldOp"] is not None
    assert Report.objects.filter(period=made["id"]).count() == 1


def test_reports_are_filtered_and_come_in_pages(cast: Cast, report: Report) -> None:
    later = ReportingPeriod.objects.create(
        programme=cast.programme, name="Later", year=2020, opens_on=dt.date(2021, 1, 1), due_on=dt.date(2021, 2, 1)
    )
    Report.objects.create(period=later, organisation=cast.haard)
    list_of = signed_in(cast.noor).get
    page = list_of(f"{ROOT}/rapportages?pageSize=1").json()
    assert [one["id"] for one in page["results"]] == [report.pk]
    assert len(list_of(page["next"]).json()["results"]) == 1
    found = list_of(f"{ROOT}/rapportages?periode={later.pk}&status=open&organisatie=de-haard").json()["results"]
    assert [one["periode"] for one in found] == [later.pk]
