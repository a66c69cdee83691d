import sys
import tomllib
from pathlib import Path

from tests.architecture.source import ROOT, run

NOT_OURS_TO_LAYER = {"tests", "tools", "bench"}


def test_no_room_imports_from_a_floor_above_it() -> None:
    done = run(str(Path(sys.executable).parent / "lint-imports"))
    assert done.returncode == 0, done.stdout


def test_every_room_stands_in_the_contract() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_OURS_TO_LAYER
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layered = {name for layer in contract["contracts"][0]["layers"] for name in layer.split(" | ")}
    assert rooms == set(contract["root_packages"]) == layered


def test_there_is_no_room_for_leftovers() -> None:
    names = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {path.stem for path in ROOT.glob("*/*.py")}
    assert not names & {"core", "common", "utils", "helpers", "misc"}
