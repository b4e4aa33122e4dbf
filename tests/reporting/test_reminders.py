"""The digest: who gets it, of what, and that nobody gets it twice."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connections
from django.urls import reverse

from config.clock import timetable
from partnerships.models import FollowUpTask, Membership, Notification
from partnerships.vocabulary import EventState, TaskState, UnitRole
from reporting import actions
from reporting.board.digest import is_time, to_remind
from reporting.models import Digest
from tests.factories import (
    DigestFactory,
    DigestOffFactory,
    FollowUpTaskFactory,
    MeetingFactory,
    PersonFactory,
    UserFactory,
    member,
)
from tests.planning.situations import documented
from tests.reporting.board import TODAY, cooperation, meeting_of, research

pytestmark = pytest.mark.django_db
PRAGUE = ZoneInfo("Europe/Prague")
MORNING = datetime(2023, 10, 2, 7, 30, tzinfo=PRAGUE)


@pytest.fixture
def agreement():
    return cooperation()


@pytest.fixture
def manager(agreement):
    return member(agreement.unit, person=PersonFactory())


@pytest.fixture
def passed(agreement):
    return meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY - timedelta(days=1))


def mails() -> list[Notification]:
    return list(Notification.objects.order_by("pk"))


def send(time_machine, at=MORNING) -> list[Notification]:
    time_machine.move_to(at, tick=False)
    before = Notification.objects.count()
    call_command("send_reminders")
    return mails()[before:]


# --- When -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        (MORNING, True),
        (MORNING.replace(hour=6, minute=59), False),
        (MORNING.replace(hour=19, minute=59), True),
        (MORNING.replace(hour=20), False),
        (datetime(2023, 9, 30, 9, tzinfo=PRAGUE), False),  # Saturday
        (datetime(2023, 9, 28, 9, tzinfo=PRAGUE), False),  # Czech Statehood Day, a Thursday
        (datetime(2024, 3, 29, 9, tzinfo=PRAGUE), False),  # Good Friday
        # the day after each change of the clock: seven by the wall is another hour of UTC
        (datetime(2026, 10, 26, 5, 30, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 23, 5, 0, tzinfo=UTC), True),
        (datetime(2027, 3, 30, 4, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 30, 5, 0, tzinfo=UTC), True),
    ],
)
def test_reminders_go_on_working_days_from_the_hour(at, answer):
    assert is_time(at) is answer


def test_hour_is_a_setting(settings):
    settings.REMINDERS_HOUR = 9

    assert not is_time(MORNING)
    assert is_time(MORNING.replace(hour=9))


def test_clock_asks_for_it():
    assert "send_reminders" in {one.command for one in timetable()}


# --- Once -------------------------------------------------------------------------------------------------


def test_digest_leads_to_the_thing_and_goes_once_a_day(manager, passed, time_machine):
    (mail,) = send(time_machine)

    assert mail.recipient == manager.email
    assert mail.subject == "Popis spolupráce: po termínu: 1, čeká na vás: 1"
    assert "PO TERMÍNU – Zapsat, jestli se uskutečnilo: Podzimní jednání" in mail.body
    assert reverse("planning:event", args=[passed.pk]) in mail.body
    assert reverse("reporting:reminders") in mail.body
    assert send(time_machine) == []
    assert send(time_machine, MORNING + timedelta(hours=3)) == []


def test_the_same_thing_is_said_again_only_after_a_week(manager, passed, time_machine):
    days = [day for day in range(15) if send(time_machine, MORNING + timedelta(days=day))]

    assert days == [0, 7, 14]


def test_something_new_brings_the_rest_with_it(agreement, manager, passed, time_machine):
    send(time_machine)
    FollowUpTaskFactory(event=passed, person=manager.person, person_text="", due_on=TODAY + timedelta(days=4))

    (mail,) = send(time_machine, MORNING + timedelta(days=1))

    assert "Splnit úkol" in mail.body
    assert "Zapsat, jestli se uskutečnilo" in mail.body


def test_late_is_another_thing_than_soon(agreement, manager, time_machine):
    event = documented(meeting_of(agreement))
    task = FollowUpTaskFactory(
        event=event, person=manager.person, person_text="", due_on=TODAY + timedelta(days=3)
    )
    sent = {day: send(time_machine, MORNING + timedelta(days=day)) for day in range(6)}

    assert [day for day, mails in sent.items() if mails] == [0, 4]  # Monday, and Friday when it is late
    task.refresh_from_db()
    assert task.reminded_on == TODAY + timedelta(days=4)


def test_who_had_nothing_in_the_morning_is_left_alone_all_day(agreement, manager, time_machine):
    assert send(time_machine) == []
    meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY - timedelta(days=1))

    assert send(time_machine, MORNING + timedelta(hours=2)) == []
    assert len(send(time_machine, MORNING + timedelta(days=1))) == 1


@pytest.mark.django_db(transaction=True)
def test_clocks_at_the_same_time_send_one_mail(manager, passed):
    barrier, answers = threading.Barrier(4), []

    def remind():
        barrier.wait()
        answers.append(actions.remind(manager, today=TODAY))
        connections.close_all()

    threads = [threading.Thread(target=remind) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False, False, False, True]
    assert len(mails()) == 1
    assert Digest.objects.count() == 1


def test_second_one_of_a_day_is_refused_whatever_is_new(agreement, manager, passed):
    assert actions.remind(manager, today=TODAY) is True
    meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY - timedelta(days=2))

    assert actions.remind(manager, today=TODAY) is False
    assert len(mails()) == 1


def test_many_people_take_several_turns(agreement, passed, time_machine, monkeypatch):
    for _ in range(3):
        member(agreement.unit)
    monkeypatch.setattr("reporting.management.commands.send_reminders.AT_ONCE", 2)

    assert [len(send(time_machine)) for _ in range(3)] == [2, 1, 0]


def test_old_rows_are_forgotten(manager, time_machine):
    DigestFactory(user=manager, day=TODAY - timedelta(days=61))
    kept = DigestFactory(user=manager, day=TODAY - timedelta(days=60))

    send(time_machine)

    assert list(Digest.objects.exclude(day=TODAY)) == [kept]


# --- Whom and of what -------------------------------------------------------------------------------------


def test_nobody_is_reminded_who_should_not_be(agreement, passed, time_machine):
    member(agreement.unit, is_active=False)
    member(agreement.unit, password=None)  # invited, has not signed in yet
    DigestOffFactory(user=member(agreement.unit))
    member(agreement.unit, UnitRole.READER)
    member(cooperation().unit)
    former = member(agreement.unit)
    Membership.objects.filter(user=former).update(ended_at=MORNING, ended_by=former)
    UserFactory(is_site_admin=True)

    assert send(time_machine) == []


def test_consultant_is_not_reminded_of_the_municipalitys_things(agreement, passed, time_machine):
    member(agreement.unit, UnitRole.CONSULTANT)

    assert send(time_machine) == []


def test_what_was_done_meanwhile_is_not_said(agreement, manager, time_machine):
    event = documented(meeting_of(agreement))
    task = FollowUpTaskFactory(event=event, person=manager.person, person_text="", due_on=TODAY)
    time_machine.move_to(MORNING, tick=False)
    (person,) = to_remind(now=MORNING)
    FollowUpTask.objects.filter(pk=task.pk).update(state=TaskState.DONE, closed_on=TODAY)

    assert actions.remind(person, today=TODAY) is False
    assert mails() == []


def test_who_switched_it_off_meanwhile_gets_nothing(manager, passed, time_machine):
    (person,) = to_remind(now=MORNING)
    actions.switch_digest(manager, by=manager, is_wanted=False)

    assert actions.remind(person, today=TODAY) is False


def test_what_each_thing_waits_for(agreement, manager, time_machine):
    """Minutes for fourteen days, a meeting for seven before, a task for three, a report for December."""
    approved_late = meeting_of(agreement, starts_on=TODAY - timedelta(days=13), title="Zápis")
    MeetingFactory(event=approved_late, minutes_text="Text")
    meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY + timedelta(days=8), title="Příprava")
    task_of = documented(meeting_of(agreement))
    FollowUpTaskFactory(
        event=task_of, text="Úkol", person=manager.person, person_text="", due_on=TODAY + timedelta(days=4)
    )

    assert send(time_machine) == []
    (mail,) = send(time_machine, MORNING + timedelta(days=1))

    for text in ("Schválit zápis: Zápis", "Připravit program a pozvánky: Příprava", "Splnit úkol: Úkol"):
        assert text in mail.body
    assert "zprávu o plnění" not in mail.body
    (december,) = send(time_machine, datetime(2023, 12, 1, 8, tzinfo=PRAGUE))
    assert "Vytvořit zprávu o plnění za rok 2022" in december.body


def test_term_of_the_agreement_is_announced_and_its_end_is_left_to_its_own_mail(time_machine):
    agreement = cooperation(research(TODAY + timedelta(days=14)))
    member(agreement.unit)

    (mail,) = send(time_machine)

    assert "Splnit závazek" in mail.body
    assert "navazující" not in mail.body


# --- The page ---------------------------------------------------------------------------------------------


def test_person_switches_it_off_and_on_again(client, manager):
    client.force_login(manager)
    page = reverse("reporting:reminders")
    assert "Vypnout přehled e-mailem" in client.get(page).content.decode()

    for _ in range(2):
        client.post(page, {"posilat": "ne"})
    assert "Zapnout přehled e-mailem" in client.get(page).content.decode()
    assert manager.digest_off

    client.post(page, {"posilat": "ano"})
    assert "Vypnout přehled e-mailem" in client.get(page).content.decode()


def test_page_says_when_the_last_one_came(client, manager):
    DigestFactory(user=manager, day=date(2023, 9, 29), items=["task:1"])
    DigestFactory(user=manager, day=date(2023, 10, 2))
    client.force_login(manager)

    assert "29.\u00a09.\u00a02023" in client.get(reverse("reporting:reminders")).content.decode()
