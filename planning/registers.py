"""The registers of decisions and events as workbooks, from the same rows as their pages."""

from collections.abc import Iterable

from partnerships.czech import format_time
from partnerships.models import Decision, Event, TerritorialUnit
from partnerships.spreadsheet import Column, workbook
from partnerships.unit_words import kind_label

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
OF_EVENT = [
    Column("Datum", 14),
    Column("Začátek", 10),
    Column("Do dne", 14),
    Column("Událost", 50),
    Column("Druh", 34),
    Column("Stav", 16),
    Column("Důvod zrušení", 30),
    Column("Místo", 30),
    Column("Forma", 14),
    Column("Lokální partnerství", 34),
    Column("Pracovní skupina", 30),
    Column("Patří k roku", 12),
    Column("Hodin prezenčně", 12),
    Column("Hodin distančně", 12),
    Column("Počet účastníků", 12),
    Column("Zapsal územní celek", 24),
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


def events_workbook(events: Iterable[Event], unit: TerritorialUnit) -> bytes:
    return workbook("Události", OF_EVENT, (_event_cells(event, unit) for event in events))


def _event_cells(event: Event, unit: TerritorialUnit) -> list:
    return [
        event.starts_on,
        format_time(event.starts_at) if event.starts_at else None,
        event.ends_on,
        event.title,
        kind_label(event.kind, unit.body),
        event.get_state_display(),
        event.cancelled_reason,
        event.place,
        event.get_mode_display(),
        str(event.partnership or ""),
        str(event.group or ""),
        event.year,
        event.hours_in_person,
        event.hours_distance,
        event.participant_count,
        event.unit.name,
    ]
