"""Situations of the planning tests: an agreement in force with a timeline, events that fulfil it."""

import uuid
from datetime import date

from django.utils import timezone

from agreements.vocabulary import OutputCode, Side
from partnerships.vocabulary import EventKind, OfficialRole, Presence
from planning.actions import write_occurrences
from planning.models import Commitment, FulfilmentState
from tests.factories import (
    ActivityFactory,
    ApprovalFactory,
    AttendanceFactory,
    EventFactory,
    EvidenceFactory,
    FulfilmentFactory,
    MeetingFactory,
    OutputFactory,
    PartnershipFactory,
    StepFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
    put_in_force,
)

AFTER = date(2024, 2, 1)  # a day after the year 2023 the tests look at
EVALUATION_ROLES = [OfficialRole.CONSULTANT, OfficialRole.MANAGER, OfficialRole.REPRESENTATIVE]


def draft(**fields):
    """Approved 19. 4. 2022 for five years, timeline May 2022 – August 2026, as Chomutov's."""
    fields = {
        "stated_years": 5,
        "timeline_from": date(2022, 5, 1),
        "timeline_to": date(2026, 8, 31),
        **fields,
    }
    version = VersionFactory(**fields)
    ApprovalFactory(version=version, side=Side.UNIT, decided_on=date(2022, 4, 19))
    return version


def step(version, *, outputs=(), terms=(), **fields):
    """A step of its own activity; `terms` are the fields of each."""
    row = StepFactory(version=version, activity=ActivityFactory(version=version), **fields)
    for code in outputs:
        OutputFactory(version=version, step=row, code=code)
    for term in terms:
        TermFactory(version=version, step=row, **term)
    return row


def in_force(version):
    """The agreement, its version in force with commitments and occurrences written."""
    put_in_force(version)
    write_occurrences(version.agreement, by=UserFactory())
    return version.agreement


def agreement_with(outputs=(), **term):
    """In force, with one step of one term; `outputs` are its codes."""
    version = draft()
    step(version, outputs=outputs, terms=[term])
    return in_force(version)


def commitment_of(agreement) -> Commitment:
    return agreement.commitments.get()


def event_for(agreement, *, commitment=None, state=FulfilmentState.CONFIRMED, **fields):
    """An event linked to the (only) commitment of the agreement."""
    fields.setdefault("unit", agreement.unit)
    if fields.get("kind", EventKind.LP_MEETING) == EventKind.LP_MEETING:
        fields = {
            "kind": EventKind.LP_MEETING,
            "partnership": PartnershipFactory(units=[fields["unit"]]),
        } | fields
    event = EventFactory(**fields)
    confirmed = state == FulfilmentState.CONFIRMED
    FulfilmentFactory(
        event=event,
        commitment=commitment or commitment_of(agreement),
        state=state,
        confirmed_at=timezone.now() if confirmed else None,
        confirmed_by=UserFactory() if confirmed else None,
    )
    return event


def attended(event, *roles):
    """Somebody came; with roles one person for each."""
    for role in roles or [""]:
        AttendanceFactory(
            event=event, role_present=role, presence=Presence.PRESENT, name_text=f"Účastník {uuid.uuid4()}"
        )
    return event


def minuted(event, approved=True):
    MeetingFactory(
        event=event,
        minutes_text="Jednalo se.",
        minutes_approved_at=timezone.now() if approved else None,
        minutes_approved_by=UserFactory() if approved else None,
    )
    return event


def documented(event, code=OutputCode.MEETING_RECORD):
    EvidenceFactory(event=event, output=code, document__unit=event.unit)
    return event
