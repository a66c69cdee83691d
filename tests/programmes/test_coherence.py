"""Samenhang: what the rows of a programme say about money and goals that miss each other. Pure, without a database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from programmes.coherence import checks, divisions
from programmes.coherence.package import Aim, Amount, Package, Place, Span, Target, Wijk, Work

CITY = Place("GM1")
HARBOUR, MILL = (Place(code, frozenset({"GM1"})) for code in ("WK1", "WK2"))
HAARD, GEMEENTE = 1, 2
GAS = Aim(7, "Gasverbruik", "wonen", 1, Decimal("0.6"))
WORK_AIM = Aim(8, "Bijstand", "werk", 10)
RENOVATION = Work(1, "Renovatie", "fysiek", 2012, 2024, (GAS,), ((HARBOUR, Decimal(1)),))
LANGUAGE = Work(
    2, "Taal en werk", "sociale_stijging", 2014, 2021, (WORK_AIM,), ((HARBOUR, Decimal("0.5")), (MILL, Decimal("0.5")))
)
PACKAGE = Package(
    works=(RENOVATION, LANGUAGE),
    amounts=(Amount(1, 2013, HAARD, 1000_01), Amount(2, 2015, GEMEENTE, 500_01), Amount(2, 2030, GEMEENTE, 1_00)),
    targets=(Target(1, 7, "Gasverbruik in Havenkwartier", "wonen", HARBOUR),),
    phases=(Span("Fase 1", 2012, 2016), Span("Fase 2", 2017, 2027)),
    wijken=(Wijk(1, "Havenkwartier", (HARBOUR,)), Wijk(2, "Molenbuurt", (MILL,))),
    payers={HAARD: "De Haard", GEMEENTE: "de gemeente"},
)  # fmt: skip


def found(package, title):
    check = next(check for check in checks(package) if check.title == title)
    return [finding.text for finding in check.findings] or check.fine


def division(package, number):
    return {share.name: (share.cents, share.goals) for share in divisions(package)[number].shares}


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("package", [PACKAGE, PACKAGE.in_wijk(PACKAGE.wijken[0]), replace(PACKAGE, phases=())])
def test_every_division_adds_up_to_the_same_cents(package, number):
    assert sum(share.cents or 0 for share in divisions(package)[number].shares) == package.total


def test_the_money_is_divided_over_pillars_beside_the_goals_it_serves():
    shares = division(PACKAGE, 0)
    assert shares["Fysiek"] == (1000_01, 1)
    assert shares["Sociale stijging"] == (501_01, 0)
    assert shares["Sociale basis"] == (None, 0)


def test_domains_follow_the_share_of_each_contribution_and_the_rest_is_not_guessed():
    assert division(PACKAGE, 1) == {"Wonen en energie": (600_01, 1), "niet toegedeeld": (400_00 + 501_01, None)}


def test_phases_follow_the_year_and_tell_what_falls_outside():
    assert division(PACKAGE, 2) == {"Fase 1": (1500_02, 1), "Fase 2": (None, 1), "buiten de fases": (1_00, None)}


def test_partners_are_those_who_first_paid_the_largest_first():
    assert list(division(PACKAGE, 3)) == ["De Haard", "de gemeente"]


def test_a_goal_that_nothing_contributes_to_is_found():
    alone = replace(PACKAGE, works=(LANGUAGE,))
    assert found(alone, "Doelen waar niets aan bijdraagt") == [
        "Aan het doel “Gasverbruik in Havenkwartier” draagt geen enkele interventie bij."
    ]


def test_an_intervention_elsewhere_does_not_serve_the_goal():
    elsewhere = replace(RENOVATION, reach=((MILL, Decimal(1)),))
    assert isinstance(found(replace(PACKAGE, works=(elsewhere,)), "Doelen waar niets aan bijdraagt"), list)


def test_an_intervention_in_the_whole_city_serves_the_goal_of_its_wijk():
    whole = replace(RENOVATION, reach=((CITY, Decimal(1)),))
    assert "ten minste één interventie" in found(replace(PACKAGE, works=(whole,)), "Doelen waar niets aan bijdraagt")


def test_a_goal_without_money_is_found_with_how_many_work_on_it():
    poor = replace(PACKAGE, amounts=())
    assert found(poor, "Doelen zonder geld") == [
        "Voor het doel “Gasverbruik in Havenkwartier” is nog geen geld gemeld: er werkt 1 interventie aan."
    ]


def test_a_share_of_nought_is_no_money_for_the_goal():
    none = replace(RENOVATION, aims=(replace(GAS, share=Decimal(0)),))
    assert isinstance(found(replace(PACKAGE, works=(none,)), "Doelen zonder geld"), list)


def test_money_without_a_goal_is_found_with_its_amount():
    assert found(PACKAGE, "Geld zonder doel") == [
        "“Taal en werk” dient geen doel van dit programma: het gaat om €\u00a0501."
    ]


def test_only_the_known_share_of_an_outcome_without_goal_is_money_without_a_goal():
    both = replace(RENOVATION, aims=(GAS, replace(WORK_AIM, share=Decimal("0.25"))))
    assert found(replace(PACKAGE, works=(both,)), "Geld zonder doel") == [
        "Van “Renovatie” gaat €\u00a0250 naar uitkomsten waarvoor dit programma geen doel heeft."
    ]


def test_a_pillar_that_stops_before_its_lag_is_over_has_too_short_a_breath():
    [text] = found(PACKAGE, "Geen lange adem")
    assert text.startswith("De pijler Sociale stijging stopt in 2021")
    assert "pas in 2024" in text
    assert text.endswith("3 jaar te vroeg.")


def test_a_pillar_goes_on_as_long_as_one_of_its_interventions_does():
    follow_up = Work(3, "Leerbanen", "sociale_stijging", 2020, 2026, (), ((HARBOUR, Decimal(1)),))
    longer = replace(PACKAGE, works=(*PACKAGE.works, follow_up))
    assert found(longer, "Geen lange adem") == "Elke pijler gaat door tot er iets van te merken kan zijn."


def test_an_intervention_that_was_withdrawn_stops_when_it_was():
    withdrawn = replace(RENOVATION, stopped=2012, aims=(replace(GAS, lag_years=2),))
    [text] = found(replace(PACKAGE, works=(withdrawn,)), "Geen lange adem")
    assert "Fysiek stopt in 2012" in text


def test_a_wijk_where_only_one_partner_invests_is_found_with_who_and_how_much():
    assert found(PACKAGE, "Wijken waar één partner investeert") == [
        "In Molenbuurt betaalt alleen de gemeente: €\u00a0251."
    ]


def test_money_that_was_taken_back_is_no_investment():
    back = replace(
        PACKAGE, amounts=(Amount(1, 2013, HAARD, 100), Amount(1, 2013, GEMEENTE, 100), Amount(1, 2014, GEMEENTE, -100))
    )
    assert "In Havenkwartier betaalt alleen De Haard: €\u00a01." in found(back, "Wijken waar één partner investeert")


def test_a_wijk_gets_its_part_of_each_amount_and_no_cent_is_lost():
    parts = [PACKAGE.in_wijk(wijk).total for wijk in PACKAGE.wijken]
    assert parts == [1000_01 + 250_01 + 50, 250_00 + 50]
    assert sum(parts) == PACKAGE.total


def test_money_for_a_larger_area_is_not_divided_over_its_wijken():
    whole = replace(RENOVATION, reach=((CITY, Decimal(1)),))
    here = replace(PACKAGE, works=(whole,)).in_wijk(PACKAGE.wijken[0])
    assert (here.total, here.undivided) == (0, {1})
    assert "is geld gemeld" in found(here, "Doelen zonder geld")


def test_nothing_to_look_at_is_said_and_not_called_fine():
    told = [check.fine for check in checks(Package())]
    assert all("niets over te zeggen" in text or "niets te zeggen" in text or "nog geen" in text for text in told)
