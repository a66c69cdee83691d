"""Load the demonstration, once."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from demonstration import (
    agreements,
    areas,
    days,
    doses,
    figures,
    funds,
    krachtwijken,
    ledger,
    people,
    prices,
    progress,
    removal,
    reports,
    studies,
    voorbeeldstad,
)
from demonstration.standing import mark, stands


def load(*, fresh: bool = False) -> bool:
    """Load everything; False where it stood already.

    The real figures come first, each file wholly or not at all; then Voorbeeldstad, the programmes of 2008 and the mark
    that it stands, in one transaction. A load that was broken off is completed by the next. With `fresh` the old
    demonstration is first taken away. Raises ImproperlyConfigured outside demonstration mode.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("De demonstratie bestaat alleen met WIJKAANPAK_DEMO=1.")
    if fresh:
        removal.remove_demonstration()
    elif stands():
        return False
    figures.load_real_figures()
    with transaction.atomic():
        fill()
        mark()
    return True


def fill() -> None:
    areas.load_areas()
    figures.load_invented_figures()
    krachtwijken.load_krachtwijken()
    prices.load_prices()
    with people.on_day(people.FOUNDED):
        organisations = people.load_organisations()
        persons = people.load_people(organisations)
    manager = persons["manager@demo.example"]
    city = voorbeeldstad.city_of(organisations, manager)
    with people.writing_as(manager):
        interventions = voorbeeldstad.load_programmes(city)
        programmes = voorbeeldstad.programmes_by_key(city)
        voorbeeldstad.give_roles(programmes, persons, by=manager)
        with people.on_day(people.FOUNDED):
            streams = people.load_streams()
    ledger.load_ledger(interventions, organisations, streams, persons)
    with people.writing_as(manager):
        documents = progress.load_progress(programmes, interventions, organisations, manager)
        agreements.load_agreements(programmes, interventions, organisations, documents, manager)
        funds.load_funds(programmes, interventions, organisations, streams, manager)
    days.put_entries_on_their_days(list(programmes.values()))
    reports.load_reports(programmes, interventions, organisations, persons)
    with people.writing_as(manager):
        studies.load_studies(programmes.values(), manager)
    doses.load_doses()
