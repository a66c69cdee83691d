"""Indicators and their figures in the API (`indicatoren`, `waarnemingen`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apirules.filters import KnownNameFilter, WholeNumberFilter
from apirules.problems import ParameterError
from apirules.rendering import CsvRenderer, OrjsonRenderer, csv_stream
from apirules.viewsets import ReadOnlyViewSet
from indicators.domains import INVENTED_SOURCE, STATUS_CODE, Aggregation, Direction, Domain
from indicators.models import DefinitionVersion, Indicator, Observation, Source
from stakeholders.api import GuardedViewSet
from stakeholders.permissions import Resource
from wijken.codes import level_of
from wijken.models import Area


class SourceSerializer(serializers.ModelSerializer[Source]):
    naam = serializers.CharField(source="name")
    uitgever = serializers.CharField(source="publisher")
    adres = serializers.CharField(source="url")
    licentie = serializers.CharField(source="licence")
    naamsvermelding = serializers.CharField(source="attribution")
    letOp = serializers.CharField(source="caveat")  # noqa: N815

    class Meta:
        model = Source
        fields = ["slug", "naam", "uitgever", "adres", "licentie", "naamsvermelding", "letOp"]


class DefinitionSerializer(serializers.ModelSerializer[DefinitionVersion]):
    vanaf = serializers.IntegerField(source="from_year")
    totEnMet = serializers.IntegerField(source="to_year", allow_null=True)  # noqa: N815
    definitie = serializers.CharField(source="definition")
    breuk = serializers.CharField(source="break_reason")

    class Meta:
        model = DefinitionVersion
        fields = ["vanaf", "totEnMet", "definitie", "breuk"]


class IndicatorSerializer(serializers.ModelSerializer[Indicator]):
    naam = serializers.CharField(source="name")
    uitleg = serializers.CharField(source="explanation")
    domein = serializers.ChoiceField(source="domain", choices=Domain.choices)
    eenheid = serializers.CharField(source="unit")
    decimalen = serializers.IntegerField(source="decimals")
    richting = serializers.ChoiceField(source="direction", choices=Direction.choices)
    samennemen = serializers.ChoiceField(source="aggregation", choices=Aggregation.choices)
    benadering = serializers.BooleanField(source="approximate")
    teller = serializers.CharField(source="numerator.slug", allow_null=True, default=None)
    noemer = serializers.CharField(source="denominator.slug", allow_null=True, default=None)
    per = serializers.IntegerField()
    gewicht = serializers.CharField(source="weight.slug", allow_null=True, default=None)
    ervaren = serializers.BooleanField(source="perceived")
    paar = serializers.CharField(source="pair.slug", allow_null=True, default=None)
    veranderingDieTelt = serializers.FloatField(source="better_from", allow_null=True)  # noqa: N815
    methode = serializers.CharField(source="method")
    bron = SourceSerializer(source="source")
    definities = DefinitionSerializer(source="definitions", many=True)

    class Meta:
        model = Indicator
        fields = [
            "slug", "naam", "uitleg", "domein", "eenheid", "decimalen", "richting", "samennemen", "benadering",
            "teller", "noemer", "per", "gewicht", "ervaren", "paar", "veranderingDieTelt", "methode", "bron",
            "definities",
        ]  # fmt: skip


class IndicatorFilter(django_filters.FilterSet):
    domein = django_filters.ChoiceFilter(field_name="domain", choices=Domain.choices)
    richting = django_filters.ChoiceFilter(field_name="direction", choices=Direction.choices)
    bron = KnownNameFilter(field_name="source__slug", among=Source, by="slug", where="indicatoren")

    class Meta:
        model = Indicator
        fields: list[str] = []


class IndicatorViewSet(ReadOnlyViewSet, GuardedViewSet):
    """Indicatoren: wat er gemeten wordt, met uitleg, richting, methode en bron."""

    resource = Resource.INDICATOR
    queryset = Indicator.objects.select_related(
        "source", "numerator", "denominator", "weight", "pair"
    ).prefetch_related("definitions")
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilter
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Indicator]:
        return self.queryset.all()


COLUMNS = ("gebied", "indeling", "indicator", "periode", "waarde", "status", "bron", "afgeleid")
STATUS_WORDS = [(code, code) for code in STATUS_CODE.values()]


class ObservationSerializer(serializers.Serializer[Any]):
    """One figure; `waarde` is null where the status is 'verzwegen' or 'ontbreekt'."""

    gebied = serializers.CharField(help_text="De code van het gebied.")
    indeling = serializers.IntegerField(help_text="Het jaar van de indeling waarin de code geldt.")
    indicator = serializers.CharField(help_text="De slug van de indicator.")
    periode = serializers.IntegerField(help_text="Het kalenderjaar.")
    waarde = serializers.FloatField(allow_null=True)
    status = serializers.ChoiceField(choices=STATUS_WORDS)
    bron = serializers.CharField(help_text="De slug van de bron.")
    afgeleid = serializers.BooleanField(help_text="Door ons berekend uit cijfers van de bron.")


class ObservationFilter(django_filters.FilterSet):
    gebied = django_filters.CharFilter(method="of_area", help_text="De code van een gebied: WK051836, of 2531.")
    indicator = django_filters.CharFilter(method="of_indicator", help_text="De slug van een indicator.")
    periode = WholeNumberFilter(field_name="period", help_text="Een kalenderjaar.")
    indeling = WholeNumberFilter(
        field_name="area__division_year",
        help_text=(
            "Het jaar van een indeling; weggelaten is het de nieuwste waarvan het gebied cijfers heeft, "
            "van de gevraagde indicator als die is gegeven."
        ),
    )

    class Meta:
        model = Observation
        fields: list[str] = []

    def of_area(self, queryset: QuerySet[Observation], name: str, value: str) -> QuerySet[Observation]:
        if level_of(value) is None:
            message = _("'%(value)s' is geen code van een gebied. Voorbeeld: WK051836 of 2531.") % {"value": value}
            raise ParameterError({"gebied": message})
        areas = list(Area.objects.filter(code=value).values_list("pk", flat=True))
        if not areas:
            raise ParameterError({"gebied": _("'%(value)s' bestaat niet. Zie /api/v1/gebieden.") % {"value": value}})
        return queryset.filter(area__in=areas)

    def of_indicator(self, queryset: QuerySet[Observation], name: str, value: str) -> QuerySet[Observation]:
        found = Indicator.objects.filter(slug=value).first()
        if found is None:
            message = _("De indicator '%(value)s' bestaat niet. Zie /api/v1/indicatoren.") % {"value": value}
            raise ParameterError({"indicator": message})
        return queryset.filter(indicator=found)


@extend_schema_view(
    list=extend_schema(
        description=(
            "Waarnemingen: het cijfer van een gebied, indicator en jaar. Zonder 'indeling' komt de nieuwste "
            "indeling waarvan het gebied cijfers heeft. Met 'Accept: text/csv' komen alle rijen als CSV."
        ),
        responses={(200, "application/json"): ObservationSerializer(many=True), (200, "text/csv"): str},
    )
)
class ObservationViewSet(GuardedViewSet):
    resource = Resource.OBSERVATION
    queryset = Observation.objects.all()
    serializer_class = ObservationSerializer
    filterset_class = ObservationFilter
    renderer_classes = [OrjsonRenderer, CsvRenderer]

    def list(self, request: Request) -> HttpResponse:
        queryset = self.filter_queryset(self.get_queryset())
        if not request.query_params.get("indeling"):
            queryset = queryset.of_newest_division(request.query_params.get("indicator"))
        if request.accepted_renderer.format == "csv":
            return csv_stream(COLUMNS, as_tuples(queryset.order_by("pk")), "waarnemingen.csv")
        rows = self.paginate_queryset(rows_of(queryset))
        return Response(self.paginator.envelope([as_answer(row) for row in rows or []]))


FIELDS: dict[str, Any] = {
    "gebied": F("area__code"),
    "indeling": F("area__division_year"),
    "slug": F("indicator__slug"),
    "bron": Case(
        When(area__invented=True, then=Value(INVENTED_SOURCE)),
        default=F("indicator__source__slug"),
        output_field=CharField(),
    ),
}


def rows_of(queryset: QuerySet[Observation]) -> QuerySet[Any]:
    """The figures as dict rows with their key, in one query."""
    keys = ("pk", "period", "value", "status", "derived")
    return queryset.values(*keys, **FIELDS)


def as_answer(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "gebied": row["gebied"],
        "indeling": row["indeling"],
        "indicator": row["slug"],
        "periode": row["period"],
        "waarde": row["value"],
        "status": STATUS_CODE[row["status"]],
        "bron": row["bron"],
        "afgeleid": row["derived"],
    }


def as_tuples(queryset: QuerySet[Observation]) -> Iterator[tuple[Any, ...]]:
    for row in rows_of(queryset).iterator(chunk_size=5000):
        answer = as_answer(row)
        yield tuple("ja" if v is True else "nee" if v is False else v for v in (answer[c] for c in COLUMNS))
