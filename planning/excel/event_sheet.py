"""The sheet „Události“: what happened and what is planned, a row for each."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.core import signing

from partnerships.models import Event, TerritorialUnit
from partnerships.unit_words import kind_label
from partnerships.vocabulary import EventKind, EventState, MeetingMode
from planning.excel.cells import Column, Holds
from planning.excel.sheets import Sheet

NAME = "Události"
SIGNER = signing.Signer(salt="planning.excel.event")
COLUMNS = (
    Column("starts_on", "Datum", 14, Holds.DAY),
    Column("ends_on", "Poslední den", 14, Holds.DAY),
    Column("starts_at", "Začátek", 10, Holds.TIME),
    Column("ends_at", "Konec", 10, Holds.TIME),
    Column("kind", "Druh", 34, Holds.CHOICE, dict(EventKind.choices)),
    Column("title", "Název", 46),
    Column("place", "Místo", 30),
    Column("state", "Stav", 16, Holds.CHOICE, dict(EventState.choices)),
    Column("partnership", "Lokální partnerství", 34),
    Column("group", "Pracovní skupina", 30),
    Column("mode", "Forma", 20, Holds.CHOICE, dict(MeetingMode.choices)),
    Column("hours_in_person", "Hodin prezenčně", 12, Holds.NUMBER),
    Column("hours_distance", "Hodin distančně", 12, Holds.NUMBER),
    Column("participant_count", "Počet účastníků", 12, Holds.NUMBER),
    Column("about_year", "Týká se roku", 11, Holds.NUMBER),
    Column("summary", "Obsah a závěry", 60),
    Column("cancelled_reason", "Důvod zrušení", 30, is_shown_only=True),
    Column("reason", "Důvod opravy", 30),
)


def columns_of(unit: TerritorialUnit) -> list[Column]:
    """The kinds are called after the unit's own body."""
    kinds = {kind.value: kind_label(kind, unit.body) for kind in EventKind}
    return [replace(one, choices=kinds) if one.name == "kind" else one for one in COLUMNS]


def key_of(event: Event) -> str:
    """Signed, so that nobody makes one up; the revision tells what the workbook was made from."""
    return SIGNER.sign(f"{event.pk}.{event.revision}")


def event_of_key(text: str) -> tuple[int, int] | None:
    """The event's number and its revision; None for a key that is not ours."""
    try:
        number, revision = SIGNER.unsign(text).split(".")
    except signing.BadSignature:
        return None
    return int(number), int(revision)


def cells_of(event: Event) -> dict:
    cells = {one.name: getattr(event, one.name) for one in COLUMNS if one.name != "reason"}
    for body in ("partnership", "group"):
        cells[body] = str(cells[body] or "")
    return {**cells, "reason": ""}


def sheet_of(unit: TerritorialUnit, events: Iterable[Event]) -> Sheet:
    return Sheet(NAME, columns_of(unit), _rows(events))


def _rows(events: Iterable[Event]) -> Iterator[tuple[str, dict]]:
    for event in events:
        yield key_of(event), cells_of(event)
