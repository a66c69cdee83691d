"""The form with which someone gets a role on a programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from programmes.forms.base import ServiceForm
from programmes.services.roles import people_to_choose
from stakeholders.kinds import MEMBER_ROLES
from stakeholders.models import Person


class RoleForm(ServiceForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Wie"),
        help_text=gettext_lazy("Staat iemand er niet bij? Nodig die persoon eerst uit."),
        empty_label=gettext_lazy("kies iemand"),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Rol"),
        help_text=gettext_lazy("Wat iemand in dit programma mag."),
        choices=[(role.value, role.label) for role in MEMBER_ROLES],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_to_choose(by)  # type: ignore[attr-defined]
        self.fields["person"].label_from_instance = lambda one: f"{one.name} ({one.email})"  # type: ignore[attr-defined]
