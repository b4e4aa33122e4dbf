"""„Co kdo dluží“ of one unit, and of all units a person sees."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from partnerships.models import TerritorialUnit
from partnerships.spreadsheet import as_download
from planning.actions.debts import bring_up_to_date
from planning.models import Commitment
from reporting.debts.export import debts_workbook
from reporting.debts.filters import DebtFilter
from reporting.debts.lines import Line
from reporting.debts.page import PAGE_SIZE, Counted, figures_of, groups_of, ordered
from reporting.debts.rows import debts_seen


@require_safe
def debts(request):
    return _page(request, None, reverse("reporting:debts_export", query=_query(request)))


@require_safe
def unit_debts(request, unit_pk):
    unit = _unit(request, unit_pk)
    return _page(request, unit, reverse("reporting:unit_debts_export", args=[unit.pk], query=_query(request)))


@require_safe
def debts_export(request):
    return _workbook(request, None)


@require_safe
def unit_debts_export(request, unit_pk):
    return _workbook(request, _unit(request, unit_pk))


def _page(request, unit, export):
    today = timezone.localdate()
    overview = _up_to_date(request, unit, today)
    filtered = _filtered(request, unit, today)
    figures = figures_of(filtered, today=today)
    rows = Counted(ordered(filtered, figures, today=today), PAGE_SIZE, figures.chosen)
    page = rows.get_page(request.GET.get("page"))
    context = {
        "unit": unit,
        "today": today,
        "filter": filtered,
        "figures": figures,
        "page": page,
        "groups": groups_of(page, filtered, figures, request.user, today=today) if figures.chosen else [],
        "overview": overview,
        "is_silent": not figures.total and not _has_promises(request, unit),
        "export": export,
    }
    return render(request, "reporting/debts.html", context)


def _workbook(request, unit):
    """The same rows in the same order, all of them."""
    today = timezone.localdate()
    _up_to_date(request, unit, today)
    filtered = _filtered(request, unit, today)
    rows = ordered(filtered, figures_of(filtered, today=today), today=today)
    lines = (Line(row, request.user, today) for row in rows)
    return as_download(f"co-kdo-dluzi-{today:%Y-%m-%d}.xlsx", debts_workbook(lines))


def _up_to_date(request, unit, today):
    agreements = Agreement.objects.visible_to(request.user)
    return bring_up_to_date(agreements.filter(unit=unit) if unit else agreements, today=today)


def _has_promises(request, unit) -> bool:
    promises = Commitment.objects.visible_to(request.user)
    return (promises.filter(agreement__unit=unit) if unit else promises).exists()


def _filtered(request, unit, today) -> DebtFilter:
    rows = debts_seen(request.user, unit, today=today)
    return DebtFilter(request.GET, rows, today=today, of_one_unit=unit is not None)


def _unit(request, pk) -> TerritorialUnit:
    return get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=pk)


def _query(request) -> dict:
    return {name: value for name, value in request.GET.items() if name != "page"}
