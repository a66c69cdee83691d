"""Take the demonstration away, with everything that was tried in Voorbeeldstad. Only for `--fresh`."""

from __future__ import annotations

from functools import partial

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from demonstration.areas import INVENTED_CITY
from demonstration.files import CITY_CODES, DATA
from effects.models import DoseResult, Study, StudyResult
from indicators.models import ImportFile, Observation
from programmes.append_only import entries_removable
from programmes.models import (
    Agreement,
    Bundle,
    CeilingOverride,
    Decision,
    Document,
    Goal,
    Intervention,
    Investment,
    Programme,
    Report,
    ReportingPeriod,
)
from stakeholders.models import Membership, Organisation, Person

MAIL_ENDING = "@demo.example"
OWN_SOURCES = ("demonstratie", "voorbeeldstad")


@transaction.atomic
def remove_demonstration() -> None:
    """In the order of the references. Areas stay: they are the ground, and the same the next time.

    What someone else imported stays too: only figures that came from the demonstration's own files go.
    """
    programmes = Programme.objects.filter(
        Q(gemeente__code=INVENTED_CITY) | Q(gemeente__code__in=CITY_CODES, historical=True)
    )
    interventions = Intervention.objects.filter(programme__in=programmes)
    DoseResult.objects.filter(invented=True).delete()
    StudyResult.objects.filter(outcome__study__programme__in=programmes).delete()
    Study.objects.filter(programme__in=programmes).delete()
    Report.objects.filter(period__programme__in=programmes).delete()
    ReportingPeriod.objects.filter(programme__in=programmes).delete()
    CeilingOverride.objects.filter(ceiling__programme__in=programmes).delete()
    bundles = list(Bundle.objects.filter(entries__intervention__in=interventions).values_list("pk", flat=True))
    remove_entries(interventions)
    Bundle.objects.filter(pk__in=bundles).delete()
    Agreement.objects.filter(programme__in=programmes).delete()
    Decision.objects.filter(programme__in=programmes).delete()
    remove_documents(Document.objects.filter(programme__in=programmes))
    Goal.objects.filter(programme__in=programmes).delete()
    interventions.delete()
    programmes.filter(parent__isnull=False).delete()
    programmes.delete()
    Membership.objects.filter(organisation__invented=True).delete()
    Organisation.objects.filter(invented=True).delete()
    Person.objects.filter(email__endswith=MAIL_ENDING).delete()
    files = ImportFile.objects.filter(Q(source__in=OWN_SOURCES) | Q(path__startswith=str(DATA)))
    raw_delete(Observation.objects.filter(file_id__in=list(files.values_list("pk", flat=True))))
    files.delete()


def remove_documents(documents: QuerySet[Document]) -> None:
    """The rows, and once they are gone for good their files."""
    for document in documents:
        document.delete()
        transaction.on_commit(partial(document.file.storage.delete, str(document.file.name)))


def remove_entries(interventions: QuerySet[Intervention]) -> None:
    """The ledger is append-only to everyone; only here it goes, with the invented city it is about."""
    entries = Investment.objects.filter(intervention__in=interventions)
    with entries_removable():
        raw_delete(entries.filter(reverses__isnull=False))
        raw_delete(entries.filter(passed_from__isnull=False))
        raw_delete(entries)


def raw_delete(rows: QuerySet[Observation] | QuerySet[Investment]) -> None:
    rows._raw_delete(connection.alias)
