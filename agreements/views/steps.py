"""Steps of the life cycle that have a page of their own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from agreements import access, actions
from agreements.adoption import adoption_values
from agreements.comparison import compare_adoption
from agreements.forms.adoption import AdoptionForm
from agreements.forms.sections import ReasonForm
from agreements.lifecycle import COMPLETIONS, TRANSITIONS, State, open_transitions
from agreements.models import AgreementVersion
from agreements.queries import revision_of
from agreements.views.editing import LOST, require_form
from agreements.vocabulary import Section
from agreements.warnings import missing_for


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
        "warnings": missing_for(request.user, version, today=timezone.localdate()),
    }
    return render(request, "agreements/take_over.html", context)


@require_form
def complete_adoption(request, pk):
    step = COMPLETIONS["complete_adoption"]
    version = _version_for(request, pk, step)
    if closed := _closed(request, version, "complete_adoption"):
        return closed
    stored = {"stored": adoption_values(version), "revision": revision_of(version, Section.APPROVAL)}
    form = AdoptionForm(request.POST or None, today=timezone.localdate(), **stored)
    if not form.is_valid():
        return _adoption_page(request, version, form)
    sent = {"reason": form.cleaned_data["reason"], "parts": form.values()}
    consequences = []
    try:
        revision = form.cleaned_data["revision"]
        _, consequences = actions.complete_adoption(version, by=request.user, revision=revision, **sent)
    except actions.StaleSection as refusal:
        differences = compare_adoption(sent["parts"], refusal.stored)
        if differences:
            retry = {**request.POST.dict(), "revision": refusal.revision}
            form = AdoptionForm(retry, today=timezone.localdate(), **stored)
            return _adoption_page(request, version, form, differences=differences, status=LOST)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return _adoption_page(request, version, form)
    messages.success(request, "Schválení a podpisy jsou uložené.")
    for sentence in consequences:
        messages.info(request, sentence)
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#oddil-approval")


def _adoption_page(request, version, form, *, differences=(), status=200):
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "step": COMPLETIONS["complete_adoption"],
        "form": form,
        "differences": differences,
    }
    return render(request, "agreements/complete_adoption.html", context, status=status)
