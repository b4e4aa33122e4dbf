"""What is due on a day: dated commitments, the ends of their years, tasks, the ends of agreements. One query."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Least

from agreements.lifecycle import EFFECTIVE
from agreements.models import Agreement, ScheduleTerm
from partnerships.models import FollowUpTask, LocalPartnership, User
from partnerships.vocabulary import TaskState
from planning.models import Occurrence


class Due(StrEnum):
    COMMITMENT = "commitment"
    YEAR = "year"
    TASK = "task"
    AGREEMENT = "agreement"


class Deadline(NamedTuple):
    """`parent` is the agreement of a commitment or a year and the meeting of a task, if it has one."""

    what: Due
    day: date
    label: str
    detail: str
    number: int  # the year of a commitment or a year
    count: int  # of commitments that a year's end closes
    of_unit: int
    row: int
    parent: int | None


class LastOfYear(Func):
    template = "make_date(%(expressions)s, 12, 31)"
    output_field = DateField()


class LastDayOf(Func):
    """Of a range of days; the upper bound itself is no more in it."""

    template = "(upper(%(expressions)s) - 1)"
    output_field = DateField()


def deadlines(user: User, units: Iterable[int], *, first: date, last: date) -> list[Deadline]:
    """Of the units with these numbers, as far as the person sees them. What is done or cancelled has no deadline."""
    units = list(units)
    parts = [_commitments(user, units), _years(user, units), _tasks(user, units), _ends(user, units)]
    within = [
        part.filter(day__gte=first, day__lte=last).order_by().values_list(*Deadline._fields) for part in parts
    ]
    return [Deadline(*row) for row in within[0].union(*within[1:], all=True)]


def of_units(units: Iterable[int]) -> Q:
    """Of the unit itself or of a partnership that serves it."""
    served = LocalPartnership.units.through.objects.filter(territorialunit__in=units)
    return Q(unit__in=units) | Q(partnership__in=served.values("localpartnership"))


def _columns(rows: QuerySet, what: Due, **columns) -> QuerySet:
    """The same columns of the same types for each part, in whatever it leaves out there is nothing."""
    columns = {"label": Value(""), "detail": Value(""), "number": Value(0), "count": Value(0), **columns}
    types = {
        "label": CharField(),
        "detail": CharField(),
        "number": IntegerField(),
        "count": IntegerField(),
        "parent": BigIntegerField(),
        "row": BigIntegerField(),
    }
    typed = {name: Cast(value, types[name]) if name in types else value for name, value in columns.items()}
    return rows.annotate(what=Value(str(what)), **typed)


def _owed(user, units) -> QuerySet[Occurrence]:
    owed = Occurrence.objects.visible_to(user).alias(owed=Coalesce("override", "expected"))
    return owed.filter(commitment__agreement__unit__in=units, owed__gt=0)


def _commitments(user, units) -> QuerySet[Occurrence]:
    wordings = ScheduleTerm.objects.filter(
        version__agreement=OuterRef("commitment__agreement"),
        key=OuterRef("commitment__key"),
        version__state__in=EFFECTIVE,
    ).order_by("-version__number")
    return _columns(
        _owed(user, units).filter(due_on__isnull=False),
        Due.COMMITMENT,
        day=F("due_on"),
        label=Subquery(wordings.values("step__activity__name")[:1]),
        detail=Subquery(wordings.values("raw_text")[:1]),
        number=F("year"),
        of_unit=F("commitment__agreement__unit"),
        row=F("pk"),
        parent=F("commitment__agreement"),
    )


def _years(user, units) -> QuerySet[Occurrence]:
    """One row of an agreement and year; the last year ends with the agreement."""
    by_year = _owed(user, units).filter(due_on=None)
    by_year = by_year.values(
        "year", of_unit=F("commitment__agreement__unit"), agreement=F("commitment__agreement")
    )
    return _columns(
        by_year,
        Due.YEAR,
        day=Least(LastOfYear("year"), LastDayOf("commitment__agreement__in_force")),
        number=F("year"),
        count=Count("pk"),
        row=F("year"),
        parent=F("agreement"),
    )


def _tasks(user, units) -> QuerySet[FollowUpTask]:
    name = Concat("person__first_name", Value(" "), "person__last_name")
    return _columns(
        FollowUpTask.objects.visible_to(user).filter(
            of_units(units), state=TaskState.OPEN, due_on__isnull=False
        ),
        Due.TASK,
        day=F("due_on"),
        label=F("text"),
        detail=Case(When(person=None, then=F("person_text")), default=name),
        of_unit=F("unit"),
        row=F("pk"),
        parent=F("event"),
    )


def _ends(user, units) -> QuerySet[Agreement]:
    return _columns(
        Agreement.objects.visible_to(user).filter(unit__in=units, in_force__upper_inf=False),
        Due.AGREEMENT,
        day=LastDayOf("in_force"),
        label=F("kind"),
        of_unit=F("unit"),
        row=F("pk"),
        parent=F("pk"),
    )
