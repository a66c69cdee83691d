"""How long the effects take, against limits in seconds: they are worked out while somebody waits for a study.

One wijk by synthetic DiD with every placebo, over 50 and over 800 donors; and the screening of 3,300 areas × 20 years ×
100 indicators through real workers and the real broker. Nothing outside does the same work, so there is no ratio.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

import numpy as np
from django.db import connection

from bench import world
from bench.measure import seconds, timed
from effects.estimators.answer import answer
from effects.estimators.options import Method, Options
from effects.estimators.panel import NEVER, Panel
from effects.services.screening import Asked, start_screening
from indicators.models import Indicator
from runs.models import OVER, Run, State
from wijken.models import Area

AREAS, YEARS, INDICATORS, FIRST, SINCE = 3_300, 20, 100, 2005, 2018
WORKERS = os.cpu_count() or 1
PATIENCE = 300.0


@dataclass(frozen=True)
class Limit:
    name: str
    limit: float
    times: tuple[float, ...]

    def line(self) -> str:
        low, high = seconds(min(self.times)), seconds(max(self.times))
        load = os.getloadavg()[0]
        kept = "gehaald" if max(self.times) <= self.limit else "NIET GEHAALD"
        measured = f"{seconds(median(self.times))} ({low}–{high}, {len(self.times)} keer)"
        return f"{self.name}: {measured}, grens {self.limit:.0f} s: {kept}; belasting {load:.1f}"


def panel_of(donors: int) -> Panel:
    """One treated wijk and its donors: levels of their own, two common courses, noise; fifteen years and then five."""
    generator = np.random.default_rng(donors)
    courses = generator.normal(size=(donors + 1, 2)) @ generator.normal(size=(2, YEARS)).cumsum(axis=1)
    noise = generator.normal(size=(donors + 1, YEARS))
    outcome = 50 + 3 * generator.normal(size=(donors + 1, 1)) + courses + noise
    units = tuple(f"WK{number:06}" for number in range(donors + 1))
    starts = np.array([FIRST + 15.0, *[NEVER] * donors])
    return Panel(units, tuple(range(FIRST, FIRST + YEARS)), outcome, starts)


def one_wijk(donors: int, method: Method, limit: float, rounds: int) -> Limit:
    """As in a worker that has done a study before."""
    panel = panel_of(donors)
    options = Options(method=method)
    answer(panel_of(20), options)  # the library is loaded once
    times = tuple(timed(lambda: answer(panel, options)) for _ in range(rounds))
    beside = " en synthetic control ernaast" if method is Method.AUTO else ""
    return Limit(f"Synthetic DiD{beside}, één wijk, alle placebo’s over {donors} donoren", limit, times)


def fill() -> None:
    """The figures of every area and year, in the order of the key."""
    land = Area.objects.create(code="NL00", division_year=world.YEAR, level="land", name="Nederland")
    areas = Area.objects.bulk_create(
        Area(code=f"WK{n:06}", division_year=world.YEAR, level="wijk", name=f"Wijk {n}", parent=land)
        for n in range(AREAS)
    )
    indicators = world.make_indicators()[:INDICATORS]
    Indicator.objects.filter(slug__startswith=world.PREFIX).exclude(pk__in=[one.pk for one in indicators]).delete()
    file = world.file_of("doorlichting")
    for few in range(0, AREAS, 300):
        rows = figures(areas[few : few + 300], indicators, few)
        world.copy(world.as_copy(rows, file.pk))
    world.vacuum()


def figures(areas: list[Area], indicators: list[Indicator], seed: int) -> Iterator[world.Figure]:
    generator = np.random.default_rng(seed)
    for area in areas:
        values = 50 + 10 * generator.normal(size=(len(indicators), 1)) + generator.normal(size=(len(indicators), YEARS))
        for indicator, row in zip(indicators, values.round(2).tolist(), strict=True):
            for year, value in enumerate(row):
                yield area.pk, indicator.pk, FIRST + year, value


@contextmanager
def workers(number: int) -> Iterator[None]:
    """Real ones, on the database that is measured."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "wijkaanpak.settings"}
    command = [sys.executable, "-m", "celery", "-A", "wijkaanpak", "worker", "--concurrency=1", "--loglevel=warning"]
    started = [
        subprocess.Popen(
            [*command, "-n", f"meting{n}@%h"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for n in range(number)
    ]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def wait_until(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > until:
            raise SystemExit("De doorlichting kwam niet klaar.")
        time.sleep(0.1)


def screened() -> Run:
    run = start_screening(asked=Asked(since=SINCE, level="wijk", division_year=world.YEAR))
    wait_until(lambda: Run.objects.filter(pk=run.pk, state__in=OVER).exists())
    done = Run.objects.get(pk=run.pk)
    assert done.state == State.DONE, done.error
    assert done.result["looks"] == AREAS * INDICATORS, done.result["looks"]
    return done


def screening(rounds: int) -> Limit:
    fill()
    name = f"Doorlichting van {AREAS} gebieden × {YEARS} jaar × {INDICATORS} indicatoren, {WORKERS} werkers"
    with workers(WORKERS):
        screened()  # unmeasured: the workers start and load what they need
        before = Run.objects.latest("pk").pk
        times = tuple(timed(screened) for _ in range(min(rounds, 3)))
    parts = Run.objects.filter(pk__gt=before, kind="screening-part").values_list("holder", flat=True)
    processes = {holder.rpartition(":")[0] for holder in parts}
    return Limit(f"{name} (delen gedaan door {len(processes)} processen)", 60, times)


def measure(rounds: int) -> Iterator[Limit]:
    yield one_wijk(50, Method.SDID, 3, rounds)
    yield one_wijk(50, Method.AUTO, 3, rounds)
    yield one_wijk(800, Method.SDID, 40, min(rounds, 3))
    yield one_wijk(800, Method.AUTO, 40, min(rounds, 3))
    yield screening(rounds)
