"""The pages of a manager and a corporation: they explain, say what is wrong at its field, and lose nothing."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import ImportFile, Indicator, Observation
from programmes import services
from programmes.models import Contribution, Goal, Intervention, Investment, Programme
from programmes.reporting import not_reported
from programmes.vocabulary import ProgrammeStatus
from tests.programmes.conftest import words

REPORT = "/werk/rapporteren?jaar=2020"


@pytest.fixture
def manager(cast, client):
    client.force_login(cast.noor)
    return client


@pytest.fixture
def corporation(cast, client):
    client.force_login(cast.cor)
    return client


def basics(**changes):
    return {"name": "Werk aan Zuid", "start_year": "2025", "end_year": "2040", **changes}


def intervention(cast, **changes):
    return {
        "title": "Buurtteam aan huis",
        "pillar": "sociale_basis",
        "lead": cast.gemeente.pk,
        "start_year": "2020",
        "end_year": "2025",
        f"reach_{cast.wijk.pk}": "100",
        "output_0_name": "huishoudens geholpen",
        "output_0_planned": "400",
        **changes,
    }


def test_a_manager_sets_up_a_programme_step_by_step_and_publishes_it(cast, manager):
    manager.post(reverse("werk:programme-new"), basics())
    programme = Programme.objects.get(slug="werk-aan-zuid")
    manager.post(reverse("werk:wijk-new", args=[programme.slug]), {"name": "Zuid", "areas": [cast.other_wijk.pk]})
    assert "Kan nog niet" in words(manager.get(reverse("werk:programme", args=[programme.slug])))
    said = {"summary": "Samen", "contact_name": "Noor", "contact_email": "n@demo.example", "version": "1"}
    manager.post(reverse("werk:basics", args=[programme.slug]), basics(**said))
    manager.post(reverse("werk:publish", args=[programme.slug]), {"publiceer": "1"})
    programme.refresh_from_db()
    assert programme.status == ProgrammeStatus.PUBLISHED


def test_the_gemeente_is_asked_only_of_who_manages_several(cast, manager):
    assert 'type="hidden" name="gemeente"' in manager.get(reverse("werk:programme-new")).content.decode()


def test_publishing_too_early_says_what_is_lacking(cast, manager):
    page = manager.post(reverse("werk:publish", args=[cast.draft.slug]), {"publiceer": "1"})
    assert "Kies ten minste één wijk met gebieden." in words(page)


def test_a_wijk_is_chosen_by_name_from_the_areas_of_the_gemeente(cast, manager):
    page = words(manager.get(reverse("werk:wijk-new", args=[cast.draft.slug])))
    assert "Molenbuurt (wijk, WKVB0102)" in page
    assert "Elders" not in page


def test_without_imported_areas_the_page_says_what_to_do_first(cast, client):
    client.force_login(cast.ted)
    programme = services.create_programme(
        gemeente=cast.elsewhere, by=cast.ted, name="Elders", start_year=2025, end_year=2040
    )
    assert "nog geen wijken of buurten bekend" in words(client.get(reverse("werk:wijk-new", args=[programme.slug])))


def test_a_refused_form_keeps_what_was_typed_and_says_why_at_the_field(cast, manager):
    address = reverse("werk:intervention-new", args=[cast.programme.slug])
    page = manager.post(address, intervention(cast, start_year="1999", description="Met een vast gezicht."))
    html = page.content.decode()
    assert "Met een vast gezicht." in html
    assert re.search(r'id="id_start_year_error".*?<p>Het programma loopt van 2012', html, re.DOTALL)
    assert 'value="huishoudens geholpen"' in html


def test_a_logged_intervention_stands_with_its_reach_and_outputs(cast, manager):
    manager.post(reverse("werk:intervention-new", args=[cast.programme.slug]), intervention(cast))
    logged = Intervention.objects.get(title="Buurtteam aan huis")
    assert logged.reach.get().share == 1
    assert (logged.outputs.get().planned, logged.outputs.get().realised) == (400, None)


@pytest.mark.parametrize(
    ("typed", "message"), [("99,5", "Verdeel nog 0,5 %"), ("veel", "geen getal"), ("", "Kies ten minste één gebied")]
)
def test_shares_that_do_not_sum_are_told_at_the_area(cast, manager, typed, message):
    said = intervention(cast, **{f"reach_{cast.wijk.pk}": typed})
    page = manager.post(reverse("werk:intervention-new", args=[cast.programme.slug]), said)
    assert message in words(page)
    assert f'id="id_reach_{cast.wijk.pk}_error"' in page.content.decode()


def test_two_people_who_save_the_same_intervention_see_both_versions(cast, manager):
    address = reverse("werk:intervention-change", args=[cast.renovation.pk])
    said = intervention(cast, title="Renovatie", start_year="2014", end_year="2024", version="1")
    manager.post(address, said)
    page = manager.post(address, {**said, "title": "Renovatie en isolatie"})
    assert "Noor heeft dit net ook bewaard" in words(page)
    assert "Wat er nu staat, en wat u typte Veld Staat er nu Typte u Naam Renovatie Renovatie en isolatie Wat" in words(
        page
    )
    cast.renovation.refresh_from_db()
    assert cast.renovation.title == "Renovatie"


def test_after_a_conflict_a_second_save_is_made_on_what_stands_now(cast, manager):
    address = reverse("werk:intervention-change", args=[cast.renovation.pk])
    said = intervention(cast, title="Renovatie", start_year="2014", end_year="2024", version="1")
    manager.post(address, said)
    version = re.search(r'name="version" value="(\d+)"', manager.post(address, said).content.decode())
    manager.post(address, {**said, "title": "Renovatie en isolatie", "version": version[1]})
    cast.renovation.refresh_from_db()
    assert cast.renovation.title == "Renovatie en isolatie"


def test_a_phase_outside_the_programme_is_told_at_its_line(cast, manager):
    lines = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "version": "1"}
    lines |= {"form-0-name": "Start", "form-0-start_year": "2020", "form-0-end_year": "2024"}
    lines |= {"form-1-name": "Daarna", "form-1-start_year": "2025", "form-1-end_year": "2044"}
    page = manager.post(reverse("werk:phases", args=[cast.draft.slug]), lines)
    assert 'id="id_form-1-name_error"' in page.content.decode()
    assert not cast.draft.phases.exists()


def test_who_changed_what_stands_on_the_page(cast, manager):
    address = reverse("werk:intervention-change", args=[cast.renovation.pk])
    said = intervention(cast, title="Renovatie", start_year="2014", end_year="2024", version="1", pillar="fysiek")
    manager.post(address, said)
    page = words(manager.get(reverse("werk:intervention", args=[cast.renovation.pk])))
    assert "Noor wijzigde: interventie “Renovatie” Naam: van “Renovatie portiekflats” naar “Renovatie”." in page


def test_a_move_is_made_by_its_button(cast, manager):
    manager.post(reverse("werk:intervention-move", args=[cast.renovation.pk]), {"stap": "begin", "on": "2014-05-01"})
    cast.renovation.refresh_from_db()
    assert (cast.renovation.status, cast.renovation.began_on.year) == ("bezig", 2014)


def test_a_refused_move_says_why(cast, manager):
    page = manager.post(reverse("werk:intervention-move", args=[cast.renovation.pk]), {"stap": "rond-af"})
    assert "kan dan niet" in words(page)


@pytest.fixture
def bijstand(cast):
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    indicator = Indicator.objects.get(slug="bijstand")
    file = ImportFile.objects.create(source="kwb", name="proef", sha256="0" * 64)
    for year, value in ((2010, 95.0), (2012, 92.0), (2024, 70.0)):
        Observation.objects.create(area=cast.wijk, indicator=indicator, period=year, value=value, file=file)
    return indicator


def test_the_baseline_of_a_goal_is_offered_from_the_figures_with_their_source(cast, manager, bijstand):
    address = reverse("werk:goal-new", args=[cast.programme.slug])
    page = manager.get(f"{address}?indicator=bijstand&gebied={cast.wijk.pk}")
    assert 'name="baseline_value" value="92"' in page.content.decode()
    assert "Bron: " in words(page)


def test_a_goal_is_set_with_a_decimal_comma(cast, manager, bijstand):
    address = reverse("werk:goal-new", args=[cast.programme.slug])
    said = {"kind": "dalen", "baseline_year": "2012", "baseline_value": "92,5"}
    said |= {"target_0_year": "2027", "target_0_value": "80,25"}
    manager.post(f"{address}?indicator=bijstand&gebied={cast.wijk.pk}", said)
    goal = Goal.objects.get()
    assert (goal.baseline_value, goal.targets.get().value) == (92.5, 80.25)


def test_every_target_of_a_goal_stands_in_its_form(cast, manager, bijstand):
    targets = {year: 92.0 - (year - 2012) for year in range(2013, 2023)}
    goal = services.set_goal(
        programme=cast.programme, indicator=bijstand, area=cast.wijk, by=cast.noor,
        kind="dalen", baseline_year=2012, baseline_value=92.0, targets=targets,
    )  # fmt: skip
    page = manager.get(reverse("werk:goal", args=[cast.programme.slug, goal.pk])).content.decode()
    assert all(f'value="{year}"' in page for year in targets)


def test_invented_figures_name_no_publisher(cast, manager, bijstand):
    address = reverse("werk:goal-new", args=[cast.programme.slug])
    page = words(manager.get(f"{address}?indicator=bijstand&gebied={cast.wijk.pk}"))
    assert "Bron: verzonnen cijfers." in page
    assert "CBS" not in page


def test_an_intervention_is_linked_to_an_outcome(cast, manager, bijstand):
    said = {"indicator": bijstand.pk, "mechanism": "Leerbanen.", "lag_years": "2", "evidence": "B"}
    manager.post(reverse("werk:contribution-new", args=[cast.renovation.pk]), said)
    assert Contribution.objects.get().lag_years == 2


def entry(cast, amount="10", **changes):
    said = {"intervention": cast.renovation, "payer": cast.haard, "spender": cast.haard, "year": 2020}
    said |= {"funding_stream": cast.stream, "state": "besteed", "amount": Decimal(amount), "by": cast.cor, **changes}
    return services.report_investment(**said)


def test_the_money_of_a_programme_leads_to_its_entries(cast, manager):
    entry(cast, "1234567.89")
    page = manager.get(reverse("werk:money", args=[cast.programme.slug]))
    assert "besteed 1.234.567,89 1.234.567,89" in words(page)
    address = f"{reverse('werk:entries')}?programma={cast.programme.slug}&toestand=besteed&telt=ja"
    address += "&pijler=fysiek&jaar=2020"
    assert address.replace("&", "&amp;") in page.content.decode()
    assert "Samen € 1.234.567,89" in words(manager.get(address))


def test_nothing_reported_is_not_shown_as_nought(cast, manager):
    page = words(manager.get(reverse("werk:money", args=[cast.programme.slug])))
    assert "Niet gemeld is niet hetzelfde als nul" in page
    assert "€ 0" not in page


def test_the_start_page_tells_a_manager_what_awaits_action(cast, manager):
    page = words(manager.get(reverse("start")))
    for sentence in (
        "“Molenbuurt Samen” is nog een concept",
        "“Renovatie portiekflats” zou in 2014 beginnen",
        "“Renovatie portiekflats” heeft nog geen geld",
        "“Renovatie portiekflats” is met geen uitkomst verbonden",
    ):
        assert sentence in page


def cells(cast, **amounts):
    """What the report sends: one line of the renovation, paid by the corporation itself."""
    key = f"{cast.renovation.pk}-0"
    sent = {f"lines-{cast.renovation.pk}": "1", f"payer-{key}": cast.haard.pk, f"stream-{key}": cast.stream.pk}
    for state in ("begroot", "begroot_gewijzigd", "toegekend", "verplicht", "besteed"):
        sent[f"{state}-{key}"] = amounts.get(state, "")
        sent[f"stood-{state}-{key}"] = amounts.get(f"stood_{state}", "")
    return sent


def standing():
    return {(one.state, one.amount) for one in Investment.objects.standing()}


def test_a_corporation_reports_amounts_as_it_types_them(cast, corporation):
    page = corporation.post(REPORT, cells(cast, begroot="€ 1.500.000", besteed="1.234.567,89"), follow=True)
    assert "2 bedragen bewaard." in words(page)
    assert standing() == {("begroot", Decimal(1500000)), ("besteed", Decimal("1234567.89"))}
    assert 'value="1.234.567,89"' in page.content.decode()


def test_blank_is_not_reported_and_0_is_nought(cast, corporation):
    corporation.post(REPORT, cells(cast, besteed="0"))
    assert standing() == {("besteed", Decimal(0))}


def test_saving_an_unchanged_report_writes_nothing(cast, corporation):
    stood = entry(cast)
    page = corporation.post(REPORT, cells(cast, besteed="10,00", stood_besteed=stood.pk), follow=True)
    assert "Er was niets gewijzigd." in words(page)
    assert Investment.objects.count() == 1


def test_a_mistyped_amount_is_corrected_in_the_table_and_stays_in_the_history(cast, corporation):
    stood = entry(cast, "1234567.98")
    corporation.post(REPORT, cells(cast, besteed="1.234.567,89", stood_besteed=stood.pk))
    history = words(corporation.get(reverse("werk:entries")))
    for amount in ("teruggeboekt € 1.234.567,98", "tegenboeking € −1.234.567,98", "€ 1.234.567,89"):
        assert amount in history


@pytest.mark.parametrize(
    ("typed", "message"), [("1,234", "kan twee dingen zijn"), ("-5", "nooit kleiner dan 0"), ("veel", "geen bedrag")]
)
def test_a_wrong_amount_is_told_at_its_cell_and_nothing_typed_is_lost(cast, corporation, typed, message):
    page = corporation.post(REPORT, cells(cast, begroot="1.000", besteed=typed))
    html = page.content.decode()
    assert message in html.split(f'id="id_besteed-{cast.renovation.pk}-0_error"')[1]
    assert 'value="1.000"' in html
    assert f'value="{typed}"' in html
    assert not Investment.objects.exists()


def test_two_reporters_at_once_lose_nothing_unseen(cast, corporation):
    first = entry(cast, "7")
    page = corporation.post(REPORT, cells(cast, besteed="10"))
    assert "Cor vulde hier net € 7,00 in" in words(page)
    again = cells(cast, besteed="10", stood_besteed=first.pk)
    corporation.post(REPORT, again)
    assert standing() == {("besteed", Decimal(10))}


def test_a_second_stream_has_a_line_of_its_own(cast, corporation):
    entry(cast)
    page = corporation.post(REPORT, cells(cast) | {"regel": cast.renovation.pk})
    assert f'name="stream-{cast.renovation.pk}-1"' in page.content.decode()


def test_what_was_typed_stays_when_a_line_is_added_and_is_not_saved_yet(cast, corporation):
    page = corporation.post(REPORT, cells(cast, besteed="12,5o", begroot="1.000") | {"regel": cast.renovation.pk})
    assert 'value="12,5o"' in page.content.decode()
    assert 'value="1.000"' in page.content.decode()
    assert not Investment.objects.exists()


def test_a_third_line_keeps_the_second(cast, corporation):
    sent, key = cells(cast), f"{cast.renovation.pk}-1"
    sent |= {f"lines-{cast.renovation.pk}": "2", f"besteed-{key}": "20", "regel": cast.renovation.pk}
    page = corporation.post(REPORT, sent).content.decode()
    assert f'name="stream-{cast.renovation.pk}-2"' in page
    assert 'value="20"' in page


def test_the_same_payer_and_stream_twice_is_told(cast, corporation):
    entry(cast)
    sent, key = cells(cast, besteed="10"), f"{cast.renovation.pk}-1"
    sent |= {f"lines-{cast.renovation.pk}": "2", f"payer-{key}": cast.haard.pk, f"stream-{key}": cast.stream.pk}
    page = corporation.post(REPORT, sent | {f"besteed-{key}": "20", f"stood-besteed-{key}": ""})
    assert "staan al op een regel hierboven" in words(page)
    assert Investment.objects.count() == 1


def test_a_year_in_which_nothing_runs_says_so(cast, corporation):
    assert "loopt geen interventie" in words(corporation.get("/werk/rapporteren?jaar=2026"))


def test_a_corporation_reports_for_no_other(cast, corporation):
    assert corporation.get(f"{REPORT}&organisatie=thuisgoed").status_code == 404


def test_an_entry_is_corrected_on_its_own_page_with_a_reason(cast, corporation):
    wrong = entry(cast, "9000")
    corporation.post(reverse("werk:entry", args=[wrong.pk]), {"amount": "900", "note": "nul te veel"})
    assert standing() == {("besteed", Decimal(900))}
    assert Investment.objects.get(reverses=wrong).note == "nul te veel"
    assert "Dit bedrag is teruggeboekt." in words(corporation.get(reverse("werk:entry", args=[wrong.pk])))


def test_the_start_page_tells_a_corporation_what_is_not_reported(cast, corporation):
    cast.renovation.end_year = 2027
    cast.renovation.save()
    page = words(corporation.get(reverse("start")))
    assert "voor 1 interventie nog niets besteed gemeld" in page


def test_a_concept_and_its_rows_are_invisible_to_the_public(cast, anonymous):
    entry(cast)
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    for rows in (Programme, Intervention, Investment, Goal, Contribution):
        assert not rows.objects.visible_to(anonymous).exists()


def test_nothing_is_awaited_of_what_was_withdrawn(cast, client):
    client.force_login(cast.cor)
    services.move_intervention(intervention=cast.renovation, move="trek-in", by=cast.noor)
    assert not not_reported(cast.cor, cast.haard, 2020)


def test_a_step_that_cannot_be_undone_asks_first(cast, manager):
    page = manager.get(reverse("werk:intervention", args=[cast.renovation.pk])).content.decode()
    assert 'value="trek-in" data-confirm="Deze stap kunt u niet terugdraaien.' in page
    assert 'value="begin">' in page
