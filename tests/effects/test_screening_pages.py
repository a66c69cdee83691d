"""A screening as its pages, its file and its command tell it: where to look, by name, and never a verdict."""

import csv
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from effects import screened
from effects.models import Study
from effects.services.screening import Asked, start_screening
from effects.tasks import SCREENING
from effects.vocabulary import StudyStatus
from indicators.models import Indicator
from runs import services
from runs.models import Run, State
from stakeholders.kinds import Role
from stakeholders.models import Membership, Person
from tests.cast import Cast, area
from tests.effects.findings import outcome_of, study_of
from tests.portal.test_query_counts import asked
from tests.query_budgets import BUDGETS
from wijken.models import Area

PAGE = "/werk/doorlichten"
ASKED = Asked(since=2018, level="wijk", division_year=2024, invented=True)


@pytest.fixture
def wijken(cast: Cast) -> list[Area]:
    """Enough of them to be screened, the last by name first."""
    return [area(f"WKVB05{n:02d}", f"Buurtschap {99 - n}", "wijk", cast.city) for n in range(40)]


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.noor)
    return client


def gas() -> Indicator:
    return Indicator.objects.get(slug="gasverbruik")


def line(place: Area, indicator: Indicator, effect: float = -120.5) -> dict:
    return {"area": place.pk, "indicator": indicator.pk, "effect": effect, "p": 0.001, "p_adjusted": 0.031}


def done(*lines: dict, looked: dict[Indicator, int] | None = None, failed: int = 0) -> Run:
    """A screening that found these."""
    by_indicator = {str(one.pk): number for one, number in (looked or {gas(): 40}).items()}
    result = {"areas": 40, "looks": 80, "looked": by_indicator, "failed": failed, "found": list(lines)}
    arguments = {"since": 2018, "level": "wijk", "division_year": 2024, "invented": True}
    return Run.objects.create(kind=SCREENING, arguments=arguments, state=State.DONE, result=result)


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()).replace("\xa0", " "))


# start, follow, stop


def test_a_manager_starts_a_screening_and_sees_how_far_it_is(manager: Client, wijken: list[Area], cast: Cast) -> None:
    shown = manager.post(PAGE, {"ground": "wijk-2024-verzonnen", "since": "2018"}, follow=True)
    run = Run.objects.get(kind=SCREENING)
    assert (Asked.of(run.arguments), run.started_by) == (ASKED, cast.noor)
    assert "Wacht op zijn beurt" in text(shown)
    Run.objects.update(state=State.BUSY, done=3, total=9)
    assert "3 van 9 delen gedaan" in text(manager.get(f"{PAGE}/{run.pk}"))


def test_asking_the_same_twice_starts_it_once(cast: Cast, wijken: list[Area]) -> None:
    assert start_screening(asked=ASKED, by=cast.noor) == start_screening(asked=ASKED, by=cast.bea)


def test_htmx_asks_only_for_how_far_it_is(manager: Client, wijken: list[Area]) -> None:
    run = start_screening(asked=ASKED)
    part = manager.get(f"{PAGE}/{run.pk}", headers={"hx-request": "true"})
    assert part.content.decode().lstrip().startswith('<div class="wa-flow" id="stand"')
    Run.objects.update(state=State.DONE, result={})
    assert manager.get(f"{PAGE}/{run.pk}", headers={"hx-request": "true"})["HX-Refresh"] == "true"


def test_it_can_be_stopped(manager: Client, wijken: list[Area]) -> None:
    run = start_screening(asked=ASKED)
    assert "Wordt gestopt" in text(manager.post(f"{PAGE}/{run.pk}/stoppen", follow=True))
    services.execute(run_id=run.pk)
    assert "Het doorlichten is gestopt. Er is niets van bewaard." in text(manager.get(f"{PAGE}/{run.pk}"))


def test_only_grounds_with_enough_areas_are_offered(manager: Client, cast: Cast) -> None:
    assert manager.get(PAGE).context["form"].fields["ground"].choices == []


def test_without_a_year_nothing_starts(manager: Client, wijken: list[Area]) -> None:
    shown = manager.post(PAGE, {"ground": "wijk-2024-verzonnen", "since": ""})
    assert "since" in shown.context["form"].errors
    assert not Run.objects.filter(kind=SCREENING).exists()


# what it tells


