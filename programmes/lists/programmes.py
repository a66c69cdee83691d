"""The programmes on which someone works."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from programmes.lists.columns import Column, name_in
from programmes.lists.filters import ListFilter, a_year, one_of, words_in
from programmes.models.programme import ProgrammeQuerySet
from programmes.vocabulary import ProgrammeStatus

COLUMNS = (
    Column("programma", _("Programma"), "name"),
    Column("jaren", _("Jaren"), "start_year", order=("start_year", "end_year")),
    Column("einde", _("Laatste jaar"), "end_year", shown=False),
    Column("status", _("Status"), "status", write=name_in(ProgrammeStatus)),
    Column("wijken", _("Wijken"), "wijk_count", numeric=True, computed=True),
    Column("doelen", _("Doelen"), "goal_count", numeric=True, computed=True),
    Column("interventies", _("Interventies"), "intervention_count", numeric=True, computed=True),
)


class ProgrammeFilter(ListFilter):
    zoek = words_in("name")
    status = one_of("status", _("Status"), ProgrammeStatus.choices)
    jaar = a_year(_("Loopt in jaar"), method="running")

    def running(self, rows: ProgrammeQuerySet, _name: str, year: int) -> ProgrammeQuerySet:
        return rows.filter(start_year__lte=year, end_year__gte=year)


def detailed(rows: ProgrammeQuerySet) -> ProgrammeQuerySet:
    return rows.with_counts()
