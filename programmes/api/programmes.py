"""`programmas`: set up, divide into wijken and phases, publish."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from apirules.filters import KnownNameFilter
from apirules.viewsets import ReadOnlyViewSet
from programmes.models import Phase, Programme, ProgrammeArea
from programmes.services.phases import PhaseLine, set_phases
from programmes.services.programme import change_programme, create_programme, publish_programme, unpublish_programme
from programmes.services.versions import start_draft
from programmes.services.wijken import change_wijk, name_wijk, remove_wijk
from programmes.vocabulary import Challenge, ProgrammeStatus
from stakeholders.api.fields import AreaField, SlugField, VersionField, taken_version
from stakeholders.api.writing import WritableViewSet, refusals_as_problems
from stakeholders.models import Organisation
from stakeholders.permissions import Resource
from wijken.models import Area


class ProgrammeAreaSerializer(serializers.ModelSerializer[ProgrammeArea]):
    naam = serializers.CharField(source="name")
    gebieden = serializers.ListField(child=AreaField(), source="areas")

    class Meta:
        model = ProgrammeArea
        fields = ["naam", "gebieden"]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {"naam": instance.name, "gebieden": [area.code for area in instance.areas.all()]}


class PhaseSerializer(serializers.ModelSerializer[Phase]):
    naam = serializers.CharField(source="name")
    eersteJaar = serializers.IntegerField(source="start_year")  # noqa: N815
    laatsteJaar = serializers.IntegerField(source="end_year")  # noqa: N815

    class Meta:
        model = Phase
        fields = ["naam", "eersteJaar", "laatsteJaar"]


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    slug = serializers.CharField(read_only=True)
    naam = serializers.CharField(source="name")
    gemeente = AreaField()
    leiding = SlugField(source="lead", queryset=Organisation.objects.all(), required=False, allow_null=True)
    eersteJaar = serializers.IntegerField(source="start_year")  # noqa: N815
    laatsteJaar = serializers.IntegerField(source="end_year")  # noqa: N815
    samenvatting = serializers.CharField(source="summary", required=False, allow_blank=True)
    visie = serializers.CharField(source="vision", required=False, allow_blank=True)
    opgaven = serializers.ListField(
        child=serializers.ChoiceField(choices=Challenge.choices), source="challenges", required=False
    )
    contactNaam = serializers.CharField(source="contact_name", required=False, allow_blank=True)  # noqa: N815
    contactEmail = serializers.EmailField(source="contact_email", required=False, allow_blank=True)  # noqa: N815
    status = serializers.ChoiceField(choices=ProgrammeStatus.choices, required=False)
    gepubliceerdOp = serializers.DateTimeField(source="published_at", read_only=True)  # noqa: N815
    afgelopen = serializers.BooleanField(source="historical", read_only=True)
    wijken = ProgrammeAreaSerializer(many=True, required=False)
    fasen = PhaseSerializer(many=True, source="phases", required=False)
    valtOnder = SlugField(  # noqa: N815
        source="parent", queryset=Programme.objects.all(), required=False, allow_null=True,
        help_text=_("Het programma van de hele stad waar dit onder valt."),
    )  # fmt: skip
    conceptVan = serializers.SlugRelatedField(  # noqa: N815
        source="draft_of", slug_field="slug", read_only=True,
        help_text=_("Het programma waarvan dit het concept van de volgende versie is."),
    )  # fmt: skip
    versie = VersionField()

    class Meta:
        model = Programme
        fields = [
            "slug", "naam", "gemeente", "leiding", "eersteJaar", "laatsteJaar", "samenvatting", "visie", "opgaven",
            "contactNaam", "contactEmail", "status", "gepubliceerdOp", "afgelopen", "wijken", "fasen",
            "valtOnder", "conceptVan", "versie",
        ]  # fmt: skip

    def to_representation(self, instance: Programme) -> dict[str, Any]:
        """A city's programme that is not published is not named on what everyone reads."""
        told = super().to_representation(instance)
        hidden = instance.parent and instance.is_published and not instance.parent.is_published
        return told | {"valtOnder": None} if hidden else told


class ProgrammeFilter(django_filters.FilterSet):
    gemeente = KnownNameFilter(field_name="gemeente__code", among=Area, by="code", where="gebieden")
    status = django_filters.ChoiceFilter(choices=ProgrammeStatus.choices)
    gebied = KnownNameFilter(field_name="wijken__areas__code", among=Area, by="code", where="gebieden", distinct=True)

    class Meta:
        model = Programme
        fields: list[str] = []


class ProgrammeViewSet(ReadOnlyViewSet, WritableViewSet):
    """Programma's: tien tot twintig jaar werken aan de wijken van een gemeente."""

    resource = Resource.PROGRAMME
    http_method_names = ["get", "post", "patch", "head", "options"]
    queryset = Programme.objects.select_related("gemeente", "lead", "parent", "draft_of").prefetch_related(
        "wijken__areas", "phases"
    )
    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilter
    lookup_field = "slug"

    def perform_create(self, said: dict[str, Any]) -> Programme:
        parts = {name: said.pop(name, None) for name in ("wijken", "phases", "status", "version")}
        programme = create_programme(by=self.request.user, **said)
        return self.put_parts(programme, parts)

    def perform_update(self, row: Programme, said: dict[str, Any]) -> Programme:
        parts = {name: said.pop(name, None) for name in ("wijken", "phases", "status")}
        version = taken_version(row, said)
        said.pop("gemeente", None)
        programme = change_programme(programme=row, version=version, by=self.request.user, **said)
        return self.put_parts(programme, parts)

    @extend_schema(request=None, responses={201: ProgrammeSerializer})
    @action(detail=True, methods=["post"])
    def concept(self, request: Request, **kwargs: Any) -> Response:
        """Begin de volgende versie van een gepubliceerd programma, of geef het concept dat er al is.

        Het plan van wat gepubliceerd is, wijzigt u daarin; met `status: gepubliceerd` komt het ervoor in de plaats.
        """
        programme = self.get_object()
        with refusals_as_problems(self.get_serializer()):
            draft = start_draft(programme=programme, by=request.user)
        return Response(self.shown(draft), status=HTTP_201_CREATED)

    def put_parts(self, programme: Programme, parts: dict[str, Any]) -> Programme:
        """Wijken, phases and status, each where it was said; what is published is the programme itself."""
        by = self.request.user
        if parts["wijken"] is not None:
            replace_wijken(programme, parts["wijken"], by)
        if parts["phases"] is not None:
            lines = [PhaseLine(phase["name"], phase["start_year"], phase["end_year"]) for phase in parts["phases"]]
            set_phases(programme=programme, version=programme.version, phases=lines, by=by)
        if parts["status"] == ProgrammeStatus.PUBLISHED:
            return publish_programme(programme=programme, by=by)
        if parts["status"] == ProgrammeStatus.DRAFT:
            unpublish_programme(programme=programme, by=by)
        return programme


def replace_wijken(programme: Programme, said: list[dict[str, Any]], by: Any) -> None:
    """Make the programme's wijken those that are said: by name, changed, added and removed."""
    standing = {wijk.name: wijk for wijk in programme.wijken.all()}
    for wijk in said:
        known = standing.pop(wijk["name"], None)
        if known:
            change_wijk(wijk=known, version=known.version, name=wijk["name"], areas=wijk["areas"], by=by)
        else:
            name_wijk(programme=programme, name=wijk["name"], areas=wijk["areas"], by=by)
    for gone in standing.values():
        remove_wijk(wijk=gone, by=by)
