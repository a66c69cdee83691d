"""Pages about people: who has which role, inviting, and accepting an invitation."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from stakeholders.audience import PUBLIC, audience, those_who_may
from stakeholders.erasure import erasable_by
from stakeholders.forms import FirstPasswordForm, InvitationForm
from stakeholders.invitations import SpentLink, person_of
from stakeholders.models import Membership
from stakeholders.people import changes_of_roles, roles_by_organisation
from stakeholders.permissions import Action, Resource, may
from stakeholders.services import accept_invitation, invite_person, withdraw_role


@audience(those_who_may(Action.READ, Resource.PERSON))
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    chosen = {"organisation": request.GET.get("organisatie", "")}
    form = InvitationForm(request.POST or None, by=request.user, initial=chosen)
    if request.method == "POST" and form.is_valid() and _invited(request, form):
        return redirect("people")
    organisations = roles_by_organisation(request.user)
    context = {
        "form": form,
        "invented": any(one.organisation.invented for one in organisations),
        "crumbs": [(_("Mijn werk"), reverse("start"))],
        "may_add": may(request.user, Resource.ORGANISATION, Action.ADD),
        "organisations": organisations,
        "erasable": set(erasable_by(request.user).values_list("pk", flat=True)),
        "entries": changes_of_roles(request.user),
    }
    return render(request, "stakeholders/people.html", context, status=422 if form.errors else 200)


def _invited(request: HttpRequest, form: InvitationForm) -> bool:
    try:
        membership = invite_person(**form.cleaned_data, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("%(name)s krijgt een mail.") % {"name": membership.person})
    return True


@audience(those_who_may(Action.REMOVE, Resource.PERSON))
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.visible_to(request.user), pk=pk)
    try:
        withdraw_role(membership=membership, by=request.user)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De rol van %(name)s is ingetrokken.") % {"name": membership.person})
    return redirect("people")


@audience(PUBLIC)
@never_cache
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    try:
        form = FirstPasswordForm(person_of(token), request.POST or None)
        if request.method == "POST" and form.is_valid():
            person = accept_invitation(token=token, password=form.cleaned_data["new_password1"])
            login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
            messages.success(request, _("Welkom. Uw wachtwoord is bewaard."))
            return redirect("start")
    except SpentLink as spent:
        return render(request, "stakeholders/invitation_spent.html", {"expired": spent.expired}, status=410)
    context = {"form": form, "person": form.user}
    return render(request, "stakeholders/invitation.html", context, status=422 if form.errors else 200)
