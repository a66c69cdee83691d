"""The page of a programme's money: one matrix of pillars, partners, states and years."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from charts.wording import listing
from programmes.forms.matrix import MatrixForm
from programmes.lists.entries import entries_worked_on
from programmes.matrix import matrix
from programmes.models import PriceIndex
from programmes.money import notes_on
from programmes.prices import NoPriceLevel, PriceLevel, price_level
from programmes.views.pages import money_tabs, own_part, page_of
from programmes.vocabulary import MONEY_STATE_EXPLANATION
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource, Scope, scope_per_role


@audience(those_who_may(Action.READ, Resource.INVESTMENT))
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The entries that one works with, summed; nominal unless a price level is asked."""
    programme = own_part(request, slug, Resource.INVESTMENT)
    form = MatrixForm(request.GET, range(programme.start_year, programme.end_year + 1), index_years())
    entries = entries_worked_on(request.user).of_programme(programme).filter(year__in=form.years)
    level, refusal = level_of(request)
    table = matrix(programme, entries, form.states, form.by, level=level, years=form.years)
    if level is not None and table.left_out:
        refusal = not_converted(level, table.left_out)
    return page_of(
        request, "money", programme, matrix=table, form=form, level=level, refusal=refusal,
        states=[{"term": str(one.label).capitalize(), "text": MONEY_STATE_EXPLANATION[one]} for one in form.states],
        notes=notes_on(entries.filter(state__in=form.states)) if level is None else [],
        own_only=reads_own_only(request), tabs=money_tabs(request, programme, "money"),
    )  # fmt: skip


def level_of(request: HttpRequest) -> tuple[PriceLevel | None, str]:
    """The price level that the address asks, or why there is none."""
    try:
        return price_level(request.GET.get("prijspeil", "")), ""
    except NoPriceLevel as error:
        return None, str(error)


def index_years() -> list[int]:
    """The years to whose prices the index can convert, the newest first; none where there is no index."""
    index = PriceIndex.objects.first()
    years = list(index.factors.order_by("-from_year").values_list("from_year", flat=True)) if index else []
    return [years[0] + 1, *years] if years else []


def reads_own_only(request: HttpRequest) -> bool:
    """Whether the person works with the entries of the own organisation only."""
    return set(scope_per_role(request.user, Resource.INVESTMENT, Action.READ).values()) <= {Scope.OWN, Scope.PUBLIC}


def not_converted(level: PriceLevel, left_out: tuple[int, ...]) -> str:
    told = {"years": listing([str(year) for year in left_out]), "first": level.first, "last": level.last}
    return (
        _("Bedragen van %(years)s tellen hier niet mee: de prijsindex loopt van %(first)s tot en met %(last)s.") % told
    )
