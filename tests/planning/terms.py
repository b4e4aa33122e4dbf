"""Terms that the tests of the year judge, and how they ask for the verdict."""

from datetime import date

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind
from planning.year import year_result
from tests.planning.situations import (
    AFTER,
    event_for,
)

MEETINGS = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "count": 4}
DOCUMENT = {"kind": TermKind.MONTH, "event_kind": EventKind.DOCUMENT, "count": None}
MEETING_OUTPUTS = [OutputCode.MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]


def only_term(agreement, year=2023, today=AFTER):
    return year_result(agreement, year, today=today).steps[0].terms[0]


def held(agreement, days, **fields):
    return [event_for(agreement, starts_on=day, **fields) for day in days]


def days(number, year=2023):
    return [date(year, month + 1, 10) for month in range(number)]


def reasons(agreement, **when):
    return [line.missing for line in only_term(agreement, **when).not_counted]
