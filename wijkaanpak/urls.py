"""The roof: which room answers which address."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt

from apirules.problems import no_such_resource
from stakeholders.audience import PUBLIC, audience
from wijkaanpak.apidocs import documentation
from wijkaanpak.health import health

urlpatterns = [
    path("", include("portal.urls")),
    path("", include("stakeholders.urls")),
    path("", include("indicators.urls")),
    path("gezond", health, name="health"),
    path("api", documentation, name="api"),
    path("api/v1", audience(PUBLIC)(csrf_exempt(no_such_resource)), name="api-root"),
    path("api/v1/", include("wijkaanpak.api")),
    path("werk/", include("programmes.urls")),
    path("werk/", include("effects.urls")),
    path("inloggen", account.login, name="account_login"),
    path("uitloggen", account.logout, name="account_logout"),
    path("wachtwoord/vergeten", account.password_reset, name="account_reset_password"),
    path("wachtwoord/verstuurd", account.password_reset_done, name="account_reset_password_done"),
    # the key holds hyphens, the number before it none
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/klaar", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("wachtwoord/wijzigen", account.password_change, name="account_change_password"),
    path("beheer/", admin.site.urls),
]

handler400 = "portal.errors.bad_request"
handler500 = "portal.errors.server_error"
