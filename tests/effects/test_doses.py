"""Money per household against figures over all programmes: who takes part, what is answered, and what the page says."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone

from effects.doses import DoseResult, asked_of, update_doses
from effects.services import answer_doses_anew
from effects.spending import spending_of
from effects.vocabulary import LeftOut
from programmes.models import Intervention, Investment, PriceFactor, PriceIndex, Programme, Reach
from programmes.vocabulary import ProgrammeStatus
from runs.models import Run, State
from runs.services import execute
from tests.cast import Cast, area
from tests.effects.command import Command
from tests.effects.test_apart import STATISTICS
from tests.portal.figures import observe
from tests.portal.test_query_counts import asked
from tests.query_budgets import BUDGETS
from wijken.models import Area

pytestmark = pytest.mark.django_db
YEARS = range(2006, 2021)
FIRST = 2014
PAGE = "/effecten/geld-per-huishouden"
ONE = f"{PAGE}/verzonnen/gasverbruik"


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runs.tasks.work.apply_async", lambda *_args, **_more: None)


@pytest.fixture(autouse=True)
def prices(db: None) -> None:
    index = PriceIndex.objects.create(slug="cpi", name="CPI", source="CBS")
    PriceFactor.objects.bulk_create(PriceFactor(index=index, from_year=year, factor=1) for year in range(2000, 2021))


def spend(cast: Cast, wijk: Area, euros: int, year: int = FIRST, **changes: object) -> Investment:
    """Money for one wijk, as an intervention of its own."""
    programme = changes.pop("programme", cast.programme)
    began = {"start_year": year, "end_year": 2022, "status": "bezig", "lead": cast.haard, "pillar": "fysiek"}
    made = Intervention.objects.create(programme=programme, title=f"{wijk.name} {year}", **began)
    Reach.objects.create(intervention=made, area=wijk)
    return Investment.objects.create(
        intervention=made, payer=cast.haard, spender=cast.haard, year=year, funding_stream=cast.stream,
        amount_cents=euros * 100, **({"state": "besteed", "entered_by": cast.cor} | changes),
    )  # fmt: skip


def homes(wijk: Area, number: int = 100) -> None:
    observe(wijk, "huishoudens", {2020: number})


@pytest.fixture
def wijken(cast: Cast) -> list[Area]:
    """Sixteen wijken of which the first twelve get something from 2014 on, each another amount, and use less gas by
    200 m³ for every 1,000 euros per household."""
    generator = np.random.default_rng(7)
    made = [area(f"WKVB04{n:02d}", f"Wijk {n}", "wijk", cast.city) for n in range(32)]
    for n, wijk in enumerate(made):
        homes(wijk)
        given = 1 + n / 4 if n < 12 else 0  # thousands of euros per household
        if given:
            spend(cast, wijk, round(given * 1000 * 100))
        course = 1800 + 10 * n - 20 * np.arange(len(YEARS)) + generator.normal(scale=15, size=len(YEARS))
        course -= 200 * given * (np.array(YEARS) >= FIRST)
        observe(wijk, "gasverbruik", dict(zip(YEARS, course.tolist(), strict=True)))
    spend(cast, made[0], 1, year=2020)  # the books run until 2020
    return made


def computed() -> DoseResult:
    update_doses(report=lambda *_told: None)
    return DoseResult.objects.newest().get(indicator__slug="gasverbruik")


def reason(code: str) -> LeftOut | None:
    return {one.code: why for one, why in spending_of(invented=True).left_out}.get(code)


def taking_part() -> set[str]:
    return {one.code for one in spending_of(invented=True).areas}


def test_what_was_spent_is_added_up_per_household(cast, wijken):
    spend(cast, wijken[3], 50_000, year=2016)
    spending = spending_of(invented=True)
    at = [one.code for one in spending.areas].index(wijken[3].code)
    told = dict(zip(spending.years, spending.euros[at].round(2).tolist(), strict=True))
    assert (told[2014], told[2015], told[2016], told[2020]) == (1750, 1750, 2250, 2250)


def test_an_amount_is_counted_in_prices_of_the_last_year(cast, wijken):
    PriceFactor.objects.filter(from_year=2017).update(factor=2)
    spending = spending_of(invented=True)
    at = [one.code for one in spending.areas].index(wijken[3].code)
    assert spending.euros[at][0] == pytest.approx(3500)


def test_a_wijk_without_a_programme_is_nought_and_one_of_another_gemeente_is_not(cast, wijken):
    elsewhere = area("WKVB9901", "Ver weg", "wijk", cast.elsewhere)
    homes(elsewhere)
    spending = spending_of(invented=True)
    at = [one.code for one in spending.areas].index(wijken[20].code)
    assert spending.euros[at].max() == 0
    assert elsewhere.code not in taking_part()


def test_planned_money_counts_for_nothing(cast, wijken):
    spend(cast, wijken[20], 90_000, state="begroot")
    assert reason(wijken[20].code) is LeftOut.UNKNOWN


def test_a_wijk_where_a_programme_works_that_is_not_published_is_unknown(cast, wijken):
    spend(cast, wijken[20], 90_000, programme=cast.draft)
    assert reason(wijken[20].code) is LeftOut.UNKNOWN


def test_a_wijk_whose_books_begin_years_after_the_work_is_unknown(cast, wijken):
    late = spend(cast, wijken[20], 90_000, year=2018).intervention
    Intervention.objects.filter(pk=late.pk).update(start_year=2014)
    assert reason(wijken[20].code) is LeftOut.UNKNOWN


def test_money_for_the_whole_gemeente_makes_all_of_its_wijken_unknown(cast, wijken):
    spend(cast, cast.city, 90_000)
    assert taking_part() == set()


def test_a_wijk_with_few_households_takes_no_part(cast, wijken):
    small = area("WKVB0490", "Klein", "wijk", cast.city)
    homes(small, 12)
    assert reason(small.code) is LeftOut.FEW_HOUSEHOLDS


def test_years_after_the_last_booking_are_unknown(cast, wijken):
    PriceFactor.objects.create(index=PriceIndex.objects.get(), from_year=2021, factor=1)
    far = area("GMVB77", "Verweg", "gemeente", cast.land)
    lives = area("WKVB7701", "Verwijk", "wijk", far)
    homes(lives)
    spend(cast, lives, 100, year=2021)
    spending = spending_of(invented=True)
    unknown = dict(zip([one.code for one in spending.areas], np.isnan(spending.euros[:, -1]).tolist(), strict=True))
    assert spending.years[-1] == 2021
    assert (unknown[wijken[3].code], unknown[lives.code]) == (True, False)


def test_invented_and_real_gemeenten_are_never_mixed(cast, wijken):
    assert spending_of(invented=False).areas == ()
    assert all(one.invented for one in spending_of(invented=True).areas)


def test_twelve_amounts_find_what_is_built_in(cast, wijken):
    result = computed()
    assert (result.verdict, result.answer["refusals"]) == ("beter", [])
    assert result.answer["estimate"] * 1000 == pytest.approx(-200, abs=15)
    assert (result.answer["n_treated"], result.answer["n_comparison"]) == (12, 20)


def test_fewer_than_ten_amounts_are_refused_with_what_is_missing(cast, wijken):
    Intervention.objects.filter(title__in=[f"Wijk {n} 2014" for n in range(4)]).update(programme=cast.draft)
    result = computed()
    thin = [one["message"] for one in result.answer["refusals"] if one["code"] == "DOSE_THIN"]
    assert result.verdict == "niet te zeggen"
    assert result.answer["estimate"] is None
    assert ["8, er zijn er 10 nodig" in one for one in thin] == [True]


def test_the_same_data_give_no_second_version_and_new_money_does(cast, wijken):
    first = computed()
    assert update_doses(report=lambda *_told: None) == 0
    spend(cast, wijken[5], 40_000, year=2015)
    assert computed().number == first.number + 1


def test_nobody_asks_what_cannot_get_better_or_worse(cast, wijken):
    for wijk in wijken:
        observe(wijk, "woz", {2019: 200.0})
    assert [one.indicator.slug for one in asked_of(spending_of(invented=True), invented=True)] == ["gasverbruik"]


def test_a_worker_does_it_and_one_look_waits_at_a_time(cast, wijken):
    run = answer_doses_anew()
    assert answer_doses_anew() is None
    assert execute(run_id=run.pk).state == State.DONE
    assert DoseResult.objects.count() == 1


def test_money_that_is_booked_rings_for_it(cast, wijken, django_capture_on_commit_callbacks):
    from tests.effects.test_studies import spend as book

    with django_capture_on_commit_callbacks(execute=False) as rung:
        book(cast, 2017)
    for bell in rung:
        if getattr(bell, "__name__", "") == "_doses":
            bell()
    assert Run.objects.filter(kind="geld-per-huishouden", state=State.WAITING).count() == 1


def test_the_page_draws_every_wijk_and_tells_the_slope_in_words(client: Client, cast, wijken):
    computed()
    page = client.get(ONE).content.decode()
    assert 'data-beeld="geld-en-verandering"' in page
    assert "Waar 1.000 euro per huishouden meer is besteed" in page
    assert "lager dan zonder dat geld te verwachten was. Dat is beter." in page
    rows = page.partition("Besteed per huishouden</th>")[2].partition("</table>")[0]
    assert rows.count('scope="row"') == 32
    assert "verkennend: over alle programma’s samen, een verband en geen bewijs" in page


def test_a_refused_answer_has_no_number_and_no_picture(client: Client, cast, wijken):
    Intervention.objects.exclude(title="Wijk 5 2014").update(programme=cast.draft)
    computed()
    page = client.get(ONE).content.decode()
    assert "data-beeld" not in page
    assert "Te weinig verschil in wat er is besteed" in page
    assert "Verschil per 1.000 euro" not in page


def test_the_page_over_all_figures_names_who_takes_no_part_and_why(client: Client, cast, wijken):
    spend(cast, wijken[20], 90_000, programme=cast.draft)
    computed()
    text = client.get(PAGE).content.decode()
    assert "In 12 wijken is geld besteed. In 19 wijken werkte geen programma: daar is het nul." in text
    assert f"{wijken[20].spoken_name}</a>: er werkt een programma waarvan het bestede geld niet" in text


def test_before_anything_is_computed_the_page_says_so(client: Client, cast):
    text = client.get(PAGE).content.decode()
    assert "Hier is nog niets over berekend." in text
    assert client.get(ONE).status_code == 404


def test_that_nothing_is_known_of_real_wijken_is_said(client: Client, cast):
    city = area("GM0014", "Groningen", "gemeente", cast.land)
    Programme.objects.create(
        name="Echt", gemeente=city, lead=cast.gemeente, start_year=2012, end_year=2027,
        status=ProgrammeStatus.PUBLISHED, contact_name="Noor", contact_email="noor@demo.example",
    )  # fmt: skip
    assert "Van de echte wijken is dit niet te zeggen." in client.get(PAGE).content.decode()


def test_the_download_gives_the_same_answer_by_the_command(client: Client, cast, wijken, estimate: Command):
    result = computed()
    text = b"".join(client.get(f"{ONE}/paneel.csv").streaming_content).decode("utf-8-sig")
    columns = ("--unit", "wijk", "--time", "jaar", "--outcome", "cijfer", "--first-treated", "eerste_jaar")
    asked = ("--method", "dose", "--dose", "euro_per_huishouden", "--direction", "lower")
    found = estimate(text, *asked, columns=columns).json
    assert found["estimate"] == pytest.approx(result.answer["estimate"], rel=1e-9)
    assert found["verdict"] == result.verdict


def test_the_api_gives_the_newest_answer(client: Client, cast, wijken):
    result = computed()
    found = client.get("/api/v1/geld-per-huishouden").json()
    rows = found["results"] if isinstance(found, dict) and "results" in found else found
    assert json.dumps(rows).count("gasverbruik") >= 1
    assert rows[0]["oordeel"] == "beter"
    assert rows[0]["gegevensSha256"] == result.snapshot_sha256
    assert rows[0]["berekendOp"][:4] == str(timezone.now().year)


def test_a_page_keeps_to_its_budget_however_many_wijken_there_are(client: Client, cast, wijken):
    computed()
    assert asked(client, PAGE) <= BUDGETS["geld-en-uitkomsten"]
    assert asked(client, ONE) <= BUDGETS["geld-en-uitkomst"]


def test_what_is_spent_is_read_in_as_many_queries_for_many_wijken_as_for_few(
    cast, wijken, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        spending_of(invented=True)


def test_no_page_needs_the_statistics_library(client: Client, cast, wijken, monkeypatch):
    computed()
    for name in STATISTICS:
        monkeypatch.setitem(sys.modules, name, None)
    for address in (PAGE, ONE, f"{ONE}/paneel.csv"):
        assert client.get(address).status_code == 200
