"""Background work of this floor."""

from __future__ import annotations

from typing import Any

from runs.job import Job
from runs.registry import register

REMINDERS = "herinneringen"


def remind(job: Job) -> dict[str, Any]:
    from programmes.services.reminders import send_reminders

    sent = send_reminders()
    return {"opened": sent.opened, "reports": sent.reports, "mails": sent.mails}


def register_kinds() -> None:
    register(REMINDERS, remind, daily=True)
