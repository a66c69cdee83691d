"""A count in a report keeps the day that it is about: an older one never undoes a newer one, and that is told."""

import datetime as dt

import pytest
from django.urls import reverse

from programmes import services
from programmes.counting import Count, counts_of
from programmes.models import Output
from programmes.services import OutputSaid
from tests.programmes.reports.conftest import row

END = dt.date(2020, 12, 31)


@pytest.fixture
def homes(cast):
    return Output.objects.create(intervention=cast.renovation, name="woningen", planned=200)


@pytest.fixture
def tell(cast, report):
    """De Haard hands in so many over 2020."""

    def told(*counts):
        said = [OutputSaid(str(number), output, count) for number, (output, count) in enumerate(counts)]
        about = {"report": report, "rows": [row(cast)], "outputs": said, "by": cast.cor}
        return services.fill_and_submit(version=report.version, **about)

    return told


def count(output, realised, counted_on=None, entered=None):
    """So many, counted by hand; without a day it is of the day on which it was entered."""
    output.realised, output.counted_on = realised, counted_on
    output.save()
    if entered:
        output.history.update(history_date=dt.datetime(*entered, tzinfo=dt.UTC))


def accept(cast, told):
    return services.accept_report(report=told, version=told.version, by=cast.noor)


def stands(output):
    output.refresh_from_db()
    return output.realised, output.counted_on


def test_a_count_of_a_report_is_of_the_end_of_its_year_and_says_so(cast, homes, tell):
    done = accept(cast, tell((homes, 100)))
    assert stands(homes) == (100, END)
    assert (done.outputs.get().counted_on, done.outputs.get().newer_on) == (END, None)


def test_a_count_without_a_day_that_was_entered_later_is_not_undone_by_an_older_report(cast, homes, tell):
    count(homes, 120, entered=(2021, 6, 30))
    done = accept(cast, tell((homes, 100)))
    assert stands(homes) == (120, None)
    said = done.outputs.get()
    assert (said.realised, said.newer, said.newer_on) == (100, 120, dt.date(2021, 6, 30))


def test_a_count_without_a_day_that_was_entered_before_gives_way(cast, homes, tell):
    count(homes, 80, entered=(2020, 3, 1))
    accept(cast, tell((homes, 100)))
    assert stands(homes) == (100, END)


def test_a_change_of_plan_makes_a_count_no_newer(cast, homes, tell):
    count(homes, 80, entered=(2020, 3, 1))
    homes.planned = 300
    homes.save()
    accept(cast, tell((homes, 100)))
    assert stands(homes) == (100, END)


def test_an_emptied_count_of_an_older_year_does_not_empty_a_newer_one(cast, homes, tell):
    count(homes, 120, dt.date(2021, 6, 30))
    accept(cast, tell((homes, None)))
    assert stands(homes) == (120, dt.date(2021, 6, 30))


def test_what_was_not_taken_over_is_still_known_of_its_own_day(cast, homes, tell):
    count(homes, 120, dt.date(2021, 6, 30))
    accept(cast, tell((homes, 100)))
    homes.refresh_from_db()
    assert counts_of([homes])[homes.pk].known == (Count(END, 100), Count(dt.date(2021, 6, 30), 120))


def page(client, told):
    return client.get(reverse("werk:partner-report", args=[told.pk])).text


def test_who_judges_reads_beforehand_which_counts_will_not_be_taken_over(cast, homes, tell, manager):
    count(homes, 120, dt.date(2021, 6, 30))
    why = "dit is de stand van 31 december 2020, en op 30 juni 2021 waren het er 120. De nieuwste telling blijft staan."
    assert f"Bij accepteren nemen wij dit niet over: {why}" in page(manager, tell((homes, 100)))


def test_on_acceptance_a_message_and_the_page_tell_what_was_not_taken_over(cast, homes, tell, manager):
    count(homes, 120, dt.date(2021, 6, 30))
    told = tell((homes, 100))
    step = {"stap": "accepteer", "version": told.version}
    text = manager.post(reverse("werk:report-step", args=[told.pk]), step, follow=True).text
    assert "woningen: Niet overgenomen: dit is de stand van 31 december 2020" in text
    assert text.count("Niet overgenomen: dit is de stand van 31 december 2020, en op 30 juni 2021") == 2
    count(homes, 130, dt.date(2022, 1, 1))
    assert "op 30 juni 2021 waren het er 120" in page(manager, told)  # as it was that day


def test_of_several_the_message_names_them_once(cast, homes, tell, manager):
    paths = Output.objects.create(intervention=cast.renovation, name="paden")
    for output in (homes, paths):
        count(output, 120, dt.date(2021, 6, 30))
    told = tell((homes, 100), (paths, 9))
    step = {"stap": "accepteer", "version": told.version}
    text = manager.post(reverse("werk:report-step", args=[told.pk]), step, follow=True).text
    assert "2 tellingen zijn niet overgenomen, want er staat al een nieuwere: woningen, paden." in text


def test_where_all_counts_were_taken_over_nothing_is_said_of_it(cast, homes, tell, manager):
    told = tell((homes, 100))
    step = {"stap": "accepteer", "version": told.version}
    assert "overgenomen" not in manager.post(reverse("werk:report-step", args=[told.pk]), step, follow=True).text
