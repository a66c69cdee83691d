"""Who changed what and when, from what to what, in Dutch, from the kept versions of any row.

Every model with `history = HistoricalRecords()` can be told. A selection says of which models which versions:
`[(Milestone, Q(intervention_id=7)), …]`; Q speaks of the columns of the history table. However many rows there are,
telling a page of them takes one query for all models together, and two (three with many-to-many) for each model on it.
A table to which rows are only ever added is its own history: it is told as a journal (JOURNALS).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros, number

Selection = Sequence[tuple[Any, Q]]

MOST = 30
# What a row is about where it has no name of its own, the first that it has.
ABOUT = ("area", "indicator", "person", "output", "intervention", "organisation")
# What a person does not read as a change: keys, counters, and the row under which another one hangs for good.
SILENT = {
    "id", "version", "slug", "published_at", "programme", "intervention", "goal", "agreement", "report", "period",
    "stood", "entry", "file", "sha256", "history_id", "study", "outcome", "frozen_by", "chosen_at", "proposed", "facts",
}  # fmt: skip
BOOKED, REVERSED = "b", "r"
DID = {
    "+": gettext_lazy("voegde toe:"), "~": gettext_lazy("wijzigde:"), "-": gettext_lazy("haalde weg:"),
    BOOKED: gettext_lazy("boekte:"), REVERSED: gettext_lazy("boekte terug:"),
}  # fmt: skip
# Values that a floor above puts in words: name of the field → what it says.
WORDS: dict[str, Callable[[Any], str]] = {}


@dataclass(frozen=True)
class Change:
    """One field that changed."""

    field: str
    old: str
    new: str

    def __str__(self) -> str:
        return _("%(field)s: van %(old)s naar %(new)s.") % {"field": self.field, "old": self.old, "new": self.new}


@dataclass(frozen=True)
class Entry:
    """One moment at which someone changed a row; `where` is what the row hangs under."""

    when: dt.datetime
    who: str
    type: str
    kind: str
    name: str
    where: str = ""
    changes: tuple[Change, ...] = ()
    url: str = ""

    @property
    def what(self) -> str:
        return f"{DID[self.type]} {self.name}"

    @property
    def detail(self) -> str:
        return " ".join(str(change) for change in self.changes)


@dataclass(frozen=True)
class Journal:
    """How a table is told in which nothing changes: which fields hold the moment and the person, and the words.

    Its keys must rise with the moment, so that the newest are found by key.
    """

    kind: str | Promise
    moment: str
    who: str
    told: Callable[[Sequence[int]], dict[int, Entry]]


JOURNALS: dict[Any, Journal] = {}


def kind_of(model: Any) -> str:
    """What a person calls rows of this model."""
    return str(JOURNALS[model].kind if model in JOURNALS else model._meta.verbose_name)


def latest(selection: Selection, most: int = MOST) -> list[Entry]:
    """The newest changes of a selection, as the component history.html shows them."""
    return told(list(versions(selection, most=most)[:most]))


def versions(
    selection: Selection,
    *,
    who: str = "",
    first: dt.date | None = None,
    last: dt.date | None = None,
    most: int | None = None,
) -> QuerySet[Any]:
    """References to the versions of a selection, newest first, for `told`: to be sliced, counted and paged.

    Narrowed to who changed (a part of the name) and to the days `first` to `last`, both included. Who needs only the
    newest `most` says so: each of several tables then gives no more than that many, by the index on their moment.
    """
    most = most if len(selection) > 1 else None  # one table is sorted and sliced as a whole
    parts = [_newest(model, rows & _wanted(model, who, first, last), most) for model, rows in selection]
    joined = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return joined.order_by("-history_date", "of_model", "-history_id")


def _wanted(model: Any, who: str, first: dt.date | None, last: dt.date | None) -> Q:
    journal = JOURNALS.get(model)
    person, moment = (journal.who, journal.moment) if journal else ("history_user", "history_date")
    found = Q(**{f"{person}__name__icontains": who}) if who else Q()
    found &= Q(**{f"{moment}__gte": _midnight(first)}) if first else Q()
    return found & (Q(**{f"{moment}__lt": _midnight(last + dt.timedelta(days=1))}) if last else Q())


def _newest(model: Any, rows: Q, most: int | None) -> QuerySet[Any]:
    """References to one table's versions. SQLite takes no LIMIT within a UNION, only within the IN of a part."""
    every = _references(model)
    if most is None:
        return every.filter(rows)
    order = ["-pk"] if model in JOURNALS else ["-history_date", "-history_id"]
    if connection.features.supports_slicing_ordering_in_compound:
        return every.filter(rows).order_by(*order)[:most]
    found = model.objects if model in JOURNALS else _kept(model)
    return every.filter(pk__in=found.filter(rows).order_by(*order).values("pk")[:most])


@cache
def _kept(model: Any) -> Any:
    """The manager of a model's versions; `model.history` makes a class anew each time that it is asked."""
    return model.history


