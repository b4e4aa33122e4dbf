from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone

from agreements.vocabulary import OutputCode
from partnerships.documents import RefusedFile
from partnerships.uploads import files_of
from planning import actions
from planning.event_page import evidence_choices
from planning.forms import EvidenceForm
from planning.views.navigation import (
    back_to_year,
    recordable_event,
    refusal_of,
    require_form,
    unit_seen,
)


@require_form
def evidence_add(request, pk):
    event = recordable_event(request, pk)
    if refusal := refusal_of(request, event, changes_content=False):
        return refusal
    choices = evidence_choices(event)
    wanted = request.GET.get("vystup") or next(
        (one.code for one in choices if not one.is_held and not one.is_optional), choices[0].code
    )
    form = EvidenceForm(
        request.POST or None,
        files_of(request) or None,
        codes=[one.code for one in choices],
        today=timezone.localdate(),
        initial={"output": wanted, "delivered_on": event.last_day},
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.attach_evidence(event, by=request.user, **{**data, "output": OutputCode(data["output"])})
        except RefusedFile as problem:
            form.add_error("upload", str(problem))
        else:
            messages.success(request, "Doklad je nahraný.")
            return back_to_year(request, event)
    missing = [one for one in choices if not one.is_held and not one.is_optional]
    context = {"unit": unit_seen(request, event), "event": event, "form": form, "missing": missing}
    return render(request, "planning/evidence_add.html", context)
