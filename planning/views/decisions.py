"""Decisions of a meeting, and the register of them by unit and by partnership."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.models import AgendaItem, Decision, LocalPartnership, TerritorialUnit
from partnerships.spreadsheet import as_download
from planning import access, actions
from planning.actions.decisions import MINUTES_APPROVED, numbered_with
from planning.forms.decisions import DecisionFilter, DecisionForm
from planning.registers import decisions_workbook
from planning.views.navigation import event_of, recordable_event, refusal_of, require_form, unit_seen

PER_PAGE = 25


def _back(event):
    return redirect(f"{reverse('planning:event', args=[event.pk])}#usneseni")


def _refusal(request, event):
    meeting = getattr(event, "meeting", None)
    if refusal := refusal_of(request, event):
        return refusal
    if meeting and meeting.minutes_approved_at:
        messages.error(request, MINUTES_APPROVED)
        return _back(event)
    return None


def _points(request, event) -> list[AgendaItem]:
    return list(AgendaItem.objects.visible_to(request.user).filter(meeting__event=event))


@require_form
def decision_add(request, pk):
    event = recordable_event(request, pk)
    if refusal := _refusal(request, event):
        return refusal
    items = _points(request, event)
    form = DecisionForm(request.POST or None, items=items)
    if form.is_valid():
        try:
            decision = actions.record_decision(event, by=request.user, **form.cleaned_data)
        except actions.Refused as problem:
            messages.error(request, str(problem))
            return _back(event)
        messages.success(request, f"Zapsáno jako {decision.get_kind_display()} č. {decision.label}.")
        return _onwards(request, event, decision)
    context = {"unit": unit_seen(request, event), "event": event, "form": form}
    return render(request, "planning/decision_add.html", context)


def _onwards(request, event, decision):
    """The next decision, the task that follows from this one, or back to the meeting."""
    if "dalsi" in request.POST:
        return redirect("planning:decision_add", event.pk)
    if "ukol" in request.POST:
        query = {"usneseni": decision.pk}
        return redirect(reverse("planning:task_add", args=[event.pk], query=query))
    return _back(event)


def of_decision(view):
    """Hands the view the decision and its event with what an event's page needs."""

    @wraps(view)
    def fetch(request, pk):
        decisions = Decision.objects.visible_to(request.user).select_related("item")
        decision = get_object_or_404(decisions, pk=pk)
        event = event_of(request, decision.event_id)
        if not access.can_record_event(request.user, event):
            raise PermissionDenied
        return _refusal(request, event) or view(request, decision, event)

    return fetch


@require_form
@of_decision
def decision_edit(request, decision, event):
    items = _points(request, event)
    form = DecisionForm(request.POST or None, instance=decision, items=items)
    if form.is_valid():
        try:
            actions.edit_decision(decision, by=request.user, **form.cleaned_data)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "Změny jsou uložené.")
        return _back(event)
    context = {"unit": unit_seen(request, event), "event": event, "decision": decision, "form": form}
    return render(request, "planning/decision_edit.html", context)


@require_form
@of_decision
def decision_withdraw(request, decision, event):
    if request.method == "POST":
        try:
            actions.withdraw_decision(decision, by=request.user)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"Usnesení č. {decision.label} je zrušené.")
        return _back(event)
    context = {
        "unit": unit_seen(request, event),
        "event": event,
        "decision": decision,
        "tasks": list(decision.tasks.all()),
        "leaves_gap": numbered_with(event, decision.year).filter(number__gt=decision.number).exists(),
    }
    return render(request, "planning/decision_withdraw.html", context)


# --- The register -------------------------------------------------------------------------------------------


def _of_unit(request, pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=pk)
    return unit, None, Decision.objects.visible_to(request.user).of_unit(unit)


def _of_partnership(request, pk):
    partnership = get_object_or_404(LocalPartnership.objects.visible_to(request.user), pk=pk)
    unit = TerritorialUnit.objects.visible_to(request.user).filter(partnerships=partnership).first()
    return unit, partnership, Decision.objects.visible_to(request.user).filter(partnership=partnership)


@require_safe
def decision_list(request, unit_pk):
    return _register(request, *_of_unit(request, unit_pk), export="planning:decision_export", pk=unit_pk)


@require_safe
def decision_export(request, unit_pk):
    return _workbook(request, _of_unit(request, unit_pk)[2])


@require_safe
def partnership_decisions(request, pk):
    export = "planning:partnership_decisions_export"
    return _register(request, *_of_partnership(request, pk), export=export, pk=pk)


@require_safe
def partnership_decisions_export(request, pk):
    return _workbook(request, _of_partnership(request, pk)[2])


def _filtered(request, decisions: QuerySet) -> DecisionFilter:
    rows = decisions.select_related("event", "partnership", "group")
    return DecisionFilter(request.GET, rows)


def _register(request, unit, partnership, decisions, *, export: str, pk: int):
    filtered = _filtered(request, decisions)
    context = {
        "unit": unit,
        "partnership": partnership,
        "filter": filtered,
        "page": Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page")),
        "is_filtered": any(request.GET.get(name) for name in filtered.filters),
        "export": reverse(export, args=[pk], query=request.GET),
    }
    return render(request, "planning/decision_list.html", context)


def _workbook(request, decisions):
    day = timezone.localdate()
    return as_download(f"usneseni-{day:%Y-%m-%d}.xlsx", decisions_workbook(_filtered(request, decisions).qs))
