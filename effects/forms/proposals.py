"""The form in which a manager picks, merges, splits or drops what is proposed, before anything is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from charts.wording import number
from effects.proposal import Proposed, merged, share_an_area, split
from effects.reasons import cautions, why
from programmes.forms.base import ServiceForm

MAKE, SPLIT, NOT_NOW, WITH = "maak", "per-begin", "niet", "bij-"


@dataclass(frozen=True)
class Shown:
    """One proposal as the page shows it."""

    proposed: Proposed
    why: str
    cautions: list[str]
    field: forms.BoundField


class ProposalsForm(ServiceForm):
    """A choice for each proposal. What a form was shown may have changed meanwhile: then it is shown anew."""

    def __init__(self, *args: Any, proposals: Sequence[Proposed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {one.key: one for one in proposals}
        for one in proposals:
            self.fields[one.key] = forms.ChoiceField(
                label=_("Wat doet u met “%(name)s”?") % {"name": one.name},
                choices=self._choices(one),
                initial=MAKE if one.advised else NOT_NOW,
                error_messages={"required": _("De voorstellen zijn net veranderd. Kies opnieuw.")},
            )

    def _choices(self, proposed: Proposed) -> list[tuple[str, str]]:
        choices = [(MAKE, _("Maak dit onderzoek"))]
        if len(proposed.years) > 1:
            told = {"number": number(len(proposed.years))}
            choices.append((SPLIT, _("Maak er %(number)s onderzoeken van: één per beginjaar") % told))
        others = [one for one in self.by_key.values() if one.key != proposed.key and share_an_area(proposed, one)]
        choices += [(f"{WITH}{one.key}", _("Voeg het bij “%(name)s”") % {"name": one.name}) for one in others]
        return [*choices, (NOT_NOW, _("Niet nu"))]

    def shown(self) -> list[Shown]:
        return [Shown(one, why(one), cautions(one), self[key]) for key, one in self.by_key.items()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for key, choice in list(said.items()):  # an error takes its choice out
            target = choice.removeprefix(WITH)
            if choice.startswith(WITH) and said.get(target) != MAKE:
                told = {"name": self.by_key[target].name}
                self.add_error(key, _("Kies bij “%(name)s” dan “Maak dit onderzoek”.") % told)
        self._check_shared(said)
        if said and set(said.values()) == {NOT_NOW}:
            self.add_error(None, _("Kies ten minste één onderzoek om te maken."))
        return said

    def _check_shared(self, said: dict[str, Any]) -> None:
        for key, choice in list(said.items()):
            try:
                if choice == MAKE:
                    merged(self._parts(key, said))
            except ValueError:
                self.add_error(key, _("Wat u hierbij voegt, heeft samen geen gebied gemeen. Voeg er minder bij."))

    def chosen(self) -> list[Proposed]:
        """The studies to make."""
        said = self.cleaned_data
        made = [merged(self._parts(key, said)) for key, choice in said.items() if choice == MAKE]
        apart = [one for key, choice in said.items() if choice == SPLIT for one in split(self.by_key[key])]
        return made + apart

    def _parts(self, key: str, said: dict[str, Any]) -> list[Proposed]:
        return [self.by_key[key], *(self.by_key[other] for other, choice in said.items() if choice == WITH + key)]
