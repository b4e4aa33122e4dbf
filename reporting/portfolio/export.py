from collections.abc import Iterable

from partnerships.spreadsheet import Column, workbook
from reporting.portfolio import Line

SHEET = "Moje obce"


def columns(report_year: int) -> list[Column]:
    return [
        Column("Územní celek", 26),
        Column("IČO", 12),
        Column("Kraj", 22),
        Column("Popis spolupráce", 24),
        Column("Verze", 8),
        Column("Stav", 34),
        Column("Na řadě", 18),
        Column("Co se čeká", 44),
        Column("Od kdy", 17),
        Column("Nejbližší termín", 16),
        Column("Čeho se termín týká", 40),
        Column("Konec platnosti", 16),
        Column(f"Zpráva za rok {report_year}", 20),
        Column("Otevřené připomínky", 14),
        Column("Naposledy zkontrolováno", 20),
    ]


def portfolio_workbook(lines: Iterable[Line], report_year: int) -> bytes:
    return workbook(SHEET, columns(report_year), map(_cells, lines))


def _cells(line: Line) -> list:
    unit = line.unit
    return [
        unit.name,
        unit.ico,
        unit.region.name,
        line.kind or "zatím není",
        unit.live_number,
        line.state,
        line.on_turn,
        line.asked,
        line.since,
        unit.deadline,
        line.deadline_what,
        unit.last_day,
        line.report if unit.agreement_id else "",
        unit.open_threads,
        unit.reviewed_at,
    ]
