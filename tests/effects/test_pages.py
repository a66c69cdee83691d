"""What a visitor reads of a study: the finding with how sure it is, or that nothing can be said and why."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from effects.estimators.results import Code
from effects.models import StudyArea
from effects.vocabulary import Choice, StudyStatus
from portal.effects.lines import Panel
from portal.effects.refusals import WORDS, named
from programmes.vocabulary import ProgrammeStatus
from tests.cast import Cast, area
from tests.effects.findings import ANSWERED, NOTHING_SHOWN, REFUSED, found, outcome_of, result_of, study_of, weigh
from tests.portal.figures import observe

OVERVIEW = "/programmas/havenkwartier-vooruit/effecten"


def page_of(result) -> str:
    return f"{OVERVIEW}/{result.outcome.study_id}/{result.outcome.indicator.slug}"


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()).replace("\xa0", " "))


def html(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def better(cast: Cast):
    return found(cast, ANSWERED)


def test_an_effect_is_told_with_what_it_is_compared_with_and_its_interval(client: Client, better) -> None:
    text = read(client, page_of(better))
    assert "was in Havenkwartier vanaf 2016 gemiddeld 231 m³ lager dan 24 vergelijkingswijken laten verwachten" in text
    assert "Dat is beter." in text
    assert "176 tot 284 m³ lager" in text


def test_a_verdict_is_a_sign_and_a_word(client: Client, better) -> None:
    assert "▲ beter" in read(client, page_of(better))


def test_a_main_question_is_labelled_as_asked_beforehand(client: Client, better) -> None:
    assert "hoofdvraag, vastgelegd voordat de uitkomst was berekend; de cijfers bestonden toen al" in read(
        client, page_of(better)
    )


def test_what_was_no_main_question_is_labelled_exploratory(client: Client, cast: Cast) -> None:
    assert "verkennend: dit was geen hoofdvraag" in read(client, page_of(found(cast, ANSWERED, rank=None)))


def test_no_difference_stands_with_what_could_have_been_seen(client: Client, cast: Cast) -> None:
    text = read(client, page_of(found(cast, NOTHING_SHOWN)))
    assert "geen verschil aangetoond met 24 vergelijkingswijken" in text
    assert "Een verschil van 81 m³ of meer hadden we waarschijnlijk gezien." in text
    assert "geen effect" not in text


def test_a_refused_study_says_what_is_missing_and_shows_no_figure(client: Client, cast: Cast) -> None:
    forced = REFUSED | {"estimate": -231.4, "ci_low": -284.0, "ci_high": -176.2}
    text = read(client, page_of(found(cast, forced)))
    assert "– niet te zeggen" in text
    assert "Er zijn maar 2 metingen van voor het begin; 3 is het minste." in text
    assert "231" not in text


def test_every_number_leads_to_its_explanation(client: Client, better) -> None:
    page, explained = html(client, page_of(better)), html(client, page_of(better) + "/uitleg")
    anchors = re.findall(r'<dd><a href="[^"]+/uitleg#([\w-]+)"', page)
    assert len(anchors) >= 6
    assert set(anchors) <= set(re.findall(r'id="([\w-]+)"', explained))


def test_the_picture_has_the_wijk_its_comparison_wijken_and_what_was_expected(client: Client, better) -> None:
    page = html(client, page_of(better))
    assert 'data-beeld="studie"' in page
    assert "24\xa0vergelijkingswijken" in page
    assert 'class="chart-series chart-series--expected"' in page


def test_the_explanation_names_every_comparison_wijk_and_why(client: Client, better) -> None:
    text = read(client, page_of(better) + "/uitleg")
    assert all(f"Vergelijkwijk {n}" in text for n in range(24))
    assert "leek voor de start genoeg op de wijk van het onderzoek" in text


def test_the_explanation_names_who_was_left_out_and_why(client: Client, cast: Cast, better) -> None:
    weigh(better.outcome, [cast.other_wijk], Choice.NEIGHBOUR)
    text = read(client, page_of(better) + "/uitleg")
    assert "grenst aan de wijk: het effect kan ook daar merkbaar zijn (1): Molenbuurt" in text


def test_the_explanation_tells_how_sure_we_are(client: Client, better) -> None:
    text = read(client, page_of(better) + "/uitleg")
    assert "gaf Havenkwartier het grootste verschil" in text
    assert "Vóór het begin gingen de wijk en de vergelijkingswijken gelijk op" in text
    assert "niet meer dan 1,4 keer zo ver uit de pas" in text


def test_the_explanation_says_what_it_takes_to_compute_it_again(client: Client, better) -> None:
    text = read(client, page_of(better) + "/uitleg")
    assert "ab" * 32 in text
    assert "diff-diff 3.13.0" in text
    assert "20270101" in text


def test_the_panel_can_be_downloaded_as_the_command_reads_it(client: Client, better) -> None:
    lines = client.get(page_of(better) + "/paneel.csv").getvalue().decode().splitlines()
    assert lines[0] == "wijk,jaar,cijfer,eerste_jaar"
    assert "WKVB0101,2006,1800.0,2016" in lines
    assert "WKVB0300,2006,1800.0," in lines


def test_the_answer_can_be_downloaded_whole(client: Client, better) -> None:
    told = client.get(page_of(better) + "/antwoord.json").json()
    assert told["answer"]["estimate"] == -231.4
    assert told["snapshot_sha256"] == "ab" * 32


def test_an_older_version_keeps_its_own_page_and_stands_beside_the_newest(client: Client, better) -> None:
    result_of(better.outcome, NOTHING_SHOWN, number=2)
    newest, older = read(client, page_of(better)), read(client, page_of(better) + "?versie=1")
    assert "geen verschil aangetoond met" in newest
    assert "Dit is een eerdere versie." in older
    assert "231 m³ lager" in newest


def test_a_version_that_does_not_exist_is_not_found(client: Client, better) -> None:
    assert client.get(page_of(better) + "?versie=9").status_code == 404


def test_the_programme_lists_all_its_outcomes_with_their_verdicts(client: Client, better) -> None:
    text = read(client, OVERVIEW)
    assert "Bekeken is 1 cijfer: 1 beter." in text
    assert "▲ beter" in text


def test_its_figures_have_a_source_and_those_of_an_invented_wijk_are_called_invented(client: Client, better) -> None:
    assert "Bron: verzonnen cijfers." in read(client, page_of(better))
    better.outcome.study.programme.gemeente.invented = False
    better.outcome.study.programme.gemeente.save()
    assert f"Bron: {better.outcome.indicator.source.name}." in read(client, page_of(better))


def test_nothing_is_said_to_be_computable_where_there_is_nothing_to_compare_with(client: Client, cast: Cast) -> None:
    held_back, nothing = found(cast, REFUSED), REFUSED | {"n_comparison": 0}
    assert "Er is wel iets uit te rekenen" in read(client, page_of(held_back))
    alone = result_of(held_back.outcome, nothing, number=2)
    assert "Er is wel iets uit te rekenen" not in read(client, page_of(alone))
    assert "Noem dus geen effect" in read(client, page_of(alone))


def test_a_programme_without_a_study_says_so(client: Client, cast: Cast) -> None:
    assert "Er is nog geen onderzoek naar wat dit deed." in read(client, OVERVIEW)


@pytest.mark.parametrize("part", ["", "/uitleg", "/paneel.csv", "/antwoord.json"])
def test_of_a_programme_that_is_not_published_nothing_is_told(client: Client, cast: Cast, better, part) -> None:
    cast.programme.status = ProgrammeStatus.DRAFT
    cast.programme.save()
    assert client.get(page_of(better) + part).status_code == 404
    assert client.get(OVERVIEW).status_code == 404


def test_a_study_that_is_not_frozen_is_not_public(client: Client, better) -> None:
    study = better.outcome.study
    study.status = StudyStatus.DRAFT
    study.save()
    assert client.get(page_of(better)).status_code == 404
    assert "beter" not in read(client, OVERVIEW).split("Wat de vier oordelen")[0]


def test_the_council_reads_every_outcome_in_a_line_and_no_ranking(client: Client, better) -> None:
    text = read(client, "/effecten/GMVB01")
    assert "Er is geen ranglijst" in text
    assert "Havenkwartier ▲ beter 231 m³ lager 176 tot 284 m³ lager 81 m³" in text


def test_of_one_study_the_council_reads_why_there_is_no_funnel(client: Client, better) -> None:
    page = html(client, "/effecten/GMVB01")
    assert 'data-beeld="trechter"' not in page
    assert "Een trechter per cijfer zegt dan niet meer dan deze regels." in page


def test_the_council_reads_a_funnel_of_an_indicator_with_more_studies(client: Client, cast: Cast, better) -> None:
    second_of(cast, "Havenkwartier vanaf 2018", start=2018)
    page = html(client, "/effecten/GMVB01")
    assert page.count('data-beeld="trechter"') == 1
    assert "Havenkwartier, vanaf 2018" in page


def test_the_council_reads_different_figures_in_one_funnel_by_what_matters(client: Client, cast: Cast, better) -> None:
    for slug in ("leegstand", "misdrijven"):
        second_of(cast, f"Havenkwartier en {slug}", slug=slug)
    text = read(client, "/effecten/GMVB01")
    assert "Alle uitkomsten in één trechter" in text
    assert "Van de 3 uitkomsten liggen er 3 buiten de trechter" in text


def second_of(cast: Cast, name: str, *, slug: str = "gasverbruik", start: int = 2016) -> None:
    outcome = outcome_of(study_of(cast, name=name, start_year=start), slug)
    result_of(outcome, ANSWERED)


def test_the_council_sees_what_cannot_be_said_apart(client: Client, cast: Cast) -> None:
    found(cast, REFUSED)
    text = read(client, "/effecten/GMVB01")
    assert "Naar deze cijfers is wel gekeken" in text


def test_a_gemeente_that_does_not_exist_has_no_council_page(client: Client, cast: Cast) -> None:
    area("WKVB0999", "Geen gemeente", "wijk", cast.city)
    assert client.get("/effecten/WKVB0999").status_code == 404


def test_every_reason_to_refuse_has_words_for_who_would_have_quoted_the_figure() -> None:
    assert set(WORDS) == set(Code)


def test_a_reason_names_wijken_and_not_their_codes() -> None:
    assert named("anders gemeten in WKVB0101", {"WKVB0101": "Havenkwartier"}) == "anders gemeten in Havenkwartier"


def test_time_counts_years_where_there_is_one_every_year() -> None:
    panel = Panel({"panel": {"periods": [2014, 2015, 2016, 2017]}})
    assert panel.years_since(2016) == {-2: 2014, -1: 2015, 0: 2016, 1: 2017}


def test_time_counts_measurements_where_years_are_skipped() -> None:
    panel = Panel({"panel": {"periods": [2008, 2012, 2014, 2016]}})
    assert panel.years_since(2013) == {-2: 2008, -1: 2012, 0: 2014, 1: 2016}


@pytest.mark.parametrize(("who", "status"), [("noor", 200), ("ted", 404), ("cor", 404), ("ria", 404)])
def test_what_is_not_frozen_is_read_by_its_own_manager_only(client: Client, cast: Cast, better, who, status) -> None:
    study = better.outcome.study
    study.status = StudyStatus.DRAFT
    study.save()
    client.force_login(getattr(cast, who))
    assert client.get(page_of(better)).status_code == status


def test_the_wijk_tells_one_finding_with_its_picture_and_the_rest_in_a_line(client: Client, cast: Cast, better) -> None:
    result_of(outcome_of(better.outcome.study, "bijstand", rank=None), REFUSED)
    section = html(client, "/wijken/WKVB0101").split('id="effecten"')[1].split("</section>")[0]
    assert section.count("<figure") == 1
    assert "▲" in section
    assert "Nog 1 cijfer waarnaar is gekeken" in section


def test_the_programme_tells_its_first_question_first_whatever_was_found(client: Client, cast: Cast, better) -> None:
    second = outcome_of(better.outcome.study, "bijstand", rank=2)
    result_of(second, NOTHING_SHOWN)
    section = html(client, "/programmas/havenkwartier-vooruit").split('id="effecten"')[1]
    assert section.index("Gasverbruik: hoofdvraag") < section.index("Mensen met bijstand")


def test_a_wijk_with_a_programme_and_no_study_says_so(client: Client, cast: Cast) -> None:
    assert "Er is nog geen onderzoek naar wat dit deed." in read(client, "/wijken/WKVB0101")


def test_a_wijk_without_a_programme_says_nothing_of_effects(client: Client, cast: Cast) -> None:
    assert 'id="effecten"' not in html(client, "/wijken/WKVB0102")


def test_a_gemeente_leads_to_its_funnels(client: Client, cast: Cast) -> None:
    assert 'href="/effecten/GMVB01"' in html(client, "/wijken/GMVB01")


def test_the_gap_with_the_city_is_told_year_by_year(client: Client, cast: Cast) -> None:
    gap = {"years": [2014, 2015], "treated": [1900.0, 1850.0], "city": [1700.0, 1700.0], "country": [None, None]}
    result = found(cast, ANSWERED)
    result.context = {"gap": gap}
    result.save()
    text = read(client, page_of(result))
    assert "Het verschil met Voorbeeldstad was" in text
    assert "Nederland was" not in text


def test_the_money_is_that_of_the_study_and_says_where_a_share_was_not_given(client: Client, cast: Cast) -> None:
    result = found(cast, ANSWERED)
    result.money = {"years": [{"year": 2016, "pillar": "fysiek", "cents": 12_345_678}], "whole": ["Renovatie"]}
    result.save()
    text = read(client, page_of(result))
    assert "€ 123.456,78" in text
    assert "Van ‘Renovatie’ is niet gezegd welk deel" in text


def test_wijken_without_any_figure_do_not_hide_the_others(client: Client, cast: Cast, better) -> None:
    study = better.outcome.study
    for each in (cast.other_wijk, area("WKVB0150", "Nooit gemeten", "wijk", cast.city)):
        StudyArea.objects.create(study=study, area=each)
    observe(cast.other_wijk, "gasverbruik", {2014: 1500.0, 2015: 1480.0, 2016: 1450.0})
    page = html(client, page_of(better))
    assert "2 van de 3 wijken" in page
    assert "Havenkwartier, Molenbuurt en Nooit gemeten" in page


def test_what_the_estimator_remarked_stands_with_the_computing(client: Client, better) -> None:
    assert "De laatste twee cijfers zijn voorlopig." in read(client, page_of(better) + "/uitleg")
