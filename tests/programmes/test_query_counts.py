"""The lists of the workspace ask as many queries for ten rows as for a thousand."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from simple_history.utils import bulk_create_with_history

from programmes import services
from programmes.models import (
    Agreement,
    Ceiling,
    Commitment,
    Decision,
    Document,
    Intervention,
    Investment,
    Milestone,
    Programme,
    Reach,
    Risk,
)
from tests.query_budgets import BUDGETS

PAGES = {
    "werk:programmes": lambda cast: reverse("werk:programmes"),
    "werk:programme": lambda cast: reverse("werk:programme", args=[cast.programme.slug]),
    "werk:council": lambda cast: reverse("werk:council"),
    "werk:council-programme": lambda cast: reverse("werk:council-programme", args=[sent(cast).slug]),
    "werk:wijken": lambda cast: reverse("werk:wijken", args=[cast.programme.slug]),
    "werk:goals": lambda cast: reverse("werk:goals", args=[cast.programme.slug]),
    "werk:interventions": lambda cast: reverse("werk:interventions", args=[cast.programme.slug]),
    "werk:agreements": lambda cast: reverse("werk:agreements"),
    "werk:agreement": lambda cast: reverse("werk:agreement", args=[agreement_of(cast).pk]),
    "werk:coherence": lambda cast: reverse("werk:coherence", args=[cast.programme.slug]),
    "werk:coherence-of-wijk": lambda cast: reverse(
        "werk:coherence-of-wijk", args=[cast.programme.slug, cast.programme.wijken.get().pk]
    ),
    "werk:contributions": lambda cast: reverse("werk:contributions", args=[cast.programme.slug]),
    "werk:all-interventions": lambda cast: reverse("werk:all-interventions"),
    "werk:all-milestones": lambda cast: reverse("werk:all-milestones"),
    "werk:all-risks": lambda cast: reverse("werk:all-risks"),
    "werk:report-list": lambda cast: reverse("werk:report-list"),
    "werk:all-goals": lambda cast: reverse("werk:all-goals"),
    "werk:money": lambda cast: reverse("werk:money", args=[cast.programme.slug]),
    "werk:chains": lambda cast: reverse("werk:chains", args=[cast.programme.slug]),
    "werk:reconcile": lambda cast: reverse("werk:reconcile") + "?organisatie=gemeente-voorbeeldstad&jaar=2020",
    "werk:ceilings": lambda cast: reverse("werk:ceilings", args=[cast.programme.slug]),
    "werk:entries": lambda cast: reverse("werk:entries"),
    "werk:entries, filtered": lambda cast: (
        f"{reverse('werk:entries')}?programma={cast.programme.slug}&toestand=besteed&sorteer=-bedrag"
    ),
    "werk:streams": lambda cast: reverse("werk:streams"),
    "werk:roles": lambda cast: reverse("werk:roles", args=[cast.programme.slug]),
    "werk:intervention": lambda cast: reverse("werk:intervention", args=[cast.renovation.pk]),
    "werk:risks": lambda cast: reverse("werk:risks", args=[cast.programme.slug]),
    "werk:decisions": lambda cast: reverse("werk:decisions", args=[cast.programme.slug]),
    "werk:documents": lambda cast: reverse("werk:documents", args=[cast.programme.slug]),
    "werk:report": lambda cast: reverse("werk:report") + "?jaar=2020&organisatie=de-haard",
}


def agreement_of(cast):
    """An agreement in which one promise is kept by all that is done."""
    return Agreement.objects.get_or_create(
        programme=cast.programme, name="Samen", kind="convenant", first_year=2012, last_year=2027
    )[0]


def sent(cast):
    """The concept of a next version, that lies before the council."""
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    return services.send_to_council(programme=draft, by=cast.noor)


def fill(cast, number):
    """So many programmes, interventions and entries, each intervention with its reach."""
    programmes = Programme.objects.bulk_create(
        Programme(name=f"P {n}", slug=f"p-{number}-{n}", gemeente=cast.city, start_year=2020, end_year=2035)
        for n in range(number)
    )
    years = {"first_year": 2020, "last_year": 2035}
    Ceiling.objects.bulk_create(
        Ceiling(programme=one, funding_stream=cast.stream, amount_cents=100, **years) for one in programmes
    )
    made = Intervention.objects.bulk_create(
        Intervention(
            programme=cast.programme,
            title=f"I {number} {n}",
            pillar="fysiek",
            lead=cast.haard,
            start_year=2012,
            end_year=2027,
        )
        for n in range(number)
    )
    promises = Commitment.objects.bulk_create(
        Commitment(
            agreement=agreement_of(cast), organisation=cast.haard, what=f"W {one.title}", due_on=dt.date(2020, 1, 1)
        )
        for one in made[:100]
    )
    keeps = Commitment.interventions.through
    keeps.objects.bulk_create(
        keeps(commitment=promise, intervention=one) for promise, one in zip(promises, made, strict=False)
    )
    Reach.objects.bulk_create(Reach(intervention=one, area=cast.wijk, share=Decimal(1)) for one in made)
    Investment.objects.bulk_create(
        Investment(
            intervention=one, payer=cast.haard, spender=cast.haard, year=2020,
            funding_stream=cast.stream, state="besteed", amount_cents=100,
        )
        for one in made
    )  # fmt: skip


def fill_evidence(cast, number):
    """So many milestones, risks, decisions and documents of the renovation, each with its history."""
    about = {"programme": cast.programme, "intervention": cast.renovation}
    bulk_create_with_history([Risk(name=f"R {n}", owner=cast.haard, **about) for n in range(number)], Risk)
    kept = [
        Document(
            name=f"D {n}", original_name="d.pdf", media_type="application/pdf", size=1, uploaded_by=cast.noor, **about
        )
        for n in range(number)
    ]
    documents = bulk_create_with_history(kept, Document)
    bulk_create_with_history(
        [
            Decision(name=f"B {n}", taken_on="2020-01-01", taken_by="raad", document=documents[n], **about)
            for n in range(number)
        ],
        Decision,
    )
    named = Milestone.objects.filter(intervention=cast.renovation).count()
    milestones = [
        Milestone(intervention=cast.renovation, name=f"M {named + n}", due_on="2020-01-01") for n in range(number)
    ]
    bulk_create_with_history(milestones, Milestone)
    for model in (Risk, Decision, Document, Milestone):
        model.objects.first().save()  # so that the newest changes are of each kind, however many there are


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_list_asks_as_many_queries_for_a_thousand_rows_as_for_ten(cast, client, page):
    client.force_login(cast.noor)
    address = PAGES[page](cast)
    fill(cast, 10)
    fill_evidence(cast, 10)
    few = queries(client, address)
    fill(cast, 990)
    fill_evidence(cast, 90)
    assert queries(client, address) == few <= BUDGETS[page]


@pytest.mark.parametrize("who", ["noor", "pim", "cor", "con", "ria", "bea"])
def test_the_start_page_of_each_role_asks_as_many_queries_however_much_awaits(cast, client, who):
    client.force_login(getattr(cast, who))
    fill(cast, 10)
    fill_evidence(cast, 10)
    few = queries(client, reverse("start"))
    fill(cast, 990)
    fill_evidence(cast, 90)
    assert queries(client, reverse("start")) == few <= BUDGETS[f"start of {who}"]
