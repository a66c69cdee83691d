"""A worker that is killed, again and again, at any moment of an import, changes nothing about how the import ends."""

from __future__ import annotations

import contextlib
import os
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.runs.site import ON_POSTGRES, PATIENCE, ROOT, Nursery, Site, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.xdist_group("worker")]

KILLS, KILLS_A_ROUND = 20, 7
SEED = int(os.environ.get("WORKER_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
BUURTEN = 600  # × 29 columns: more than one SQLite transaction takes at once
FIGURES = """
    SELECT a.code, a.name, i.slug, o.period, o.value, o.status, o.derived, f.name
    FROM indicators_observation o JOIN wijken_area a ON a.id = o.area_id
    JOIN indicators_indicator i ON i.id = o.indicator_id JOIN indicators_importfile f ON f.id = o.file_id
    ORDER BY a.code, i.slug, o.period
"""
FILES = (
    "SELECT name, state, rows_read, values_new, values_changed, values_unchanged, missing "
    "FROM indicators_importfile ORDER BY id"
)
QUEUE = """
from pathlib import Path
from indicators.imports.services import import_in_background
path = Path({path!r})
import_in_background(path=path, name=path.name, source="kwb", year=2019, mapping=None, by=None)
"""


RUN = "SELECT state, starts, done, step FROM runs_run WHERE kind = 'import' ORDER BY id DESC LIMIT 1"
STOP = """
from runs.models import Run
from runs.services import request_cancel
request_cancel(run=Run.objects.filter(kind="import").latest("pk"))
"""


def titles() -> list[str]:
    """One title of each column that a yearly table of CBS has."""
    columns = tomllib.loads((ROOT / "indicators/readers/kwb_columns.toml").read_text())["columns"]
    return [names[0] for names in columns.values()][:29]


def delivery(path: Path, factor: int, buurten: int) -> Path:
    """A yearly table of an own Den Haag; another factor changes three values of four, and empties some."""
    codes = ["GM0518", *(f"WK0518{number:02d}" for number in range(30))]
    codes += [f"BU0518{number % 30:02d}{number // 30:02d}" for number in range(buurten)]
    lines = [";".join(["Regioaanduiding/Codering (code)", "Regioaanduiding/Gemeentenaam (naam)", *titles()])]
    for row, code in enumerate(codes):
        cells = [str(10 + (row * 7 + column * (factor if column % 4 else 1)) % 80) for column in range(len(titles()))]
        cells[row % len(cells)] = "."
        lines.append(";".join([code, "'s-Gravenhage", *cells]))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return delivery(tmp_path_factory.mktemp("files") / "laat.csv", factor=3, buurten=BUURTEN)


@pytest.fixture(scope="module")
def before(late: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A database that has an earlier, smaller delivery of the same table, and in which the late one waits."""
    site = Site(tmp_path_factory.mktemp("before"))
    site.manage("migrate", "--verbosity=0")
    early = delivery(site.folder / "vroeg.csv", factor=1, buurten=BUURTEN // 3)
    site.manage("import_indicators", str(early), "--source", "kwb", "--year", "2019")
    site.manage("shell", "--verbosity=0", "-c", QUEUE.format(path=str(late)))
    yield site
    site.remove()


@pytest.fixture
def site(before: Site, tmp_path: Path) -> Iterator[Site]:
    with another(before, tmp_path / "site") as site:
        yield site


@contextlib.contextmanager
def another(before: Site, folder: Path) -> Iterator[Site]:
    """A copy in which the import still waits. Its bell was rung elsewhere: whoever starts here has to look."""
    site = Site(folder, copy_of=before)
    try:
        yield site
    finally:
        site.remove()


@dataclass(frozen=True)
class Undisturbed:
    outcome: list[list[tuple[Any, ...]]]
    seconds: float


@pytest.fixture(scope="module")
def undisturbed(before: Site, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    with another(before, tmp_path_factory.mktemp("undisturbed")) as site, site.worker():
        wait_until(lambda: under_way(site), PATIENCE)
        began = time.monotonic()
        wait_until(lambda: state(site) == "klaar", PATIENCE)
        return Undisturbed(outcome(site), time.monotonic() - began)


def state(site: Site) -> str:
    return str(site.rows(RUN)[0][0])


def under_way(site: Site, start: int = 1) -> bool:
    """Whether a worker took the run for the so-manieth time, and has begun with it."""
    _, starts, _, step = site.rows(RUN)[0]
    return bool(starts >= start and step)


def outcome(site: Site) -> list[list[tuple[Any, ...]]]:
    return [site.rows(FIGURES), site.rows(FILES)]


def leftovers(site: Site) -> list[Any]:
    catalogue = "pg_tables WHERE tablename" if ON_POSTGRES else "sqlite_master WHERE name"
    return site.rows(f"SELECT 1 FROM {catalogue} LIKE 'indicators_staged_%'")


def test_an_undisturbed_import_changes_and_adds(before: Site, undisturbed: Undisturbed) -> None:
    (name, state, rows, new, changed, unchanged, missing) = undisturbed.outcome[1][-1]
    assert (name, state, rows) == ("laat.csv", "verwerkt", BUURTEN + 31)
    assert new > 10_000
    assert changed > 2_000
    assert unchanged > 500
    assert missing > 500
    assert len(undisturbed.outcome[0]) > len(before.rows(FIGURES))


def test_killed_at_twenty_random_moments_it_ends_as_an_undisturbed_one(
    before: Site, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    chance, moments = random.Random(SEED), 0
    sys.stdout.write(f"WORKER_SEED={SEED}; undisturbed it takes {undisturbed.seconds:.1f} s\n")
    with another(before, tmp_path / "site") as site, site.nursery() as nursery:
        while moments < KILLS:
            moments += kill_some(site, nursery, chance, undisturbed.seconds)
            with nursery.worker():
                wait_until(lambda: state(site) == "klaar", PATIENCE)
            assert outcome(site) == undisturbed.outcome
            assert leftovers(site) == []
            site.begin_anew(copy_of=before)


def kill_some(site: Site, nursery: Nursery, chance: random.Random, seconds: float) -> int:
    """Kill worker after worker in the midst of the import; how many were."""
    for number in range(KILLS_A_ROUND):
        with nursery.worker():
            wait_until(lambda start=number + 1: under_way(site, start) or state(site) == "klaar", PATIENCE)
            life = chance.uniform(0, seconds)
            time.sleep(life)
        if state(site) == "klaar":
            return number
        _, _, done, step = site.rows(RUN)[0]
        sys.stdout.write(f"killed after {life:.2f} s, at {step!r}, {done} rows\n")
    return KILLS_A_ROUND


def test_without_the_taking_up_again_a_kill_loses_the_import(site: Site, undisturbed: Undisturbed) -> None:
    """The control: what the test above would see if nobody took up what a killed worker left."""
    with site.worker() as worker:
        wait_until(lambda: under_way(site), PATIENCE)
        worker.kill()
    with site.worker(RUNS_TAKE_UP_SECONDS="0"), pytest.raises(AssertionError, match="not within"):
        wait_until(lambda: state(site) == "klaar", seconds=10 + undisturbed.seconds)
    assert state(site) == "bezig"
    assert outcome(site) != undisturbed.outcome


def test_an_import_that_is_stopped_leaves_none_of_its_figures(before: Site, site: Site) -> None:
    with site.worker():
        wait_until(lambda: site.rows(RUN)[0][2] > 300, PATIENCE)
        site.manage("shell", "--verbosity=0", "-c", STOP)
        ended = wait_until(lambda: (now := state(site)) in {"gestopt", "klaar"} and now, PATIENCE)
    if ended == "gestopt":
        assert site.rows(FIGURES) == before.rows(FIGURES)
        assert leftovers(site) == []
