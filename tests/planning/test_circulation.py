"""Minutes sent round: to whom, what the link opens and when it no longer does, comments and their settlement."""

import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Event, Meeting, MeetingMail, MinutesComment, Notification
from partnerships.vocabulary import EventKind, EventState, MailKind, Presence
from planning import actions
from planning.circulation import path_to, recipients_of
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    EventFactory,
    MeetingFactory,
    MeetingMailFactory,
    MinutesCommentFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of

pytestmark = pytest.mark.django_db
DAY = date(2023, 3, 9)


@pytest.fixture
def event(partnership):
    return EventFactory(
        unit=partnership.units.get(),
        partnership=partnership,
        kind=EventKind.LP_MEETING,
        title="Březnové jednání",
        starts_on=DAY,
    )


@pytest.fixture
def meeting(event):
    return MeetingFactory(event=event, minutes_text="Jednalo se o bydlení.")


@pytest.fixture
def attended(event, partnership):
    """A seat with an address, a seat without one, a substitute, an excused person, one who just did not come."""

    def seat(first_name, email="", **fields):
        holder = PersonFactory(first_name=first_name, last_name="Nová", email=email)
        return AttendanceFactory(
            event=event, seat=SeatFactory(partnership=partnership, holder=holder), name_text="", **fields
        )

    excused = PersonFactory(first_name="Omluvená", last_name="Osoba", email="omluvena@example.cz")
    return {
        "seat": seat("Jana", "jana@example.cz"),
        "no_email": seat("Petra"),
        "absent": seat("Chybějící", "chybi@example.cz", presence=Presence.ABSENT),
        "excused": AttendanceFactory(event=event, person=excused, name_text="", presence=Presence.EXCUSED),
    }


def url(name, thing):
    return reverse(f"planning:{name}", args=[thing.pk])


def send(client, event, *rows, **fields):
    page = client.get(url("minutes_circulate", event))
    data = {"recipients": [str(row.key) for row in rows], "until": "20. 3. 2099", "seen": ""}
    seen = page.context["form"]["seen"].value() if page.context and "form" in page.context else ""
    today = timezone.localdate()
    day = today + timedelta(days=7)
    data |= {"until": f"{day.day}. {day.month}. {day.year}", "seen": seen or ""}
    return client.post(url("minutes_circulate", event), {**data, **fields})


def circulated(meeting, *, days=7):
    meeting.circulated_at, meeting.circulated_by = timezone.now(), UserFactory()
    meeting.comments_until = timezone.localdate() + timedelta(days=days)
    meeting.save()
    return MeetingMailFactory(event=meeting.event, kind=MailKind.MINUTES, name="Jana Nová")


def said(**fields):
    return {"text": "Chybí číslo usnesení.", "form_key": uuid.uuid4(), "item": "", **fields}


# --- Sending ------------------------------------------------------------------------------------------------


def test_each_chosen_person_gets_a_link_of_their_own(client, event, meeting, attended, manager):
    send(client, event, attended["seat"], attended["excused"])

    mails = MeetingMail.objects.order_by("pk")
    assert [(mail.name, mail.email, mail.kind) for mail in mails] == [
        ("Jana Nová", "jana@example.cz", MailKind.MINUTES),
        ("Omluvená Osoba", "omluvena@example.cz", MailKind.MINUTES),
    ]
    bodies = [mail.notification.body for mail in mails]
    for mail, body in zip(mails, bodies, strict=True):
        assert path_to(mail).rsplit(":", 2)[0] in body
        assert mail.notification.has_secret_link
    meeting.refresh_from_db()
    assert meeting.circulated_by == manager
    assert meeting.comments_until == timezone.localdate() + timedelta(days=7)


def test_page_says_who_has_no_address_and_offers_nobody_who_was_missing(
    client, event, meeting, attended, manager
):
    page = client.get(url("minutes_circulate", event))

    assert [one.name for one in page.context["without_email"]] == ["Petra Nová"]
    assert set(page.context["form"].by_key) == {str(attended[name].key) for name in ("seat", "excused")}
    assert "Petra Nová" in text_of(page)


