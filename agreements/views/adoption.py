"""What stands beside the content: approvals, signatures, the partnership's opinion, reference numbers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from agreements import access, actions
from agreements.adoption import FILE_REFERENCES, adoption_values
from agreements.comparison import compare_adoption
from agreements.forms.adoption import AdoptionForm, PartsForm
from agreements.lifecycle import COMPLETIONS, UNDER_WAY
from agreements.models import AgreementVersion
from agreements.queries import revision_of
from agreements.views.editing import LOST, require_form
from agreements.views.steps import closed, version_for
from agreements.vocabulary import Section


@require_form
def complete_adoption(request, pk):
    step = COMPLETIONS["complete_adoption"]
    version = version_for(request, pk, step)
    if answer := closed(request, version, "complete_adoption"):
        return answer
    allowed = access.adoption_parts(request.user, version)
    if not allowed:
        raise PermissionDenied
    kept = {
        "stored": adoption_values(version),
        "revision": revision_of(version, Section.APPROVAL),
        "allowed": allowed,
        "today": timezone.localdate(),
    }
    form = AdoptionForm(request.POST or None, **kept)
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
            retry = AdoptionForm({**request.POST.dict(), "revision": refusal.revision}, **kept)
            return _adoption_page(request, version, retry, differences=differences, status=LOST)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return _adoption_page(request, version, form)
    messages.success(request, "Schválení a podpisy jsou uložené.")
    for sentence in consequences:
        messages.info(request, sentence)
    return _back(version)


def _adoption_page(request, version, form, *, differences=(), status=200):
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "step": COMPLETIONS["complete_adoption"],
        "form": form,
        "differences": differences,
    }
    return render(request, "agreements/complete_adoption.html", context, status=status)


@require_form
def file_reference(request, pk):
    """Each side writes what its own registry gave the document."""
    versions = AgreementVersion.objects.visible_to(request.user).select_related("agreement__unit")
    version = get_object_or_404(versions, pk=pk)
    sides = access.sides_of(request.user, version)
    if not sides:
        raise PermissionDenied
    if version.state not in UNDER_WAY:
        messages.error(request, "U platného popisu se č. j. doplňuje spolu se schválením a podpisy.")
        return redirect("agreements:version", version.pk)
    kept = {
        "stored": adoption_values(version),
        "revision": revision_of(version, Section.APPROVAL),
        "allowed": {FILE_REFERENCES[sides[0]]},
        "today": timezone.localdate(),
    }
    form = PartsForm(request.POST or None, **kept)
    if not form.is_valid():
        return _reference_page(request, version, form)
    try:
        sent = {"side": sides[0], "row": form.values()[FILE_REFERENCES[sides[0]]]}
        actions.set_file_reference(version, by=request.user, revision=form.cleaned_data["revision"], **sent)
    except actions.StaleSection as refusal:
        differences = compare_adoption(form.values(), refusal.stored)
        retry = PartsForm({**request.POST.dict(), "revision": refusal.revision}, **kept)
        return _reference_page(request, version, retry, differences=differences, status=LOST)
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return _reference_page(request, version, form)
    messages.success(request, "Č. j. a spisová značka jsou uložené.")
    return _back(version)


def _reference_page(request, version, form, *, differences=(), status=200):
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "form": form,
        "differences": differences,
    }
    return render(request, "agreements/file_reference.html", context, status=status)


def _back(version):
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#oddil-approval")
