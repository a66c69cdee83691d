"""Agreements, promises, ceilings and bundles through the API, by the rules of the pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes import services
from programmes.models import Agreement, Commitment, Intervention, Investment, Output, Programme
from tests.api.test_permissions import agreement_of, bundle_of, ceiling_of, promise_of
from tests.api.test_writing import ROOT, signed_in
from tests.cast import Cast, intervention
from tests.programmes.ledger import report


def post(person: Any, where: str, **said: Any) -> Any:
    return signed_in(person).post(f"{ROOT}/{where}", said, format="json")


def patch(person: Any, where: str, **said: Any) -> Any:
    return signed_in(person).patch(f"{ROOT}/{where}", said, format="json")


def said_of(cast: Cast, **other: Any) -> dict[str, Any]:
    return {
        "programma": cast.programme.slug, "soort": "convenant", "naam": "Haven", "eersteJaar": 2015,
        "laatsteJaar": 2020, "partijen": [cast.gemeente.slug, cast.haard.slug],
        "termijnen": [{"naam": "bod", "uiterlijkOp": "2014-07-01"}],
    } | other  # fmt: skip


def test_a_manager_makes_an_agreement_with_its_days_and_signs_it(cast: Cast) -> None:
    made = post(cast.noor, "afspraken", **said_of(cast)).json()
    assert made["termijnen"] == [{"naam": "bod", "uiterlijkOp": "2014-07-01", "gedaanOp": None}]
    signed = patch(cast.noor, f"afspraken/{made['id']}", status="getekend", getekendOp="2014-12-15").json()
    assert (signed["status"], signed["getekendOp"]) == ("getekend", "2014-12-15")
    refused = patch(cast.noor, f"afspraken/{made['id']}", naam="Anders")
    assert (refused.status_code, refused.json()["errors"][0]["name"]) == (400, "naam")


def test_an_agreement_makes_no_step_that_is_not_allowed(cast: Cast) -> None:
    answer = patch(cast.noor, f"afspraken/{agreement_of(cast).pk}", status="afgelopen")
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "status")


def test_a_visitor_reads_only_what_is_signed(cast: Cast) -> None:
    found = agreement_of(cast)
    address = f"{ROOT}/afspraken/{found.pk}"
    assert signed_in(None).get(address).status_code == 404
    services.move_agreement(agreement=found, version=found.version, move="teken", by=cast.noor)
    assert signed_in(None).get(address).json()["partijen"] == [cast.haard.slug, cast.gemeente.slug]


def test_a_promise_names_its_results_and_tells_what_has_come_of_it(cast: Cast) -> None:
    homes = Output.objects.create(intervention=cast.renovation, name="woningen", realised=9, counted_on="2018-12-31")
    made = post(
        cast.noor, "toezeggingen", afspraak=agreement_of(cast).pk, wie=cast.haard.slug, wat="Renoveren", hoeveel=9,
        waarvan="woningen", uiterlijkOp="2018-12-31", interventies=[cast.renovation.pk], resultaten=[homes.pk],
    ).json()  # fmt: skip
    assert (made["opTijd"], made["gekomen"]) == ("op_tijd", ["Geteld: 9 van 9 woningen."])
    assert made["waarom"] == "Tot en met 31 december 2018 waren er 9 van de 9 geteld."


def test_a_result_of_an_intervention_that_is_not_linked_is_told_at_its_field(cast: Cast) -> None:
    homes = Output.objects.create(intervention=cast.renovation, name="woningen")
    answer = patch(cast.noor, f"toezeggingen/{promise_of(cast).pk}", resultaten=[homes.pk])
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "resultaten")


def test_of_a_promise_no_intervention_is_named_that_the_reader_may_not_see(cast: Cast) -> None:
    Programme.objects.filter(pk=cast.draft.pk).update(parent=cast.programme)
    secret = intervention(cast.draft, cast.haard, cast.other_wijk, "Daken")
    promise = promise_of(cast)
    promise.interventions.add(secret)
    promise.outputs.add(Output.objects.create(intervention=secret, name="daken", realised=5))
    Agreement.objects.update(status="getekend")
    told = signed_in(None).get(f"{ROOT}/toezeggingen/{promise.pk}").json()
    assert (told["interventies"], told["resultaten"]) == ([], [])
    assert signed_in(cast.noor).get(f"{ROOT}/toezeggingen/{promise.pk}").json()["interventies"] == [secret.pk]


def test_a_list_of_promises_asks_as_many_queries_for_fifty_as_for_five(cast: Cast) -> None:
    agreement, client = agreement_of(cast), signed_in(cast.noor)

    def queries(number: int) -> int:
        for place in range(number):
            about = {"organisation": cast.haard, "what": f"W {number} {place}", "due_on": "2018-01-01", "quantity": 5}
            promise = Commitment.objects.create(agreement=agreement, **about)
            promise.interventions.add(cast.renovation)
            promise.outputs.add(Output.objects.create(intervention=cast.renovation, name=f"O {number} {place}"))
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{ROOT}/toezeggingen")
        return len(asked)

    assert queries(5) == queries(45)


def test_a_ceiling_is_set_changed_and_removed(cast: Cast) -> None:
    said = {"programma": cast.programme.slug, "geldstroom": cast.stream.slug, "eersteJaar": 2020, "laatsteJaar": 2021}
    made = post(cast.noor, "plafonds", **said, bedrag="500.00").json()
    changed = patch(cast.noor, f"plafonds/{made['id']}", bedrag="600.00", versie=made["versie"]).json()
    assert (changed["bedrag"], changed["laatsteJaar"]) == ("600.00", 2021)
    assert patch(cast.noor, f"plafonds/{made['id']}", bedrag="1", versie=made["versie"]).status_code == 409
    assert signed_in(cast.noor).delete(f"{ROOT}/plafonds/{made['id']}").status_code == 204


def test_a_ceiling_tells_how_full_it_is(cast: Cast) -> None:
    said = {"programma": cast.programme.slug, "geldstroom": cast.stream.slug, "eersteJaar": 2020, "laatsteJaar": 2021}
    made = post(cast.noor, "plafonds", **said, bedrag="500.00").json()
    assert (made["verplicht"], made["ruimte"], made["hoeVol"]) == ("0.00", "500.00", "ruimte")
    report(cast, state="verplicht", year=2020, amount=Decimal("400.50"))
    for told in (
        signed_in(cast.noor).get(f"{ROOT}/plafonds/{made['id']}").json(),
        signed_in(cast.noor).get(f"{ROOT}/plafonds").json()["results"][0],
    ):
        assert (told["verplicht"], told["ruimte"], told["hoeVol"]) == ("400.50", "99.50", "bijnaVol")
    lower = patch(cast.noor, f"plafonds/{made['id']}", bedrag="400.00", versie=made["versie"]).json()
    assert (lower["ruimte"], lower["hoeVol"]) == ("-0.50", "erboven")


@pytest.mark.parametrize("who", ["cor", "ria", "bea"])
def test_a_ceiling_is_not_for_who_may_not_read_it(cast: Cast, who: str) -> None:
    assert signed_in(getattr(cast, who)).get(f"{ROOT}/plafonds/{ceiling_of(cast).pk}").status_code == 403


def test_a_commitment_beyond_a_ceiling_is_told_at_the_amount_of_a_bundle(cast: Cast) -> None:
    ceiling_of(cast)
    answer = post(cast.noor, "bundels", **bundle_said(cast, toestand="verplicht"))
    assert {one["name"] for one in answer.json()["errors"]} == {"redenOverschrijding"}
    assert not Investment.objects.exists()


def bundle_said(cast: Cast, **other: Any) -> dict[str, Any]:
    warmth = intervention(cast.programme, cast.haard, cast.wijk, title="Warmtenet")
    return {
        "naam": "Bouwhekken", "bedrag": "100.01", "betaler": cast.haard.slug, "uitvoerder": cast.haard.slug,
        "jaar": 2020, "geldstroom": cast.stream.slug, "toestand": "besteed",
        "delen": [{"interventie": one.pk, "aandeel": "0.5"} for one in (cast.renovation, warmth)],
    } | other  # fmt: skip


def test_a_bundle_is_divided_to_the_cent(cast: Cast) -> None:
    made = post(cast.cor, "bundels", **bundle_said(cast)).json()
    assert (made["bedrag"], [part["bedrag"] for part in made["delen"]]) == ("100.01", ["50.01", "50.00"])


def test_shares_of_a_bundle_that_do_not_sum_are_told_at_the_parts(cast: Cast) -> None:
    said = bundle_said(cast)
    said["delen"][0]["aandeel"] = "0.6"
    answer = post(cast.cor, "bundels", **said)
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "delen")


def test_of_a_bundle_only_the_parts_that_one_may_see_are_told(cast: Cast) -> None:
    bundle = bundle_of(cast)
    Intervention.objects.filter(title="Warmtenet").update(programme=cast.draft)
    told = signed_in(None).get(f"{ROOT}/bundels/{bundle.pk}").json()
    assert (told["bedrag"], [part["interventie"] for part in told["delen"]]) == (None, [cast.renovation.pk])
