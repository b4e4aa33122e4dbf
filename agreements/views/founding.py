"""A new agreement, one that follows another, and a revision of what holds."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from agreements import access, actions
from agreements.forms.founding import FoundingForm
from agreements.forms.sections import ReasonForm
from agreements.lifecycle import UNDER_WAY
from agreements.models import Agreement, AgreementVersion
from agreements.views.editing import require_form
from partnerships.models import TerritorialUnit

FOUNDED = "Popis spolupráce je založen. Doplňte jeho části."
REVISED = "Revize je založena jako verze {number}. Dosavadní verze zatím platí dál."


@require_form
def agreement_create(request, unit_pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)
    if not access.can_create(request.user, unit):
        raise PermissionDenied
    agreements = Agreement.objects.visible_to(request.user).filter(unit=unit)
    predecessors = list(agreements.not_followed().order_by("kind", "-in_force", "-pk"))
    form = FoundingForm(request.POST or None, predecessors=predecessors)
    if form.is_valid():
        version = _started(request, form, partial(_found, unit, form, by=request.user), FOUNDED)
        if version:
            return redirect("agreements:version", version.pk)
    under_way = AgreementVersion.objects.visible_to(request.user).filter(
        agreement__unit=unit, state__in=UNDER_WAY
    )
    drafts = list(under_way.select_related("agreement__unit"))
    context = {
        "unit": unit,
        "form": form,
        "drafts": drafts,
        "to_revise": _to_revise(predecessors, drafts, today=timezone.localdate()),
        "has_predecessors": bool(predecessors),
    }
    return render(request, "agreements/agreement_create.html", context)


def _to_revise(
    agreements: list[Agreement], drafts: list[AgreementVersion], *, today: date
) -> list[Agreement]:
    """What still runs and nobody works on a newer version of."""
    taken = {draft.agreement.kind for draft in drafts}
    return [
        one
        for one in agreements
        if one.holds and one.kind not in taken and (one.in_force is None or today in one.in_force)
    ]


def _found(unit, form, *, by) -> AgreementVersion:
    chosen = form.cleaned_data
    if form.copies:
        return actions.succeed(chosen["predecessor"], by=by, template=chosen["template"])
    kept = {name: chosen[name] for name in ("kind", "template", "predecessor")}
    return actions.create_agreement(unit, by=by, **kept)


def _started(request, form, start: Callable[[], AgreementVersion], said: str) -> AgreementVersion | None:
    """The draft, or the one that somebody else has just started; None with the reason in the form."""
    try:
        version = start()
    except actions.DraftExists as refusal:
        messages.warning(request, str(refusal))
        return refusal.version
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, said.format(number=version.number))
    return version


@require_form
def agreement_revise(request, pk):
    agreements = Agreement.objects.visible_to(request.user).select_related("unit")
    agreement = get_object_or_404(agreements, pk=pk)
    if not access.can_revise(request.user, agreement):
        raise PermissionDenied
    version = agreement.versions.in_force().first()
    if version is None:
        messages.error(request, "Revidovat lze jen platný popis spolupráce. Tento teď neplatí.")
        return redirect("agreements:detail", agreement.pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        start = partial(actions.revise, agreement, by=request.user, **form.cleaned_data)
        draft = _started(request, form, start, REVISED)
        if draft:
            return redirect("agreements:version", draft.pk)
    context = {
        "unit": agreement.unit,
        "version": version,
        "agreement": agreement,
        "form": form,
        "can_create": access.can_create(request.user, agreement.unit),
    }
    return render(request, "agreements/agreement_revise.html", context)
