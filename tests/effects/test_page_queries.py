"""A page about effects asks as many queries for sixty wijken and studies as for a few, and no more than its budget."""

import pytest
from django.test import Client

from effects.models import StudyArea
from tests.cast import Cast, area
from tests.effects.findings import ANSWERED, found, outcome_of, result_of, study_of, weigh
from tests.portal.test_query_counts import asked
from tests.query_budgets import BUDGETS


def pages(result) -> dict[str, str]:
    root = "/programmas/havenkwartier-vooruit/effecten"
    own = f"{root}/{result.outcome.study_id}/gasverbruik"
    return {
        "effecten": root,
        "effect": own,
        "effect-uitleg": f"{own}/uitleg",
        "effecten-gemeente": "/effecten/GMVB01",
        "wijk with a study": "/wijken/WKVB0101",
        "programma with a study": "/programmas/havenkwartier-vooruit",
    }


def grow(cast: Cast, result) -> None:
    """More comparison wijken, studies with areas of their own, and versions."""
    others = [area(f"WKVB04{n:02d}", f"Nog een wijk {n}", "wijk", cast.city) for n in range(30)]
    weigh(result.outcome, others)
    for n in range(20):
        study = study_of(cast, name=f"Onderzoek {n}")
        StudyArea.objects.create(study=study, area=others[n])
        outcome = outcome_of(study)
        weigh(outcome, others[n + 1 : n + 4])
        result_of(outcome, ANSWERED)
        result_of(outcome, ANSWERED, number=2)


def test_no_page_about_effects_asks_more_for_more_wijken_and_studies(client: Client, cast: Cast) -> None:
    result = found(cast, ANSWERED)
    few = {name: asked(client, address) for name, address in pages(result).items()}
    grow(cast, result)
    assert {name: asked(client, address) for name, address in pages(result).items()} == few


@pytest.mark.parametrize("name", ["effecten", "effect", "effect-uitleg", "effecten-gemeente", "wijk with a study",
                                  "programma with a study"])  # fmt: skip
def test_a_page_about_effects_keeps_to_its_budget(client: Client, cast: Cast, name: str) -> None:
    assert asked(client, pages(found(cast, ANSWERED))[name]) <= BUDGETS[name]
