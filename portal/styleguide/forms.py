"""A form with every kind of field, empty and full of mistakes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

PILLARS = [
    ("fysiek", _("Fysiek")),
    ("sociale_basis", _("Sociale basis")),
    ("sociale_stijging", _("Sociale stijging")),
    ("sociale_herovering", _("Sociale herovering")),
]


class ExampleForm(forms.Form):
    title = forms.CharField(
        label=_("Wat gaat u doen?"), max_length=80, help_text=_("Kort, zoals bewoners het zouden zeggen.")
    )
    description = forms.CharField(label=_("Toelichting"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    pillar = forms.ChoiceField(label=_("Pijler"), choices=PILLARS, widget=forms.RadioSelect)
    wijken = forms.MultipleChoiceField(
        label=_("In welke wijken?"),
        choices=[("WKVB0101", "Havenkwartier"), ("WKVB0102", "Molenbuurt")],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("U mag er meer kiezen."),
    )
    lead = forms.ChoiceField(label=_("Trekker"), choices=[("", _("Kies een partner")), ("1", "De Haard")])
    year = forms.IntegerField(label=_("Eerste jaar"), min_value=2012, max_value=2027)
    email = forms.EmailField(label=_("E-mailadres van wie het weet"), required=False)
    plan = forms.FileField(label=_("Plan"), required=False, help_text=_("Een pdf van ten hoogste 10 MB."))
    agreed = forms.BooleanField(label=_("De wijkraad is het hiermee eens"))


class AmountForm(forms.Form):
    amount = forms.CharField(
        label=_("Besteed in 2025"),
        help_text=_("Tot op de cent, zoals 1.234,56."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def example_form() -> ExampleForm:
    return ExampleForm(auto_id="leeg_%s")


def broken_form() -> ExampleForm:
    form = ExampleForm({"title": "Renovatie " * 12, "year": "1066", "email": "cor.de.haard"}, auto_id="fout_%s")
    form.add_error(None, _("Het programma loopt van 2012 tot en met 2027."))
    return form
