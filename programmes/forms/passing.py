"""Forms to pass money on, to divide one amount over interventions, and to correct such an amount as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programmes.forms.base import Group, PercentField, ServiceForm, YearField
from programmes.forms.report import AmountField, taakveld_field
from programmes.models import FundingStream, Intervention, Investment, Programme
from programmes.services import BundleShare, reported_by_next
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.models import Organisation

WHERE_BOOKED = gettext_lazy("Alleen nodig als een gemeente dit besteedt. Zoals 6.3; 0.10 is iets anders dan 0.1.")


def note_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Wat iemand moet weten die dit later naleest."),
        max_length=300,
        required=False,
    )


class PassOnForm(ServiceForm):
    """To whom, how much, and whether the next hand reported it already."""

    to = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Aan wie gaat het?"),
        empty_label=gettext_lazy("kies een organisatie"),
        help_text=gettext_lazy("Wie het krijgt, geeft het uit of weer door. Het telt dan daar, en niet meer hier."),
    )  # fmt: skip
    amount = AmountField(
        label=gettext_lazy("Hoeveel, in euro?"),
        help_text=gettext_lazy("Het hele bedrag of een deel. Wat overblijft, blijft hier staan."),
    )
    instead_of = forms.ModelChoiceField(
        Investment.objects.none(), label=gettext_lazy("Meldde de ontvanger dit zelf al?"), required=False,
        empty_label=gettext_lazy("nee, nog niet"),
        help_text=gettext_lazy("Kies dan dat bedrag: het komt ervoor in de plaats, zodat de euro één keer telt."),
    )  # fmt: skip
    vat = forms.ChoiceField(
        label=gettext_lazy("Btw bij de ontvanger"),
        help_text=gettext_lazy("Is het bedrag dat de ontvanger besteedt met of zonder btw?"),
        choices=Vat.choices,
        initial=Vat.UNKNOWN,
    )
    taakveld = taakveld_field(WHERE_BOOKED)
    note = note_field()

    def __init__(self, *args: Any, entry: Investment, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"amount": entry.amount}, **kwargs)
        others = Organisation.objects.visible_to(by).exclude(pk=entry.spender_id).order_by("kind", "name")
        taking_part = Organisation.objects.filter(pk__in=entry.intervention.partners.values("pk"))
        near = others.filter(pk__in=[entry.intervention.lead_id, *taking_part.values_list("pk", flat=True)])
        self.fields["to"].queryset = others if by.organisation_ids() and near.count() == 0 else near  # type: ignore[attr-defined]
        self._offer_reported(entry, near)

    def _offer_reported(self, entry: Investment, receivers: Iterable[Organisation]) -> None:
        own = [one.pk for receiver in receivers for one in reported_by_next(entry, receiver)]
        field = self.fields["instead_of"]
        field.queryset = Investment.objects.filter(pk__in=own).with_names()  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one.spender}: {one.amount} ({one.note or one.pk})"  # type: ignore[attr-defined]
        if not own:
            del self.fields["instead_of"]

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if said.get("instead_of"):  # its own btw and taakveld stay, unless others are said
            said = {name: value for name, value in said.items() if value not in ("", Vat.UNKNOWN)}
        return said


class BundleForm(ServiceForm):
    """One amount, and which part of it each intervention gets."""

    name = forms.CharField(
        label=gettext_lazy("Waarvoor is het?"), max_length=120,
        help_text=gettext_lazy("Zoals: bouwplaats Havenblok, of projectleiding."),
    )  # fmt: skip
    amount = AmountField(
        label=gettext_lazy("Bedrag in euro"), help_text=gettext_lazy("Het hele bedrag; hieronder verdeelt u het.")
    )
    year = YearField(label=gettext_lazy("Jaar"), help_text=gettext_lazy("Het kalenderjaar waar het geld bij hoort."))
    state = forms.ChoiceField(
        label=gettext_lazy("Toestand"),
        help_text=gettext_lazy("Is het geld begroot, toegekend, verplicht of al besteed?"),
        choices=MoneyState.choices,
        initial=MoneyState.SPENT,
    )
    payer = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Wie betaalt"), help_text=gettext_lazy("Van wie het geld is.")
    )
    spender = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Wie besteedt"),
        help_text=gettext_lazy("Wie ermee werkt; dat mag dezelfde zijn."),
    )
    funding_stream = forms.ModelChoiceField(
        FundingStream.objects.in_use(),
        label=gettext_lazy("Geldstroom"),
        help_text=gettext_lazy("Uit welke pot het komt."),
        empty_label=gettext_lazy("kies een geldstroom"),
    )
    vat = forms.ChoiceField(
        label=gettext_lazy("Btw"),
        help_text=gettext_lazy("Is het bedrag met of zonder btw?"),
        choices=Vat.choices,
        initial=Vat.UNKNOWN,
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Aard"),
        help_text=gettext_lazy("Kapitaallasten tellen niet mee: de investering zelf telt al."),
        choices=Nature.choices,
        initial=Nature.INVESTMENT,
    )
    taakveld = taakveld_field(WHERE_BOOKED)
    source_reference = forms.CharField(
        label=gettext_lazy("Bronstuk"), max_length=160, required=False,
        help_text=gettext_lazy("Het nummer van de factuur, beschikking of begrotingspost."),
    )  # fmt: skip
    note = note_field()
    override = forms.CharField(
        label=gettext_lazy("Reden om boven het plafond te gaan"), max_length=300, required=False,
        help_text=gettext_lazy("Alleen nodig als een verplichting boven een plafond komt. Blijft te zien."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interventions = list(Intervention.objects.filter(programme=programme).of_person(by).order_by("title"))
        for name in ("payer", "spender"):
            organisations = Organisation.objects.visible_to(by).order_by("kind", "name")
            self.fields[name].queryset = organisations  # type: ignore[attr-defined]
        for one in self.interventions:
            self.fields[f"share_{one.pk}"] = PercentField(label=one.title, required=False)
        if self.interventions:
            self.places = {"shares": f"share_{self.interventions[0].pk}"}

    def layout(self) -> Iterable[Group]:
        yield Group(_("Het bedrag"), names=("name", "amount", "year", "state"))
        yield Group(_("Wie"), names=("payer", "spender", "funding_stream"))
        yield Group(
            _("Verdeling"),
            _("Welk deel is voor welke interventie, in procenten? Samen precies 100. Leeg is: niets."),
            tuple(f"share_{one.pk}" for one in self.interventions),
            side_by_side=True,
        )
        yield Group(_("In de boeken"), names=("vat", "nature", "taakveld", "source_reference", "note", "override"))

    def said(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if not name.startswith("share_")}
        shares = ((one, self.cleaned_data.get(f"share_{one.pk}")) for one in self.interventions)
        return {**said, "shares": [BundleShare(one, share) for one, share in shares if share is not None]}


class BundleCorrectionForm(ServiceForm):
    """The right amount of the whole; it is divided anew by the same shares."""

    amount = AmountField(
        label=gettext_lazy("Het juiste hele bedrag in euro"), required=False,
        help_text=gettext_lazy("Het wordt verdeeld met dezelfde delen. Leeg is: dit had er niet moeten staan."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Staat bij de terugboeking en bij wat ervoor in de plaats komt."),
        max_length=300,
        required=False,
    )
    override = forms.CharField(
        label=gettext_lazy("Reden om boven het plafond te gaan"), max_length=300, required=False,
        help_text=gettext_lazy("Alleen nodig als een verplichting boven een plafond komt. Blijft te zien."),
    )  # fmt: skip
