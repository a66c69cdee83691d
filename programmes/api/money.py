"""`investeringen`: entries of the ledger, added and corrected, never changed; and `geldstromen`."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext as _
from rest_framework import serializers

from apirules.filters import KnownNameFilter, KnownNumberFilter, WholeNumberFilter
from apirules.viewsets import ReadOnlyViewSet
from programmes.ceilings import warnings_for
from programmes.models import Document, FundingStream, Intervention, Investment, Programme
from programmes.services import correct_investment, pass_on, report_investment, take_back
from programmes.vocabulary import MoneyState, Nature, Pillar, StreamKind, Vat
from stakeholders.api import GuardedViewSet
from stakeholders.api.fields import KeyField, SlugField
from stakeholders.api.writing import WritableViewSet
from stakeholders.models import Organisation
from stakeholders.permissions import Resource
from stakeholders.refusal import Refused, refuse

OF_A_NEW_ENTRY = ("intervention", "payer", "spender", "year", "funding_stream", "state")
DETAILS = ("vat", "nature", "taakveld", "taakveld_year", "source_reference", "document")
# What must be said of an entry that comes from another one.
NEEDED = {"corrigeert": ("amount",), "geeftDoor": ("amount", "spender"), "neemtTerug": ()}


class FundingStreamSerializer(serializers.ModelSerializer[FundingStream]):
    naam = serializers.CharField(source="name")
    soort = serializers.ChoiceField(source="kind", choices=StreamKind.choices)
    uitleg = serializers.CharField(source="explanation")
    gestopt = serializers.BooleanField(source="retired", help_text="Er komt geen nieuw bedrag meer uit.")

    class Meta:
        model = FundingStream
        fields = ["slug", "naam", "soort", "uitleg", "gestopt"]


class FundingStreamViewSet(ReadOnlyViewSet, GuardedViewSet):
    """Geldstromen: waar geld vandaan komt."""

    resource = Resource.FUNDING_STREAM
    queryset = FundingStream.objects.all()
    serializer_class = FundingStreamSerializer
    lookup_field = "slug"


class InvestmentSerializer(serializers.ModelSerializer[Investment]):
    """An entry. `corrigeert` names an entry to reverse: then only `bedrag` and `toelichting` are asked."""

    interventie = KeyField(source="intervention", queryset=Intervention.objects.all(), required=False)
    betaler = SlugField(source="payer", queryset=Organisation.objects.all(), required=False)
    uitvoerder = SlugField(source="spender", queryset=Organisation.objects.all(), required=False)
    jaar = serializers.IntegerField(source="year", required=False)
    geldstroom = SlugField(source="funding_stream", queryset=FundingStream.objects.all(), required=False)
    toestand = serializers.ChoiceField(source="state", choices=MoneyState.choices, required=False)
    bedrag = serializers.DecimalField(
        source="amount",
        max_digits=17,
        decimal_places=2,
        required=False,
        help_text="Euro's, tot op de cent; alleen een tegenboeking is negatief.",
    )
    corrigeert = serializers.IntegerField(
        write_only=True, required=False, help_text="De id van de boeking die wordt teruggeboekt en vervangen."
    )
    boektTerug = serializers.IntegerField(source="reverses_id", read_only=True)  # noqa: N815
    teruggeboektDoor = serializers.IntegerField(source="reversed_by.pk", read_only=True, default=None)  # noqa: N815
    btw = serializers.ChoiceField(source="vat", choices=Vat.choices, required=False)
    aard = serializers.ChoiceField(
        source="nature", choices=Nature.choices, required=False, help_text="Een kapitaallast telt in geen enkel totaal."
    )
    taakveld = serializers.CharField(
        required=False, allow_blank=True, max_length=8,
        help_text="Een tekst: 0.10 is iets anders dan 0.1. Nodig als een gemeente besteedt, tenzij de interventie het "
        "noemt.",
    )  # fmt: skip
    boekjaar = serializers.IntegerField(
        source="taakveld_year", required=False, allow_null=True,
        help_text="Het boekjaar van de lijst waarin het taakveld staat; leeg is het jaar van het bedrag.",
    )  # fmt: skip
    bronstuk = serializers.CharField(source="source_reference", required=False, allow_blank=True, max_length=160)
    document = KeyField(queryset=Document.objects.all(), required=False, allow_null=True)
    redenOverschrijding = serializers.CharField(  # noqa: N815
        source="override", write_only=True, required=False, max_length=300,
        help_text="Waarom een verplichting boven een plafond mag; alleen voor wie dat mag toestaan.",
    )  # fmt: skip
    geeftDoor = serializers.IntegerField(  # noqa: N815
        write_only=True, required=False,
        help_text="De id van een boeking waarvan bedrag naar uitvoerder gaat; de rest volgt uit die boeking.",
    )  # fmt: skip
    neemtTerug = serializers.IntegerField(  # noqa: N815
        write_only=True, required=False, help_text="De id van een doorgegeven boeking die terug moet."
    )
    inPlaatsVan = serializers.IntegerField(  # noqa: N815
        write_only=True, required=False,
        help_text="Bij geeftDoor: de id van het bedrag dat de ontvanger zelf al meldde, zodat het één keer telt.",
    )  # fmt: skip
    doorgegeven = serializers.BooleanField(
        source="passed_on", read_only=True, help_text="Ging verder naar een ander; telt hier niet mee."
    )
    doorgegevenUit = serializers.IntegerField(source="passed_from_id", read_only=True)  # noqa: N815
    eersteBetaler = serializers.SerializerMethodField(  # noqa: N815
        help_text="Wie het geld het eerst gaf, door hoeveel handen het ook ging."
    )
    deelVan = serializers.CharField(source="bundle.name", read_only=True, default=None)  # noqa: N815
    aandeel = serializers.DecimalField(source="bundle_share", max_digits=9, decimal_places=8, read_only=True)
    waarschuwingen = serializers.SerializerMethodField(help_text="Bij een nieuwe boeking: welk plafond vol raakt.")
    toelichting = serializers.CharField(source="note", required=False, allow_blank=True, max_length=300)
    ingevoerdOp = serializers.DateTimeField(source="entered_at", read_only=True)  # noqa: N815

    class Meta:
        model = Investment
        fields = [
            "id", "interventie", "betaler", "uitvoerder", "jaar", "geldstroom", "toestand", "bedrag", "corrigeert",
            "boektTerug", "teruggeboektDoor", "btw", "aard", "taakveld", "boekjaar", "bronstuk", "document",
            "redenOverschrijding", "geeftDoor", "neemtTerug", "inPlaatsVan", "doorgegeven", "doorgegevenUit",
            "eersteBetaler", "deelVan", "aandeel", "toelichting", "ingevoerdOp", "waarschuwingen",
        ]  # fmt: skip

    def get_eersteBetaler(self, entry: Investment) -> str:  # noqa: N802
        return (entry.first_payer or entry.payer).slug

    def get_waarschuwingen(self, entry: Investment) -> list[str]:
        return getattr(entry, "warnings", [])

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new entry says where it belongs; a correction belongs where the corrected entry stood."""
        needed = next((needed for kind, needed in NEEDED.items() if kind in attrs), (*OF_A_NEW_ENTRY, "amount"))
        names = {field.source: name for name, field in self.fields.items()}
        missing = {names[source]: [_("Dit veld is nodig.")] for source in needed if source not in attrs}
        if missing:
            raise serializers.ValidationError(missing)
        return attrs


