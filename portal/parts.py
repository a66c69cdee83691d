"""What components take: an entry of a list, a link with its words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from wijken.models import Area, Level


@dataclass(frozen=True)
class Entry:
    """One line of a list: a title that leads somewhere, with text and small print."""

    title: str
    url: str = ""
    text: str = ""
    meta: str = ""


@dataclass(frozen=True)
class Figure:
    """A large number with its words; without a value `unknown` says so."""

    value: str
    label: str
    unknown: str = ""
    url: str = ""
    source: str = ""


def area_url(area: Area) -> str:
    return reverse("wijk", args=[area.code])


def area_entry(area: Area) -> Entry:
    """An area with what it is and where it lies."""
    return Entry(area_name(area), area_url(area), meta=kind_and_place(area))


def search_entry(area: Area) -> Entry:
    """Like `area_entry`, and it says when there are no figures yet. Asks `has_figures` on the area."""
    meta = kind_and_place(area)
    if area.invented:
        meta = _("%(meta)s, verzonnen") % {"meta": meta}
    if not area.has_figures:  # type: ignore[attr-defined]
        meta = _("%(meta)s, nog geen cijfers") % {"meta": meta}
    return Entry(area_name(area), area_url(area), meta=meta)


def area_name(area: Area) -> str:
    return _("Postcode %(code)s") % {"code": area.code} if area.level == Level.PC4 else area.spoken_name


def kind_and_place(area: Area) -> str:
    kind = area.get_level_display()
    if area.parent and area.parent.level != Level.LAND:
        return _("%(kind)s in %(place)s") % {"kind": kind, "place": area.parent.spoken_name}
    return kind


def division_query(division: int | None) -> str:
    return f"?indeling={division}" if division else ""


def crumbs_to(areas: list[Area], division: int | None = None) -> list[tuple[str, str]]:
    """From all wijken down to the last of the areas, on the division that the page shows."""
    found = ((area_name(area), area_url(area) + division_query(division)) for area in areas)
    return [(_("Wijken"), reverse("wijken")), *found]
