"""What of the promises is left, worked out by hand, and its stored copy after every kind of write."""

import uuid
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion, Approval
from agreements.vocabulary import OutputCode, Side, TermKind
from partnerships.models import Attendance, Event, Meeting
from partnerships.vocabulary import EventKind, EventState, Matter, OfficialRole
from planning.actions.debts import READER_WAITS_FOR, bring_up_to_date, refresh_all_debts, refresh_debts
from planning.debts import SHORT, debts_of, owed_by, stale
from planning.models import Debt, DebtMark, DebtSheet, Fulfilment, FulfilmentState, Occurrence
from planning.results import StepResult
from planning.vocabulary import OwedBy, StepStatus
from planning.whole_term import whole_term
from planning.year import year_result
from tests.factories import (
    AgendaItemFactory,
    ApprovalFactory,
    CountingRuleFactory,
    EvidenceFactory,
    MeetingFactory,
    SignatureFactory,
    StatedStartFactory,
    TerminationFactory,
    UserFactory,
    VersionFactory,
    put_in_force,
    put_in_state,
)
from tests.planning.situations import (
    agreement_with,
    attended,
    commitment_of,
    documented,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)
from tests.planning.terms import days, held

pytestmark = pytest.mark.django_db
NOW = date(2024, 2, 1)
MEETINGS = {
    "kind": TermKind.FREQUENCY,
    "event_kind": EventKind.LP_MEETING,
    "count": 4,
    "raw_text": "4x ročně",
}
REPORT = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.COUNCIL_REPORT, "count": 1}
RESEARCH = {"kind": TermKind.QUOTA, "event_kind": EventKind.RESEARCH, "count": 2}


def document(day):
    return {"kind": TermKind.DATE, "event_kind": EventKind.DOCUMENT, "date_to": day, "count": None}


def debts(agreement, *, today=NOW):
    """(year, needed, counted, due, status) of each, as the engine gives them."""
    found = debts_of(whole_term(agreement, today=today), today=today)
    return sorted((debt.year, debt.needed, debt.counted, debt.due_on, debt.status) for debt in found)


def stored(agreement):
    fields = [field.attname for field in Debt._meta.concrete_fields if field.name != "id"]
    return sorted(Debt.objects.filter(commitment__agreement=agreement).values_list(*fields), key=str)


def computed(agreement, *, today=NOW):
    fields = [field.attname for field in Debt._meta.concrete_fields if field.name != "id"]
    agreement = Agreement.objects.get(pk=agreement.pk)
    rows = debts_of(whole_term(agreement, today=today), today=today)
    return sorted((tuple(getattr(row, name) for name in fields) for row in rows), key=str)


# --- What is owed -----------------------------------------------------------------------------------------


def test_each_year_up_to_the_running_one_owes_what_it_lacks():
    """April 2022 – August 2026, four a year: 3 of 2022 (2,68), 4 of 2023; years to come are not owed yet."""
    agreement = agreement_with(**MEETINGS)
    held(agreement, days(3, year=2023))

    assert debts(agreement) == [
        (2022, 3, 0, date(2022, 12, 31), "NOT_FULFILLED"),
        (2023, 4, 3, date(2023, 12, 31), "PARTIAL"),
        (2024, 4, 0, date(2024, 12, 31), "NOT_DUE"),
    ]


def test_last_year_is_owed_until_the_agreement_ends():
    agreement = agreement_with(**MEETINGS)

    assert debts(agreement, today=date(2026, 8, 31))[-1] == (2026, 3, 0, date(2026, 8, 31), "NOT_DUE")
    assert debts(agreement, today=date(2026, 9, 1))[-1] == (2026, 3, 0, date(2026, 8, 31), "NOT_FULFILLED")


def test_what_is_due_once_is_owed_from_the_beginning_and_goes_over_to_later_years():
    agreement = agreement_with(**document(date(2025, 9, 30)))

    assert debts(agreement) == [(2025, 1, 0, date(2025, 9, 30), "NOT_DUE")]
    assert debts(agreement, today=date(2026, 3, 1)) == [(2026, 1, 0, date(2025, 9, 30), "NOT_FULFILLED")]
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=date(2026, 2, 1))
    assert debts(agreement, today=date(2026, 3, 1)) == []


def test_what_is_due_once_is_still_owed_after_the_agreement():
    agreement = agreement_with(**document(date(2025, 9, 30)))

    assert debts(agreement, today=date(2028, 3, 1)) == [(2026, 1, 0, date(2025, 9, 30), "NOT_FULFILLED")]
    event_for(agreement, kind=EventKind.DOCUMENT, starts_on=date(2028, 2, 1))
    assert debts(agreement, today=date(2028, 3, 1)) == []


