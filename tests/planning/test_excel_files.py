"""Files that are no workbook of ours: refused before they are parsed, or read without being believed."""

import os
import time
import tracemalloc
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from partnerships.models import Event
from planning.excel import archive
from tests.planning.workbooks import (
    EVENTS,
    address,
    changes_of,
    confirm,
    content_of,
    faults_of,
    preview,
    upload,
    write,
    year_book,
)

pytestmark = pytest.mark.django_db
TALK = {"Datum": datetime(2023, 4, 3), "Druh": "jednání o spolupráci"}  # noqa: DTZ001 Excel knows no zones
DECLARATION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def book(client, agreement, manager):
    return year_book(client, agreement)


def with_part(content, name, part, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with one of its parts replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", compression) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        if part is not None:
            new.writestr(name, part)
    return stream.getvalue()


def part_of(content, name) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read(name)


def refusal(client, agreement, content, name="sesit.xlsx") -> str:
    response = upload(client, agreement, content, name)
    assert response.status_code == 200, "taken"
    return response.context["form"].errors["workbook"][0]


ADVICE = {
    "sesit.xls": "uložte ho jako Sešit Excelu (.xlsx)",
    "sesit.ods": "V LibreOffice",
    "sesit.csv": "data vložte do něj",
    "sesit.xlsm": "bez maker",
    "sesit.pdf": "Sem patří jen Sešit Excelu",
    "sesit": "Sem patří jen Sešit Excelu",
    "...xlsx": "Sem patří jen Sešit Excelu",
}


@pytest.mark.parametrize("name", ADVICE)
def test_other_formats_are_refused_with_advice(client, agreement, manager, name):
    assert ADVICE[name] in refusal(client, agreement, b"obsah", name)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "prázdný"), (b"nic", "neodpovídá"), (b"PK\x03\x04" + b"x" * 100, "neodpovídá")],
)
def test_what_is_no_workbook_is_refused(client, agreement, manager, content, said):
    assert said in refusal(client, agreement, content)


def test_file_over_the_limit_is_refused(client, agreement, book, settings):
    settings.DOCUMENT_MAX_BYTES = 1024

    assert "větší než" in refusal(client, agreement, content_of(book))


def test_nothing_chosen_is_said(client, agreement, manager):
    response = client.post(f"/popisy/{agreement.pk}/sesit/", {})

    assert response.context["form"].errors["workbook"] == ["Vyberte sešit, který chcete nahrát."]


BOMBS = {
    "one large part": b"<x>" + b" " * (17 * 1024 * 1024),
    "doctype": DECLARATION + b"<x>&a;</x>",
    "doctype in utf-16": (DECLARATION.decode() + "<x>&a;</x>").encode("utf-16"),
    "laughs": b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
    "late doctype": b"<x>" + b" " * (archive.CHUNK - 6) + b"<!DOCTYPE x>",
    "small letters": b"<!doctype x [<!entity a 'b'>]><x/>",
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_bomb_is_refused_at_once_and_cheaply(client, agreement, book, bomb, name):
    content = with_part(content_of(book), name, BOMBS[bomb])
    tracemalloc.start()
    started = time.process_time()

    refusal(client, agreement, content)

    assert time.process_time() - started < 2
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    tracemalloc.stop()


def test_what_is_too_large_unpacked_is_refused(client, agreement, book):
    """It does not repeat, so that no ratio betrays it."""
    large = b"<x>" + os.urandom(archive.UNPACKED_BYTES // 2).hex().encode() + b"</x>"

    assert archive.TOO_LARGE in refusal(client, agreement, with_part(content_of(book), "xl/large.xml", large))


def test_macros_under_another_name_are_refused(client, agreement, book):
    content = content_of(book)
    assert "makra" in refusal(client, agreement, with_part(content, "xl/vbaProject.bin", b"x"))
    types = part_of(content, "[Content_Types].xml").replace(
        b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml"
    )
    assert "makra" in refusal(client, agreement, with_part(content, "[Content_Types].xml", types))


def test_links_to_other_workbooks_are_not_followed(client, agreement, book):
    """What Excel computed from them last is a value like any other; the network of a test run is blocked."""
    sheet = book[EVENTS]
    row = write(sheet, **TALK, Počet_účastníků=987)
    content = content_of(book)
    name = "xl/worksheets/sheet3.xml"
    xml = part_of(content, name).replace(b"<v>987</v>", b"<f>[1]List1!A1</f><v>12</v>")
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></externalLink>'
    )
    target = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        b'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    relations = part_of(content, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="externalLinks/externalLink1.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/externalLink"/></Relationships>',
    )
    main = part_of(content, "xl/workbook.xml").replace(
        b"</sheets>",
        b'</sheets><externalReferences><externalReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        b'2006/relationships" r:id="rId99"/></externalReferences>',
    )
    for part, value in {
        name: xml,
        "xl/externalLinks/externalLink1.xml": link,
        "xl/externalLinks/_rels/externalLink1.xml.rels": target,
        "xl/_rels/workbook.xml.rels": relations,
        "xl/workbook.xml": main,
    }.items():
        content = with_part(content, part, value)

    response = preview(client, agreement, content)

    assert faults_of(response) == {}
    assert [change.address for change in response.context["plan"].changes] == [f"Události!B{row}"]
    assert changes_of(response)[0][1]["Počet účastníků"] == ("", "12")
    assert "root:" not in response.content.decode()


def test_many_entries_and_paths_out_are_refused(client, agreement, book):
    content = content_of(book)
    assert refusal(client, agreement, with_part(content, "../ven.xml", b"<x/>"))
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a") as many:
        for number in range(2100):
            many.writestr(f"xl/{number}.xml", b"")
    assert "příliš mnoho částí" in refusal(client, agreement, stream.getvalue())


