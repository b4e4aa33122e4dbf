"""The plan of a year: proposed, adjusted in one table, planned at once, taken back at once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from partnerships.czech import counted, format_date
from planning import actions
from planning.actions.plan import MOST_ROWS
from planning.forms.plan import ROWS, PlanForm, Rows, initial_rows
from planning.plan import days_left, has_session, proposals
from planning.views.navigation import recordable_agreement, require_form
from planning.views.year import gap_of
from planning.year import known_of, result_of

SAVE, ADD = "naplanovat", "pridat"


@require_form
def plan(request, pk, year):
    agreement = recordable_agreement(request, pk)
    today = timezone.localdate()
    known = known_of(agreement)
    result = result_of(known, agreement.pk, year, today=today)
    context = {"unit": agreement.unit, "agreement": agreement, "result": result}
    if not result.computable or days_left(result, today) is None:
        return render(
            request,
            "planning/plan_closed.html",
            {**context, **gap_of(request.user, agreement, result, known)},
        )
    form = PlanForm(request.POST or None, agreement=agreement, year=year, today=today)
    rows = _rows(request, form, agreement, result)
    if request.POST.get("krok") == SAVE and form.is_valid() and rows.is_valid():
        rows.warn()
        if not rows.has_unseen_warnings and _planned(request, agreement, year, form, rows):
            return redirect("planning:year", agreement.pk, year)
    rows.warn()
    return render(
        request, "planning/plan.html", {**context, "form": form, "rows": rows, "added": _added(request)}
    )


def _rows(request, form, agreement, result) -> Rows:
    """As they were sent; with one more; else proposed anew by what the form says."""
    given = {
        "agreement": agreement,
        "form_kwargs": {"result": result, "settings": form.settings, "partnerships": bool(form.partnerships)},
    }
    step = request.POST.get("krok")
    if step == SAVE:
        return Rows(request.POST, shown=request.POST.get("shown", ""), **given)
    if step == ADD:
        typed = Rows(request.POST, **given)
        rows = [{name: row[name].value() for name in row.fields} for row in typed.forms]
        return Rows(initial=[*rows, {"keep": True}][:MOST_ROWS], **given)
    session = has_session(agreement.unit, result.year)
    return Rows(initial=initial_rows(proposals(result, form.settings, has_session=session), form), **given)


def _added(request) -> str:
    """The row the person goes on with."""
    text = request.POST.get(f"{ROWS}-TOTAL_FORMS", "") if request.POST.get("krok") == ADD else ""
    return f"{ROWS}-{text}" if text.isascii() and text.isdigit() else ""


def _planned(request, agreement, year, form, rows) -> bool:
    key = form.cleaned_data["form_key"]
    try:
        events = actions.plan_year(
            agreement,
            by=request.user,
            rows=rows.planned(),
            form_key=key,
            seen=form.cleaned_data["seen"],
            partnership=form.chosen_partnership,
        )
    except actions.PlannedMeanwhile as since:
        for event in since.events:
            who = event.created_by or "někdo jiný"
            day = format_date(event.starts_on)
            form.add_error(
                None, f"Mezitím naplánoval/a {who}: {event.title}, {day}. Tyto termíny už neplánujte."
            )
        newest = max(event.pk for event in since.events)
        form.data = {**form.data.dict(), "seen": str(max(newest, form.cleaned_data["seen"]))}
        return False
    undo = reverse("planning:plan_take_back", args=[agreement.pk, year, key])
    messages.success(request, f"Naplánováno: {counted(len(events), 'událost')}.", extra_tags=undo)
    return True


@require_POST
def plan_take_back(request, pk, year, key):
    agreement = recordable_agreement(request, pk)
    gone, staying = actions.take_back_plan(agreement, by=request.user, form_key=key)
    if gone:
        messages.success(request, f"Vráceno, z kalendáře je pryč {counted(gone, 'událost')}.")
    for event in staying:
        messages.warning(
            request,
            f"{event.title}, {format_date(event.starts_on)}, zůstává: mezitím se s ní už pracovalo. "
            "Zrušit ji můžete na její stránce.",
        )
    if not gone and not staying:
        messages.info(request, "Nebylo co vracet.")
    return redirect("planning:year", agreement.pk, year)
