"""Each view names its audience; a view that names none is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from stakeholders import unsent
from stakeholders.models import Membership
from stakeholders.permissions import Action, Resource, may

HELD = Membership.objects.select_related("organisation")
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Audience:
    """Whom a view serves: everyone, those who signed in, or those whom the permission table lets do something."""

    signed_in: bool = False
    resource: Resource | None = None
    action: Action | None = None
    guarded_elsewhere: str = ""

    def admits(self, user: Any) -> bool:
        if self.signed_in and not user.is_authenticated:
            return False
        return may(user, self.resource, self.action) if self.resource and self.action else True


PUBLIC = Audience()
SIGNED_IN = Audience(signed_in=True)


def those_who_may(action: Action, resource: Resource) -> Audience:
    """People whom the permission table lets do this on some rows; the view narrows the rows."""
    return Audience(signed_in=True, resource=resource, action=action)


def guarded_by(what: str) -> Audience:
    """A view that guards itself (the API's permission classes, the admin's login): say by what."""
    return Audience(guarded_elsewhere=what)


def audience(who: Audience) -> Callable[[View], View]:
    """Name the audience of a view."""

    def name_it(view: View) -> View:
        view.audience = who  # type: ignore[attr-defined]
        return view

    return name_it


class AudienceMiddleware:
    """Refuse every view that names no audience, and every visitor who is not of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        who = audience_of(view)
        if who is None:
            raise PermissionDenied("This view names no audience.")
        if who.guarded_elsewhere:
            return None
        if request.user.is_authenticated:
            prefetch_related_objects([request.user], Prefetch("memberships", HELD.all()))
        if who.admits(request.user):
            fields = unsent.take(request) if who.signed_in else []
            return unsent.offer(request, fields) if fields else None
        if not request.user.is_authenticated:
            unsent.keep(request)
            return redirect_to_login(request.get_full_path())
        raise Http404


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is spent, as after signing in elsewhere. Only what one of our own pages sent is kept."""
    who = audience_of(request.resolver_match.func) if request.resolver_match else None
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not own or not who or not who.signed_in:
        return render(request, "403_csrf.html", status=403)
    if request.user.is_authenticated:
        return unsent.offer(request, unsent.typed(request), status=403)
    unsent.keep(request)
    return redirect_to_login(request.get_full_path())


OF_ADMIN = guarded_by("the admin's own login and our permission table")
# Views of libraries, which cannot carry our decorator: module prefix → audience.
OF_LIBRARIES = {
    "django.contrib.admin": OF_ADMIN,
    "django.contrib.staticfiles": PUBLIC,
    "django.views.static": PUBLIC,
    "django.views.i18n": PUBLIC,
    "rest_framework": guarded_by("the API's permission classes"),
    "drf_spectacular": PUBLIC,
    "allauth.account": PUBLIC,
    "wijken.api": PUBLIC,  # a floor below this one: areas are read by everyone and written by nobody
    "wijkaanpak.api": PUBLIC,  # the OpenAPI document
}


def audience_of(view: Any) -> Audience | None:
    """The audience that a view, its class or its library names; None where nobody did."""
    for holder in (view, getattr(view, "view_class", None), getattr(view, "cls", None)):
        named = getattr(holder, "audience", None)
        if isinstance(named, Audience):
            return named
    if hasattr(view, "admin_site") or hasattr(view, "model_admin"):  # what the admin wrapped, whoever wrote it
        return OF_ADMIN
    module = getattr(getattr(view, "cls", view), "__module__", "") or ""
    return next((who for prefix, who in OF_LIBRARIES.items() if module.startswith(prefix)), None)
