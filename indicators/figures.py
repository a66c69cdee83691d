"""Which areas have figures, and on which division. Each test is one probe by the key of the observations."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from indicators.models import Observation
from wijken.models import Area, AreaQuerySet


def has_figures(reference: str = "pk") -> Exists:
    """Whether an area has at least one known figure; fast at 36 million rows, since area leads the key."""
    return Exists(Observation.objects.known().filter(area_id=OuterRef(reference)))


def with_figures(areas: AreaQuerySet) -> AreaQuerySet:
    """Only areas with at least one known figure."""
    return areas.filter(has_figures())


def newest_with_figures(areas: AreaQuerySet) -> AreaQuerySet:
    """Of each code only the newest division that has figures."""
    newer = Area.objects.filter(code=OuterRef("code"), division_year__gt=OuterRef("division_year"))
    return with_figures(areas).exclude(Exists(newer.filter(has_figures())))


def shown(areas: AreaQuerySet) -> AreaQuerySet:
    """Of each code the one division that its page shows: the newest with figures, else the newest."""
    others = Area.objects.filter(code=OuterRef("code"))
    newer = others.filter(division_year__gt=OuterRef("division_year"))
    with_own = Q(has_figures=True) & ~Exists(newer.filter(has_figures()))
    without_any = Q(has_figures=False) & ~Exists(newer) & ~Exists(others.filter(has_figures()))
    return areas.annotate(has_figures=has_figures()).filter(with_own | without_any)


def current_area(code: str) -> Area | None:
    """The area that a code shows: its newest division with figures, or its newest where none has any.

    What it lies in comes with it.
    """
    divisions = Area.objects.with_parents().filter(code=code).annotate(has_figures=has_figures())
    return divisions.order_by("-has_figures", "-division_year").first()
