"""The steps of the life cycle: one page for all of them, each with its own form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from agreements import access, actions
from agreements.addresses import STEPS_BY_SLUG
from agreements.forms.sections import ReasonForm
from agreements.forms.steps import FORMS
from agreements.guards import problems_of, target_of
from agreements.lifecycle import COMPLETIONS, LOGGED_STEPS, TRANSITIONS, State, open_transitions
from agreements.models import AgreementVersion
from agreements.turns import TURNS, turn_of
from agreements.views.editing import require_form
from agreements.warnings import missing_for
from agreements.warnings.blocking import blocking


def version_for(request, pk, step):
    version = get_object_or_404(AgreementVersion.objects.visible_to(request.user).with_tree(), pk=pk)
    if not access.can_take(request.user, step, version):
        raise PermissionDenied
    return version


def closed(request, version, name):
    """A message and the way back when the step is not open in this state, also because it was just taken."""
    if name in open_transitions(State(version.state)):
        return None
    last = version.step_log.select_related("by").last()
    if last and last.step == name and last.by_id == request.user.pk:
        messages.info(request, f"Tento krok už je zapsaný: {LOGGED_STEPS[name]}.")
    else:
        messages.error(request, f"Tento krok teď nelze udělat, stav popisu je „{version.state_label}“.")
    return redirect("agreements:version", version.pk)


@require_form
def step(request, pk, slug):
    name = STEPS_BY_SLUG.get(slug)
    if name is None:
        raise Http404
    transition = (TRANSITIONS | COMPLETIONS)[name]
    version = version_for(request, pk, transition)
    if answer := closed(request, version, name):
        return answer
    today = timezone.localdate()
    problems = problems_of(transition, version, today=today)
    data = request.POST if request.method == "POST" else None
    form = FORMS[name](data, name=name, version=version, user=request.user, today=today)
    if not problems and form.is_valid() and _taken(request, name, version, form, today):
        return redirect("agreements:version", version.pk)
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "step": transition,
        "form": form,
        "problems": problems,
        "blocking": _blocking(request, transition, version, today) if problems else [],
        "next": _next_turn(transition, version),
        "begins": target_of(transition, version) == State.IN_FORCE,
    }
    return render(request, "agreements/step.html", context)


def _taken(request, name, version, form, today) -> bool:
    try:
        actions.ACTIONS[name](version, by=request.user, today=today, **form.cleaned_data)
    except actions.DayRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except actions.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    version.refresh_from_db(fields=["state"])
    messages.success(request, f"Zapsáno: {LOGGED_STEPS[name]}. Stav popisu je „{version.state_label}“.")
    return True


def _blocking(request, transition, version, today):
    if "is_complete" not in transition.guards:
        return []
    return blocking(missing_for(request.user, version, today=today))


def _next_turn(transition, version):
    """Whose turn it will be, for the person to know where the agreement goes."""
    target = target_of(transition, version)
    body = version.agreement.unit.body
    return TURNS[target].said_to(body) if target else turn_of(version)


@require_form
def take_over(request, pk):
    step = TRANSITIONS["take_over"]
    version = version_for(request, pk, step)
    if answer := closed(request, version, "take_over"):
        return answer
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
