"""How every Django form is written out: our templates, the classes of NL Design System, and what ties them together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.HiddenInput, ""),
    (forms.FileInput, "wa-file"),
    (forms.Select, "utrecht-select"),
    (forms.Textarea, "utrecht-textarea"),
    (Input, "utrecht-textbox"),
]
INVALID = {"utrecht-textbox", "utrecht-textarea", "utrecht-select"}


def classes_for(widget: forms.Widget, *, invalid: bool) -> str:
    chosen = next((names for kind, names in CLASSES if isinstance(widget, kind)), "")
    return f"{chosen} {chosen}--invalid" if invalid and chosen in INVALID else chosen


class AccessibleField(forms.BoundField):
    """A field of a form, with what our templates ask of it."""

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_choice_group(self) -> bool:
        return isinstance(self.field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))

    @property
    def first_id(self) -> str:
        """The id of the control that a link in the error summary goes to."""
        return f"{self.auto_id}_0" if self.is_choice_group else self.id_for_label

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        added = classes_for(widget, invalid=bool(self.errors))
        own = built.get("class") or widget.attrs.get("class", "")
        if added and not own.startswith("v"):  # the admin's own widgets (vTextField …) keep their look
            built["class"] = f"{own} {added}".strip()
        return built


class FormRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    bound_field_class = AccessibleField
