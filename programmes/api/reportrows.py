"""The rows of a report as the API tells and takes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from programmes.models import FundingStream, Intervention, Report
from programmes.models.reports import BUSY
from programmes.reports.rows import Row, interventions_of, outputs_of, place_of, rows_in_ledger, rows_of
from programmes.services import OutputSaid, RowSaid
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.api.fields import KeyField, SlugField
from stakeholders.models import Organisation
from stakeholders.refusal import Refused

# What a rule says of a field of a row, and what the API calls that field.
FIELD_OF = {
    "intervention": "interventie", "payer": "betaler", "stream": "geldstroom", "funding_stream": "geldstroom",
    "year": "jaar", "nature": "aard", "vat": "btw", "note": "toelichting",
    **dict.fromkeys(MoneyState.values, "bedragen"),
}  # fmt: skip


class AmountTold(serializers.Serializer[Any]):
    toestand = serializers.ChoiceField(source="state", choices=MoneyState.choices)
    bedrag = serializers.DecimalField(
        source="amount", max_digits=17, decimal_places=2, allow_null=True,
        help_text="Euro's tot op de cent; null is: niet gemeld.",
    )  # fmt: skip
    vervangt = serializers.IntegerField(
        source="replaces", required=False, allow_null=True,
        help_text="De boeking die er stond; weggelaten: wat er nu staat.",
    )  # fmt: skip
    opgeteld = serializers.BooleanField(
        source="several", read_only=True, help_text="De som van meer boekingen; die verbetert u een voor een."
    )


class RowTold(serializers.Serializer[Any]):
    id = serializers.IntegerField(read_only=True, allow_null=True, help_text="null: nog niet ingevuld.")
    interventie = KeyField(source="intervention", queryset=Intervention.objects.all())
    betaler = SlugField(source="payer", queryset=Organisation.objects.all())
    geldstroom = SlugField(source="stream", queryset=FundingStream.objects.all())
    jaar = serializers.IntegerField(source="year", required=False, help_text="Weggelaten: dat van de periode.")
    aard = serializers.ChoiceField(source="nature", choices=Nature.choices, required=False)
    btw = serializers.ChoiceField(source="vat", choices=Vat.choices, required=False)
    taakveld = serializers.CharField(required=False, allow_blank=True, max_length=8)
    toelichting = serializers.CharField(source="note", required=False, allow_blank=True, max_length=300)
    opmerking = serializers.CharField(source="remark", read_only=True, help_text="Van de gemeente.")
    bedragen = AmountTold(source="amounts", many=True, required=False)


class OutputTold(serializers.Serializer[Any]):
    resultaat = serializers.IntegerField(source="output_id")
    interventie = serializers.IntegerField(source="output.intervention_id", read_only=True)
    naam = serializers.CharField(source="output.name", read_only=True)
    gepland = serializers.IntegerField(source="output.planned", read_only=True)
    gehaald = serializers.IntegerField(source="realised", allow_null=True, min_value=0)
    opmerking = serializers.CharField(source="remark", read_only=True, help_text="Van de gemeente.")
    geteldOp = serializers.DateField(  # noqa: N815
        source="counted_on", read_only=True, help_text="De dag van deze telling, zodra de rapportage geaccepteerd is."
    )
    nieuwereTelling = serializers.IntegerField(  # noqa: N815
        source="newer", read_only=True,
        help_text="Het aantal dat van een latere dag al stond. Is dit gevuld, dan is `gehaald` niet overgenomen.",
    )  # fmt: skip
    nieuwereGeteldOp = serializers.DateField(source="newer_on", read_only=True)  # noqa: N815


def is_kept_back(report: Report, reader: Any) -> bool:
    """Whether another organisation is still busy with it."""
    return report.status in BUSY and report.organisation_id not in reader.organisation_ids()


def tell(report: Report, reader: Any) -> None:
    """Lay the rows and outputs of a report ready to be told; None where they are kept back."""
    report.rows_told = report.outputs_told = None  # type: ignore[attr-defined]
    if is_kept_back(report, reader):
        return
    interventions = interventions_of(report)
    first: dict[Any, int] = {}
    for line in report.lines.order_by("pk"):
        first.setdefault(place_of(line), line.pk)
    rows = rows_of(report, interventions)
    report.rows_told = [row_told(row, first.get(row.place)) for row in rows]  # type: ignore[attr-defined]
    report.outputs_told = outputs_of(report, interventions)  # type: ignore[attr-defined]


def row_told(row: Row, pk: int | None) -> dict[str, Any]:
    names = ("intervention", "payer", "stream", "year", "nature", "vat", "taakveld", "note", "remark")
    amounts = [
        {
            "state": state,
            "amount": None if (cents := row.cents(state)) is None else Decimal(cents) / 100,
            "replaces": row.stood.get(state),
            "several": state in row.several,
        }
        for state in MoneyState
    ]
    return {"id": pk, "amounts": amounts, **{name: getattr(row, name) for name in names}}


def rows_said(report: Report, said: list[dict[str, Any]]) -> list[RowSaid]:
    """Rows as the services take them; what is not said of a row stays as it stands."""
    if not said:
        return []
    about = {row["intervention"] for row in said}
    years = {row.get("year", report.period.year) for row in said}
    stands = {row.place: row for row in rows_in_ledger(report.organisation, about, years)}
    stands |= {row.place: row for row in rows_of(report, about)}
    return [row_said(report, str(number), row, stands) for number, row in enumerate(said)]


def row_said(report: Report, key: str, said: dict[str, Any], standing: dict[Any, Row]) -> RowSaid:
    year, nature = said.get("year", report.period.year), said.get("nature", str(Nature.INVESTMENT))
    bare = Row(said["intervention"], said["payer"], said["stream"], year, nature)
    stands = standing.get(bare.place, bare)
    given = said.get("amounts", [])
    _check_several(key, given, stands)
    amounts = {state: None if cents is None else Decimal(cents) / 100 for state, cents in stands.amounts.items()}
    amounts |= {one["state"]: one["amount"] for one in given}
    return RowSaid(
        key, bare.intervention, said["payer"], said["stream"], year, nature,
        vat=said.get("vat", stands.vat), taakveld=said.get("taakveld", stands.taakveld),
        note=said.get("note", stands.note),
        amounts={state: amount for state, amount in amounts.items() if state not in stands.several},
        stood=stands.stood | {one["state"]: one["replaces"] for one in given if "replaces" in one},
    )  # fmt: skip


def _check_several(key: str, given: list[dict[str, Any]], stands: Row) -> None:
    wrong = [one for one in given if one["state"] in stands.several and _cents(one) != stands.several[one["state"]]]
    if wrong:
        message = _("Hier staan meer boekingen bij elkaar. Verbeter ze een voor een bij de boekingen.")
        raise serializers.ValidationError({f"regels.{key}.bedragen": [message]})


def _cents(said: dict[str, Any]) -> int | None:
    return None if said["amount"] is None else int(said["amount"] * 100)


def outputs_said(report: Report, said: list[dict[str, Any]]) -> list[OutputSaid]:
    known = {one.output_id: one.output for one in outputs_of(report, interventions_of(report))} if said else {}
    for number, one in enumerate(said):
        if one["output_id"] not in known:
            message = _("Dit resultaat hoort niet bij deze rapportage.")
            raise serializers.ValidationError({f"resultaten.{number}.resultaat": [message]})
    return [OutputSaid(str(number), known[one["output_id"]], one["realised"]) for number, one in enumerate(said)]


@contextmanager
def as_api_refusal() -> Iterator[None]:
    """What a rule says of `payer-3` is said of `regels.3.betaler`; a conflict and what is of the whole pass."""
    try:
        yield
    except Refused as refusal:
        if type(refusal) is not Refused:
            raise
        raise Refused({_place(name): messages for name, messages in refusal.errors.items()}) from None


def _place(name: str) -> str:
    field, dash, key = name.rpartition("-")
    return f"regels.{key}.{FIELD_OF.get(field, field)}" if dash and key.isdigit() else name
