"""A file that is not imported, and why."""

from __future__ import annotations

from indicators.readers.base import Problem


class Refused(Exception):
    """Every reason at once; nothing of the file is written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def about_file(name: str, message: str) -> Problem:
    """A problem of the file as a whole."""
    return Problem(file=name, row=None, column=None, value=None, message=message)
