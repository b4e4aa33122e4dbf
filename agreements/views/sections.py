"""A new agreement."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from agreements import access, actions
from agreements.forms.sections import CreateForm
from agreements.views.editing import require_form
from partnerships.models import TerritorialUnit


@require_form
def agreement_create(request, unit_pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)
    if not access.can_create(request.user, unit):
        raise PermissionDenied
    form = CreateForm(request.POST or None)
    if form.is_valid():
        try:
            version = actions.create_agreement(unit, by=request.user, **form.cleaned_data)
        except actions.DraftExists as refusal:
            version = refusal.version
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Popis spolupráce je založen. Doplňte jeho části.")
        return redirect("agreements:version", version.pk)
    return render(request, "agreements/agreement_create.html", {"unit": unit, "form": form})
