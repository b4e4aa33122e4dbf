"""Ticks as the server takes them: what is written, what is refused, what somebody else wrote first."""

import json
import threading
import uuid
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from partnerships.models import Attendance
from partnerships.vocabulary import EventKind, OfficialRole, OrganisationType, Presence, SeatRole
from planning import actions
from planning.actions.attendance import Tick
from planning.forms import AttendanceSheet
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    OrganisationFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UnitFactory,
    member,
)
from tests.planning.browsing import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def partnership(unit):
    return PartnershipFactory(units=[unit])


@pytest.fixture
def seat(partnership):
    return SeatFactory(partnership=partnership, holder=PersonFactory())


@pytest.fixture
def event(unit, partnership):
    return EventFactory(
        unit=unit, kind=EventKind.LP_MEETING, partnership=partnership, starts_on=date(2023, 5, 10)
    )


@pytest.fixture
def manager(unit, client):
    user = member(unit, name="Jana Manažerová")
    client.force_login(user)
    return user


def said(row, value, was="", field="presence"):
    return {"radek": row, "pole": field, "bylo": was, "hodnota": value}


def send(client, event, *ticks):
    url = reverse("planning:attendance_tick", args=[event.pk])
    return client.post(url, json.dumps({"zaznamy": ticks}), content_type="application/json")


def of(seat):
    return f"misto-{seat.pk}"


def guest(name="Jana Nová", organisation="Charita", key=None):
    return said(
        f"ucast-{key or uuid.uuid4()}", {"name_text": name, "organisation_text": organisation}, "", "is_here"
    )


# --- One row ----------------------------------------------------------------------------------------------


def test_tick_is_written_and_others_forms_learn_of_it(client, event, seat, manager):
    answer = send(client, event, said(of(seat), "PRESENT"))

    assert answer.status_code == 200
    assert answer.json()["hodnoty"][of(seat)]["presence"] == "PRESENT"
    assert event.attendances.get().presence == Presence.PRESENT
    event.refresh_from_db()
    assert event.revision == 1
    lost = client.post(reverse("planning:attendance", args=[event.pk]), {"revision": 0})
    assert lost.status_code == 409
    assert event.attendances.count() == 1


def test_same_tick_twice_is_one_and_raises_nothing(client, event, seat, manager):
    for _ in range(2):
        assert send(client, event, said(of(seat), "PRESENT")).status_code == 200

    event.refresh_from_db()
    assert (event.attendances.count(), event.revision) == (1, 1)


def test_value_nobody_here_saw_is_not_overwritten_and_its_author_is_named(client, event, seat, manager):
    other = member(event.unit, name="Petr Zástupný")
    actions.record_attendance(event, by=other, rows=[{"seat": seat, "presence": Presence.EXCUSED}])

    answer = send(client, event, said(of(seat), "PRESENT"))

    assert answer.status_code == 409
    [refused] = answer.json()["odmitnuto"]
    assert (refused["ulozeno"], refused["slovy"], refused["kdo"]) == ("EXCUSED", "omluven/a", "Petr Zástupný")
    assert event.attendances.get().presence == Presence.EXCUSED
    assert send(client, event, said(of(seat), "PRESENT", "EXCUSED")).status_code == 200
    assert event.attendances.get().presence == Presence.PRESENT


def test_chain_whose_answer_got_lost_is_taken_again(client, event, seat, manager):
    """The server has the last one; the first one says what it found before."""
    chain = [said(of(seat), "PRESENT"), said(of(seat), "EXCUSED", "PRESENT")]
    for _ in range(2):
        assert send(client, event, *chain).status_code == 200

    assert event.attendances.get().presence == Presence.EXCUSED


def test_one_conflict_does_not_hold_the_others_back(client, event, seat, manager):
    second = SeatFactory(partnership=event.partnership)
    AttendanceFactory(event=event, seat=seat, name_text="", presence=Presence.EXCUSED)

    answer = send(client, event, said(of(seat), "PRESENT"), said(of(second), "ABSENT"))

    assert answer.status_code == 409
    assert event.attendances.get(seat=second).presence == Presence.ABSENT


