"""A page of a study asks as many queries for many areas, outcomes and versions as for a few."""

import pytest
from django.test import Client

from effects.vocabulary import Choice, StudyStatus
from indicators.models import Indicator
from programmes.models import Contribution, Intervention
from tests.cast import Cast, area, intervention
from tests.effects.findings import ANSWERED, comparison_wijken, outcome_of, result_of, study_of, weigh
from tests.portal.test_query_counts import asked
from tests.query_budgets import BUDGETS

ROOT = "/werk/programmas/havenkwartier-vooruit/effecten"


@pytest.fixture
def pages(client: Client, cast: Cast) -> dict[str, str]:
    client.force_login(cast.noor)
    frozen = outcome_of(study_of(cast))
    concept = outcome_of(study_of(cast, name="Concept", status=StudyStatus.DRAFT, frozen_at=None))
    for outcome in (frozen, concept):
        weigh(outcome, [cast.other_wijk])
    weigh(concept, comparison_wijken(cast, 4))
    result_of(frozen, ANSWERED)
    promise(cast.renovation, "woz")
    return {
        "onderzoek:studies": ROOT,
        "onderzoek:study-propose": f"{ROOT}/voorstellen",
        "onderzoek:study": f"{ROOT}/{frozen.study_id}",
        "onderzoek:study-comparison": f"{ROOT}/{concept.study_id}/vergelijken/gasverbruik",
        "onderzoek:study-freeze": f"{ROOT}/{concept.study_id}/vastleggen",
        "start of noor": "/start",
    }


def promise(by: Intervention, slug: str) -> None:
    indicator = Indicator.objects.get(slug=slug)
    Contribution.objects.create(intervention=by, indicator=indicator, mechanism="Zo.", lag_years=1)


def grow(cast: Cast) -> None:
    slugs = Indicator.objects.outcomes().exclude(slug="gasverbruik").values_list("slug", flat=True)[:8]
    others = [area(f"WKVB04{n:02d}", f"Nog een wijk {n}", "wijk", cast.city) for n in range(40)]
    for study in list(cast.programme.studies.all()):
        weigh(study.outcomes.first(), others[:20])
        weigh(study.outcomes.first(), others[20:], Choice.UNLIKE)
        for slug in slugs:
            outcome = outcome_of(study, slug, rank=None)
            weigh(outcome, others)
            for number in range(1, 4) if study.is_frozen else ():
                result_of(outcome, ANSWERED, number=number)
    for n, slug in enumerate(slugs):
        promise(intervention(cast.programme, cast.haard, cast.wijk, f"Interventie {n}"), slug)
    for n in range(12):
        result_of(outcome_of(study_of(cast, name=f"Onderzoek {n}")), ANSWERED)
        outcome_of(study_of(cast, name=f"Nieuw {n}", status=StudyStatus.DRAFT, frozen_at=None))


def test_no_page_of_a_study_asks_more_for_more_of_everything(client: Client, cast: Cast, pages: dict) -> None:
    few = {name: asked(client, address) for name, address in pages.items()}
    grow(cast)
    many = {name: asked(client, address) for name, address in pages.items()}
    assert many == few
    assert {name for name in pages if few[name] > BUDGETS[name]} == set()
