"""Art. 15, 17 and 20 of the GDPR: an extract of everything held about a person, and its erasure."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from partnerships import actions
from partnerships.directory.erasure import erasure_of
from partnerships.directory.identity import ERASED_NAME
from partnerships.mail import write
from partnerships.models import Attendance, Meeting, Person, TerritorialUnit, User
from partnerships.vocabulary import OfficialRole
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    EventFactory,
    FollowUpTaskFactory,
    HandoverFactory,
    MeetingFactory,
    MeetingMailFactory,
    MinutesCommentFactory,
    NoticeFactory,
    NotificationAttachmentFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    RoleAssignmentFactory,
    RoleHoldingFactory,
    SeatFactory,
    SignatureFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
NAME, SURNAME, EMAIL = "Ludmila Kanárková", "Kanárková", "ludmila@kanarkova.example"
PAST = {"valid_from": date(2022, 1, 1), "valid_to": date(2024, 1, 1)}


@pytest.fixture
def unit() -> TerritorialUnit:
    return UnitFactory(name="Chomutov")


@pytest.fixture
def manager(unit, client) -> User:
    user = member(unit, name="Jana Manažerová")
    client.force_login(user)
    return user


@pytest.fixture
def person(unit) -> Person:
    person = PersonFactory(
        title_before="Mgr.",
        first_name="Ludmila",
        last_name=SURNAME,
        email=EMAIL,
        phone="474 637 111",
        position_text="vedoucí poradny",
        organisation=OrganisationFactory(name="Poradna"),
    )
    person.units.add(unit)
    return person


def written_everywhere(person: Person, unit: TerritorialUnit) -> None:
    """The person in each column where somebody may have written it."""
    partnership = PartnershipFactory(units=[unit], founder_text=f"z podnětu: {NAME}")
    SeatFactory(partnership=partnership, holder=person, function_text=f"předsedkyně {NAME}", **PAST)
    RoleHoldingFactory(
        unit=unit, role=OfficialRole.MANAGER, person=person, function_text=f"{NAME}, vedoucí", **PAST
    )
    event = EventFactory(
        unit=unit, partnership=partnership, title=f"Konzultace: Mgr. {NAME}", summary=f"Mluvila {NAME}."
    )
    AttendanceFactory(event=event, person=person, name_text=NAME, organisation_text="vedoucí poradny")
    AttendanceFactory(event=event, name_text=f"{SURNAME} Ludmila", organisation_text="host")
    AttendanceFactory(event=event, name_text="Jiná Osoba")
    meeting = MeetingFactory(
        event=event,
        minutes_text=f"Přítomna {NAME}.",
        conclusions=f"{NAME.upper()} připraví podklady.",
        chaired_by_text=f"Mgr. {NAME}",
        recorded_by_text=NAME,
        verified_by_text=NAME,
    )
    item = AgendaItemFactory(meeting=meeting, position=1, title=NAME, presenter_text=NAME, note=NAME)
    DecisionFactory(event=event, item=item, text=f"Ukládá: {NAME}")
    FollowUpTaskFactory(event=event, person_text=NAME, text=f"Ozvat se: {NAME}")
    FollowUpTaskFactory(event=event, person=person, person_text="")
    MinutesCommentFactory(meeting=meeting, author_text=NAME, text=f"{NAME}: doplnit", answer=NAME)
    MeetingMailFactory(event=event, name=NAME, email=EMAIL, person=person)
    MeetingMailFactory(event=event, name="Kdokoli", email=EMAIL)
    write(EMAIL, f"Pozvánka pro {NAME}", f"Dobrý den, {NAME}", has_secret_link=False)
    colleague = member(unit)
    told = write(colleague.email, "Zpráva", f"{NAME} napsala připomínku.", has_secret_link=False)
    NotificationAttachmentFactory(notification=told, content=f"ATTENDEE;CN={NAME}:mailto:{EMAIL}")
    NoticeFactory(user=colleague, text=f"{NAME} napsala připomínku.")
    account = UserFactory(
        person=person, name=f"Mgr. {NAME}", email="l.kanarkova@mesto.example", is_active=False
    )
    HandoverFactory(unit=unit, leaver=account, moved=[f"Role: {NAME} do 1. 1. 2024"])
    merged = PersonFactory(first_name="Lída", last_name="Kanárková", merged_into=person)
    merged.units.add(unit)
    AttendanceFactory(event=EventFactory(unit=unit), name_text="Lída Kanárková")
    # what changed in the meantime stands in the history only
    Person.objects.filter(pk=person.pk).update(phone="474 637 222")
    Attendance.objects.filter(name_text=f"{SURNAME} Ludmila").update(name_text=NAME)


def columns_with(text: str) -> set[str]:
    """Every column of every table, whatever its type, in which the text stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        columns = cursor.fetchall()
        found = set()
        for table, column in columns:
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE public.search_key("{column}"::text) LIKE'  # noqa: S608
                " '%%' || public.search_key(%s) || '%%' LIMIT 1",
                [text],
            )
            if cursor.fetchone():
                found.add(f"{table}.{column}")
        return found


