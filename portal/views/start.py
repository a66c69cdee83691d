from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stakeholders.audience import SIGNED_IN, audience


@audience(SIGNED_IN)
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/start.html")
