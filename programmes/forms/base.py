"""What all our forms share: groups of fields, refusals at their field, and what happens when two people save."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import number
from programmes.amounts import AmountError, parse_number
from programmes.services import WHOLE, Conflict, Refused


@dataclass(frozen=True)
class Group:
    """Fields that belong together, with what they are about."""

    legend: str
    help: str = ""
    names: tuple[str, ...] = ()
    side_by_side: bool = False
    fields: list[forms.BoundField] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """A field that two people filled in differently."""

    label: str
    saved: str
    typed: str


class ServiceForm(forms.Form):
    """A form that is saved by a service: what the service refuses is said at the field, and nothing typed is lost."""

    # field of a service → field of this form, where they differ
    places: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            if one.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                one.error_messages["required"] = _("Vul dit in.")
        self.differences: list[Difference] = []
        self.conflict = False
        self.saved: Any = None

    def saves(self, request: HttpRequest, write: Callable[[], Any]) -> bool:
        """Whether the form was sent, holds, and the service took it."""
        return request.method == "POST" and self.is_valid() and self.attempt(write)

    def attempt(self, write: Callable[[], Any]) -> bool:
        """Run the service; False where it refused, with the refusal in the form. What it returned is in `saved`."""
        try:
            self.saved = write()
        except Conflict as conflict:
            self._take_conflict(conflict)
        except Refused as refusal:
            self._take(refusal)
        return not self.errors

    def groups(self) -> list[Group]:
        """The fields in their groups; one group of all where the form names none."""
        return [self._group(group) for group in self.layout()]

    def layout(self) -> Iterable[Group]:
        return [Group(legend="", names=tuple(name for name in self.fields if not self[name].is_hidden))]

    def initial_of(self, row: Any) -> dict[str, Any]:
        """What this form shows of a saved row."""
        return {name: getattr(row, name) for name in self.fields if hasattr(row, name)}

    def _group(self, group: Group) -> Group:
        bound = [self[name] for name in group.names]
        for one in bound:
            one.field.optional_said = group.side_by_side
        return Group(group.legend, group.help, group.names, group.side_by_side, bound)

    def _take(self, refusal: Refused) -> None:
        for name, messages in refusal.errors.items():
            place = self.places.get(name, name)
            for message in messages:
                self.add_error(place if place in self.fields and name != WHOLE else None, message)

    def _take_conflict(self, conflict: Conflict) -> None:
        """Show both versions, and let a second "save" be made on the version that now stands."""
        self.conflict = True
        self._take(conflict)
        saved = self.initial_of(conflict.saved)
        for name, value in saved.items():
            field = self.fields[name]
            before, typed = self._shown(name, field.prepare_value(value)), self._shown(name, self[name].value())
            if before != typed and not self[name].is_hidden:
                self.differences.append(Difference(str(self[name].label), before, typed))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(conflict.saved.version)

    def _shown(self, name: str, value: Any) -> str:
        """A value as a person reads it."""
        if value in (None, "", []):
            return _("(leeg)")
        if isinstance(self.fields[name], forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
            return ", ".join(sorted(self._choice(name, one) for one in value))
        return self._choice(name, value)

    def _choice(self, name: str, value: Any) -> str:
        choices = getattr(self.fields[name], "choices", ())
        key = str(getattr(value, "pk", value))
        return next((str(label) for code, label in choices if str(code) == key), str(value))


class VersionedForm(ServiceForm):
    """A form on a row that carries a version; a form for a new row has none."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def said_version(self) -> dict[str, int]:
        return {"version": self.cleaned_data["version"]} if "version" in self.fields else {}


class NumberField(forms.CharField):
    """A number as a Dutch person types it; cleaned to Decimal, or None where it may be left empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "wa-short"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_number(text)
        except AmountError as error:
            raise forms.ValidationError(str(error))

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, float | int | Decimal) else value


def plain_number(value: float | Decimal) -> str:
    """A number as one types it back: all its decimals and no thousands mark."""
    return f"{Decimal(str(value)).normalize():f}".replace(".", ",")


class PercentField(NumberField):
    """A share, typed as a percentage; cleaned to a Decimal of one (62,5 → 0.625)."""

    def to_python(self, value: Any) -> Any:
        found = super().to_python(str(value).replace("%", "") if value else value)
        return None if found is None else found / 100

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value * 100) if isinstance(value, Decimal) else value


class YearField(forms.IntegerField):
    """A calendar year."""

    default_error_messages = {"invalid": gettext_lazy("Typ een jaar met vier cijfers, zoals 2031.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1990, max_value=2100, **kwargs)
        self.widget.attrs["class"] = "wa-short"


class WholeField(forms.IntegerField):
    """A number of things: whole, not negative, and empty where it is not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=2_000_000_000, required=False, **kwargs)
        self.widget.attrs["class"] = "wa-short"


def with_number(value: float, decimals: int, unit: str) -> str:
    return f"{number(value, decimals)} {unit}"