def test_tick_taken_back_leaves_no_row(client, event, seat, manager):
    send(client, event, said(of(seat), "PRESENT"))
    assert send(client, event, said(of(seat), "", "PRESENT")).status_code == 200

    assert not event.attendances.exists()


def test_cancelled_tick_takes_its_substitute_along_and_the_history_keeps_both(client, event, seat, manager):
    send(client, event, said(of(seat), "PRESENT"), said(of(seat), "Karel Zástupný", "", "name_text"))

    answer = send(client, event, said(of(seat), "", "PRESENT"))

    assert answer.json()["hodnoty"][of(seat)] == {
        "osoba": "", "presence": "", "name_text": "", "organisation_text": "", "is_online": "",
    }  # fmt: skip
    history = text_of(client.get(reverse("planning:event_history", args=[event.pk])))
    assert "smazal/a účast „Karel Zástupný“" in history
    assert "jméno: Karel Zástupný<br>přítomen/přítomna" in history


def test_mark_cancelled_and_made_again_without_a_connection_starts_anew(client, event, seat, manager):
    send(client, event, said(of(seat), "PRESENT"), said(of(seat), "Karel Zástupný", "", "name_text"))
    chain = [said(of(seat), "", "PRESENT"), said(of(seat), "EXCUSED", "")]

    for _ in range(2):
        assert send(client, event, *chain).status_code == 200

    row = event.attendances.get()
    assert (row.presence, row.name_text) == (Presence.EXCUSED, "")


def test_cancelling_what_somebody_else_changed_is_a_conflict(client, event, seat, manager):
    other = member(event.unit, name="Petr Zástupný")
    send(client, event, said(of(seat), "PRESENT"))
    actions.record_attendance(event, by=other, rows=[{"seat": seat, "presence": Presence.EXCUSED}])

    answer = send(client, event, said(of(seat), "", "PRESENT"))

    assert answer.status_code == 409
    [refused] = answer.json()["odmitnuto"]
    assert (refused["slovy"], refused["kdo"]) == ("omluven/a", "Petr Zástupný")
    assert event.attendances.get().presence == Presence.EXCUSED


def test_who_cancelled_the_mark_meanwhile_is_named(client, event, seat, manager):
    send(client, event, said(of(seat), "PRESENT"))
    actions.record_attendance(event, by=member(event.unit, name="Petr Zástupný"), rows=[])

    [refused] = send(client, event, said(of(seat), "EXCUSED", "PRESENT")).json()["odmitnuto"]

    assert (refused["jinak"], refused["ulozeno"]) == (True, "")
    assert (refused["slovy"], refused["kdo"]) == ("bez záznamu", "Petr Zástupný")


def test_nothing_beside_a_cancelled_mark_is_refused(client, event, seat, manager):
    """Ticked online and cancelled before the connection was back."""
    chain = [said(of(seat), "PRESENT"), said(of(seat), "", "PRESENT"), said(of(seat), "", "", "is_online")]

    assert send(client, event, *chain).status_code == 200
    assert not event.attendances.exists()


def test_cancelled_role_is_its_holders_again(client, unit, manager):
    event = EventFactory(unit=unit, kind=EventKind.EVALUATION_MEETING)
    RoleHoldingFactory(unit=unit, role=OfficialRole.MANAGER, person__last_name="Nová")
    row = "role-MANAGER"
    send(client, event, said(row, "PRESENT"), said(row, "Karel Zástupný", "Jan Nová", "name_text"))

    answer = send(client, event, said(row, "", "PRESENT"))

    assert answer.json()["hodnoty"][row]["name_text"] == "Jan Nová"
    assert not event.attendances.exists()


def test_without_a_script_a_mark_is_cancelled_by_choosing_none(client, event, seat, manager):
    AttendanceFactory(event=event, seat=seat, name_text="")
    url = reverse("planning:attendance", args=[event.pk])
    assert f'name="{of(seat)}-presence" value=""' in text_of(client.get(url))

    client.post(url, {"revision": 0, f"{of(seat)}-presence": ""})

    assert not event.attendances.exists()


