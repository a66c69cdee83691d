"""Background work of this floor."""

from __future__ import annotations

from typing import Any

from runs.job import Job
from runs.registry import register

IMPORT = "import"


def import_figures(job: Job) -> dict[str, Any]:
    # polars takes most of a second to load, which no page should pay
    from indicators.imports import services

    return services.do(job)


def register_kinds() -> None:
    register(IMPORT, import_figures)