def test_quota_counts_over_all_years():
    agreement = agreement_with(**RESEARCH)
    event_for(agreement, kind=EventKind.RESEARCH, starts_on=date(2022, 9, 1))

    assert debts(agreement) == [(2026, 2, 1, date(2026, 8, 31), "ONGOING")]


def test_report_is_a_debt_only_when_the_year_for_making_it_is_over():
    agreement = agreement_with(**REPORT)

    assert debts(agreement, today=date(2023, 12, 31)) == []
    assert debts(agreement, today=date(2024, 1, 1)) == [(2022, 1, 0, date(2023, 12, 31), "NOT_FULFILLED")]


@pytest.mark.parametrize("kind", [TermKind.ON_DEMAND, TermKind.CONDITIONAL, TermKind.NONE])
def test_what_has_no_number_is_never_owed(kind):
    agreement = agreement_with(kind=kind, event_kind=EventKind.CONSULTATION, count=None)

    assert debts(agreement, today=date(2028, 1, 1)) == []


def test_what_somebody_decided_is_asked_no_more():
    agreement = agreement_with(**MEETINGS)
    Occurrence.objects.filter(year=2022).update(
        override=0, override_reason="Rozjezd.", override_at=timezone.now(), override_by=UserFactory()
    )

    assert [row[0] for row in debts(agreement)] == [2023, 2024]


def test_nothing_is_owed_where_no_days_are_known():
    version = VersionFactory(stated_years=5)
    step(version, terms=[MEETINGS])
    agreement = in_force(version)

    refresh_all_debts(today=NOW)

    assert stored(agreement) == []
    assert DebtSheet.objects.get().unjudged == 1


def test_last_step_is_the_one_that_lacks_something():
    agreement = agreement_with([OutputCode.LP_MEETING_RECORD], **MEETINGS)
    without = event_for(agreement, starts_on=date(2024, 1, 5), title="Bez zápisu")
    documented(event_for(agreement, starts_on=date(2024, 1, 20)))

    [debt] = [one for one in debts_of(whole_term(agreement, today=NOW), today=NOW) if one.year == 2024]

    assert (debt.counted, debt.last_event_id, debt.lacks) == (1, without.pk, "Záznam z jednání LP")


@pytest.mark.parametrize(
    ("unit", "asz", "expected"),
    [
        (("Realizace",), ("Konzultace",), OwedBy.BOTH),
        (("Realizace",), (), OwedBy.UNIT),
        (("Realizace",), ("-",), OwedBy.UNIT),
        (("–",), ("Lektor",), OwedBy.ASZ),
        ((), (" ",), OwedBy.NOBODY),
    ],
)
def test_dash_in_a_column_is_nobody(unit, asz, expected):
    row = StepResult(uuid.uuid4(), "", "", (), unit, asz, (), StepStatus.NOT_DUE)

    assert owed_by(row) == expected


# --- The copy ---------------------------------------------------------------------------------------------


def everything():
    """Of each kind of term one that is behind, one that is on the way and one that is done."""
    version = draft()
    terms = [
        MEETINGS,
        REPORT,
        RESEARCH,
        document(date(2023, 3, 31)),
        document(date(2024, 1, 31)),
        document(date(2024, 6, 30)),
        {"kind": TermKind.ON_DEMAND, "event_kind": EventKind.CONSULTATION, "count": None},
        {**MEETINGS, "event_kind": EventKind.GROUP_TRAINING, "count": 2},
        {**RESEARCH, "event_kind": EventKind.WORKSHOP, "target_events": 5},
        {**RESEARCH, "event_kind": EventKind.SEMINAR, "count": 1},
    ]
    for term in terms:
        step(version, terms=[term])
    agreement = in_force(version)
    commitments = list(agreement.commitments.order_by("pk"))
    for place, kind, day in (
        (0, EventKind.LP_MEETING, date(2022, 6, 1)),
        (0, EventKind.LP_MEETING, date(2024, 1, 10)),
        (3, EventKind.DOCUMENT, date(2023, 5, 1)),
        (7, EventKind.GROUP_TRAINING, date(2023, 5, 1)),
        (7, EventKind.GROUP_TRAINING, date(2023, 6, 1)),
        (7, EventKind.GROUP_TRAINING, date(2022, 6, 1)),
        (8, EventKind.WORKSHOP, date(2022, 6, 1)),
        (9, EventKind.SEMINAR, date(2022, 6, 1)),
    ):
        event_for(agreement, commitment=commitments[place], kind=kind, starts_on=day)
    return agreement


TODAYS = [date(2022, 4, 20), date(2022, 12, 31), date(2023, 1, 1), NOW, date(2024, 7, 1), date(2026, 9, 1)]