def test_areas_stand_by_name_and_never_by_size(manager: Client, wijken: list[Area]) -> None:
    sizes = [-500.0, 900.0, 1.0]
    run = done(*(line(wijken[n], gas(), size) for n, size in enumerate(sizes)))
    found = screened.findings_of(run)
    assert [one.area.spoken_name for one in found.indicators[0].lines] == [
        "Buurtschap 97", "Buurtschap 98", "Buurtschap 99",
    ]  # fmt: skip
    html = manager.get(f"{PAGE}/{run.pk}").content.decode()
    assert html.index("Buurtschap 97") < html.index("Buurtschap 98") < html.index("Buurtschap 99")


def test_indicators_stand_by_name_too(wijken: list[Area]) -> None:
    others = list(Indicator.objects.filter(slug__in=["woninginbraak", "bijstand", "gasverbruik"]))
    labels = [one.indicator.label() for one in screened.findings_of(done(looked=dict.fromkeys(others, 40))).indicators]
    assert labels == sorted(labels, key=str.casefold)
    assert len(labels) == 3


def test_the_page_says_that_it_is_exploratory_and_how_much_chance_alone_would_show(manager, wijken) -> None:
    shown = text(manager.get(f"{PAGE}/{done(line(wijken[0], gas())).pk}"))
    assert "Verkennend: dit zegt waar u kunt gaan kijken, en nooit dat iets hielp of schaadde." in shown
    assert "Aantal gebieden waar iets uitspringt: 1." in shown
    assert "zou u er door toeval zo’n 2 zien" in shown
    assert "Benjamini-Hochberg" in shown
    assert "0,0310" in shown


@pytest.mark.parametrize("word", ["▲", "▼", "beter", "slechter"])
def test_the_page_gives_no_verdict(manager: Client, wijken: list[Area], word: str) -> None:
    main = manager.get(f"{PAGE}/{done(line(wijken[0], gas())).pk}").content.decode().split("<main")[1]
    assert word not in strip_tags(main).split("Hoe u dit leest")[1].replace("beste of slechtste", "")


def test_a_part_that_failed_is_told(manager: Client, wijken: list[Area]) -> None:
    assert "1 deel is mislukt" in text(manager.get(f"{PAGE}/{done(failed=1).pk}"))


def test_where_nothing_stands_out_it_says_so(manager: Client, wijken: list[Area]) -> None:
    assert "Er springt niets uit." in text(manager.get(f"{PAGE}/{done().pk}"))


def test_what_a_manager_asks_in_a_concept_is_kept_from_that_manager(manager: Client, cast: Cast, wijken) -> None:
    outcome = outcome_of(study_of(cast, status=StudyStatus.DRAFT, frozen_at=None))
    run = done(line(wijken[0], gas()))
    html = manager.get(f"{PAGE}/{run.pk}").content.decode()
    assert "Buurtschap 99" not in html
    assert "Nog niet voor u" in html
    assert b"Buurtschap" not in b"".join(manager.get(f"{PAGE}/{run.pk}/gebieden.csv").streaming_content)
    Study.objects.filter(pk=outcome.study_id).update(status=StudyStatus.FROZEN, frozen_at=timezone.now())
    assert "Buurtschap 99" in manager.get(f"{PAGE}/{run.pk}").content.decode()


def test_another_who_has_no_such_concept_sees_it(client: Client, cast: Cast, wijken: list[Area]) -> None:
    outcome_of(study_of(cast, status=StudyStatus.DRAFT, frozen_at=None))
    client.force_login(cast.bea)
    assert "Buurtschap 99" in text(client.get(f"{PAGE}/{done(line(wijken[0], gas())).pk}"))


