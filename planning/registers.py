"""The register of decisions as a workbook, from the same rows as the page."""

from collections.abc import Iterable

from partnerships.models import Decision
from partnerships.spreadsheet import Column, workbook

COLUMNS = [
    Column("Číslo", 10),
    Column("Druh", 18),
    Column("Kdo rozhodl", 34),
    Column("Jednání", 40),
    Column("Datum", 14),
    Column("Znění", 80),
    Column("Pro", 8),
    Column("Proti", 8),
    Column("Zdrželo se", 10),
]


def decisions_workbook(decisions: Iterable[Decision]) -> bytes:
    return workbook("Usnesení", COLUMNS, map(_cells, decisions))


def _cells(decision: Decision) -> list:
    return [
        decision.label,
        decision.get_kind_display(),
        str(decision.group or decision.partnership or decision.event),
        decision.event.title,
        decision.event.starts_on,
        decision.text,
        decision.votes_for,
        decision.votes_against,
        decision.votes_abstained,
    ]
