from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.models import Event, TerritorialUnit
from partnerships.spreadsheet import as_download
from planning import access
from planning.forms import EventFilter
from planning.registers import events_workbook

PER_PAGE = 25


@require_safe
def event_list(request, unit_pk):
    unit, filtered = _filtered(request, unit_pk)
    context = {
        "unit": unit,
        "filter": filtered,
        "page": Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page")),
        "export": reverse("planning:event_list_export", args=[unit.pk], query=request.GET),
        "may_record": access.can_record(request.user, unit),
    }
    return render(request, "planning/event_list.html", context)


@require_safe
def event_list_export(request, unit_pk):
    """The same rows in the same order, all of them."""
    unit, filtered = _filtered(request, unit_pk)
    return as_download(f"udalosti-{timezone.localdate():%Y-%m-%d}.xlsx", events_workbook(filtered.qs, unit))


def _filtered(request, unit_pk) -> tuple[TerritorialUnit, EventFilter]:
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)
    events = Event.objects.visible_to(request.user).of_unit(unit).for_list()
    return unit, EventFilter(request.GET, events, unit=unit)
