"""What a manager does with a study: ask beforehand, choose with whom to compare, freeze, and only then look."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from effects.models import ComparisonArea, Study, StudyOutcome
from effects.vocabulary import Choice, StartBasis, StudyStatus
from indicators.models import Indicator
from programmes.models import Investment
from runs.models import Run, State
from stakeholders.kinds import Role
from stakeholders.models import Membership, Person
from tests.cast import Cast
from tests.effects.findings import ANSWERED, REFUSED, comparison_wijken, outcome_of, result_of, study_of, weigh
from tests.portal.figures import observe

ROOT = "/werk/programmas/havenkwartier-vooruit/effecten"
AFTER = 98_765.0  # what no page may show while the comparison is chosen


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.noor)
    return client


@pytest.fixture
def concept(cast: Cast) -> StudyOutcome:
    """A concept whose figures before the start are known, and after it too."""
    outcome = outcome_of(study_of(cast, status=StudyStatus.DRAFT, frozen_at=None))
    StudyOutcome.objects.filter(pk=outcome.pk).update(chosen_at=timezone.now())
    wijken = comparison_wijken(cast)
    weigh(outcome, wijken)
    weigh(outcome, [cast.other_wijk], Choice.NEIGHBOUR)
    observe(cast.wijk, "gasverbruik", {year: 1800.0 - year + 2006 for year in range(2006, 2016)})
    observe(cast.wijk, "gasverbruik", dict.fromkeys(range(2016, 2026), AFTER))
    return outcome


def page(outcome: StudyOutcome, *parts: str) -> str:
    return "/".join([ROOT, str(outcome.study_id), *parts])


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()).replace("\xa0", " "))


def area_page(outcome: StudyOutcome, name: str) -> str:
    row = outcome.comparison_areas.get(area__name=name)
    return page(outcome, "vergelijken", "gasverbruik", str(row.pk))


def change(client: Client, outcome: StudyOutcome, name: str, **said: str):
    version = Study.objects.get(pk=outcome.study_id).version
    return client.post(area_page(outcome, name), {"version": version, **said})


def freeze(client: Client, outcome: StudyOutcome):
    version = Study.objects.get(pk=outcome.study_id).version
    return client.post(page(outcome, "vastleggen"), {"version": version}, follow=True)


# make


def new_study(**other: object) -> dict[str, object]:
    return {
        "name": "Havenkwartier vanaf 2014", "start_year": 2014, "start_basis": "beleid", "selection_year": 2011,
        "indicator_0": "gasverbruik", "main_0": "on", "effect_0": "50", "lag_0": "1", **other,
    }  # fmt: skip


def test_a_manager_makes_a_study_that_no_contribution_proposes(manager: Client, cast: Cast) -> None:
    manager.post(f"{ROOT}/nieuw", new_study(areas=[cast.wijk.pk]))
    study = Study.objects.get()
    outcome = study.outcomes.get()
    assert (study.status, study.start_basis, study.selection_year) == (StudyStatus.DRAFT, StartBasis.POLICY, 2011)
    assert (outcome.relevant_effect, outcome.lag_years, outcome.primary_rank) == (50.0, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"effect_0": ""}, "Zeg van een hoofdvraag vooraf welk verschil ertoe doet."),
        ({"effect_0": "-3"}, "Schrijf een getal groter dan 0, ook als het cijfer moet dalen."),
        ({"start_basis": "geld"}, "Er is geen besteed geld geboekt."),
        ({"selection_year": 2019}, "Een wijk is gekozen voor het begin, of in dat jaar: niet erna."),
        ({"indicator_0": ""}, "Kies een cijfer, of maak de hele regel leeg."),
        ({"indicator_1": "gasverbruik"}, "Dezelfde uitkomst staat er twee keer."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(manager: Client, cast: Cast, wrong: dict, said: str) -> None:
    shown = manager.post(f"{ROOT}/nieuw", new_study(areas=[cast.wijk.pk], **wrong))
    assert said in text(shown)
    assert 'value="Havenkwartier vanaf 2014"' in shown.content.decode()
    assert not Study.objects.exists()


def test_a_fourth_main_question_is_refused_at_its_line(manager: Client, cast: Cast) -> None:
    slugs = list(Indicator.objects.outcomes().values_list("slug", flat=True)[:4])
    outcome = outcome_of(study_of(cast, status=StudyStatus.DRAFT, frozen_at=None), slugs[0])
    lines = {f"{part}_{n}": said for n, slug in enumerate(slugs) for part, said in
             (("indicator", slug), ("main", "on"), ("effect", "1"), ("lag", "0"))}  # fmt: skip
    shown = manager.post(page(outcome, "uitkomsten"), {"version": 1, **lines})
    assert "Kies ten hoogste drie hoofdvragen" in shown.context["form"].errors["main_3"][0]


def test_the_policy_year_is_no_start_where_money_was_booked(manager: Client, cast: Cast) -> None:
    Investment.objects.create(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2015, funding_stream=cast.stream,
        state="besteed", amount_cents=100,
    )  # fmt: skip
    shown = text(manager.post(f"{ROOT}/nieuw", new_study(areas=[cast.wijk.pk])))
    assert "Er is wel geld geboekt, voor het eerst in 2015. Neem dat." in shown


def test_the_form_shows_the_unit_in_which_an_effect_is_said(manager: Client, concept: StudyOutcome) -> None:
    assert f"Welk verschil doet ertoe? ({concept.indicator.unit})" in text(manager.get(page(concept, "uitkomsten")))


def test_two_who_save_at_once_both_see_it(manager: Client, concept: StudyOutcome) -> None:
    said = {"version": 1, "name": "Anders", "areas": [concept.study.areas.get().pk], "start_year": 2016,
            "start_basis": "gekozen"}  # fmt: skip
    manager.post(page(concept, "wijzigen"), said)
    assert "net ook bewaard" in text(manager.post(page(concept, "wijzigen"), said | {"name": "Nog anders"}))


# review


def test_the_review_names_who_is_chosen_and_who_is_left_out_and_why(manager: Client, concept: StudyOutcome) -> None:
    shown = text(manager.get(page(concept, "vergelijken", "gasverbruik")))
    assert "24 gebieden doen mee" in shown
    assert "Vergelijkwijk 7" in shown
    assert "Grenst aan de wijk: het effect kan ook daar merkbaar zijn (1)" in shown
    assert "Molenbuurt" in shown


def all_of(client: Client, outcome: StudyOutcome) -> str:
    pages = ("", "vergelijken/gasverbruik", "vastleggen", "wijzigen", "uitkomsten")
    addresses = [page(outcome, *one.split("/")).rstrip("/") for one in pages]
    addresses += [area_page(outcome, "Vergelijkwijk 7"), area_page(outcome, "Molenbuurt")]
    return "".join(client.get(one).content.decode() for one in addresses)


def without_tokens(html: str) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"', "", html)


def test_no_figure_from_after_the_start_is_shown_before_a_study_is_frozen(manager: Client, concept, cast) -> None:
    before = without_tokens(all_of(manager, concept))
    assert "98.765" not in before
    assert "98765" not in before
    assert not re.search(r"data-\w+=\"20(1[6-9]|2\d)\"", before)


def test_other_figures_after_the_start_change_no_byte_of_what_is_shown(manager: Client, concept, cast) -> None:
    from indicators.models import Observation

    first = without_tokens(all_of(manager, concept))
    Observation.objects.filter(period__gte=concept.study.start_year).update(value=1.0)
    assert without_tokens(all_of(manager, concept)) == first


def test_an_area_is_left_out_with_a_reason(manager: Client, concept: StudyOutcome) -> None:
    change(manager, concept, "Vergelijkwijk 7", included="nee", reason="Daar is in 2014 gesloopt.")
    row = ComparisonArea.objects.get(area__name="Vergelijkwijk 7")
    assert (row.choice, row.reason) == (Choice.REMOVED, "Daar is in 2014 gesloopt.")
    assert "Daar is in 2014 gesloopt." in text(manager.get(page(concept, "vergelijken", "gasverbruik")))


def test_without_a_reason_nothing_changes_and_the_field_says_so(manager: Client, concept: StudyOutcome) -> None:
    shown = change(manager, concept, "Vergelijkwijk 7", included="nee", reason="")
    assert shown.context["form"].errors["reason"] == ["Schrijf waarom. Iedereen kan dit lezen, ook later."]
    assert ComparisonArea.objects.get(area__name="Vergelijkwijk 7").choice == Choice.ALIKE


def test_a_neighbour_can_be_taken_in_and_is_marked_as_changed(manager: Client, concept: StudyOutcome) -> None:
    change(manager, concept, "Molenbuurt", included="ja", reason="Er loopt een kanaal tussen.")
    assert "1 zelf gewijzigd" in text(manager.get(page(concept)))


def test_an_area_is_found_by_a_part_of_its_name(manager: Client, concept: StudyOutcome) -> None:
    shown = manager.get(page(concept, "vergelijken", "gasverbruik"), {"zoek": "molen"})
    assert [one.row.area.name for one in shown.context["review"].found] == ["Molenbuurt"]


# freeze


def test_freezing_says_who_and_when_and_starts_the_run(manager: Client, concept: StudyOutcome, cast: Cast) -> None:
    shown = text(freeze(manager, concept))
    study = Study.objects.get()
    assert (study.status, study.frozen_by) == (StudyStatus.FROZEN, cast.noor)
    assert (study.run.state, study.run.arguments) == (State.WAITING, {"studies": [study.pk]})
    assert "Sindsdien is hier niets aan veranderd." in shown


def test_a_main_question_without_an_effect_that_matters_is_not_frozen(manager: Client, concept: StudyOutcome) -> None:
    StudyOutcome.objects.update(relevant_effect=None)
    shown = text(freeze(manager, concept))
    assert "Zeg eerst welk verschil ertoe doet bij" in shown
    assert Study.objects.get().status == StudyStatus.DRAFT


@pytest.mark.parametrize("step", ["wijzigen", "uitkomsten", "vastleggen"])
def test_a_frozen_study_says_why_it_does_not_change(manager: Client, concept: StudyOutcome, step: str) -> None:
    freeze(manager, concept)
    assert "verandert niet meer" in text(manager.get(page(concept, step)))


def test_nothing_of_a_frozen_study_changes(manager: Client, concept: StudyOutcome) -> None:
    freeze(manager, concept)
    before = list(ComparisonArea.objects.values_list("area", "choice"))
    change(manager, concept, "Vergelijkwijk 7", included="nee", reason="Toch niet.")
    manager.post(page(concept, "opnieuw-kiezen"), {"version": Study.objects.get().version})
    manager.post(page(concept, "weg"))
    assert list(ComparisonArea.objects.values_list("area", "choice")) == before


def test_a_concept_can_be_thrown_away(manager: Client, concept: StudyOutcome) -> None:
    manager.post(page(concept, "weg"))
    assert not Study.objects.exists()


# run


@pytest.fixture
def running(manager: Client, concept: StudyOutcome) -> StudyOutcome:
    freeze(manager, concept)
    Run.objects.update(state=State.BUSY, step="Gasverbruik", done=1, total=3)
    return concept


def test_a_run_shows_how_far_it_is_and_can_be_stopped_without_script(manager: Client, running: StudyOutcome) -> None:
    assert "1 van 3 uitkomsten berekend" in text(manager.get(page(running)))
    manager.post(page(running, "stoppen"))
    assert Run.objects.get().cancel_requested
    assert "Wordt gestopt" in text(manager.get(page(running)))


def test_htmx_asks_only_for_how_far_it_is_and_for_the_page_when_it_is_over(manager: Client, running) -> None:
    part = manager.get(page(running), headers={"hx-request": "true"})
    assert part.content.decode().lstrip().startswith('<div class="wa-flow" id="stand"')
    Run.objects.update(state=State.DONE)
    assert manager.get(page(running), headers={"hx-request": "true"})["HX-Refresh"] == "true"


def test_a_run_that_failed_is_told(manager: Client, running: StudyOutcome) -> None:
    Run.objects.update(state=State.FAILED, error="De cijfers zijn weg.")
    assert "Het berekenen is mislukt. De cijfers zijn weg." in text(manager.get(page(running)))


def test_versions_stand_beside_each_other_with_what_changed(manager: Client, concept: StudyOutcome) -> None:
    freeze(manager, concept)
    result_of(concept, REFUSED)
    result_of(concept, ANSWERED, number=2, changed=[{"code": "FIGURES", "message": "3 cijfers zijn veranderd."}])
    shown = text(manager.get(page(concept)))
    assert "▲ beter" in shown
    assert "– niet te zeggen" in shown
    assert "3 cijfers zijn veranderd." in shown
    assert "eerste versie" in shown


# who reads


@pytest.mark.parametrize(("who", "sees"), [("pim", {"frozen"}), ("con", {"frozen"}), ("noor", {"frozen", "concept"})])
def test_only_a_manager_sees_what_is_not_frozen(client: Client, cast: Cast, who: str, sees: set[str]) -> None:
    client.force_login(getattr(cast, who))
    rows = {"frozen": study_of(cast), "concept": study_of(cast, name="Nog niet", status="concept", frozen_at=None)}
    found = {name for name, one in rows.items() if client.get(f"{ROOT}/{one.pk}").status_code == 200}
    assert found == sees


@pytest.mark.parametrize("who", ["pim", "con"])
def test_who_reads_along_is_offered_nothing_to_change(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    outcome = outcome_of(study_of(cast))
    for address in (ROOT, page(outcome), page(outcome, "vergelijken", "gasverbruik")):
        assert 'method="post"' not in client.get(address).content.decode().split("<main")[1]


@pytest.mark.parametrize("role", [Role.REPORTER, Role.READER, Role.EDITOR, Role.MODERATOR])
def test_others_read_only_what_is_public(client: Client, cast: Cast, role: Role) -> None:
    person = Person.objects.create_user("iemand@demo.example", name="Iemand")
    Membership.objects.create(person=person, organisation=cast.haard, role=role)
    client.force_login(person)
    study = study_of(cast)
    assert client.get(f"{ROOT}/{study.pk}").status_code == 404
    assert client.get(reverse("effecten", args=[cast.programme.slug])).status_code == 200


# the ways to it


def test_the_programme_and_the_start_page_lead_to_it(manager: Client, concept: StudyOutcome) -> None:
    assert f'href="{ROOT}"' in manager.get("/werk/programmas/havenkwartier-vooruit").content.decode()
    assert "Onderzoek klaar om vast te leggen: “Havenkwartier vanaf 2016”" in text(manager.get("/start"))


def test_a_new_answer_stands_on_the_start_page(manager: Client, concept: StudyOutcome) -> None:
    freeze(manager, concept)
    result_of(concept, ANSWERED)
    shown = text(manager.get("/start"))
    assert "Nieuwe uitkomst: “Havenkwartier vanaf 2016”" in shown
    assert "klaar om vast te leggen" not in shown


def test_new_answers_of_several_studies_stand_on_one_line(manager: Client, cast: Cast) -> None:
    for name in ("Wonen", "Werken"):
        result_of(outcome_of(study_of(cast, name=name)), ANSWERED)
    shown = text(manager.get("/start"))
    assert "Nieuwe uitkomsten van 2 onderzoeken" in shown
    assert "2 beter" in shown
    assert "Nieuwe uitkomst:" not in shown
