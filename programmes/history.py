"""Who changed what and when, in Dutch, from the kept versions of a row and of what hangs under it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import number
from programmes.models import FundingStream, Goal, Intervention, Programme, ProgrammeRole
from programmes.vocabulary import Challenge

# What a row is about where it has no name of its own.
ABOUT = ("area", "indicator", "person")
SILENT = {"id", "version", "slug", "published_at", "programme", "intervention", "goal", "history_id"}
DID = {"+": gettext_lazy("voegde toe:"), "~": gettext_lazy("wijzigde:"), "-": gettext_lazy("haalde weg:")}
MOST = 30


@dataclass(frozen=True)
class Entry:
    """One change, as the history component shows it."""

    when: dt.datetime
    who: str
    what: str
    detail: str = ""


def of_programme(programme: Programme) -> list[Entry]:
    """The latest changes of a programme, its phases, wijken and goals."""
    return _told(
        [
            *_records(Programme, id=programme.pk),
            *_records(programme.phases.model, programme_id=programme.pk),
            *_records(programme.wijken.model, programme_id=programme.pk),
            *_records(Goal, programme_id=programme.pk),
        ]
    )


def of_roles(programme: Programme) -> list[Entry]:
    """The latest roles given and ended on a programme."""
    return _told(_records(ProgrammeRole, programme_id=programme.pk))


def of_stream(stream: FundingStream) -> list[Entry]:
    """The latest changes of a funding stream."""
    return _told(_records(FundingStream, id=stream.pk))


def of_intervention(intervention: Intervention) -> list[Entry]:
    """The latest changes of an intervention, where it reaches, what it yields and how it contributes."""
    return _told(
        [
            *_records(Intervention, id=intervention.pk),
            *_records(intervention.reach.model, intervention_id=intervention.pk),
            *_records(intervention.outputs.model, intervention_id=intervention.pk),
            *_records(intervention.contributions.model, intervention_id=intervention.pk),
        ]
    )


def of_goal(goal: Goal) -> list[Entry]:
    """The latest changes of a goal and its targets."""
    return _told([*_records(Goal, id=goal.pk), *_records(goal.targets.model, goal_id=goal.pk)])


def _records(model: Any, **which: Any) -> list[Any]:
    """The kept versions of some rows, newest first, each with the one before it."""
    links = [field.name for field in model._meta.concrete_fields if field.name in (*ABOUT, "lead")]
    kept = model.history.filter(**which).select_related("history_user", *links)
    versions = list(kept.order_by("-history_id")[: MOST + 1])
    _add_links(model, versions)
    before: dict[int, Any] = {}
    for version in reversed(versions):
        version.before = before.get(version.id)
        before[version.id] = version
    return versions


def _add_links(model: Any, versions: list[Any]) -> None:
    """Give each version the names of what was linked to it then (`links`), with one query a field."""
    for version in versions:
        version.links = {}
    for field in getattr(model.history.model, "_history_m2m_fields", ()):
        side = field.m2m_reverse_field_name()
        through = getattr(model.history.model, field.name).model
        names: dict[int, list[str]] = {version.history_id: [] for version in versions}
        for row in through.objects.filter(history__in=versions).select_related(side):
            names[row.history_id].append(str(getattr(getattr(row, side, None), "name", "")))
        for version in versions:
            version.links[field] = sorted(names[version.history_id])


def _told(versions: Iterable[Any]) -> list[Entry]:
    newest = sorted(versions, key=lambda one: one.history_date, reverse=True)
    told = (_entry(version) for version in newest)
    return [entry for entry in told if entry is not None][:MOST]


def _entry(version: Any) -> Entry | None:
    """One change in words; None where nothing that a person reads was changed."""
    who = str(version.history_user or "")
    name = _name_of(version)
    if version.history_type != "~":
        return Entry(version.history_date, who, f"{DID[version.history_type]} {name}")
    if version.before is None:
        return Entry(version.history_date, who, f"{DID['~']} {name}")
    lines = list(_changes(version.before, version))
    return Entry(version.history_date, who, f"{DID['~']} {name}", " ".join(lines)) if lines else None


def _name_of(version: Any) -> str:
    """What was changed: the kind of thing, and its name where it has one."""
    model = version.instance_type
    kind = str(model._meta.verbose_name)
    about = next((getattr(version, one) for one in ABOUT if hasattr(version, f"{one}_id")), None)
    if hasattr(version, "indicator_id") and hasattr(version, "area_id"):
        return _("%(kind)s “%(indicator)s in %(area)s”") % {
            "kind": kind, "indicator": version.indicator.name, "area": version.area.spoken_name,
        }  # fmt: skip
    if hasattr(version, "person_id") and hasattr(version, "role"):
        return _("%(person)s als %(role)s") % {"person": version.person, "role": version.get_role_display()}
    name = getattr(version, "name", "") or getattr(version, "title", "") or getattr(about, "name", "")
    if not name and hasattr(version, "year"):
        name = str(version.year)
    return f"{kind} “{name}”" if name else kind


def _changes(before: Any, after: Any) -> Iterable[str]:
    for field in after.instance_type._meta.concrete_fields:
        if field.name in SILENT:
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield _from_to(field, _value(field, before), _value(field, after))
    for field, names in after.links.items():
        if names != before.links[field]:
            yield _from_to(field, ", ".join(before.links[field]) or _("leeg"), ", ".join(names) or _("leeg"))


def _from_to(field: Any, old: str, new: str) -> str:
    words = {"field": str(field.verbose_name).capitalize(), "old": old, "new": new}
    return _("%(field)s: van %(old)s naar %(new)s.") % words


def _value(field: Any, version: Any) -> str:
    value = getattr(version, field.attname)
    if value in (None, "", []):
        return _("leeg")
    choices = [(True, _("ja")), (False, _("nee"))] if isinstance(field, models.BooleanField) else field.flatchoices
    if choices:
        return str(dict(choices).get(value, value))
    if isinstance(field, models.ForeignKey):
        return str(getattr(version, field.name, None) or value)
    if field.name == "challenges":
        return ", ".join(str(Challenge(code).label) for code in value if code in Challenge.values)
    if isinstance(value, float | Decimal):
        return number(value, 2)
    return f"“{value}”" if isinstance(field, models.TextField | models.CharField) else str(value)
