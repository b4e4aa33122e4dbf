"""The sheet „Události“ comes back: new rows, corrected ones, refused ones; once, whole or not at all."""

from datetime import date, datetime, time
from functools import partial

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from agreements.vocabulary import OutputCode
from partnerships.models import Event, UploadInProgress
from partnerships.uploads import folders
from partnerships.vocabulary import EventKind, EventState
from planning import actions
from planning.models import Fulfilment, FulfilmentState
from tests.factories import EventFactory, EvidenceFactory, GroupFactory, PartnershipFactory, member
from tests.planning.situations import agreement_with, event_for
from tests.planning.workbooks import (
    EVENTS,
    address,
    changes_of,
    confirm,
    content_of,
    downloaded,
    faults_of,
    preview,
    upload,
    write,
    year_book,
)

pytestmark = pytest.mark.django_db
TALK = {"Datum": datetime(2023, 4, 3), "Druh": "jednání o spolupráci"}  # noqa: DTZ001 Excel knows no zones


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def book(client, agreement, manager):
    return year_book(client, agreement)


def test_workbook_sent_back_untouched_changes_nothing(client, agreement, manager):
    event_for(agreement, title="=1+1", summary="a\nb\t„c“ ", hours_in_person=2, starts_at=time(9, 5))
    EventFactory(unit=agreement.unit, state=EventState.CANCELLED, cancelled_reason="omyl")
    EventFactory(unit=agreement.unit, ends_on=date(2023, 5, 12))

    response = preview(client, agreement, year_book(client, agreement))

    assert faults_of(response) == {}
    assert changes_of(response) == []
    assert "nic by se nezměnilo" in response.content.decode()
    assert response.context["plan"].notes == ()


def test_new_row_becomes_an_event_that_proposes_what_it_fulfils(client, agreement, partnership, book):
    write(book[EVENTS], Datum="9. 3. 2023", Začátek="9.30", Konec=time(11), Druh="Jednání lokálního partnerství",
          Místo="Radnice", Počet_účastníků="12")  # fmt: skip

    response = preview(client, agreement, book)
    assert not Event.objects.exists(), "written before it was confirmed"
    confirm(client, response)

    event = Event.objects.get()
    assert (event.kind, event.state, event.starts_on) == (EventKind.LP_MEETING, "HELD", date(2023, 3, 9))
    assert (event.starts_at, event.ends_at, event.place) == (time(9, 30), time(11), "Radnice")
    assert (event.partnership, event.participant_count) == (partnership, 12)
    assert event.title == "Jednání lokálního partnerství 9.\xa03.\xa02023"
    assert event.created_by.name
    assert Fulfilment.objects.get().state == FulfilmentState.PROPOSED


def test_event_still_to_come_is_planned(client, agreement, book):
    write(book[EVENTS], **TALK | {"Datum": datetime(timezone.localdate().year + 1, 5, 2)})  # noqa: DTZ001

    confirm(client, preview(client, agreement, book))

    assert Event.objects.get().state == EventState.PLANNED


def test_changed_cell_changes_just_that(client, agreement, manager):
    event = EventFactory(
        unit=agreement.unit, place="Radnice", summary="Beze změny", online_url="https://x.cz/"
    )
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Místo="Knihovna", Začátek="14:00")

    response = preview(client, agreement, book)

    assert changes_of(response) == [(False, {"Místo": ("Radnice", "Knihovna"), "Začátek": ("", "14:00")})]
    confirm(client, response)
    event.refresh_from_db()
    assert (event.place, event.starts_at, event.summary) == ("Knihovna", time(14), "Beze změny")
    assert (event.online_url, event.revision) == ("https://x.cz/", 1)


def test_emptied_cell_empties_the_value(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, place="Radnice", participant_count=5)
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Místo=None, Počet_účastníků=None)

    confirm(client, preview(client, agreement, book))

    event.refresh_from_db()
    assert (event.place, event.participant_count) == ("", None)


