"""Programmes as lists of them tell it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import years
from portal.parts import Entry
from programmes.models import Programme
from programmes.models.programme import ProgrammeQuerySet

EVERYONE = AnonymousUser()


def visible_programmes() -> ProgrammeQuerySet:
    """Published programmes, those that still run first."""
    found = Programme.objects.visible_to(EVERYONE).select_related("gemeente", "lead")
    return found.order_by("historical", "gemeente__name", "name")


def programme_entry(programme: Programme) -> Entry:
    period = years(programme.start_year, programme.end_year)
    told = _("%(place)s (verzonnen), %(years)s") if programme.gemeente.invented else _("%(place)s, %(years)s")
    meta = told % {"place": programme.gemeente.spoken_name, "years": period}
    return Entry(programme.name, reverse("programma", args=[programme.slug]), programme.summary, meta)
