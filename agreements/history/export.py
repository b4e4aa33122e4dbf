from agreements.history import Entry, History
from partnerships.spreadsheet import Column, workbook

# One file is one request; older entries are chosen by the period.
ENTRIES_IN_FILE = 500
COLUMNS = [
    Column("Kdy", 17),
    Column("Kdo", 24),
    Column("Verze", 8),
    Column("Oddíl", 24),
    Column("Co se stalo", 60),
    Column("Dříve", 50),
    Column("Nyní", 50),
]


def history_workbook(history: History) -> bytes:
    rows = (row for entry in history[:ENTRIES_IN_FILE] for row in _rows(entry))
    return workbook("Historie popisu spolupráce", COLUMNS, rows)


def _rows(entry: Entry):
    known = [entry.at, entry.who, entry.version]
    if entry.step:
        yield [
            *known,
            "",
            entry.step.label,
            "",
            "\n".join(filter(None, [entry.step.reason, *entry.step.changes])),
        ]
    if entry.said:
        yield [*known, entry.said.section.label, entry.said.sentence, "", entry.said.text]
    for sentence, change in entry.told:
        section = change.section.label if change.section else ""
        yield [*known, section, sentence, change.before, change.after]
