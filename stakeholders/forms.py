"""Forms about people and organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from stakeholders.kinds import KIND_EXPLANATION, MEMBER_ROLES, OrganisationKind, Role
from stakeholders.models import Organisation, Person, gemeente_ids, narrowed
from stakeholders.permissions import Action, Resource, Scope, scopes_of
from stakeholders.services import changeable_by
from wijken.models import Area


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Naam"), max_length=80)
    email = forms.EmailField(
        label=_("E-mailadres"), help_text=_("Daar gaat de uitnodiging heen. Liever geen gedeeld adres.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisatie"), queryset=Organisation.objects.none(), empty_label=_("Kies een organisatie")
    )
    role = forms.ChoiceField(
        label=_("Rol"), choices=[(role.value, role.label) for role in MEMBER_ROLES], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = narrowed(Organisation.objects.order_by("name"), by, Resource.PERSON, Action.ADD)
        self.fields["organisation"].queryset = rows  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class OrganisationForm(forms.Form):
    """What stands of an organisation; each sees the fields that they may change."""

    name = forms.CharField(label=_("Naam"), max_length=120, help_text=_("Zoals bewoners de organisatie kennen."))
    kind = forms.ChoiceField(label=_("Soort"), widget=forms.RadioSelect)
    description = forms.CharField(
        label=_("Wat de organisatie doet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Een of twee zinnen. Bewoners lezen dit bij Partners."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Person, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds_to_choose()  # type: ignore[attr-defined]
        for name in {"name", "kind"} - changeable_by(by, organisation):
            del self.fields[name]


class NewOrganisationForm(OrganisationForm):
    """The gemeente is asked only of who may choose one."""

    gemeente = forms.ModelChoiceField(
        label=_("Werkt in de gemeente"), queryset=Area.objects.none(), required=False, empty_label=_("het hele land")
    )
    field_order = ["name", "kind", "gemeente"]

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        forms.Form.__init__(self, *args, **kwargs)
        self.fields["kind"].choices = kinds_to_choose()  # type: ignore[attr-defined]
        del self.fields["version"]
        everywhere = Scope.ALL in scopes_of(by, Resource.ORGANISATION, Action.ADD)
        started = Area.objects.filter(organisations__kind=OrganisationKind.GEMEENTE).distinct().order_by("name")
        choices = started if everywhere else started.filter(pk__in=gemeente_ids(by))
        field = self.fields["gemeente"]
        field.queryset, field.required = choices, not everywhere  # type: ignore[attr-defined]
        field.label_from_instance = lambda area: area.spoken_name  # type: ignore[attr-defined]
        if not everywhere and len(choices) == 1:
            self.initial["gemeente"], field.disabled, field.widget = choices[0].pk, True, forms.HiddenInput()


class WorksHereForm(forms.Form):
    """An organisation with its home elsewhere that works in the person's gemeente too."""

    organisation = forms.ModelChoiceField(
        label=_("Organisatie"), queryset=Organisation.objects.none(), empty_label=_("kies een organisatie")
    )
    gemeente = forms.ModelChoiceField(label=_("Werkt ook in"), queryset=Area.objects.none(), empty_label=None)

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Area.objects.filter(pk__in=gemeente_ids(by)).order_by("name")
        rows = Organisation.objects.visible_to(by).exclude(kind=OrganisationKind.GEMEENTE).exclude(gemeente=None)
        rows = rows.filter(invented__in={area.invented for area in own})
        here = rows.working_in(own.values_list("code", flat=True)).values("pk")
        organisation, gemeente = self.fields["organisation"], self.fields["gemeente"]
        organisation.queryset = rows.exclude(pk__in=here).select_related("gemeente")  # type: ignore[attr-defined]
        organisation.label_from_instance = lambda one: f"{one.name} ({one.gemeente.spoken_name})"  # type: ignore[attr-defined]
        gemeente.queryset, gemeente.label_from_instance = own, lambda area: area.spoken_name  # type: ignore[attr-defined]
        if len(own) == 1:
            self.initial["gemeente"], gemeente.disabled, gemeente.widget = own[0].pk, True, forms.HiddenInput()

    def has_choice(self) -> bool:
        """Whether there is an organisation elsewhere, and a gemeente to bring it to."""
        return all(self.fields[name].queryset.exists() for name in ("organisation", "gemeente"))  # type: ignore[attr-defined]


def kinds_to_choose() -> list[tuple[str, str]]:
    """Every kind but a gemeente, each with what it is."""
    kinds = [kind for kind in OrganisationKind if kind != OrganisationKind.GEMEENTE]
    return [(kind.value, f"{str(kind.label).capitalize()}: {KIND_EXPLANATION[kind]}") for kind in kinds]


class ErasureForm(forms.Form):
    """Asks to type the name, since nothing brings the person back."""

    name = forms.CharField(label=_("Typ de naam van deze persoon, om zeker te zijn"), max_length=80)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        typed = str(self.cleaned_data["name"]).strip()
        if typed.lower() != self.person.name.lower():
            raise forms.ValidationError(_("Dit is een andere naam. Er is niets gewist."))
        return typed


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """Asks for the same password twice, since nobody sees what is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Kies een wachtwoord")
        self.fields["new_password2"].label = _("Hetzelfde wachtwoord, nog eens")
        self.fields["new_password2"].help_text = ""
