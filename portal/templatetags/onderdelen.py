"""The parts of a page.

`{% onderdeel "callout" title=... %} ... {% endonderdeel %}` fills templates/components/callout.html.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.utils.safestring import SafeString

register = template.Library()

BUTTON_KINDS = {
    "primary": "primary",
    "secondary": "secondary",
    "subtle": "subtle",
    "danger": "secondary nl-button--negative",
}

ALERT_KINDS = {"ok": "ok", "success": "ok", "warning": "warning", "error": "error"}


@register.simple_block_tag(takes_context=True)
def onderdeel(context: template.Context, content: SafeString, name: str, **values: Any) -> SafeString:
    """A component around what stands between the tags, which it gets as `content`; it sees nothing else of the page."""
    component = context.template.engine.get_template(f"components/{name}.html")
    return component.render(context.new({**values, "content": content}))


@register.filter
def button_kind(kind: str | None) -> str:
    return BUTTON_KINDS[kind or "primary"]


@register.filter
def alert_kind(kind: str | None) -> str:
    """Ours, or the level of a message of Django's, as NL Design System calls it."""
    return ALERT_KINDS.get(kind or "", "info")


@register.filter
def beside(cells: Iterable[Any], columns: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each cell with its column; a row that is too short or too long is a mistake of ours."""
    return list(zip(cells, columns, strict=True))


@dataclass(frozen=True)
class Problem:
    message: str
    label: str = ""
    target: str = ""


@register.filter
def problems_of(form: forms.BaseForm | Iterable[forms.BaseForm] | None) -> list[Problem]:
    """Everything that is wrong in the form, or in several of them, in the order of the page."""
    several = [form] if isinstance(form, forms.BaseForm) else (form or [])
    return [problem for one in several for problem in _problems(one)]


def _problems(form: forms.BaseForm) -> list[Problem]:
    found = [Problem(message) for message in form.non_field_errors()]
    for field in form:
        label, target = ("", "") if field.is_hidden else (str(field.label), field.first_id)
        found += [Problem(message, label, target) for message in field.errors]
    return found
