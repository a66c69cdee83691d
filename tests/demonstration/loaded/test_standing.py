"""What stands after loading: real beside real, invented beside invented, and never the one on the other."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db.models import Count, Sum
from django.test import Client

from demonstration.files import CITY_CODES
from demonstration.people import PASSWORD
from indicators.models import DefinitionVersion, ImportFile, Observation
from programmes.models import (
    FundingStream,
    Goal,
    Intervention,
    Investment,
    Programme,
    ProgrammeArea,
    ProgrammeRole,
    PublishedAmount,
    Reach,
)
from programmes.vocabulary import MoneyState, Pillar
from stakeholders.kinds import Role
from stakeholders.models import Organisation, Person
from tests.portal.reading import read
from tools.run import LOGINS
from wijken.models import Area, Outline, PostcodeLink

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Area, Observation, Programme, Investment, Person, ImportFile))


def test_loading_again_changes_nothing():
    before = counts()
    call_command("load_demonstration")
    assert counts() == before


def test_fresh_takes_away_what_was_tried_and_loads_again():
    before, entry = counts(), Investment.objects.filter(reverses=None).first()
    names = ("intervention", "payer", "spender", "year", "funding_stream", "state", "amount_cents")
    Investment.objects.create(**{name: getattr(entry, name) for name in names})
    call_command("load_demonstration", fresh=True)
    assert counts() == before


def spent(**where) -> int:
    return Investment.objects.filter(**where).realised().total_cents()


def figure(code: str, slug: str, period: int) -> float | None:
    return Observation.objects.get(area__code=code, indicator__slug=slug, period=period).value


@pytest.mark.parametrize(
    ("code", "slug", "period", "value"),
    [
        ("GM0518", "inwoners", 2024, 566221),
        ("GM0995", "inwoners", 2024, 84080),
        ("NL00", "inwoners", 2024, 17942942),
        ("GM0637", "misdrijven-aantal", 2025, 5611),
        ("NL00", "ervaren-gezondheid", 2020, 78.4),
        ("2531", "leefbaarheid-lbm2", 2018, -0.525),
        ("9716", "leefbaarheid-lbm2-klasse", 2018, 5),
    ],
)
def test_a_real_figure_is_the_published_one(code, slug, period, value):
    assert figure(code, slug, period) == value


def test_no_figure_of_the_generator_stands_on_a_real_area_and_no_other_on_an_invented_one():
    invented = {"voorbeeldstad"}
    sources = Observation.objects.values_list("area__invented", "file__source").distinct()
    assert {source for is_invented, source in sources if is_invented} == invented
    assert not {source for is_invented, source in sources if not is_invented} & invented


def test_an_invented_area_lies_in_no_real_one():
    assert not Area.objects.filter(invented=True, parent__invented=False).exists()
    assert not Area.objects.filter(invented=False, parent__invented=True).exists()
    assert Area.objects.invented_ones().count() == 31


def test_every_organisation_is_invented():
    assert not Organisation.objects.filter(invented=False).exists()
    assert not Organisation.objects.exclude(gemeente__invented=True).exists()


def test_no_intervention_goal_or_entry_reaches_a_real_area():
    assert not Reach.objects.filter(area__invented=False).exists()
    assert not Goal.objects.filter(area__invented=False).exists()
    assert not Intervention.objects.filter(programme__gemeente__invented=False).exists()
    assert not Investment.objects.exclude(intervention__programme__gemeente__invented=True).exists()
    assert not ProgrammeArea.objects.filter(programme__gemeente__invented=True, areas__invented=False).exists()
    assert not ProgrammeArea.objects.filter(programme__gemeente__invented=False, areas__invented=True).exists()


def test_the_invented_break_is_of_an_indicator_that_no_real_area_has():
    broken = DefinitionVersion.objects.filter(definition__startswith="Verzonnen").values("indicator")
    assert broken.exists()
    assert not Observation.objects.filter(indicator__in=broken, area__invented=False).exists()


def test_four_cities_had_krachtwijken_and_two_had_none():
    programmes = Programme.objects.filter(historical=True)
    assert set(programmes.values_list("gemeente__code", flat=True)) == {"GM0014", "GM0268", "GM0518", "GM0599"}
    wijken = dict(programmes.annotate(number=Count("wijken")).values_list("gemeente__code", "number"))
    assert wijken == {"GM0014": 2, "GM0268": 1, "GM0518": 4, "GM0599": 7}
    assert not Programme.objects.filter(gemeente__code__in=set(CITY_CODES) - set(wijken)).exists()


def test_a_krachtwijk_is_linked_only_where_a_wijk_bears_its_name():
    linked = ProgrammeArea.objects.filter(programme__historical=True, areas__isnull=False)
    names = set(linked.values_list("name", "areas__code"))
    assert names == {
        ("Schilderswijk", "WK051829"),
        ("Stationsbuurt", "WK051827"),
        ("Transvaal", "WK051830"),
        ("Overschie", "WK059904"),
    }


def test_published_amounts_are_the_besluits():
    transvaal = PublishedAmount.objects.filter(wijk_name="Transvaal").values_list("kind", "amount_cents")
    assert dict(transvaal) == {"inzet": 320_000_000, "subsidie": 64_000_000}
    assert PublishedAmount.objects.count() == 28


def test_every_pillar_has_money_in_several_years():
    years = dict(
        Investment.objects.realised().values_list("intervention__pillar").annotate(years=Count("year", distinct=True))
    )
    assert set(years) == set(Pillar.values)
    assert min(years.values()) >= 5


def test_every_state_of_money_occurs_in_each_pillar_that_can_have_it():
    states = set(Investment.objects.values_list("state", flat=True))
    assert states == set(MoneyState.values)


def test_havenkwartier_spent_some_45_million():
    total = spent(intervention__programme__slug="havenkwartier-vooruit")
    assert 43_000_000_00 < total < 47_000_000_00


def test_a_mistyped_amount_is_reversed_and_the_right_one_stands():
    reversals = Investment.objects.filter(reverses__isnull=False)
    assert reversals.count() == 2
    for reversal in reversals:
        assert reversal.amount_cents == -reversal.reverses.amount_cents
        place = {name: getattr(reversal, name) for name in ("intervention", "payer", "spender", "year", "state")}
        total = Investment.objects.filter(**place).aggregate(total=Sum("amount_cents"))["total"]
        assert total * 10 == reversal.reverses.amount_cents


def test_nought_reported_is_an_entry_and_not_reported_is_none():
    huiskamers = Intervention.objects.get(title="Huiskamers van de wijk")
    beheerders = Intervention.objects.get(title="Buurtbeheerders zichtbaar op straat")
    assert set(huiskamers.investments.realised().filter(year=2020).values_list("amount_cents", flat=True)) == {0}
    assert not beheerders.investments.realised().filter(year=2025).exists()


def test_every_year_of_money_lies_within_its_intervention():
    for entry in Investment.objects.select_related("intervention"):
        assert entry.intervention.start_year <= entry.year <= entry.intervention.end_year


def test_the_shares_of_every_intervention_sum_to_one():
    sums = Reach.objects.values("intervention").annotate(total=Sum("share")).values_list("total", flat=True)
    assert len(sums) == 20
    assert set(sums) == {1}


def test_three_programmes_are_public_and_one_is_not():
    invented = Programme.objects.filter(gemeente__invented=True, draft_of=None)
    assert {p.name: p.is_published for p in invented} == {
        "Havenkwartier Vooruit": True,
        "Molenbuurt Samen": True,
        "Oost in Balans": False,
        "Sterke wijken in heel Voorbeeldstad": True,
    }


def test_interventions_stand_in_every_status():
    assert set(Intervention.objects.values_list("status", flat=True)) == {
        "gepland", "bezig", "afgerond", "ingetrokken",
    }  # fmt: skip


def test_every_intervention_says_what_it_contributes_and_yields():
    assert not Intervention.objects.filter(contributions=None).exists()
    assert not Intervention.objects.filter(outputs=None).exists()


def test_the_history_says_who_logged_an_intervention():
    logged = Intervention.objects.get(title="Warmtenet Oost").history.earliest()
    assert logged.history_user.email == "manager@demo.example"


@pytest.mark.parametrize("login", LOGINS)
def test_the_demonstration_logins_work(login, client):
    assert client.login(username=login, email=login, password=PASSWORD)


def test_each_role_can_be_walked_with_a_login():
    roles = {role for login in LOGINS for role in Person.objects.get(email=login).roles()}
    assert roles == set(Role)


def test_the_login_page_names_every_login(client: Client):
    page = client.get("/inloggen").content.decode()
    assert [login for login in LOGINS if login not in page] == []


def test_the_project_leader_leads_projects_of_two_programmes():
    roles = ProgrammeRole.objects.filter(person__email="projectleider@demo.example")
    assert set(roles.values_list("programme__name", flat=True)) == {"Havenkwartier Vooruit", "Oost in Balans"}


def test_every_wijk_is_drawn():
    assert not Area.objects.of_level("wijk").filter(outline=None).exists()
    assert set(Outline.objects.values_list("kind", flat=True)) == {"tekening"}


def test_den_haag_is_found_by_the_name_that_people_use():
    assert Area.objects.get(search_name__contains="den haag", level="gemeente").name == "'s-Gravenhage"


def test_a_postcode_that_lies_in_two_gemeenten_says_so():
    assert set(PostcodeLink.objects.filter(postcode="6574").values_list("gemeente_code", flat=True)) == {
        "GM0268", "GM1945",
    }  # fmt: skip
    assert PostcodeLink.objects.values("postcode").distinct().count() == Area.objects.of_level("pc4").count() == 245


def test_no_area_is_of_another_division_than_its_figures():
    assert set(Area.objects.values_list("division_year", flat=True)) == {2018, 2024}


@pytest.mark.parametrize(("code", "source"), [("WKVB0101", "verzonnen"), ("WK051836", "politie")])
def test_the_api_names_no_real_publisher_for_an_invented_figure(client, code, source):
    answer = client.get(f"/api/v1/waarnemingen?gebied={code}&indicator=misdrijven-aantal").json()
    assert {row["bron"] for row in answer["results"]} == {source}


def test_the_picture_of_a_wijk_with_a_programme_shows_a_break_with_its_reason(client: Client):
    picture = read(client.get("/wijken/WKVB0101").content).all("figure", data_beeld="wijk")[0]
    for drawing in picture.all("svg"):
        assert "Vanaf 2017 is het anders gevraagd" in drawing.text
        assert any(marks.children for marks in drawing.all(class_="chart-breaks"))


def test_voorbeeldstad_books_on_the_standing_streams_and_makes_no_twins_of_them() -> None:
    used = set(Investment.objects.values_list("funding_stream__slug", flat=True))
    assert {"gemeente-eigen", "corporatie-eigen", "privaat"} <= used
    assert FundingStream.objects.filter(kind__in=("gemeente", "corporatie", "privaat")).count() == 3
