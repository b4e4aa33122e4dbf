"""Activities of a draft's timeline, each on a page of its own."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import TooManyFieldsSent
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from agreements import actions
from agreements.comparison import compare_activities
from agreements.forms.sections import RevisionForm
from agreements.forms.timeline import (
    STEPS,
    ActivityForm,
    Steps,
    asks_for_impossible_rows,
    is_row_prefix,
    with_row,
)
from agreements.queries import activity_values, revision_of
from agreements.views.editing import LOST, SAVED, edits_draft, require_form
from agreements.vocabulary import Section

EMPTY_STEP = {"outputs": [{}], "responsibilities": [{"side": "UNIT"}, {"side": "ASZ"}], "terms": [{}]}


@require_form
@edits_draft
def activity_add(request, version):
    if request.method == "POST":
        return _submitted(request, version, key=None)
    form = ActivityForm(initial={"revision": 0, "new_key": uuid4()})
    return _page(request, version, form, Steps(prefix=STEPS, initial=[EMPTY_STEP]))


@require_form
@edits_draft
def activity_edit(request, version, key):
    activity = version.activities.filter(key=key).first()
    revision = revision_of(version, Section.TIMELINE, key)
    if request.method == "POST" and (activity or revision):
        # without its activity the revision tells that somebody deleted it, and what was typed must not be lost
        return _submitted(request, version, key=key)
    if activity is None:
        raise Http404
    values = activity_values(activity)
    form = ActivityForm(initial={"revision": revision, "name": activity.name})
    return _page(request, version, form, Steps(prefix=STEPS, initial=values["steps"]), key=key)


def _submitted(request, version, *, key):
    if asks_for_impossible_rows(request.POST):
        raise TooManyFieldsSent
    add = request.POST.get("add", "")
    if is_row_prefix(add):
        return _with_added_row(request, version, add, key)
    form, steps = ActivityForm(request.POST), Steps(request.POST, prefix=STEPS)
    if not all([form.is_valid(), steps.is_valid()]):
        return _page(request, version, form, steps, key=key)
    return _save(request, version, form, steps, key)


def _with_added_row(request, version, add, key):
    data = with_row(request.POST, add)
    form, steps = ActivityForm(data), Steps(data, prefix=STEPS)
    form.stay_quiet()
    steps.stay_quiet()
    steps.focus_added(add)
    return _page(request, version, form, steps, key=key)


def _save(request, version, form, steps, key):
    sent = {"name": form.cleaned_data["name"], "steps": steps.rows()}
    revision = form.cleaned_data["revision"]
    place = key or form.cleaned_data["new_key"]
    try:
        saved = actions.save_activity(
            version, by=request.user, key=place, revision=revision, seen=steps.seen_keys(), **sent
        )
    except (actions.UnknownRow, actions.IncompleteForm) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, version, form, steps, key=key)
    except actions.StaleSection as refusal:
        differences = compare_activities(sent, refusal.stored)
        if differences:
            retry = request.POST.copy()
            retry["revision"] = refusal.revision
            context = {"key": key, "differences": differences, "is_gone": refusal.stored is None}
            return _page(request, version, ActivityForm(retry), steps, status=LOST, **context)
        saved = place
    messages.success(request, SAVED)
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#cinnost-{saved}")


def _page(request, version, form, steps, *, status=200, key=None, differences=(), is_gone=False):
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "form": form,
        "steps": steps,
        "is_new": key is None,
        "differences": differences,
        "is_gone": is_gone,
    }
    return render(request, "agreements/activity_edit.html", context, status=status)


@require_form
@edits_draft
def activity_delete(request, version, key):
    activity = get_object_or_404(version.activities.prefetch_related("steps"), key=key)
    revision = revision_of(version, Section.TIMELINE, key)
    form = RevisionForm(request.POST or None, initial={"revision": revision})
    status = 200
    if form.is_valid():
        try:
            actions.delete_activity(version, by=request.user, revision=form.cleaned_data["revision"], key=key)
        except actions.StaleSection:
            form, status = RevisionForm(initial={"revision": revision}), LOST
        else:
            messages.success(request, "Činnost je smazána.")
            return redirect("agreements:version", version.pk)
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "activity": activity,
        "form": form,
        "is_lost": status == LOST,
    }
    return render(request, "agreements/activity_delete.html", context, status=status)


@require_POST
@edits_draft
def activity_move(request, version, key):
    get_object_or_404(version.activities, key=key)
    form = RevisionForm(request.POST)
    places = {"up": -1, "down": 1}.get(request.POST.get("direction"))
    if form.is_valid() and places:
        try:
            actions.move_activity(
                version, by=request.user, revision=form.cleaned_data["revision"], key=key, by_places=places
            )
        except actions.StaleSection:
            messages.warning(request, "Pořadí mezitím změnil někdo jiný. Zkontrolujte ho a přesuňte znovu.")
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#cinnost-{key}")
