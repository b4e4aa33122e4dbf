"""A unit's memoranda and which of them an agreement goes with; both stand outside of the versions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from agreements import access
from agreements.actions.editing import Refused, StaleSection
from agreements.actions.memoranda import choose_memorandum, needs_reason, save_memorandum
from agreements.forms.memoranda import ChooseMemorandumForm, MemorandumForm
from agreements.models import Agreement, Memorandum
from agreements.views.editing import LOST, require_form
from agreements.views.fetching import agreement_seen


@require_form
def memorandum_choose(request, pk):
    """With the way to write down one that is not in the list yet."""
    agreement = _agreement(request, pk)
    memoranda = Memorandum.objects.visible_to(request.user).filter(unit=agreement.unit_id)
    form = ChooseMemorandumForm(
        request.POST or None,
        memoranda=memoranda,
        needs_reason=needs_reason(agreement),
        initial={"memorandum": agreement.memorandum_id},
    )
    if form.is_valid():
        try:
            choose_memorandum(agreement, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Memorandum je zapsané.")
            return redirect("agreements:detail", agreement.pk)
    context = {"agreement": agreement, "unit": agreement.unit, "form": form, "memoranda": memoranda}
    return render(request, "agreements/memorandum_choose.html", context)


@require_form
def memorandum_add(request, pk):
    """A new one goes to the agreement it was written down for, unless a reason has to be given first."""
    agreement = _agreement(request, pk)
    form = MemorandumForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        memorandum = save_memorandum(agreement.unit, by=request.user, **form.cleaned_data)
        if not needs_reason(agreement):
            choose_memorandum(agreement, by=request.user, memorandum=memorandum)
        messages.success(request, "Memorandum je zapsané.")
        return redirect("agreements:memorandum_choose", agreement.pk)
    return _page(request, agreement, form)


@require_form
def memorandum_edit(request, pk, memorandum_pk):
    agreement = _agreement(request, pk)
    own = Memorandum.objects.visible_to(request.user).filter(unit=agreement.unit_id)
    memorandum = get_object_or_404(own, pk=memorandum_pk)
    initial = {name: getattr(memorandum, name) for name in (*MemorandumForm.Meta.fields, "revision")}
    form = MemorandumForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if form.is_valid():
        try:
            save_memorandum(agreement.unit, by=request.user, memorandum=memorandum, **form.cleaned_data)
        except StaleSection as refusal:
            # sent twice, the second save has nothing to add
            if found := form.differences_from(refusal.stored):
                form.data = form.data.copy()
                form.data["revision"] = refusal.revision
                return _page(request, agreement, form, memorandum, differences=found, status=LOST)
        messages.success(request, "Memorandum je uložené.")
        return redirect("agreements:memorandum_choose", agreement.pk)
    return _page(request, agreement, form, memorandum)


def _agreement(request, pk) -> Agreement:
    agreement = agreement_seen(request, pk, "memorandum")
    if not access.can_create(request.user, agreement.unit):
        raise PermissionDenied
    return agreement


def _page(request, agreement, form, memorandum=None, *, differences=(), status=200):
    context = {
        "agreement": agreement,
        "unit": agreement.unit,
        "form": form,
        "memorandum": memorandum,
        "differences": differences,
    }
    return render(request, "agreements/memorandum_edit.html", context, status=status)
