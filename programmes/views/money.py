"""Pages of the ledger: what a programme costs, the entries behind each sum, and an entry that is corrected."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from programmes import services
from programmes.facts import facts_of_entry
from programmes.forms.ledger import CorrectionForm
from programmes.lists.entries import entries_worked_on
from programmes.models import Investment
from programmes.money import matrix, notes_on
from programmes.views.ceilings import warn_of_ceilings
from programmes.views.pages import money_tabs, own_programme, page_of
from programmes.vocabulary import MONEY_STATE_EXPLANATION, MoneyState
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource


@audience(those_who_may(Action.CHANGE, Resource.PROGRAMME))
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_programme(request, slug)
    asked = request.GET.get("toestand", "")
    state = MoneyState(asked) if asked in MoneyState.values else MoneyState.SPENT
    entries = Investment.objects.visible_to(request.user).of_programme(programme)
    states = [
        {"title": str(one.label).capitalize(), "url": f"?toestand={one}", "current": one == state} for one in MoneyState
    ]
    tabs = money_tabs(request, programme, "money")
    in_state = entries.in_state(state)
    shown = {
        "state": state,
        "notes": notes_on(in_state),
        "explanation": MONEY_STATE_EXPLANATION[state],
        "tabs": tabs,
        "states": states,
    }
    return page_of(request, "money", programme, matrix=matrix(programme, in_state, state), **shown)


@audience(those_who_may(Action.READ, Resource.INVESTMENT))
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry as whoever works with it reads it; who may correct it corrects it here."""
    correctable = Investment.objects.correctable_by(request.user)
    rows = correctable if request.method == "POST" else entries_worked_on(request.user)
    found = get_object_or_404(rows.with_names(), pk=pk)
    form = CorrectionForm(request.POST or None, entry=found, by=request.user)
    if form.saves(request, lambda: services.correct_investment(entry=found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Verbeterd. De oude boeking is teruggeboekt en blijft te zien."))
        stands = form.saved.replacement or form.saved.reversal
        warn_of_ceilings(request, [stands])
        return redirect("werk:entry", pk=stands.pk)
    context = {
        "entry": found,
        "facts": facts_of_entry(found),
        "invented": found.intervention.is_invented(),
        "form": form,
        "correctable": services.may_correct(entry=found, by=request.user) and correctable.filter(pk=pk).exists(),
        "crumbs": [(_("Mijn werk"), reverse("start")), (_("Boekingen"), reverse("werk:entries"))],
    }
    return render(request, "programmes/entry.html", context)
