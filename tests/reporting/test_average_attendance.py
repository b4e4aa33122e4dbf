"""The average attendance in the report against a table counted by hand."""

from datetime import date

import pytest

from partnerships.vocabulary import EventKind, Presence, SeatRole
from tests.factories import (
    AttendanceFactory,
    GroupFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
)
from tests.planning.situations import in_force
from tests.reporting.made_year import agreed, happened, report

pytestmark = pytest.mark.django_db
P, E, A, S = Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT, "substitute"


@pytest.fixture
def agreement():
    return in_force(agreed())


@pytest.fixture
def partnership(agreement):
    return PartnershipFactory(units=[agreement.unit])


def met(agreement, day, partnership, seats, presences, **fields):
    kind = EventKind.WG_MEETING if "group" in fields else EventKind.LP_MEETING
    event = happened(agreement, kind, day, partnership=partnership, **fields)
    for seat, presence in zip(seats, presences, strict=True):
        if presence == S:
            AttendanceFactory(event=event, seat=seat, name_text="Karel Zástupný")
        elif presence:
            AttendanceFactory(event=event, seat=seat, name_text="", presence=presence)
    return event


def test_average_attendance_equals_the_count_by_hand(agreement, partnership):
    """Who is written where:

    | day    | seat 1 | seat 2      | seat 3  | seat 4 (to 30. 6.) / 5 (from 1. 7.) | beside members | counted |
    | 1. 3.  | present| substitute  | absent  | present                             | 2 guests       | 3 of 4 |
    | 1. 6.  | online | excused     | –       | excused                             | person, guest  | 1 of 4 |
    | 1. 9.  | present| substitute  | present | present (the new holder)            | standing guest | 4 of 4 |
    | 1. 10. | group with two places: one present, one by a substitute             | 1 guest        | 2 of 2 |
    | 1. 11. | group without places, six people                                    |                | – |
    | 1. 12. | nobody wrote anything                                               |                | – |
    """
    seats = [SeatFactory(partnership=partnership, holder=PersonFactory()) for _ in range(3)]
    old = SeatFactory(partnership=partnership, holder=PersonFactory(), valid_to=date(2023, 6, 30))
    new = SeatFactory(
        partnership=partnership, holder=PersonFactory(), valid_from=date(2023, 7, 1), replaces=old
    )
    standing = SeatFactory(partnership=partnership, role=SeatRole.GUEST, holder=PersonFactory())
    group = GroupFactory(partnership=partnership)
    group_seats = SeatFactory.create_batch(2, partnership=partnership, group=group)

    march = met(agreement, date(2023, 3, 1), partnership, [*seats, old], [P, S, A, P])
    june = met(agreement, date(2023, 6, 1), partnership, [*seats, old], [P, E, None, E])
    june.attendances.filter(seat=seats[0]).update(is_online=True)
    september = met(agreement, date(2023, 9, 1), partnership, [*seats, new], [P, S, P, P])
    october = met(agreement, date(2023, 10, 1), partnership, group_seats, [P, S], group=group)
    bare = GroupFactory(partnership=partnership)
    november = met(agreement, date(2023, 11, 1), partnership, [], [], group=bare)
    met(agreement, date(2023, 12, 1), partnership, [], [])
    for event, name in ((march, "Host 1"), (march, "Host 2"), (june, "Host 3"), (october, "Host 4")):
        AttendanceFactory(event=event, name_text=name, presence=Presence.GUEST)
    contact = PersonFactory(organisation=OrganisationFactory())
    AttendanceFactory(event=june, person=contact, name_text="", presence=Presence.GUEST)
    AttendanceFactory(event=september, seat=standing, name_text="")
    for number in range(6):
        AttendanceFactory(event=november, name_text=f"Osoba {number}")

    data = report(agreement)

    assert [(one.present, one.seats) for one in data.meetings] == [
        (3, 4),
        (1, 4),
        (4, 4),
        (2, 2),
        (6, 0),
        (None, 4),
    ]
    assert data.attendance_percent == 71  # 3 + 1 + 4 + 2 of 4 + 4 + 4 + 2 is 10 of 14, 71.4
