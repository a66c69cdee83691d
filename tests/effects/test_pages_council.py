"""How outcomes of different figures stand in one funnel."""

from __future__ import annotations

import pytest
from django.test import Client

from charts.study import Effect
from portal.effects.council import all_in_one, scaled, studies_in
from tests.cast import Cast
from tests.effects.findings import ANSWERED, NOTHING_SHOWN, REFUSED, found
from tests.effects.test_pages import read


def test_lower_where_lower_is_better_stands_to_the_right_by_what_matters(cast: Cast) -> None:
    study = scaled(found(cast, ANSWERED), "Havenkwartier")
    assert study.finding.estimate == pytest.approx(231.4 / 50)
    assert (study.finding.low, study.finding.high) == pytest.approx((176.2 / 50, 284.0 / 50))


def test_a_point_keeps_its_verdict_and_its_own_sentence(cast: Cast) -> None:
    study = scaled(found(cast, NOTHING_SHOWN), "Havenkwartier")
    assert study.finding.effect is Effect.NO_DIFFERENCE_SHOWN
    assert "geen verschil aangetoond met 24 vergelijkingswijken" in study.told.replace("\xa0", " ")


def test_few_outcomes_make_no_funnel_of_all() -> None:
    assert all_in_one([]) is None


def test_a_gemeente_without_a_study_has_none(cast: Cast) -> None:
    found(cast, ANSWERED)
    assert studies_in(cast.city.code).count() == 1
    assert not studies_in("GM9999").exists()


def test_a_council_reads_no_figure_of_what_is_refused(client: Client, cast: Cast) -> None:
    found(cast, REFUSED | {"estimate": -231.4, "ci_low": -284.0, "ci_high": -176.2})
    assert "231" not in read(client, "/effecten/GMVB01")