def test_role_of_an_evaluation_gives_the_address_of_who_holds_it(agreement):
    evaluation = EventFactory(unit=agreement.unit, kind=EventKind.EVALUATION_MEETING, starts_on=DAY)
    holder = PersonFactory(first_name="Jana", last_name="Nová", email="jana@example.cz")
    RoleHoldingFactory(unit=agreement.unit, role="MANAGER", person=holder)
    RoleHoldingFactory(
        unit=agreement.unit, role="REPRESENTATIVE", person=PersonFactory(email="jiny@example.cz")
    )
    AttendanceFactory(event=evaluation, role_present="MANAGER", name_text="Jana Nová")
    AttendanceFactory(event=evaluation, role_present="REPRESENTATIVE", name_text="Zástup Cizí")

    found = recipients_of(evaluation, evaluation.attendances.all())

    assert {one.name: one.email for one in found} == {"Jana Nová": "jana@example.cz", "Zástup Cizí": ""}


def test_double_click_sends_once_and_sending_again_is_a_new_decision(
    client, event, meeting, attended, manager
):
    first = client.get(url("minutes_circulate", event)).context["form"]["seen"].value()
    send(client, event, attended["seat"], seen=first)
    again = send(client, event, attended["seat"], seen=first)

    assert MeetingMail.objects.count() == 1
    assert "už je rozeslaný" in text_of(client.get(again.url))
    send(client, event, attended["excused"])
    assert MeetingMail.objects.count() == 2


def test_one_address_gets_one_mail(event, meeting, attended):
    shared = PersonFactory(email="JANA@example.cz")
    AttendanceFactory(event=event, person=shared, name_text="")
    given = {"until": DAY, "seen": None, "address": str}

    mails = actions.circulate_minutes(
        event, by=UserFactory(), recipients=recipients_of(event, event.attendances.all()), **given
    )

    assert len(mails) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"recipients": []}, "recipients"),
        ({"recipients": [str(uuid.uuid4())]}, "recipients"),
        ({"until": "1. 1. 2020"}, "until"),
        ({"until": "1. 1. 2098"}, "until"),
    ],
)
def test_what_cannot_be_sent_is_said(client, event, meeting, attended, manager, wrong, field):
    page = send(client, event, attended["seat"], **wrong)

    assert list(page.context["form"].errors) == [field]
    assert not Notification.objects.exists()


def test_nothing_written_is_not_sent(client, event, attended, manager):
    MeetingFactory(event=event, minutes_text="")

    page = send(client, event, attended["seat"])

    assert "Rozeslat lze jen zápis, který má text" in text_of(client.get(page.url))
    assert not Notification.objects.exists()


def test_nobody_to_send_it_to_leads_to_the_attendance(client, event, meeting, manager):
    page = text_of(client.get(url("minutes_circulate", event)))

    assert "Zatím není komu zápis poslat" in page
    assert url("attendance", event) in page


# --- The link -----------------------------------------------------------------------------------------------


def test_link_shows_the_draft_without_cookies_and_copies(event, meeting):
    AgendaItemFactory(meeting=meeting, title="Bydlení", matter="OTHER", note="Bytů je málo.")
    DecisionFactory(event=event, text="Žádá o dotaci.")
    link, visitor = path_to(circulated(meeting)), Client()

    response = visitor.get(link)

    for words in ("Jednalo se o bydlení.", "Bytů je málo.", "Žádá o dotaci.", "Jana Nová"):
        assert words in text_of(response)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"].startswith("noindex")
    assert not visitor.cookies


def test_comment_by_the_link_is_kept_once_without_cookies(event, meeting):
    item = AgendaItemFactory(meeting=meeting, title="Bydlení", matter="OTHER")
    link, visitor = path_to(circulated(meeting)), Client(enforce_csrf_checks=True)
    form = said(item=item.key)

    for _ in range(2):
        answer = visitor.post(link, form)

    comment = MinutesComment.objects.get()
    assert (comment.author, comment.author_text, comment.item) == (None, "Jana Nová", item)
    assert comment.text in text_of(visitor.get(answer.url))
    assert not visitor.cookies


def test_answer_stands_behind_the_link_and_others_comments_do_not(event, meeting):
    mail = circulated(meeting)
    MinutesCommentFactory(meeting=meeting, author_text="Někdo Jiný", text="Cizí připomínka")
    own = MinutesCommentFactory(meeting=meeting, author_text="Jana Nová", text="Moje připomínka")
    actions.settle_comment(own, by=UserFactory(), answer="Zapracováno.")

    page = text_of(Client().get(path_to(mail)))

    assert "Zapracováno." in page
    assert "Cizí připomínka" not in page


