"""Rows of one kind written at once with their history, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone


def change_many(rows: Sequence[Any], fields: Collection[str]) -> None:
    """Write these fields of saved rows, with their history (2 queries).

    `bulk_update` would compare every row with every other.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=fields)
    model.history.bulk_history_create(rows, update=True)


def remove_many(rows: Sequence[Any]) -> None:
    """Remove saved rows to which no other row refers, with their history (2 queries).

    `delete` would write the history of each of them by itself.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    kept = model.history.model
    kept.objects.bulk_create(
        kept(
            history_date=timezone.now(),
            history_user=kept.get_default_history_user(row),
            history_type="-",
            **{field.attname: getattr(row, field.attname) for field in kept.tracked_fields},
        )
        for row in rows
    )
    gone = model.objects.filter(pk__in=[row.pk for row in rows])
    gone._raw_delete(gone.db)  # the signals that it leaves out write the history that stands above
