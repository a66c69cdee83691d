"""`doelen` and `bijdragen`: what the programme is for, and why an intervention would bring it nearer."""

from __future__ import annotations

from typing import Any

import django_filters
from rest_framework import serializers

from apirules.filters import KnownNameFilter, KnownNumberFilter
from apirules.viewsets import ReadOnlyViewSet
from indicators.models import Indicator
from programmes.models import Contribution, Goal, GoalTarget, Intervention, Programme
from programmes.services.goals import (
    change_contribution,
    change_goal,
    link_contribution,
    remove_contribution,
    remove_goal,
    set_goal,
)
from programmes.vocabulary import Evidence, GoalKind
from stakeholders.api.fields import AreaField, KeyField, SlugField, VersionField, taken_version
from stakeholders.api.writing import WritableViewSet
from stakeholders.permissions import Resource
from wijken.models import Area


class TargetSerializer(serializers.ModelSerializer[GoalTarget]):
    jaar = serializers.IntegerField(source="year")
    waarde = serializers.FloatField(source="value")

    class Meta:
        model = GoalTarget
        fields = ["jaar", "waarde"]


class GoalSerializer(serializers.ModelSerializer[Goal]):
    programma = SlugField(source="programme", queryset=Programme.objects.all())
    indicator = SlugField(queryset=Indicator.objects.all())
    gebied = AreaField(source="area")
    richting = serializers.ChoiceField(source="kind", choices=GoalKind.choices)
    nulmetingJaar = serializers.IntegerField(source="baseline_year")  # noqa: N815
    nulmeting = serializers.FloatField(source="baseline_value")
    streefwaarden = TargetSerializer(many=True, source="targets")
    versie = VersionField()

    class Meta:
        model = Goal
        fields = [
            "id", "programma", "indicator", "gebied", "richting", "nulmetingJaar", "nulmeting", "streefwaarden",
            "versie",
        ]  # fmt: skip


class GoalFilter(django_filters.FilterSet):
    programma = KnownNameFilter(field_name="programme__slug", among=Programme, by="slug", where="programmas")
    indicator = KnownNameFilter(field_name="indicator__slug", among=Indicator, by="slug", where="indicatoren")
    gebied = KnownNameFilter(field_name="area__code", among=Area, by="code", where="gebieden")

    class Meta:
        model = Goal
        fields: list[str] = []


class GoalViewSet(ReadOnlyViewSet, WritableViewSet):
    """Doelen: van welke nulmeting naar welke waarde, voor een indicator in een gebied."""

    resource = Resource.GOAL
    queryset = Goal.objects.select_related("programme", "indicator", "area").prefetch_related("targets")
    serializer_class = GoalSerializer
    filterset_class = GoalFilter
    lookup_value_regex = r"\d+"

    def perform_create(self, said: dict[str, Any]) -> Goal:
        said.pop("version", None)
        return set_goal(by=self.request.user, **with_targets(said))

    def perform_update(self, row: Goal, said: dict[str, Any]) -> Goal:
        version = taken_version(row, said)
        said = {name: value for name, value in said.items() if name not in {"programme", "indicator", "area"}}
        return change_goal(goal=row, version=version, by=self.request.user, **with_targets(said))

    def perform_destroy(self, row: Goal) -> None:
        remove_goal(goal=row, by=self.request.user)


def with_targets(said: dict[str, Any]) -> dict[str, Any]:
    """Targets as the services take them: year → value."""
    if "targets" in said:
        said["targets"] = {target["year"]: target["value"] for target in said["targets"]}
    return said


class ContributionSerializer(serializers.ModelSerializer[Contribution]):
    interventie = KeyField(source="intervention", queryset=Intervention.objects.all())
    indicator = SlugField(queryset=Indicator.objects.all())
    mechanisme = serializers.CharField(source="mechanism")
    naJaren = serializers.IntegerField(source="lag_years", min_value=0)  # noqa: N815
    bewijs = serializers.ChoiceField(source="evidence", choices=Evidence.choices, required=False)
    bewijsBron = serializers.CharField(source="evidence_source", required=False, allow_blank=True)  # noqa: N815
    aandeelGeld = serializers.DecimalField(  # noqa: N815
        source="money_share",
        max_digits=5,
        decimal_places=4,
        required=False,
        allow_null=True,
        help_text="Deel van het geld van de interventie (0 tot 1); null: onbekend. Samen ten hoogste 1.",
    )
    versie = VersionField()

    class Meta:
        model = Contribution
        fields = [
            "id", "interventie", "indicator", "mechanisme", "naJaren", "bewijs", "bewijsBron", "aandeelGeld", "versie",
        ]  # fmt: skip


class ContributionFilter(django_filters.FilterSet):
    programma = KnownNameFilter(
        field_name="intervention__programme__slug", among=Programme, by="slug", where="programmas"
    )
    interventie = KnownNumberFilter(field_name="intervention_id", among=Intervention, by="pk", where="interventies")
    indicator = KnownNameFilter(field_name="indicator__slug", among=Indicator, by="slug", where="indicatoren")

    class Meta:
        model = Contribution
        fields: list[str] = []


class ContributionViewSet(ReadOnlyViewSet, WritableViewSet):
    """Bijdragen: hoe een interventie een indicator zou moeten bewegen, na hoeveel jaar, met welk bewijs."""

    resource = Resource.CONTRIBUTION
    queryset = Contribution.objects.select_related("intervention", "indicator")
    serializer_class = ContributionSerializer
    filterset_class = ContributionFilter
    lookup_value_regex = r"\d+"

    def perform_create(self, said: dict[str, Any]) -> Contribution:
        said.pop("version", None)
        return link_contribution(by=self.request.user, **said)

    def perform_update(self, row: Contribution, said: dict[str, Any]) -> Contribution:
        version = taken_version(row, said)
        said = {name: value for name, value in said.items() if name not in {"intervention", "indicator"}}
        return change_contribution(contribution=row, version=version, by=self.request.user, **said)

    def perform_destroy(self, row: Contribution) -> None:
        remove_contribution(contribution=row, by=self.request.user)
