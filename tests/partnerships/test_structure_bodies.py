"""Groups and the partnership itself: corrected, dissolved with their seats, and taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships import actions
from partnerships.models import Seat
from partnerships.structure import structure_on, types_of
from partnerships.vocabulary import OrganisationType, SeatRole
from tests.factories import (
    EventFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


def send(client, page, pk, **data):
    return client.post(reverse(f"partnerships:{page}", args=[pk]), data)


def person_of(unit, **fields):
    person = PersonFactory(**fields)
    person.units.add(unit)
    return person


def test_group_is_corrected(client, manager, partnership):
    group = GroupFactory(partnership=partnership, name="Bydleni")
    GroupFactory(partnership=partnership, name="Dluhy")

    taken = send(client, "group_edit", group.pk, name="Dluhy", status="OPTIONAL")
    send(client, "group_edit", group.pk, name="Bydlení", status="OPTIONAL", is_cross_cutting="on")

    group.refresh_from_db()
    assert taken.context["form"].non_field_errors() == [
        "Pracovní skupina s tímto názvem už v partnerství je."
    ]
    assert (group.name, group.status, group.is_cross_cutting) == ("Bydlení", "OPTIONAL", True)


def test_groups_stand_in_czech_order(partnership):
    for name in ("Domov", "Chata", "Cesty", "Činžáky"):
        GroupFactory(partnership=partnership, name=name)

    assert [group.name for group in partnership.groups.all()] == ["Cesty", "Činžáky", "Domov", "Chata"]


def test_group_is_dissolved_with_its_seats_and_restored(client, manager, partnership):
    group = GroupFactory(partnership=partnership)
    lasting = SeatFactory(partnership=partnership, group=group)
    ended = SeatFactory(partnership=partnership, group=group, valid_to=date(2023, 5, 1))
    other = SeatFactory(partnership=partnership)

    def ends():
        return [Seat.objects.get(pk=one.pk).valid_to for one in (lasting, ended, other)]

    send(client, "group_dissolve", group.pk, dissolved_on="1. 3. 2024")
    assert ends() == [date(2024, 2, 29), date(2023, 5, 1), None]
    assert [body.group for body in structure_on(partnership, DAY).bodies] == [None]
    assert structure_on(partnership, date(2024, 2, 29)).bodies[1].group == group

    send(client, "group_restore", group.pk)
    group.refresh_from_db()
    assert (group.dissolved_on, ends()) == (None, [None, date(2023, 5, 1), None])


def test_group_is_not_dissolved_before_it_was_founded_or_under_a_seat_to_come(client, manager, partnership):
    group = GroupFactory(partnership=partnership, founded_on=DAY)
    early = send(client, "group_dissolve", group.pk, dissolved_on="1. 3. 2024")
    SeatFactory(partnership=partnership, group=group, valid_from=date(2025, 1, 1))

    late = send(client, "group_dissolve", group.pk, dissolved_on="1. 6. 2024")

    group.refresh_from_db()
    assert group.dissolved_on is None
    assert "zánik musí být později" in early.context["form"].non_field_errors()[0]
    assert "začíná až" in late.context["form"].non_field_errors()[0]


def test_seat_of_a_group_that_is_gone_needs_an_end(manager, partnership):
    group = GroupFactory(partnership=partnership, dissolved_on=DAY)
    fields = {
        "group": group,
        "organisation_type": OrganisationType.NGO,
        "function_text": "člen",
    }

    with pytest.raises(ValidationError, match="už neexistuje"):
        actions.add_seat(partnership, by=manager, **fields)
    assert actions.add_seat(partnership, by=manager, valid_to=date(2024, 2, 29), **fields).pk


def edited(**fields):
    return {"name": "LP Chomutov", "founder_text": "rada města", **fields}


def test_partnership_that_ends_takes_its_seats_along_and_comes_back(client, manager, partnership, unit):
    group = GroupFactory(partnership=partnership)
    gone = GroupFactory(partnership=partnership, dissolved_on=date(2022, 1, 1))
    seats = [SeatFactory(partnership=partnership, group=one) for one in (None, group)]

    def state():
        group.refresh_from_db()
        gone.refresh_from_db()
        return [
            group.dissolved_on,
            gone.dissolved_on,
            *(Seat.objects.get(pk=one.pk).valid_to for one in seats),
        ]

    last, before = date(2024, 2, 29), date(2022, 1, 1)
    send(client, "partnership_edit", partnership.pk, **edited(dissolved_on="1. 3. 2024"))
    assert state() == [DAY, before, last, last]
    page = client.get(reverse("partnerships:unit", args=[unit.pk]))
    assert (page.context["partnerships"], page.context["former_partnerships"]) == ([], [partnership])

    send(client, "partnership_edit", partnership.pk, **edited(dissolved_on="1. 1. 2025"))
    assert state() == [date(2025, 1, 1), before, date(2024, 12, 31), date(2024, 12, 31)]

    send(client, "partnership_edit", partnership.pk, **edited(dissolved_on=""))
    partnership.refresh_from_db()
    assert (partnership.founder_text, partnership.dissolved_on) == ("rada města", None)
    assert state() == [None, before, None, None]


def test_partnership_joins_and_leaves_units_its_editor_edits(client, manager, partnership, unit):
    second, third = UnitFactory(name="Jirkov"), UnitFactory()
    MembershipFactory(user=manager, unit=second)
    partnership.units.add(third)

    send(client, "partnership_edit", partnership.pk, **edited(units=[second.pk]))
    assert set(partnership.units.all()) == {unit, second, third}

    send(client, "partnership_edit", partnership.pk, **edited())
    assert set(partnership.units.all()) == {unit, third}


def test_unit_that_recorded_a_meeting_stays(client, manager, partnership, unit):
    second = UnitFactory(name="Jirkov")
    MembershipFactory(user=manager, unit=second)
    partnership.units.add(second)
    EventFactory(unit=second, partnership=partnership)

    response = send(client, "partnership_edit", partnership.pk, **edited())

    assert "Jirkov" in response.context["form"].non_field_errors()[0]
    assert partnership.units.count() == 2


def test_name_of_another_partnership_of_the_unit_is_refused(client, manager, partnership, unit):
    PartnershipFactory(name="Druhé LP", units=[unit])

    response = send(client, "partnership_edit", partnership.pk, **edited(name="Druhé LP"))

    assert response.context["form"].non_field_errors() == [
        "Lokální partnerství s tímto názvem už územní celek má."
    ]


def test_types_count_members_without_standing_guests(partnership):
    for organisation_type, fields in (
        (OrganisationType.NGO, {"holder": PersonFactory(), "can_decide": True}),
        (OrganisationType.NGO, {"has_vote": False, "is_vacant": True}),
        (OrganisationType.NGO, {"organisation": OrganisationFactory()}),
        (OrganisationType.ASZ, {"holder": PersonFactory()}),
        (OrganisationType.MEDIA, {"role": SeatRole.GUEST}),
    ):
        SeatFactory(partnership=partnership, organisation_type=organisation_type, **fields)
    whole = structure_on(partnership, DAY).whole

    found = [
        (line.label, line.of_members.count, line.of_members.percent, line.filled, line.voting, line.deciding)
        for line in types_of(whole, [])
    ]

    assert found == [
        ("nezisková organizace", 3, 75, 2, 2, 1),
        ("Agentura pro sociální začleňování", 1, 25, 1, 1, 0),
    ]
    assert (whole.voting.count, whole.voting.percent, whole.deciding.percent) == (3, 75, 25)


def test_seats_stand_by_role_then_type_then_czech_name(partnership):
    for label, organisation_type, role in (
        ("host", OrganisationType.CITY_LEADERSHIP, SeatRole.GUEST),
        ("domovník", OrganisationType.NGO, SeatRole.MEMBER),
        ("chodec", OrganisationType.NGO, SeatRole.MEMBER),
        ("čtenář", OrganisationType.NGO, SeatRole.MEMBER),
        ("úředník", OrganisationType.CITY_OFFICE, SeatRole.MEMBER),
        ("předseda", OrganisationType.OTHER, SeatRole.CHAIR),
    ):
        SeatFactory(
            partnership=partnership, function_text=label, organisation_type=organisation_type, role=role
        )

    seats = structure_on(partnership, DAY).whole.seats

    assert [str(seat) for seat in seats] == ["předseda", "úředník", "čtenář", "domovník", "chodec", "host"]
