"""Reads the workbooks the site makes; nothing more is needed for it than the standard library."""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_of(response) -> tuple[list[list], str]:
    """Rows of values as the cells' types give them, and the sheet's XML."""
    with ZipFile(BytesIO(response.content)) as book:
        shared = [
            "".join(text.text or "" for text in item.iter(f"{SHEET}t"))
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 of our own making
        ]
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    found = []
    for line in ElementTree.fromstring(xml).iter(f"{SHEET}row"):  # noqa: S314
        cells = {}
        for cell in line:
            value = cell.findtext(f"{SHEET}v")
            is_text = cell.get("t") == "s"
            cells[re.sub(r"\d", "", cell.get("r"))] = shared[int(value)] if is_text else float(value)
        found.append(cells)
    return found, xml
