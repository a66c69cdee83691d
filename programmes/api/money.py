"""`investeringen`: entries of the ledger, added and corrected, never changed; and `geldstromen`."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext as _
from rest_framework import serializers

from apirules.filters import KnownNameFilter, KnownNumberFilter, WholeNumberFilter
from apirules.viewsets import ReadOnlyViewSet
from programmes.models import FundingStream, Intervention, Investment, Programme
from programmes.services.money import correct_investment, report_investment
from programmes.vocabulary import MoneyState, Pillar, StreamKind
from stakeholders.api import GuardedViewSet
from stakeholders.api.fields import KeyField, SlugField
from stakeholders.api.writing import WritableViewSet
from stakeholders.models import Organisation
from stakeholders.permissions import Resource
from stakeholders.refusal import refuse

OF_A_NEW_ENTRY = ("intervention", "payer", "spender", "year", "funding_stream", "state")


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
        help_text="Euro's, tot op de cent; alleen een tegenboeking is negatief.",
    )
    corrigeert = serializers.IntegerField(
        write_only=True, required=False, help_text="De id van de boeking die wordt teruggeboekt en vervangen."
    )
    boektTerug = serializers.IntegerField(source="reverses_id", read_only=True)  # noqa: N815
    teruggeboektDoor = serializers.IntegerField(source="reversed_by.pk", read_only=True, default=None)  # noqa: N815
    toelichting = serializers.CharField(source="note", required=False, allow_blank=True, max_length=300)
    ingevoerdOp = serializers.DateTimeField(source="entered_at", read_only=True)  # noqa: N815

    class Meta:
        model = Investment
        fields = [
            "id", "interventie", "betaler", "uitvoerder", "jaar", "geldstroom", "toestand", "bedrag", "corrigeert",
            "boektTerug", "teruggeboektDoor", "toelichting", "ingevoerdOp",
        ]  # fmt: skip

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A new entry says where it belongs; a correction belongs where the corrected entry stood."""
        if "corrigeert" in attrs:
            return attrs
        names = {field.source: name for name, field in self.fields.items()}
        missing = {names[source]: [_("Dit veld is nodig.")] for source in OF_A_NEW_ENTRY if source not in attrs}
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

    class Meta:
        model = Investment
        fields: list[str] = []


class InvestmentViewSet(ReadOnlyViewSet, WritableViewSet):
    """Investeringen: boekingen in het grootboek. Een boeking verandert nooit; een fout wordt teruggeboekt."""

    resource = Resource.INVESTMENT
    http_method_names = ["get", "post", "head", "options"]
    queryset = Investment.objects.select_related("intervention", "payer", "spender", "funding_stream", "reversed_by")
    serializer_class = InvestmentSerializer
    filterset_class = InvestmentFilter
    lookup_value_regex = r"\d+"

    def perform_create(self, said: dict[str, Any]) -> Investment:
        by, amount, note = self.request.user, said["amount"], said.get("note", "")
        if "corrigeert" not in said:
            return report_investment(by=by, amount=amount, note=note, **{name: said[name] for name in OF_A_NEW_ENTRY})
        entry = Investment.objects.visible_to(by).filter(pk=said["corrigeert"]).first()
        if entry is None:
            raise refuse("corrigeert", _("Deze boeking bestaat niet, of u mag haar niet zien."))
        correction = correct_investment(entry=entry, amount=amount, by=by, note=note)
        return correction.replacement or correction.reversal
