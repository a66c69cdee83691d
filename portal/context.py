"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from portal.navigation import address, footer_ways, main_ways


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
        "main_ways": main_ways(request.path),
        "footer_ways": footer_ways(),
        "search_url": address("zoeken"),
    }
