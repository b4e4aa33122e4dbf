from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from agreements.vocabulary import OutputCode
from partnerships.documents import RefusedFile
from partnerships.vocabulary import Matter
from planning import access, actions
from planning.event_page import evidence_choices
from planning.forms import EvidenceForm, MinutesForm
from planning.views.navigation import (
    back_to_year,
    event_of,
    recordable_event,
    refusal_of,
    require_form,
    unit_seen,
)


@require_form
def minutes(request, pk):
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event):
        return refusal
    form = MinutesForm(request.POST or None, initial=_written(event))
    status = 200
    if form.is_valid():
        try:
            actions.save_minutes(event, by=request.user, **form.cleaned_data)
        except actions.LostSave:
            event.refresh_from_db(fields=["revision"])
            form.data = form.data.copy()
            form.data["revision"] = event.revision
            status = 409
        except actions.Refused as problem:
            messages.error(request, str(problem))
            return redirect("planning:event", event.pk)
        else:
            messages.success(request, "Program a zápis jsou uložené.")
            return redirect("planning:event", event.pk)
    context = {"unit": unit_seen(request, event), "event": event, "form": form, "is_conflict": status == 409}
    return render(request, "planning/minutes.html", context, status=status)


@require_POST
def minutes_approve(request, pk):
    event = event_of(request, pk)
    if not access.can_decide_event(request.user, event):
        raise PermissionDenied
    try:
        actions.approve_minutes(event, by=request.user)
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Zápis je schválený a platí jako záznam z jednání.")
    return redirect("planning:event", event.pk)


@require_form
def evidence_add(request, pk):
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event, changes_content=False):
        return refusal
    choices = evidence_choices(event)
    wanted = request.GET.get("vystup") or next(
        (one.code for one in choices if not one.is_held and not one.is_optional), choices[0].code
    )
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        codes=[one.code for one in choices],
        today=timezone.localdate(),
        initial={"output": wanted, "delivered_on": event.ends_on or event.starts_on},
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.attach_evidence(event, by=request.user, **{**data, "output": OutputCode(data["output"])})
        except RefusedFile as problem:
            form.add_error("upload", str(problem))
        else:
            messages.success(request, "Doklad je nahraný.")
            return back_to_year(request, event)
    missing = [one for one in choices if not one.is_held and not one.is_optional]
    context = {"unit": unit_seen(request, event), "event": event, "form": form, "missing": missing}
    return render(request, "planning/evidence_add.html", context)


def _written(event) -> dict:
    meeting = getattr(event, "meeting", None)
    if meeting is None:
        return {"revision": event.revision}
    items = list(meeting.agenda_items.all())
    return {
        "revision": event.revision,
        "minutes_text": meeting.minutes_text,
        "conclusions": meeting.conclusions,
        "matters": [item.matter for item in items if item.matter != Matter.OTHER],
        "other_items": "\n".join(item.title for item in items if item.matter == Matter.OTHER),
    }
