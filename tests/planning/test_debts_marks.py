"""Every kind of write that decides leaves a mark, and the copy follows."""

from datetime import date

import pytest
from django.db import connection

from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion, Approval
from agreements.vocabulary import OutputCode, Side
from partnerships.models import Attendance, Event, Meeting
from partnerships.vocabulary import EventState, Matter
from planning.actions.debts import bring_up_to_date, refresh_all_debts
from planning.debts import stale
from planning.models import DebtMark, Fulfilment, FulfilmentState
from tests.factories import (
    AgendaItemFactory,
    ApprovalFactory,
    CountingRuleFactory,
    EvidenceFactory,
    SignatureFactory,
    StatedStartFactory,
    TerminationFactory,
    put_in_state,
)
from tests.planning.debts import NOW, computed, overridden, situation, stored
from tests.planning.situations import (
    commitment_of,
    draft,
    event_for,
)

pytestmark = pytest.mark.django_db


def discussed(agreement):
    """A partnership meeting is a discussion of the fulfilment by a point of its agenda alone."""
    AgendaItemFactory(
        meeting=Meeting.objects.get(minutes_approved_at=None), matter=Matter.AGREEMENT_FULFILMENT
    )


def cancelled(agreement):
    Event.objects.update(state=EventState.CANCELLED, cancelled_reason="Chřipka.")


def proposed(agreement):
    Fulfilment.objects.update(state=FulfilmentState.PROPOSED, confirmed_at=None, confirmed_by=None)


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