def test_same_workbook_sent_twice_records_once(client, agreement, partnership, book):
    write(book[EVENTS], **TALK, Název="Porada")
    write(book[EVENTS], **TALK, Název="Porada")  # two of them on one day are two
    confirm(client, preview(client, agreement, book))
    assert Event.objects.count() == 2

    response = preview(client, agreement, book)

    assert changes_of(response) == []
    confirm(client, response)
    assert Event.objects.count() == 2


def test_double_click_takes_the_workbook_once(client, agreement, book):
    write(book[EVENTS], **TALK)
    response = preview(client, agreement, book)

    confirm(client, response)
    again = confirm(client, response)

    assert Event.objects.count() == 1
    assert again.status_code == 404
    assert not UploadInProgress.objects.exists()


def test_two_clicks_at_one_moment_take_the_workbook_once(client, agreement, manager, book):
    write(book[EVENTS], **TALK)
    response = preview(client, agreement, book)
    plan, upload = response.context["plan"], UploadInProgress.objects.get()
    take = partial(
        actions.take_workbook, upload, by=manager, unit=agreement.unit, plan=plan, today=date(2024, 1, 1)
    )

    take()
    with pytest.raises(actions.AlreadyTaken):
        take()

    assert Event.objects.count() == 1


def test_whoever_was_quicker_is_not_overwritten(client, agreement, manager):
    """Between the reading and the writing; nothing at all of the workbook is taken then."""
    event = EventFactory(unit=agreement.unit, place="Radnice")
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Místo="Knihovna")
    write(book[EVENTS], **TALK)
    plan, upload = preview(client, agreement, book).context["plan"], UploadInProgress.objects.get()
    Event.objects.filter(pk=event.pk).update(revision=1)

    with pytest.raises(actions.LostSave):
        actions.take_workbook(upload, by=manager, unit=agreement.unit, plan=plan, today=date(2024, 1, 1))

    assert [one.place for one in Event.objects.all()] == ["Radnice"]
    assert UploadInProgress.objects.exists()


def test_kept_file_goes_when_it_is_taken_or_thrown_away(
    client, agreement, book, django_capture_on_commit_callbacks
):
    write(book[EVENTS], **TALK)
    for step in ("take", "discard"):
        response = preview(client, agreement, book)
        assert len(folders()) == 1
        with django_capture_on_commit_callbacks(execute=True):
            if step == "take":
                confirm(client, response)
            else:
                client.post(f"{response.request['PATH_INFO']}zahodit/")
        assert folders() == []
        assert not default_storage.exists("documents")


def test_change_made_meanwhile_is_not_overwritten(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, place="Radnice")
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Místo="Knihovna")
    response = preview(client, agreement, book)
    Event.objects.filter(pk=event.pk).update(place="Divadlo", revision=1)

    again = confirm(client, response)

    assert "mezitím změnila" in again.content.decode()
    event.refresh_from_db()
    assert event.place == "Divadlo"
    assert changes_of(again) == [(False, {"Místo": ("Divadlo", "Knihovna")})]
    assert "totéž změnil i někdo jiný: Místo" in again.content.decode()
    confirm(client, again)
    event.refresh_from_db()
    assert event.place == "Knihovna"


def test_nothing_is_taken_where_anything_is_wrong(client, agreement, book):
    write(book[EVENTS], **TALK)
    write(book[EVENTS], Datum="31. 2. 2023", Druh="jednání o spolupráci")

    response = preview(client, agreement, book)
    confirm(client, response)

    assert not Event.objects.exists()
    assert "Sešit zatím nelze převzít" in response.content.decode()


WRONG = {
    "Datum": ("kdysi", "není datum"),
    "Začátek": ("25:00", "není čas"),
    "Druh": ("schůzka", "Vyberte z nabídky"),
    "Stav": ("zrušeno", "Zrušenou událost zapsat nelze"),
    "Počet účastníků": ("deset", "není číslo"),
    "Hodin prezenčně": (2, "se sloupec nevyplňuje"),
    "Poslední den": (datetime(2023, 4, 2), "Konec nemůže být dřív než začátek."),  # noqa: DTZ001
    "Lokální partnerství": ("Jiné", "se sloupec nevyplňuje"),
    "Název": ("x" * 201, "200"),
    "Týká se roku": (1890, "2000"),
}


