from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stakeholders.audience import PUBLIC, SIGNED_IN, audience


@audience(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")


@audience(SIGNED_IN)
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/start.html")
