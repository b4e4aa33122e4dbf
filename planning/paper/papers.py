"""The papers as documents of headings, texts and tables, which the PDF and the Word file draw alike."""

from collections.abc import Callable
from datetime import date

from django.utils.text import Truncator, capfirst

from agreements.paper.blocks import Grid, Line, PrintedDocument, PrintedSection, line, text_or_blank
from partnerships.czech import NBSP, format_date
from partnerships.unit_words import kind_label
from planning.paper.collect import MeetingRecord
from planning.paper.minutes import minutes_sections
from planning.paper.sheet import sheet_sections
from planning.vocabulary import MeetingPaper

# Stored with each print of approved minutes; raise it whenever what a reader sees changes.
TEMPLATE_VERSION = "2026-11-2"
LONGEST_NAME = 70  # stands in the foot of each page, beside the number


class CannotPrint(Exception):
    """The data don't allow this paper; the message says why and what to do, in Czech."""


def printed_paper(paper: MeetingPaper, record: MeetingRecord, *, today: date) -> PrintedDocument:
    title = capfirst(paper.label)
    is_draft = paper == MeetingPaper.MINUTES and record.approval is None
    return PrintedDocument(
        annex="",
        title=title,
        name=Truncator(f"{title} – {record.event.title}").chars(LONGEST_NAME),
        author=", ".join(record.units),
        unit=record.event.unit.name,
        standing=_standing(paper, record, today=today),
        references=(),
        sections=(PrintedSection("FACTS", "", None, (_facts(record),)), *SECTIONS[paper](record)),
        notes=(),
        is_draft=is_draft,
    )


SECTIONS: dict[MeetingPaper, Callable[[MeetingRecord], list[PrintedSection]]] = {
    MeetingPaper.MINUTES: minutes_sections,
    MeetingPaper.ATTENDANCE_SHEET: sheet_sections,
}


def _standing(paper: MeetingPaper, record: MeetingRecord, *, today: date) -> str:
    if paper == MeetingPaper.ATTENDANCE_SHEET:
        return record.event.title
    if record.approval:
        return f"{record.event.title}. Zápis schválil/a {record.approval.by} dne {format_date(record.approval.on)}."
    return f"{record.event.title}. Návrh zápisu, stav ke dni {format_date(today)}."


def _facts(record: MeetingRecord) -> Grid:
    event = record.event
    rows = [
        ("Územní celky" if len(record.units) > 1 else "Územní celek", ", ".join(record.units)),
        ("Lokální partnerství", str(event.partnership or "")),
        ("Pracovní skupina", str(event.group or "")),
        ("Druh", capfirst(kind_label(event.kind, event.unit.body))),
        ("Datum", event.days),
        ("Čas", event.times and f"{event.times}{NBSP}hodin"),
        ("Místo", event.place),
        ("Forma", event.get_mode_display()),
    ]
    asked = {"Místo"} if not event.mode else set()
    return Grid("Údaje o jednání", tuple(_row(*row) for row in rows if row[1] or row[0] in asked))


def _row(name: str, text: str) -> tuple[Line, Line]:
    return line(name, "strong"), text_or_blank(text)
