"""Tasks after a meeting: who is told and how often, how they end, what the list shows."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import FollowUpTask, Notice, Notification
from partnerships.vocabulary import EventKind, EventState, TaskState
from planning import actions
from tests.factories import (
    DecisionFactory,
    EventFactory,
    FollowUpTaskFactory,
    PersonFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(partnership):
    return EventFactory(
        unit=partnership.units.get(),
        partnership=partnership,
        kind=EventKind.LP_MEETING,
        starts_on=date(2023, 3, 9),
    )


@pytest.fixture
def person(event):
    person = PersonFactory(first_name="Lenka", last_name="Nová")
    person.units.add(event.unit)
    return person


def url(name, thing):
    return reverse(f"planning:{name}", args=[thing.pk])


def sent(**fields):
    return {
        "text": "Připravit podklady",
        "person_text": "Městská policie",
        "form_key": uuid.uuid4(),
        **fields,
    }


def errors(response):
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


# --- Written down and handed over ---------------------------------------------------------------------------


def test_task_of_a_decision_says_what_who_and_by_when(client, event, person, manager):
    decision = DecisionFactory(event=event)
    form = sent(person=person.pk, person_text="", due_on="30. 6. 2023")
    address = f"{url('task_add', event)}?usneseni={decision.pk}"

    client.post(address, form)
    client.post(address, form)

    task = FollowUpTask.objects.get()
    assert (task.decision, task.person, task.due_on, task.unit) == (
        decision,
        person,
        date(2023, 6, 30),
        event.unit,
    )
    assert (task.created_by, task.state) == (manager, TaskState.OPEN)
    assert "Lenka Nová, do 30.\u00a06.\u00a02023" in client.get(url("event", event)).content.decode()


def test_decision_of_another_meeting_is_left_out(client, event, manager):
    foreign = DecisionFactory()

    client.post(f"{url('task_add', event)}?usneseni={foreign.pk}", sent())

    assert FollowUpTask.objects.get().decision is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"person_text": ""}, "person"),
        ({"text": ""}, "text"),
        ({"due_on": "31. 2. 2023"}, "due_on"),
        ({"due_on": "1. 1. 0202"}, "due_on"),
    ],
)
def test_what_is_missing_is_said(client, event, manager, wrong, field):
    page = client.post(url("task_add", event), sent(**wrong))

    assert list(errors(page)) == [field]
    assert not FollowUpTask.objects.exists()


def test_person_of_another_unit_cannot_be_chosen(client, event, manager):
    stranger = PersonFactory()
    stranger.units.add(UnitFactory())

    assert "person" in errors(client.post(url("task_add", event), sent(person=stranger.pk)))


def test_person_with_an_account_is_told_once(client, event, person, manager):
    told = member(event.unit, person=person)
    form = sent(person=person.pk)

    client.post(url("task_add", event), form)
    client.post(url("task_add", event), form)
    task = FollowUpTask.objects.get()
    client.post(url("task_edit", task), {"text": "Jinak", "person": person.pk})

    notice = Notice.objects.get()
    assert (notice.user, notice.text) == (told, "Máte nový úkol: Připravit podklady")
    assert notice.url == f"{url('task_list', event.unit)}#ukol-{task.pk}"
    mail = Notification.objects.get()
    assert mail.recipient == told.email
    assert "Připravit podklady" in mail.body


def test_whoever_the_task_is_handed_to_is_told(client, event, person, manager):
    other = PersonFactory()
    other.units.add(event.unit)
    user = member(event.unit, person=other)
    task = FollowUpTaskFactory(event=event, person=person, person_text="", reminded_on=date(2023, 6, 27))

    client.post(url("task_edit", task), {"text": task.text, "person": other.pk, "due_on": "30. 6. 2023"})

    assert Notice.objects.get().user == user
    task.refresh_from_db()
    assert task.reminded_on is None


@pytest.mark.parametrize("why", ["stranger", "inactive", "oneself"])
def test_nobody_else_is_told(client, event, person, manager, why):
    if why == "stranger":
        member(UnitFactory(), person=person)
    elif why == "inactive":
        member(event.unit, person=person, is_active=False)
    else:
        manager.person = person
        manager.save()

    client.post(url("task_add", event), sent(person=person.pk))

    assert FollowUpTask.objects.get().person == person
    assert not Notice.objects.exists()


# --- How it ends --------------------------------------------------------------------------------------------


def test_task_is_done_with_a_result_and_opened_again(client, event, manager):
    task = FollowUpTaskFactory(event=event)

    client.post(url("task_finish", task), {"on": "10. 6. 2023", "result_text": "Posláno"})
    task.refresh_from_db()
    assert (task.state, task.closed_on, task.result_text) == (TaskState.DONE, date(2023, 6, 10), "Posláno")
    client.post(url("task_reopen", task))

    task.refresh_from_db()
    assert (task.state, task.closed_on, task.result_text) == (TaskState.OPEN, None, "")
    assert [row.result_text for row in task.history.order_by("pgh_id")] == ["", "Posláno", ""]


def test_task_that_no_longer_holds_needs_a_reason(client, event, manager):
    task = FollowUpTaskFactory(event=event)

    assert list(errors(client.post(url("task_cancel", task), {"reason": " "}))) == ["reason"]
    client.post(url("task_cancel", task), {"reason": "Vyřešil kraj"})

    task.refresh_from_db()
    assert (task.state, task.result_text) == (TaskState.CANCELLED, "Vyřešil kraj")


@pytest.mark.parametrize("day", ["1. 1. 2099", "1. 1. 1900"])
def test_day_it_was_done_is_plausible(client, event, manager, day):
    task = FollowUpTaskFactory(event=event)

    assert list(errors(client.post(url("task_finish", task), {"on": day}))) == ["on"]


def test_closed_task_is_closed_once(event):
    user, task = UserFactory(), FollowUpTaskFactory(event=event)
    actions.finish_task(task, by=user, on=date(2023, 6, 1))

    for step in (
        lambda: actions.finish_task(task, by=user, on=date(2023, 6, 2)),
        lambda: actions.cancel_task(task, by=user, on=date(2023, 6, 2), reason="x"),
        lambda: actions.edit_task(task, by=user, text="Jinak"),
    ):
        with pytest.raises(actions.Refused, match="už je vyřízený"):
            step()


def test_task_of_a_cancelled_meeting_ends_but_none_is_added(client, event, manager):
    task = FollowUpTaskFactory(event=event)
    event.state, event.cancelled_reason = EventState.CANCELLED, "Omyl"
    event.save()

    assert "zrušené" in text_of(client.post(url("task_add", event), sent(), follow=True))
    client.post(url("task_finish", task), {"on": "10. 6. 2023"})

    assert FollowUpTask.objects.get().state == TaskState.DONE


# --- The list -----------------------------------------------------------------------------------------------


def test_list_shows_what_waits_and_finds_the_rest(client, event, person, manager):
    today = timezone.localdate()
    late = FollowUpTaskFactory(event=event, due_on=today - timedelta(days=1), text="Žádost o dotaci")
    coming = FollowUpTaskFactory(event=event, due_on=today, person=person, person_text="")
    done = FollowUpTaskFactory(event=event, state=TaskState.DONE, closed_on=today)
    given_up = FollowUpTaskFactory(event=event, state=TaskState.CANCELLED, closed_on=today, result_text="Ne")
    FollowUpTaskFactory()
    where = url("task_list", event.unit)

    def listed(**query):
        return list(client.get(where, query).context["page"])

    assert listed() == [late, coming]
    assert listed(stav="po-terminu") == [late]
    assert listed(stav="DONE") == [done]
    assert listed(stav="CANCELLED") == [given_up]
    assert len(listed(stav="vse")) == 4
    assert listed(kdo=person.pk) == [coming]
    assert listed(hledat="zadost") == [late]
    assert "po termínu" in text_of(client.get(where))


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(client, event, manager, rows, django_assert_num_queries):
    for _ in range(rows):
        other = EventFactory(unit=event.unit)
        FollowUpTaskFactory(event=other, person=PersonFactory(), decision=DecisionFactory(event=other))
    where = url("task_list", event.unit)
    client.get(where)

    with django_assert_num_queries(7):
        page = client.get(where)

    assert len(page.context["page"]) == rows


def test_empty_list_says_how_to_begin(client, event, manager):
    page = text_of(client.get(url("task_list", event.unit)))

    assert "Nic nečeká na splnění" in page
    assert "Nic jsme nenašli" in text_of(client.get(url("task_list", event.unit), {"hledat": "nic"}))


def test_reader_sees_no_buttons(client, event):
    task = FollowUpTaskFactory(event=event)
    client.force_login(member(event.unit, "READER"))

    page = text_of(client.get(url("task_list", event.unit)))

    assert task.text in page
    assert url("task_finish", task) not in page
