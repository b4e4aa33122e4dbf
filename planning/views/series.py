from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships.czech import counted
from partnerships.models import EventSeries, TerritorialUnit
from partnerships.vocabulary import EventState
from planning import access, actions
from planning.actions.series import planned_by_form
from planning.forms.series import SAVE, DaysForm, SeriesForm
from planning.views.navigation import after_recording, recordable_event, refusal_of, require_form


@require_form
def series_add(request, unit_pk):
    """First what the meetings have in common, then the days; nothing is written before they are confirmed."""
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)
    if not access.can_record(request.user, unit):
        raise PermissionDenied
    form = SeriesForm(request.POST or None, unit=unit, today=timezone.localdate())
    days = _days_form(request, form) if form.is_valid() else None
    if days and days.is_bound and (series := _planned(request, form, days)):
        return redirect("planning:series", series.pk)
    context = {"unit": unit, "form": form, "days": days}
    return render(request, "planning/series_add.html", context)


def _days_form(request, form) -> DaysForm:
    given = {"unit": form.unit, "today": form.today}
    if request.POST.get("krok") == SAVE:
        return DaysForm(request.POST, **given)
    return DaysForm(days=form.proposed(), **given)


def _planned(request, form, days) -> EventSeries | None:
    """The series, also when the same form comes again: its own meetings must not then speak against the days."""
    given = {"by": request.user, "form_key": form.cleaned_data["form_key"]}
    if not days.is_valid() or days.has_unseen_warnings:
        return planned_by_form(form.unit, **given)
    series = actions.plan_series(form.unit, days=days.cleaned_data["days"], **given, **form.series_fields())
    messages.success(request, f"Naplánováno: {counted(series.planned, 'jednání')}.")
    return series


@require_safe
def series(request, pk):
    series = get_object_or_404(
        EventSeries.objects.visible_to(request.user).select_related("unit", "partnership", "group"), pk=pk
    )
    events = list(series.events.order_by("starts_on", "pk"))
    context = {
        "unit": _unit_seen(request, series),
        "series": series,
        "events": events,
        "has_live_events": any(event.state != EventState.CANCELLED for event in events),
    }
    return render(request, "planning/series_detail.html", context)


def _unit_seen(request, series) -> TerritorialUnit:
    """The unit that planned it, or one of its partnership that the person sees."""
    visible = TerritorialUnit.objects.visible_to(request.user)
    own = visible.filter(pk=series.unit_id).first()
    return own or visible.filter(partnerships=series.partnership_id).first()


@require_POST
def event_held(request, pk):
    """The answer „ano“ to „uskutečnilo se?“."""
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event):
        return refusal
    try:
        event = actions.hold_event(event, by=request.user, today=timezone.localdate())
    except actions.Refused as problem:
        messages.error(request, str(problem))
        return redirect("planning:event", event.pk)
    messages.success(request, "Událost je zapsaná jako uskutečněná. Doplňte, kdo přišel.")
    return after_recording(request, event)
