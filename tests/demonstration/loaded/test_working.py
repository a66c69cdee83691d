"""The working day in Voorbeeldstad: reports, chains and all that issue from the ledger, and in keeping with it."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from programmes.ceilings import fullness_of
from programmes.coherence import package_of
from programmes.coherence.findings import checks
from programmes.filekinds import check
from programmes.models import (
    Agreement,
    AgreementDeadline,
    Bundle,
    Ceiling,
    Commitment,
    Contribution,
    Decision,
    Document,
    Intervention,
    Investment,
    Milestone,
    Programme,
    Report,
    ReportingPeriod,
    ReportLine,
    Risk,
)
from programmes.models.reports import ACCEPTED
from programmes.services.closed import through_report
from programmes.services.entryrules import check_entry
from programmes.vocabulary import AgreementKind, AgreementStatus, DecidedBy, MoneyState, Nature, ReportStatus, Vat
from stakeholders.models import Membership, Person

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]

REPORTING = ("de-haard", "thuisgoed", "welzijn-voorbeeldstad")


def test_reports_stand_in_every_status():
    assert set(Report.objects.values_list("status", flat=True)) == set(ReportStatus.values)


@pytest.mark.parametrize("slug", REPORTING)
def test_a_partner_reported_over_three_years(slug):
    years = Report.objects.filter(organisation__slug=slug).values_list("period__year", flat=True)
    assert {2023, 2024, 2025} <= set(years)


def test_every_accepted_line_is_the_entry_of_the_ledger():
    lines = ReportLine.objects.filter(report__status__in=ACCEPTED)
    assert lines.count() > 80
    assert not lines.filter(entry=None).exists()
    assert not lines.exclude(amount_cents=F("entry__amount_cents")).exists()


def test_nothing_was_booked_beside_an_accepted_report():
    reported = ReportLine.objects.filter(report__status__in=ACCEPTED).values("entry")
    for report in Report.objects.filter(status__in=ACCEPTED).select_related("period"):
        where = {"spender": report.organisation_id, "year": report.period.year}
        entries = Investment.objects.in_hand().filter(
            **where, intervention__programme=report.period.programme_id, nature=Nature.INVESTMENT
        )
        assert not entries.exclude(pk__in=reported).exists()


def test_what_was_sent_back_says_why_at_the_line():
    returned = Report.objects.filter(status=ReportStatus.RETURNED, organisation__slug="de-haard").get()
    assert returned.remark
    assert returned.lines.exclude(remark="").count() == 1


def test_who_is_now_asked_to_report_over_the_current_year_is_not_in_havenkwartier():
    periods = ReportingPeriod.objects.filter(year=2026).values_list("programme__slug", "locked_on")
    assert list(periods) == [("molenbuurt-samen", None)]


def test_every_entry_holds_to_the_rules_of_the_services():
    manager = Person.objects.get(email="manager@demo.example")
    entries = Investment.objects.standing().with_names().select_related("document", "bundle")
    with through_report():
        assert [check_entry(entry, entry.amount, manager) for entry in entries] == [
            entry.amount_cents for entry in entries
        ]


def test_entries_with_and_without_btw_and_capital_charges_occur():
    entries = Investment.objects.standing()
    assert set(entries.values_list("vat", flat=True)) == set(Vat.values)
    assert entries.charges().exists()


def test_what_the_gemeente_spends_stands_on_a_taakveld():
    spent = Investment.objects.filter(spender__kind="gemeente")
    assert spent.exists()
    assert not spent.filter(taakveld="").exists()


def test_money_of_the_rijk_reaches_the_corporation_by_the_gemeente_and_counts_once():
    last = Investment.objects.filter(passed_from__isnull=False, spender__slug="thuisgoed")
    assert last.exists()
    for entry in last.select_related("passed_from", "first_payer"):
        first = entry.passed_from
        assert (first.passed_on, first.spender_id, first.amount_cents) == (True, entry.payer_id, entry.amount_cents)
        assert entry.first_payer == first.payer
    by_source, by_spender = last.per_first_payer(), last.per_spender()
    assert sum(row["cents"] for row in by_source) == sum(row["cents"] for row in by_spender)


def test_the_programmes_of_the_wijken_come_under_that_of_the_city():
    city = Programme.objects.get(slug="sterke-wijken-in-heel-voorbeeldstad")
    children = city.children.filter(draft_of=None)
    assert set(children.values_list("slug", flat=True)) == {
        "havenkwartier-vooruit", "molenbuurt-samen", "oost-in-balans",
    }  # fmt: skip


def test_a_programme_was_published_twice_and_the_council_reads_its_next_version():
    molenbuurt = Programme.objects.get(slug="molenbuurt-samen")
    assert [one.number for one in molenbuurt.versions.all()] == [2, 1]
    first, second = (molenbuurt.versions.get(number=number).content for number in (1, 2))
    assert len(second["goals"]) == len(first["goals"]) + 1
    council = Person.objects.get(email="raadslid@demo.example")
    drafts = Programme.objects.visible_to(council).filter(status="concept")
    assert list(drafts) == [molenbuurt.draft]


def test_milestones_were_reached_in_time_and_late_and_are_to_come():
    reached = Milestone.objects.filter(reached_on__isnull=False)
    assert reached.filter(reached_on__lte=F("due_on")).exists()
    assert reached.filter(reached_on__gt=F("due_on")).exists()
    assert Milestone.objects.filter(reached_on=None, due_on__year__lte=2026).exists()
    assert Milestone.objects.filter(reached_on=None, due_on__year__gte=2027).exists()


def test_risks_stand_open_and_closed_and_decisions_were_taken_by_all_kinds():
    assert Risk.objects.open().exists()
    assert Risk.objects.exclude(closed_on=None).exists()
    assert set(Decision.objects.values_list("taken_by", flat=True)) == set(DecidedBy.values) - {DecidedBy.BOARD}


def test_every_document_is_a_real_file_that_says_it_is_invented():
    kinds = set()
    for document in Document.objects.all():
        with document.file.open() as file:
            content = file.read()
        kinds.add(check(BytesIO(content), name=document.original_name, size=len(content), most=10**6).name)
        assert b"Verzonnen" in content
    assert kinds == {"PDF", "PNG"}


def test_agreements_stand_in_every_status_and_over_several_years():
    agreements = Agreement.objects.all()
    assert set(agreements.values_list("status", flat=True)) == set(AgreementStatus.values)
    assert set(agreements.values_list("kind", flat=True)) == set(AgreementKind.values)
    assert {2023, 2024, 2025, 2026, 2027} <= set(agreements.values_list("first_year", flat=True))
    assert AgreementDeadline.objects.filter(done_on__gt=F("due_on")).exists()
    assert Commitment.objects.exclude(interventions=None).count() > 10


def test_a_ceiling_is_nearly_full_and_one_was_exceeded_with_a_reason():
    found = fullness_of(Ceiling.objects.all())
    assert [one.is_nearly_full and not one.is_beyond for one in found].count(True) == 1
    [beyond] = [one for one in found if one.is_beyond]
    assert beyond.ceiling.overrides.get().reason


def test_one_investment_serves_two_interventions_to_the_cent():
    bundle = Bundle.objects.get()
    parts = bundle.entries.values_list("intervention", "amount_cents")
    assert len(parts) == 2
    assert sum(cents for _intervention, cents in parts) == bundle.total_cents


def test_each_kind_of_finding_on_coherence_occurs():
    manager = Person.objects.get(email="manager@demo.example")
    programmes = Programme.objects.filter(gemeente__invented=True, draft_of=None)
    found = [checks(package_of(one, manager, MoneyState.SPENT)) for one in programmes]
    assert [any(check.findings for check in kind) for kind in zip(*found, strict=True)] == [True] * 5


def test_part_of_the_contributions_says_which_share_of_the_money_is_meant_for_it():
    told = Contribution.objects.exclude(money_share=None)
    assert 5 < told.count() < Contribution.objects.count()


def test_the_history_tells_of_the_years_of_the_story_and_not_of_the_day_of_loading():
    changes = Intervention.history.filter(programme__name="Havenkwartier Vooruit", history_type="+")
    assert {change.history_date.year for change in changes} == {change.start_year for change in changes}
    steps = Report.history.filter(status__in=("ingediend", "geaccepteerd"), period__year=2024)
    assert {step.history_date.year for step in steps} == {2025}


def test_documents_were_added_when_what_they_tell_of_happened():
    added = {one.name: one.uploaded_at.date() for one in Document.objects.filter(programme__gemeente__invented=True)}
    assert added["Convenant Samen in het Havenkwartier (verzonnen)"] == dt.date(2012, 3, 16)
    assert added["Jaarverslag buurtteam 2024 (verzonnen)"] == dt.date(2025, 3, 18)
    assert len({day.year for day in added.values()}) > 5
    assert all(change.history_date.date() == change.uploaded_at.date() for change in Document.history.all())


def test_a_decision_and_its_history_bear_the_day_on_which_it_was_taken():
    taken = Decision.history.filter(programme__gemeente__invented=True)
    assert {one.history_date.date() - one.taken_on for one in taken} == {dt.timedelta(0)}
    for decision in Decision.objects.exclude(document=None):
        assert abs((decision.document.uploaded_at.date() - decision.taken_on).days) <= 1


def test_a_risk_was_written_down_in_its_time_and_a_milestone_planned_before_it_was_reached():
    risks = Risk.history.filter(history_type="+")
    assert all(risk.programme.start_year <= risk.history_date.year <= 2025 for risk in risks)
    assert [one.history_date.date() for one in Risk.history.exclude(closed_on=None)] == [dt.date(2014, 2, 1)]
    reached = Milestone.history.exclude(reached_on=None)
    assert {one.history_type for one in reached} == {"~"}
    assert {one.history_date.date() - one.reached_on for one in reached} == {dt.timedelta(0)}


def test_every_entry_was_entered_in_its_time():
    entries = list(Investment.objects.filter(intervention__programme__gemeente__invented=True))
    spent = [one for one in entries if one.state == "besteed"]
    assert {one.entered_at.year - one.year for one in spent} == {1}
    assert all(one.entered_at.year <= max(one.year, 2026) for one in entries if one.state != "besteed")
    assert all(one.entered_at > one.reverses.entered_at for one in entries if one.reverses)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_investment SET entered_at = NULL WHERE id = %s", [entries[0].pk])


def test_nothing_in_the_history_of_reports_and_people_is_of_the_day_of_loading():
    for model in (Report, ReportLine, ReportingPeriod, Ceiling, Membership, Agreement):
        days = {one.history_date.date() for one in model.history.all()}
        assert timezone.localdate() not in days, model
