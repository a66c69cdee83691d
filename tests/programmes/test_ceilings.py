"""Ceilings of a stream: they warn at 80 %, and refuse a commitment beyond unless the manager gives a reason."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.ceilings import fullness_of, warnings_for
from programmes.models import Ceiling, CeilingOverride, Investment, Programme
from programmes.services import Refused
from tests.programmes.ledger import cell, report


def ceiling(cast, amount="1000", **changes):
    said = {
        "programme": cast.programme,
        "funding_stream": cast.stream,
        "first_year": 2019,
        "last_year": 2021,
        "amount": Decimal(amount),
        "by": cast.noor,
        **changes,
    }
    return services.set_ceiling(**said)


def commit(cast, amount, **changes):
    return report(cast, state="verplicht", amount=Decimal(amount), **changes)


def committed(one):
    return fullness_of([one])[0].committed


def test_a_manager_sets_a_ceiling_and_nobody_else(cast):
    assert ceiling(cast).amount == 1000
    for other in (cast.cor, cast.ted, cast.pim, cast.con):
        with pytest.raises(PermissionDenied):
            ceiling(cast, by=other, first_year=2020)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"first_year": 2000}, "first_year"),
        ({"last_year": 2040}, "last_year"),
        ({"first_year": 2021, "last_year": 2019}, "last_year"),
    ],
)
def test_a_ceiling_that_cannot_be_is_refused_at_its_field(cast, changes, field):
    with pytest.raises(Refused) as refusal:
        ceiling(cast, **changes)
    assert set(refusal.value.errors) == {field}


def test_two_ceilings_of_one_stream_do_not_begin_in_one_year(cast):
    ceiling(cast)
    with pytest.raises(Refused, match="Er is al een plafond"):
        ceiling(cast)


def test_up_to_the_ceiling_one_may_commit_and_not_a_cent_beyond(cast):
    one = ceiling(cast)
    commit(cast, "1000")
    with pytest.raises(Refused, match=r"€.0,01 boven het plafond van €.1\.000,00") as refusal:
        commit(cast, "0.01", year=2021)
    assert set(refusal.value.errors) == {"amount"}
    assert committed(one) == 1000_00


@pytest.mark.parametrize("changes", [{"year": 2018}, {"year": 2022}, {"state": "besteed"}, {"nature": "kapitaallast"}])
def test_what_does_not_fall_under_a_ceiling_is_not_refused(cast, changes):
    ceiling(cast, "1")
    assert report(cast, **{"state": "verplicht", "amount": Decimal(5), **changes})


def test_a_manager_needs_a_reason_to_go_beyond_and_it_is_kept(cast):
    one = ceiling(cast)
    commit(cast, "900")
    with pytest.raises(Refused, match="Geef een reden") as refusal:
        commit(cast, "300", by=cast.noor)
    assert set(refusal.value.errors) == {"override"}
    entry = commit(cast, "300", by=cast.noor, override="De aannemer kan nu beginnen.")
    kept = CeilingOverride.objects.get()
    assert (kept.ceiling, kept.entry, kept.reason) == (one, entry, "De aannemer kan nu beginnen.")
    assert (kept.allowed_by, kept.beyond_cents) == (cast.noor, 200_00)


def test_a_reason_of_someone_who_may_not_exceed_changes_nothing(cast):
    ceiling(cast, "1")
    with pytest.raises(Refused, match="vraag het de programmamanager"):
        commit(cast, "2", override="Ik vind van wel.")
    assert not Investment.objects.exists()


def test_a_correction_that_commits_more_is_held_to_the_ceiling_and_one_that_commits_less_never(cast):
    one = ceiling(cast)
    entry = commit(cast, "900")
    with pytest.raises(Refused, match="boven het plafond"):
        services.correct_investment(entry=entry, amount=Decimal(1001), by=cast.cor)
    services.change_ceiling(ceiling=one, version=1, first_year=2019, last_year=2021, amount=Decimal(100), by=cast.noor)
    assert services.correct_investment(entry=entry, amount=Decimal(800), by=cast.cor).replacement.amount == 800


def test_a_report_is_held_to_the_ceiling_at_its_cell(cast):
    ceiling(cast)
    cells = [cell(cast, "600", key="a", state="verplicht"), cell(cast, "600", key="b", state="verplicht", year=2021)]
    with pytest.raises(Refused, match="boven het plafond") as refusal:
        services.save_report(cells=cells, by=cast.cor)
    assert set(refusal.value.errors) == {"b"}
    assert services.save_report(cells=cells, by=cast.noor, override="Besluit van de stuurgroep.") == 2
    assert CeilingOverride.objects.get().beyond_cents == 200_00


def test_a_ceiling_of_the_city_counts_the_programmes_of_its_wijken(cast):
    city = Programme.objects.create(
        name="Heel de stad", gemeente=cast.city, lead=cast.gemeente, start_year=2012, end_year=2027
    )
    cast.programme.parent = city
    cast.programme.save()
    one = ceiling(cast, programme=city)
    commit(cast, "1000")
    assert committed(one) == 1000_00
    with pytest.raises(Refused, match="boven het plafond"):
        commit(cast, "1")


@pytest.mark.parametrize(("amount", "warns"), [("799.99", False), ("800", True), ("1000", True)])
def test_from_80_percent_on_there_is_a_warning_that_says_what_is_left(cast, amount, warns):
    ceiling(cast)
    found = warnings_for([commit(cast, amount)])
    assert bool(found) is warns
    if amount == "800":
        assert "Er is nog ruimte voor €\u00a0200,00." in found[0]


def test_a_ceiling_of_nought_lets_nothing_pass(cast):
    ceiling(cast, "0")
    with pytest.raises(Refused):
        commit(cast, "0.01")
    assert commit(cast, "0")


def test_a_ceiling_that_someone_went_beyond_stays(cast):
    one = ceiling(cast, "1")
    commit(cast, "2", by=cast.noor, override="Moet.")
    with pytest.raises(Refused, match="blijft te zien"):
        services.remove_ceiling(ceiling=one, by=cast.noor)
    unused = ceiling(cast, first_year=2022, last_year=2023)
    services.remove_ceiling(ceiling=unused, by=cast.noor)
    assert list(Ceiling.objects.all()) == [one]


def test_how_full_ceilings_are_asks_one_query_whatever_their_number(cast, django_assert_num_queries):
    some = [ceiling(cast, first_year=year, last_year=year) for year in range(2014, 2024)]
    with django_assert_num_queries(1):
        fullness_of(some)
