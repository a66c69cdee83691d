"""`rapportageperiodes` and `rapportages`: what partners report, handed in and judged by the steps of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apirules.filters import KnownNameFilter, KnownNumberFilter, WholeNumberFilter
from apirules.viewsets import ReadOnlyViewSet
from programmes import services
from programmes.api.reportrows import (
    OutputTold,
    RowTold,
    as_api_refusal,
    is_kept_back,
    outputs_said,
    rows_said,
    tell,
)
from programmes.models import Programme, Report, ReportingPeriod
from programmes.vocabulary import ReportStatus
from stakeholders.api.fields import SlugField, VersionField, taken_version
from stakeholders.api.writing import WritableViewSet, refusals_as_problems
from stakeholders.models import Organisation
from stakeholders.permissions import Action, Resource


class PeriodSerializer(serializers.ModelSerializer[ReportingPeriod]):
    programma = SlugField(source="programme", queryset=Programme.objects.all())
    naam = serializers.CharField(source="name", max_length=60)
    jaar = serializers.IntegerField(source="year")
    openVanaf = serializers.DateField(source="opens_on")  # noqa: N815
    uiterlijkOp = serializers.DateField(source="due_on")  # noqa: N815
    vergrendeldOp = serializers.DateField(source="locked_on", read_only=True)  # noqa: N815
    versie = VersionField()

    class Meta:
        model = ReportingPeriod
        fields = ["id", "programma", "naam", "jaar", "openVanaf", "uiterlijkOp", "vergrendeldOp", "versie"]


class PeriodFilter(django_filters.FilterSet):
    programma = KnownNameFilter(field_name="programme__slug", among=Programme, by="slug", where="programmas")
    jaar = WholeNumberFilter(field_name="year")

    class Meta:
        model = ReportingPeriod
        fields: list[str] = []


class VersionSerializer(serializers.Serializer[Any]):
    versie = VersionField()


class PeriodViewSet(ReadOnlyViewSet, WritableViewSet):
    """Rapportageperiodes: wanneer de partners van een programma melden wat zij in een jaar uitgaven."""

    resource = Resource.PERIOD
    http_method_names = ["get", "post", "patch", "head", "options"]
    queryset = ReportingPeriod.objects.select_related("programme")
    serializer_class = PeriodSerializer
    filterset_class = PeriodFilter
    lookup_value_regex = r"\d+"
    of_table = {"vergrendelen": Action.CHANGE}

    def perform_create(self, said: dict[str, Any]) -> ReportingPeriod:
        said.pop("version", None)
        return services.make_period(by=self.request.user, **said)

    def perform_update(self, row: ReportingPeriod, said: dict[str, Any]) -> ReportingPeriod:
        version = taken_version(row, said)
        said.pop("programme", None)
        stands = {name: getattr(row, name) for name in ("name", "year", "opens_on", "due_on")}
        return services.change_period(period=row, version=version, by=self.request.user, **stands | said)

    @extend_schema(request=VersionSerializer, responses=PeriodSerializer)
    @action(detail=True, methods=["post"])
    def vergrendelen(self, request: Request, **kwargs: Any) -> Response:
        """Sluit een periode: wat geaccepteerd is, wordt vergrendeld, en er komt niets meer bij."""
        return step(self, request, VersionSerializer, lambda row, **said: services.lock_period(period=row, **said))


class ReportSerializer(serializers.ModelSerializer[Report]):
    periode = serializers.PrimaryKeyRelatedField[Any](source="period", read_only=True)
    organisatie = serializers.SlugRelatedField[Any](source="organisation", slug_field="slug", read_only=True)
    status = serializers.ChoiceField(choices=ReportStatus.choices, read_only=True)
    toelichting = serializers.CharField(source="note", required=False, allow_blank=True, max_length=4000)
    opmerking = serializers.CharField(source="remark", read_only=True, help_text="Van de gemeente, over het geheel.")
    ingediendOp = serializers.DateTimeField(source="submitted_at", read_only=True)  # noqa: N815
    beoordeeldOp = serializers.DateTimeField(source="judged_at", read_only=True)  # noqa: N815
    versie = VersionField()

    class Meta:
        model = Report
        fields = [
            "id", "periode", "organisatie", "status", "toelichting", "opmerking", "ingediendOp", "beoordeeldOp",
            "versie",
        ]  # fmt: skip

    def to_representation(self, instance: Report) -> dict[str, Any]:
        """What another organisation is still filling in is theirs until they hand it in."""
        told = super().to_representation(instance)
        kept_back = is_kept_back(instance, self.context["request"].user)
        return told | {"toelichting": None} if kept_back else told


class WholeReportSerializer(ReportSerializer):
    regels = RowTold(many=True, source="rows_told", required=False)
    resultaten = OutputTold(many=True, source="outputs_told", required=False)

    class Meta(ReportSerializer.Meta):
        fields = [*ReportSerializer.Meta.fields, "regels", "resultaten"]

    def to_representation(self, instance: Report) -> dict[str, Any]:
        tell(instance, self.context["request"].user)
        return super().to_representation(instance)


class RemarkOnRow(serializers.Serializer[Any]):
    regel = serializers.IntegerField(help_text="De id van een regel van deze rapportage.")
    opmerking = serializers.CharField(max_length=300)


class RemarkOnOutput(serializers.Serializer[Any]):
    resultaat = serializers.IntegerField()
    opmerking = serializers.CharField(max_length=300)


class ReturnSerializer(VersionSerializer):
    opmerking = serializers.CharField(source="remark", required=False, allow_blank=True, max_length=2000)
    bijRegels = RemarkOnRow(many=True, required=False, source="remarks")  # noqa: N815
    bijResultaten = RemarkOnOutput(many=True, required=False, source="remarks_on_outputs")  # noqa: N815


class AcceptSerializer(VersionSerializer):
    opmerking = serializers.CharField(source="remark", required=False, allow_blank=True, max_length=2000)
    redenOverschrijding = serializers.CharField(  # noqa: N815
        source="override", required=False, max_length=300,
        help_text="Waarom een verplichting boven een plafond mag.",
    )  # fmt: skip


class ReportFilter(django_filters.FilterSet):
    periode = KnownNumberFilter(field_name="period_id", among=ReportingPeriod, by="pk", where="rapportageperiodes")
    programma = KnownNameFilter(field_name="period__programme__slug", among=Programme, by="slug", where="programmas")
    organisatie = KnownNameFilter(field_name="organisation__slug", among=Organisation, by="slug", where="organisaties")
    status = django_filters.ChoiceFilter(choices=ReportStatus.choices)

    class Meta:
        model = Report
        fields: list[str] = []


class ReportViewSet(ReadOnlyViewSet, WritableViewSet):
    """Rapportages: wat een organisatie in een periode meldt, van open tot vergrendeld."""

    resource = Resource.REPORT
    http_method_names = ["get", "post", "patch", "head", "options"]
    queryset = Report.objects.select_related("organisation", "period__programme")
    filterset_class = ReportFilter
    lookup_value_regex = r"\d+"
    of_table = {
        "indienen": Action.SUBMIT, "terughalen": Action.SUBMIT, "terugsturen": Action.JUDGE, "accepteren": Action.JUDGE,
        "vergrendelen": Action.JUDGE,
    }  # fmt: skip

    def get_serializer_class(self) -> Any:
        return ReportSerializer if self.action == "list" else WholeReportSerializer

    @extend_schema(exclude=True)
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A report comes with its period; nobody adds one."""
        return self.http_method_not_allowed(request)

    def perform_update(self, row: Report, said: dict[str, Any]) -> Report:
        """Save a draft. Rows of interventions that are not named stay; states that are not named too."""
        version = taken_version(row, said)
        rows = rows_said(row, said.get("rows_told", []))
        with as_api_refusal():
            return services.fill_report(
                report=row, version=version, by=self.request.user, rows=rows, note=said.get("note"),
                outputs=outputs_said(row, said.get("outputs_told", [])), within={one.intervention.pk for one in rows},
            )  # fmt: skip

    @extend_schema(request=VersionSerializer, responses=WholeReportSerializer)
    @action(detail=True, methods=["post"])
    def indienen(self, request: Request, **kwargs: Any) -> Response:
        """Dien een concept in; de gemeente kijkt het na."""
        return step(self, request, VersionSerializer, lambda row, **said: services.submit_report(report=row, **said))

    @extend_schema(request=VersionSerializer, responses=WholeReportSerializer)
    @action(detail=True, methods=["post"])
    def terughalen(self, request: Request, **kwargs: Any) -> Response:
        """Haal terug wat is ingediend en nog niet beoordeeld."""
        return step(self, request, VersionSerializer, lambda row, **said: services.withdraw_report(report=row, **said))

    @extend_schema(request=ReturnSerializer, responses=WholeReportSerializer)
    @action(detail=True, methods=["post"])
    def terugsturen(self, request: Request, **kwargs: Any) -> Response:
        """Stuur terug, met een opmerking bij het geheel, bij regels of bij resultaten."""

        def write(row: Report, **said: Any) -> Report:
            said["remarks"] = {one["regel"]: one["opmerking"] for one in said.get("remarks", ())}
            on_outputs = {one["resultaat"]: one["opmerking"] for one in said.get("remarks_on_outputs", ())}
            return services.return_report(report=row, **said | {"remarks_on_outputs": on_outputs})

        return step(self, request, ReturnSerializer, write)

    @extend_schema(request=AcceptSerializer, responses=WholeReportSerializer)
    @action(detail=True, methods=["post"])
    def accepteren(self, request: Request, **kwargs: Any) -> Response:
        """Accepteer de cijfers: zij komen in het grootboek en staan dan vast."""
        return step(self, request, AcceptSerializer, lambda row, **said: services.accept_report(report=row, **said))

    @extend_schema(request=VersionSerializer, responses=WholeReportSerializer)
    @action(detail=True, methods=["post"])
    def vergrendelen(self, request: Request, **kwargs: Any) -> Response:
        """Vergrendel wat geaccepteerd is."""
        return step(self, request, VersionSerializer, lambda row, **said: services.lock_report(report=row, **said))


def step(viewset: WritableViewSet, request: Request, form: type[Any], write: Callable[..., Any]) -> Response:
    """Let a row make a step, on the version that was seen; of two at once the second hears what stands now."""
    row = viewset.get_object()
    asked = form(data=request.data, context=viewset.get_serializer_context())
    asked.is_valid(raise_exception=True)
    said = dict(asked.validated_data)
    version = taken_version(row, said)
    with refusals_as_problems(asked, viewset, request.data), transaction.atomic():
        done = write(row, version=version, by=request.user, **said)
    return Response(viewset.shown(done))
