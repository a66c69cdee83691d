"""The catalogue of indicators: data in TOML, put into the tables after every `migrate`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps as installed_apps
from django.db import DEFAULT_DB_ALIAS, transaction

from indicators.catalogue.entries import REFERENCES, Catalogue, CatalogueError, Entry, SourceEntry, catalogue
from indicators.domains import Aggregation, Direction, Domain

__all__ = ["Catalogue", "CatalogueError", "Entry", "SourceEntry", "catalogue", "load", "own_entries"]

SOURCE_FIELDS = ("name", "publisher", "url", "licence", "attribution", "explanation", "caveat")
PLAIN_FIELDS = (
    "name", "short_name", "explanation", "domain", "unit", "decimals", "direction", "aggregation", "approximate",
    "per", "is_count", "threshold_note", "perceived", "better_from", "order",
)  # fmt: skip


def load(*, using: str = DEFAULT_DB_ALIAS, apps: Any = installed_apps) -> None:
    """Put the catalogue into the tables, by slug. Running it again changes nothing; what was removed from it stays.

    `apps` are the models as the migrations have them at that moment.
    """
    found = catalogue()
    with transaction.atomic(using=using):
        sources = save_sources(apps.get_model("indicators", "Source"), found.sources.values(), using)
        rows = save_indicators(apps.get_model("indicators", "Indicator"), found.indicators.values(), sources, using)
        save_definitions(apps.get_model("indicators", "DefinitionVersion"), found.indicators.values(), rows, using)


def own_entries() -> dict[str, Entry]:
    """Indicators that the tables have besides the catalogue: a gemeente's own, with what bounds their values."""
    model = installed_apps.get_model("indicators", "Indicator")
    rows = model.objects.exclude(slug__in=list(catalogue().indicators)).select_related("source")
    return {
        row.slug: Entry(
            slug=row.slug,
            order=row.order,
            domain=Domain(row.domain),
            name=row.name,
            explanation=row.explanation,
            unit=row.unit,
            direction=Direction(row.direction),
            aggregation=Aggregation(row.aggregation),
            source=row.source.slug,
            method=row.method,
            is_count=row.is_count,
        )
        for row in rows
    }


def save_sources(model: Any, entries: Iterable[SourceEntry], using: str) -> dict[str, Any]:
    model.objects.using(using).bulk_create(
        [model(slug=item.slug, **{name: getattr(item, name) for name in SOURCE_FIELDS}) for item in entries],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=SOURCE_FIELDS,
    )
    return {source.slug: source for source in model.objects.using(using)}


def save_indicators(model: Any, entries: Iterable[Entry], sources: dict[str, Any], using: str) -> dict[str, Any]:
    """First the rows by themselves, then the references between them; only what differs is written."""
    entries = list(entries)
    rows = model.objects.using(using)
    create_missing(model, entries, sources, using)
    by_slug = {row.slug: row for row in rows.all()}
    ids = {slug: row.pk for slug, row in by_slug.items()}
    differing: set[str] = set()
    changed = []
    for item in entries:
        differs = assign(by_slug[item.slug], column_values(item, sources, ids))
        if differs:
            differing |= differs
            changed.append(by_slug[item.slug])
    if changed:
        rows.bulk_update(changed, [name.removesuffix("_id") for name in sorted(differing)])
    return by_slug


def create_missing(model: Any, entries: list[Entry], sources: dict[str, Any], using: str) -> None:
    """Rows still without references: the database refuses a share without parts, so none of them is one yet."""
    rows = model.objects.using(using)
    known = set(rows.values_list("slug", flat=True))
    missing = [item for item in entries if item.slug not in known]
    rows.bulk_create(
        [model(**column_values(item, sources, {}) | {"slug": item.slug, "aggregation": "nooit"}) for item in missing]
    )


def column_values(item: Entry, sources: dict[str, Any], ids: dict[str, int]) -> dict[str, Any]:
    values = {name: getattr(item, name) for name in PLAIN_FIELDS}
    values["method"] = f"{item.method} {item.better_because}".strip()
    values["source_id"] = sources[item.source].pk
    for reference in REFERENCES:
        values[f"{reference}_id"] = ids.get(getattr(item, reference) or "")
    return values


def assign(row: Any, values: dict[str, Any]) -> set[str]:
    """Set the values on the row; returns the names of those that were different."""
    differing = {name for name, value in values.items() if getattr(row, name) != value}
    for name in differing:
        setattr(row, name, values[name])
    return differing


def save_definitions(model: Any, entries: Iterable[Entry], rows: dict[str, Any], using: str) -> None:
    fields = ("to_year", "definition", "break_reason")
    model.objects.using(using).bulk_create(
        [
            model(
                indicator_id=rows[item.slug].pk,
                from_year=version.from_year,
                **{name: getattr(version, name) for name in fields},
            )
            for item in entries
            for version in item.definitions
        ],
        update_conflicts=True,
        unique_fields=["indicator", "from_year"],
        update_fields=fields,
    )
