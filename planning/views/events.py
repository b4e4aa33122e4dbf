from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships.forms import CzechDateField
from partnerships.models import Event, TerritorialUnit
from partnerships.uploads import files_of
from partnerships.vocabulary import EventKind, EventState
from planning import access, actions
from planning.candidates import candidates, candidates_of
from planning.closing import acceptance_part
from planning.event_page import event_page
from planning.forms import CancelForm, CorrectionForm, EventForm, FulfilmentForm
from planning.invitations import asks_if_held, invitations_part, told_about
from planning.meeting_part import meeting_part, to_do
from planning.prints import papers_of
from planning.views.navigation import (
    after_recording,
    event_of,
    refusal_of,
    require_form,
    unit_seen,
    units_seen,
)
from planning.vocabulary import KINDS_BY_GROUP, RECORDABLE_KINDS


@require_safe
def event(request, pk):
    event = event_of(request, pk)
    units = units_seen(request, event)
    page, today = event_page(event, units), timezone.localdate()
    part = meeting_part(event, page, today=today) if event.is_meeting or page.meeting else None
    is_cancelled = event.state == EventState.CANCELLED
    acceptance = acceptance_part(
        event,
        page.evidence,
        user=request.user,
        may_accept=access.can_accept_evidence(request.user, event),
        today=today,
    )
    context = {
        "unit": units[0],
        "event": event,
        "page": page,
        "meeting_part": part,
        "to_do": to_do(page, part) if part else [],
        "today": today,
        "invitations": invitations_part(event, today),
        "asks_if_held": asks_if_held(event, today),
        "form": FulfilmentForm(candidates=page.candidates, chosen=page.chosen),
        "may_record": access.can_record_event(request.user, event) and not event.is_recorded_by_reporting,
        "may_decide": access.can_decide_event(request.user, event) and not event.is_recorded_by_reporting,
        "may_comment": access.can_comment_minutes(request.user, event),
        "is_cancelled": is_cancelled,
        "is_closed": is_cancelled or bool(acceptance.closed),
        "acceptance": acceptance,
        "papers": papers_of(event),
    }
    return render(request, "planning/event.html", context)


@require_form
def event_add(request, unit_pk):
    """With the kind in the address its form, else the choice of kinds; `popis` leads back to the year page."""
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)
    if not access.can_record(request.user, unit):
        raise PermissionDenied
    kind = request.GET.get("druh")
    if kind not in RECORDABLE_KINDS:
        return render(request, "planning/event_kind.html", {"unit": unit, "groups": KINDS_BY_GROUP})
    form = _new_event_form(request, unit, EventKind(kind))
    if form.is_valid():
        event = _record(request, unit, form)
        messages.success(request, "Událost je zapsaná.")
        return after_recording(request, event)
    context = {"unit": unit, "form": form, "kind": EventKind(kind)}
    return render(request, "planning/event_add.html", context)


@require_form
def event_edit(request, pk):
    event = event_of(request, pk)
    if not access.can_record_event(request.user, event):
        raise PermissionDenied
    if refusal := refusal_of(request, event):
        return refusal
    form = _known_event_form(request, event)
    if form.is_valid():
        try:
            _edit(request, event, form)
        except actions.LostSave:
            return _lost_save(request, event, form)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Změny jsou uložené.")
        return redirect("planning:event", event.pk)
    context = {"unit": unit_seen(request, event), "event": event, "form": form}
    return render(request, "planning/event_edit.html", context)


@require_form
def event_cancel(request, pk):
    event = event_of(request, pk)
    if not access.can_decide_event(request.user, event):
        raise PermissionDenied
    if refusal := refusal_of(request, event):
        return refusal
    form = CancelForm(request.POST or None, expecting=len(told_about(event).invited))
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.call_off(
                event,
                by=request.user,
                reason=data["reason"],
                tell_invited=data.get("tell_invited", False),
            )
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Událost je zrušená, zůstává v seznamu i s důvodem.")
        return redirect("planning:event", event.pk)
    context = {"unit": unit_seen(request, event), "event": event, "form": form}
    return render(request, "planning/event_cancel.html", context)


@require_POST
def fulfilment(request, pk):
    """Confirms what the event fulfils, from the checkboxes of its page."""
    event = event_of(request, pk)
    if not access.can_record_event(request.user, event):
        raise PermissionDenied
    if refusal := refusal_of(request, event, changes_content=False):
        return refusal
    units = access.units_recorded_by(request.user, event)
    form = FulfilmentForm(request.POST, candidates=candidates_of(event, units))
    if form.is_valid():
        chosen = form.chosen_commitments()
        actions.confirm_fulfilment(event, by=request.user, commitments=chosen, units=units)
        messages.success(request, "Uloženo, co událost plní.")
    else:
        messages.error(request, "Vyberte závazek ze seznamu.")
    return redirect("planning:event", event.pk)


def _new_event_form(request, unit, kind) -> EventForm:
    """What the kind says beyond doubt is chosen already, and the commitment of the button that led here."""
    offered = candidates([unit], kind, on=_day_of(request))
    wanted = request.GET.get("zavazek")
    chosen = [one.commitment.key for one in offered if one.is_obvious or str(one.commitment.key) == wanted]
    return EventForm(
        request.POST or None,
        files_of(request) or None,
        unit=unit,
        kind=kind,
        today=timezone.localdate(),
        candidates=offered,
        chosen=chosen,
    )


def _day_of(request) -> date:
    """The last one of the event as it was typed; before that the one the year page speaks of, else today."""
    for text in (request.POST.get("ends_on"), request.POST.get("starts_on"), request.GET.get("ke-dni")):
        with suppress(ValidationError):
            return CzechDateField().clean(text)
    return timezone.localdate()


def _known_event_form(request, event) -> CorrectionForm:
    units = access.units_recorded_by(request.user, event)
    return CorrectionForm(
        request.POST or None,
        unit=unit_seen(request, event),
        kind=EventKind(event.kind),
        today=timezone.localdate(),
        event=event,
        candidates=candidates_of(event, units),
        chosen=event.fulfilments.values_list("commitment__key", flat=True),
    )


def _edit(request, event, form) -> None:
    actions.edit_event(
        event,
        by=request.user,
        today=timezone.localdate(),
        revision=form.cleaned_data["revision"],
        commitments=form.chosen_commitments(),
        units=access.units_recorded_by(request.user, event),
        reason=form.cleaned_data.get("reason", ""),
        **form.event_fields(),
    )


def _record(request, unit, form) -> Event:
    return actions.record_event(
        unit,
        by=request.user,
        today=timezone.localdate(),
        kind=form.kind,
        commitments=form.chosen_commitments(),
        output=form.first_output,
        upload=form.cleaned_data.get("upload"),
        form_key=form.cleaned_data["form_key"],
        **form.event_fields(),
    )


def _lost_save(request, event, form):
    """409: the form with what this person typed, beside what somebody else saved meanwhile."""
    event.refresh_from_db()
    form.data = form.data.copy()
    form.data["revision"] = event.revision
    context = {"unit": unit_seen(request, event), "event": event, "form": form}
    context["differences"] = form.differences_from(event)
    return render(request, "planning/event_conflict.html", context, status=409)
