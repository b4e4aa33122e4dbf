"""What somebody is to do after a meeting: written down, handed over, done or given up."""

from datetime import date
from uuid import UUID, uuid5

from django.urls import reverse

from partnerships.actions import action, locked
from partnerships.models import Decision, Event, FollowUpTask, User
from partnerships.notices import tell
from partnerships.vocabulary import EventState, TaskState
from planning.actions.events import Refused


@action
def create_task(
    event: Event, *, by: User, form_key: UUID | None = None, decision: Decision | None = None, **fields
) -> FollowUpTask:
    """The person is told if there is an account; a form sent twice (`form_key`) makes one task and tells once."""
    event = locked(event)
    if event.state == EventState.CANCELLED:
        raise Refused("Jednání je zrušené, úkol z něj zapsat nejde.")
    if form_key:
        # bound to the person and the event: a key of anybody else must not even collide
        form_key = uuid5(form_key, f"{event.pk} {by and by.pk}")
        if first := FollowUpTask.objects.filter(form_key=form_key).first():
            return first
    place = {"unit": event.unit, "partnership": event.partnership}
    task = FollowUpTask.objects.create(
        event=event, decision=decision, created_by=by, form_key=form_key, **place, **fields
    )
    _tell_who(task, by=by)
    return task


@action
def edit_task(task: FollowUpTask, *, by: User, **fields) -> FollowUpTask:
    """Whoever it is handed over to is told; a reminder already sent does not speak of the new day."""
    task = _open(task)
    person, due_on = task.person, task.due_on
    for name, value in fields.items():
        setattr(task, name, value)
    if task.due_on != due_on or task.person != person:
        task.reminded_on = None
    task.save()
    if task.person != person:
        _tell_who(task, by=by)
    return task


@action
def finish_task(task: FollowUpTask, *, by: User, on: date, result_text: str = "") -> FollowUpTask:
    return _close(_open(task), TaskState.DONE, on, result_text)


@action
def cancel_task(task: FollowUpTask, *, by: User, on: date, reason: str) -> FollowUpTask:
    return _close(_open(task), TaskState.CANCELLED, on, reason)


@action
def reopen_task(task: FollowUpTask, *, by: User) -> FollowUpTask:
    """How it had been closed stays in the history."""
    task = locked(task)
    if task.state == TaskState.OPEN:
        raise Refused("Úkol je otevřený.")
    task.state, task.closed_on, task.result_text, task.reminded_on = TaskState.OPEN, None, "", None
    task.save(update_fields=["state", "closed_on", "result_text", "reminded_on"])
    return task


def _open(task: FollowUpTask) -> FollowUpTask:
    task = locked(task)
    if task.state != TaskState.OPEN:
        raise Refused(
            f"Úkol už je vyřízený ({task.get_state_display()}). Jestli to neplatí, otevřete ho znovu."
        )
    return task


def _close(task: FollowUpTask, state: TaskState, on: date, words: str) -> FollowUpTask:
    task.state, task.closed_on, task.result_text = state, on, words
    task.save(update_fields=["state", "closed_on", "result_text"])
    return task


def _tell_who(task: FollowUpTask, *, by: User) -> None:
    """Never somebody without an account, who may not see it, or who wrote it down."""
    if task.person_id is None:
        return
    path = f"{reverse('planning:task_list', args=[task.unit_id])}#ukol-{task.pk}"
    for user in User.objects.filter(person=task.person_id, is_active=True).exclude(pk=by and by.pk):
        if FollowUpTask.objects.visible_to(user).filter(pk=task.pk).exists():
            text = f"Máte nový úkol: {task.text}"
            tell(user, text=text, path=path, template="planning/mail/task.txt", task=task, by=by)