def test_substitute_and_online_belong_to_the_seat(client, event, seat, manager):
    ticks = [
        said(of(seat), "PRESENT"),
        said(of(seat), "Karel Zástupný", "", "name_text"),
        said(of(seat), "on", "", "is_online"),
    ]
    assert send(client, event, *ticks).status_code == 200

    row = event.attendances.get()
    assert (row.seat, row.person, row.who, row.is_online) == (seat, None, "Karel Zástupný", True)


def test_substitute_of_nobody_marked_is_refused(client, event, seat, manager):
    answer = send(client, event, said(of(seat), "Karel", "", "name_text"))

    assert answer.status_code == 422
    assert answer.json()["odmitnuto"][0]["zprava"] == "Nejdřív označte, zda je přítomen/a."


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_write_one_row_and_one_of_them_learns_of_it(event, seat, manager):
    outcomes, barrier = [], threading.Barrier(2)

    def tick(value):
        barrier.wait()
        base = {"seat": seat, "person": None, "role_present": ""}
        ticks = [Tick(of(seat), base, "presence", "", value)]
        outcomes.append(actions.tick_attendance(event, by=manager, ticks=ticks)[0])
        connection.close()

    threads = [threading.Thread(target=tick, args=[value]) for value in (Presence.PRESENT, Presence.ABSENT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(len(refused) for refused in outcomes) == [0, 1]
    assert event.attendances.count() == 1


# --- People without a seat --------------------------------------------------------------------------------


def test_guest_sent_twice_is_one(client, event, manager):
    tick = guest()
    for _ in range(2):
        assert send(client, event, tick).status_code == 200

    row = event.attendances.get()
    assert (row.name_text, row.organisation_text, row.presence) == ("Jana Nová", "Charita", Presence.GUEST)
    assert f"ucast-{row.key}" == tick["radek"]


def test_person_of_the_contacts_comes_as_herself_with_her_organisation(client, event, manager):
    charity = OrganisationFactory(name="Oblastní charita")
    person = PersonFactory(first_name="Lenka", last_name="Nová", organisation=charity)
    person.units.add(event.unit)

    assert send(client, event, guest("Lenka Nová, Oblastní charita", "")).status_code == 200

    row = event.attendances.get()
    assert (row.person, row.organisation, row.name_text) == (person, charity, "")
    again = send(client, event, guest("Lenka Nová, Oblastní charita"))
    assert again.json()["odmitnuto"][0]["zprava"] == "Lenka Nová už v účasti je."
    assert event.attendances.count() == 1


def test_people_who_cannot_be_told_apart_stay_names(client, event, manager):
    for _ in range(2):
        PersonFactory(first_name="Lenka", last_name="Nová").units.add(event.unit)

    send(client, event, guest("Lenka Nová"))

    assert (event.attendances.get().person, event.attendances.get().name_text) == (None, "Lenka Nová")


def test_contact_of_another_unit_is_nobody_known(client, event, manager):
    PersonFactory(first_name="Cizí", last_name="Člověk").units.add(UnitFactory())

    send(client, event, guest("Cizí Člověk"))

    assert event.attendances.get().person is None
    assert "Cizí" not in "".join(AttendanceSheet(event, units=[event.unit]).contacts)


def test_member_is_not_added_as_a_guest(client, event, seat, manager):
    seat.holder.units.add(event.unit)

    answer = send(client, event, guest(str(seat.holder)))

    assert "je mezi členy" in answer.json()["odmitnuto"][0]["zprava"]
    assert not event.attendances.exists()


def test_guest_is_removed_and_put_back_by_the_same_key(client, event, manager):
    tick = guest()
    send(client, event, tick)
    send(client, event, {**tick, "hodnota": None})
    assert not event.attendances.exists()

    send(client, event, tick)

    assert str(event.attendances.get().key) == tick["radek"].removeprefix("ucast-")


def test_change_of_a_guest_somebody_removed_is_said(client, event, manager):
    answer = send(client, event, said(f"ucast-{uuid.uuid4()}", "Jiná", "Jana", "name_text"))

    assert answer.json()["odmitnuto"][0]["zprava"] == "Z účasti ho mezitím někdo odebral."


# --- What is not taken ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"zaznamy": []}',
        b'{"zaznamy": [1]}',
        b'{"zaznamy": [{"radek": 1, "pole": "presence"}]}',
        b'{"zaznamy": [{"radek": "x", "pole": "presence", "hodnota": [1]}]}',
        b'{"zaznamy": [{"radek": "x", "pole": "is_here", "hodnota": {"name_text": {}}}]}',
        b"[" * 100_000,
    ],
)
def test_nonsense_is_refused_in_czech(client, event, manager, body):
    url = reverse("planning:attendance_tick", args=[event.pk])

    answer = client.post(url, body, content_type="application/json")

    assert (answer.status_code, answer.json()) == (
        422,
        {"zprava": "Záznam účasti se nepodařilo přečíst. Načtěte stránku znovu."},
    )


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("misto-0", "presence", "PRESENT"),
        ("nesmysl", "presence", "PRESENT"),
        ("ucast-nova", "is_here", {"name_text": "X"}),
        ("", "presence", "NEKDY"),
        ("", "presence", "GUEST"),
        ("", "event", "1"),
        ("", "is_removed", "on"),
        ("", "is_here", {"name_text": "X"}),
        ("", "name_text", "x" * 121),
    ],
)
def test_what_the_page_does_not_offer_is_not_written(client, event, seat, manager, row, field, value):
    answer = send(client, event, said(row or of(seat), value, "", field))

    assert answer.status_code == 422
    assert not event.attendances.exists()