@pytest.mark.parametrize("heading", WRONG)
def test_wrong_cell_is_said_with_its_address(client, agreement, book, heading):
    value, said = WRONG[heading]
    sheet = book[EVENTS]
    row = write(sheet, **TALK | {heading.replace(" ", "_"): value})

    faults = faults_of(preview(client, agreement, book))

    assert list(faults) == [address(sheet, row, heading)]
    assert said in faults[address(sheet, row, heading)]


def test_all_faults_are_said_at_once(client, agreement, book):
    sheet = book[EVENTS]
    for _ in range(250):
        write(sheet, Datum="nikdy", Druh="nic", Začátek="ráno")

    response = preview(client, agreement, book)

    assert response.context["fault_count"] == 750
    assert response.content.decode().count('<th scope="row">') == 200
    assert "550" in response.content.decode()


def test_future_event_cannot_have_taken_place(client, agreement, book):
    sheet = book[EVENTS]
    day = datetime(timezone.localdate().year + 1, 5, 2)  # noqa: DTZ001
    row = write(sheet, **TALK | {"Datum": day, "Stav": "uskutečněno"})

    assert list(faults_of(preview(client, agreement, book))) == [address(sheet, row, "Datum")]


def test_group_is_found_by_its_name(client, agreement, partnership, book):
    group = GroupFactory(partnership=partnership, name="Bydlení")
    GroupFactory(partnership=partnership, name="Dluhy")
    row = {"Datum": "4. 4. 2023", "Druh": "jednání pracovní skupiny"}
    sheet = book[EVENTS]
    write(sheet, **row, Pracovní_skupina="bydlení", Lokální_partnerství=partnership.name)
    unknown = write(sheet, **row, Pracovní_skupina="Sport")
    none = write(sheet, **row)

    faults = faults_of(preview(client, agreement, book))
    assert list(faults) == [
        address(sheet, unknown, "Pracovní skupina"),
        address(sheet, none, "Pracovní skupina"),
    ]
    assert "Bydlení, Dluhy" in faults[address(sheet, unknown, "Pracovní skupina")]

    sheet.delete_rows(unknown, 2)
    confirm(client, preview(client, agreement, book))
    event = Event.objects.get()
    assert (event.group, event.partnership) == (group, partnership)


def test_partnership_of_another_unit_is_not_offered(client, agreement, book):
    PartnershipFactory(name="Cizí partnerství")
    row = {"Datum": "4. 4. 2023", "Druh": "jednání lokálního partnerství"}
    write(book[EVENTS], **row, Lokální_partnerství="Cizí partnerství")

    (fault,) = faults_of(preview(client, agreement, book)).values()

    assert "Nejdřív ho založte" in fault


REFUSED = {
    "cancelled": ({"state": EventState.CANCELLED, "cancelled_reason": "omyl"}, {"Místo": "Jinde"}, "zrušená"),
    "of the report": ({"kind": EventKind.COUNCIL_REPORT}, {"Místo": "Jinde"}, "zapisuje krok zprávy"),
    "kind": ({}, {"Druh": "kurz"}, "Druh zapsané události změnit nelze"),
    "to be cancelled": ({}, {"Stav": "zrušeno"}, "Událost zrušíte na její stránce"),
    "why cancelled": ({}, {"Důvod zrušení": "omyl"}, "se ze sešitu nepřebírá"),
}


def test_last_day_comes_back_in(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, starts_on=date(2023, 5, 10), ends_on=date(2023, 5, 11))
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Poslední_den="12. 5. 2023")
    write(book[EVENTS], **TALK | {"Datum": "4. 4. 2023", "Poslední_den": "5. 4. 2023"})

    confirm(client, preview(client, agreement, book))

    days = [(one.starts_on, one.ends_on) for one in Event.objects.order_by("starts_on")]
    assert days == [(date(2023, 4, 4), date(2023, 4, 5)), (event.starts_on, date(2023, 5, 12))]


