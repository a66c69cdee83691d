"""Pages of the ledger: who paid first and who spends, and an entry that is corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes import history, services
from programmes.chains import flow_table
from programmes.facts import facts_of_entry
from programmes.forms.ledger import CorrectionForm
from programmes.lists.entries import entries_worked_on
from programmes.models import Investment
from programmes.money import notes_on
from programmes.views.ceilings import warn_of_ceilings
from programmes.views.pages import money_tabs, own_part, page_of
from programmes.vocabulary import MoneyState
from stakeholders.audience import audience, those_who_may
from stakeholders.models import worked_with
from stakeholders.permissions import Action, Resource

READS = those_who_may(Action.READ, Resource.INVESTMENT)
MOST_CHAINS = 100


@audience(READS)
def chains(request: HttpRequest, slug: str) -> HttpResponse:
    """The same euros by who paid first and by who spends, and the ways that they went."""
    programme = own_part(request, slug, Resource.INVESTMENT)
    state = state_of(request)
    entries = Investment.objects.visible_to(request.user).of_programme(programme).in_state(state)
    received = entries.in_hand().filter(passed_from__isnull=False).with_names().with_hands()
    return page_of(
        request, "chains", programme, table=flow_table(entries, programme, state), state=state,
        received=received[:MOST_CHAINS], notes=notes_on(entries), states=state_tabs(request, state),
        tabs=money_tabs(request, programme, "chains"),
    )  # fmt: skip


@audience(READS)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry as whoever works with it reads it; who may correct it corrects it here."""
    correctable = Investment.objects.correctable_by(request.user)
    rows = correctable if request.method == "POST" else entries_worked_on(request.user)
    found = get_object_or_404(rows.with_names().with_hands(), pk=pk)
    form = CorrectionForm(request.POST or None, entry=found, by=request.user)
    if form.saves(request, lambda: services.correct_investment(entry=found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Verbeterd. De oude boeking is teruggeboekt en blijft te zien."))
        stands = form.saved.replacement or form.saved.reversal
        warn_of_ceilings(request, [stands])
        return redirect("werk:entry", pk=stands.pk)
    followed = worked_with(Investment.objects.filter(pk=pk), request.user, Resource.INVESTMENT).exists()
    may_correct = services.may_correct(entry=found, by=request.user) and correctable.filter(pk=pk).exists()
    context = {
        "entry": found,
        "facts": facts_of_entry(found, by_whom=followed),
        "invented": found.intervention.is_invented(),
        "form": form,
        "correctable": may_correct and not found.passed_on,
        "history": history.of_entry(found) if followed else None,
        "overrides": found.overrides.select_related("allowed_by") if followed else (),
        "can_pass_on": may_correct and not found.passed_on and not found.bundle_id and found.amount_cents > 0,
        "can_take_back": found.passed_from_id and services.may_correct(entry=found.passed_from, by=request.user),
        "crumbs": [(_("Mijn werk"), reverse("start")), (_("Boekingen"), reverse("werk:entries"))],
    }
    return render(request, "programmes/entry.html", context)


def state_of(request: HttpRequest) -> MoneyState:
    asked = request.GET.get("toestand", "")
    return MoneyState(asked) if asked in MoneyState.values else MoneyState.SPENT


def state_tabs(request: HttpRequest, state: MoneyState) -> list[dict[str, Any]]:
    """A link to this page for each state."""
    return [
        {"title": str(one.label).capitalize(), "url": f"?toestand={one}", "current": one == state} for one in MoneyState
    ]
