"""Meetings planned for a whole year: which days to propose, what speaks against a day, and what passed since."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from agreements.models import AgreementVersion
from partnerships.models import Event, TerritorialUnit
from partnerships.vocabulary import EventKind, EventState
from planning.candidates import OfKind
from planning.deadlines import of_units
from planning.fulfilment import kind_fits
from planning.year import wording_day, year_results

WEEKDAYS = ("pondělí", "úterý", "středa", "čtvrtek", "pátek")
# Nobody meets in them unless the year leaves no other week; from 20 December to 2 January nobody meets at all.
SUMMER = (7, 8)


def to_confirm(units: Iterable[TerritorialUnit], today: date) -> QuerySet[Event]:
    """Planned events whose last day passed: was it held, moved or cancelled? The oldest first."""
    units = [unit.pk for unit in units]
    last_day = Coalesce("ends_on", "starts_on")
    return (
        Event.objects.filter(of_units(units), state=EventState.PLANNED)
        .alias(last_day=last_day)
        .filter(last_day__lt=today)
        .select_related("unit", "partnership", "group")
        .order_by(F("last_day").asc(), "pk")
    )


# --- Days to propose --------------------------------------------------------------------------------------


@cache
def _holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("CZ", years=year, language="cs"))


def holiday_on(day: date) -> str:
    """The Czech name of the public holiday, or nothing."""
    return _holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    return day.weekday() < len(WEEKDAYS) and not holiday_on(day)


def is_between_the_years(day: date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 2)


def proposed_days(
    first: date, last: date, *, count: int, weekday: int, closed: Callable[[date], bool] | None = None
) -> list[date]:
    """At most `count` days of that weekday, spread evenly: in the middle of each part of the period.

    A holiday moves to the nearest week; summer is used only when the other weeks don't suffice. Where a week is
    missing for each, the whole rest of the period is offered and the list is shorter. No day is `closed`.
    """
    weeks = [day for day in _weekdays(first, last, weekday) if is_working_day(day)]
    weeks = [day for day in weeks if not (is_between_the_years(day) or (closed and closed(day)))]
    outside = [day for day in weeks if day.month not in SUMMER]
    offered = outside if len(outside) >= count else weeks
    return _nearest(offered, _middles(first, last, count))


def _weekdays(first: date, last: date, weekday: int) -> Iterable[date]:
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def _middles(first: date, last: date, count: int) -> list[date]:
    length = (last - first).days + 1
    return [first + timedelta(days=length * (2 * part + 1) // (2 * count)) for part in range(count)]


def _nearest(offered: list[date], wanted: list[date]) -> list[date]:
    """A day of its own for each of `wanted`, in their order; the earlier of two equally near."""
    if len(offered) <= len(wanted):
        return offered
    taken, start = [], 0
    for place, day in enumerate(wanted):
        # those that follow need a week each
        free = offered[start : len(offered) - (len(wanted) - place - 1)]
        nearest = min(range(len(free)), key=lambda index: abs((free[index] - day).days))
        taken.append(free[nearest])
        start += nearest + 1
    return taken


# --- What speaks against a day ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Warnings:
    """Of each day what a person should know before the meetings are written; nothing of it forbids the day."""

    by_day: dict[date, tuple[str, ...]]

    def of(self, day: date) -> tuple[str, ...]:
        return self.by_day.get(day, ())


def warnings_of(days: Iterable[date], unit: TerritorialUnit, *, today: date) -> Warnings:
    """One query, whatever the number of days."""
    days = set(days)
    others = defaultdict(list)
    events = Event.objects.of_unit(unit).filter(starts_on__in=days).exclude(state=EventState.CANCELLED)
    for day, title in events.order_by("starts_on", "pk").values_list("starts_on", "title").distinct():
        others[day].append(title)
    return Warnings({day: (*_of_the_day(day, today), *_of_others(others[day])) for day in days})


def _of_the_day(day: date, today: date) -> Iterable[str]:
    if name := holiday_on(day):
        yield f"Státní svátek: {name}."
    if day.weekday() >= len(WEEKDAYS):
        yield "Je to víkend."
    if is_between_the_years(day):
        yield "Mezi svátky se málokdo sejde."
    elif day.month in SUMMER:
        yield "Prázdniny, mnoho lidí bude pryč."
    if day < today:
        yield "Tento den už byl."


def _of_others(titles: list[str]) -> Iterable[str]:
    for title in titles:
        yield f"V tento den už je: {title}."


# --- How many are needed ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Needed:
    """What the agreements expect of the kind in the year, and how many of it are written down, held or planned."""

    year: int
    expected: int
    written: int

    @property
    def missing(self) -> int:
        return max(self.expected - self.written, 0)


def needed_of(unit: TerritorialUnit, kind: EventKind, year: int, *, today: date) -> Needed | None:
    """Of the term that asks for most; None where no agreement says a number."""
    of_kind, agreements = OfKind(kind), list(unit.agreements.all())
    versions = AgreementVersion.objects.filter(agreement__in=agreements)
    held = versions.held_on(wording_day(year, today=today)).with_days()
    found = [
        Needed(year, term.expected, term.written)
        for result in year_results(agreements, held, year, today=today).values()
        for step in result.steps
        for term in step.terms
        if result.computable and term.expected and kind_fits(of_kind, term)
    ]
    return max(found, key=lambda needed: needed.missing, default=None)


def usual_period(today: date) -> tuple[date, date]:
    """The rest of this year; late in autumn the whole of the next one."""
    if today.month < 11:
        return today + timedelta(days=1), date(today.year, 12, 31)
    return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)
