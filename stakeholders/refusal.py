"""One way to say no: which field, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _

from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource

WHOLE = ""  # the key of what is wrong with the whole, not with one field


class Refused(Exception):
    """A write that a rule of the domain refuses; nothing was written.

    `errors` maps a field ("" for the whole) to Dutch sentences that say what is wrong and what to do.
    """

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = {name: list(messages) for name, messages in errors.items()}
        super().__init__(" ".join(message for messages in self.errors.values() for message in messages))


class Conflict(Refused):
    """Someone else saved first. `saved` is what stands now; the caller shows it beside what was typed."""

    def __init__(self, saved: models.Model) -> None:
        self.saved = saved
        super().__init__({WHOLE: [_conflict_message(saved)]})


@dataclass
class Objections:
    """Every objection to one write, gathered before any is told."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def note(self, name: str, message: str) -> None:
        self.found.setdefault(name, []).append(message)

    def settle(self) -> None:
        """Raise Refused where there is an objection."""
        if self.found:
            raise Refused(self.found)


def refuse(name: str, message: str) -> Refused:
    """A refusal of one field."""
    return Refused({name: [message]})


def permit(rows: Any, row: models.Model, *, by: Any, resource: Resource, action: Action) -> None:
    """Raise PermissionDenied unless the permission table lets this person do the action on this row.

    `rows` is the queryset whose scopes count: for something new, that of the row under which it comes.
    """
    if not narrowed(rows.filter(pk=row.pk), by, resource, action).exists():
        raise PermissionDenied(_("Dit mag u niet wijzigen. Vraag het aan de programmamanager van de gemeente."))


def claim(row: Any, version: int) -> None:
    """Take the row's next version, or raise Conflict where someone else took it since this person opened it.

    One UPDATE decides, so that of two savers at the same moment exactly one wins; call inside a transaction.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not rows.update(version=version + 1):
        raise Conflict(type(row)._default_manager.get(pk=row.pk))
    row.refresh_from_db()


def _conflict_message(saved: Any) -> str:
    last = saved.history.select_related("history_user").first() if hasattr(saved, "history") else None
    if last is None or last.history_user is None:
        return _(
            "Iemand anders heeft dit net bewaard. Hieronder staat wat er nu staat naast wat u typte. "
            "Kies en bewaar opnieuw."
        )
    return _(
        "%(who)s heeft dit net ook bewaard. Hieronder staat wat er nu staat naast wat u typte. Kies en bewaar opnieuw."
    ) % {"who": last.history_user}
