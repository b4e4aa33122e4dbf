from collections.abc import Iterable

from partnerships.spreadsheet import Column, workbook
from reporting.debts.lines import Line

SHEET = "Co kdo dluží"
COLUMNS = [
    Column("Územní celek", 26),
    Column("IČO", 12),
    Column("Činnost", 34),
    Column("Specifikace", 50),
    Column("Termín, jak je psán", 34),
    Column("Čím se plní", 28),
    Column("Rok", 8),
    Column("Očekává se", 12),
    Column("Splněno", 10),
    Column("Zbývá", 10),
    Column("Do kdy", 14),
    Column("Dnů po termínu", 12),
    Column("Kdo dluží", 24),
    Column("Odpovědné osoby", 34),
    Column("Poslední krok", 34),
    Column("Dne", 14),
    Column("Co mu chybí", 40),
]


def debts_workbook(lines: Iterable[Line]) -> bytes:
    return workbook(SHEET, COLUMNS, map(_cells, lines))


def _cells(line: Line) -> list:
    debt, last = line.debt, line.debt.last_event
    return [
        line.unit.name,
        line.unit.ico,
        debt.activity_name,
        debt.specification,
        debt.raw_text,
        line.kind,
        debt.year,
        debt.needed,
        debt.counted,
        debt.left,
        debt.due_on,
        line.days_over if line.is_overdue else None,
        line.owed_by,
        ", ".join(line.people),
        last.title if last else "",
        last.starts_on if last else None,
        debt.lacks,
    ]
