import ast
import os
import re
import sys

from tests.architecture.source import ROOT, run

READERS = {"bool", "str", "int", "list", "float", "db_url", "email_url", "path", "url", "get"}
FILES = ("wijkaanpak/settings.py", "tools/gunicorn_conf.py")


def read_from_the_environment() -> set[str]:
    """First arguments of env.str("…"), env.bool("…"), os.environ.get("…") in the two files that hold settings."""
    names = set()
    for file in FILES:
        for node in ast.walk(ast.parse((ROOT / file).read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS:
                holder = ast.unparse(node.func.value)
                if holder in {"env", "os.environ"} and isinstance(node.args[0], ast.Constant):
                    names.add(node.args[0].value)
    return names


def documented() -> set[str]:
    page = (ROOT / "docs" / "instellingen.md").read_text()
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]*)` \|", page, re.MULTILINE))


def test_the_page_of_settings_names_exactly_those_that_exist() -> None:
    assert documented() == read_from_the_environment()


def start(**variables: str) -> str:
    code = "from django.conf import settings; print(settings.DEBUG, settings.SECRET_KEY[:4])"
    clean = {name: value for name, value in os.environ.items() if name not in read_from_the_environment()}
    given = [
        f"{name}={value}"
        for name, value in {**clean, "DJANGO_SETTINGS_MODULE": "wijkaanpak.settings", **variables}.items()
    ]
    done = run("env", "-i", *given, sys.executable, "-c", code)
    return done.stdout.strip() or done.stderr


def test_outside_the_demonstration_a_secret_is_required(tmp_path) -> None:
    assert "SECRET_KEY is required" in start(WIJKAANPAK_VAR=str(tmp_path))


def test_debug_is_off_unless_asked_for(tmp_path) -> None:
    assert start(WIJKAANPAK_VAR=str(tmp_path), SECRET_KEY="long and random") == "False long"
