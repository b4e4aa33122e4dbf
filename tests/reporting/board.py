"""Situations of the start page: a unit with an agreement in force, its people and a day in its second year."""

from datetime import date

from agreements.vocabulary import OutputCode, Side, TermKind
from partnerships.models import TerritorialUnit
from partnerships.vocabulary import EventKind, EventState
from reporting.board.page import board_of
from reporting.checklist import with_progress
from tests.factories import EventFactory, PartnershipFactory, ResponsibilityFactory
from tests.planning.situations import draft, in_force, step

TODAY = date(2023, 10, 2)
MEETINGS = {
    "kind": TermKind.FREQUENCY,
    "event_kind": EventKind.LP_MEETING,
    "count": 4,
    "raw_text": "4x ročně",
}


def cooperation(*terms, of_agency=()):
    """Partnership meetings four times a year with their record, and the terms given; some are the Agency's alone."""
    version = draft()
    step(version, outputs=[OutputCode.LP_MEETING_RECORD], terms=[MEETINGS])
    for term in terms:
        step(version, terms=[term])
    for term in of_agency:
        ResponsibilityFactory(version=version, step=step(version, terms=[term]), side=Side.ASZ)
    return in_force(version)


def research(day, **fields):
    words = {"kind": TermKind.DATE, "event_kind": EventKind.RESEARCH, "raw_text": f"výzkum do {day}"}
    return words | {"date_to": day, "count": None} | fields


def meeting_of(agreement, **fields):
    """A partnership meeting; the same partnership each time, unless another is given."""
    fields = {"state": EventState.HELD, "starts_on": date(2023, 9, 20), "title": "Podzimní jednání"} | fields
    if "partnership" not in fields:
        known = agreement.unit.partnerships.first()
        fields["partnership"] = known or PartnershipFactory(units=[agreement.unit])
    return EventFactory(unit=agreement.unit, kind=EventKind.LP_MEETING, **fields)


def board_for(user, *, today=TODAY):
    units = TerritorialUnit.objects.visible_to(user).for_list()
    return board_of(user, list(with_progress(units)), today=today)


def asked(user, *, today=TODAY) -> dict[str, object]:
    """By the key of the thing."""
    rows = [row for one in board_for(user, today=today).asked for row in (*one.rows.first, *one.rows.rest)]
    return {row.item.key: row for row in rows}


def waiting(user, *, today=TODAY) -> dict[str, object]:
    folded = board_for(user, today=today).waiting
    return {row.item.key: row for row in (*folded.first, *folded.rest)}