@pytest.mark.parametrize("today", [*TODAYS, date(2028, 1, 1)])
def test_copy_says_what_each_year_says(today):
    """Whatever is short in a year that is asked one by one is owed, and nothing else."""
    agreement = everything()
    refresh_all_debts(today=today)

    owed = {(row.commitment_id, row.year): row for row in Debt.objects.all()}
    years = year_result(agreement, min(today.year, 2026), today=today).years
    seen = set()
    for year in years:
        for row in year_result(agreement, year, today=today).steps:
            for term in row.terms:
                seen.add(term.status)
                debt = owed.pop((term.commitment_id, year), None)
                is_short = term.status in SHORT and term.expected is not None and term.counted < term.expected
                if debt:
                    assert is_short
                    assert (debt.status, debt.needed, debt.counted) == (
                        term.status,
                        term.expected,
                        term.counted,
                    )
                elif is_short and not term.is_report and year == today.year:
                    raise AssertionError(f"{term.raw_text} of {year} is missing")
    assert owed == {}
    assert len(seen) > 1


def test_situations_hold_every_status_that_can_be_stored():
    agreement = everything()
    found = {
        term.status
        for today in TODAYS
        for result in whole_term(agreement, today=today)
        for row in result.steps
        for term in row.terms
    }

    assert found >= SHORT | {StepStatus.FULFILLED, StepStatus.LATE, StepStatus.ON_DEMAND}


def test_another_day_is_computed_again():
    agreement = agreement_with(**MEETINGS)
    refresh_all_debts(today=date(2023, 12, 31))
    assert not stale(Agreement.objects.all(), today=date(2023, 12, 31)).exists()

    assert stale(Agreement.objects.all(), today=date(2024, 1, 1)).get() == agreement
    refresh_all_debts(today=date(2024, 1, 1))
    assert Debt.objects.get(year=2023).status == StepStatus.NOT_FULFILLED


# --- Every kind of write ----------------------------------------------------------------------------------


def situation():
    """One meeting that counts, with all that decides about it, and one whose minutes are being written."""
    version = draft()
    outputs = [OutputCode.LP_MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]
    step(version, outputs=outputs, terms=[MEETINGS])
    agreement = in_force(version)
    minuted(attended(event_for(agreement, starts_on=date(2024, 1, 10)), OfficialRole.MANAGER))
    minuted(event_for(agreement, starts_on=date(2024, 1, 12)), approved=False)
    return agreement


def discussed(agreement):
    """A partnership meeting is a discussion of the fulfilment by a point of its agenda alone."""
    AgendaItemFactory(
        meeting=Meeting.objects.get(minutes_approved_at=None), matter=Matter.AGREEMENT_FULFILMENT
    )


def cancelled(agreement):
    Event.objects.update(state=EventState.CANCELLED, cancelled_reason="Chřipka.")


def proposed(agreement):
    Fulfilment.objects.update(state=FulfilmentState.PROPOSED, confirmed_at=None, confirmed_by=None)


def overridden(agreement):
    Occurrence.objects.filter(year=2024).update(
        override=9, override_reason="Dohoda.", override_at=timezone.now(), override_by=UserFactory()
    )


def version_of(agreement) -> AgreementVersion:
    return agreement.versions.get()


# By what is done: the table whose trigger notices it.
WRITES = {
    "event cancelled": ("partnerships_event", cancelled),
    "event moved to another year": (
        "partnerships_event",
        lambda agreement: Event.objects.update(starts_on=date(2023, 1, 10)),
    ),
    "event about another year": (
        "partnerships_event",
        lambda agreement: Event.objects.update(about_year=2023),
    ),
    "fulfilment no longer confirmed": ("planning_fulfilment", proposed),
    "fulfilment taken away": ("planning_fulfilment", lambda agreement: Fulfilment.objects.all().delete()),
    "another event": (
        "planning_fulfilment",
        lambda agreement: event_for(agreement, starts_on=date(2024, 1, 20)),
    ),
    "attendance taken away": ("partnerships_attendance", lambda agreement: Attendance.objects.all().delete()),
    "minutes opened again": (
        "partnerships_meeting",
        lambda agreement: Meeting.objects.update(minutes_approved_at=None, minutes_approved_by=None),
    ),
    "point of the agenda": ("partnerships_agendaitem", discussed),
    "evidence of the event": (
        "planning_evidence",
        lambda agreement: EvidenceFactory(event=Event.objects.first(), output=OutputCode.ATTENDANCE_SHEET),
    ),
    "evidence of the commitment": (
        "planning_evidence",
        lambda agreement: EvidenceFactory(
            event=None, commitment=commitment_of(agreement), output=OutputCode.ATTENDANCE_SHEET
        ),
    ),
    "expectation overridden": ("planning_occurrence", overridden),
    "counted otherwise": (
        "planning_countingrule",
        lambda agreement: CountingRuleFactory(agreement=agreement),
    ),
    "approval corrected": (
        "agreements_approval",
        lambda agreement: Approval.objects.update(decided_on=date(2023, 1, 1)),
    ),
    "signed": (
        "agreements_signature",
        lambda agreement: SignatureFactory(version=version_of(agreement), side=Side.UNIT),
    ),
    "start stated": (
        "agreements_statedstart",
        lambda agreement: StatedStartFactory(version=version_of(agreement), starts_on=date(2023, 1, 1)),
    ),
    "end recorded": (
        "agreements_termination",
        lambda agreement: TerminationFactory(version=version_of(agreement)),
    ),
    "version ended": (
        "agreements_agreementversion",
        lambda agreement: put_in_state(version_of(agreement), State.TERMINATED),
    ),
    "days of the agreement": (
        "agreements_agreement",
        lambda agreement: Agreement.objects.update(in_force=(date(2022, 4, 19), date(2027, 4, 19))),
    ),
}


