"""Meetings, presence and composition of the partnership in the report of a year made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from partnerships.vocabulary import EventKind, OrganisationType, Presence, SeatRole
from planning.results import EventLine
from planning.vocabulary import StepStatus
from reporting.collect.timeline import missing_by_event
from reporting.render import render_body
from tests.factories import (
    AttendanceFactory,
    GroupFactory,
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
)
from tests.planning.situations import in_force, minuted
from tests.reporting.made_year import agreed, happened, report
from tests.reporting.test_sentences import step as judged_step
from tests.reporting.test_sentences import term, year

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return in_force(agreed())


@pytest.fixture
def partnership(agreement):
    return PartnershipFactory(units=[agreement.unit], founder_text="Rada města")


def test_meetings_are_counted_with_their_members(agreement, partnership):
    seats = [SeatFactory(partnership=partnership) for _ in range(3)]
    ended = SeatFactory(partnership=partnership, valid_to=date(2023, 3, 31))
    guest = SeatFactory(partnership=partnership, role=SeatRole.GUEST)
    first = happened(
        agreement, EventKind.LP_MEETING, date(2023, 3, 1), partnership=partnership, place="Radnice, síň 2"
    )
    minuted(first)
    for seat in [*seats, ended, guest]:
        AttendanceFactory(event=first, seat=seat, name_text="")
    second = happened(agreement, EventKind.LP_MEETING, date(2023, 9, 1), partnership=partnership)
    minuted(second)
    AttendanceFactory(event=second, seat=seats[0], name_text="")
    AttendanceFactory(event=second, seat=seats[1], name_text="", presence=Presence.ABSENT)
    unwritten = happened(agreement, EventKind.LP_MEETING, date(2023, 10, 1), partnership=partnership)
    group = GroupFactory(partnership=partnership, name="Bydlení")
    minuted(
        happened(
            agreement,
            EventKind.WG_MEETING,
            date(2023, 11, 1),
            partnership=partnership,
            group=group,
            participant_count=6,
        )
    )

    data = report(agreement)

    told = [(one.on, one.body, one.present, one.seats) for one in data.meetings]
    assert told == [
        (date(2023, 3, 1), "lokální partnerství", 4, 4),
        (date(2023, 9, 1), "lokální partnerství", 1, 3),
        (date(2023, 10, 1), "lokální partnerství", None, 3),
        (date(2023, 11, 1), "pracovní skupina Bydlení", 6, 0),
    ]
    assert data.attendance_percent == 71  # 5 of 7: nobody recorded the third, the group has no places
    assert [one.missing for one in data.meetings] == [(), (), ("Záznam z jednání LP",), ()]
    assert unwritten.title in render_body(data)
    assert "lokální partnerství, Radnice, síň 2</td>" in render_body(data)
    term = data.steps[0].terms[0]
    assert (term.planned, term.actual, term.cumulative, term.status) == ("4", 3, 3, StepStatus.PARTIAL)
    assert data.summary.sentences[1].startswith("Uskutečnila se 4\u00a0jednání")
    assert "do plnění se z nich započítávají 3 (plán 4)" in data.summary.sentences[1]


def test_room_recorded_as_empty_is_not_the_same_as_nothing_recorded(agreement, partnership):
    seats = [SeatFactory(partnership=partnership) for _ in range(2)]
    for day, presence in ((1, Presence.ABSENT), (2, Presence.PRESENT)):
        event = happened(agreement, EventKind.LP_MEETING, date(2023, 3, day), partnership=partnership)
        for seat in seats:
            AttendanceFactory(event=event, seat=seat, name_text="", presence=presence)

    data = report(agreement)

    assert [(one.present, one.seats) for one in data.meetings] == [(0, 2), (2, 2)]
    assert data.attendance_percent == 50


def test_event_that_counts_for_one_term_lacks_nothing():
    """A seminar may count among trainings and still lack the certificate that another term asks."""
    line = EventLine(7, "Seminář", "seminář", date(2023, 10, 12))
    counts = term(EventKind.GROUP_TRAINING, done=(line,))
    lacks = term(EventKind.WORKSHOP, not_counted=(replace(line, missing=("Certifikát",)),))
    other = term(not_counted=(EventLine(8, "Jednání", "jednání", date(2023, 11, 1), ("Zápis",)),))

    assert missing_by_event(year(judged_step(counts), judged_step(lacks, other))) == {8: ("Zápis",)}


def test_composition_is_that_of_the_years_end_with_its_changes(agreement, partnership):
    SeatFactory(partnership=partnership, can_decide=True)
    SeatFactory(
        partnership=partnership,
        organisation_type=OrganisationType.NGO,
        organisation=OrganisationFactory(name="Spolek Naděje"),
        function_text="",
        valid_from=date(2023, 6, 1),
    )
    SeatFactory(partnership=partnership, function_text="ředitelka školy", valid_to=date(2023, 3, 31))
    SeatFactory(partnership=partnership, valid_from=date(2024, 1, 1))
    SeatFactory(partnership=partnership, role=SeatRole.GUEST)
    before = SeatFactory(
        partnership=partnership, function_text="radní", holder=PersonFactory(), valid_to=date(2023, 8, 31)
    )
    SeatFactory(
        partnership=partnership,
        function_text="radní",
        holder=PersonFactory(),
        valid_from=date(2023, 9, 1),
        replaces=before,
    )

    [facts] = report(agreement).partnerships

    assert [(seat.label, seat.seats, seat.can_decide) for seat in facts.seats] == [
        ("vedení města", 2, 1),
        (OrganisationType.NGO.label, 1, 0),
    ]
    assert (facts.seats_total, facts.founder) == (3, "Rada města")
    assert facts.changes == (
        "31.\u00a03.\u00a02023 zaniklo místo: ředitelka školy",
        "od 1.\u00a06.\u00a02023 přibylo místo: Spolek Naděje",
        "od 1.\u00a09.\u00a02023 se změnilo obsazení místa: radní",
    )
