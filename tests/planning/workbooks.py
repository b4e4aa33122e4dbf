"""Workbooks as people handle them: downloaded, changed in Excel, sent back, confirmed."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from partnerships.spreadsheet import CONTENT_TYPE

TIMELINE, EVENTS = "Harmonogram", "Události"


def downloaded(client, name, *args) -> Workbook:
    response = client.get(reverse(f"planning:{name}", args=args))
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content))


def year_book(client, agreement, year=2023) -> Workbook:
    return downloaded(client, "workbook_year", agreement.pk, year)


def place(sheet, heading) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def cell(sheet, row, heading):
    return sheet.cell(row, place(sheet, heading))


def rows_of(sheet) -> list[dict]:
    headings = [one.value for one in sheet[1]]
    return [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def write(sheet, row=None, **values) -> int:
    """By the heading, its spaces as _; without a number a new row below the last one."""
    row = row or sheet.max_row + 1
    for heading, value in values.items():
        cell(sheet, row, heading.replace("_", " ")).value = value
    return row


def address(sheet, row, heading) -> str:
    return f"{sheet.title}!{get_column_letter(place(sheet, heading))}{row}"


def content_of(book) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(client, agreement, content, name="sesit.xlsx"):
    """What the form answers."""
    sent = SimpleUploadedFile(name, content, CONTENT_TYPE)
    return client.post(reverse("planning:workbook", args=[agreement.pk]), {"workbook": sent})


def preview(client, agreement, book):
    content = book if isinstance(book, bytes) else content_of(book)
    response = upload(client, agreement, content)
    assert response.status_code == 302, response.context["form"].errors
    return client.get(response["Location"])


def confirm(client, response, **changed):
    fingerprint = response.context["plan"].fingerprint
    url = response.request["PATH_INFO"]
    return client.post(url, {"fingerprint": fingerprint, **changed})


def faults_of(response) -> dict[str, str]:
    return {fault.address: fault.text for fault in response.context["plan"].faults}


def changes_of(response) -> list[tuple]:
    """(is it new, {heading: (before, after)}) of each change."""
    return [
        (change.is_new, {one.heading: (one.before, one.after) for one in change.differences})
        for change in response.context["plan"].changes
    ]
