"""Many rows of a workbook written together: the rules of one row hold for each, and none costs more than another."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from agreements.models import ScheduleTerm, SectionRevision, SectionSnapshot
from partnerships.models import Event
from partnerships.vocabulary import EventKind, EventState
from planning import actions
from planning.actions.many_events import Correction, correct_events
from planning.corrections import NUMBERED
from planning.forms.excel import plan as limits
from planning.history import EventHistory
from planning.models import FulfilmentState
from tests.agreements.revising import agreement_from
from tests.agreements.revising import in_force as revising_in_force
from tests.factories import (
    DecisionFactory,
    EventFactory,
    EvidenceFactory,
    PartnershipFactory,
    UserFactory,
    VersionFactory,
    member,
)
from tests.planning.situations import agreement_with, event_for, step
from tests.planning.versions import revised, term, without_terms
from tests.planning.workbooks import (
    EVENTS,
    TIMELINE,
    address,
    confirm,
    downloaded,
    faults_of,
    preview,
    write,
    year_book,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 2, 1)
MEETINGS = {"kind": "FREQUENCY", "event_kind": EventKind.LP_MEETING, "count": 4}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def days(number):
    return [date(2023, 1 + row // 28, 1 + row % 28) for row in range(number)]


def correction(event, **fields):
    return Correction(event, event.revision, fields)


# --- Events -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_corrections_are_written_together(client, agreement, manager, rows, django_assert_num_queries):
    for day in days(rows):
        EventFactory(unit=agreement.unit, starts_on=day)
    book = year_book(client, agreement)
    for row in range(rows):
        write(book[EVENTS], 2 + row, Místo=f"Místo {row}")
    response = preview(client, agreement, book)

    with django_assert_num_queries(22):
        confirm(client, response)

    assert sorted(one.place for one in Event.objects.all()) == [f"Místo {row}" for row in range(rows)]
    assert {one.revision for one in Event.objects.all()} == {1}


def test_more_rows_than_anybody_writes_by_hand_are_taken(client, agreement, manager):
    Event.objects.bulk_create(
        Event(
            unit=agreement.unit,
            kind="COOPERATION_MEETING",
            state="HELD",
            title=f"Porada {day}",
            starts_on=day,
        )
        for day in days(330)
    )
    book = year_book(client, agreement)
    for row in range(330):
        write(book[EVENTS], 2 + row, Místo="Knihovna")

    confirm(client, preview(client, agreement, book))

    assert Event.objects.filter(place="Knihovna", revision=1).count() == 330


def test_nothing_but_the_changed_column_is_written(client, agreement, partnership, manager):
    event = EventFactory(
        unit=agreement.unit, kind="LP_MEETING", partnership=partnership, place="  Radnice ", title=" Porada  "
    )
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Obsah_a_závěry="Poradili se.")
    before = Event.objects.filter(pk=event.pk).values().get()

    confirm(client, preview(client, agreement, book))

    after = Event.objects.filter(pk=event.pk).values().get()
    assert after == {**before, "summary": "Poradili se.", "revision": 1}


def test_each_correction_keeps_its_own_reason(client, agreement, partnership, manager):
    for row in range(3):
        event_for(agreement, partnership=partnership, starts_on=date(2023, 5, 1 + row), title=f"Porada {row}")
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Datum="11. 6. 2023", Důvod_opravy="Překlep v datu")
    write(book[EVENTS], 3, Počet_účastníků=8, Důvod_opravy="Chyběl host")
    write(book[EVENTS], 4, Místo="Knihovna")

    confirm(client, preview(client, agreement, book))

    entries = [EventHistory(event)[0:9] for event in Event.objects.order_by("title")]
    reasons = [{one.reason for one in own if one.who == str(manager)} for own in entries]
    assert reasons == [{"Překlep v datu"}, {"Chyběl host"}, {""}]


def test_title_made_of_the_date_follows_it(client, agreement, partnership, book_of_new):
    event = Event.objects.get()
    assert event.title == "Jednání lokálního partnerství 9.\xa03.\xa02023"
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Datum="10. 3. 2023")

    confirm(client, preview(client, agreement, book))

    event.refresh_from_db()
    assert event.title == "Jednání lokálního partnerství 10.\xa03.\xa02023"


@pytest.fixture
def book_of_new(client, agreement, partnership, manager):
    book = year_book(client, agreement)
    write(book[EVENTS], Datum="9. 3. 2023", Druh="jednání lokálního partnerství")
    confirm(client, preview(client, agreement, book))


def test_meeting_that_goes_to_another_partnership_takes_along_what_it_fulfils(client, agreement, manager):
    neighbour = agreement_with(**MEETINGS)
    alone = PartnershipFactory(units=[agreement.unit], name="Naše")
    shared = PartnershipFactory(units=[agreement.unit, neighbour.unit], name="Společné")
    event = event_for(agreement, partnership=alone, starts_on=date(2023, 5, 2))
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Lokální_partnerství="Společné", Důvod_opravy="Omyl")

    confirm(client, preview(client, agreement, book))

    event.refresh_from_db()
    assert event.partnership == shared
    confirmed = event.fulfilments.filter(state=FulfilmentState.CONFIRMED)
    assert {one.commitment.agreement for one in confirmed} == {agreement, neighbour}


def test_too_many_moves_to_another_partnership_are_refused(client, agreement, manager, monkeypatch):
    monkeypatch.setattr(limits, "MOST_MOVED", 1)
    first, second = (PartnershipFactory(units=[agreement.unit], name=name) for name in ("První", "Druhé"))
    for day in days(2):
        EventFactory(unit=agreement.unit, kind="LP_MEETING", partnership=first, starts_on=day)
    book = year_book(client, agreement)
    for row in (2, 3):
        write(book[EVENTS], row, Lokální_partnerství=second.name)

    (fault,) = faults_of(preview(client, agreement, book)).values()

    assert "k jinému partnerství" in fault


def test_meeting_with_numbered_decisions_stays_in_its_year(client, agreement, partnership, manager):
    event = EventFactory(
        unit=agreement.unit, kind="LP_MEETING", partnership=partnership, starts_on=date(2023, 5, 2)
    )
    DecisionFactory(event=event)
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Datum="2. 5. 2022")

    assert faults_of(preview(client, agreement, book)) == {address(book[EVENTS], 2, "Datum"): NUMBERED}

    write(book[EVENTS], 2, Datum="3. 5. 2023")
    confirm(client, preview(client, agreement, book))
    event.refresh_from_db()
    assert event.starts_on == date(2023, 5, 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_closed_events_are_told_without_asking_for_each(
    client, agreement, manager, rows, django_assert_num_queries
):
    for day in days(rows):
        event = EventFactory(unit=agreement.unit, starts_on=day)
        by = UserFactory()
        EvidenceFactory(
            event=event, document__unit=agreement.unit, accepted_at="2023-06-01T10:00Z", accepted_by=by
        )
    book = year_book(client, agreement)
    for row in range(rows):
        write(book[EVENTS], 2 + row, Místo="Jinde")
    url = preview(client, agreement, book).request["PATH_INFO"]

    with django_assert_num_queries(13):
        faults = faults_of(client.get(url))

    assert len(faults) == rows


REFUSED = {
    "report": ({"kind": EventKind.COUNCIL_REPORT}, {"place": "Jinde"}, "zapisuje krok zprávy"),
    "cancelled": ({"state": EventState.CANCELLED, "cancelled_reason": "x"}, {"place": "Jinde"}, "je zrušená"),
    "future": ({}, {"starts_on": date(2030, 1, 1)}, "zapište jako plánované"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_action_refuses_by_the_rules_of_one_event(agreement, case):
    fields, change, said = REFUSED[case]
    bad, good = EventFactory(unit=agreement.unit, **fields), EventFactory(unit=agreement.unit)

    with pytest.raises(actions.Refused, match=said):
        correct_events(
            [correction(good, place="Jinde"), correction(bad, **change)], by=UserFactory(), today=TODAY
        )

    assert not Event.objects.filter(place="Jinde").exists()


def test_action_asks_for_the_reason_of_what_is_counted(agreement):
    event = event_for(agreement)

    with pytest.raises(actions.Refused, match="Událost už se započítává"):
        correct_events([correction(event, starts_on=date(2023, 6, 1))], by=UserFactory(), today=TODAY)


@pytest.mark.parametrize("days_of_each", [1, 5])
def test_events_of_many_days_ask_once_for_each_wording(client, days_of_each, django_assert_num_queries):
    """A revision of 1 July 2024 leaves the meetings out, so those after it fulfil nothing."""
    version = agreement_from(date(2023, 1, 1), years=5)
    term(version)
    revising_in_force(version)
    revised(version, changing=without_terms)
    unit = version.agreement.unit
    PartnershipFactory(units=[unit])
    client.force_login(member(unit))
    book = year_book(client, version.agreement, 2024)
    for month in (5, 9):
        for day in range(1, 1 + days_of_each):
            write(book[EVENTS], Datum=f"{day}. {month}. 2024", Druh="jednání lokálního partnerství")
    response = preview(client, version.agreement, book)

    with django_assert_num_queries(25):
        confirm(client, response)

    planned = Event.objects.order_by("starts_on")
    assert [one.fulfilments.count() for one in planned] == [1] * days_of_each + [0] * days_of_each


# --- The timeline -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_activities_are_written_together(client, rows, django_assert_num_queries):
    version = VersionFactory()
    for _ in range(rows):
        step(version, terms=[{}])
    user = member(version.agreement.unit)
    client.force_login(user)
    book = downloaded(client, "workbook_version", version.pk)
    for row in range(rows):
        write(book[TIMELINE], 2 + row, Termín_dokončení=f"minimálně {5 + row}x ročně")
        new = {"Činnost": f"Nová {row}", "Specifikace činnosti": "Krok", "Termín dokončení": "2x ročně"}
        write(book[TIMELINE], **{heading.replace(" ", "_"): text for heading, text in new.items()})
    response = preview(client, version.agreement, book)

    with django_assert_num_queries(24):
        confirm(client, response)

    terms = ScheduleTerm.objects.order_by("step__activity__position")
    assert [term.count for term in terms] == [*range(5, 5 + rows), *([2] * rows)]
    assert {term.confirmed_by for term in terms} == {user}


def test_what_each_activity_held_is_kept_as_by_its_own_save(client):
    version = VersionFactory()
    first, second = step(version, terms=[{}]).activity, step(version, terms=[{}]).activity
    client.force_login(member(version.agreement.unit))
    book = downloaded(client, "workbook_version", version.pk)
    write(book[TIMELINE], 2, Činnost="Jinak")
    write(book[TIMELINE], Činnost="Nová", Specifikace_činnosti="Krok", Termín_dokončení="2x ročně")

    confirm(client, preview(client, version.agreement, book))

    new = version.activities.get(name="Nová")
    revisions = dict(SectionRevision.objects.values_list("activity_key", "revision"))
    assert revisions == {first.key: 1, new.key: 1}
    kept = {one.activity_key: one.values for one in SectionSnapshot.objects.all()}
    assert kept.keys() == {first.key, new.key}
    assert kept[first.key]["name"] == first.name
    assert kept[new.key] is None
    assert version.activities.get(key=second.key).name == second.name
    assert [one.key for one in version.activities.all()] == [first.key, second.key, new.key]


# --- At once ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_the_same_events_at_once_neither_wait_for_ever_nor_overwrite():
    agreement = agreement_with(**MEETINGS)
    events = [EventFactory(unit=agreement.unit) for _ in range(5)]
    together, outcomes = Barrier(2, timeout=60), []

    def correct(place, rows):
        try:
            together.wait()
            correct_events([correction(one, place=place) for one in rows], by=UserFactory(), today=TODAY)
            outcomes.append(place)
        except actions.LostSave:
            outcomes.append("lost")
        finally:
            connection.close()

    threads = [
        Thread(target=correct, args=given) for given in (("Sem", events), ("Tam", list(reversed(events))))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(outcomes, key="lost".__eq__)[1] == "lost"
    assert {one.place for one in Event.objects.all()} == {sorted(outcomes, key="lost".__eq__)[0]}
