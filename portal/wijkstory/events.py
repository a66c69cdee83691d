"""What a timeline is made of."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 12


@dataclass(frozen=True, order=True)
class Event:
    """Something that lies ahead or behind, in a year."""

    when: int
    title: str
    text: str = ""
    url: str = ""
