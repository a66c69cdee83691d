"""Forms about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from stakeholders.kinds import MEMBER_ROLES, Role
from stakeholders.models import Organisation, Person, narrowed
from stakeholders.permissions import Action, Resource


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


class FirstPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """Asks for the same password twice, since nobody sees what is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = _("Kies een wachtwoord")
        self.fields["new_password2"].label = _("Hetzelfde wachtwoord, nog eens")
        self.fields["new_password2"].help_text = ""
