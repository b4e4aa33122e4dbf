"""Minutes: who came, whether they could decide, what was said and decided of each point, who does what by when."""

from agreements.paper.blocks import (
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    PrintedSection,
    Run,
    Signatures,
    Table,
    line,
    text_or_blank,
)
from partnerships.czech import NBSP, counted, format_date, of_total
from partnerships.vocabulary import Presence
from planning.paper.collect import Attendee, MeetingRecord, Point, Resolved

PRESENCE_WORDS = {
    Presence.PRESENT: "Přítomni",
    Presence.EXCUSED: "Omluveni",
    Presence.ABSENT: "Nepřítomni",
    Presence.GUEST: "Hosté",
}
PER_ROLLAM_WORDS = PRESENCE_WORDS | {Presence.PRESENT: "Vyjádřili se", Presence.ABSENT: "Nevyjádřili se"}
PEOPLE = (Column("Jméno a příjmení", 40), Column("Funkce, organizace", 60))
TASKS = (Column("Úkol", 55), Column("Kdo", 25), Column("Do kdy", 20))
NOTHING_WRITTEN = "Průběh jednání zatím není zapsaný."
NOBODY_WRITTEN = "Účast není zapsaná."


def minutes_sections(record: MeetingRecord) -> list[PrintedSection]:
    others = "Další usnesení" if record.points else "Usnesení"
    found = [
        ("ATTENDANCE", "Účast", _attendance(record)),
        ("AGENDA", "Program", _agenda(record)),
        ("COURSE", "Průběh jednání", _course(record)),
        ("DECISIONS", others, [_decision(one) for one in record.other_decisions]),
        ("TASKS", "Úkoly", _tasks(record)),
        ("CONCLUSIONS", "Závěry", paragraphs(record.conclusions)),
        ("SIGNATURES", "", [_signatures(record)]),
    ]
    return [PrintedSection(code, heading, None, tuple(blocks)) for code, heading, blocks in found if blocks]


def paragraphs(text: str) -> list[Block]:
    return [Paragraph(line(part.strip())) for part in text.splitlines() if part.strip()]


# --- Attendance ---------------------------------------------------------------------------------------------


def _attendance(record: MeetingRecord) -> list[Block]:
    if not record.attendees:
        number = record.event.participant_count
        text = f"Zúčastnilo se {counted(number, 'osoba')}, jmenovitě nezapsáno." if number else NOBODY_WRITTEN
        return [Paragraph(line(text))]
    blocks: list[Block] = []
    for presence, word in (PER_ROLLAM_WORDS if record.is_per_rollam else PRESENCE_WORDS).items():
        people = record.with_presence(presence)
        if people:
            blocks.append(Heading(f"{word} ({len(people)})"))
            blocks.append(Table(PEOPLE, tuple(_person(one) for one in people)))
    if record.quorum:
        blocks.append(Paragraph(line(quorum_sentence(record))))
    return blocks


def _person(one: Attendee) -> tuple[Line, ...]:
    name = f"{one.name} (online)" if one.is_online and one.name else one.name
    instead = f"zastupuje: {one.substitutes}" if one.substitutes else ""
    return text_or_blank(name), text_or_blank("; ".join(filter(None, [one.represents, instead])))


def quorum_sentence(record: MeetingRecord) -> str:
    quorum = record.quorum
    standing = "bylo usnášeníschopné" if quorum.is_met else "nebylo usnášeníschopné"
    came = "vyjádřilo se" if record.is_per_rollam else "přítomno"
    members = f"{came} {quorum.voting_present} {of_total(quorum.base)} hlasujících členů"
    asked = f"{quorum.needed} ({quorum.rules.get_quorum_display()}; {quorum.rules.title})"
    return f"Jednání {standing}: {members}, k usnášení je potřeba {asked}."


# --- Points and decisions -----------------------------------------------------------------------------------


def _agenda(record: MeetingRecord) -> list[Block]:
    return [
        Paragraph(
            line(f"{number}.{NBSP}{point.title}" + (f" ({point.presenter})" if point.presenter else ""))
        )
        for number, point in enumerate(record.points, start=1)
    ]


def _course(record: MeetingRecord) -> list[Block]:
    blocks = paragraphs(record.text)
    for number, point in enumerate(record.points, start=1):
        if point.note or point.decisions:
            blocks += _point(number, point)
    return blocks or ([] if record.other_decisions else [Paragraph(line(NOTHING_WRITTEN))])


def _point(number: int, point: Point) -> list[Block]:
    return [
        Heading(f"{number}.{NBSP}{point.title}"),
        *paragraphs(point.note),
        *(_decision(one) for one in point.decisions),
    ]


def _decision(one: Resolved) -> Paragraph:
    votes = votes_sentence(one.votes)
    return Paragraph(
        (
            Run(f"{one.kind.capitalize()} č.{NBSP}{one.label}: ", "strong"),
            Run(f"{one.text} {votes}".strip()),
        ),
        "decision",
    )


def votes_sentence(votes: tuple[int | None, int | None, int | None]) -> str:
    words = zip(("pro", "proti", "zdrželo se"), votes, strict=True)
    counts = ", ".join(f"{word}{NBSP}{number}" for word, number in words if number is not None)
    return f"Hlasování: {counts}." if counts else ""


def _tasks(record: MeetingRecord) -> list[Block]:
    rows = tuple(
        (
            line(task.text),
            line(task.who),
            line(format_date(task.due_on)) if task.due_on else line("bez termínu"),
        )
        for task in record.tasks
    )
    return [Table(TASKS, rows)] if rows else []


def _signatures(record: MeetingRecord) -> Signatures:
    people = (
        ("Jednání řídil/a", record.chaired_by),
        ("Zapsal/a", record.recorded_by),
        ("Ověřil/a", record.verified_by),
    )
    return Signatures(tuple((line(f"{label}:"), name) for label, name in people))
