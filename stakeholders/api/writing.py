"""Writing through the services of the pages, and saying their refusals as problem details."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from apirules.problems import Conflict as ConflictProblem
from stakeholders.api.guarding import GuardedViewSet
from stakeholders.refusal import Conflict, Refused
from stakeholders.services import SavedMeanwhile


class WritableViewSet(GuardedViewSet):
    """POST, PATCH and DELETE that write through services. All of one request happens or nothing does.

    A viewset says how by `perform_create(said) -> row`, `perform_update(row, said) -> row` and `perform_destroy(row)`,
    as far as its `http_method_names` let it be asked.
    """

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        refuse_unknown_fields(request.data, serializer)
        serializer.is_valid(raise_exception=True)
        with refusals_as_problems(serializer), transaction.atomic():
            row = self.perform_create(dict(serializer.validated_data))
        return Response(self.shown(row), status=HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        serializer = self.get_serializer(row, data=request.data, partial=True)
        refuse_unknown_fields(request.data, serializer)
        serializer.is_valid(raise_exception=True)
        with refusals_as_problems(serializer, self, request.data), transaction.atomic():
            row = self.perform_update(row, dict(serializer.validated_data))
        return Response(self.shown(row))

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        with refusals_as_problems(self.get_serializer()), transaction.atomic():
            self.perform_destroy(row)
        return Response(status=HTTP_204_NO_CONTENT)

    def shown(self, row: Any) -> Any:
        """The row as reading it again would give it."""
        return self.get_serializer(self.get_queryset().get(pk=row.pk)).data


def refuse_unknown_fields(said: Any, serializer: Any) -> None:
    """A field that does not exist is a 400: a mistyped name would else be lost without a word.

    Fields that can only be read may be sent back; they change nothing.
    """
    unknown = sorted(set(said) - set(serializer.fields)) if isinstance(said, Mapping) else []
    if unknown:
        known = ", ".join(name for name, field in serializer.fields.items() if not field.read_only)
        message = _("Dit veld bestaat hier niet. Wel: %(known)s.") % {"known": known}
        raise serializers.ValidationError({name: [message] for name in unknown})


@contextmanager
def refusals_as_problems(
    serializer: serializers.BaseSerializer[Any], viewset: WritableViewSet | None = None, sent: Any = None
) -> Iterator[None]:
    """Turn a service's refusal into a 400 that names the API's own fields, and a conflict into a 409.

    With the viewset and what was `sent` the 409 holds both versions.
    """
    try:
        yield
    except Conflict as conflict:
        versions = {"staatNu": viewset.shown(conflict.saved), "gezonden": sent} if viewset else {}
        raise ConflictProblem(_("Iemand anders bewaarde dit net. Kijk wat er nu staat, en stuur opnieuw."), versions)
    except Refused as refusal:
        raise serializers.ValidationError(in_api_words(refusal.errors, serializer)) from None
    except SavedMeanwhile as meanwhile:
        raise ConflictProblem(detail=" ".join(meanwhile.messages)) from None
    except ValidationError as refusal:
        raise serializers.ValidationError(in_api_words(refusal.message_dict, serializer)) from None


def in_api_words(errors: Mapping[str, Sequence[str]], serializer: Any) -> dict[str, list[str]]:
    """The service's field names as the API calls them: the field of which it is the source."""
    names = {field.source: name for name, field in serializer.fields.items()}
    return {names.get(source, source) or "non_field_errors": list(said) for source, said in errors.items()}
