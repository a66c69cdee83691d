"""A piece of an explanation."""

from __future__ import annotations

from dataclasses import dataclass

from charts.chart import Chart


@dataclass(frozen=True)
class Part:
    """One question with its answer; its anchor is where numbers link to."""

    anchor: str
    title: str
    texts: tuple[str, ...]
    chart: Chart | None = None
