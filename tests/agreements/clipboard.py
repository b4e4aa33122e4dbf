"""Tables as Excel, Word and LibreOffice leave them in the clipboard, and timelines drawn as such a table."""

from html import escape

HEADINGS = {
    "activity": "činnost",
    "specification": "specifikace činnosti a fáze procesu strategického plánování",
    "output": "výstup",
    "unit": "odpovědnost územního celku",
    "asz": "odpovědnost ASZ",
    "term": "termín dokončení",
}
ANNEX_5 = ("activity", "specification", "output", "unit", "asz", "term")
ANNEX_6 = ("activity", "specification", "output", "asz", "unit", "term")


def table(*rows, widths="") -> str:
    """Each row a list of cells: a text, or (text, attributes) of one that is merged or hidden."""
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table>{widths}{lines}</table>"


def _cell(cell) -> str:
    text, attributes = cell if isinstance(cell, tuple) else (cell, "")
    return f"<td {attributes}>{escape(text).replace(chr(10), '<br>')}</td>"


def headings(order=ANNEX_5) -> list[str]:
    return [HEADINGS[code] for code in order]


def word(body: str) -> str:
    """Word's frame of a table: its own tags, comments and classes."""
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
        "<head><meta name=Generator content='Microsoft Word 15'><!--[if gte mso 9]><xml><o:x>junk</o:x></xml>"
        "<![endif]--><style><!-- p.MsoNormal {mso-style-parent:''} --></style></head><body lang=CS>"
        f"<!--StartFragment-->{body}<!--EndFragment--></body></html>"
    )


def excel(body: str) -> str:
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>'
        "<style><!--table {mso-displayed-decimal-separator:'\\,';} td {mso-ignore:padding;}--></style></head>"
        f"<body link=blue vlink=purple>\r\n{body}\r\n</body></html>"
    )


def timeline_table(activities, order=ANNEX_5, *, period="") -> str:
    """A timeline of the demo as its document prints it: the activity merged over its steps."""
    rows = [headings(order)]
    if period:
        rows.append([(period, f"colspan={len(order)}")])
    for name, steps in activities:
        for place, step in enumerate(steps):
            cells = {
                "activity": (name, f"rowspan={len(steps)}"),
                "specification": step["specification"],
                "output": "\n".join(row["raw_text"] for row in step["outputs"]),
                "unit": _responsible(step, "UNIT"),
                "asz": _responsible(step, "ASZ"),
                "term": "\n".join(row["raw_text"] for row in step["terms"]),
            }
            rows.append([cells[code] for code in order if code != "activity" or place == 0])
    return table(*rows)


def _responsible(step, side) -> str:
    return "\n".join(row["raw_text"] for row in step["responsibilities"] if row["side"] == side)
