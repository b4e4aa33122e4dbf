"""A workbook that lay on a desktop while others worked: what was not touched in it undoes nothing of theirs."""

from datetime import date

import pytest

from partnerships.models import Event
from partnerships.vocabulary import EventState
from planning import actions
from planning.excel.event_sheet import SIGNER
from tests.factories import EventFactory, PartnershipFactory, member
from tests.planning.workbooks import (
    EVENTS,
    changes_of,
    confirm,
    faults_of,
    preview,
    write,
    year_book,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 2, 1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def event(agreement, partnership):
    return EventFactory(
        unit=agreement.unit, kind="LP_MEETING", partnership=partnership, place="Radnice", title="Porada"
    )


@pytest.fixture
def book(client, agreement, event, manager):
    return year_book(client, agreement)


def somebody_changes(event, **fields):
    fresh = Event.objects.get(pk=event.pk)
    by, given = member(event.unit), {"commitments": [], "units": [event.unit], **fields}
    actions.edit_event(fresh, by=by, today=TODAY, revision=fresh.revision, **given)


def warnings_of(response) -> list[tuple[str, ...]]:
    return [change.warnings for change in response.context["plan"].changes]


def test_cells_nobody_touched_do_not_undo_what_others_wrote(client, agreement, event, book):
    somebody_changes(event, place="Divadlo", summary="Poradili se.")
    somebody_changes(event, place="Kino")
    write(book[EVENTS], 2, Počet_účastníků=12)

    response = preview(client, agreement, book)

    assert changes_of(response) == [(False, {"Počet účastníků": ("", "12")})]
    assert warnings_of(response) == [
        ("Od stažení sešitu někdo změnil: Místo, Obsah a závěry. Jeho úpravy zůstanou.",)
    ]
    confirm(client, response)
    event.refresh_from_db()
    assert (event.place, event.summary, event.participant_count) == ("Kino", "Poradili se.", 12)


def test_sheet_nobody_touched_changes_nothing_whatever_happened_since(client, agreement, event, book):
    somebody_changes(event, place="Divadlo", starts_on=date(2023, 5, 11))
    actions.cancel_event(event, by=member(event.unit), reason="Nikdo nepřišel")

    response = preview(client, agreement, book)

    assert (faults_of(response), changes_of(response)) == ({}, [])


def test_same_cell_changed_by_both_is_said_and_then_overwritten(client, agreement, event, book):
    somebody_changes(event, place="Divadlo", summary="Poradili se.")
    write(book[EVENTS], 2, Místo="Knihovna")

    response = preview(client, agreement, book)

    assert changes_of(response) == [(False, {"Místo": ("Divadlo", "Knihovna")})]
    assert warnings_of(response) == [
        (
            "Od stažení sešitu totéž změnil i někdo jiný: Místo. Uložením jeho úpravu přepíšete.",
            "Od stažení sešitu někdo změnil: Obsah a závěry. Jeho úpravy zůstanou.",
        )
    ]
    confirm(client, response)
    event.refresh_from_db()
    assert (event.place, event.summary) == ("Knihovna", "Poradili se.")


def test_same_change_made_by_both_is_none(client, agreement, event, book):
    somebody_changes(event, place="Divadlo")
    write(book[EVENTS], 2, Místo="Divadlo")

    assert changes_of(preview(client, agreement, book)) == []


def test_value_put_back_by_the_person_is_a_change(client, agreement, event, manager):
    somebody_changes(event, place="Divadlo")
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Místo="Radnice")

    assert changes_of(preview(client, agreement, book)) == [(False, {"Místo": ("Divadlo", "Radnice")})]


def test_change_that_raised_no_revision_is_not_undone_either(client, agreement, event, book):
    """Whether the workbook was made before it or after it, nobody knows; a later one has raised it."""
    Event.objects.filter(pk=event.pk).update(place="Divadlo")
    somebody_changes(event, summary="Poradili se.")
    write(book[EVENTS], 2, Počet_účastníků=12)

    assert changes_of(preview(client, agreement, book)) == [(False, {"Počet účastníků": ("", "12")})]


def test_meeting_moved_to_another_partnership_meanwhile_stays_there(client, agreement, event, book):
    other = PartnershipFactory(units=[agreement.unit], name="Druhé partnerství")
    somebody_changes(event, partnership=other)
    write(book[EVENTS], 2, Místo="Knihovna")

    response = preview(client, agreement, book)
    confirm(client, response)

    assert faults_of(response) == {}
    event.refresh_from_db()
    assert (event.partnership, event.place) == (other, "Knihovna")


def test_where_the_earlier_state_is_not_known_the_person_is_warned(client, agreement, event, book):
    write(book[EVENTS], 2, Místo="Knihovna")
    book[EVENTS]["A2"] = SIGNER.sign(f"{event.pk}.99")

    response = preview(client, agreement, book)

    assert changes_of(response) == [(False, {"Místo": ("Radnice", "Knihovna")})]
    assert "Zkontrolujte, že se tím jeho úpravy neruší" in warnings_of(response)[0][0]


def test_what_asks_for_attention_is_shown_first(client, agreement, partnership, manager, settings):
    rows = [EventFactory(unit=agreement.unit, starts_on=date(2023, 5, day)) for day in (1, 2, 3)]
    book = year_book(client, agreement)
    for row in (2, 3, 4):
        write(book[EVENTS], row, Místo="Knihovna")
    somebody_changes(rows[2], place="Divadlo")

    page = preview(client, agreement, book).content.decode()

    assert page.index("Události!B4") < page.index("Události!B2") < page.index("Události!B3")


def test_cancelled_meanwhile_is_said_where_the_person_changed_it(client, agreement, event, book):
    actions.cancel_event(event, by=member(event.unit), reason="Nikdo nepřišel")
    write(book[EVENTS], 2, Místo="Knihovna")

    (fault,) = faults_of(preview(client, agreement, book)).values()

    assert fault == "Událost je zrušená, měnit ji už nelze."
    assert Event.objects.get().state == EventState.CANCELLED


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_costs_the_same_for_any_number_of_changed_events(
    client, agreement, manager, rows, django_assert_num_queries
):
    events = [EventFactory(unit=agreement.unit, starts_on=date(2023, 1, 1 + row)) for row in range(rows)]
    book = year_book(client, agreement)
    for number, event in enumerate(events, start=2):
        somebody_changes(event, place="Divadlo")
        write(book[EVENTS], number, Místo="Jinde")
    url = preview(client, agreement, book).request["PATH_INFO"]

    with django_assert_num_queries(13):
        response = client.get(url)

    assert len(changes_of(response)) == rows
