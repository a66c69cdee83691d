"""The one router of the API, under /api/v1."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.permissions import AllowAny
from rest_framework.routers import SimpleRouter

from apirules import API_VERSION
from apirules.problems import no_such_resource
from effects.api import DoseViewSet, StudyViewSet
from indicators.api import IndicatorViewSet, ObservationViewSet
from programmes.api import (
    AgreementViewSet,
    BundleViewSet,
    CeilingViewSet,
    CommitmentViewSet,
    ContributionViewSet,
    FundingStreamViewSet,
    GoalViewSet,
    InterventionViewSet,
    InvestmentViewSet,
    PeriodViewSet,
    ProgrammeViewSet,
    ReportViewSet,
)
from stakeholders.api import OrganisationViewSet
from stakeholders.audience import PUBLIC, audience
from wijken.api import AreaViewSet


class OpenApiView(SpectacularJSONAPIView):
    """The OpenAPI document, open to everyone and to every origin."""

    permission_classes = [AllowAny]
    authentication_classes = []

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return super().get(request, *args, **kwargs)

    def finalize_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Errors and the question of a browser beforehand (OPTIONS) name version and origin too."""
        response = super().finalize_response(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["API-Version"] = API_VERSION
        return response


router = SimpleRouter(trailing_slash=False)
router.register("gebieden", AreaViewSet, basename="api-gebied")
router.register("indicatoren", IndicatorViewSet, basename="api-indicator")
router.register("waarnemingen", ObservationViewSet, basename="api-waarneming")
router.register("organisaties", OrganisationViewSet, basename="api-organisatie")
router.register("programmas", ProgrammeViewSet, basename="api-programma")
router.register("interventies", InterventionViewSet, basename="api-interventie")
router.register("bijdragen", ContributionViewSet, basename="api-bijdrage")
router.register("investeringen", InvestmentViewSet, basename="api-investering")
router.register("geldstromen", FundingStreamViewSet, basename="api-geldstroom")
router.register("doelen", GoalViewSet, basename="api-doel")
router.register("rapportageperiodes", PeriodViewSet, basename="api-rapportageperiode")
router.register("rapportages", ReportViewSet, basename="api-rapportage")
router.register("afspraken", AgreementViewSet, basename="api-afspraak")
router.register("toezeggingen", CommitmentViewSet, basename="api-toezegging")
router.register("plafonds", CeilingViewSet, basename="api-plafond")
router.register("bundels", BundleViewSet, basename="api-bundel")
router.register("onderzoeken", StudyViewSet, basename="api-onderzoek")
router.register("geld-per-huishouden", DoseViewSet, basename="api-geld-per-huishouden")

urlpatterns = [
    path("openapi.json", OpenApiView.as_view(), name="api-openapi"),
    *router.urls,
    # without a token of our own pages it is still "not there", not "your form is spent"
    re_path(r"^(?P<rest>.*)$", audience(PUBLIC)(csrf_exempt(no_such_resource))),
]