@pytest.mark.parametrize("why", ["approved", "cancelled", "old", "forged", "invitation", "withdrawn"])
def test_dead_link_shows_nothing(event, meeting, why):
    mail = circulated(meeting)
    link, moment = path_to(mail), timezone.now()
    if why == "approved":
        actions.approve_minutes(event, by=UserFactory())
    elif why == "cancelled":
        Event.objects.filter(pk=event.pk).update(state=EventState.CANCELLED, cancelled_reason="Omyl")
    elif why == "old":
        moment += timedelta(days=30, minutes=1)
    elif why == "forged":
        link = link[:-3] + "AA/"
    elif why == "invitation":
        link = path_to(MeetingMailFactory(event=event, kind=MailKind.INVITATION))
    else:
        Meeting.objects.filter(pk=meeting.pk).update(
            circulated_at=None, circulated_by=None, comments_until=None
        )

    with time_machine.travel(moment):
        answers = [Client().get(link), Client().post(link, said())]

    for answer in answers:
        assert answer.status_code == 404
        assert "Jednalo se" not in text_of(answer)
    assert not MinutesComment.objects.exists()


def test_after_the_day_the_draft_is_read_but_not_commented(event, meeting):
    link = path_to(circulated(meeting, days=-1))

    answer = Client().post(link, said())

    assert "Lhůta pro připomínky už uplynula" in text_of(answer)
    assert "Napsat připomínku" not in text_of(Client().get(link))
    assert not MinutesComment.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": " "}, {"text": "a" * 5001}, {"form_key": "x"}, {"item": "1"}])
def test_wrong_comment_is_refused_with_its_text_kept(event, meeting, wrong):
    page = Client().post(path_to(circulated(meeting)), said(**wrong))

    assert list(page.context["form"].errors) == list(wrong)
    assert not MinutesComment.objects.exists()


def test_link_that_leaked_fills_no_disk(event, meeting):
    mail = circulated(meeting)
    MinutesComment.objects.bulk_create(
        MinutesComment(meeting=meeting, author_text="Kdosi", text="x") for _ in range(200)
    )

    page = Client().post(path_to(mail), said())

    assert "příliš mnoho" in text_of(page)
    assert MinutesComment.objects.count() == 200


# --- Comments of accounts and their settlement --------------------------------------------------------------


def test_person_with_an_account_comments_on_the_page(client, event, meeting):
    circulated(meeting)
    reader = member(event.unit, "READER")
    client.force_login(reader)
    assert url("minutes_comment", event) in text_of(client.get(url("event", event)))

    form = said()
    for _ in range(2):
        client.post(url("minutes_comment", event), form)

    assert MinutesComment.objects.get().author == reader


def test_nothing_is_commented_before_it_is_sent_round(client, event, meeting, manager):
    page = client.post(url("minutes_comment", event), said(), follow=True)

    assert "není rozeslaný" in text_of(page)
    assert not MinutesComment.objects.exists()


def test_comment_is_settled_with_an_answer(client, event, meeting, manager):
    circulated(meeting)
    comment = MinutesCommentFactory(meeting=meeting)
    assert "čeká na vypořádání" in text_of(client.get(url("event", event)))
    assert "Toto pole je třeba vyplnit" in text_of(
        client.post(url("comment_settle", comment), {"answer": " "})
    )

    client.post(url("comment_settle", comment), {"answer": "Doplněno."})

    comment.refresh_from_db()
    assert (comment.settled_by, comment.answer) == (manager, "Doplněno.")
    assert "Doplněno." in text_of(client.get(url("event", event)))


def test_correction_after_the_approval_is_sent_round_again(client, event, meeting, attended, manager):
    circulated(meeting)
    minuted_again = actions.approve_minutes(event, by=manager)
    assert minuted_again.minutes_approved_at
    actions.reopen_minutes(event, by=manager, reason="Chybí jméno")

    send(client, event, attended["seat"])

    assert "Jednalo se" in text_of(Client().get(path_to(MeetingMail.objects.latest("pk"))))
