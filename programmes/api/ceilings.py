"""`plafonds`: the most that a programme may commit; and `bundels`: one amount divided over interventions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apirules.filters import KnownNameFilter, KnownNumberFilter
from apirules.viewsets import ReadOnlyViewSet
from programmes import services
from programmes.ceilings import Fullness, fullness_of
from programmes.models import Bundle, Ceiling, Document, FundingStream, Intervention, Investment, Programme
from programmes.services import BundleShare
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.api.fields import KeyField, SlugField, VersionField, taken_version
from stakeholders.api.writing import WritableViewSet
from stakeholders.models import Organisation
from stakeholders.permissions import Resource


class CeilingSerializer(serializers.ModelSerializer[Ceiling]):
    programma = SlugField(source="programme", queryset=Programme.objects.all())
    geldstroom = SlugField(source="funding_stream", queryset=FundingStream.objects.all())
    eersteJaar = serializers.IntegerField(source="first_year")  # noqa: N815
    laatsteJaar = serializers.IntegerField(source="last_year")  # noqa: N815
    bedrag = serializers.DecimalField(source="amount", max_digits=17, decimal_places=2)
    verplicht = serializers.SerializerMethodField(
        method_name="committed", help_text="Wat eruit verplicht is, ook door programma's die eronder vallen."
    )
    ruimte = serializers.SerializerMethodField(method_name="left", help_text="Onder 0: zo veel boven het plafond.")
    hoeVol = serializers.SerializerMethodField(  # noqa: N815
        method_name="how_full", help_text="ruimte, bijnaVol (vanaf 80 procent) of erboven."
    )
    versie = VersionField()

    class Meta:
        model = Ceiling
        fields = [
            "id", "programma", "geldstroom", "eersteJaar", "laatsteJaar", "bedrag", "verplicht", "ruimte", "hoeVol",
            "versie",
        ]  # fmt: skip

    @extend_schema_field(OpenApiTypes.DECIMAL)
    def committed(self, row: Ceiling) -> str:
        return in_words(_fullness(row).committed)

    @extend_schema_field(OpenApiTypes.DECIMAL)
    def left(self, row: Ceiling) -> str:
        return in_words(_fullness(row).left)

    @extend_schema_field(serializers.ChoiceField(choices=["ruimte", "bijnaVol", "erboven"]))
    def how_full(self, row: Ceiling) -> str:
        full = _fullness(row)
        return "erboven" if full.is_beyond else "bijnaVol" if full.is_nearly_full else "ruimte"


def in_words(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}"


def _fullness(row: Ceiling) -> Fullness:
    """As it was looked up for the whole page, or else for this row."""
    return row.__dict__.get("fullness") or _look_up([row])[0]


def _look_up(rows: Sequence[Ceiling]) -> list[Fullness]:
    found = fullness_of(rows)
    for one in found:
        one.ceiling.__dict__["fullness"] = one
    return found


class CeilingFilter(django_filters.FilterSet):
    programma = KnownNameFilter(field_name="programme__slug", among=Programme, by="slug", where="programmas")
    geldstroom = KnownNameFilter(field_name="funding_stream__slug", among=FundingStream, by="slug", where="geldstromen")

    class Meta:
        model = Ceiling
        fields: list[str] = []


class CeilingViewSet(ReadOnlyViewSet, WritableViewSet):
    """Plafonds: hoeveel een programma in een aantal jaren uit een geldstroom ten hoogste mag verplichten."""

    resource = Resource.CEILING
    queryset = Ceiling.objects.select_related("programme", "funding_stream")
    serializer_class = CeilingSerializer
    filterset_class = CeilingFilter
    lookup_value_regex = r"\d+"

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of ceilings with how full each is, in one more query."""
        page = super().paginate_queryset(queryset)
        _look_up(page or [])
        return page

    def perform_create(self, said: dict[str, Any]) -> Ceiling:
        said.pop("version", None)
        return services.set_ceiling(by=self.request.user, **said)

    def perform_update(self, row: Ceiling, said: dict[str, Any]) -> Ceiling:
        """Years and amount change; programme and stream stay."""
        version = taken_version(row, said)
        stands = {name: getattr(row, name) for name in ("first_year", "last_year", "amount")}
        changed = {name: value for name, value in said.items() if name in stands}
        return services.change_ceiling(ceiling=row, version=version, by=self.request.user, **stands | changed)

    def perform_destroy(self, row: Ceiling) -> None:
        services.remove_ceiling(ceiling=row, by=self.request.user)


