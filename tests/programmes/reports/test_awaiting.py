"""What the start page says of reports: to judge, late, to fill in, to hand in."""

from programmes import services
from programmes.reporting import not_reported
from tests.programmes.reports.conftest import accepted, filled, submitted
from tests.programmes.test_pages import words


def start(client, person):
    client.force_login(person)
    return words(client.get("/start"))


def test_a_manager_reads_what_waits_for_a_judgement(cast, report, client):
    submitted(cast, report)
    assert "1 rapportage wacht op uw oordeel De Haard (Jaar 2020)" in start(client, cast.noor)


def test_a_manager_reads_what_is_late(cast, report, client):
    assert "1 rapportage is te laat De Haard (Jaar 2020)" in start(client, cast.noor)


def test_a_reporter_reads_what_is_open_and_when_it_was_due(cast, report, client):
    assert "Rapportage Jaar 2020 staat klaar om in te vullen" in start(client, cast.cor)


def test_a_reporter_reads_what_came_back(cast, report, client):
    done = submitted(cast, report)
    services.return_report(report=done, version=done.version, by=cast.noor, remark="Beter.")
    assert "Rapportage Jaar 2020 is teruggestuurd" in start(client, cast.cor)


def test_a_controller_reads_which_drafts_can_be_handed_in(cast, report, client):
    filled(cast, report)
    assert "Rapportage Jaar 2020 is een concept" in start(client, cast.con)
    submitted(cast, report)
    assert "is een concept" not in start(client, cast.con)


def test_once_accepted_nothing_waits_any_more(cast, report, client):
    accepted(cast, report)
    for person in (cast.noor, cast.cor, cast.con):
        assert "Jaar 2020" not in start(client, person)


def test_without_a_period_what_was_spent_is_awaited_directly(cast, client):
    assert not_reported(cast.cor, cast.haard, 2020) == [cast.renovation]


def test_with_a_period_the_report_says_what_is_awaited(cast, report):
    assert not_reported(cast.cor, cast.haard, 2020) == []
