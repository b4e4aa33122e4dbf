from datetime import date
from decimal import Decimal

import pytest

from agreements.vocabulary import HoursScope
from partnerships.vocabulary import EventKind, EventState, Presence
from planning.training import training_summary
from tests.factories import AttendanceFactory, EventFactory, PersonFactory, SeatFactory
from tests.planning.situations import draft, in_force

pytestmark = pytest.mark.django_db


def agreement(scope=HoursScope.PER_UNIT, **fields):
    return in_force(draft(**{"hours_total": 40, "hours_distance_max": 20, "hours_scope": scope, **fields}))


def training(agreement, *people, kind=EventKind.GROUP_TRAINING, day=date(2023, 5, 10), **fields):
    event = EventFactory(unit=agreement.unit, kind=kind, starts_on=day, **fields)
    for person in people:
        AttendanceFactory(event=event, name_text=person, is_released_worker=True)
    return event


def test_hours_of_released_workers_are_added_up_over_the_agreement():
    cooperation = agreement()
    training(cooperation, "Jana", "Petr", hours_in_person=6, hours_distance=2)
    training(cooperation, "Jana", day=date(2022, 6, 1), hours_in_person=8)

    summary = training_summary(cooperation, 2023)

    assert (summary.hours.in_person, summary.hours.distance, summary.hours.counted) == (20, 4, 24)
    assert summary.hours_of_year.counted == 16
    assert (summary.required, summary.is_fulfilled) == (40, False)


def test_distance_hours_above_the_limit_are_shown_but_not_counted():
    cooperation = agreement()
    training(cooperation, "Jana", hours_in_person=Decimal("19.5"), hours_distance=25)

    summary = training_summary(cooperation, 2023)

    assert (summary.hours.distance, summary.hours.distance_counted) == (25, 20)
    assert (summary.hours.counted, summary.is_fulfilled) == (Decimal("39.5"), False)


@pytest.mark.parametrize(
    ("scope", "is_fulfilled"), [(HoursScope.PER_UNIT, True), (HoursScope.PER_PERSON, False)]
)
def test_hours_by_unit_and_by_worker(scope, is_fulfilled):
    cooperation = agreement(scope)
    training(cooperation, "Jana", "Petr", hours_in_person=20)

    summary = training_summary(cooperation, 2023)

    assert [(name, hours.counted) for name, hours in summary.hours_by_worker] == [("Jana", 20), ("Petr", 20)]
    assert (summary.hours.counted, summary.is_fulfilled) == (40, is_fulfilled)


def test_own_hours_of_a_worker_win_over_those_of_the_event():
    cooperation = agreement()
    event = training(cooperation, hours_in_person=8, hours_distance=4)
    AttendanceFactory(event=event, is_released_worker=True, hours_in_person=Decimal("2.5"), hours_distance=0)

    assert training_summary(cooperation, 2023).hours.counted == Decimal("2.5")


def test_absent_or_not_released_people_bring_no_hours():
    cooperation = agreement()
    event = training(cooperation, hours_in_person=8)
    AttendanceFactory(event=event, is_released_worker=True, presence=Presence.EXCUSED)
    AttendanceFactory(event=event, is_released_worker=False)

    summary = training_summary(cooperation, 2023)

    assert (summary.hours.counted, summary.participations) == (0, 1)


def test_persons_and_participations_are_two_numbers():
    cooperation = agreement()
    jana = PersonFactory(first_name="Jana", last_name="Nová")
    for kind in (EventKind.WORKSHOP, EventKind.SEMINAR):
        event = training(cooperation, kind=kind)
        AttendanceFactory(event=event, person=jana, name_text="")
        AttendanceFactory(event=event, name_text="Petr  Starý" if kind == EventKind.SEMINAR else "petr starý")
    AttendanceFactory(event=event, seat=SeatFactory(holder=None), name_text="")
    training(cooperation, participant_count=15)

    summary = training_summary(cooperation, 2023)

    assert (summary.group_events, summary.persons, summary.participations) == (3, 3, 20)


def test_seat_holder_and_the_same_person_are_one():
    cooperation = agreement()
    jana = PersonFactory(first_name="Jana", last_name="Nová")
    first, second = training(cooperation, hours_in_person=1), training(cooperation, hours_in_person=2)
    AttendanceFactory(event=first, person=jana, name_text="", is_released_worker=True)
    AttendanceFactory(event=second, seat=SeatFactory(holder=jana), name_text="", is_released_worker=True)

    summary = training_summary(cooperation, 2023)

    assert summary.persons == 1
    assert [(name, hours.counted) for name, hours in summary.hours_by_worker] == [("Jana Nová", 3)]


def test_only_held_events_of_the_unit_up_to_the_year_count():
    cooperation = agreement()
    training(cooperation, "Jana", state=EventState.PLANNED, hours_in_person=1)
    training(cooperation, "Jana", day=date(2024, 1, 1), hours_in_person=1)
    training(cooperation, "Jana", day=date(2022, 6, 1), hours_in_person=1)
    EventFactory(kind=EventKind.GROUP_TRAINING, participant_count=9)
    training(cooperation, kind=EventKind.INDIVIDUAL_SUPPORT)

    summary = training_summary(cooperation, 2023)

    assert (summary.group_events, summary.cumulative_events, summary.individual_supports) == (0, 1, 1)
    assert (summary.hours.counted, summary.cumulative_participations) == (1, 1)


def test_without_stated_hours_nothing_is_judged():
    summary = training_summary(agreement(hours_total=None, hours_distance_max=None), 2023)

    assert (summary.required, summary.is_fulfilled) == (None, None)


@pytest.mark.parametrize("rows", [1, 3])
def test_training_costs_the_same_for_any_number_of_rows(rows, django_assert_num_queries):
    cooperation = agreement()
    for _ in range(rows):
        training(cooperation, "Jana", "Petr", hours_in_person=1)

    with django_assert_num_queries(2):
        summary = training_summary(cooperation, 2023)

    assert summary.hours.counted == 2 * rows
