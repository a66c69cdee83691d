"""`onderzoeken`: what was asked beforehand, with what was compared, and the newest answer. Read only."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apirules.filters import KnownNameFilter
from apirules.viewsets import ReadOnlyViewSet
from effects.models import ComparisonArea, DoseResult, Study, StudyOutcome, StudyResult
from effects.models.answered import Answered
from effects.vocabulary import Choice, StartBasis, StoredVerdict, StudyStatus
from indicators.models import Indicator
from programmes.models import Programme
from stakeholders.api.fields import AreaField, SlugField
from stakeholders.api.guarding import GuardedViewSet
from stakeholders.permissions import Resource

KEPT = {"weights", "versions", "cells"}  # whose keys are names of areas and libraries, not of fields


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def in_camel_case(told: Any) -> Any:
    """The keys of stored JSON as the API writes keys."""
    if isinstance(told, dict):
        return {camel(key): value if key in KEPT else in_camel_case(value) for key, value in told.items()}
    return [in_camel_case(one) for one in told] if isinstance(told, list) else told


class AnsweredSerializer(serializers.ModelSerializer[Any]):  # no docstring: the API's document would show it
    versie = serializers.IntegerField(source="number")
    oordeel = serializers.ChoiceField(source="verdict", choices=StoredVerdict.choices)
    berekendOp = serializers.DateTimeField(source="created_at")  # noqa: N815
    antwoord = serializers.SerializerMethodField(help_text="Wat `estimate_effect` geeft, met dezelfde namen.")
    gegevensSha256 = serializers.CharField(source="snapshot_sha256")  # noqa: N815
    startgetal = serializers.IntegerField(source="seed")
    programmas = serializers.DictField(source="versions", child=serializers.CharField(), help_text="Rekenprogramma’s.")

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_antwoord(self, row: Answered) -> Any:
        return in_camel_case(row.answer)


class ResultSerializer(AnsweredSerializer):
    kosten = serializers.SerializerMethodField(help_text="Besteed geld per eenheid effect; leeg waar dat niet kan.")
    anders = serializers.SerializerMethodField(help_text="Wat er anders is dan in de versie ervoor.")

    class Meta:
        model = StudyResult
        fields = [
            "versie", "oordeel", "berekendOp", "antwoord", "kosten", "anders", "gegevensSha256", "startgetal",
            "programmas",
        ]  # fmt: skip

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_kosten(self, row: StudyResult) -> Any:
        return in_camel_case(row.cost)

    @extend_schema_field({"type": "array", "items": {"type": "object", "additionalProperties": True}})
    def get_anders(self, row: StudyResult) -> Any:
        return in_camel_case(row.changed)


class ComparisonSerializer(serializers.ModelSerializer[ComparisonArea]):
    gebied = AreaField(source="area")
    keuze = serializers.ChoiceField(source="choice", choices=Choice.choices)
    afstand = serializers.FloatField(source="distance", allow_null=True)
    reden = serializers.CharField(source="reason")

    class Meta:
        model = ComparisonArea
        fields = ["gebied", "keuze", "afstand", "reden"]


class OutcomeSerializer(serializers.ModelSerializer[StudyOutcome]):
    indicator = SlugField(read_only=True)
    hoofdvraag = serializers.BooleanField(source="is_primary")
    relevantEffect = serializers.FloatField(source="relevant_effect", allow_null=True)  # noqa: N815
    merkbaarNa = serializers.IntegerField(source="lag_years", help_text="In jaren na het begin.")  # noqa: N815
    vergelijking = ComparisonSerializer(source="compared", many=True)
    resultaat = serializers.SerializerMethodField()

    class Meta:
        model = StudyOutcome
        fields = ["indicator", "hoofdvraag", "relevantEffect", "merkbaarNa", "vergelijking", "resultaat"]

    @extend_schema_field(ResultSerializer(allow_null=True))
    def get_resultaat(self, row: StudyOutcome) -> Any:
        newest = row.newest[0] if row.newest else None  # type: ignore[attr-defined]
        return ResultSerializer(newest, context=self.context).data if newest else None


class StudySerializer(serializers.ModelSerializer[Study]):
    programma = SlugField(source="programme", read_only=True)
    naam = serializers.CharField(source="name")
    gebieden: Any = serializers.SlugRelatedField(slug_field="code", source="areas", many=True, read_only=True)
    begin = serializers.IntegerField(source="start_year")
    beginVolgens = serializers.ChoiceField(source="start_basis", choices=StartBasis.choices)  # noqa: N815
    gekozenIn = serializers.IntegerField(source="selection_year", allow_null=True)  # noqa: N815
    stand = serializers.ChoiceField(source="status", choices=StudyStatus.choices)
    vastgelegdOp = serializers.DateTimeField(source="frozen_at", allow_null=True)  # noqa: N815
    uitkomsten = OutcomeSerializer(source="outcomes", many=True)

    class Meta:
        model = Study
        fields = [
            "id", "programma", "naam", "gebieden", "begin", "beginVolgens", "gekozenIn", "stand", "vastgelegdOp",
            "uitkomsten",
        ]  # fmt: skip


class StudyFilter(django_filters.FilterSet):
    programma = KnownNameFilter(field_name="programme__slug", among=Programme, by="slug", where="programmas")
    indicator = KnownNameFilter(
        field_name="outcomes__indicator__slug", among=Indicator, by="slug", where="indicatoren", distinct=True
    )

    class Meta:
        model = Study
        fields: list[str] = []


class StudyViewSet(ReadOnlyViewSet, GuardedViewSet):
    """Onderzoeken: of een wijk meer veranderde dan vergelijkbare wijken, zoals vooraf is vastgelegd."""

    resource = Resource.STUDY
    queryset = Study.objects.select_related("programme").prefetch_related(
        "areas",
        "outcomes__indicator",
        Prefetch(
            "outcomes__comparison_areas", ComparisonArea.objects.included().select_related("area"), to_attr="compared"
        ),
        Prefetch("outcomes__results", StudyResult.objects.newest().defer("snapshot", "context"), to_attr="newest"),
    )
    serializer_class = StudySerializer
    filterset_class = StudyFilter
    lookup_value_regex = r"\d+"


class DoseSerializer(AnsweredSerializer):
    indicator = SlugField(read_only=True)
    verzonnen = serializers.BooleanField(source="invented", help_text="Over verzonnen gemeenten.")
    antwoord = serializers.SerializerMethodField(help_text="Wat `estimate_effect --method dose` geeft, per euro.")

    class Meta:
        model = DoseResult
        fields = [
            "id", "indicator", "verzonnen", "versie", "oordeel", "berekendOp", "antwoord", "gegevensSha256",
            "startgetal", "programmas",
        ]  # fmt: skip


class DoseFilter(django_filters.FilterSet):
    indicator = KnownNameFilter(field_name="indicator__slug", among=Indicator, by="slug", where="indicatoren")

    class Meta:
        model = DoseResult
        fields: list[str] = []


class DoseViewSet(ReadOnlyViewSet, GuardedViewSet):
    """Geld per huishouden: of een cijfer meer veranderde waar meer is besteed. Van elk cijfer de nieuwste versie."""

    resource = Resource.STUDY
    queryset = DoseResult.objects.newest().select_related("indicator").defer("snapshot", "context")
    serializer_class = DoseSerializer
    filterset_class = DoseFilter
    lookup_value_regex = r"\d+"
