"""Screening looks at every area at once, in parts that any number of workers share."""

from __future__ import annotations

import numpy as np
import pytest

from effects import screening
from effects.estimators.screen import adjusted, screen
from effects.services.screening import Asked, start_screening
from indicators.domains import Aggregation, Direction, Domain, Status
from indicators.models import ImportFile, Indicator, Observation, Source
from runs import services
from runs.models import Run, State
from wijken.models import Area

ASKED = Asked(since=2015, level="wijk", division_year=2024)


def world_of(n=300, periods=20, seed=1):
    generator = np.random.default_rng(seed)
    return 10 * generator.normal(size=(n, 1)) + generator.normal(size=(n, periods)) + np.arange(periods)


def test_an_area_that_moved_alone_stands_out_and_its_effect_is_about_what_was_built_in():
    outcome = world_of()
    outcome[7, 12:] += 6
    found = screen(outcome, 12)
    assert found.p_values[7] == 1 / 300
    assert found.effects[7] == pytest.approx(6, abs=1.5)


def test_where_nothing_happened_p_values_are_spread_evenly():
    assert np.sort(screen(world_of(), 12).p_values) == pytest.approx(np.arange(1, 301) / 300)


def test_another_unit_gives_the_same_places_and_an_effect_in_that_unit():
    here, there = screen(world_of(), 12), screen(1e-6 * world_of(), 12)
    assert there.p_values == pytest.approx(here.p_values)
    assert there.effects == pytest.approx(1e-6 * here.effects)


def test_what_happens_after_the_year_does_not_choose_the_neighbours():
    outcome = world_of()
    later = outcome.copy()
    later[5, 12:] += 100
    others = np.arange(300) != 5
    moved = screen(later, 12).effects - screen(outcome, 12).effects
    assert moved[5] == pytest.approx(100)
    assert set(np.round(moved[others], 6)) <= {0.0, -5.0}


def test_an_area_with_a_hole_is_not_looked_at():
    outcome = world_of()
    outcome[3, 4] = np.nan
    assert 3 not in screen(outcome, 12).rows
    assert len(screen(outcome, 12).rows) == 299


@pytest.mark.parametrize(("n", "n_pre"), [(39, 12), (300, 2), (300, 19)])
def test_too_few_areas_or_years_are_not_screened(n, n_pre):
    assert screen(world_of(n), n_pre) is None


def test_the_adjustment_for_many_looks_is_benjamini_hochbergs_by_hand():
    assert adjusted(np.array([0.01, 0.001, 0.04]), 10) == pytest.approx([0.05, 0.01, 0.4 / 3])


@pytest.fixture
def observed(db):
    """Sixty wijken, six indicators, ten years before 2015 and five from it on; the first wijk leaps on two of them."""
    areas = Area.objects.bulk_create(
        Area(code=f"WK9999{n:02}", division_year=2024, level="wijk", name=f"Wijk {n}", search_name=f"wijk {n}")
        for n in range(60)
    )
    source = Source.objects.create(slug="proef", name="Proef", publisher="-", licence="-", attribution="-")
    shared = {"source": source, "domain": Domain.CONTEXT, "direction": Direction.NEITHER}
    indicators = Indicator.objects.bulk_create(
        Indicator(slug=f"proef-{n}", name=f"Proef {n}", aggregation=Aggregation.NEVER, **shared) for n in range(6)
    )
    file = ImportFile.objects.create(source="table", name="proef", sha256="proef", state=ImportFile.State.IMPORTED)
    for number, indicator in enumerate(indicators):
        outcome = world_of(60, 15, seed=number)
        outcome[0, 10:] += 20 if number < 2 else 0
        Observation.objects.bulk_create(
            Observation(
                area=area, indicator=indicator, period=2005 + t, value=outcome[n, t], status=Status.MEASURED, file=file
            )
            for n, area in enumerate(areas)
            for t in range(15)
        )
    return areas, indicators


@pytest.fixture
def silent(monkeypatch):
    monkeypatch.setattr("runs.tasks.work.apply_async", lambda *_args, **_more: None)


def test_a_screening_is_cut_in_parts_and_finds_the_wijk_that_leapt(observed, silent, monkeypatch):
    parts = -(-Indicator.objects.count() // 2)
    monkeypatch.setattr(screening, "INDICATORS_A_PART", 2)
    run = services.execute(run_id=start_screening(asked=ASKED).pk)
    assert (run.state, run.done, run.total) == (State.DONE, parts, parts)
    assert Run.objects.filter(kind=screening.PART, state=State.DONE).count() == parts
    assert (run.result["areas"], run.result["looks"], run.result["failed"]) == (60, 360, 0)
    areas, indicators = observed
    leapt = [(line["area"], line["indicator"]) for line in run.result["found"] if line["area"] == areas[0].pk]
    assert leapt == [(areas[0].pk, indicators[0].pk), (areas[0].pk, indicators[1].pk)]


def test_a_screening_that_is_begun_again_makes_no_part_twice(observed, silent):
    run = start_screening(asked=ASKED)
    job = services.claim(run_id=run.pk, holder="a")
    first = screening._parts(job)
    assert screening._parts(job) == first


def test_stopping_a_screening_stops_its_parts(observed, silent):
    run = start_screening(asked=ASKED)
    services.request_cancel(run=run)
    assert services.execute(run_id=run.pk).state == State.CANCELLED
    parts = Run.objects.filter(kind=screening.PART)
    assert all(part.cancel_requested or part.state == State.CANCELLED for part in parts)


def test_figures_that_are_withheld_are_no_zero(observed, silent):
    areas, _indicators = observed
    Observation.objects.filter(area=areas[3]).update(value=None, status=Status.WITHHELD)
    result = services.execute(run_id=start_screening(asked=ASKED).pk).result
    assert (result["areas"], result["looks"]) == (59, 59 * 6)


def test_invented_areas_are_never_held_against_real_ones(observed, silent):
    areas, _indicators = observed
    Area.objects.filter(pk__in=[area.pk for area in areas[:10]]).update(invented=True)
    result = services.execute(run_id=start_screening(asked=ASKED).pk).result
    assert (result["areas"], result["looks"]) == (50, 50 * 6)


def test_it_is_told_of_each_indicator_at_how_many_areas_was_looked(observed, silent):
    _areas, indicators = observed
    result = services.execute(run_id=start_screening(asked=ASKED).pk).result
    assert result["looked"] == {str(one.pk): 60 for one in indicators}