class PartSerializer(serializers.ModelSerializer[Investment]):
    boeking = serializers.IntegerField(source="pk", read_only=True)
    interventie = KeyField(source="intervention", queryset=Intervention.objects.all())
    aandeel = serializers.DecimalField(
        source="bundle_share", max_digits=9, decimal_places=8, help_text="Tussen 0 en 1; samen precies 1."
    )
    bedrag = serializers.DecimalField(source="amount", max_digits=17, decimal_places=2, read_only=True)

    class Meta:
        model = Investment
        fields = ["boeking", "interventie", "aandeel", "bedrag"]


class BundleSerializer(serializers.ModelSerializer[Bundle]):
    naam = serializers.CharField(source="name", max_length=120)
    bedrag = serializers.DecimalField(
        source="amount", max_digits=17, decimal_places=2, help_text="null: niet elk deel is voor u te zien."
    )
    delen = PartSerializer(source="shares", many=True)
    betaler = SlugField(source="payer", queryset=Organisation.objects.all(), write_only=True)
    uitvoerder = SlugField(source="spender", queryset=Organisation.objects.all(), write_only=True)
    jaar = serializers.IntegerField(source="year", write_only=True)
    geldstroom = SlugField(source="funding_stream", queryset=FundingStream.objects.all(), write_only=True)
    toestand = serializers.ChoiceField(source="state", choices=MoneyState.choices, write_only=True)
    btw = serializers.ChoiceField(source="vat", choices=Vat.choices, required=False, write_only=True)
    aard = serializers.ChoiceField(source="nature", choices=Nature.choices, required=False, write_only=True)
    taakveld = serializers.CharField(required=False, allow_blank=True, max_length=8, write_only=True)
    bronstuk = serializers.CharField(
        source="source_reference", required=False, allow_blank=True, max_length=160, write_only=True
    )
    document = KeyField(queryset=Document.objects.all(), required=False, allow_null=True, write_only=True)
    toelichting = serializers.CharField(
        source="note", required=False, allow_blank=True, max_length=300, write_only=True
    )  # fmt: skip
    redenOverschrijding = serializers.CharField(  # noqa: N815
        source="override", required=False, max_length=300, write_only=True
    )
    ingevoerdOp = serializers.DateTimeField(source="entered_at", read_only=True)  # noqa: N815

    class Meta:
        model = Bundle
        fields = [
            "id", "naam", "bedrag", "delen", "betaler", "uitvoerder", "jaar", "geldstroom", "toestand", "btw", "aard",
            "taakveld", "bronstuk", "document", "toelichting", "redenOverschrijding", "ingevoerdOp",
        ]  # fmt: skip

    def to_representation(self, instance: Bundle) -> dict[str, Any]:
        told = super().to_representation(instance)
        hidden = len(instance.shares) < instance.of_all  # type: ignore[attr-defined]
        return told | {"bedrag": None} if hidden else told


class BundleFilter(django_filters.FilterSet):
    interventie = KnownNumberFilter(
        field_name="entries__intervention_id", among=Intervention, by="pk", where="interventies", distinct=True
    )

    class Meta:
        model = Bundle
        fields: list[str] = []


class BundleViewSet(ReadOnlyViewSet, WritableViewSet):
    """Bundels: één bedrag dat naar aandeel over meer interventies is verdeeld, tot op de cent."""

    resource = Resource.INVESTMENT
    http_method_names = ["get", "post", "head", "options"]
    queryset = Bundle.objects.all()
    serializer_class = BundleSerializer
    filterset_class = BundleFilter
    lookup_value_regex = r"\d+"

    def get_queryset(self) -> QuerySet[Any]:
        """Each with the parts that this person may see, and how many there are."""
        seen = Investment.objects.visible_to(self.request.user).filter(reverses=None).order_by("pk")
        rows = Bundle.objects.with_parts().visible_to(self.request.user)
        return rows.prefetch_related(Prefetch("entries", queryset=seen, to_attr="shares"))

    def perform_create(self, said: dict[str, Any]) -> Bundle:
        shares = [BundleShare(part["intervention"], part["bundle_share"]) for part in said.pop("shares")]
        return services.report_bundle(shares=shares, by=self.request.user, **said)
