"""Take the demonstration away, with everything that was tried in Voorbeeldstad. Only for `--fresh`."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model, QuerySet

from demonstration.areas import INVENTED_CITY
from demonstration.files import CITY_CODES
from indicators.models import ImportFile, Observation
from programmes.models import Goal, Intervention, Investment, Programme
from stakeholders.models import Membership, Organisation, Person
from wijken.models import Area

MAIL_ENDING = "@demo.example"


def remove_demonstration() -> None:
    """In the order of the references. Areas stay: they are the ground, and the same the next time."""
    programmes = Programme.objects.filter(gemeente__code__in=[INVENTED_CITY, *CITY_CODES])
    interventions = Intervention.objects.filter(programme__in=programmes)
    remove_entries(interventions)
    Goal.objects.filter(programme__in=programmes).delete()
    interventions.delete()
    programmes.delete()
    Membership.objects.filter(organisation__invented=True).delete()
    Organisation.objects.filter(invented=True).delete()
    Person.objects.filter(email__endswith=MAIL_ENDING).delete()
    areas = Area.objects.filter(code__in=["NL00", *CITY_CODES]) | Area.objects.invented_ones()
    raw_delete(Observation.objects.filter(area__in=Area.objects.all() & areas))
    ImportFile.objects.all().delete()
    raw_delete(Observation.objects.exclude(file__in=ImportFile.objects.all()))


def remove_entries(interventions: QuerySet[Intervention]) -> None:
    """The ledger is append-only to everyone; only here it goes, with the invented city it is about."""
    entries = Investment.objects.filter(intervention__in=interventions)
    raw_delete(entries.filter(reverses__isnull=False))
    raw_delete(entries)


def raw_delete(rows: QuerySet[Model]) -> None:
    rows._raw_delete(connection.alias)