@pytest.mark.parametrize("case", REFUSED)
def test_what_may_not_be_changed_is_refused_with_the_reason(client, agreement, manager, case):
    fields, change, said = REFUSED[case]
    EventFactory(unit=agreement.unit, **fields)
    book = year_book(client, agreement)
    write(book[EVENTS], 2, **{heading.replace(" ", "_"): value for heading, value in change.items()})

    (fault,) = faults_of(preview(client, agreement, book)).values()

    assert said in fault


def test_event_with_accepted_evidence_is_closed(client, agreement, manager):
    event = EventFactory(unit=agreement.unit)
    EvidenceFactory(
        event=event,
        output=OutputCode.MEETING_RECORD,
        document__unit=agreement.unit,
        accepted_at=timezone.now(),
        accepted_by=member(agreement.unit, "CONSULTANT"),
    )
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Místo="Jinde")

    (fault,) = faults_of(preview(client, agreement, book)).values()

    assert "Agentura uznala doklad" in fault


def test_counted_event_is_corrected_with_a_reason(client, agreement, manager):
    event = event_for(agreement)
    book = year_book(client, agreement)
    write(book[EVENTS], 2, Datum="12. 5. 2023")

    (fault,) = faults_of(preview(client, agreement, book)).values()
    assert "Důvod opravy" in fault
    assert "datum" in fault

    write(book[EVENTS], 2, Důvod_opravy="Překlep v datu")
    confirm(client, preview(client, agreement, book))
    event.refresh_from_db()
    assert event.starts_on == date(2023, 5, 12)
    assert event.fulfilments.get().state == FulfilmentState.CONFIRMED


def test_copied_row_is_a_new_event_and_says_so(client, agreement, manager):
    EventFactory(unit=agreement.unit, title="Porada")
    book = year_book(client, agreement)
    sheet = book[EVENTS]
    sheet.append([one.value for one in sheet[2]])
    write(sheet, 3, Datum="13. 5. 2023")

    response = preview(client, agreement, book)

    assert [is_new for is_new, _ in changes_of(response)] == [True]
    assert "kopie řádku 2" in response.content.decode()
    confirm(client, response)
    assert Event.objects.count() == 2
    assert changes_of(preview(client, agreement, book)) == [], "sent twice it is the same one"


def test_similar_event_of_the_day_is_pointed_out(client, agreement, partnership, manager):
    EventFactory(
        unit=agreement.unit,
        kind=EventKind.LP_MEETING,
        partnership=partnership,
        starts_on=date(2023, 4, 3),
        title="Dubnové jednání",
    )
    book = year_book(client, agreement)
    write(book[EVENTS], **TALK | {"Druh": "jednání lokálního partnerství"})

    response = preview(client, agreement, book)

    assert "už je zapsaná událost téhož druhu: Dubnové jednání" in response.content.decode()
    assert changes_of(response)[0][1]["Lokální partnerství"] == ("", partnership.name)


@pytest.mark.parametrize("key", ["nesmysl", "1.0:podpis", "=1", "1.0"])
def test_made_up_key_is_refused(client, agreement, manager, key):
    EventFactory(unit=agreement.unit)
    book = year_book(client, agreement)
    sheet = book[EVENTS]
    sheet["A2"] = key
    sheet["A2"].data_type = "s"

    (fault,) = faults_of(preview(client, agreement, book)).values()

    assert "s tímto klíčem v aplikaci není" in fault


def test_key_of_another_unit_is_as_unknown_as_a_made_up_one(client, agreement, manager):
    foreign = agreement_with()
    event = EventFactory(unit=foreign.unit, place="Tajné místo")
    client.force_login(member(foreign.unit))
    book = year_book(client, foreign)
    client.force_login(manager)
    write(book[EVENTS], 2, Místo="Jinde")

    response = preview(client, agreement, book)

    assert "Tajné místo" not in response.content.decode()
    assert any("s tímto klíčem v aplikaci není" in text for text in faults_of(response).values())
    event.refresh_from_db()
    assert event.place == "Tajné místo"


