"""The sheet „Plnění“: the figures of the year page, term by term. It is only read; nothing comes back from it."""

import hashlib
from collections.abc import Iterable, Iterator

from agreements.vocabulary import TermKind
from partnerships.czech import format_date
from partnerships.vocabulary import EventKind
from planning.excel.cells import Column, Holds, text_of
from planning.excel.sheets import Sheet
from planning.results import EventLine, StepResult, TermResult, YearResult
from planning.vocabulary import StepStatus

NAME = "Plnění"
COLUMNS = (
    Column("activity", "Činnost", 30),
    Column("specification", "Specifikace činnosti", 46),
    Column("term", "Termín", 34),
    Column("kind", "Druh termínu", 22, choices=dict(TermKind.choices), holds=Holds.CHOICE),
    Column("event_kind", "Co se počítá", 30, choices=dict(EventKind.choices), holds=Holds.CHOICE),
    Column("expected", "Očekáváno", 11, Holds.NUMBER),
    Column("share", "Poměrně, před zaokrouhlením", 14, Holds.NUMBER),
    Column("actual", "Skutečnost v roce", 12, Holds.NUMBER),
    Column("cumulative", "Celkem do konce roku", 12, Holds.NUMBER),
    Column("status", "Stav", 22, choices=dict(StepStatus.choices), holds=Holds.CHOICE),
    Column("due_on", "Nejpozději", 14, Holds.DAY),
    Column("done", "Splněno čím", 46),
    Column("missing", "Co chybí", 46),
    Column("step_status", "Stav celého kroku", 22, choices=dict(StepStatus.choices), holds=Holds.CHOICE),
    Column("reason", "Vysvětlení odchylky", 40),
)


def sheet_of(result: YearResult) -> Sheet:
    rows = list(_rows(result))
    return Sheet(f"{NAME} {result.year}", COLUMNS, rows, is_filled_in=False, mark=fingerprint(_texts(rows)))


def fingerprint(rows: Iterable[Iterable[str]]) -> str:
    """By it a sheet that comes back is known to be as it was sent out."""
    content = "\x1e".join("\x1f".join(row) for row in rows)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _texts(rows: list[tuple[str, dict]]) -> Iterator[list[str]]:
    for _, values in rows:
        yield [text_of(column, values[column.name]) for column in COLUMNS]


def _rows(result: YearResult) -> Iterator[tuple[str, dict]]:
    for step in result.steps if result.shows_steps else ():
        for term in step.terms:
            yield term.term_key.hex, _cells(step, term)


def _cells(step: StepResult, term: TermResult) -> dict:
    return {
        "activity": step.activity_name,
        "specification": step.specification,
        "term": term.raw_text,
        "kind": term.kind,
        "event_kind": term.event_kind,
        "expected": term.expected,
        "share": term.share,
        "actual": term.actual,
        "cumulative": term.cumulative,
        "status": term.status,
        "due_on": term.due_on,
        "done": "\n".join(map(_line, term.done)),
        "missing": "\n".join(f"{_line(one)} – chybí: {', '.join(one.missing)}" for one in term.not_counted),
        "step_status": step.status,
        "reason": step.deviation.reason if step.deviation else "",
    }


def _line(event: EventLine) -> str:
    return f"{format_date(event.on)} {event.title}"
