"""One page for the agenda and the minutes: typed, saved by itself, put together after a lost save, approved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, TooManyFieldsSent
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from agreements.forms.row_changes import (
    asks_for_impossible_rows,
    row_change,
    total_of,
    with_change,
)
from agreements.views import autosave
from agreements.views.section_page import faults_of
from partnerships.models import Meeting
from planning import access, actions
from planning.actions.meetings import APPROVED
from planning.agenda import missing_usual_items
from planning.forms.minutes import ITEMS, MinutesEditor, ReopenMinutesForm
from planning.forms.minutes_conflict import differences, is_the_same, put_together, taken_over
from planning.history import last_writer
from planning.views.navigation import event_of, recordable_event, refusal_of, require_form, unit_seen

USUAL = "obvykle"
TAKE_OVER = "prevzit"
# the form stands beside what somebody else saved; nothing is saved before a person says so
UNDECIDED = "rozdily"


@require_form
def minutes(request, pk):
    event = recordable_event(request, pk)
    if refusal := _refusal(request, event):
        return refusal
    if request.method != "POST":
        return _page(request, event, _editor(request, event))
    if asks_for_impossible_rows(request.POST):
        raise TooManyFieldsSent
    if {"radek", "obnovit", TAKE_OVER} & request.POST.keys():
        return _changed_rows(request, event)
    return _submitted(request, event)


def _refusal(request, event):
    meeting = getattr(event, "meeting", None)
    if refusal := refusal_of(request, event):
        return refusal
    if meeting and meeting.minutes_approved_at:
        messages.error(request, APPROVED)
        return _to_minutes(event)
    return None


def _to_minutes(event):
    return redirect(f"{reverse('planning:event', args=[event.pk])}#zapis")


def _meeting_of(event) -> Meeting:
    return getattr(event, "meeting", None) or Meeting(event=event)


def _editor(request, event, data=None) -> MinutesEditor:
    today = timezone.localdate()
    return MinutesEditor(event, _meeting_of(event), today=today, by=request.user, data=data)


def _page(request, event, editor, *, found=None, status=200):
    """`found` are the differences from what somebody else saved, None where nobody did."""
    rows = event.attendances.select_related("seat__organisation", "seat__holder", "person")
    context = {
        "unit": unit_seen(request, event),
        "event": event,
        "editor": editor,
        "form": editor.form,
        "rows": editor.rows[ITEMS],
        "errors": faults_of(editor),
        "differences": found,
        "saved_by": "" if found is None else last_writer(Meeting, event=event),
        "attendees": sorted({row.who for row in rows if row.is_present}),
    }
    return render(request, "planning/minutes.html", context, status=status)


def _changed_rows(request, event):
    """The same text with the rows changed, nothing checked and nothing saved."""
    asked = request.POST.get("radek", "")
    if place := request.POST.get(TAKE_OVER):
        data, focus = taken_over(request.POST, _meeting_of(event), place), ""
    elif asked == USUAL:
        data, focus = _with_usual_items(request.POST, event)
    elif change := row_change(asked):
        data, focus = with_change(request.POST, change)
    else:
        data, focus = request.POST, ""
    editor = _editor(request, event, data)
    found = differences(editor, _meeting_of(event)) if UNDECIDED in request.POST else None
    editor.stay_quiet()
    editor.focus(focus)
    return _page(request, event, editor, found=found)


def _with_usual_items(data, event):
    """Behind the points that are there already."""
    data, first = data.copy(), total_of(data, ITEMS)
    names = ("matter", "title")
    present = [
        {name: data.get(f"{ITEMS}-{number}-{name}", "") for name in names}
        for number in range(first)
        if not data.get(f"{ITEMS}-{number}-DELETE")
    ]
    offered = missing_usual_items(event, present)
    for number, item in enumerate(offered, start=first):
        for name in names:
            data[f"{ITEMS}-{number}-{name}"] = item[name]
    data[f"{ITEMS}-TOTAL_FORMS"] = str(first + len(offered))
    return data, f"{ITEMS}-{first}"


def _submitted(request, event):
    editor, is_autosave = _editor(request, event, request.POST), autosave.is_autosave(request)
    if not editor.is_valid():
        return autosave.faulty(editor.errors()) if is_autosave else _page(request, event, editor)
    keys = editor.give_keys()
    try:
        meeting = actions.save_minutes(
            event, by=request.user, revision=editor.revision, seen=editor.seen(), **editor.values()
        )
    except actions.LostSave:
        return _lost(request, event)
    except actions.Refused as refusal:
        if is_autosave:
            return autosave.faulty({"": [str(refusal)]})
        editor.form.add_error(None, str(refusal))
        return _page(request, event, editor)
    if is_autosave:
        return autosave.saved(meeting.revision, keys=keys)
    return _saved(request, event)


def _saved(request, event):
    messages.success(request, "Program a zápis jsou uložené.")
    if "usneseni" in request.POST:
        return redirect("planning:decision_add", event.pk)
    return _to_minutes(event)


def _lost(request, event):
    """Saved after all when both say the same: a button clicked twice loses against itself."""
    meeting = Meeting.objects.visible_to(request.user).get(event=event)
    event.meeting = meeting
    editor = _editor(request, event, request.POST)
    editor.is_valid()
    if is_the_same(editor, meeting):
        if autosave.is_autosave(request):
            stored = [{"key": row.key} for row in meeting.agenda_items.all()]
            return autosave.saved(meeting.revision, keys=editor.rows[ITEMS].keys_from(stored))
        return _saved(request, event)
    if autosave.is_autosave(request):
        return autosave.lost()
    shown = _editor(request, event, put_together(request.POST, meeting))
    shown.stay_quiet()
    return _page(request, event, shown, found=differences(editor, meeting), status=autosave.LOST)


# --- Approval -----------------------------------------------------------------------------------------------


@require_form
def minutes_approve(request, pk):
    """Open comments are said first; approved all the same only when the person says so."""
    event = event_of(request, pk)
    if not access.can_decide_event(request.user, event):
        raise PermissionDenied
    meeting = getattr(event, "meeting", None)
    waiting = (
        list(meeting.comments.filter(settled_at=None).select_related("author", "item")) if meeting else []
    )
    if refusal := refusal_of(request, event):
        return refusal
    if request.method == "POST" and (not waiting or "presto" in request.POST):
        try:
            actions.approve_minutes(event, by=request.user)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Zápis je schválený a platí jako záznam z jednání.")
        return _to_minutes(event)
    context = {"unit": unit_seen(request, event), "event": event, "waiting": waiting}
    context["is_asked"] = request.method == "POST"
    return render(request, "planning/minutes_approve.html", context)


@require_form
def minutes_reopen(request, pk):
    event = event_of(request, pk)
    if not access.can_decide_event(request.user, event):
        raise PermissionDenied
    if refusal := refusal_of(request, event):
        return refusal
    form = ReopenMinutesForm(request.POST or None)
    if form.is_valid():
        try:
            actions.reopen_minutes(event, by=request.user, reason=form.cleaned_data["reason"])
        except actions.Refused as problem:
            messages.error(request, str(problem))
            return _to_minutes(event)
        messages.success(
            request, "Zápis je otevřený k opravě. Po opravě ho znovu schvalte, do té doby se nepočítá."
        )
        return redirect("planning:minutes", event.pk)
    context = {"unit": unit_seen(request, event), "event": event, "form": form}
    context["is_approved"] = bool(_meeting_of(event).minutes_approved_at)
    return render(request, "planning/minutes_reopen.html", context)
