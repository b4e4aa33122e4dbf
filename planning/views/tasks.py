"""Tasks that follow from meetings: the list of a unit, and one URL for each step."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from partnerships.models import FollowUpTask, TerritorialUnit
from partnerships.vocabulary import EventState
from planning import access, actions
from planning.forms.tasks import CancelTaskForm, FinishForm, TaskFilter, TaskForm
from planning.views.navigation import recordable_event, require_form, unit_seen

PER_PAGE = 25


@require_safe
def task_list(request, unit_pk):
    unit = get_object_or_404(TerritorialUnit.objects.visible_to(request.user), pk=unit_pk)
    today = timezone.localdate()
    tasks = FollowUpTask.objects.visible_to(request.user).of_unit(unit)
    rows = tasks.select_related("event", "decision", "person").order_by("due_on", "pk")
    filtered = TaskFilter(request.GET, rows, today=today)
    context = {
        "unit": unit,
        "filter": filtered,
        "page": Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page")),
        "is_filtered": any(request.GET.get(name) for name in filtered.filters),
        "may_record": access.can_record(request.user, unit),
        "today": today,
    }
    return render(request, "planning/task_list.html", context)


@require_form
def task_add(request, pk):
    """`usneseni` in the address is the decision it follows from."""
    event = recordable_event(request, pk)
    if event.state == EventState.CANCELLED:
        messages.error(request, "Jednání je zrušené, úkol z něj zapsat nejde.")
        return redirect("planning:event", event.pk)
    asked = request.GET.get("usneseni", "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 10
    decision = event.decisions.filter(pk=asked).first() if known else None
    form = TaskForm(request.POST or None, units=event.units)
    if form.is_valid():
        try:
            actions.create_task(event, by=request.user, decision=decision, **form.cleaned_data)
        except actions.Refused as problem:
            messages.error(request, str(problem))
            return redirect("planning:event", event.pk)
        messages.success(request, "Úkol je zapsaný.")
        if "dalsi" in request.POST:
            return redirect(request.get_full_path())
        return redirect(f"{reverse('planning:event', args=[event.pk])}#ukoly")
    context = {"unit": unit_seen(request, event), "event": event, "decision": decision, "form": form}
    return render(request, "planning/task_add.html", context)


def of_task(view):
    """Hands the view the task to whoever records what happens in one of its units."""

    @wraps(view)
    def fetch(request, pk):
        tasks = FollowUpTask.objects.visible_to(request.user)
        task = get_object_or_404(
            tasks.select_related("unit", "partnership", "event", "decision", "person"), pk=pk
        )
        if not access.can_record_task(request.user, task):
            raise PermissionDenied
        return view(request, task)

    return fetch


def _unit_of(request, task) -> TerritorialUnit:
    visible = TerritorialUnit.objects.visible_to(request.user)
    own = visible.filter(pk=task.unit_id).first()
    return own or visible.filter(partnerships=task.partnership_id).first()


def _done(request, task):
    return redirect(f"{reverse('planning:task_list', args=[_unit_of(request, task).pk])}#ukol-{task.pk}")


def _step(request, task, form, step, *, template: str, said: str):
    """A form of the step, the step, its message, and back to the list; what is refused is a message too."""
    if form.is_valid():
        try:
            step(**form.cleaned_data)
        except actions.Refused as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, said)
        return _done(request, task)
    context = {"unit": _unit_of(request, task), "task": task, "form": form}
    return render(request, template, context)


@require_form
@of_task
def task_edit(request, task):
    units = access.units_of_task(task)
    form = TaskForm(request.POST or None, instance=task, units=units)

    def step(**fields):
        actions.edit_task(task, by=request.user, **fields)

    return _step(request, task, form, step, template="planning/task_edit.html", said="Změny jsou uložené.")


@require_form
@of_task
def task_finish(request, task):
    form = FinishForm(request.POST or None, today=timezone.localdate())

    def step(**fields):
        actions.finish_task(task, by=request.user, **fields)

    return _step(request, task, form, step, template="planning/task_finish.html", said="Úkol je splněný.")


@require_form
@of_task
def task_cancel(request, task):
    form = CancelTaskForm(request.POST or None)

    def step(**fields):
        actions.cancel_task(task, by=request.user, on=timezone.localdate(), **fields)

    return _step(request, task, form, step, template="planning/task_cancel.html", said="Úkol už neplatí.")


@require_POST
@of_task
def task_reopen(request, task):
    try:
        actions.reopen_task(task, by=request.user)
    except actions.Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Úkol je znovu otevřený.")
    return _done(request, task)
