"""Callaway-Sant'Anna against the output of R's `did`, against the library, and where the number of treated is small."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from effects.estimators import cells, library, sample
from effects.estimators.cs import estimated, fit_cs, formula_events
from effects.estimators.influence import aggregated, cellwise
from effects.estimators.options import ALL_BEFORE, Comparison, Inference, Options
from effects.estimators.panel import Panel
from effects.estimators.results import CannotFit
from tests.effects import published
from tests.effects.worlds import world

AS_PUBLISHED = Options()
NOT_YET = Options(comparison=Comparison.NOT_YET)
EXACT = {"rel": 1e-8, "abs": 1e-11}


def own(panel: Panel, options: Options = AS_PUBLISHED):
    """By our own numbers alone."""
    listed = cells.gathered(panel, options, cells.after(panel, options))
    return aggregated(panel, cellwise(panel, listed))


def with_extras(panel: Panel, *, controls: bool = False, weights: bool = False, clusters: bool = False) -> Panel:
    generator = np.random.default_rng(7)
    if controls:
        panel = replace(panel, controls=generator.normal(5, 100, size=(*panel.outcome.shape, 2)))
    if weights:
        panel = replace(panel, weights=generator.uniform(0.5, 2, len(panel.units)))
    if clusters:
        panel = replace(panel, clusters=tuple(f"c{place % 30}" for place in range(len(panel.units))))
    return panel


@pytest.mark.parametrize(("scenario", "options"), [("mpdta_nev_dr", Options()), ("mpdta_nyt_dr", NOT_YET)])
def test_the_average_effect_is_that_of_r(scenario, options):
    (expected,) = [row for row in published.r_did("aggte", scenario) if row["type"] == "simple"]
    fit = fit_cs(published.mpdta(), options)
    assert fit.estimate == pytest.approx(float(expected["overall_att"]), **EXACT)
    assert fit.se == pytest.approx(float(expected["overall_se"]), **EXACT)


@pytest.mark.parametrize(("scenario", "options"), [("mpdta_nev_dr", Options()), ("mpdta_nyt_dr", NOT_YET)])
def test_every_event_time_is_that_of_r(scenario, options):
    points = {point.time: point for point in fit_cs(published.mpdta(), options).event_study}
    for row in published.r_did("aggte", scenario):
        if row["type"] == "dynamic":
            point = points[int(row["egt"])]
            assert point.estimate == pytest.approx(float(row["att_egt"]), **EXACT)
            assert point.se == pytest.approx(float(row["se_egt"]), **EXACT)


@pytest.mark.parametrize(("scenario", "options"), [("mpdta_nev_dr", Options()), ("mpdta_nyt_dr", NOT_YET)])
def test_every_group_and_period_is_that_of_r(scenario, options):
    panel = sample.sample(published.mpdta(), options)
    listed = cells.gathered(panel, options, iter((*cells.step_by_step(panel, options), *cells.after(panel, options))))
    found = cellwise(panel, listed)
    errors = np.sqrt(np.sum(found.influence**2, axis=0))
    ours = {
        (int(cell.start), panel.periods[cell.column]): (estimate, error)
        for cell, estimate, error in zip(listed.cells, found.estimate, errors, strict=True)
    }
    for row in published.r_did("attgt", scenario):
        expected = float(row["att"]), float(row["se"])
        assert ours[int(row["group"]), int(row["t"])] == pytest.approx(expected, **EXACT)


def test_the_published_table_with_a_control_is_met():
    fit = fit_cs(published.mpdta(controls=True), Options())
    assert (round(fit.estimate, 4), round(fit.se, 4)) == (-0.0418, 0.0115)


def test_with_one_period_as_baseline_the_first_period_is_the_reference():
    first = fit_cs(published.mpdta(), Options()).event_study[0]
    assert (first.time, first.estimate, first.se) == (-4, 0.0, None)


def test_with_a_longer_baseline_its_last_period_is_the_reference():
    points = {point.time: point for point in fit_cs(world(treated=12), Options(baseline=ALL_BEFORE)).event_study}
    assert list(points) == list(range(-8, 4))
    assert points[-1].estimate == 0


@pytest.mark.parametrize("options", [Options(), NOT_YET], ids=["never", "not yet"])
@pytest.mark.parametrize("weights", [False, True], ids=["unweighted", "weighted"])
@pytest.mark.parametrize("clusters", [False, True], ids=["units", "clusters"])
def test_our_own_numbers_are_those_of_the_library(options, weights, clusters):
    panel = world(treated=36, others=60, starts=(1998, 2000, 2001), effect=1.0)
    panel = with_extras(panel, weights=weights, clusters=clusters)
    theirs, ours = library.callaway_santanna(panel, options), own(panel, options)
    assert ours.estimate == pytest.approx(theirs.estimate, **EXACT)
    assert ours.se == pytest.approx(theirs.se, **EXACT)
    for point in formula_events(panel, options)[1:]:
        assert (point.estimate, point.se) == pytest.approx(theirs.events[point.time], **EXACT)


def test_our_own_numbers_are_those_of_the_library_where_figures_miss():
    panel = world(treated=36, others=60, starts=(1998, 2000))
    panel.outcome[np.random.default_rng(3).random(panel.outcome.shape) < 0.05] = np.nan
    theirs, ours = library.callaway_santanna(panel, Options()), own(panel)
    assert ours.estimate == pytest.approx(theirs.estimate, **EXACT)
    assert ours.se == pytest.approx(theirs.se, rel=0.01)  # the library mixes two ways to count a starting group


def test_missing_figures_are_told():
    panel = world(treated=12)
    panel.outcome[0, 3] = panel.outcome[20, 5] = np.nan
    assert {"missing": 2, "of": panel.outcome.size} in [note.facts for note in fit_cs(panel, Options()).notes]


def test_a_missing_year_of_a_long_baseline_does_not_pass_for_a_change():
    panel = world(treated=12, others=12)
    panel.outcome[:] = np.arange(12) * 100.0  # all move alike, and much
    panel.outcome[0, :4] = np.nan
    assert own(panel, Options(baseline=ALL_BEFORE)).estimate == pytest.approx(0, abs=1e-9)


def test_a_unit_that_lacks_a_control_is_named():
    panel = with_extras(world(treated=12), controls=True)
    panel.controls[20, :, 0] = np.nan
    assert {"units": ["u020"]} in [note.facts for note in fit_cs(panel, Options()).notes]


def test_the_mean_of_several_years_is_a_steadier_baseline_than_one():
    panel = world(treated=30, others=60)
    assert own(panel, Options(baseline=ALL_BEFORE)).se < own(panel).se


def test_the_baseline_is_the_mean_of_as_many_periods_as_asked():
    panel = world(treated=12)
    change = panel.outcome[:, 8:].mean(axis=1) - panel.outcome[:, 5:8].mean(axis=1)
    expected = change[:12].mean() - change[12:].mean()
    assert own(panel, Options(baseline=3)).estimate == pytest.approx(expected)


def test_periods_of_anticipation_leave_the_baseline_and_the_effect():
    panel = world(treated=12)
    change = panel.outcome[:, 8:].mean(axis=1) - panel.outcome[:, 5]
    expected = change[:12].mean() - change[12:].mean()
    assert fit_cs(panel, Options(anticipation=2)).estimate == pytest.approx(expected)


def test_a_year_that_is_left_out_changes_nothing_whatever_it_holds():
    panel = world(treated=12)
    before = fit_cs(panel, Options(left_out=(1999,)))
    panel.outcome[:12, 7] -= 50
    assert fit_cs(panel, Options(left_out=(1999,))) == before


def test_units_treated_from_the_start_are_neither_treated_nor_compared_with():
    panel = world(treated=12)
    more = replace(
        panel,
        units=(*panel.units, "u999"),
        outcome=np.vstack([panel.outcome, np.arange(12) * 99.0]),
        first_treated=np.append(panel.first_treated, panel.periods[0]),
    )
    assert fit_cs(more, Options()) == fit_cs(panel, Options())


@pytest.mark.parametrize("treated", [1, 2, 9])
def test_below_ten_treated_no_error_formula_is_used(treated):
    fit = fit_cs(world(treated=treated), Options())
    assert fit.inference is Inference.PERMUTATION
    assert fit.se is None
    assert {point.se for point in fit.event_study} == {None}


def test_the_certainty_that_the_library_has_of_one_treated_unit_never_comes_through():
    panel = world(treated=1)
    trap = library.callaway_santanna(panel, Options())
    assert trap.se < 0.3  # of an outcome whose change spreads by 1.1
    assert fit_cs(panel, Options()).p_value >= 1 / 41
    asked = fit_cs(panel, Options(inference=Inference.ANALYTIC))
    assert (asked.se, asked.p_value, asked.ci_low, asked.mde) == (None, None, None, None)


def test_from_ten_treated_on_the_formula_is_used_with_permutation_as_a_check():
    fit = fit_cs(world(treated=10), Options())
    assert fit.inference is Inference.ANALYTIC
    assert "PERMUTATION_CHECK" in [note.code for note in fit.notes]


def test_starting_groups_of_few_units_get_a_permutation_beside_the_published_error():
    fit = fit_cs(world(treated=12, starts=(1997, 1998, 1999, 2000, 2001, 2002)), Options())
    assert fit.inference is Inference.PERMUTATION
    assert fit.se == estimated(world(treated=12, starts=(1997, 1998, 1999, 2000, 2001, 2002)), Options()).se
    assert "START_SMALL" in [note.code for note in fit.notes]


def test_clusters_count_as_treated_once():
    panel = replace(world(treated=12), clusters=("a",) * 12 + tuple(f"b{place}" for place in range(40)))
    assert fit_cs(panel, Options()).inference is Inference.PERMUTATION


def test_nobody_with_a_period_before_the_start_is_no_estimate():
    panel = world(treated=3, before=1)
    with pytest.raises(CannotFit):
        fit_cs(panel, Options(anticipation=1))
