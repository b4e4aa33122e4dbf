"""Activities of a draft's timeline, each on a page of its own."""

from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import TooManyFieldsSent
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from agreements import actions
from agreements.forms.row_changes import asks_for_impossible_rows, row_change
from agreements.forms.sections import RevisionForm
from agreements.forms.term_buttons import pressed
from agreements.forms.timeline import (
    STEPS,
    ActivityForm,
    Changed,
    Steps,
    changed_rows,
    faults_of,
)
from agreements.merging import merge, shape_of
from agreements.queries import activity_values, has_had_activity, revision_of
from agreements.term_rules import phrases
from agreements.validity import promised_window
from agreements.views import autosave
from agreements.views.activity_conflict import conflict_page, save_chosen
from agreements.views.autosave import is_autosave
from agreements.views.editing import LOST, SAVED, edits_draft, require_form
from agreements.vocabulary import Section

EMPTY_STEP = {"outputs": [{}], "responsibilities": [{"side": "UNIT"}, {"side": "ASZ"}], "terms": [{}]}


@require_form
@edits_draft
def activity_add(request, version):
    if request.method == "POST":
        return _submitted(request, version, key=None)
    form = ActivityForm(initial={"revision": 0, "opened": 0, "new_key": uuid4()})
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
    form = ActivityForm(initial={"revision": revision, "opened": revision, "name": activity.name})
    return _page(request, version, form, Steps(prefix=STEPS, initial=values["steps"]), key=key)


def _submitted(request, version, *, key):
    if asks_for_impossible_rows(request.POST):
        raise TooManyFieldsSent
    change = row_change(request.POST.get("radek", ""))
    if change:
        return _unsaved(request, version, changed_rows(request.POST, change), key)
    if filled := pressed(request.POST, request.POST.get("termin", ""), timezone.localdate()):
        return _unsaved(request, version, filled, key)
    if "obnovit" in request.POST:
        return _unsaved(request, version, Changed(request.POST, ""), key)
    form, steps = ActivityForm(request.POST), Steps(request.POST, prefix=STEPS)
    if all([form.is_valid(), steps.is_valid()]):
        return _save(request, version, form, steps, key)
    if is_autosave(request):
        return autosave.faulty(faults_of(form) | steps.faults())
    return _page(request, version, form, steps, key=key)


def _unsaved(request, version, changed, key):
    """The form as it was typed, before anybody asked for it to be checked or saved."""
    form, steps = ActivityForm(changed.data), Steps(changed.data, prefix=STEPS)
    form.stay_quiet()
    steps.stay_quiet()
    steps.take_focus(changed.focus)
    return _page(request, version, form, steps, key=key, focus=changed.focus, refusal=changed.refusal)


def _save(request, version, form, steps, key):
    place = key or form.cleaned_data["new_key"] or uuid4()
    revision = form.cleaned_data["revision"]
    typed = {"name": form.cleaned_data["name"], "steps": steps.rows()}
    new_keys = steps.name_new_rows()
    sent = {**typed, "steps": steps.rows()}
    try:
        if "spojit" in request.POST:
            if page := save_chosen(request, version, place, sent, revision):
                return page
        else:
            _write(request, version, place, revision, steps, sent, set(map(UUID, new_keys.values())))
    except (actions.UnknownRow, actions.IncompleteForm) as refusal:
        return _refused(request, version, form, steps, key, refusal)
    except actions.StaleSection as refusal:
        if not _is_repeated(typed, refusal, place):
            return _lost(request, version, place, typed, refusal, revision)
        revision, new_keys = refusal.revision - 1, steps.keys_from(refusal.stored["steps"])
    if is_autosave(request):
        said = {} if key else {"address": reverse("agreements:activity_edit", args=[version.pk, place])}
        return autosave.saved(revision + 1, keys=new_keys, texts=steps.rules(), **said)
    return _saved(request, version, place, revision, opened=form.cleaned_data["opened"])


