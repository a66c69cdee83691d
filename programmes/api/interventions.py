"""`interventies`: what is done, where it reaches, what it yields, and how it moves on."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext as _
from rest_framework import serializers

from apirules.filters import KnownNameFilter
from apirules.viewsets import ReadOnlyViewSet
from programmes.models import Intervention, Output, Programme, Reach
from programmes.services.interventions import (
    OutputLine,
    ReachShare,
    change_intervention,
    log_intervention,
    move_intervention,
    remove_intervention,
)
from programmes.vocabulary import ALLOWED_MOVES, InterventionStatus, PhysicalPart, Pillar
from stakeholders.api.fields import AreaField, SlugField, VersionField, taken_version
from stakeholders.api.writing import WritableViewSet
from stakeholders.models import Organisation
from stakeholders.permissions import Resource
from stakeholders.refusal import refuse
from wijken.models import Area


class ReachSerializer(serializers.ModelSerializer[Reach]):
    gebied = AreaField(source="area")
    aandeel = serializers.DecimalField(
        source="share", max_digits=5, decimal_places=4, help_text="Tussen 0 en 1; samen precies 1."
    )

    class Meta:
        model = Reach
        fields = ["gebied", "aandeel"]


class OutputSerializer(serializers.ModelSerializer[Output]):
    naam = serializers.CharField(source="name")
    gepland = serializers.IntegerField(source="planned", allow_null=True, required=False, min_value=0)
    gehaald = serializers.IntegerField(source="realised", allow_null=True, required=False, min_value=0)

    geteldOp = serializers.DateField(  # noqa: N815
        source="counted_on", allow_null=True, required=False, help_text="De dag waarop het er zoveel waren."
    )

    class Meta:
        model = Output
        fields = ["naam", "gepland", "gehaald", "geteldOp"]


class InterventionSerializer(serializers.ModelSerializer[Intervention]):
    programma = SlugField(source="programme", queryset=Programme.objects.all())
    naam = serializers.CharField(source="title")
    omschrijving = serializers.CharField(source="description", required=False, allow_blank=True)
    pijler = serializers.ChoiceField(source="pillar", choices=Pillar.choices)
    onderdeel = serializers.ChoiceField(
        source="physical_part", choices=PhysicalPart.choices, required=False, allow_blank=True
    )
    trekker = SlugField(source="lead", queryset=Organisation.objects.all())
    partners = SlugField(many=True, queryset=Organisation.objects.all(), required=False)
    eersteJaar = serializers.IntegerField(source="start_year")  # noqa: N815
    laatsteJaar = serializers.IntegerField(source="end_year")  # noqa: N815
    taakveld = serializers.CharField(
        required=False, allow_blank=True, max_length=8,
        help_text="Waar de gemeente boekt, zoals 6.3; een tekst, want 0.10 is iets anders dan 0.1.",
    )  # fmt: skip
    begonnenOp = serializers.DateField(source="began_on", read_only=True)  # noqa: N815
    afgerondOp = serializers.DateField(source="ended_on", read_only=True)  # noqa: N815
    status = serializers.ChoiceField(choices=InterventionStatus.choices, required=False)
    bereik = ReachSerializer(many=True, source="reach")
    resultaten = OutputSerializer(many=True, source="outputs", required=False)
    versie = VersionField()

    class Meta:
        model = Intervention
        fields = [
            "id", "programma", "naam", "omschrijving", "pijler", "onderdeel", "trekker", "partners", "eersteJaar",
            "laatsteJaar", "taakveld", "begonnenOp", "afgerondOp", "status", "bereik", "resultaten", "versie",
        ]  # fmt: skip


class InterventionFilter(django_filters.FilterSet):
    programma = KnownNameFilter(field_name="programme__slug", among=Programme, by="slug", where="programmas")
    pijler = django_filters.ChoiceFilter(field_name="pillar", choices=Pillar.choices)
    status = django_filters.ChoiceFilter(choices=InterventionStatus.choices)
    trekker = KnownNameFilter(field_name="lead__slug", among=Organisation, by="slug", where="organisaties")
    gebied = KnownNameFilter(field_name="areas__code", among=Area, by="code", where="gebieden", distinct=True)

    class Meta:
        model = Intervention
        fields: list[str] = []


class InterventionViewSet(ReadOnlyViewSet, WritableViewSet):
    """Interventies: wat er in een programma wordt gedaan."""

    resource = Resource.INTERVENTION
    queryset = Intervention.objects.select_related("programme", "lead").prefetch_related(
        "partners", "reach__area", "outputs"
    )
    serializer_class = InterventionSerializer
    filterset_class = InterventionFilter
    lookup_value_regex = r"\d+"

    def perform_create(self, said: dict[str, Any]) -> Intervention:
        status = said.pop("status", None)
        said.pop("version", None)
        intervention = log_intervention(by=self.request.user, **in_service_words(said))
        return self.moved(intervention, status)

    def perform_update(self, row: Intervention, said: dict[str, Any]) -> Intervention:
        status, version = said.pop("status", None), taken_version(row, said)
        said.pop("programme", None)
        words = in_service_words(said)
        if words:
            row = change_intervention(intervention=row, version=version, by=self.request.user, **words)
        return self.moved(row, status)

    def perform_destroy(self, row: Intervention) -> None:
        remove_intervention(intervention=row, by=self.request.user)

    def moved(self, intervention: Intervention, status: str | None) -> Intervention:
        """Move to the status that is said, by the move that leads there."""
        if status is None or status == intervention.status:
            return intervention
        move = next((move for move, (_from, to) in ALLOWED_MOVES.items() if to == status), None)
        if move is None:
            raise refuse("status", _("Een interventie kan niet terug naar '%(status)s'.") % {"status": status})
        return move_intervention(intervention=intervention, move=move, by=self.request.user)


def in_service_words(said: dict[str, Any]) -> dict[str, Any]:
    """Nested rows as the lines that the services take."""
    if "reach" in said:
        said["reach"] = [ReachShare(**row) for row in said["reach"]]
    if "outputs" in said:
        said["outputs"] = [OutputLine(**row) for row in said["outputs"]]
    return said
