"""Mail before and after the day: to who reports, to the manager what matters, and nothing twice."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core.management import call_command

from programmes import services
from programmes.models import Reminder, ReportingPeriod
from programmes.services import reminders
from programmes.services.reminders import send_reminders
from runs import clock
from runs import services as runs
from runs.models import Run
from stakeholders.models import Membership, Person
from tests.programmes.reports.conftest import filled, submitted

BEFORE, DUE, AFTER = dt.date(2021, 2, 20), dt.date(2021, 3, 1), dt.date(2021, 3, 2)


def to(mails):
    return sorted(address for mail in mails for address in mail.to)


def test_two_weeks_before_the_day_who_reports_gets_a_mail(report, mailoutbox):
    send_reminders(today=BEFORE)
    (mail,) = mailoutbox
    assert mail.to == ["cor@demo.example"]
    assert "uiterlijk op 1 maart 2021" in mail.body
    assert f"/werk/rapportages/{report.pk}" in mail.body


def test_earlier_than_that_nobody_is_mailed(report, mailoutbox):
    send_reminders(today=dt.date(2021, 2, 1))
    assert mailoutbox == []


def test_after_the_day_the_manager_hears_of_it_too(report, mailoutbox):
    send_reminders(today=AFTER)
    assert to(mailoutbox) == ["cor@demo.example", "noor@demo.example"]
    assert "De Haard, Havenkwartier Vooruit, Jaar 2020: moest op 1 maart 2021 binnen zijn" in mailoutbox[1].body


@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_nobody_is_mailed_twice(report, mailoutbox, day):
    send_reminders(today=day)
    first = len(mailoutbox)
    send_reminders(today=day)
    send_reminders(today=day + dt.timedelta(days=3 if day == AFTER else 1))
    assert len(mailoutbox) == first


def test_before_and_after_are_two_reminders(report, mailoutbox):
    send_reminders(today=DUE)
    send_reminders(today=AFTER)
    assert list(Reminder.objects.values_list("kind", "sent_to")) == [("vooraf", 1), ("te-laat", 1)]


def test_who_handed_in_hears_nothing(cast, report, mailoutbox):
    submitted(cast, report)
    send_reminders(today=BEFORE)
    send_reminders(today=AFTER)
    assert mailoutbox == []


def test_who_must_correct_is_reminded(cast, report, mailoutbox):
    done = submitted(cast, report)
    services.return_report(report=done, version=done.version, by=cast.noor, remark="Beter.")
    send_reminders(today=AFTER)
    assert "cor@demo.example" in to(mailoutbox)


def test_who_has_no_working_account_is_skipped_and_the_manager_is_told(cast, report, mailoutbox):
    Person.objects.filter(pk=cast.cor.pk).update(is_active=False)
    send_reminders(today=BEFORE)
    (mail,) = mailoutbox
    assert mail.to == ["noor@demo.example"]
    assert "Geen mail, want zonder werkend account: Cor." in mail.body
    assert "Nodig iemand uit." in mail.body


def test_who_never_set_a_password_has_no_working_account(cast, report, mailoutbox):
    cast.cor.set_unusable_password()
    cast.cor.save()
    send_reminders(today=BEFORE)
    assert to(mailoutbox) == ["noor@demo.example"]


def test_a_manager_gets_one_mail_of_all_that_is_late(cast, report, mailoutbox):
    cast.renovation.partners.add(cast.other_corporatie)
    services.open_reports(period=ReportingPeriod.objects.get())
    Membership.objects.create(person=cast.con, organisation=cast.other_corporatie, role="rapporteur")
    send_reminders(today=AFTER)
    assert to(mailoutbox) == ["con@demo.example", "cor@demo.example", "noor@demo.example"]
    assert all(name in mailoutbox[-1].body for name in ("De Haard", "Thuisgoed"))


def test_a_mail_that_did_not_leave_is_sent_the_next_time(report, mailoutbox, monkeypatch):
    def down(*args, **kwargs):
        raise SMTPException

    with monkeypatch.context() as broken:
        broken.setattr(reminders, "send_mail", down)
        send_reminders(today=BEFORE)
    assert not Reminder.objects.exists()
    send_reminders(today=BEFORE)
    assert len(mailoutbox) == 1


def test_a_locked_period_reminds_nobody(cast, period, report, mailoutbox):
    services.lock_period(period=period, version=1, by=cast.noor)
    send_reminders(today=AFTER)
    assert mailoutbox == []


def test_the_command_says_what_it_did(cast, report):
    filled(cast, report)
    told = StringIO()
    call_command("send_reminders", stdout=told)
    assert told.getvalue().startswith("0 geopend, 1 herinnerd, 2 mails")


def test_the_worker_starts_it_once_a_day(report, mailoutbox):
    today = dt.date(2021, 3, 2)
    started = clock.start_due(today)
    (run,) = Run.objects.filter(pk__in=started, kind="herinneringen").values_list("pk", flat=True)
    assert clock.start_due(today) == []
    tomorrow = clock.start_due(dt.date(2021, 3, 3))
    assert Run.objects.filter(pk__in=tomorrow, kind="herinneringen").count() == 1
    assert runs.execute(run_id=run).result == {"opened": 0, "reports": 1, "mails": 2}


def test_the_subject_says_which_report_it_is_and_until_when(report, mailoutbox):
    send_reminders(today=BEFORE)
    send_reminders(today=AFTER)
    assert [mail.subject for mail in mailoutbox] == [
        "Rapportage Jaar 2020 voor Havenkwartier Vooruit: inleveren uiterlijk op 1 maart 2021",
        "Te laat: rapportage Jaar 2020 voor Havenkwartier Vooruit, moest 1 maart 2021 binnen zijn",
        "Rapportages in Wijkaanpak die aandacht vragen",
    ]


def test_a_line_break_in_a_name_keeps_no_mail_from_leaving(cast, report, mailoutbox):
    ReportingPeriod.objects.update(name="Jaar\n2020")
    send_reminders(today=BEFORE)
    assert mailoutbox[0].subject.startswith("Rapportage Jaar 2020 voor")


@pytest.mark.parametrize(("day", "words"), [(BEFORE, "dien haar weer in"), (AFTER, "Lees ze, pas de rapportage aan")])
def test_what_was_sent_back_is_not_called_never_handed_in(cast, report, mailoutbox, day, words):
    done = submitted(cast, report)
    services.return_report(report=done, version=done.version, by=cast.noor, remark="Kijk nog eens.")
    send_reminders(today=day)
    assert "stuurde haar terug met opmerkingen" in mailoutbox[0].body
    assert words in mailoutbox[0].body
    assert not any("is nog niet ingediend" in mail.body for mail in mailoutbox)
    assert day == BEFORE or "u stuurde haar terug en zij is nog niet weer ingediend" in mailoutbox[1].body
