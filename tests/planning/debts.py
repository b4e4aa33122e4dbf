"""Situations of what is owed, and the stored copy of it beside what the engine says."""

from datetime import date

from django.utils import timezone

from agreements.models import Agreement
from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind, OfficialRole
from planning.debts import debts_of
from planning.models import Debt, Occurrence
from planning.whole_term import whole_term
from tests.factories import UserFactory
from tests.planning.situations import (
    attended,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)

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


def stored(agreement):
    fields = [field.attname for field in Debt._meta.concrete_fields if field.name != "id"]
    return sorted(Debt.objects.filter(commitment__agreement=agreement).values_list(*fields), key=str)


def computed(agreement, *, today=NOW):
    fields = [field.attname for field in Debt._meta.concrete_fields if field.name != "id"]
    agreement = Agreement.objects.get(pk=agreement.pk)
    rows = debts_of(whole_term(agreement, today=today), today=today)
    return sorted((tuple(getattr(row, name) for name in fields) for row in rows), key=str)


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


def situation():
    """One meeting that counts, with all that decides about it, and one whose minutes are being written."""
    version = draft()
    outputs = [OutputCode.LP_MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]
    step(version, outputs=outputs, terms=[MEETINGS])
    agreement = in_force(version)
    minuted(attended(event_for(agreement, starts_on=date(2024, 1, 10)), OfficialRole.MANAGER))
    minuted(event_for(agreement, starts_on=date(2024, 1, 12)), approved=False)
    return agreement


def overridden(agreement):
    Occurrence.objects.filter(year=2024).update(
        override=9, override_reason="Dohoda.", override_at=timezone.now(), override_by=UserFactory()
    )