def erase(person, manager, reason="žádost ze dne 3. 11. 2026"):
    return actions.erase_person(person, by=manager, on=TODAY, reason=reason)


# --- Erasure ----------------------------------------------------------------------------------------------


def test_search_of_the_whole_database_is_not_deaf(person, unit):
    written_everywhere(person, unit)

    found = columns_with(SURNAME)

    assert len(found) > 40
    assert {"partnerships_person.last_name", "partnerships_personevent.last_name"} <= found
    assert {"partnerships_attendanceevent.name_text", "partnerships_handover.moved"} <= found


def test_nothing_of_the_person_stands_anywhere_afterwards(manager, person, unit):
    written_everywhere(person, unit)

    erase(person, manager)

    for text in (SURNAME, "Ludmila", EMAIL, "kanarkova", "474 637"):
        assert columns_with(text) == set(), text


def test_erased_person_has_no_name_and_its_rows_stay(manager, person, unit):
    written_everywhere(person, unit)
    before = Attendance.objects.count()

    erased = erase(person, manager)

    assert (str(erased), erased.erased_on) == (ERASED_NAME, TODAY)
    assert Attendance.objects.count() == before
    assert sorted(Attendance.objects.values_list("name_text", flat=True)) == sorted(
        [ERASED_NAME, ERASED_NAME, ERASED_NAME, "Jiná Osoba"]
    )
    assert Meeting.objects.get().minutes_text == f"Přítomna {ERASED_NAME}."


def test_settled_documents_stay_and_say_why(manager, person, unit):
    event = EventFactory(unit=unit)
    meeting = MeetingFactory(event=event, minutes_text=f"Přítomna {NAME}.")
    DecisionFactory(event=event, text=f"Ukládá: {NAME}")
    Meeting.objects.filter(pk=meeting.pk).update(
        minutes_approved_at=timezone.now(), minutes_approved_by=manager
    )
    version = VersionFactory(agreement__unit=unit)
    RoleAssignmentFactory(version=version, person=person, name_text=NAME)
    SignatureFactory(version=version, person=person, function_text=f"Mgr. {NAME}")
    put_in_force(version)
    erasure = erasure_of(person, TODAY)
    assert {one.heading for one in erasure.staying} == {
        "Zápisy z jednání",
        "Usnesení",
        "Role v popisu spolupráce",
        "Podpisy",
        "Role v popisech spolupráce",
        "Podpisy popisů spolupráce",
    }

    erase(person, manager)

    assert columns_with(SURNAME) == {
        "agreements_roleassignment.name_text",
        "agreements_roleassignmentevent.name_text",
        "agreements_signature.function_text",
        "agreements_signatureevent.function_text",
        "partnerships_decision.text",
        "partnerships_decisionevent.text",
        "partnerships_meeting.minutes_text",
        "partnerships_meetingevent.minutes_text",
    }


def test_namesake_of_another_unit_is_left_alone(manager, person):
    stranger = AttendanceFactory(event=EventFactory(unit=UnitFactory()), name_text=NAME)

    erase(person, manager)

    stranger.refresh_from_db()
    assert stranger.name_text == NAME


def test_mails_of_an_office_that_others_read_too_are_left_alone(manager, person, unit):
    PersonFactory(email=EMAIL).units.add(unit)
    mail = write(EMAIL, "Pozvánka", "Dobrý den", has_secret_link=False)

    erase(person, manager)

    mail.refresh_from_db()
    assert mail.recipient == EMAIL


@pytest.mark.parametrize(
    ("obstacle", "says"),
    [
        (lambda unit, person: UserFactory(person=person), "deaktivuje"),
        (
            lambda unit, person: SeatFactory(partnership=PartnershipFactory(units=[unit]), holder=person),
            "Nejdřív místo ukončete",
        ),
        (
            lambda unit, person: RoleHoldingFactory(unit=unit, role=OfficialRole.MANAGER, person=person),
            "Nejdřív její obsazení ukončete",
        ),
        (
            lambda unit, person: RoleHoldingFactory(
                unit=unit, role=OfficialRole.MANAGER, person=None, is_vacant=True, deputy=person
            ),
            "Nejdřív její obsazení ukončete",
        ),
        (
            lambda unit, person: RoleAssignmentFactory(
                version=VersionFactory(agreement__unit=unit), person=person
            ),
            "Nejdřív ji tam nahraďte",
        ),
    ],
)
def test_erasure_says_what_has_to_be_ended_first(client, manager, unit, person, obstacle, says):
    obstacle(unit, person)

    page = client.get(reverse("partnerships:person_erase", args=[person.pk])).content.decode()

    assert says in page
    assert "Vymazat údaje</button>" not in page
    with pytest.raises(ValidationError, match=says):
        erase(person, manager)
    person.refresh_from_db()
    assert person.last_name == SURNAME


