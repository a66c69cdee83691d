"""The count of verdicts over draws of the noise, and the draws themselves."""

from __future__ import annotations

from bench.draws import Found, counted
from demonstration.generator import figures

SCHOOLYARDS, INCOME = (5, "leefbaarheid-lbm3"), (10, "laag-inkomen")


def test_two_draws_are_counted_by_verdict_and_by_every_reason_of_a_refusal():
    first = [Found(INCOME, "beter"), Found(SCHOOLYARDS, "geen verschil aangetoond")]
    second = [Found(INCOME, "niet te zeggen", ("PRETREND", "PRE_SHORT")), Found(SCHOOLYARDS, "beter")]
    schoolyards, income = counted([*first, *second])
    assert (schoolyards.effect, schoolyards.draws, dict(schoolyards.refusals)) == (SCHOOLYARDS, 2, {})
    assert dict(schoolyards.verdicts) == {"geen verschil aangetoond": 1, "beter": 1}
    assert dict(income.verdicts) == {"beter": 1, "niet te zeggen": 1}
    assert dict(income.refusals) == {"PRETREND": 1, "PRE_SHORT": 1}
    assert income.line() == "| 10 | laag-inkomen | beter | 2 | 1 | 0 | 0 | 1 | PRETREND 1, PRE_SHORT 1 |"


def test_another_draw_has_other_noise_and_the_same_again_the_same():
    def rates(draw: int) -> list[float | None]:
        return [one.value for one in figures(draw=draw) if one.slug == "overlast-lbm3"]

    assert rates(1) == rates(1)
    assert rates(1) != rates(2) != rates(0)