def test_the_file_holds_every_line_and_says_in_each_how_to_read_it(manager: Client, wijken: list[Area]) -> None:
    run = done(*(line(wijken[n], gas()) for n in range(3)))
    data = b"".join(manager.get(f"{PAGE}/{run.pk}/gebieden.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data), delimiter=";"))
    assert [row["gebied"] for row in rows] == ["Buurtschap 97", "Buurtschap 98", "Buurtschap 99"]
    assert rows[0]["p na correctie (Benjamini-Hochberg)"] == "0,031"
    assert {row["hoe te lezen"] for row in rows} == {"verkennend: een plek om te kijken, geen oordeel"}


# who


@pytest.mark.parametrize("who", ["noor", "bea", "ted"])
def test_managers_and_the_operator_screen(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("who", ["pim", "cor", "con", "ria"])
def test_others_do_not_find_it(client: Client, cast: Cast, who: str) -> None:
    client.force_login(getattr(cast, who))
    run = done()
    for address in (PAGE, f"{PAGE}/{run.pk}", f"{PAGE}/{run.pk}/gebieden.csv"):
        assert client.get(address).status_code == 404
    assert client.post(f"{PAGE}/{run.pk}/stoppen").status_code == 404


def test_no_other_run_is_shown_as_a_screening(manager: Client, cast: Cast) -> None:
    other = Run.objects.create(kind="import")
    assert manager.get(f"{PAGE}/{other.pk}").status_code == 404


def test_the_start_page_leads_to_it(manager: Client, cast: Cast) -> None:
    assert f'href="{PAGE}"' in manager.get("/start").content.decode()


def test_a_reporter_does_not_start_one_by_the_service(cast: Cast, wijken: list[Area]) -> None:
    from django.core.exceptions import PermissionDenied

    person = Person.objects.create_user("iemand@demo.example", name="Iemand")
    Membership.objects.create(person=person, organisation=cast.haard, role=Role.REPORTER)
    with pytest.raises(PermissionDenied):
        start_screening(asked=ASKED, by=person)


# queries


def test_no_page_asks_more_for_more_of_everything(manager: Client, wijken: list[Area]) -> None:
    few = done(line(wijken[0], gas()))
    pages = {"onderzoek:screenings": PAGE, "onderzoek:screening": f"{PAGE}/{few.pk}"}
    before = {name: asked(manager, address) for name, address in pages.items()}
    others = list(Indicator.objects.outcomes()[:8])
    many = done(*(line(place, one) for place in wijken for one in others), looked=dict.fromkeys(others, 40))
    pages["onderzoek:screening"] = f"{PAGE}/{many.pk}"
    assert {name: asked(manager, address) for name, address in pages.items()} == before
    assert {name for name in pages if before[name] > BUDGETS[name]} == set()


# the command


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runs.tasks.work.apply_async", lambda *_args, **_more: None)
    monkeypatch.setattr("effects.screening.INDICATORS_A_PART", 500)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("screen_effects", *words)
    return capsys.readouterr().out.replace("\xa0", " ")


def test_the_command_does_it_and_tells_it_in_words(wijken: list[Area], silent: None, capsys) -> None:
    told = said(capsys, "--since", "2018", "--invented")
    assert "Doorgelicht: verzonnen wijken van 2024 vanaf 2018." in told
    assert "Verkennend: dit zegt waar u kunt gaan kijken" in told
    assert Run.objects.get(kind=SCREENING).state == State.DONE


def test_the_command_goes_on_with_what_was_begun(wijken: list[Area], silent: None, capsys) -> None:
    begun = start_screening(asked=ASKED)
    said(capsys, "--since", "2018", "--invented")
    assert Run.objects.get(kind=SCREENING).pk == begun.pk


def test_the_command_leaves_it_to_the_workers_when_asked(wijken: list[Area], silent: None, capsys) -> None:
    told = said(capsys, "--since", "2018", "--invented", "--background")
    run = Run.objects.get(kind=SCREENING)
    assert run.state == State.WAITING
    assert f"/werk/doorlichten/{run.pk}" in told


def test_the_command_tells_what_was_found_by_name(wijken: list[Area], capsys, monkeypatch, tmp_path) -> None:
    run = done(line(wijken[1], gas()), line(wijken[0], gas()))
    monkeypatch.setattr("effects.management.commands.screen_effects.start_screening", lambda **_said: run)
    told = said(capsys, "--since", "2018", "--invented", "--csv", str(tmp_path / "gebieden.csv"))
    assert told.index("Buurtschap 98") < told.index("Buurtschap 99")
    assert "p 0,0310" in told
    assert (tmp_path / "gebieden.csv").read_text(encoding="utf-8-sig").count("Buurtschap") == 2


@pytest.mark.parametrize(
    "words", [("--since", "2018"), ("--since", "2018", "--level", "buurt"), ("--since", "2018", "--division", "1999")]
)
def test_wrong_use_is_told_and_starts_nothing(wijken: list[Area], words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as wrong:
        call_command("screen_effects", *words)
    assert (wrong.value.returncode, Run.objects.filter(kind=SCREENING).count()) == (2, 0)


def test_a_screening_that_failed_ends_with_three(wijken: list[Area], monkeypatch) -> None:
    run = Run.objects.create(kind=SCREENING, arguments={}, state=State.FAILED, error="De databank is weg.")
    monkeypatch.setattr("effects.management.commands.screen_effects.start_screening", lambda **_said: run)
    with pytest.raises(CommandError, match="De databank is weg") as failed:
        call_command("screen_effects", "--since", "2018", "--invented")
    assert failed.value.returncode == 3