class InvestmentFilter(django_filters.FilterSet):
    programma = KnownNameFilter(
        field_name="intervention__programme__slug", among=Programme, by="slug", where="programmas"
    )
    interventie = KnownNumberFilter(field_name="intervention_id", among=Intervention, by="pk", where="interventies")
    betaler = KnownNameFilter(field_name="payer__slug", among=Organisation, by="slug", where="organisaties")
    uitvoerder = KnownNameFilter(field_name="spender__slug", among=Organisation, by="slug", where="organisaties")
    jaar = WholeNumberFilter(field_name="year")
    toestand = django_filters.ChoiceFilter(field_name="state", choices=MoneyState.choices)
    pijler = django_filters.ChoiceFilter(field_name="intervention__pillar", choices=Pillar.choices)
    geldstroom = KnownNameFilter(field_name="funding_stream__slug", among=FundingStream, by="slug", where="geldstromen")
    btw = django_filters.ChoiceFilter(field_name="vat", choices=Vat.choices)
    aard = django_filters.ChoiceFilter(field_name="nature", choices=Nature.choices)
    taakveld = django_filters.CharFilter(field_name="taakveld")

    class Meta:
        model = Investment
        fields: list[str] = []


class InvestmentViewSet(ReadOnlyViewSet, WritableViewSet):
    """Investeringen: boekingen in het grootboek. Een boeking verandert nooit; een fout wordt teruggeboekt."""

    resource = Resource.INVESTMENT
    http_method_names = ["get", "post", "head", "options"]
    queryset = Investment.objects.select_related(
        "intervention", "payer", "spender", "funding_stream", "reversed_by", "first_payer", "bundle"
    )
    serializer_class = InvestmentSerializer
    filterset_class = InvestmentFilter
    lookup_value_regex = r"\d+"

    def perform_create(self, said: dict[str, Any]) -> Investment:
        said = {"note": "", **said, "by": self.request.user}
        if "corrigeert" in said:
            return self.corrected(said)
        if "geeftDoor" in said:
            return self.passed_on(said)
        if "neemtTerug" in said:
            return take_back(entry=self.named("neemtTerug", said), by=said["by"], note=said["note"])
        names = (*OF_A_NEW_ENTRY, *DETAILS, "amount", "note", "override", "by")
        return report_investment(**{name: said[name] for name in names if name in said})

    def corrected(self, said: dict[str, Any]) -> Investment:
        names = (*DETAILS, "amount", "note", "override", "by")
        correction = correct_investment(
            entry=self.named("corrigeert", said), **{name: said[name] for name in names if name in said}
        )
        return correction.replacement or correction.reversal

    def passed_on(self, said: dict[str, Any]) -> Investment:
        names = (*(name for name in DETAILS if name != "nature"), "amount", "note", "by")
        instead = self.named("inPlaatsVan", said) if "inPlaatsVan" in said else None
        try:
            done = pass_on(
                entry=self.named("geeftDoor", said), to=said["spender"], instead_of=instead,
                **{name: said[name] for name in names if name in said},
            )  # fmt: skip
        except Refused as refusal:
            places = {"to": "spender", "instead_of": "inPlaatsVan"}
            raise Refused({places.get(name, name): told for name, told in refusal.errors.items()}) from None
        return done.received

    def named(self, field: str, said: dict[str, Any]) -> Investment:
        """The entry that the field names; one that this person may not see does not exist."""
        entry = Investment.objects.visible_to(said["by"]).filter(pk=said[field]).first()
        if entry is None:
            raise refuse(field, _("Deze boeking bestaat niet, of u mag haar niet zien."))
        return entry

    def shown(self, row: Investment) -> Any:
        """The new entry as reading it would give it, with the ceilings that it filled."""
        entry = self.get_queryset().get(pk=row.pk)
        entry.warnings = warnings_for([entry])  # type: ignore[attr-defined]
        return self.get_serializer(entry).data
