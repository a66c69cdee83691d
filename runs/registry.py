"""Kinds of work and who does them. Apps register here, so that this room knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runs.job import Job

# Does the work of one run and returns its result. It may be stopped and started anew at any point.
Handler = Callable[["Job"], dict[str, Any] | None]

_handlers: dict[str, Handler] = {}
_daily: list[str] = []


def register(kind: str, handler: Handler, *, daily: bool = False) -> None:
    """Say who does a kind of work; `daily` work is started once a day by the workers themselves."""
    _handlers[kind] = handler
    if daily and kind not in _daily:
        _daily.append(kind)


def daily_kinds() -> list[str]:
    return list(_daily)


def handler_of(kind: str) -> Handler:
    """Raises LookupError for a kind that no installed app knows."""
    try:
        return _handlers[kind]
    except KeyError:
        raise LookupError(f"No app does work of the kind {kind!r}.") from None
