"""Pages of the ledger: what a programme costs, who paid and who spends it, and an entry that is corrected."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import listing
from programmes import services
from programmes.chains import flow_table
from programmes.facts import facts_of_entry
from programmes.forms.ledger import CorrectionForm
from programmes.lists.entries import entries_worked_on
from programmes.models import Investment, PriceIndex
from programmes.money import Axis, matrix, notes_on
from programmes.prices import NoPriceLevel, PriceLevel, price_level
from programmes.views.ceilings import warn_of_ceilings
from programmes.views.pages import money_tabs, own_part, page_of
from programmes.vocabulary import MONEY_STATE_EXPLANATION, MoneyState
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

READS = those_who_may(Action.READ, Resource.INVESTMENT)
MOST_CHAINS = 100


@audience(READS)
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Years × pillars or partners of one state, nominal unless a price level is asked."""
    programme = own_part(request, slug, Resource.INVESTMENT)
    state, axis = state_of(request), axis_of(request)
    entries = Investment.objects.visible_to(request.user).of_programme(programme).in_state(state)
    refusal, level = "", None
    try:
        level = price_level(request.GET.get("prijspeil", ""))
    except NoPriceLevel as error:
        refusal = str(error)
    table = matrix(programme, entries, state, axis, level)
    if level is not None and table.left_out:
        refusal = not_converted(level, table.left_out)
    return page_of(
        request, "money", programme, matrix=table, state=state, level=level, refusal=refusal,
        explanation=MONEY_STATE_EXPLANATION[state], notes=notes_on(entries) if level is None else [],
        tabs=money_tabs(request, programme, "money"), states=state_tabs(request, state),
        axes=axis_tabs(request, axis), prices=price_choices(request, level),
    )  # fmt: skip


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
    may_correct = services.may_correct(entry=found, by=request.user) and correctable.filter(pk=pk).exists()
    context = {
        "entry": found,
        "facts": facts_of_entry(found),
        "invented": found.intervention.is_invented(),
        "form": form,
        "correctable": may_correct and not found.passed_on,
        "overrides": found.overrides.select_related("allowed_by"),
        "can_pass_on": may_correct and not found.passed_on and not found.bundle_id and found.amount_cents > 0,
        "can_take_back": found.passed_from_id and services.may_correct(entry=found.passed_from, by=request.user),
        "crumbs": [(_("Mijn werk"), reverse("start")), (_("Boekingen"), reverse("werk:entries"))],
    }
    return render(request, "programmes/entry.html", context)


def not_converted(level: PriceLevel, left_out: tuple[int, ...]) -> str:
    told = {"years": listing([str(year) for year in left_out]), "first": level.first, "last": level.last}
    return (
        _("Bedragen van %(years)s tellen hier niet mee: de prijsindex loopt van %(first)s tot en met %(last)s.") % told
    )


def state_of(request: HttpRequest) -> MoneyState:
    asked = request.GET.get("toestand", "")
    return MoneyState(asked) if asked in MoneyState.values else MoneyState.SPENT


def axis_of(request: HttpRequest) -> Axis:
    asked = request.GET.get("per", "")
    return Axis(asked) if asked in list(Axis) else Axis.PILLAR


def _tab(request: HttpRequest, title: str, current: bool, **changes: Any) -> dict[str, Any]:
    """A link to this page with other choices, the rest of the address as it is."""
    asked = {name: request.GET[name] for name in ("toestand", "per", "prijspeil") if request.GET.get(name)}
    return {"title": title, "url": f"?{urlencode(asked | changes)}", "current": current}


def state_tabs(request: HttpRequest, state: MoneyState) -> list[dict[str, Any]]:
    return [_tab(request, str(one.label).capitalize(), one == state, toestand=str(one)) for one in MoneyState]


def axis_tabs(request: HttpRequest, axis: Axis) -> list[dict[str, Any]]:
    names = {
        Axis.PILLAR: _("Per pijler"),
        Axis.FIRST_PAYER: _("Per eerste betaler"),
        Axis.SPENDER: _("Per uitvoerder"),
    }
    return [_tab(request, name, one == axis, per=str(one)) for one, name in names.items()]


def price_choices(request: HttpRequest, level: PriceLevel | None) -> list[dict[str, Any]]:
    """Nominal, and the last year of the index; none where there is no index."""
    index = PriceIndex.objects.first()
    last = index.factors.order_by("-from_year").values_list("from_year", flat=True).first() if index else None
    if last is None:
        return []
    nominal = _tab(request, _("In prijzen van elk jaar zelf"), level is None, prijspeil="")
    return [nominal, _tab(request, _("In prijzen van %(year)s") % {"year": last + 1}, bool(level), prijspeil=last + 1)]
