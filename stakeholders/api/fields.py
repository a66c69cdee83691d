"""Fields that name another row by what people know it by: a code, a slug."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from wijken.models import Area


class OnlyVisible:
    """A row that the user may not see does not exist for him as a value either."""

    def get_queryset(self) -> Any:
        rows = super().get_queryset()  # type: ignore[misc]
        request = self.context.get("request")  # type: ignore[attr-defined]
        return rows.visible_to(request.user) if request and hasattr(rows, "visible_to") else rows


class KeyField(OnlyVisible, serializers.PrimaryKeyRelatedField[Any]):
    default_error_messages = {"does_not_exist": _("Rij {pk_value} bestaat niet.")}


class SlugField(OnlyVisible, serializers.SlugRelatedField[Any]):
    default_error_messages = {
        "does_not_exist": _("'{value}' bestaat niet. Noem de slug van een rij die er is."),
        "invalid": _("Noem de slug als tekst."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(slug_field="slug", **options)


@extend_schema_field({"type": "string", "description": "Code van een gebied; 'code@jaar' voor een eerdere indeling."})
class AreaField(serializers.Field[Area, str, str, Any]):
    """An area by its code, in its newest division unless `code@jaar` says another."""

    default_error_messages = {
        "unknown": _("Het gebied '{value}' kennen wij niet. Voorbeeld: WK051836 of WK051836@2024.")
    }

    def to_internal_value(self, data: Any) -> Area:
        code, _at, year = str(data).partition("@")
        rows = Area.objects.filter(code=code).order_by("-division_year")
        if year:
            rows = rows.filter(division_year=int(year) if year.isdigit() else 0)
        area = rows.first()
        if area is None:
            self.fail("unknown", value=data)
        return area

    def to_representation(self, value: Area) -> str:
        return value.code


class VersionField(serializers.IntegerField):
    """The version that the writer saw; when given and stale, the write is refused with 409."""

    def __init__(self, **options: Any) -> None:
        text = _("Geef bij wijzigen de versie die u las; was iemand u voor, dan krijgt u 409.")
        super().__init__(source="version", required=False, help_text=text, **options)


def taken_version(row: Any, said: dict[str, Any]) -> int:
    """The version to claim: what the writer says he saw, else the one that stands."""
    return int(said.pop("version", row.version))
