"""A timeline pasted from Excel or Word: the table, its preview, the step that takes it, and the step back."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from agreements import actions
from agreements.forms.pasting import ColumnsForm, PasteForm, TakeForm
from agreements.models import AgreementVersion
from agreements.pasting.preview import Preview, preview_of, signed, unsigned
from agreements.pasting.shown import counts_of, shown
from agreements.queries import revisions_in_timeline, revisions_of_activities
from agreements.views.editing import LOST, edits_draft, require_form

LATEST = 5  # tables that may still be offered to be taken back
OVER = "Náhled už neplatí. Vložte tabulku znovu."
ANOTHER_READING = "Náhled je přečtený podle nových sloupců. Zkontrolujte ho a vložte znovu."
CHANGED = (
    "Nic se nevložilo: harmonogram mezitím někdo změnil. Podívejte se, které činnosti by se teď smazaly, a potvrďte "
    "to znovu."
)


@require_form
@edits_draft
def paste_timeline(request, version):
    if "nahled" in request.POST:
        return _previewed(request, version)
    form = PasteForm(request.POST or None)
    if form.is_valid():
        return _preview(request, version, preview_of(form.grid, version))
    revisions = revisions_in_timeline(version)
    done = version.pasted_timelines.select_related("by").order_by("-at")[:LATEST]
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "form": form,
        "returnable": [paste for paste in done if paste.is_as_left(revisions)],
    }
    return render(request, "agreements/paste_timeline.html", context)


def _previewed(request, version: AgreementVersion) -> HttpResponse:
    preview = unsigned(request.POST["nahled"], version, request.user)
    if preview is None:
        messages.error(request, OVER)
        return redirect("agreements:paste_timeline", version.pk)
    columns = ColumnsForm(request.POST, preview=preview)
    if not columns.is_valid():
        return _preview(request, version, preview, columns=columns)
    has_headings = columns.cleaned_data.get("has_headings", False)
    chosen = preview.with_columns(columns.codes, has_headings=has_headings)
    if chosen.columns != preview.columns:
        notice = "" if "nacist" in request.POST else ANOTHER_READING
        return _preview(request, version, chosen, notice=notice)
    activities = preview.read(version).activities
    form = TakeForm(request.POST, activities=shown(activities), has_activities=bool(preview.seen))
    if "nacist" in request.POST or not form.is_valid():
        return _preview(request, version, preview, form=form)
    return _take(request, version, preview, form, [activities[number] for number in form.taken])


def _take(request, version, preview: Preview, form: TakeForm, activities) -> HttpResponse:
    try:
        paste, is_first = actions.paste_timeline(
            version,
            by=request.user,
            form_key=preview.form_key,
            activities=[activity.values for activity in activities],
            replaced=preview.seen if form.replaces else None,
        )
    except actions.StaleSection:
        now = replace(preview, seen=revisions_of_activities(version))
        return _preview(request, version, now, notice=CHANGED, status=LOST)
    if is_first:
        undo = reverse("agreements:undo_paste", args=[version.pk, paste.form_key])
        messages.success(
            request, counts_of(activities).sentence.replace("Vloží se", "Vloženo:"), extra_tags=undo
        )
    else:
        messages.info(request, "Tato tabulka už je vložená.")
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#oddil-timeline")


def _preview(
    request, version, preview: Preview, *, columns=None, form=None, notice="", status=200
) -> HttpResponse:
    found = preview.read(version)
    rows = shown(found.activities)
    form = form or TakeForm(activities=rows, has_activities=bool(preview.seen))
    context = {
        "version": version,
        "unit": version.agreement.unit,
        "state": signed(preview, version, request.user),
        "columns": columns or ColumnsForm(preview=preview),
        "are_said": preview.columns.are_said,
        "form": form,
        "activities": [(one, form[form.names[one.number]] if one.is_fit else None) for one in rows],
        "unused": found.unused,
        "counts": counts_of([one for one in found.activities if one.is_fit]),
        "present": version.activities.annotate(number_of_steps=Count("steps")) if preview.seen else [],
        "notice": notice,
    }
    return render(request, "agreements/paste_preview.html", context, status=status)


@require_POST
@edits_draft
def undo_paste(request, version, form_key):
    paste = get_object_or_404(version.pasted_timelines, form_key=form_key)
    try:
        actions.undo_paste(paste, by=request.user)
    except actions.StaleSection:
        messages.warning(
            request,
            "Vrátit to už nejde, některou z vložených činností mezitím někdo změnil. Smažte je jednotlivě.",
        )
    else:
        messages.success(request, "Vložení je vrácené, harmonogram je jako předtím.")
    return redirect(f"{reverse('agreements:version', args=[version.pk])}#oddil-timeline")
