"""The calendar of a unit and that of everything one sees: a month by days, a year by months."""

from collections import Counter
from datetime import date, timedelta
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.czech import MONTHS
from partnerships.models import TerritorialUnit
from planning import access
from planning.calendar import entries, month_of
from planning.forms.calendar import CalendarFilter
from planning.vocabulary import EntryKind

BACK, AHEAD = 15, 5  # years the links lead to; any other can be typed into the address


@require_safe
def calendar(request, unit_pk):
    return _month(request, _unit(request, unit_pk))


@require_safe
def calendar_year(request, unit_pk, year):
    return _year(request, _unit(request, unit_pk), year)


@require_safe
def my_calendar(request):
    return _month(request, None)


@require_safe
def my_calendar_year(request, year):
    return _year(request, None, year)


def _unit(request, unit_pk) -> TerritorialUnit:
    return get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)


def _filter(request, unit) -> CalendarFilter:
    units = (
        [unit] if unit else list(TerritorialUnit.objects.visible_to(request.user).order_by("name_sort", "pk"))
    )
    return CalendarFilter(request.GET, units=units, today=timezone.localdate())


def _context(request, unit, shown: CalendarFilter, year: int) -> dict:
    return {
        "unit": unit,
        "filter": shown,
        "query": f"&{urlencode(shown.query)}" if shown.query else "",
        "month_path": reverse("planning:calendar", args=[unit.pk])
        if unit
        else reverse("planning:my_calendar"),
        "year_path": _year_path(unit, year),
        "may_record": unit is not None and access.can_record(request.user, unit),
    }


def _month(request, unit):
    shown = _filter(request, unit)
    first, last = month_of(shown.month)
    found = entries(request.user, shown.chosen_units, first=first, last=last, kinds=shown.kinds)
    context = _context(request, unit, shown, first.year) | {
        "first": first,
        "name": f"{MONTHS[first.month - 1]} {first.year}",
        "days": _by_day(found, first, last),
        "neighbours": [_month_link(first - timedelta(days=1)), _month_link(last + timedelta(days=1))],
    }
    return render(request, "planning/calendar_month.html", context)


def _month_link(day: date) -> tuple[str, str]:
    return f"{day:%Y-%m}", f"{MONTHS[day.month - 1]} {day.year}"


def _by_day(found, first: date, last: date) -> list[tuple[date, list]]:
    """What takes more days stands on each of them that the month has."""
    days: dict[date, list] = {}
    for entry in found:
        start, end = max(entry.on, first), min(entry.last_day, last)
        for number in range((end - start).days + 1):
            days.setdefault(start + timedelta(days=number), []).append(entry)
    return sorted(days.items())


def _year(request, unit, year):
    shown = _filter(request, unit)
    years = range(shown.today.year - BACK, shown.today.year + AHEAD + 1)
    found = entries(
        request.user, shown.chosen_units, first=date(year, 1, 1), last=date(year, 12, 31), kinds=shown.kinds
    )
    context = _context(request, unit, shown, year) | {
        "year": year,
        "months": _by_month(found, year),
        "neighbours": [(one, _year_path(unit, one)) for one in (year - 1, year + 1) if one in years],
    }
    return render(request, "planning/calendar_year.html", context)


def _year_path(unit, year: int) -> str:
    if unit:
        return reverse("planning:calendar_year", args=[unit.pk, year])
    return reverse("planning:my_calendar_year", args=[year])


def _by_month(found, year: int) -> list[dict]:
    """Twelve months with (kind, number of entries, of them cancelled), in the order of the kinds.

    What takes more days is in each month it touches, as on the pages of the months.
    """
    numbers, off = Counter(), Counter()
    for entry in found:
        start, end = max(entry.on, date(year, 1, 1)), min(entry.last_day, date(year, 12, 31))
        places = [(month, entry.kind) for month in range(start.month, end.month + 1)]
        numbers.update(places)
        off.update(places if entry.is_cancelled else [])
    return [
        {
            "value": f"{year}-{month:02}",
            "name": MONTHS[month - 1],
            "kinds": [
                (kind, numbers[month, kind], off[month, kind]) for kind in EntryKind if numbers[month, kind]
            ],
        }
        for month in range(1, 13)
    ]
