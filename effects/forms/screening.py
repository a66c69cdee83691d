"""The form of a screening: which areas, and from which year on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import number
from effects.screened import name_of
from effects.services.screening import Asked, Ground, grounds
from programmes.forms.base import ServiceForm, YearField


class ScreeningForm(ServiceForm):
    ground = forms.ChoiceField(
        label=gettext_lazy("Welke gebieden?"),
        help_text=gettext_lazy("Gebieden van één soort en één indeling: daarvan wordt elk met de andere vergeleken."),
    )
    since = YearField(
        label=gettext_lazy("Vanaf welk jaar?"),
        help_text=gettext_lazy(
            "De cijfers van voor dit jaar tegen die vanaf dit jaar. Er zijn ten minste drie jaren met cijfers van "
            "ervoor nodig en twee van erna."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grounds = {key_of(one): one for one in grounds()}
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (key, _("%(name)s (%(areas)s gebieden)") % {"name": name_of(one), "areas": number(one.areas)})
            for key, one in self.grounds.items()
        ]

    def asked(self) -> Asked:
        chosen = self.grounds[self.cleaned_data["ground"]]
        return Asked(self.cleaned_data["since"], chosen.level, chosen.division_year, chosen.invented)


def key_of(ground: Ground) -> str:
    return f"{ground.level}-{ground.division_year}-{'verzonnen' if ground.invented else 'echt'}"
