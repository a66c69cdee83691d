"""Organisations, funding streams and people of Voorbeeldstad. All of them are invented."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from demonstration.areas import INVENTED_CITY
from demonstration.files import read_toml
from programmes.models import FundingStream
from stakeholders.models import Membership, Organisation, Person
from wijken.models import Area

FOUNDED = date(2012, 1, 5)  # when the people of Voorbeeldstad began to work together
PASSWORD = "demo-wijkaanpak"  # noqa: S105 - printed on the login page, and only in demonstration mode


def load_organisations() -> dict[str, Organisation]:
    """The organisations by the key that the other files use."""
    city = Area.objects.get(code=INVENTED_CITY)
    return {
        row["sleutel"]: Organisation.objects.create(
            name=row["naam"], kind=row["soort"], gemeente=city, description=row["doet"], invented=True
        )
        for row in read_toml("voorbeeldstad/organisaties.toml")["organisatie"]
    }


def load_streams() -> dict[str, FundingStream]:
    """The standing streams, and beside them the invented schemes."""
    for row in read_toml("voorbeeldstad/organisaties.toml")["geldstroom"]:
        stream(row)
    return {one.slug: one for one in FundingStream.objects.all()}


def stream(row: dict[str, Any]) -> None:
    said = {"name": row["naam"], "kind": row["soort"], "explanation": row["uitleg"]}
    FundingStream.objects.get_or_create(slug=row["slug"], defaults=said)


def load_people(organisations: dict[str, Organisation]) -> dict[str, Person]:
    """The people by mail address, each with a role in an organisation; the operator has none.

    They share one password, so it is hashed once: that is slow on purpose.
    """
    password = make_password(PASSWORD)
    rows = read_toml("voorbeeldstad/organisaties.toml")["persoon"]
    return {row["mail"]: person(row, organisations, password) for row in rows}


def person(row: dict[str, Any], organisations: dict[str, Organisation], password: str) -> Person:
    made = Person.objects.create(
        email=row["mail"], name=row["naam"], password=password, is_operator=row.get("beheerder", False)
    )
    put_on_its_day(made, "date_joined", FOUNDED)
    if "organisatie" in row:
        Membership.objects.create(person=made, organisation=organisations[row["organisatie"]], role=row["rol"])
    return made


def moment_of(day: date) -> datetime:
    """In the morning of a day of the story; nothing happens after today."""
    return datetime.combine(min(day, timezone.localdate()), time(9), UTC)


@contextmanager
def on_day(day: date, *, at_once: Collection[Any] = ()) -> Iterator[None]:
    """What is written meanwhile stands in the history of that day, not of the day of loading.

    Of the models `at_once` rows are written many at a time, of which the history tells no signal.
    """
    moment, began = moment_of(day), timezone.now()

    def put(history_instance: Any, **_more: Any) -> None:
        history_instance.history_date = moment

    pre_create_historical_record.connect(put)
    try:
        yield
    finally:
        pre_create_historical_record.disconnect(put)
    for model in at_once:
        model.history.filter(history_date__gte=began).update(history_date=moment)


def put_on_its_day(row: Any, field: str, day: date) -> None:
    """A moment that a row gets when it is made, as it was in the story; in its history too."""
    moment = moment_of(day)
    type(row)._default_manager.filter(pk=row.pk).update(**{field: moment})
    setattr(row, field, moment)
    if hasattr(row, "history"):
        row.history.update(**{field: moment})


@contextmanager
def writing_as(person: Person) -> Iterator[None]:
    """What is written meanwhile stands in the history under this person's name, as if by a page."""
    before = getattr(HistoricalRecords.context, "request", None)
    HistoricalRecords.context.request = SimpleNamespace(user=person)
    try:
        yield
    finally:
        if before is None:
            del HistoricalRecords.context.request
        else:
            HistoricalRecords.context.request = before
