import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.models import Intervention
from programmes.services import Conflict, OutputLine, ReachShare, Refused
from programmes.vocabulary import InterventionStatus, Move


def said(cast, **changes):
    return {
        "title": "Buurtteam aan huis",
        "pillar": "sociale_basis",
        "lead": cast.gemeente,
        "start_year": 2020,
        "end_year": 2025,
        "reach": [ReachShare(cast.wijk, Decimal("0.25")), ReachShare(cast.other_wijk, Decimal("0.75"))],
        **changes,
    }


def refusal_of(cast, **changes):
    with pytest.raises(Refused) as refusal:
        services.log_intervention(programme=cast.programme, by=cast.noor, **said(cast, **changes))
    assert not Intervention.objects.filter(pillar="sociale_basis").exists()
    return refusal.value.errors


def test_a_logged_intervention_is_planned_and_has_its_reach_partners_and_outputs(cast):
    intervention = services.log_intervention(
        programme=cast.programme,
        by=cast.noor,
        **said(cast, partners=[cast.haard, cast.gemeente], outputs=[OutputLine("huishoudens geholpen", 400)]),
    )
    assert intervention.status == InterventionStatus.PLANNED
    assert sum(part.share for part in intervention.reach.all()) == 1
    assert list(intervention.partners.all()) == [cast.haard]
    assert intervention.outputs.get().realised is None


def test_years_outside_the_programme_are_refused(cast):
    errors = refusal_of(cast, start_year=2011, end_year=2028)
    assert "van 2012 tot en met 2027" in errors["start_year"][0]
    assert "end_year" in errors


def test_an_end_before_the_start_is_refused(cast):
    assert "Wissel ze om" in refusal_of(cast, start_year=2022, end_year=2021)["end_year"][0]


@pytest.mark.parametrize(("share", "remedy"), [("0.7", "Verdeel nog 5 %"), ("0.8", "Haal er 5 % af")])
def test_shares_that_do_not_sum_to_one_are_refused(cast, share, remedy):
    reach = [ReachShare(cast.wijk, Decimal("0.25")), ReachShare(cast.other_wijk, Decimal(share))]
    assert remedy in refusal_of(cast, reach=reach)["reach"][0]


def test_thirds_sum_to_one_when_one_of_them_is_a_little_larger(cast):
    reach = [ReachShare(cast.wijk, Decimal("0.3333")), ReachShare(cast.other_wijk, Decimal("0.6667"))]
    intervention = services.log_intervention(programme=cast.programme, by=cast.noor, **said(cast, reach=reach))
    assert intervention.reach.count() == 2


def test_a_part_belongs_to_the_physical_pillar_only(cast):
    assert "alleen bij de pijler fysiek" in refusal_of(cast, physical_part="woningen")["physical_part"][0]


def test_an_area_of_another_gemeente_is_refused(cast):
    errors = refusal_of(cast, reach=[ReachShare(cast.elsewhere, Decimal(1))])
    assert "ligt niet in Voorbeeldstad" in errors["reach"][0]


def test_a_lead_that_is_not_public_is_as_one_that_does_not_exist(cast):
    cast.other_corporatie.public = False
    cast.other_corporatie.gemeente = cast.elsewhere
    cast.other_corporatie.save()
    assert "kennen wij niet" in refusal_of(cast, lead=cast.other_corporatie)["lead"][0]


def test_a_manager_of_another_gemeente_logs_nothing_here(cast):
    with pytest.raises(PermissionDenied):
        services.log_intervention(programme=cast.programme, by=cast.ted, **said(cast))


def test_a_corporation_changes_no_intervention(cast):
    with pytest.raises(PermissionDenied):
        services.change_intervention(intervention=cast.renovation, version=1, by=cast.cor, title="Anders")


def test_the_second_to_save_an_intervention_loses_nothing_unseen(cast):
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, title="Eerste")
    with pytest.raises(Conflict) as conflict:
        services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, title="Tweede")
    assert conflict.value.saved.title == "Eerste"


def test_new_years_leave_no_reported_amount_outside(cast):
    services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2015,
        funding_stream=cast.stream, state="besteed", amount=Decimal(10), by=cast.cor,
    )  # fmt: skip
    with pytest.raises(Refused, match="In 2015 zijn al bedragen gemeld"):
        services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, start_year=2016)


def test_an_intervention_with_money_is_withdrawn_and_not_removed(cast):
    services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2015,
        funding_stream=cast.stream, state="besteed", amount=Decimal(10), by=cast.cor,
    )  # fmt: skip
    with pytest.raises(Refused, match="Trek haar in"):
        services.remove_intervention(intervention=cast.renovation, by=cast.noor)


def test_an_intervention_begins_and_ends_on_a_day(cast):
    services.move_intervention(intervention=cast.renovation, move="begin", by=cast.noor, on=dt.date(2014, 3, 1))
    services.move_intervention(intervention=cast.renovation, move="rond-af", by=cast.noor, on=dt.date(2023, 3, 1))
    assert cast.renovation.status == InterventionStatus.ENDED
    assert (cast.renovation.began_on.year, cast.renovation.ended_on.year) == (2014, 2023)


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        ("gepland", {Move.BEGIN, Move.WITHDRAW}),
        ("bezig", {Move.END, Move.WITHDRAW}),
        ("afgerond", set()),
        ("ingetrokken", set()),
    ],
)
@pytest.mark.parametrize("move", Move.values)
def test_only_allowed_moves_are_made(cast, status, allowed, move):
    cast.renovation.status = status
    cast.renovation.save()
    if move in allowed:
        services.move_intervention(intervention=cast.renovation, move=move, by=cast.noor)
        return
    with pytest.raises(Refused, match="kan dan niet"):
        services.move_intervention(intervention=cast.renovation, move=move, by=cast.noor)


def test_a_day_that_must_still_come_is_refused(cast):
    with pytest.raises(Refused, match="moet nog komen"):
        services.move_intervention(intervention=cast.renovation, move="begin", by=cast.noor, on=dt.date(2999, 1, 1))
