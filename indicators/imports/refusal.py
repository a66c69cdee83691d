"""A file that is not imported, and why."""

from __future__ import annotations

from indicators.readers.base import Problem


class Refused(Exception):
    """Every reason at once; nothing of the file is written. `rows_read` where the file could be read."""

    def __init__(self, problems: list[Problem], rows_read: int = 0) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems, self.rows_read = problems, rows_read


def about_file(name: str, message: str) -> Problem:
    """A problem of the file as a whole."""
    return Problem(file=name, row=None, column=None, value=None, message=message)
