"""One place in a partnership: what each step writes, refuses and takes back."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships import actions
from partnerships.models import Organisation, Person, Seat
from partnerships.structure import chain_of, structure_on
from partnerships.vocabulary import SeatRole
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


@pytest.fixture
def seat(partnership, unit):
    holder = PersonFactory(last_name="Stará")
    holder.units.add(unit)
    return SeatFactory(
        partnership=partnership,
        holder=holder,
        valid_from=date(2020, 1, 1),
        role=SeatRole.CHAIR,
        can_decide=True,
    )


def send(client, page, pk, **data):
    return client.post(reverse(f"partnerships:{page}", args=[pk]), data)


def person_of(unit, **fields):
    person = PersonFactory(**fields)
    person.units.add(unit)
    return person


# --- Who sits on a place ----------------------------------------------------------------------------------


def holding(**fields):
    return {"starts_on": "1. 3. 2024", "holder": "osoba", "role": "CHAIR", "has_vote": "on", **fields}


def test_another_person_takes_the_place_over(client, manager, unit, seat):
    successor = person_of(unit)

    response = send(client, "seat_hold", seat.pk, **holding(person=successor.pk, can_decide="on"))

    assert response.status_code == 302, response.context["form"].errors
    new = Seat.objects.get(replaces=seat)
    seat.refresh_from_db()
    assert (seat.valid_to, new.valid_from, new.valid_to) == (date(2024, 2, 29), DAY, None)
    assert (new.holder, new.function_text, new.role, new.can_decide) == (
        successor,
        seat.function_text,
        SeatRole.CHAIR,
        True,
    )
    assert chain_of(seat) == chain_of(new) == [seat, new]


def test_new_person_is_written_once_however_often_the_form_comes(client, manager, unit, seat):
    sent = holding(holder="nova", first_name="Iva", last_name="Nová")

    for _ in range(2):
        assert send(client, "seat_hold", seat.pk, **sent).status_code == 302

    assert str(Seat.objects.get(replaces=seat).holder) == "Iva Nová"
    assert Person.objects.filter(last_name="Nová").count() == 1


def test_place_stays_without_a_holder_and_is_filled_again(client, manager, unit, seat):
    send(client, "seat_hold", seat.pk, **holding(holder="neobsazeno", person=seat.holder_id))
    vacant = Seat.objects.get(replaces=seat)
    assert vacant.is_vacant

    send(client, "seat_hold", vacant.pk, **holding(starts_on="1.9.2024", person=seat.holder_id))

    assert [one.holder for one in chain_of(vacant)] == [seat.holder, None, seat.holder]


def test_end_that_was_set_stays_the_end_of_the_place(manager, unit, partnership):
    seat = SeatFactory(partnership=partnership, valid_to=date(2024, 12, 31))

    new = actions.hold_seat(seat, by=manager, starts_on=DAY, holder=PersonFactory())

    assert (seat.valid_to, new.valid_to) == (date(2024, 12, 31), date(2024, 12, 31))
    seat.refresh_from_db()
    assert seat.valid_to == date(2024, 2, 29)


def test_place_goes_on_after_a_gap(manager, partnership):
    seat = SeatFactory(partnership=partnership, holder=PersonFactory(), valid_to=date(2023, 12, 31))

    new = actions.hold_seat(seat, by=manager, starts_on=DAY, holder=seat.holder)

    seat.refresh_from_db()
    assert (seat.valid_to, new.valid_from, new.valid_to) == (date(2023, 12, 31), DAY, None)
    assert structure_on(partnership, date(2024, 1, 15)).seat_count == 0


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"starts_on": "1.1.2020"}, "__all__", "začíná až"),
        ({"starts_on": ""}, "starts_on", "Toto pole je třeba vyplnit."),
        ({"person": ""}, "person", "Vyberte osobu."),
        ({"holder": "nova"}, "first_name", "Vyplňte jméno i příjmení."),
        ({"role": "GUEST"}, "has_vote", "Stálý host nehlasuje."),
    ],
)
def test_holder_that_makes_no_sense_is_refused(client, manager, unit, seat, data, field, sentence):
    sent = {**holding(person=person_of(unit).pk), **data}

    errors = send(client, "seat_hold", seat.pk, **sent).context["form"].errors

    assert sentence in " ".join(errors[field])
    assert Seat.objects.count() == 1


def test_nothing_new_is_no_change(client, manager, unit, seat):
    response = send(client, "seat_hold", seat.pk, **holding(person=seat.holder_id, can_decide="on"))

    assert response.context["form"].non_field_errors() == [
        "Nic se nemění. Vyberte jiného držitele, roli nebo hlas."
    ]


def test_former_row_is_not_taken_over_twice(manager, seat):
    actions.hold_seat(seat, by=manager, starts_on=DAY, holder=PersonFactory())

    with pytest.raises(ValidationError, match="Místo už má dalšího držitele"):
        actions.hold_seat(seat, by=manager, starts_on=date(2024, 5, 1), holder=PersonFactory())


def test_stranger_merged_or_erased_person_is_no_choice(client, manager, unit, seat):
    other = person_of(unit)
    people = [
        PersonFactory(),
        person_of(unit, merged_into=other),
        person_of(unit, erased_on=date(2024, 1, 1)),
    ]
    merged = OrganisationFactory(merged_into=OrganisationFactory())
    merged.units.add(unit)

    for person in people:
        response = send(client, "seat_hold", seat.pk, **holding(person=person.pk))
        assert "person" in response.context["form"].errors
    fields = client.get(reverse("partnerships:seat_add", args=[seat.partnership_id])).context["form"].fields

    assert set(fields["holder"].queryset) == {seat.holder, other}
    assert list(fields["organisation"].queryset) == []


# --- Correcting, ending, deleting -------------------------------------------------------------------------


def typed(seat, **fields):
    """What the form of the seat holds before anybody touches it."""
    return {
        "group": seat.group_id or "",
        "organisation_type": seat.organisation_type,
        "function_text": seat.function_text,
        "organisation": seat.organisation_id or "",
        "holder": seat.holder_id or "",
        "role": seat.role,
        **({"has_vote": "on"} if seat.has_vote else {}),
        "valid_from": seat.valid_from or "",
        "valid_to": seat.valid_to or "",
        **fields,
    }


def test_correction_of_the_place_reaches_its_former_holders(client, manager, unit, seat):
    new = actions.hold_seat(seat, by=manager, starts_on=DAY, holder=PersonFactory())

    response = send(
        client, "seat_edit", new.pk, **typed(new, function_text="", new_organisation="Město Chomutov")
    )

    assert response.status_code == 302, response.context["form"].errors
    seat.refresh_from_db()
    new.refresh_from_db()
    town = Organisation.objects.get(name="Město Chomutov")
    assert (seat.organisation, new.organisation, seat.function_text) == (town, town, "")
    assert (seat.holder.last_name, seat.valid_to) == ("Stará", date(2024, 2, 29))


def test_holder_from_elsewhere_stays_when_the_seat_is_corrected(client, manager, seat):
    seat.holder.units.clear()

    send(client, "seat_edit", seat.pk, **typed(seat, function_text="radní"))

    seat.refresh_from_db()
    assert (seat.function_text, seat.holder.last_name) == ("radní", "Stará")


@pytest.mark.parametrize(
    ("first", "data", "sentence"),
    [
        (True, {"valid_to": "1.3.2024"}, "Další držitel místa je zapsaný od"),
        (True, {"valid_to": ""}, "Další držitel místa je zapsaný od"),
        (False, {"valid_from": "29.2.2024"}, "Předchozí držitel místa je zapsaný do"),
        (False, {"valid_from": ""}, "Předchozí držitel místa je zapsaný do"),
    ],
)
def test_two_holders_never_sit_on_a_place_at_once(client, manager, seat, first, data, sentence):
    new = actions.hold_seat(seat, by=manager, starts_on=DAY, holder=PersonFactory())
    seat.refresh_from_db()
    corrected = seat if first else new

    response = send(client, "seat_edit", corrected.pk, **typed(corrected, **data))

    assert sentence in response.context["form"].non_field_errors()[0]


def test_what_was_written_by_mistake_is_deleted_and_the_former_goes_on(client, manager, seat):
    new = actions.hold_seat(seat, by=manager, starts_on=DAY, holder=PersonFactory())

    send(client, "seat_delete", new.pk)

    assert Seat.objects.get().valid_to is None


def test_place_somebody_attended_from_or_passed_on_is_not_deleted(client, manager, seat):
    new = actions.hold_seat(seat, by=manager, starts_on=DAY, holder=PersonFactory())
    AttendanceFactory(event=EventFactory(partnership=seat.partnership), seat=new, name_text="")

    told = [
        client.post(reverse("partnerships:seat_delete", args=[one.pk]), follow=True) for one in (seat, new)
    ]

    assert Seat.objects.count() == 2
    for page in ("seat_hold", "seat_delete"):
        asked = client.get(reverse(f"partnerships:{page}", args=[seat.pk]))
        assert asked["Location"] == reverse("partnerships:seat", args=[seat.pk])
    assert "Smazat lze jen poslední záznam místa." in told[0].content.decode()
    assert "Místo je zapsané v účasti (1\u00a0jednání)" in told[1].content.decode()


def test_seat_is_added_once_however_often_the_form_comes(client, manager, partnership):
    sent = {
        "organisation_type": "NGO",
        "new_organisation": "Charita",
        "role": "MEMBER",
        "form_key": uuid.uuid4(),
        "dalsi": "1",
    }

    answers = [send(client, "seat_add", partnership.pk, **sent) for _ in range(2)]

    assert [one["Location"] for one in answers] == [
        reverse("partnerships:seat_add", args=[partnership.pk])
    ] * 2
    assert (Seat.objects.count(), Organisation.objects.count()) == (1, 1)