def _references(model: Any) -> QuerySet[Any]:
    if model in JOURNALS:
        rows = model.objects.annotate(history_id=F("pk"), history_date=F(JOURNALS[model].moment))
    else:
        rows = _kept(model).all()
    named = rows.annotate(of_model=Value(model._meta.label, output_field=CharField()))
    return named.order_by().values("of_model", "history_id", "history_date")


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def told(references: Sequence[dict[str, Any]]) -> list[Entry]:
    """Versions in words, in the order of the references; left out where nothing that a person reads changed."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for one in references:
        wanted[one["of_model"]].append(one["history_id"])
    kept = {label: _told(_model(label), ids) for label, ids in wanted.items()}
    entries = (kept[one["of_model"]].get(one["history_id"]) for one in references)
    return [entry for entry in entries if entry is not None]


def _told(model: Any, ids: Sequence[int]) -> dict[int, Entry | None]:
    if model in JOURNALS:
        return dict(JOURNALS[model].told(ids))
    return {key: _entry(version) for key, version in _versions(model, ids).items()}


def _model(label: str) -> Any:
    from django.apps import apps

    return apps.get_model(label)


def _versions(model: Any, ids: Sequence[int]) -> dict[int, Any]:
    """Versions with the one before each (`before`), and the names of what was linked to it then (`links`)."""
    same = _kept(model).filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    earlier = Subquery(same.order_by("-history_id").values("history_id")[:1])
    linked = [field.name for field in _fields(model) if isinstance(field, models.ForeignKey)]
    under = [name for name in ("programme", "intervention") if _has(model, name)]
    rows = _kept(model).select_related(*linked, *under)
    found = rows.select_related("history_user", *linked, *under).filter(history_id__in=ids).annotate(earlier=earlier)
    kept = {version.history_id: version for version in found}
    before = rows.in_bulk([version.earlier for version in kept.values() if version.history_type == "~"])
    for version in kept.values():
        version.before = before.get(version.earlier)
    _add_links(model, [*kept.values(), *before.values()])
    return kept


def _fields(model: Any) -> list[Any]:
    """The fields whose changes are told."""
    kept = {field.name for field in model.history.model._meta.concrete_fields}
    return [one for one in model._meta.concrete_fields if one.name not in SILENT and one.name in kept]


def _has(model: Any, name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _add_links(model: Any, found: list[Any]) -> None:
    """Many-to-many fields, with one query each."""
    for version in found:
        version.links = {}
    for field in getattr(model.history.model, "_history_m2m_fields", ()):
        side = field.m2m_reverse_field_name()
        through = getattr(model.history.model, field.name).model
        names: dict[int, list[str]] = {version.history_id: [] for version in found}
        for row in through.objects.filter(history__in=found).select_related(side):
            names[row.history_id].append(_said(getattr(row, side, None)))
        for version in found:
            version.links[field] = sorted(names[version.history_id])


def _entry(version: Any) -> Entry | None:
    """One change in words; None where nothing that a person reads was changed."""
    who, kind = str(version.history_user or ""), str(version.instance_type._meta.verbose_name)
    entry = Entry(version.history_date, who, version.history_type, kind, _name_of(version, kind), _where(version))
    if version.history_type != "~" or version.before is None:
        return entry
    changes = tuple(_changes(version.before, version))
    return replace(entry, changes=changes) if changes else None


def _where(version: Any) -> str:
    """The intervention or programme under which a row hangs, where that still stands."""
    for name in ("intervention", "programme"):
        if getattr(version, f"{name}_id", None):
            return str(getattr(version, name, None) or "")
    return ""


def _name_of(version: Any, kind: str) -> str:
    """What was changed: the kind of thing, and its name where it has one."""
    about = [getattr(version, one, None) for one in ABOUT if hasattr(version, f"{one}_id")]
    if hasattr(version, "person_id") and hasattr(version, "role"):
        return _("%(person)s als %(role)s") % {"person": version.person, "role": version.get_role_display()}
    if hasattr(version, "indicator_id") and hasattr(version, "area_id"):
        return _("%(kind)s “%(indicator)s in %(area)s”") % {
            "kind": kind, "indicator": version.indicator, "area": getattr(version.area, "spoken_name", ""),
        }  # fmt: skip
    own = next((getattr(version, one) for one in ("name", "title", "what") if getattr(version, one, "")), "")
    name = own or next((_said(one) for one in about if one), "") or str(getattr(version, "year", ""))
    return f"{kind} “{name}”" if name else kind


def _changes(before: Any, after: Any) -> Iterable[Change]:
    for field in _fields(after.instance_type):
        if getattr(before, field.attname) != getattr(after, field.attname):
            yield Change(_label(field), _value(field, before), _value(field, after))
    for field, names in after.links.items():
        if names != before.links[field]:
            yield Change(_label(field), ", ".join(before.links[field]) or _("leeg"), ", ".join(names) or _("leeg"))


def _label(field: Any) -> str:
    label = str(field.verbose_name).removesuffix(_(", in centen")).removesuffix(_(" in centen"))
    return label[:1].upper() + label[1:]


def _value(field: Any, version: Any) -> str:
    """What a field held, as a person reads it."""
    value = getattr(version, field.attname)
    if value in (None, "", []):
        return _("leeg")
    if field.name in WORDS:
        return WORDS[field.name](value)
    choices = [(True, _("ja")), (False, _("nee"))] if isinstance(field, models.BooleanField) else field.flatchoices
    if choices:
        return str(dict(choices).get(value, value))
    if isinstance(field, models.ForeignKey):
        return _said(getattr(version, field.name, None))
    return _plain(field, value)


def _said(row: Any) -> str:
    """A row that was linked to; an area by its name alone."""
    return str(getattr(row, "spoken_name", "") or row or _("iets dat is weggehaald"))


def _plain(field: Any, value: Any) -> str:
    if field.name.endswith("_cents"):
        return euros(value)
    if isinstance(value, float | Decimal):
        return number(value, 2)
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    return f"“{value}”" if isinstance(field, models.TextField | models.CharField) else str(value)
