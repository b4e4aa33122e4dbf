"""The Agency's consultant accepts evidence, takes a slip back and opens an event for correction."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from planning import access, actions
from planning.forms.reopening import ReopenForm
from planning.models import Evidence
from planning.views.navigation import event_of, require_form, unit_seen


@require_POST
def evidence_accept(request, pk):
    evidence = _evidence(request, pk)
    try:
        actions.accept_evidence(evidence, by=request.user)
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Doklad je uznaný. Událost se teď nedá měnit, dokud ji znovu neotevřete.")
    return redirect("planning:event", evidence.event_id)


@require_POST
def acceptance_withdraw(request, pk):
    evidence = _evidence(request, pk)
    try:
        actions.withdraw_acceptance(evidence, by=request.user, today=timezone.localdate())
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Uznání dokladu je vzaté zpět.")
    return redirect("planning:event", evidence.event_id)


@require_form
def event_reopen(request, pk):
    event = event_of(request, pk)
    if not access.can_accept_evidence(request.user, event):
        raise PermissionDenied
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            actions.reopen_event(event, by=request.user, **form.cleaned_data)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Událost je znovu otevřená, manažer/ka dostane zprávu s důvodem.")
        return redirect("planning:event", event.pk)
    accepted = event.evidence.filter(accepted_at__isnull=False).select_related("document", "accepted_by")
    context = {"unit": unit_seen(request, event), "event": event, "form": form, "accepted": accepted}
    return render(request, "planning/event_reopen.html", context)


def _evidence(request, pk) -> Evidence:
    seen = Evidence.objects.visible_to(request.user).filter(event__isnull=False)
    evidence = get_object_or_404(seen.select_related("event__unit", "event__partnership"), pk=pk)
    if not access.can_accept_evidence(request.user, evidence.event):
        raise PermissionDenied
    return evidence
