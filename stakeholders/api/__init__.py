"""Organisations in the API, and what every resource there shares: who may do what, and writing through services."""

from stakeholders.api.guarding import GuardedViewSet
from stakeholders.api.organisations import OrganisationViewSet
from stakeholders.api.writing import WritableViewSet

__all__ = ["GuardedViewSet", "OrganisationViewSet", "WritableViewSet"]
