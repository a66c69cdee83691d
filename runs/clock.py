"""Work of every day: the first worker that looks after midnight starts it, once a day.

Two workers that look at the very same moment may both start it; such work is therefore safe to do twice.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from runs import services
from runs.models import Run
from runs.registry import daily_kinds


def start_due(today: dt.date | None = None) -> list[int]:
    """Start the daily work that was not started yet today; the runs that were started."""
    day = (today or timezone.localdate()).isoformat()
    begun = set(Run.objects.filter(kind__in=daily_kinds(), arguments__day=day).values_list("kind", flat=True))
    return [services.start(kind=kind, arguments={"day": day}).pk for kind in daily_kinds() if kind not in begun]
