from dataclasses import replace
from datetime import date

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from agreements.views.fetching import agreement_seen
from partnerships.czech import format_date
from planning.drawing import drawn
from planning.forms import TermFilterForm
from planning.forms.step_filter import BY_COOPERATION
from planning.periods import calendar_year
from planning.picture import Picture
from planning.seen import EACH_MONTH, EACH_QUARTER, Part, picture_of
from planning.themes import themes_of, with_themes
from planning.totals import targets, year_totals
from planning.views.year import gap_of
from planning.whole_term import cooperation_year_results, whole_term
from planning.year import NOT_IN_FORCE, Known, known_of


@require_safe
def term(request, pk):
    agreement = agreement_seen(request, pk, "counting", adding=with_themes)
    today, known = timezone.localdate(), known_of(agreement)
    asked = request.GET.get("roky") == BY_COOPERATION
    of_cooperation = _by_cooperation(agreement, known, today) if asked else ()
    parts = of_cooperation or _by_calendar(agreement, known, today)
    context = {
        "unit": agreement.unit,
        "agreement": agreement,
        "this_year": today.year,
        "by_cooperation": bool(of_cooperation),
        "picture": None,
        "why_not": parts[0].result.why_not if parts else NOT_IN_FORCE,
        **(gap_of(request.user, agreement, parts[0].result, known) if parts else {}),
    }
    if parts and parts[0].result.computable:
        context |= _shown(request, agreement, parts, today, by_cooperation=bool(of_cooperation))
    return render(request, "planning/whole_term.html", context)


def _shown(
    request, agreement: Agreement, parts: tuple[Part, ...], today: date, *, by_cooperation: bool
) -> dict:
    """The picture, its table and the sums, all of them of the steps that are left."""
    narrowed = TermFilterForm(
        request.GET,
        results=[part.result for part in parts],
        themes=themes_of(agreement),
        by_cooperation=by_cooperation,
    )
    shown = tuple(replace(part, result=narrowed.narrow(part.result)) for part in parts)
    return {
        "window": parts[0].result.window,
        "filter": narrowed,
        "step_count": len({step.step_key for step in narrowed.steps}),
        "totals": year_totals(shown),
        "targets": targets(shown, today=today),
        "picture": drawn(_picture(shown, today)),
    }


def _by_calendar(agreement: Agreement, known: Known, today: date) -> tuple[Part, ...]:
    results = whole_term(agreement, today=today, known=known)
    return tuple(Part(str(one.year), calendar_year(one.year), one) for one in results)


def _by_cooperation(agreement: Agreement, known: Known, today: date) -> tuple[Part, ...]:
    return tuple(
        Part(
            f"{one.number}. rok",
            one.days,
            one.result,
            f"{format_date(one.days.start)} – {format_date(one.days.end)}",
        )
        for one in cooperation_year_results(agreement, today=today, known=known)
    )


def _picture(parts: tuple[Part, ...], today: date) -> Picture:
    """An agreement of one year has room for its months."""
    months = EACH_MONTH if len(parts) == 1 else EACH_QUARTER
    return picture_of("Harmonogram za celou dobu spolupráce", parts, today=today, months=months)
