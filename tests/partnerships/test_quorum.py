"""When a meeting may decide: what the rules ask for, and who counts towards it."""

from datetime import date

import pytest

from partnerships.quorum import quorum_of, quorum_on
from partnerships.vocabulary import EventKind, Presence, QuorumRule
from tests.factories import (
    AttendanceFactory,
    EventFactory,
    GroupFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 10)


@pytest.fixture
def partnership():
    return PartnershipFactory()


def voting_seats(partnership, count, **fields):
    return [SeatFactory(partnership=partnership, holder=PersonFactory(), **fields) for _ in range(count)]


def meeting(partnership, **fields):
    fields = {"kind": EventKind.LP_MEETING, "starts_on": DAY, **fields}
    return EventFactory(partnership=partnership, **fields)


@pytest.mark.parametrize(
    ("rule", "count", "needed_of_base"),
    [
        (QuorumRule.MORE_THAN_HALF, None, {1: 1, 2: 2, 3: 2, 4: 3, 9: 5, 10: 6}),
        (QuorumRule.HALF, None, {1: 1, 2: 1, 3: 2, 4: 2, 9: 5, 10: 5}),
        (QuorumRule.THIRD, None, {1: 1, 2: 1, 3: 1, 4: 2, 9: 3, 10: 4}),
        (QuorumRule.TWO_THIRDS, None, {1: 1, 2: 2, 3: 2, 4: 3, 9: 6, 10: 7}),
        (QuorumRule.COUNT, 5, {1: 5, 3: 5, 10: 5}),
    ],
)
def test_each_rule_over_the_filled_voting_seats(partnership, rule, count, needed_of_base):
    PartnershipDocumentFactory(partnership=partnership, quorum=rule, quorum_count=count)
    SeatFactory(partnership=partnership, is_vacant=True)
    voting_seats(partnership, 1, has_vote=False)
    found = {}
    for base in range(1, max(needed_of_base) + 1):
        voting_seats(partnership, 1)
        asked = quorum_on(partnership, DAY)
        assert asked.base == base
        found[base] = asked.needed

    assert {base: found[base] for base in needed_of_base} == needed_of_base


def test_member_without_a_name_is_a_member(partnership):
    PartnershipDocumentFactory(partnership=partnership)
    SeatFactory(partnership=partnership, function_text="zástupce školy")
    SeatFactory(partnership=partnership, is_vacant=True)

    assert quorum_on(partnership, DAY).base == 1


def test_nothing_is_asked_without_rules_or_by_rules_that_say_nothing(partnership):
    voting_seats(partnership, 2)
    assert quorum_on(partnership, DAY) is None

    PartnershipDocumentFactory(partnership=partnership, quorum="")

    assert quorum_on(partnership, DAY) is None
    assert quorum_of(meeting(partnership), []) is None


def test_rules_are_those_of_the_day(partnership):
    voting_seats(partnership, 6)
    old = {"valid_from": date(2020, 1, 1), "valid_to": date(2023, 5, 9), "quorum": QuorumRule.TWO_THIRDS}
    PartnershipDocumentFactory(partnership=partnership, **old)
    PartnershipDocumentFactory(partnership=partnership, valid_from=DAY, quorum=QuorumRule.THIRD)

    assert quorum_on(partnership, date(2019, 12, 31)) is None
    assert quorum_on(partnership, date(2023, 5, 9)).needed == 4
    assert quorum_on(partnership, DAY).needed == 2


def test_newer_rules_prevail_over_older_ones_nobody_ended(partnership):
    voting_seats(partnership, 6)
    PartnershipDocumentFactory(partnership=partnership, quorum=QuorumRule.TWO_THIRDS)
    PartnershipDocumentFactory(partnership=partnership, valid_from=date(2022, 1, 1), quorum=QuorumRule.THIRD)

    assert quorum_on(partnership, DAY).rule == QuorumRule.THIRD


def test_only_voting_members_and_their_substitutes_count(partnership):
    PartnershipDocumentFactory(partnership=partnership, quorum=QuorumRule.HALF)
    first, second, third, fourth = voting_seats(partnership, 4)
    (voteless,) = voting_seats(partnership, 1, has_vote=False)
    (former,) = voting_seats(partnership, 1, valid_to=date(2023, 5, 9))
    vacant = SeatFactory(partnership=partnership, is_vacant=True)
    event = meeting(partnership)

    def sits(seat, presence=Presence.PRESENT, name_text=""):
        return AttendanceFactory(event=event, seat=seat, presence=presence, name_text=name_text)

    rows = [
        sits(first),
        sits(second, Presence.EXCUSED),
        sits(third, Presence.ABSENT),
        sits(fourth, Presence.GUEST),
        sits(voteless),
        sits(former),
        sits(vacant, name_text="Kdosi"),
        AttendanceFactory(event=event, presence=Presence.GUEST),
        AttendanceFactory(event=event),
    ]
    quorum = quorum_of(event, rows)

    assert (quorum.needed, quorum.voting_present, quorum.base) == (2, 1, 4)
    assert (quorum.is_met, quorum.missing) == (False, 1)

    rows[1] = AttendanceFactory(event=meeting(partnership), seat=second, name_text="Zástupce")

    assert quorum_of(event, rows).is_met


def test_group_decides_by_its_own_members(partnership):
    PartnershipDocumentFactory(partnership=partnership)
    group = GroupFactory(partnership=partnership)
    voting_seats(partnership, 9)
    event = meeting(partnership, kind=EventKind.WG_MEETING, group=group)
    assert quorum_of(event, []) is None

    seats = voting_seats(partnership, 3, group=group)
    rows = [AttendanceFactory(event=event, seat=seat, name_text="") for seat in seats[:2]]
    quorum = quorum_of(event, rows)

    assert (quorum.needed, quorum.voting_present, quorum.base, quorum.is_met) == (2, 2, 3, True)


def test_set_count_of_the_partnership_is_not_asked_of_a_group(partnership):
    PartnershipDocumentFactory(partnership=partnership, quorum=QuorumRule.COUNT, quorum_count=11)
    group = GroupFactory(partnership=partnership)
    voting_seats(partnership, 3, group=group)

    assert quorum_on(partnership, DAY, group) is None


def test_body_without_voting_members_decides_nothing(partnership):
    PartnershipDocumentFactory(partnership=partnership, quorum=QuorumRule.HALF)
    SeatFactory(partnership=partnership)

    assert not quorum_of(meeting(partnership), []).is_met


@pytest.mark.parametrize("kind", [EventKind.EVALUATION_MEETING, EventKind.PUBLIC_MEETING, EventKind.SEMINAR])
def test_what_is_no_meeting_of_the_body_has_no_quorum(partnership, kind):
    PartnershipDocumentFactory(partnership=partnership)
    voting_seats(partnership, 1)

    assert quorum_of(meeting(partnership, kind=kind), []) is None


def test_quorum_costs_two_queries(partnership, django_assert_num_queries):
    PartnershipDocumentFactory(partnership=partnership)
    seats = voting_seats(partnership, 3)
    event = meeting(partnership)
    rows = [AttendanceFactory(event=event, seat=seat, name_text="") for seat in seats]

    with django_assert_num_queries(2):
        assert quorum_of(event, rows).is_met
