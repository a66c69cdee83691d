"""The sequence in docs/inlezen.md, typed as it stands there into an empty database."""

import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from indicators.domains import Status
from indicators.models import Observation
from wijken.models import Area

ROOT = Path(settings.BASE_DIR)
DATA = ROOT.parent / "shared" / "data"
PAGE = ROOT / "docs" / "inlezen.md"


def commands() -> list[list[str]]:
    """The arguments of every `manage.py import_…` in the page, with its patterns filled in."""
    found = re.findall(r"^python manage\.py (import_.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [[part for word in shlex.split(line) for part in filled(word)] for line in found]


def filled(word: str) -> list[str]:
    folder, _slash, name = word.rpartition("/")
    return sorted(str(path) for path in Path(folder).glob(name)) if "*" in name else [word]


def figure(code: str, year: int, slug: str, period: int) -> Observation:
    return Observation.objects.get(area__code=code, area__division_year=year, indicator__slug=slug, period=period)


@pytest.fixture
def everything(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    for command, *arguments in commands():
        call_command(command, *arguments)


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not at hand")
def test_the_documented_sequence_gives_the_published_figures(everything: None) -> None:
    published = {
        ("GM0518", 2019, "inwoners", 2019): 537_833,
        ("WK051836", 2019, "bijstand-aantal", 2019): 2_480,
        ("WK051836", 2019, "corporatiebezit", 2019): 67,
        ("GM0363", 2017, "inwoners", 2017): 844_947,
        ("GM0363", 2024, "inwoners", 2024): 931_298,
        ("2531", 2018, "leefbaarheid-lbm2", 2018): -0.525,
        ("2531", 2018, "leefbaarheid-lbm2-klasse", 2018): 3,
        ("WK051836", 2017, "misdrijven-twaalf", 2011): 1_229,
        ("GM0637", 2024, "misdrijven-aantal", 2025): 5_611,
        ("NL00", 2024, "inwoners", 2024): 17_942_942,
        ("BU03630000", 2019, "afstand-school", 2020): 0.4,
    }
    assert {key: figure(*key).value for key in published} == published
    assert figure("WK051836", 2024, "misdrijven", 2021).status == Status.ESTIMATED
    assert figure("WK051836", 2019, "gasverbruik", 2019).status == Status.MISSING
    wijk = Area.objects.get(code="WK051836", division_year=2024)
    assert (wijk.name, wijk.parent.code, wijk.parent.parent.code) == ("Moerwijk", "GM0518", "NL00")
    assert Area.objects.get(code="BU05183637", division_year=2019).outline.geometry


def test_every_file_that_the_sequence_names_exists_where_the_files_are_at_hand() -> None:
    names = [word for line in commands() for word in line if word.startswith("../shared")]
    assert names or not DATA.is_dir()
    assert not DATA.is_dir() or all((ROOT / name).exists() for name in names)
