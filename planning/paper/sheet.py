"""The attendance sheet: to be signed at the meeting, afterwards with the presence that was written down."""

from agreements.paper.blocks import Block, Column, Line, Paragraph, PrintedSection, Table, line, text_or_blank
from partnerships.czech import counted, format_number
from planning.paper.collect import MeetingRecord, Place

TO_SIGN = (
    Column("Č.", 5),
    Column("Jméno a příjmení", 30),
    Column("Funkce, organizace", 35),
    Column("Podpis", 30),
)
PRESENT = (
    Column("Č.", 5),
    Column("Jméno a příjmení", 30),
    Column("Funkce, organizace", 40),
    Column("Účast", 25),
)
TRAINED = (
    Column("Č.", 5),
    Column("Jméno a příjmení", 25),
    Column("Organizace", 20),
    Column("Účast", 20),
    Column("Prezenčně (hodin)", 15),
    Column("Distančně (hodin)", 15),
)
# Lines for people nobody expected; of a training, whose participants sign as they come, a whole page.
GUEST_LINES, TRAINING_LINES = 6, 15


def sheet_sections(record: MeetingRecord) -> list[PrintedSection]:
    is_written = record.is_held and record.attendees
    blocks = _written(record) if is_written else _to_sign(record)
    return [PrintedSection("ATTENDANCE", "", None, tuple(blocks))]


def _to_sign(record: MeetingRecord) -> list[Block]:
    known = [Place(one.name, one.represents) for one in record.attendees] or list(record.expected)
    places = known + [Place("", "")] * _free_lines(record, len(known))
    rows = tuple(
        (line(str(number)), line(place.name), line(place.represents), line(""))
        for number, place in enumerate(places, start=1)
    )
    return [*_extent(record), Table(TO_SIGN, rows, look="to-sign")]


def _free_lines(record: MeetingRecord, known: int) -> int:
    if not record.event.is_training:
        return GUEST_LINES
    return (
        max(TRAINING_LINES, record.event.participant_count or 0) - known
        if known < TRAINING_LINES
        else GUEST_LINES
    )


def _written(record: MeetingRecord) -> list[Block]:
    people = sorted(record.attendees, key=lambda one: list(type(one.presence)).index(one.presence))
    rows = []
    for number, one in enumerate(people, start=1):
        presence = str(one.presence.label) + (", online" if one.is_online else "")
        name = f"{one.name} (zastupuje: {one.substitutes})" if one.substitutes else one.name
        row: list[Line] = [line(str(number)), text_or_blank(name), line(one.represents), line(presence)]
        if record.event.is_training:
            row += [line(_hours(one.hours_in_person)), line(_hours(one.hours_distance))]
        rows.append(tuple(row))
    columns = TRAINED if record.event.is_training else PRESENT
    return [*_extent(record), Table(columns, tuple(rows))]


def _extent(record: MeetingRecord) -> list[Block]:
    if not record.event.is_training:
        return []
    parts = [
        f"{word} {counted(hours, 'hodina')}"
        for word, hours in (
            ("prezenčně", record.event.hours_in_person),
            ("distančně", record.event.hours_distance),
        )
        if hours
    ]
    return [Paragraph(line(f"Rozsah: {', '.join(parts)}."))] if parts else []


def _hours(value) -> str:
    return "" if value is None else format_number(value)
