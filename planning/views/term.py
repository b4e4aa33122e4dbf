from datetime import date

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from partnerships.czech import format_date
from planning.drawing import drawn
from planning.periods import calendar_year
from planning.picture import Picture
from planning.seen import EACH_MONTH, EACH_QUARTER, Part, picture_of
from planning.totals import targets, year_totals
from planning.views.year import gap_of
from planning.whole_term import cooperation_year_results, whole_term
from planning.year import NOT_IN_FORCE

BY_COOPERATION = "spoluprace"


@require_safe
def term(request, pk):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user).select_related("unit"), pk=pk)
    today = timezone.localdate()
    asked = request.GET.get("roky") == BY_COOPERATION
    of_cooperation = _by_cooperation(agreement, today) if asked else ()
    parts = of_cooperation or _by_calendar(agreement, today)
    is_shown = bool(parts) and parts[0].result.computable
    context = {
        "unit": agreement.unit,
        "agreement": agreement,
        "this_year": today.year,
        "by_cooperation": bool(of_cooperation),
        "totals": year_totals(parts) if is_shown else (),
        "targets": targets(parts, today=today) if is_shown else (),
        "picture": drawn(_picture(parts, today)) if is_shown else None,
        "window": parts[0].result.window if is_shown else None,
        "why_not": parts[0].result.why_not if parts else NOT_IN_FORCE,
        **(gap_of(request.user, agreement, parts[0].result) if parts else {}),
    }
    return render(request, "planning/whole_term.html", context)


def _by_calendar(agreement: Agreement, today: date) -> tuple[Part, ...]:
    results = whole_term(agreement, today=today)
    return tuple(Part(str(one.year), calendar_year(one.year), one) for one in results)


def _by_cooperation(agreement: Agreement, today: date) -> tuple[Part, ...]:
    return tuple(
        Part(
            f"{one.number}. rok",
            one.days,
            one.result,
            f"{format_date(one.days.start)} – {format_date(one.days.end)}",
        )
        for one in cooperation_year_results(agreement, today=today)
    )


def _picture(parts: tuple[Part, ...], today: date) -> Picture:
    """An agreement of one year has room for its months."""
    months = EACH_MONTH if len(parts) == 1 else EACH_QUARTER
    return picture_of("Harmonogram za celou dobu spolupráce", parts, today=today, months=months)
