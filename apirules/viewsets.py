"""What every resource of the API has in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from rest_framework import mixins, viewsets
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request

from apirules import API_VERSION
from apirules.filters import StrictFilters, refuse_unknown
from apirules.pages import KeyPages
from apirules.rendering import OrjsonRenderer


class ResourceViewSet(viewsets.GenericViewSet):
    """Pages by key, strict filters, JSON, and the version in each answer."""

    pagination_class = KeyPages
    filter_backends = [StrictFilters]
    renderer_classes = [OrjsonRenderer]
    other_parameters: tuple[str, ...] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if self.action is None:  # before who may: nobody may use a method that is not there
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)
        if self.action == "retrieve":
            refuse_unknown(request, set(self.other_parameters))

    def finalize_response(self, request: Request, response: HttpResponse, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["API-Version"] = API_VERSION
        return response


class ReadOnlyViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ResourceViewSet):
    """A resource that can be read, not written."""
