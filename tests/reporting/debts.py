"""Situations of „Co kdo dluží“: units that owe something, and what the page shows of it."""

from datetime import date

from django.utils import timezone

from agreements.vocabulary import Side, TermKind
from partnerships.vocabulary import EventKind
from planning.actions.debts import refresh_all_debts
from planning.models import Occurrence
from reporting.debts.filters import DebtFilter
from reporting.debts.lines import Line
from reporting.debts.page import figures_of, groups_of, ordered
from reporting.debts.rows import debts_seen
from tests import factories as make
from tests.planning.situations import draft, in_force, step

TODAY = date(2023, 11, 20)
MEETINGS = {
    "kind": TermKind.FREQUENCY,
    "event_kind": EventKind.LP_MEETING,
    "count": 4,
    "raw_text": "4x ročně",
}


def document(day):
    return {
        "kind": TermKind.DATE,
        "event_kind": EventKind.DOCUMENT,
        "date_to": day,
        "count": None,
        "raw_text": "do dne",
    }


def decided(agreement, year=2022, number=0):
    """What a year asks for; 0 lets the tests look at another one."""
    Occurrence.objects.filter(commitment__agreement=agreement, year=year).update(
        override=number,
        override_reason="Rozjezd.",
        override_at=timezone.now(),
        override_by=make.UserFactory(),
    )
    return agreement


def owing(name, *terms, sides=(Side.UNIT,), **fields):
    """A unit whose agreement has a step for each term, nothing of it done; of 2022 nothing is asked."""
    version = draft(agreement__unit=make.UnitFactory(name=name))
    for place, term in enumerate(terms or [MEETINGS]):
        row = step(version, terms=[term], **fields)
        row.activity.name = f"Činnost {place}"
        row.activity.save()
        for side in sides:
            make.ResponsibilityFactory(version=version, step=row, side=side)
    return decided(in_force(version))


def shown(user, query="", unit=None):
    """Groups of lines as the page shows them."""
    refresh_all_debts(today=TODAY)
    data = dict(part.split("=") for part in query.split("&") if part)
    filtered = DebtFilter(
        data, debts_seen(user, unit, today=TODAY), today=TODAY, of_one_unit=unit is not None
    )
    figures = figures_of(filtered, today=TODAY)
    rows = ordered(filtered, figures, today=TODAY)
    return figures, groups_of(rows, filtered, figures, user, today=TODAY)


def lines(user, query="", unit=None) -> list[Line]:
    return [line for group in shown(user, query, unit)[1] for line in group.lines]


def units(user, query=""):
    return [line.unit.name for line in lines(user, query)]


def line(user, query="", unit=None) -> Line:
    (only,) = lines(user, query, unit)
    return only
