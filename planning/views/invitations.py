from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnerships.czech import counted
from partnerships.vocabulary import EventState
from planning import access, actions
from planning.actions.invitations import TEMPLATES, letter_facts
from planning.forms.invitations import InvitationForm
from planning.invitations import can_be_invited, left_since, recipients_of, told_about
from planning.views.navigation import event_of, recordable_event, refusal_of, require_form, unit_seen

SEND = "rozeslat"


@require_form
def invitation(request, pk):
    """The choice of people, then a preview, then the mails; nothing is sent before the preview was confirmed."""
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event):
        return refusal
    if not can_be_invited(event, timezone.localdate()):
        messages.error(request, "Pozvat lze jen na jednání, které se teprve uskuteční.")
        return redirect("planning:event", event.pk)
    proposed, told = recipients_of(event), told_about(event)
    form = InvitationForm(request.POST or None, event=event, proposed=proposed, told=told)
    is_valid = form.is_valid()
    if is_valid and request.POST.get("krok") == SEND:
        return _send(request, event, form)
    left = left_since(event, told)
    context = {
        "unit": unit_seen(request, event),
        "event": event,
        "form": form,
        "proposed": proposed,
        "may_edit_contacts": access.can_decide_event(request.user, event),  # the unit's own editors
        "told": told,
        "left": [mail for mail in told.invited if mail.person_id in left],
        "preview": _preview(request, event, form) if is_valid else None,
    }
    return render(request, "planning/invitation_send.html", context)


@require_POST
def invitation_cancel(request, pk):
    """Of a cancelled meeting: whoever still expects it learns that it is off."""
    event = event_of(request, pk)
    if not access.can_decide_event(request.user, event):
        raise PermissionDenied
    if event.state != EventState.CANCELLED:
        messages.error(request, "Jednání není zrušené. Nejdřív ho zrušte.")
        return redirect("planning:event", event.pk)
    sent = actions.cancel_invitations(event, by=request.user)
    messages.success(request, f"Zrušení jsme oznámili: {counted(len(sent), 'osoba')}.")
    return redirect("planning:event", event.pk)


def _send(request, event, form):
    data = form.cleaned_data
    try:
        sent = actions.send_invitations(
            event,
            by=request.user,
            today=timezone.localdate(),
            recipients=form.recipients(),
            seen=data["seen"],
            text=data["text"],
        )
    except actions.Refused as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, f"Rozesláno: {counted(len(sent), 'pozvánka')}.")
    return redirect("planning:event", event.pk)


def _preview(request, event, form) -> dict:
    facts = letter_facts(event, by=request.user, text=form.cleaned_data["text"])
    kind = "CHANGE" if form.told.has_changed else "INVITATION"
    subject, _, body = render_to_string(TEMPLATES[kind], facts).strip().partition("\n")
    return {"subject": subject, "body": body.strip(), "recipients": form.recipients()}
