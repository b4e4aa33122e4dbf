"""Minutes sent round: to whom, the page a link in the mail opens, comments and their settlement."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from partnerships.allauth_adapter import address_of
from partnerships.models import MeetingMail, MinutesComment
from partnerships.views.pages import secret_page
from partnerships.vocabulary import MailKind
from planning import access, actions
from planning.actions.circulation import NOT_CIRCULATED
from planning.circulation import is_circulated, opened_by, recipients_of
from planning.forms.circulation import CirculationForm, CommentForm, SettleForm
from planning.views.navigation import event_of, recordable_event, refusal_of, require_form, unit_seen

behind_a_signed_link = secret_page("minutes", "60/m/ip")
ATTENDANCE = ("seat__organisation", "seat__holder", "person")


def _back(event):
    return redirect(f"{reverse('planning:event', args=[event.pk])}#pripominky")


@require_form
def minutes_circulate(request, pk):
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event):
        return refusal
    meeting = getattr(event, "meeting", None)
    offered = recipients_of(event, event.attendances.select_related(*ATTENDANCE))
    seen = meeting and meeting.circulated_at
    form = CirculationForm(request.POST or None, offered=offered, today=timezone.localdate(), seen=seen)
    if form.is_valid():
        given = {
            "recipients": form.chosen(),
            "until": form.cleaned_data["until"],
            "seen": form.cleaned_data["seen"],
            "address": partial(address_of, request),
        }
        try:
            mails = actions.circulate_minutes(event, by=request.user, **given)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"Zápis odchází k připomínkám. Počet příjemců: {len(mails)}.")
        return _back(event)
    mails = MeetingMail.objects.visible_to(request.user).select_related("notification")
    context = {
        "unit": unit_seen(request, event),
        "event": event,
        "meeting": meeting,
        "form": form,
        "without_email": [one for one in offered if not one.email],
        "mails": mails.filter(event=event, kind=MailKind.MINUTES),
    }
    return render(request, "planning/minutes_circulate.html", context)


# --- Comments -----------------------------------------------------------------------------------------------


@require_form
def minutes_comment(request, pk):
    """Of somebody with an account."""
    event = event_of(request, pk)
    if not access.can_comment_minutes(request.user, event):
        raise PermissionDenied
    if not is_circulated(event, getattr(event, "meeting", None)):
        messages.error(request, NOT_CIRCULATED)
        return redirect("planning:event", event.pk)
    form = CommentForm(request.POST or None, items=list(event.meeting.agenda_items.all()))
    if form.is_valid():
        try:
            actions.comment_minutes(event, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Připomínka je uložená.")
        return _back(event)
    context = {"unit": unit_seen(request, event), "event": event, "form": form}
    return render(request, "planning/minutes_comment.html", context)


@require_form
def comment_settle(request, pk):
    comments = MinutesComment.objects.visible_to(request.user).select_related("meeting", "item", "author")
    comment = get_object_or_404(comments, pk=pk)
    event = recordable_event(request, comment.meeting.event_id)
    if refusal := refusal_of(request, event):
        return refusal
    form = SettleForm(request.POST or None, initial={"answer": comment.answer})
    if form.is_valid():
        try:
            actions.settle_comment(comment, by=request.user, **form.cleaned_data)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Připomínka je vypořádaná.")
        return _back(event)
    context = {"unit": unit_seen(request, event), "event": event, "comment": comment, "form": form}
    return render(request, "planning/comment_settle.html", context)


@csrf_exempt
@require_form
@behind_a_signed_link
def minutes_shared(request, token):
    """The draft, for whoever got the link. No session and no cookie: the link itself is the right to comment."""
    mail = opened_by(token)
    if mail is None:
        return render(request, "planning/minutes_link_over.html", status=404)
    event, meeting, today = mail.event, mail.event.meeting, timezone.localdate()
    items = list(meeting.agenda_items.all())
    form = CommentForm(request.POST or None, items=items)
    problem = ""
    if form.is_valid():
        try:
            actions.comment_minutes(event, by=None, mail=mail, today=today, **form.cleaned_data)
        except actions.Refused as refusal:
            problem = str(refusal)
        else:
            return HttpResponseRedirect(f"{request.path}?ulozeno=ano#moje")
    context = {
        "event": event,
        "meeting": meeting,
        "items": items,
        "decisions": list(event.decisions.select_related("item").order_by("number")),
        "tasks": list(event.tasks.select_related("person")),
        "own": list(meeting.comments.filter(author=None, author_text=mail.name).select_related("item")),
        "mail": mail,
        "form": form,
        "problem": problem,
        "is_open": today <= meeting.comments_until,
        "is_saved": "ulozeno" in request.GET,
    }
    return render(request, "planning/minutes_shared.html", context)
