"""Two people at the same moment, on a real database. Each race has its control: the guard off, and it is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from programmes import services
from programmes.models import Intervention, Investment, Programme
from programmes.services import Cell, Conflict, Refused, booking, holding
from programmes.services import money as money_services
from programmes.services import programme as programme_services
from programmes.services import versions as version_services
from tests.cast import cast as make_cast
from tests.races import at_once, meeting

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at one moment need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def both_save(cast) -> list[object]:
    def save(summary: str) -> Callable[[], object]:
        mine = Programme.objects.get(pk=cast.draft.pk)
        return lambda: services.change_programme(programme=mine, version=1, by=cast.noor, summary=summary)

    return at_once(save("van de een"), save("van de ander"))


def test_of_two_savers_at_one_moment_one_wins_and_the_other_is_told(cast):
    results = both_save(cast)
    assert [type(result) for result in results].count(Conflict) == 1
    cast.draft.refresh_from_db()
    assert cast.draft.version == 2


def test_without_the_guard_both_savers_believe_they_won(cast, monkeypatch):
    together = threading.Barrier(2)

    def look_and_then_write(row, version):
        row.refresh_from_db()
        meeting(together)
        if row.version != version:
            raise Conflict(row)
        row.version = version + 1

    monkeypatch.setattr(programme_services, "claim", look_and_then_write)
    monkeypatch.setattr(programme_services, "hold_plan", lambda programme: None)  # its lock would keep the second out
    assert [type(result) for result in both_save(cast)] == [Programme, Programme]


def both_publish(cast) -> list[object]:
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    mine = [Programme.objects.get(pk=draft.pk) for _each in range(2)]
    return at_once(*[lambda one=one: services.publish_programme(programme=one, by=cast.noor) for one in mine])


def test_of_two_who_publish_a_concept_at_once_one_wins_and_the_other_is_told(cast):
    results = both_publish(cast)
    assert [type(result) for result in results].count(Programme) == 1
    assert isinstance(next(one for one in results if not isinstance(one, Programme)), Refused | PermissionDenied)
    assert cast.programme.versions.count() == 2


def both_begin(cast) -> list[object]:
    mine = [Programme.objects.get(pk=cast.programme.pk) for _each in range(2)]
    return at_once(*[lambda one=one: services.start_draft(programme=one, by=cast.noor) for one in mine])


def test_two_who_begin_a_next_version_at_once_get_the_same_concept(cast):
    first, second = both_begin(cast)
    assert first == second == Programme.objects.get(draft_of=cast.programme)


def test_without_the_lock_one_of_two_who_begin_a_next_version_meets_a_fault(cast, monkeypatch):
    together, look = threading.Barrier(2), version_services.draft_of

    def look_together(programme):
        found = look(programme)
        meeting(together)
        return found

    monkeypatch.setattr(type(Programme.objects.all()), "select_for_update", lambda rows, **options: rows)
    monkeypatch.setattr(version_services, "draft_of", look_together)
    assert IntegrityError in [type(result) for result in both_begin(cast)]


def test_a_wijk_added_while_the_concept_is_published_is_published_or_refused_and_never_lost(cast):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    mine = Programme.objects.get(pk=draft.pk)
    said = {"name": "Molenbuurt", "areas": [cast.other_wijk], "by": cast.noor}
    added, published = at_once(
        lambda: services.name_wijk(programme=mine, **said),
        lambda: services.publish_programme(programme=draft, by=cast.noor),
    )
    assert isinstance(published, Programme)
    refused = isinstance(added, Refused | PermissionDenied)
    assert published.wijken.filter(name="Molenbuurt").exists() is not refused


def both_report(cast, monkeypatch) -> list[object]:
    """Two reporters fill in the same empty cell; each looks what stands before either writes."""
    together, look = threading.Barrier(2), money_services._standing_entries

    def look_together(cells):
        found = look(cells)
        meeting(together)
        return found

    monkeypatch.setattr(money_services, "_standing_entries", look_together)
    cell = Cell(
        key="besteed", intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020,
        funding_stream=cast.stream, state="besteed", amount=Decimal(10),
    )  # fmt: skip
    return at_once(*[lambda: services.save_report(cells=[cell], by=cast.cor)] * 2)


def test_the_same_report_sent_twice_at_once_is_booked_once(cast, monkeypatch):
    assert sorted(map(str, both_report(cast, monkeypatch))) == ["0", "1"]
    assert Investment.objects.realised().total_cents() == 1000


def test_without_the_lock_the_same_report_is_booked_twice(cast, monkeypatch):
    monkeypatch.setattr(type(Intervention.objects.all()), "select_for_update", lambda rows, **options: rows)
    both_report(cast, monkeypatch)
    assert Investment.objects.realised().total_cents() == 2000


def test_an_entry_that_two_people_correct_at_once_is_reversed_once(cast):
    entry = services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020,
        funding_stream=cast.stream, state="besteed", amount=Decimal(10), by=cast.cor,
    )  # fmt: skip
    results = at_once(
        lambda: services.correct_investment(entry=entry, amount=Decimal(1), by=cast.cor),
        lambda: services.correct_investment(entry=entry, amount=Decimal(2), by=cast.cor),
    )
    assert [type(result) for result in results].count(Refused) == 1
    assert Investment.objects.realised().total_cents() in {100, 200}


def both_commit(cast) -> list[object]:
    """Two commit six hundred at one moment, under a ceiling of a thousand."""
    services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2019, last_year=2021, amount=Decimal(1000),
        by=cast.noor,
    )  # fmt: skip
    commit = {
        "intervention": cast.renovation, "payer": cast.haard, "spender": cast.haard, "year": 2020,
        "funding_stream": cast.stream, "state": "verplicht", "amount": Decimal(600), "by": cast.cor,
    }  # fmt: skip
    return at_once(*[lambda: services.report_investment(**commit)] * 2)


def meet_after_the_sum(monkeypatch) -> None:
    """Both have looked how full the ceiling is before either is done."""
    together, look = threading.Barrier(2), holding.fullness_of

    def look_together(ceilings):
        found = look(ceilings)
        meeting(together)
        return found

    monkeypatch.setattr(holding, "fullness_of", look_together)


def test_of_two_commitments_that_do_not_fit_together_one_is_refused(cast, monkeypatch):
    meet_after_the_sum(monkeypatch)
    assert [type(result) for result in both_commit(cast)].count(Refused) == 1
    assert Investment.objects.in_state("verplicht").total_cents() == 60000


def test_without_the_lock_both_commitments_go_beyond_the_ceiling(cast, monkeypatch):
    meet_after_the_sum(monkeypatch)
    monkeypatch.setattr(booking, "lock_ceilings", lambda entries: None)
    assert [type(result) for result in both_commit(cast)] == [Investment, Investment]
    assert Investment.objects.in_state("verplicht").total_cents() == 120000
