"""Load the demonstration: all of it or nothing, and once."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from demonstration import areas, figures, krachtwijken, ledger, people, removal, voorbeeldstad
from demonstration.files import fingerprint
from indicators.models import ImportFile

MARK = "demonstratie"


def stands() -> bool:
    """Whether the demonstration was loaded, of this version or an earlier one."""
    return ImportFile.objects.filter(source=MARK).exists()


def is_newest() -> bool:
    return ImportFile.objects.filter(source=MARK, sha256=fingerprint()).exists()


def load(*, fresh: bool = False) -> bool:
    """Load everything in one transaction; False where it stood already.

    With `fresh` everything in Voorbeeldstad and every figure of the demonstration is first taken away. Raises
    ImproperlyConfigured outside demonstration mode.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("De demonstratie bestaat alleen met WIJKAANPAK_DEMO=1.")
    with transaction.atomic():
        if fresh:
            removal.remove_demonstration()
        elif stands():
            return False
        fill()
        ImportFile.objects.create(
            source=MARK, name=MARK, sha256=fingerprint(), state=ImportFile.State.IMPORTED, division_year=2024
        )
    return True


def fill() -> None:
    areas.load_areas()
    figures.load_real_figures()
    figures.load_invented_figures()
    krachtwijken.load_krachtwijken()
    organisations = people.load_organisations()
    persons = people.load_people(organisations)
    city = voorbeeldstad.city_of(organisations, persons["manager@demo.example"])
    interventions = voorbeeldstad.load_programmes(city)
    ledger.load_ledger(interventions, organisations, people.load_streams(), persons)