def _is_repeated(typed, refusal, key) -> bool:
    """The same was sent twice; a made-up revision of what was never saved is no repeated save."""
    if refusal.stored is None or not refusal.revision:
        return False
    merged = merge(shape_of(Section.TIMELINE, key), typed, refusal.stored, None)
    return not merged.choices and not _has_new_rows(merged.values)


def _has_new_rows(values: dict) -> bool:
    rows = (
        row for part in values.values() if isinstance(part, list) for row in part if isinstance(row, dict)
    )
    return any(not row.get("key") or _has_new_rows(row) for row in rows)


def _write(request, version, place, revision, steps, sent, known):
    save = partial(
        actions.save_activity,
        version,
        by=request.user,
        key=place,
        revision=revision,
        seen=steps.seen_keys(),
        **sent,
    )
    try:
        save(known=known)
    except actions.UnknownRow:
        # perhaps a row taken back in the form after a save had deleted it
        save(known=known | actions.keys_held_before(version, Section.TIMELINE, place))


def _saved(request, version, place, revision, *, opened):
    """„Uloženo. [Vrátit]“ goes back to what the page was opened with."""
    since = revision if opened is None or opened > revision else opened
    messages.success(request, SAVED, extra_tags=_undo(version, place, since, revision + 1))
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#cinnost-{place}")


def _undo(version, key, to: int, revision: int) -> str:
    return reverse("agreements:restore_activity", args=[version.pk, key, to, revision])


def _refused(request, version, form, steps, key, refusal):
    form.add_error(None, str(refusal))
    if is_autosave(request):
        return autosave.faulty(faults_of(form))
    return _page(request, version, form, steps, key=key)


def _lost(request, version, place, typed, refusal, revision):
    if is_autosave(request):
        return autosave.lost()
    place_in_time = {"revision": refusal.revision, "original": revision}
    return conflict_page(request, version, place, typed, refusal.stored, **place_in_time)


def _page(request, version, form, steps, *, key=None, **more):
    today = timezone.localdate()
    steps.read_terms(form["name"].value() or "", window=promised_window(version), today=today)
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "form": form,
        "steps": steps,
        "is_new": key is None,
        "phrases": phrases(today),
        "focus": "",
        "refusal": "",
        **more,
    }
    return render(request, "agreements/activity_edit.html", context)


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
            undo = _undo(version, key, form.cleaned_data["revision"], form.cleaned_data["revision"] + 1)
            messages.success(request, "Činnost je smazána.", extra_tags=undo)
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


@require_POST
@edits_draft
def activity_copy(request, version, key):
    """The copy stands behind its original; the revision of the timeline lets a double click make one."""
    get_object_or_404(version.activities, key=key)
    form = RevisionForm(request.POST)
    copied = key
    if form.is_valid():
        try:
            copied = actions.copy_activity(
                version, by=request.user, revision=form.cleaned_data["revision"], key=key
            )
            messages.success(request, "Činnost je zdvojená.")
        except actions.StaleSection:
            messages.warning(
                request, "Harmonogram mezitím někdo změnil. Zkontrolujte ho a zdvojte činnost znovu."
            )
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#cinnost-{copied}")


@require_POST
@edits_draft
def restore_activity(request, version, key, to, revision):
    if not has_had_activity(version, key):
        raise Http404
    place = {"section": Section.TIMELINE, "activity_key": key}
    try:
        actions.restore(version, **place, to_revision=to, by=request.user, revision=revision)
    except actions.FrozenVersion:
        raise
    except actions.StaleSection:
        messages.warning(
            request, "Vrátit to už nejde, činnost mezitím někdo změnil. Podívejte se, jak teď vypadá."
        )
    except actions.Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = _undo(version, key, revision, revision + 1)
        messages.success(request, "Vráceno, jak to bylo předtím.", extra_tags=undo)
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#cinnost-{key}")
