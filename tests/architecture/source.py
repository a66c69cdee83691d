"""The project's own files, as the tests of the architecture read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT_OUT = {".venv", "node_modules", "migrations", "var", "vendor", "__pycache__", "staticfiles"}


def files(pattern: str, *, without: frozenset[str] = frozenset()) -> list[Path]:
    """Files of the tree that match, as seen from its root."""
    found = (path.relative_to(ROOT) for path in ROOT.rglob(pattern))
    return sorted(path for path in found if not (LEFT_OUT | without) & set(path.parts))


def product_code() -> list[Path]:
    return files("*.py", without=frozenset({"tests", "bench"}))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its number of lines, docstring and decorators apart."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            docstring = ast.get_docstring(node, clean=False) is not None and first.end_lineno - first.lineno + 1
            yield f"{path}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1 - docstring


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
