"""`afspraken` and `toezeggingen`: who promised what, and what has come of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers

from apirules.filters import KnownNameFilter, KnownNumberFilter, WholeNumberFilter
from apirules.viewsets import ReadOnlyViewSet
from programmes import services
from programmes.models import Agreement, AgreementDeadline, Commitment, Document, Intervention, Output, Programme
from programmes.ontime import Timeliness
from programmes.promises import AT_HAND, Promise, promises_of
from programmes.services import DeadlineLine
from programmes.vocabulary import AGREEMENT_MOVES, AgreementKind, AgreementStatus
from stakeholders.api.fields import KeyField, SlugField, VersionField, taken_version
from stakeholders.api.writing import WritableViewSet
from stakeholders.models import Organisation
from stakeholders.permissions import Resource
from stakeholders.refusal import refuse


class DeadlineSerializer(serializers.ModelSerializer[AgreementDeadline]):
    naam = serializers.CharField(source="name", max_length=80)
    uiterlijkOp = serializers.DateField(source="due_on")  # noqa: N815
    gedaanOp = serializers.DateField(source="done_on", required=False, allow_null=True)  # noqa: N815

    class Meta:
        model = AgreementDeadline
        fields = ["naam", "uiterlijkOp", "gedaanOp"]


class AgreementSerializer(serializers.ModelSerializer[Agreement]):
    programma = SlugField(source="programme", queryset=Programme.objects.all())
    soort = serializers.ChoiceField(source="kind", choices=AgreementKind.choices)
    naam = serializers.CharField(source="name", max_length=120)
    partijen = SlugField(source="parties", many=True, queryset=Organisation.objects.all())
    eersteJaar = serializers.IntegerField(source="first_year")  # noqa: N815
    laatsteJaar = serializers.IntegerField(source="last_year")  # noqa: N815
    status = serializers.ChoiceField(
        choices=AgreementStatus.choices, required=False, help_text="Een andere status is een stap verder."
    )
    getekendOp = serializers.DateField(  # noqa: N815
        source="signed_on", required=False, allow_null=True, help_text="Bij status getekend; weggelaten: vandaag."
    )
    samenvatting = serializers.CharField(source="summary", required=False, allow_blank=True)
    document = KeyField(queryset=Document.objects.all(), required=False, allow_null=True)
    termijnen = DeadlineSerializer(source="deadlines", many=True, required=False)
    versie = VersionField()

    class Meta:
        model = Agreement
        fields = [
            "id", "programma", "soort", "naam", "partijen", "eersteJaar", "laatsteJaar", "status", "getekendOp",
            "samenvatting", "document", "termijnen", "versie",
        ]  # fmt: skip


class AgreementFilter(django_filters.FilterSet):
    programma = KnownNameFilter(field_name="programme__slug", among=Programme, by="slug", where="programmas")
    partij = KnownNameFilter(
        field_name="parties__slug", among=Organisation, by="slug", where="organisaties", distinct=True
    )
    soort = django_filters.ChoiceFilter(field_name="kind", choices=AgreementKind.choices)
    status = django_filters.ChoiceFilter(choices=AgreementStatus.choices)
    jaar = WholeNumberFilter(method="in_year", label="in dit jaar")

    class Meta:
        model = Agreement
        fields: list[str] = []

    def in_year(self, rows: QuerySet[Agreement], name: str, year: int) -> QuerySet[Agreement]:
        return rows.filter(first_year__lte=year, last_year__gte=year)


class AgreementViewSet(ReadOnlyViewSet, WritableViewSet):
    """Afspraken: prestatieafspraken en convenanten, met hun partijen en termijnen."""

    resource = Resource.AGREEMENT
    queryset = Agreement.objects.select_related("programme").prefetch_related("parties", "deadlines")
    serializer_class = AgreementSerializer
    filterset_class = AgreementFilter
    lookup_value_regex = r"\d+"

    def perform_create(self, said: dict[str, Any]) -> Agreement:
        said.pop("version", None)
        status, on = said.pop("status", None), said.pop("signed_on", None)
        return self.moved(services.propose_agreement(by=self.request.user, **with_lines(said)), status, on)

    def perform_update(self, row: Agreement, said: dict[str, Any]) -> Agreement:
        version = taken_version(row, said)
        status, on = said.pop("status", None), said.pop("signed_on", None)
        said.pop("programme", None)
        if said or status is None:
            row = services.change_agreement(agreement=row, version=version, by=self.request.user, **with_lines(said))
            version = row.version
        return self.moved(row, status, on, version)

    def perform_destroy(self, row: Agreement) -> None:
        services.remove_agreement(agreement=row, by=self.request.user)

    def moved(
        self, row: Agreement, status: str | None, on: dt.date | None, version: int | None = None
    ) -> Agreement:  # fmt: skip
        """Take the step that leads to the status that is said."""
        if status is None or status == row.status:
            return row
        steps = [move for move, (sources, to) in AGREEMENT_MOVES.items() if to == status and row.status in sources]
        if not steps:
            told = {"now": row.get_status_display(), "status": status}
            raise refuse("status", _("De afspraak is %(now)s; van daar gaat het niet naar “%(status)s”.") % told)
        return services.move_agreement(
            agreement=row, version=version or row.version, move=steps[0], on=on, by=self.request.user
        )


def with_lines(said: dict[str, Any]) -> dict[str, Any]:
    """Deadlines as the lines that the services take."""
    if "deadlines" in said:
        said["deadlines"] = [DeadlineLine(**line) for line in said["deadlines"]]
    return said


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    afspraak = KeyField(source="agreement", queryset=Agreement.objects.all())
    wie = SlugField(source="organisation", queryset=Organisation.objects.all())
    wat = serializers.CharField(source="what", max_length=200)
    hoeveel = serializers.IntegerField(source="quantity", required=False, allow_null=True, min_value=0)
    waarvan = serializers.CharField(source="unit", required=False, allow_blank=True, max_length=60)
    bedrag = serializers.DecimalField(
        source="amount", max_digits=17, decimal_places=2, required=False, allow_null=True
    )  # fmt: skip
    uiterlijkOp = serializers.DateField(source="due_on")  # noqa: N815
    interventies = KeyField(source="interventions", many=True, queryset=Intervention.objects.all(), required=False)
    resultaten = KeyField(
        source="outputs", many=True, queryset=Output.objects.all(), required=False,
        help_text="Welke resultaten van die interventies meetellen.",
    )  # fmt: skip
    opTijd = serializers.ChoiceField(  # noqa: N815
        source="promise.timeliness", choices=Timeliness.choices, read_only=True
    )
    waarom = serializers.CharField(source="promise.reason", read_only=True)
    gekomen = serializers.ListField(
        child=serializers.CharField(), source="promise.kept", read_only=True, help_text="Wat ervan gekomen is."
    )
    versie = VersionField()

    class Meta:
        model = Commitment
        fields = [
            "id", "afspraak", "wie", "wat", "hoeveel", "waarvan", "bedrag", "uiterlijkOp", "interventies",
            "resultaten", "opTijd", "waarom", "gekomen", "versie",
        ]  # fmt: skip

    def to_representation(self, instance: Commitment) -> dict[str, Any]:
        """Interventions that the reader may not see are not named."""
        if not hasattr(instance, "promise"):
            lay_promises([instance], self.context["request"].user)
        promise: Promise = instance.promise  # type: ignore[attr-defined]
        via = [one.pk for one in promise.via]
        counted = [one.pk for one in instance.outputs.all() if one.intervention_id in via]
        return super().to_representation(instance) | {"interventies": via, "resultaten": counted}


class CommitmentFilter(django_filters.FilterSet):
    afspraak = KnownNumberFilter(field_name="agreement_id", among=Agreement, by="pk", where="afspraken")
    wie = KnownNameFilter(field_name="organisation__slug", among=Organisation, by="slug", where="organisaties")

    class Meta:
        model = Commitment
        fields: list[str] = []


class CommitmentViewSet(ReadOnlyViewSet, WritableViewSet):
    """Toezeggingen: wie wat doet, hoeveel en uiterlijk wanneer, en wat ervan gekomen is."""

    resource = Resource.AGREEMENT
    queryset = Commitment.objects.select_related("agreement__programme", "organisation").prefetch_related(*AT_HAND)
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentFilter
    lookup_value_regex = r"\d+"

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        lay_promises(rows or [], self.request.user)
        return rows

    def perform_create(self, said: dict[str, Any]) -> Commitment:
        said.pop("version", None)
        return services.add_commitment(by=self.request.user, **said)

    def perform_update(self, row: Commitment, said: dict[str, Any]) -> Commitment:
        version = taken_version(row, said)
        said.pop("agreement", None)
        return services.change_commitment(commitment=row, version=version, by=self.request.user, **said)

    def perform_destroy(self, row: Commitment) -> None:
        services.remove_commitment(commitment=row, by=self.request.user)


def lay_promises(rows: list[Commitment], reader: Any) -> None:
    """What has come of each, in a fixed number of queries."""
    for row, promise in zip(rows, promises_of(rows, reader), strict=True):
        row.promise = promise  # type: ignore[attr-defined]
