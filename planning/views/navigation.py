"""Where a page of an event leads next."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.models import Agreement
from agreements.views.fetching import agreement_seen
from partnerships.models import Event, TerritorialUnit
from partnerships.vocabulary import EventState
from planning import access
from planning.closing import CANCELLED, why_closed, with_acceptance
from planning.event_page import with_links
from planning.facts import with_facts

require_form = require_http_methods(["GET", "HEAD", "POST"])


def recordable_agreement(request, pk) -> Agreement:
    """Where what happened may be written down by this person."""
    agreement = agreement_seen(request, pk)
    if not access.can_record(request.user, agreement.unit):
        raise PermissionDenied
    return agreement


def event_of(request, pk) -> Event:
    """With what its page and the choice of commitments need."""
    events = Event.objects.visible_to(request.user).select_related(
        "unit", "partnership", "group", "meeting__minutes_approved_by", "created_by"
    )
    events = events.prefetch_related("partnership__units")
    return get_object_or_404(with_acceptance(with_links(with_facts(events, event="pk"))), pk=pk)


def recordable_event(request, pk) -> Event:
    event = event_of(request, pk)
    if not access.can_record_event(request.user, event):
        raise PermissionDenied
    return event


def units_seen(request, event) -> list[TerritorialUnit]:
    """The event's units the person sees: one's page and agreements are not another's to read."""
    units = event.units
    if len(units) == 1:
        return units
    visible = TerritorialUnit.objects.visible_to(request.user)
    seen = set(visible.filter(pk__in=[unit.pk for unit in units]).values_list("pk", flat=True))
    return [unit for unit in units if unit.pk in seen]


def unit_seen(request, event) -> TerritorialUnit:
    """Whose page it is: the unit that recorded the event, or the first of the partnership's the person sees."""
    return units_seen(request, event)[0]


def came_from(request) -> str:
    """The agreement whose year page the person came from: a number in the address, or nothing."""
    text = request.GET.get("popis", "")
    return text if text.isascii() and text.isdigit() else ""


def after_recording(request, event):
    """Attendance of what was held and has any, else back."""
    if event.state == EventState.HELD and (event.is_meeting or event.is_training):
        query = {"popis": came_from(request)} if came_from(request) else None
        return redirect(reverse("planning:attendance", args=[event.pk], query=query))
    return back_to_year(request, event)


def back_to_year(request, event):
    return redirect(year_or_event(request, event))


def year_or_event(request, event) -> str:
    agreements = Agreement.objects.visible_to(request.user)
    if came_from(request) and agreements.filter(pk=came_from(request)).exists():
        return reverse("planning:year", args=[came_from(request), event.year])
    return reverse("planning:event", args=[event.pk])


def refusal_of(request, event, *, changes_content=True):
    """A message and the way back, where the event is closed to changes."""
    reason = why_not_recorded(event, changes_content=changes_content)
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("planning:event", event.pk)


def why_not_recorded(event, *, changes_content=True) -> str:
    """Adding a file and saying what the event fulfils change nothing of what the Agency accepted."""
    if event.is_recorded_by_reporting:
        return "Předložení zprávy zapisuje krok zprávy, upravit ho tady nelze."
    if changes_content:
        return why_closed(event, is_accepted=event.is_accepted)
    return CANCELLED if event.state == EventState.CANCELLED else ""
