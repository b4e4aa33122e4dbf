"""Workbooks opened and saved again by LibreOffice: nothing in them changes, and an edit stays exactly that edit."""

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agreements.vocabulary import OutputCode, Side
from partnerships.models import Event
from partnerships.spreadsheet import Column, workbook
from tests.factories import (
    EventFactory,
    GroupFactory,
    OutputFactory,
    PartnershipFactory,
    ResponsibilityFactory,
    VersionFactory,
    member,
)
from tests.office import needs_libreoffice, saved_by_libreoffice
from tests.planning.situations import event_for, step
from tests.planning.workbooks import (
    EVENTS,
    TIMELINE,
    cell,
    changes_of,
    confirm,
    content_of,
    faults_of,
    preview,
    write,
)

pytestmark = [needs_libreoffice, pytest.mark.django_db]
LONG = "Příliš žluťoučký kůň úpěl ďábelské ódy. " * 400
NASTY = [
    "=1+1", "+420 602 000 000", "-5", "- pomlčka", "@SUM(A1)", '=HYPERLINK("http://x")', "007", "1.10", "1e5", "1/2",
    "3. 4.", "31. 2. 2023", "12:30", "ano", "PRAVDA", "0,5", "50 %", "„uvozovky“ a „nic“", "první\ndruhý\n\ntřetí",
    "a  b", "Řehoř Čížek ß ž", "x & <b>y</b>", "_x0041_", "\u00a0", "'apostrof", "😀 smích",
]  # fmt: skip
DAYS = [date(2023, 1, 1), date(2023, 3, 26), date(2023, 10, 29), date(2023, 12, 31)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def content(client, name, *args) -> bytes:
    response = client.get(reverse(f"planning:{name}", args=args))
    assert response.status_code == 200
    return response.content


@pytest.fixture
def events(agreement, partnership, manager):
    """With whatever a text may look like, all kinds of values, and times around the change of clocks."""
    for number, text in enumerate(NASTY):
        EventFactory(
            unit=agreement.unit, starts_on=DAYS[number % 4], title=text, place=text, summary=f"{text}\n{text}"
        )
    EventFactory(unit=agreement.unit, starts_on=date(2023, 6, 1), summary=LONG)
    group = GroupFactory(partnership=partnership, name="Žáci a čeští úředníci")
    common = {
        "unit": agreement.unit,
        "partnership": partnership,
        "starts_at": time(9, 5),
        "ends_at": time(23, 59),
    }
    EventFactory(kind="WG_MEETING", group=group, starts_on=date(2023, 2, 28), **common)
    EventFactory(
        unit=agreement.unit,
        kind="WORKSHOP",
        starts_on=date(2023, 6, 1),
        hours_in_person=Decimal("2.5"),
        participant_count=0,
    )
    EventFactory(
        unit=agreement.unit,
        starts_on=date(2023, 6, 1),
        state="CANCELLED",
        cancelled_reason="= omyl",
        about_year=2023,
    )
    EventFactory(
        unit=agreement.unit, starts_on=date(2023, 6, 1), ends_on=date(2023, 6, 3), starts_at=time(0, 0)
    )
    return event_for(agreement, partnership=partnership, starts_on=date(2023, 3, 9), title="Zapsané jednání")


def test_workbook_of_a_year_saved_by_libreoffice(client, agreement, events, tmp_path):
    sent = content(client, "workbook_year", agreement.pk, 2023)
    book = load_workbook(BytesIO(sent))
    sheet = book[EVENTS]
    row = next(
        row for row in range(2, sheet.max_row + 1) if cell(sheet, row, "Název").value == "Zapsané jednání"
    )
    write(sheet, row, Datum=datetime(2023, 3, 10), Začátek=time(14, 30), Místo="=Nové místo")  # noqa: DTZ001
    cell(sheet, row, "Místo").data_type = "s"
    write(sheet, row, Důvod_opravy="Překlep")
    write(sheet, Datum=datetime(2023, 4, 3), Druh="kurz", Hodin_prezenčně=1.5, Název="007")  # noqa: DTZ001

    saved = saved_by_libreoffice({"same": sent, "edited": content_of(book)}, tmp_path)

    same = preview(client, agreement, saved["same"])
    assert (faults_of(same), changes_of(same)) == ({}, [])
    assert same.context["plan"].notes == ()
    edited = preview(client, agreement, saved["edited"])
    assert faults_of(edited) == {}
    correction, new = sorted(changes_of(edited), key=lambda change: change[0])
    assert correction == (
        False,
        {
            "Datum": ("9. 3. 2023", "10. 3. 2023"),
            "Začátek": ("", "14:30"),
            "Místo": ("", "=Nové místo"),
        },
    )
    assert new[0]
    assert {name: after for name, (_, after) in new[1].items()} == {
        "Datum": "3. 4. 2023", "Druh": "kurz", "Hodin prezenčně": "1,5", "Název": "007", "Stav": "uskutečněno",
    }  # fmt: skip
    confirm(client, edited)
    again = preview(client, agreement, saved["edited"])
    assert (faults_of(again), changes_of(again)) == ({}, [])
    assert Event.objects.get(kind="COURSE").title == "007"


def test_timeline_of_a_draft_saved_by_libreoffice(client, tmp_path):
    version = VersionFactory()
    for number, text in enumerate(NASTY):
        terms = [{"raw_text": text, "subject": text}, {"raw_text": "květen 2023", "kind": "MONTH", "count": None,
                  "bound": "", "per": "", "date_from": date(2023, 5, 1), "date_to": date(2023, 5, 31)}]  # fmt: skip
        row = step(version, specification=f"{number} {text}", terms=terms)
        OutputFactory(version=version, step=row, code=OutputCode.ATTENDANCE_SHEET, position=1)
        OutputFactory(version=version, step=row, code=OutputCode.OTHER, raw_text="Fotky", position=2)
        ResponsibilityFactory(version=version, step=row, side=Side.ASZ, code="FACILITATION")
    client.force_login(member(version.agreement.unit))
    sent = content(client, "workbook_version", version.pk)
    book = load_workbook(BytesIO(sent))
    write(book[TIMELINE], 2, Termín_dokončení="minimálně 6x ročně")
    write(book[TIMELINE], 3, Termín_do=datetime(2023, 6, 30))  # noqa: DTZ001
    empty = load_workbook(BytesIO(content(client, "workbook_empty", version.agreement.pk)))
    new = {"Činnost": "Vzdělávání", "Specifikace činnosti": "Školení", "Výstup": "Prezenční listina\nFotky"}
    write(empty[TIMELINE], **{name.replace(" ", "_"): text for name, text in new.items()})

    saved = saved_by_libreoffice(
        {"same": sent, "edited": content_of(book), "filled in": content_of(empty)}, tmp_path
    )

    same = preview(client, version.agreement, saved["same"])
    assert (faults_of(same), changes_of(same)) == ({}, [])
    edited = preview(client, version.agreement, saved["edited"])
    assert faults_of(edited) == {}
    assert changes_of(edited) == changes_of(preview(client, version.agreement, book))
    ((is_new, changes),) = changes_of(edited)
    assert not is_new
    assert changes["Termín dokončení"][1] == "minimálně 6x ročně"
    assert changes["Termín do"] == ("31. 5. 2023", "30. 6. 2023")
    filled_in = preview(client, version.agreement, saved["filled in"])
    assert faults_of(filled_in) == {}
    assert changes_of(filled_in) == [
        (True, {name: ("", text) for name, text in new.items() if name != "Činnost"})
    ]


def test_values_of_a_list_saved_by_libreoffice(tmp_path):
    """Lists that only go out (debts, directory, registers) are all made by the same function."""
    values = [
        *NASTY, "00261891", LONG[:8000], 0, -5, 12345678901, Decimal("2.5"), True, date(2024, 2, 29), time(9, 5), None,
    ]  # fmt: skip
    sent = workbook("Seznam", [Column("Hodnota", 40), Column("Vedle", 10)], [(one, "x") for one in values])

    saved = saved_by_libreoffice({"list": sent}, tmp_path)["list"]

    before, after = (
        [row[0].value for row in load_workbook(BytesIO(one))["Seznam"].iter_rows()] for one in (sent, saved)
    )
    assert after == before
    assert len(before) == len(values) + 1


def test_sheets_print_on_the_width_of_a_page(client, agreement, events, tmp_path):
    """A4 on its side, as many pages as the rows need; the heading is repeated on each of them."""
    import pikepdf

    partnership = PartnershipFactory(units=[agreement.unit])
    for number in range(60):
        EventFactory(
            unit=agreement.unit, kind="LP_MEETING", partnership=partnership, title=f"Jednání {number}"
        )

    printed = saved_by_libreoffice(
        {"year": content(client, "workbook_year", agreement.pk, 2023)}, tmp_path, "pdf"
    )

    with pikepdf.open(BytesIO(printed["year"])) as pages:
        sizes = {tuple(round(float(one) / 72 * 25.4) for one in page.mediabox[2:]) for page in pages.pages}
    assert sizes == {(297, 210), (210, 297)}, "the guide alone stands upright"
