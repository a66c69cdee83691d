"""Finding an area by what a person types: a name, a part of it, a code, or a postcode."""

from __future__ import annotations

import re
from difflib import get_close_matches

from django.db.models import Case, IntegerField, Q, Value, When

from wijken.codes import level_of
from wijken.models import Area, AreaQuerySet, Level, PostcodeLink
from wijken.names import ALSO_CALLED, plain

POSTCODE = re.compile(r"(\d{4})\s*[A-Za-z]{0,2}")
FEW_DIGITS = re.compile(r"\d{1,3}")
CURLY = str.maketrans("‘’ʼ`´", "'''''")

# A gemeente before its wijken, a wijk before its buurten, and figures of postcodes last.
LEVEL_ORDER = [Level.LAND, Level.GEMEENTE, Level.WIJK, Level.BUURT, Level.PC4]


def asked(text: str) -> str:
    """What was typed, in the form in which names are kept: lower case, plain apostrophes, single spaces."""
    return " ".join(plain(text.translate(CURLY)).split())


def postcode_in(text: str) -> str | None:
    """The four digits of a postcode: `2533`, `2533 AB` and `2533ab` are one."""
    found = POSTCODE.fullmatch(text.strip())
    return found[1] if found else None


def matching(areas: AreaQuerySet, text: str) -> AreaQuerySet:
    """Areas that answer to the text, the likeliest first."""
    postcode = postcode_in(text)
    if postcode:
        return of_postcode(areas, postcode)
    words = asked(text)
    if FEW_DIGITS.fullmatch(words):
        return in_order(areas.filter(level=Level.PC4, code__startswith=words), Value(0))
    if level_of(words.upper()):
        return in_order(areas.filter(code=words.upper()), Value(0))
    return by_name(areas, words)


def by_name(areas: AreaQuerySet, words: str) -> AreaQuerySet:
    """The whole name first, then names that begin so, names with a word that begins so, and the rest.

    One letter is no name: half the country would answer to it.
    """
    likeness = Case(
        When(Q(search_name__in=[words, *official_names(words)]) | Q(search_name__regex=numbered(words)), then=0),
        When(search_name__startswith=words, then=1),
        When(search_name__contains=f" {words}", then=2),
        default=3,
        output_field=IntegerField(),
    )
    return in_order(areas.filter(search_name__contains=words), likeness) if len(words) > 1 else areas.none()


def numbered(words: str) -> str:
    """CBS puts a number before some names: 'wijk 36 moerwijk' is the wijk that people call Moerwijk."""
    return rf"^wijk \d+[a-z]? {re.escape(words)}$"


def official_names(words: str) -> list[str]:
    """The kept name of a place that people call otherwise: 'den haag' → "'s-gravenhage den haag"."""
    return [f"{official} {called}" for official, called in ALSO_CALLED.items() if called == words]


def of_postcode(areas: AreaQuerySet, postcode: str) -> AreaQuerySet:
    """The area of the postcode itself, then the gemeente or gemeenten in which it has addresses."""
    gemeenten = PostcodeLink.objects.filter(postcode=postcode).values("gemeente_code")
    own_first = Case(When(level=Level.PC4, then=0), default=1, output_field=IntegerField())
    return in_order(areas.filter(Q(level=Level.PC4, code=postcode) | Q(code__in=gemeenten)), own_first)


def in_order(areas: AreaQuerySet, likeness: Case | Value) -> AreaQuerySet:
    level = Case(
        *[When(level=level, then=order) for order, level in enumerate(LEVEL_ORDER)], output_field=IntegerField()
    )
    return areas.annotate(likeness=likeness, level_order=level).order_by("likeness", "level_order", "name", "code")


def alike(text: str) -> list[str]:
    """Names of gemeenten and wijken that look like a mistyped one."""
    places = Area.objects.filter(level__in=[Level.GEMEENTE, Level.WIJK])
    names = dict(places.values_list("search_name", "name").distinct())
    return [names[found] for found in get_close_matches(asked(text), names, n=5, cutoff=0.7)]