def triggers() -> set[str]:
    """Tables that leave marks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'debts_marked_by_%' AND tgenabled = 'O'"
        )
        return {name for (name,) in cursor.fetchall()}


def without_trigger(table):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER debts_marked_by_{table}")


@pytest.mark.parametrize("write", WRITES)
def test_write_leaves_a_mark_and_the_copy_follows(write):
    agreement = situation()
    refresh_all_debts(today=NOW)
    assert stored(agreement) == computed(agreement)
    assert not stale(Agreement.objects.all(), today=NOW).exists()

    WRITES[write][1](agreement)

    assert stale(Agreement.objects.all(), today=NOW).get() == agreement
    bring_up_to_date(Agreement.objects.all(), today=NOW)
    assert stored(agreement) == computed(agreement)
    assert not DebtMark.objects.exists()


@pytest.mark.parametrize("write", WRITES)
def test_without_its_trigger_nobody_would_notice(write):
    agreement = situation()
    refresh_all_debts(today=NOW)
    table, done = WRITES[write]
    without_trigger(table)

    done(agreement)

    assert not stale(Agreement.objects.all(), today=NOW).exists()


def test_every_trigger_is_proved():
    assert triggers() == {table for table, _ in WRITES.values()}


def test_draft_leaves_no_mark():
    version = draft()
    DebtMark.objects.all().delete()

    ApprovalFactory(version=version, side=Side.ASZ)
    AgreementVersion.objects.filter(pk=version.pk).update(stated_years=4)

    assert not DebtMark.objects.exists()


# --- Who computes -----------------------------------------------------------------------------------------


def test_change_during_the_computing_waits_for_the_next_one():
    agreement = situation()
    refresh_all_debts(today=NOW)
    overridden(agreement)

    def meanwhile(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if 'INSERT INTO "planning_debt" ' in sql:
            DebtMark.objects.create(agreement=agreement)
        return result

    with connection.execute_wrapper(meanwhile):
        refresh_debts([agreement.pk], today=NOW)

    assert DebtMark.objects.count() == 1
    assert stale(Agreement.objects.all(), today=NOW).get() == agreement


def test_second_one_finds_nothing_to_do(django_assert_num_queries):
    agreement = situation()
    refresh_all_debts(today=NOW)

    with django_assert_num_queries(5):  # savepoint, sheet, lock, marks, release
        refresh_debts([agreement.pk], today=NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_refresh_costs_the_same_for_any_number_of_agreements(number, django_assert_num_queries):
    pks = [situation().pk for _ in range(number)]

    with django_assert_num_queries(16):
        refresh_debts(pks, today=NOW)


def test_reader_waits_for_some_and_is_told_of_the_others():
    for _ in range(READER_WAITS_FOR + 2):
        agreement_with(**MEETINGS)

    assert bring_up_to_date(Agreement.objects.all(), today=NOW).waiting == 2
    assert bring_up_to_date(Agreement.objects.all(), today=NOW).waiting == 0


def test_command_computes_all(time_machine, capsys):
    time_machine.move_to(NOW)
    agreements = [agreement_with(**MEETINGS) for _ in range(3)]

    call_command("refresh_debts")

    assert capsys.readouterr().out == "3\n"
    assert all(stored(agreement) == computed(agreement) for agreement in agreements)
    call_command("refresh_debts")
    assert capsys.readouterr().out == ""


def test_marks_of_agreements_that_promise_nothing_do_not_pile_up():
    put_in_force(VersionFactory())
    assert DebtMark.objects.exists()

    refresh_all_debts(today=NOW)

    assert not DebtMark.objects.exists()


def test_meeting_without_minutes_is_no_meeting_of_another():
    """A mark goes to the agreements of the event alone."""
    agreement, other = situation(), agreement_with(**MEETINGS)
    refresh_all_debts(today=NOW)

    MeetingFactory(event=event_for(other, starts_on=date(2024, 1, 30)))

    assert stale(Agreement.objects.all(), today=NOW).get() == other != agreement
