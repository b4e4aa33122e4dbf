from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from planning import actions
from planning.forms import AttendanceSheet
from planning.forms.ticks import read_ticks, said, sent_ticks, stored_text, values_of
from planning.views.navigation import (
    recordable_event,
    refusal_of,
    require_form,
    units_seen,
    why_not_recorded,
    year_or_event,
)


@require_form
def attendance(request, pk):
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event):
        return refusal
    units = units_seen(request, event)
    sheet = AttendanceSheet(event, request.POST if request.method == "POST" else None, units=units)
    status, revision = 200, event.revision
    if request.method == "POST" and sheet.is_valid():
        sent = request.POST.get("revision", "")
        revision = int(sent) if sent.isascii() and sent.isdigit() else -1
        try:
            actions.record_attendance(event, by=request.user, rows=sheet.attendances(), revision=revision)
        except actions.LostSave:
            event.refresh_from_db(fields=["revision"])
            status, revision = 409, event.revision
        except actions.Refused as problem:
            messages.error(request, str(problem))
            return redirect("planning:event", event.pk)
        else:
            messages.success(request, "Účast je zapsaná.")
            if "dalsi" in request.POST:
                return redirect(request.get_full_path())
            return redirect(year_or_event(request, event))
    context = {
        "unit": units[0],
        "event": event,
        "sheet": sheet,
        "revision": revision,
        "is_conflict": status == 409,
        "leads_to": year_or_event(request, event),
    }
    return render(request, "planning/attendance.html", context, status=status)


@require_POST
def attendance_tick(request, pk):
    """200 with what is stored now; 409 where somebody else wrote something else, 422 where it can't be written."""
    event = recordable_event(request, pk)
    sent = sent_ticks(request.body)
    if sent is None:
        return JsonResponse(
            {"zprava": "Záznam účasti se nepodařilo přečíst. Načtěte stránku znovu."}, status=422
        )
    if event.is_recorded_by_reporting:
        return JsonResponse({"zprava": why_not_recorded(event), "zavreno": True}, status=422)
    units = units_seen(request, event)
    sheet = AttendanceSheet(event, units=units)
    read = read_ticks(sheet, sent)
    try:
        refused, rows = actions.tick_attendance(event, by=request.user, ticks=read.ticks, read=sheet.known)
    except actions.Refused as problem:
        return JsonResponse({"zprava": str(problem), "zavreno": True}, status=422)
    answer = {
        "odmitnuto": [
            {
                "radek": one.name,
                "pole": one.field,
                "zprava": one.reason,
                "jinak": one.is_conflict,
                "ulozeno": stored_text(one.stored),
                "slovy": said(one.field, one.stored),
                "kdo": one.by,
            }
            for one in (*read.refused, *refused)
        ],
        "hodnoty": values_of(sheet, rows),
    }
    conflict = any(one.is_conflict for one in refused)
    return JsonResponse(answer, status=409 if conflict else 422 if answer["odmitnuto"] else 200)
