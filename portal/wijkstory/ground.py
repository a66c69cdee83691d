"""The ground on which a story stands: the area, what it lies in, and what lies in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from indicators.figures import shown, with_figures
from indicators.series import Surroundings, surroundings
from wijken.models import Area, AreaQuerySet, Level, PostcodeLink

# Zoetermeer and Lelystad: the annex of the Besluit Centraal Fonds voor de Volkshuisvesting names no wijk of them.
WITHOUT_KRACHTWIJK = frozenset({"GM0637", "GM0995"})


@dataclass(frozen=True)
class Ground:
    """`within` are the ids of the area and all that lies in it; `above` of what it lies in, on the same division."""

    area: Area
    around: Surroundings
    within: frozenset[int]
    above: frozenset[int]
    parts: tuple[Area, ...]
    other_years: tuple[int, ...]
    linked: tuple[Area, ...]
    newest_year: int

    @property
    def city(self) -> Area | None:
        return self.around.city

    @property
    def crumbs(self) -> list[Area]:
        """What the area lies in, the largest first, the country left out."""
        found, above = [], self.area.parent
        while above and above.level != Level.LAND:
            found.append(above)
            above = above.parent
        if self.area.level == Level.PC4 and len(self.linked) == 1:
            return list(self.linked)
        return found[::-1]


def ground_of(area: Area) -> Ground:
    """All that is asked of the map for one area `with_parents`, in a fixed number of queries."""
    around = surroundings(area)
    below = list(inside(area).order_by("name"))
    within = frozenset([area.pk, *(each.pk for each in below)])
    above = frozenset(each.pk for each in (around.city, area.parent) if each and each.level != Level.LAND)
    others = Area.objects.filter(code=area.code).exclude(pk=area.pk).order_by("-division_year")
    return Ground(
        area=area,
        around=around,
        within=within,
        above=above - {area.pk},
        parts=tuple(each for each in below if each.parent_id == area.pk),
        other_years=tuple(others.values_list("division_year", flat=True)),
        linked=tuple(linked_to(area)),
        newest_year=newest_year(area),
    )


def inside(area: Area) -> AreaQuerySet:
    """The areas inside a gemeente or wijk. Nothing is added up for the country or for a postcode."""
    if area.level not in {Level.GEMEENTE, Level.WIJK}:
        return Area.objects.none()
    return Area.objects.filter(Q(parent=area) | Q(parent__parent=area))


def linked_to(area: Area) -> AreaQuerySet:
    """The gemeenten of a postcode, or the postcodes with figures of a gemeente."""
    if area.level == Level.PC4:
        codes = PostcodeLink.objects.filter(postcode=area.code).values("gemeente_code")
        return shown(Area.objects.filter(code__in=codes)).order_by("name")
    if area.level == Level.GEMEENTE:
        postcodes = PostcodeLink.objects.filter(gemeente_code=area.code).values("postcode")
        return shown(with_figures(Area.objects.filter(level=Level.PC4, code__in=postcodes))).order_by("code")
    return Area.objects.none()


def newest_year(area: Area) -> int:
    """The newest division in which there are areas of this level beside it with figures."""
    beside = Area.objects.filter(level=area.level, division_year__gt=area.division_year)
    beside = beside.filter(parent__code=area.parent.code) if area.parent else beside.filter(code=area.code)
    newer = with_figures(beside).order_by("-division_year").values_list("division_year", flat=True).first()
    return newer or area.division_year


def division_note(ground: Ground) -> str:
    """That an area is shown on an older division, and whether its code still exists; or that others stand apart."""
    area = ground.area
    if ground.newest_year <= area.division_year:
        return (
            _("Cijfers van een andere indeling staan apart: de grens kan toen anders zijn.")
            if ground.other_years
            else ""
        )
    words = {"shown": area.division_year, "newest": ground.newest_year}
    if ground.newest_year in ground.other_years:
        return _("U ziet de indeling van %(shown)s. De nieuwste is die van %(newest)s.") % words
    return (
        _(
            "Dit gebied is er zo niet meer. U ziet het in de indeling van %(shown)s. "
            "In %(newest)s is de gemeente anders ingedeeld."
        )
        % words
    )


def no_programme(ground: Ground) -> str:
    if ground.area.level == Level.GEMEENTE:
        return " ".join([_("Van deze gemeente staat hier geen programma voor wijken."), *never_named(ground.area)])
    if ground.area.level == Level.PC4:
        return _("Een postcode is gemaakt voor de post. Het gebied kan over de grens van een wijk heen liggen.")
    if ground.area.level in {Level.WIJK, Level.BUURT}:
        return _("Voor dit gebied staat hier geen programma. Wel ziet u hoe het met de bewoners gaat.")
    return ""


def parts_title(ground: Ground) -> str:
    words = {"name": ground.area.spoken_name}
    if ground.area.level == Level.GEMEENTE:
        return _("De wijken van %(name)s") % words
    return _("De buurten van %(name)s") % words


def never_named(area: Area) -> list[str]:
    if area.code not in WITHOUT_KRACHTWIJK:
        return []
    words = {"name": area.spoken_name}
    return [_("In het besluit van 2008 over veertig krachtwijken staat geen wijk van %(name)s.") % words]