def test_rows_left_out_stay(client, agreement, manager):
    EventFactory(unit=agreement.unit)
    EventFactory(unit=agreement.unit)
    book = year_book(client, agreement)
    book[EVENTS].delete_rows(2)

    response = preview(client, agreement, book)

    assert changes_of(response) == []
    assert "zůstávají beze změny, ze sešitu se nic nemaže" in " ".join(response.content.decode().split())
    assert Event.objects.count() == 2


def test_moved_and_missing_columns_are_found_by_their_headings(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, place="Radnice", summary="zůstane")
    book = year_book(client, agreement)
    sheet = book[EVENTS]
    key = sheet["A2"].value
    del book[EVENTS]
    sheet = book.create_sheet(EVENTS)
    sheet.append([])
    sheet.append(["MÍSTO ", "Poznámka", " datum", "druh", "Klíč"])
    sheet.append(["Knihovna", "nic", datetime(2023, 5, 10), "jednání o spolupráci", key])  # noqa: DTZ001

    response = preview(client, agreement, book)

    assert changes_of(response) == [(False, {"Místo": ("Radnice", "Knihovna")})]
    assert "sloupec „Poznámka“ neznáme" in response.content.decode()
    confirm(client, response)
    event.refresh_from_db()
    assert (event.place, event.summary) == ("Knihovna", "zůstane")


def test_sheet_of_fulfilment_is_only_read(client, agreement, manager):
    book = year_book(client, agreement)
    write(book["Plnění 2023"], 2, Skutečnost_v_roce=99)

    response = preview(client, agreement, book)

    assert response.context["plan"].notes == (
        "List Plnění 2023 je jen ke čtení. Změny v něm se nepřevezmou; zapište události.",
    )
    assert changes_of(response) == []


@pytest.mark.parametrize(("role", "status"), [("READER", 403), ("REPRESENTATIVE", 403), ("CONSULTANT", 302)])
def test_who_may_send_it_back(client, agreement, role, status):
    client.force_login(member(agreement.unit, role))
    book = downloaded(client, "workbook_empty", agreement.pk)

    assert upload(client, agreement, content_of(book)).status_code == status


def test_kept_file_is_seen_by_nobody_else(client, agreement, book):
    url = preview(client, agreement, book).request["PATH_INFO"]

    client.force_login(member(agreement.unit, "DEPUTY"))

    assert client.get(url).status_code == 404
    for step in ("", "zahodit/"):
        assert client.post(f"{url}{step}").status_code == 404
    assert UploadInProgress.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_costs_the_same_for_any_number_of_rows(
    client, agreement, manager, rows, django_assert_num_queries
):
    for number in range(rows):
        EventFactory(unit=agreement.unit, starts_on=date(2023, 1, 1 + number))
    book = year_book(client, agreement)
    for number in range(rows):
        write(book[EVENTS], 2 + number, Místo="Jinde")
        write(book[EVENTS], **TALK, Název=f"Nová {number}")
    url = preview(client, agreement, book).request["PATH_INFO"]

    with django_assert_num_queries(13):
        response = client.get(url)

    assert len(changes_of(response)) == 2 * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_new_events_are_written_together(client, agreement, book, rows, django_assert_num_queries):
    for number in range(rows):
        write(book[EVENTS], **TALK, Název=f"Nová {number}")
    response = preview(client, agreement, book)

    with django_assert_num_queries(20):
        confirm(client, response)

    assert Event.objects.count() == rows


def test_answer_leads_back_to_the_page(client, agreement, book):
    write(book[EVENTS], **TALK)

    response = confirm(client, preview(client, agreement, book))

    assert response.headers["Location"] == reverse("planning:workbook", args=[agreement.pk])
