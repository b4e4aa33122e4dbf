from django.contrib import messages
from django.shortcuts import redirect, render

from planning import actions
from planning.forms import AttendanceSheet
from planning.views.navigation import (
    back_to_year,
    recordable_event,
    refusal_of,
    require_form,
    unit_seen,
)


@require_form
def attendance(request, pk):
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event):
        return refusal
    sheet = AttendanceSheet(event, request.POST if request.method == "POST" else None)
    status, revision = 200, event.revision
    if request.method == "POST" and sheet.is_valid():
        sent = request.POST.get("revision", "")
        revision = int(sent) if sent.isascii() and sent.isdigit() else -1
        try:
            actions.record_attendance(event, by=request.user, rows=sheet.attendances(), revision=revision)
        except actions.LostSave:
            event.refresh_from_db(fields=["revision"])
            status, revision = 409, event.revision
        else:
            messages.success(request, "Účast je zapsaná.")
            if "dalsi" in request.POST:
                return redirect(request.get_full_path())
            return back_to_year(request, event)
    context = {
        "unit": unit_seen(request, event),
        "event": event,
        "sheet": sheet,
        "revision": revision,
        "is_conflict": status == 409,
    }
    return render(request, "planning/attendance.html", context, status=status)
