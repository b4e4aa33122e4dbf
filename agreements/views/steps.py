"""Steps of the life cycle that have a page of their own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from agreements import access, actions
from agreements.forms.sections import AdoptionForm, ReasonForm
from agreements.lifecycle import COMPLETIONS, TRANSITIONS, State, open_transitions
from agreements.models import AgreementVersion
from agreements.views.editing import require_form
from agreements.vocabulary import Side
from agreements.warnings import missing


def _version_for(request, pk, step):
    version = get_object_or_404(AgreementVersion.objects.visible_to(request.user).with_tree(), pk=pk)
    if not access.can_take(request.user, step, version):
        raise PermissionDenied
    return version


def _closed(request, version, name):
    """A message and the way back when the step is not open in this state."""
    if name in open_transitions(State(version.state)):
        return None
    messages.error(request, f"Tento krok teď nelze udělat, stav popisu je „{version.get_state_display()}“.")
    return redirect("agreements:version", version.pk)


@require_form
def take_over(request, pk):
    step = TRANSITIONS["take_over"]
    version = _version_for(request, pk, step)
    if closed := _closed(request, version, "take_over"):
        return closed
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.take_over(version, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Popis spolupráce je převzat a platí.")
            return redirect("agreements:version", version.pk)
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "step": step,
        "form": form,
        "warnings": missing(version, today=timezone.localdate()),
    }
    return render(request, "agreements/take_over.html", context)


@require_form
def complete_adoption(request, pk):
    step = COMPLETIONS["complete_adoption"]
    version = _version_for(request, pk, step)
    if closed := _closed(request, version, "complete_adoption"):
        return closed
    form = AdoptionForm(request.POST or None, initial=_stored_approval(version))
    if form.is_valid():
        try:
            actions.complete_adoption(version, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Údaje o schválení jsou doplněny.")
            return redirect("agreements:version", version.pk)
    context = {"version": version, "unit": version.agreement.unit, "step": step, "form": form}
    return render(request, "agreements/complete_adoption.html", context)


def _stored_approval(version) -> dict:
    approval = next((row for row in version.approvals.all() if row.side == Side.UNIT), None)
    if approval is None:
        return {}
    return {"approval_date": approval.decided_on, "resolution_number": approval.resolution_number}