def test_history_says_who_erased_and_why(manager, person):
    erase(person, manager)

    newest = person.history.latest("pgh_id")
    assert newest.pgh_context.metadata["user"] == manager.pk
    assert newest.pgh_context.metadata["reason"] == "žádost ze dne 3. 11. 2026"


def test_history_of_others_stays_append_only(manager, person, unit):
    """The one exception is over with the erasure."""
    erase(person, manager)

    with pytest.raises(Exception, match="Cannot update"):
        person.history.update(phone="1")


def test_second_erasure_is_refused(manager, person):
    erase(person, manager)

    with pytest.raises(ValidationError, match="vymazané"):
        erase(person, manager)


# --- The page of the erasure ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"reason": "žádost", "surname": "Kanarkova"}, "surname"),
        ({"reason": "", "surname": SURNAME}, "reason"),
        ({"reason": f"žádost paní {SURNAME}", "surname": SURNAME}, "reason"),
    ],
)
def test_erasure_wants_a_reason_without_the_name_and_the_surname(client, manager, person, sent, wrong):
    response = client.post(reverse("partnerships:person_erase", args=[person.pk]), sent)

    assert list(response.context["form"].errors) == [wrong]
    person.refresh_from_db()
    assert person.erased_on is None


def test_erased_person_is_seen_without_a_name(client, manager, person):
    sent = {"reason": "žádost ze dne 3. 11. 2026", "surname": " kanárková "}

    response = client.post(reverse("partnerships:person_erase", args=[person.pk]), sent, follow=True)

    page = response.content.decode()
    assert "Údaje osoby jsou vymazané." in page
    assert "Upravit" not in page
    assert SURNAME not in client.get(response.redirect_chain[0][0]).content.decode()


def test_person_of_several_units_is_erased_by_an_editor_of_all(client, manager, person):
    person.units.add(UnitFactory(name="Jihlava"))

    response = client.get(reverse("partnerships:person_erase", args=[person.pk]))

    assert response.status_code == 403
    page = response.content.decode()
    assert "Vedou ji: Chomutov a ještě celek, do kterého nemáte přístup" in page
    assert "Jihlava" not in page


# --- The extract ------------------------------------------------------------------------------------------


def test_extract_holds_everything_that_points_at_the_person(client, manager, person, unit):
    written_everywhere(person, unit)

    made = client.post(reverse("partnerships:person_extract", args=[person.pk]))
    page = client.get(made["Location"])
    data = json.loads(client.get(made["Location"].rstrip("/") + ".json").content)

    assert data["osoba"] == f"Mgr. {NAME}"
    assert {heading: len(lines) for heading, lines in data["údaje"].items()} == {
        "Kontaktní údaje": 2,
        "Územní celky": 1,
        "Účast na událostech": 1,
        "Úkoly z jednání": 1,
        "Rozeslané pozvánky a zápisy": 1,
        "Role v územním celku": 1,
        "Místa v partnerství a skupinách": 1,
        "Uživatelský účet": 1,
        "Odeslané e-maily": 1,
        "Pozvánky a zápisy poslané na e-mail": 1,
    }
    assert data["údaje"]["Kontaktní údaje"][0]["telefon"] == "474 637 222"
    assert "argon2" not in str(data)
    assert "pbkdf2" not in str(data)
    assert all(heading in page.content.decode() for heading in data["údaje"])


def test_who_made_an_extract_is_written_down(client, manager, person):
    url = reverse("partnerships:person_extract", args=[person.pk])
    assert "Zatím žádný" in client.get(url).content.decode()

    client.post(url)

    page = client.get(url).content.decode()
    assert "Jana Manažerová" in page
    assert person.history.get(pgh_label="exported").pgh_context.metadata["user"] == manager.pk


def test_extract_leaves_out_what_the_reader_does_not_see(client, manager, person, unit):
    other = UnitFactory(name="Jihlava")
    person.units.add(other)
    AttendanceFactory(event=EventFactory(unit=other), person=person, name_text="")

    made = client.post(reverse("partnerships:person_extract", args=[person.pk]))
    page = client.get(made["Location"]).content.decode()

    assert "Jihlava" not in page
    assert "Účast na událostech" not in page


def test_row_of_the_history_that_is_no_extract_is_not_found(client, manager, person):
    row = person.history.earliest("pgh_id")

    assert client.get(reverse("partnerships:extract", args=[person.pk, row.pk])).status_code == 404
