"""Who is invited to a meeting, what they are sent, and what they learn when it changes or is called off."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from partnerships.models import MeetingMail, Notification, NotificationAttachment
from partnerships.models.notifications import PAUSES
from partnerships.vocabulary import EventKind, EventState, MailKind, OfficialRole, UnitRole
from planning import actions
from planning.invitations import Recipient, delivery_of, recipients_of, told_about
from tests.factories import (
    AgendaItemFactory,
    EventFactory,
    GroupFactory,
    MeetingFactory,
    MeetingMailFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UnitFactory,
    member,
)
from tests.planning.browsing import errors, text_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = TODAY + timedelta(days=30)


@pytest.fixture
def unit():
    return UnitFactory(name="Lhota")


@pytest.fixture
def partnership(unit):
    return PartnershipFactory(units=[unit])


@pytest.fixture
def event(unit, partnership):
    return EventFactory(
        unit=unit,
        kind=EventKind.LP_MEETING,
        partnership=partnership,
        state=EventState.PLANNED,
        title="Jednání LP",
        starts_on=DAY,
        starts_at=time(9),
        place="Radnice",
    )


@pytest.fixture
def manager(unit, client):
    user = member(unit, name="Mgr. Jana Nová")
    client.force_login(user)
    return user


def person(name, unit, email=None):
    row = PersonFactory(
        first_name=name, last_name="Vymyšlený", email=f"{name.lower()}@example.cz" if email is None else email
    )
    row.units.add(unit)
    return row


def sit(partnership, holder, **fields):
    return SeatFactory(partnership=partnership, holder=holder, **fields)


def names(recipients):
    return [one.name.split()[0] for one in recipients]


def send(event, by, people=None, **fields):
    event.refresh_from_db()
    people = recipients_of(event).reachable if people is None else people
    fields = {"seen": told_about(event).seen, "today": TODAY, **fields}
    return actions.send_invitations(event, by=by, recipients=people, **fields)


def entry_of(mail):
    return Calendar.from_ical(NotificationAttachment.objects.get(notification=mail.notification).content)


def told(event):
    return sorted(event.mails.values_list("email", "kind", "sequence"))


# --- Who --------------------------------------------------------------------------------------------------


def test_invited_are_those_who_sit_in_the_body_on_the_day(event, unit, partnership):
    group = GroupFactory(partnership=partnership)
    sit(partnership, person("Adam", unit), function_text="starosta")
    sit(partnership, person("Bez", unit, email=""))
    sit(partnership, None)
    left = sit(partnership, person("Cyril", unit), valid_to=DAY - timedelta(days=1))
    sit(partnership, person("Dana", unit), valid_from=DAY, replaces=left)
    sit(partnership, person("Emil", unit), valid_from=DAY + timedelta(days=1))
    sit(partnership, person("Filip", unit), group=group)
    sit(PartnershipFactory(units=[unit]), person("Gita", unit))
    erased = person("Hana", unit)
    sit(partnership, erased)
    erased.email, erased.erased_on = "", TODAY
    erased.save()

    found = recipients_of(event)

    assert sorted(names(found.reachable)) == ["Adam", "Dana"]
    assert names(found.without_email) == ["Bez"]
    assert found.unnamed == 1
    assert {one.why for one in found.people if one.name.startswith("Adam")} == {"starosta"}


def test_group_meeting_invites_the_group(event, unit, partnership):
    group = GroupFactory(partnership=partnership)
    sit(partnership, person("Adam", unit))
    sit(partnership, person("Filip", unit), group=group)
    event.kind, event.group = EventKind.WG_MEETING, group

    assert names(recipients_of(event).people) == ["Filip"]


def test_one_person_on_two_seats_is_invited_once(event, unit, partnership):
    both = person("Adam", unit)
    sit(partnership, both, function_text="starosta")
    sit(partnership, both, function_text="předseda komise")

    [found] = recipients_of(event).people

    assert sorted(found.why.split("; ")) == ["předseda komise", "starosta"]


def test_evaluation_meeting_invites_the_three_roles(event, unit):
    event.kind, event.partnership = EventKind.EVALUATION_MEETING, None
    RoleHoldingFactory(
        unit=unit, role=OfficialRole.MANAGER, person=None, is_vacant=True, deputy=person("Deputy", unit)
    )
    RoleHoldingFactory(unit=unit, role=OfficialRole.REPRESENTATIVE, person=person("Eva", unit))
    RoleHoldingFactory(unit=unit, role=OfficialRole.REGIONAL_HEAD, person=person("Vedouci", unit))
    RoleHoldingFactory(
        unit=unit, role=OfficialRole.MANAGER, person=person("Byvaly", unit), valid_to=date(2020, 1, 1)
    )
    member(
        unit, UnitRole.CONSULTANT, name="Ivo Konzultant"
    )  # nobody wrote the role down, the account says it
    member(unit, UnitRole.READER, name="Karel Čtenář")

    assert sorted(names(recipients_of(event).people)) == ["Deputy", "Eva", "Ivo"]


# --- What they are sent -----------------------------------------------------------------------------------


def test_each_gets_one_mail_with_the_entry(event, unit, partnership, manager):
    for name in ("Adam", "Dana"):
        sit(partnership, person(name, unit))
    AgendaItemFactory(
        meeting=MeetingFactory(event=event), position=1, title="Zpráva; rok, 2026", presenter_text="Nová"
    )

    mails = send(event, manager, text="Přijďte prosím včas.")

    assert told(event) == [("adam@example.cz", "INVITATION", 0), ("dana@example.cz", "INVITATION", 0)]
    message = Notification.objects.get(recipient="adam@example.cz")
    assert "Jednání LP" in message.subject
    for words in (
        "Přijďte prosím včas.",
        "1. Zpráva; rok, 2026 (Nová)",
        "Kde: Radnice",
        "9:00",
        manager.email,
    ):
        assert words in message.body, words
    assert {one.sent_by for one in mails} == {manager}
    calendar = entry_of(next(mail for mail in mails if mail.email == "adam@example.cz"))
    [entry] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert str(entry["ATTENDEE"]) == "mailto:adam@example.cz"
    assert str(entry["ORGANIZER"]) == f"mailto:{manager.email}"
    assert "1.\u00a0Zpráva; rok, 2026 (Nová)" in str(entry["DESCRIPTION"])
    assert entry.decoded("DTSTART").hour == 9


def test_who_shares_an_address_gets_one_mail(event, unit, partnership, manager):
    sit(partnership, person("Adam", unit, email="urad@example.cz"))
    sit(partnership, person("Dana", unit, email="URAD@example.cz"))

    [mail] = send(event, manager)

    assert "Adam" in mail.name
    assert "Dana" in mail.name


@pytest.mark.parametrize("number", [1, 3])
def test_sending_costs_the_same_for_any_number(
    event, unit, partnership, manager, number, django_assert_num_queries
):
    for name in ["Adam", "Dana", "Emil"][:number]:
        sit(partnership, person(name, unit))
    people = recipients_of(event).reachable

    # two of a savepoint, lock, accepted evidence, told, agenda, messages, entries, mails
    with django_assert_num_queries(9):
        actions.send_invitations(event, by=manager, today=TODAY, recipients=people, seen=0)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_send_once(event, unit, partnership):
    by = member(unit)
    sit(partnership, person("Adam", unit))
    people, outcomes, start = recipients_of(event).reachable, [], threading.Barrier(2)

    def click():
        start.wait()
        try:
            outcomes.append(
                len(actions.send_invitations(event, by=by, today=TODAY, recipients=people, seen=0))
            )
        except actions.Refused:
            outcomes.append(0)
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [0, 1]
    assert Notification.objects.count() == 1


@pytest.mark.parametrize("state", [EventState.HELD, EventState.CANCELLED])
def test_nobody_is_invited_to_what_is_over(event, manager, state):
    event.state = state
    event.cancelled_reason = "Nemoc" if state == EventState.CANCELLED else ""
    event.save()

    with pytest.raises(actions.Refused):
        send(event, manager, [])


# --- What they learn later --------------------------------------------------------------------------------


def move(event, **fields):
    type(event).objects.filter(pk=event.pk).update(**fields)
    event.refresh_from_db()


def test_change_of_time_or_place_is_seen_and_sent_with_a_higher_sequence(event, unit, partnership, manager):
    sit(partnership, person("Adam", unit))
    send(event, manager)
    assert not told_about(event).has_changed

    move(event, title="Jiný název")
    assert not told_about(event).has_changed
    move(event, starts_at=time(10))
    assert told_about(event).has_changed
    sit(partnership, person("Dana", unit))
    other = member(unit, UnitRole.DEPUTY)
    mails = send(event, other)

    assert told(event) == [
        ("adam@example.cz", "CHANGE", 1),
        ("adam@example.cz", "INVITATION", 0),
        ("dana@example.cz", "INVITATION", 1),
    ]
    assert not told_about(event).has_changed
    [entry] = entry_of(mails[0]).walk("VEVENT")
    assert (entry["SEQUENCE"], entry.decoded("DTSTART").hour) == (1, 10)
    assert str(entry["ORGANIZER"]) == f"mailto:{manager.email}", "a change comes from whoever invited"
    assert len({str(entry_of(mail).walk("VEVENT")[0]["UID"]) for mail in event.mails.all()}) == 1


def test_who_left_the_seat_is_told_nothing_more(event, unit, partnership, manager):
    leaving, staying = person("Adam", unit), person("Dana", unit)
    seat = sit(partnership, leaving)
    sit(partnership, staying)
    send(event, manager)
    seat.valid_to = TODAY
    seat.save()
    move(event, place="Knihovna")
    everybody_told = told_about(event).invited
    by_hand = [recipients_of(event).reachable[0], _as_recipient(leaving)]

    send(event, manager, by_hand)
    actions.call_off(event, by=manager, reason="Nemoc", tell_invited=True)

    assert len(everybody_told) == 2
    assert told(event) == [
        ("adam@example.cz", "INVITATION", 0),
        ("dana@example.cz", "CANCELLATION", 2),
        ("dana@example.cz", "CHANGE", 1),
        ("dana@example.cz", "INVITATION", 0),
    ]


def _as_recipient(one):

    return Recipient("x", str(one), one.email, "", one)


def test_called_off_meeting_goes_from_the_calendars(event, unit, partnership, manager):
    sit(partnership, person("Adam", unit))
    send(event, manager)

    actions.call_off(event, by=manager, reason="Předseda onemocněl", tell_invited=True)
    event.refresh_from_db()
    again = actions.cancel_invitations(event, by=manager)

    assert again == []
    assert told(event) == [("adam@example.cz", "CANCELLATION", 1), ("adam@example.cz", "INVITATION", 0)]
    mail = event.mails.get(kind=MailKind.CANCELLATION)
    assert "Předseda onemocněl" in mail.notification.body
    calendar = entry_of(mail)
    [entry] = calendar.walk("VEVENT")
    assert (calendar["METHOD"], entry["STATUS"], entry["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


@pytest.mark.parametrize("ticked", [True, False])
def test_cancel_page_asks_whether_to_tell(client, event, unit, partnership, manager, ticked):
    url = reverse("planning:event_cancel", args=[event.pk])
    assert "Dát vědět pozvaným" not in text_of(client.get(url))
    sit(partnership, person("Adam", unit))
    send(event, manager)
    assert "Dát vědět pozvaným" in text_of(client.get(url))

    client.post(url, {"reason": "Nemoc", **({"tell_invited": "on"} if ticked else {})})
    page = text_of(client.get(reverse("planning:event", args=[event.pk])))

    assert event.mails.filter(kind=MailKind.CANCELLATION).count() == ticked
    assert ("pozvaní o&nbsp;tom nevědí" in page) is not ticked


def test_invited_are_told_later_that_it_is_off(client, event, unit, partnership, manager):
    sit(partnership, person("Adam", unit))
    send(event, manager)
    url = reverse("planning:invitation_cancel", args=[event.pk])
    assert "Nejdřív ho zrušte" in text_of(client.post(url, follow=True))
    actions.cancel_event(event, by=manager, reason="Nemoc")

    client.post(url)
    client.post(url)

    assert event.mails.filter(kind=MailKind.CANCELLATION).count() == 1


# --- Pages ------------------------------------------------------------------------------------------------


@pytest.fixture
def url(event):
    return reverse("planning:invitation", args=[event.pk])


def filled(page, **fields):
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    return {**sent, "krok": "nahled", **fields}


def test_preview_sends_nothing_and_confirmation_sends_once(client, event, unit, partnership, manager, url):
    sit(partnership, person("Adam", unit))
    sent = filled(client.get(url), emails="Host Ranní <host@example.cz>\njiny@example.cz; treti@example.cz")

    preview = client.post(url, sent)
    assert [one.email for one in preview.context["preview"]["recipients"]] == [
        "adam@example.cz",
        "host@example.cz",
        "jiny@example.cz",
        "treti@example.cz",
    ]
    assert not Notification.objects.exists()

    client.post(url, {**sent, "krok": "rozeslat"})
    again = client.post(url, {**sent, "krok": "rozeslat"}, follow=True)

    assert event.mails.count() == 4
    assert "Pozvánky už mezitím odešly" in text_of(again)
    assert "Host Ranní" in text_of(again)


def test_who_has_no_email_is_listed_with_the_way_to_write_it(client, event, unit, partnership, manager, url):
    missing = person("Bez", unit, email="")
    sit(partnership, missing)

    page = text_of(client.get(url))

    assert "Bez e-mailu, pozvánku nedostanou" in page
    assert reverse("partnerships:person_edit", args=[missing.pk]) in page


@pytest.mark.parametrize("text", ["neni e-mail", "a@", "a@b@c.cz", "x <y>"])
def test_wrong_address_is_refused_where_it_was_typed(client, event, manager, url, text):
    response = client.post(url, filled(client.get(url), emails=text))

    assert list(errors(response)) == ["emails"]


def test_nobody_chosen_is_said(client, event, manager, url):
    assert errors(client.post(url, {"seen": 0})) == {
        "__all__": ["Vyberte, koho pozvat, nebo napište aspoň jeden e-mail."]
    }


def test_contacts_of_another_unit_are_not_offered(client, event, unit, manager, url):
    ours, theirs = person("Nase", unit), person("Cizi", UnitFactory())

    page = client.get(url)

    assert [label.split()[0] for _, label in page.context["form"].fields["contacts"].choices] == ["Nase"]
    assert theirs.email not in text_of(page)
    assert ours.email in text_of(page)


def test_after_a_change_everybody_invited_is_chosen_again(client, event, unit, partnership, manager, url):
    sit(partnership, person("Adam", unit))
    contact = person("Nase", unit)
    client.post(
        url, filled(client.get(url), emails="host@example.cz", contacts=[_key(client, url)], krok="rozeslat")
    )
    before = filled(client.get(url))
    move(event, starts_on=DAY + timedelta(days=7))

    after = filled(client.get(url))

    assert (before["people"], before["contacts"], before.get("emails", "")) == ([], [], "")
    assert len(after["people"]) == len(after["contacts"]) == 1
    assert "host@example.cz" in after["emails"]
    assert contact.email in {mail.email for mail in event.mails.all()}


def _key(client, url):
    [(key, _)] = client.get(url).context["form"].fields["contacts"].choices
    return key


def test_invitation_to_what_is_over_is_a_message(client, event, manager, url):
    move(event, starts_on=TODAY - timedelta(days=1))

    response = client.get(url, follow=True)

    assert "Pozvat lze jen na jednání, které se teprve uskuteční." in text_of(response)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "čeká na odeslání"),
        ({"sent_at": timezone.now()}, "odesláno"),
        ({"error": "550", "attempts": 1}, "zatím se nepodařilo odeslat, zkusíme to znovu"),
        ({"error": "550", "attempts": len(PAUSES) + 1}, "nedoručeno"),
    ],
)
def test_delivery_is_said_in_words(client, event, manager, fields, words):
    message = Notification.objects.create(recipient="a@example.cz", subject="x", **fields)
    mail = MeetingMailFactory(event=event, notification=message)

    assert delivery_of(mail)[2] == words
    assert words in text_of(client.get(reverse("planning:event", args=[event.pk])))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_people(
    client, event, unit, partnership, manager, url, rows, django_assert_num_queries
):
    for name in ["Adam", "Dana", "Emil"][:rows]:
        sit(partnership, person(name, unit))
        person(f"Kontakt{name}", unit)

    # session, person, event, its units, seats, told, contacts, units of the header
    with django_assert_num_queries(8):
        client.get(url)

    assert MeetingMail.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_confirmed_form_costs_the_same_for_any_number_of_people(
    client, event, unit, partnership, manager, url, rows, django_assert_num_queries
):
    for name in ["Adam", "Dana", "Emil"][:rows]:
        sit(partnership, person(name, unit))
    sent = filled(client.get(url), krok="rozeslat")

    # session, person, event, its units, seats, told, contacts; the nine of sending
    with django_assert_num_queries(16):
        client.post(url, sent)

    assert MeetingMail.objects.count() == rows