def test_seat_of_another_partnership_is_no_row(client, event, manager):
    assert send(client, event, said(of(SeatFactory()), "PRESENT")).status_code == 422
    assert not Attendance.objects.exists()


def test_cancelled_event_says_so(client, event, seat, manager):
    actions.cancel_event(event, by=manager, reason="Chybný zápis")

    answer = send(client, event, said(of(seat), "PRESENT"))

    assert (answer.status_code, answer.json()) == (
        422,
        {"zprava": "Událost je zrušená, měnit ji už nelze.", "zavreno": True},
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_ticks_cost_the_same_for_any_number_of_rows(client, event, manager, rows, django_assert_num_queries):
    seats = SeatFactory.create_batch(rows, partnership=event.partnership)
    client.get(reverse("planning:event", args=[event.pk]))
    # session, person, event, its units, attendance, seats; two of a savepoint, lock, accepted evidence, rows, revision
    with django_assert_num_queries(12):
        assert send(client, event, *(said(of(seat), "PRESENT") for seat in seats)).status_code == 200


def test_rows_read_before_somebody_else_wrote_are_read_again(event, seat, manager):
    """The page's rows hold only as long as nobody raised the revision of the event."""
    sheet = AttendanceSheet(event, units=[event.unit])
    actions.record_attendance(event, by=manager, rows=[{"seat": seat, "presence": Presence.EXCUSED}])
    tick = Tick(
        of(seat), {"seat": seat, "person": None, "role_present": ""}, "presence", "", Presence.PRESENT
    )

    refused, rows = actions.tick_attendance(event, by=manager, ticks=[tick], read=sheet.known)

    assert [one.is_conflict for one in refused] == [True]
    assert [row.presence for row in rows] == [Presence.EXCUSED]


def test_tick_writes_only_what_was_ticked(event, seat, manager):
    """Contacts may be merged at the same moment."""
    row = AttendanceFactory(event=event, seat=seat, name_text="")
    sheet = AttendanceSheet(event, units=[event.unit])
    person = PersonFactory()
    Attendance.objects.filter(pk=row.pk).update(person=person)
    base = {"seat": seat, "person": None, "role_present": ""}
    tick = Tick(of(seat), base, "presence", Presence.PRESENT, Presence.EXCUSED)

    actions.tick_attendance(event, by=manager, ticks=[tick], read=sheet.known)

    row.refresh_from_db()
    assert (row.presence, row.person) == (Presence.EXCUSED, person)


# --- The page ---------------------------------------------------------------------------------------------


def test_page_counts_members_votes_and_guests(client, event, seat, manager):
    PartnershipDocumentFactory(partnership=event.partnership)
    SeatFactory(partnership=event.partnership, holder=PersonFactory(), role=SeatRole.GUEST, has_vote=False)
    vacant = SeatFactory(partnership=event.partnership, is_vacant=True)
    AttendanceFactory(event=event, seat=seat, name_text="Karel Zástupný")
    AttendanceFactory(event=event, seat=vacant, name_text="", presence=Presence.ABSENT)
    AttendanceFactory(event=event, name_text="Jana Nová", presence=Presence.GUEST)

    sheet = client.get(reverse("planning:attendance", args=[event.pk])).context["sheet"]

    assert (sheet.members_present, sheet.member_count, sheet.others_present) == (1, 2, 1)
    assert (sheet.votes_present, sheet.quorum.needed, sheet.quorum.base) == (1, 1, 1)


def test_seats_stand_by_kind_in_the_order_of_the_vocabulary(client, event, manager):
    for kind in (OrganisationType.NGO, OrganisationType.CITY_OFFICE, OrganisationType.NGO):
        SeatFactory(partnership=event.partnership, organisation_type=kind)

    sections = client.get(reverse("planning:attendance", args=[event.pk])).context["sheet"].sections

    assert [(heading, len(rows)) for heading, rows in sections] == [
        ("městský úřad", 1),
        ("nezisková organizace", 2),
    ]


def test_evaluation_meeting_names_the_roles_that_are_missing(client, unit, manager):
    event = EventFactory(unit=unit, kind=EventKind.EVALUATION_MEETING)
    RoleHoldingFactory(unit=unit, role=OfficialRole.MANAGER, person__last_name="Nová")
    send(client, event, said("role-MANAGER", "PRESENT"), said("role-CONSULTANT", "PRESENT"))

    page = text_of(client.get(reverse("planning:attendance", args=[event.pk])))

    assert "Na jednání chybí: <strong data-roles>pověřený zástupce" in page
    assert list(event.attendances.values_list("role_present", "name_text")) == [
        (OfficialRole.MANAGER, "Jan Nová"),
        (OfficialRole.CONSULTANT, "konzultant/ka ASZ"),
    ]


def test_without_a_script_the_whole_form_keeps_substitutes_guests_and_people(client, event, seat, manager):
    person = PersonFactory(first_name="Lenka", last_name="Nová")
    person.units.add(event.unit)
    known = AttendanceFactory(event=event, person=person, name_text="", presence=Presence.GUEST)
    gone = AttendanceFactory(event=event, name_text="Omyl", presence=Presence.GUEST)
    prefix = f"ucast-{gone.key}"

    answer = client.post(
        reverse("planning:attendance", args=[event.pk]),
        {
            "revision": 0,
            f"{of(seat)}-presence": "PRESENT",
            f"{of(seat)}-name_text": "Karel Zástupný",
            f"{of(seat)}-is_online": "on",
            f"{prefix}-name_text": "Omyl",
            f"{prefix}-is_removed": "on",
            "jmeno-0-name_text": "Jana Nová",
            "jmeno-1-name_text": "Lenka Nová",
        },
    )

    assert answer.status_code == 302
    rows = event.attendances.order_by("pk").values_list("person", "seat", "name_text", "is_online")
    assert set(rows) == {
        (person.pk, None, "", False),
        (None, seat.pk, "Karel Zástupný", True),
        (None, None, "Jana Nová", False),
    }
    assert event.attendances.get(person=person).pk == known.pk


def test_substitute_without_presence_is_said_at_the_row(client, event, seat, manager):
    url = reverse("planning:attendance", args=[event.pk])
    answer = client.post(url, {"revision": 0, f"{of(seat)}-name_text": "Karel Zástupný"})

    assert answer.context["sheet"].seats[0].form.errors == {"presence": ["Označte, zda se účastnil/a."]}
    assert "Karel Zástupný" in answer.content.decode()