def test_damaged_sheet_is_a_fault_not_an_error(client, agreement, book):
    for part in (b"<worksheet", b"\xff\xff\xff", b"<x/>", b'<a xmlns="x"><row r="x"/></a>'):
        response = preview(client, agreement, with_part(content_of(book), "xl/worksheets/sheet1.xml", part))
        assert response.status_code == 200
        assert faults_of(response), part


@pytest.mark.parametrize("name", ["xl/worksheets/sheet3.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
def test_missing_part_is_a_fault_not_an_error(client, agreement, book, name):
    response = preview(client, agreement, with_part(content_of(book), name, None))

    assert response.status_code == 200


def test_sheet_without_headings_says_which_it_should_have(client, agreement, book):
    book[EVENTS].delete_rows(1)

    faults = faults_of(preview(client, agreement, book))

    assert "není řádek se záhlavím" in faults["Události"]


def test_renamed_heading_is_said(client, agreement, book):
    book[EVENTS]["B1"] = "Kdy"

    assert faults_of(preview(client, agreement, book))["Události"].startswith("Chybí sloupce: Datum.")


def test_heading_twice_is_said(client, agreement, book):
    book[EVENTS]["C1"] = "Datum"

    assert faults_of(preview(client, agreement, book)) == {
        "Události!C1": "Sloupec „Datum“ je v listu dvakrát."
    }


def test_hidden_sheet_is_not_read_in_silence(client, agreement, book):
    write(book[EVENTS], **TALK)
    book[EVENTS].sheet_state = "hidden"

    assert "List je skrytý" in faults_of(preview(client, agreement, book))["Události"]


def test_hidden_row_is_read_and_said(client, agreement, book):
    row = write(book[EVENTS], **TALK)
    shown = write(book[EVENTS], **TALK | {"Název": "Jiné"})
    book[EVENTS].row_dimensions[row].hidden = True

    response = preview(client, agreement, book)

    assert [change.address for change in response.context["plan"].changes] == [
        f"Události!B{row}",
        f"Události!B{shown}",
    ]
    first, second = (change.warnings for change in response.context["plan"].changes)
    assert "Řádek je v sešitu skrytý" in first[0]
    assert second == ()


def test_workbook_without_our_sheets_says_so(client, agreement, manager):
    faults = faults_of(preview(client, agreement, Workbook()))

    assert "není list „Harmonogram“ ani „Události“" in faults["Sheet"]


def test_merged_cells_are_said(client, agreement, book):
    row = write(book[EVENTS], **TALK)
    write(book[EVENTS], **TALK)
    book[EVENTS].merge_cells(f"B{row}:B{row + 1}")

    assert "jsou sloučené" in faults_of(preview(client, agreement, book))[f"Události!B{row}"]


def test_formula_without_a_result_is_a_fault(client, agreement, book):
    row = write(book[EVENTS], **TALK, Počet_účastníků="=1+1")

    faults = faults_of(preview(client, agreement, book))

    assert "vzorec bez výsledku" in faults[address(book[EVENTS], row, "Počet účastníků")]


def test_formula_with_a_result_gives_the_result(client, agreement, book):
    sheet = book[EVENTS]
    row = write(sheet, **TALK, Počet_účastníků=987)
    where = address(sheet, row, "Počet účastníků").split("!")[1]
    content = content_of(book)
    name = "xl/worksheets/sheet3.xml"
    xml = part_of(content, name).replace(b"<v>987</v>", b"<f>SUM(A1)</f><v>12</v>")

    response = preview(client, agreement, with_part(content, name, xml))

    assert where
    assert changes_of(response)[0][1]["Počet účastníků"] == ("", "12")


def test_error_of_a_formula_is_a_fault(client, agreement, book):
    sheet = book[EVENTS]
    row = write(sheet, **TALK, Místo="#REF!")
    sheet[address(sheet, row, "Místo").split("!")[1]].data_type = "e"

    assert "chyba vzorce (#REF!)" in faults_of(preview(client, agreement, book))[address(sheet, row, "Místo")]


def test_too_many_rows_are_refused_with_advice(client, agreement, book):
    sheet = book[EVENTS]
    for _ in range(50_000):
        sheet.append([None, "3. 4. 2023"])
    started = time.process_time()

    faults = faults_of(preview(client, agreement, book))

    assert faults["Události"].startswith("List má víc než 10\xa0000 řádků")
    assert time.process_time() - started < 30


def test_far_away_cells_cost_nothing(client, agreement, book):
    sheet = book[EVENTS]
    write(sheet, **TALK)
    sheet["XFD1048576"] = "daleko"

    response = preview(client, agreement, book)

    assert len(changes_of(response)) == 1


def test_texts_that_look_like_formulas_stay_texts(client, agreement, book):
    sheet = book[EVENTS]
    row = write(sheet, **TALK, Název="-5", Místo="x")
    cell = sheet[address(sheet, row, "Místo").split("!")[1]]
    cell.value, cell.data_type = "=HYPERLINK(1)", "s"

    response = preview(client, agreement, book)
    confirm(client, response)

    event = Event.objects.get()
    assert (event.title, event.place) == ("-5", "=HYPERLINK(1)")
    assert changes_of(preview(client, agreement, year_book(client, agreement))) == []


def test_markup_is_shown_not_run(client, agreement, book):
    write(book[EVENTS], **TALK, Název="<script>alert(1)</script>")
    sheet = book[EVENTS]
    sheet.cell(1, 25).value = "<img src=x onerror=alert(1)>"

    page = preview(client, agreement, book).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
