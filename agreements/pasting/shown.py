"""A pasted timeline as the preview shows it: how much there is, and what each deadline was read as."""

from typing import NamedTuple

from agreements.pasting.activities import PastedActivity, PastedStep
from agreements.reading import ReadTerm
from agreements.term_reading import said
from agreements.vocabulary import OPEN_KINDS, ParseStatus, Side
from partnerships.czech import counted


class ShownTerm(NamedTuple):
    """`rule` is empty for a term that was not understood; `unread` are words of its text.

    Not `counts_something` when the text does not say what fulfils it.
    """

    text: str
    status: ParseStatus
    rule: str
    unread: tuple[str, ...]
    counts_something: bool


class ShownStep(NamedTuple):
    specification: list[str]
    outputs: list[str]
    unit: list[str]
    asz: list[str]
    terms: list[ShownTerm]
    doubts: list[str]
    faults: list[str]


class ShownActivity(NamedTuple):
    number: int
    name: str
    steps: list[ShownStep]
    doubts: list[str]
    faults: list[str]
    is_fit: bool


class Counts(NamedTuple):
    activities: int
    steps: int
    terms: int
    unread: int
    partial: int

    @property
    def sentence(self) -> str:
        """„Vloží se 4 činnosti, 11 kroků a 14 termínů; 2 termíny se nepodařilo přečíst, 1 jen zčásti.“"""
        parts = [
            f"Vloží se {counted(self.activities, 'činnost')}, {counted(self.steps, 'krok')} a "
            f"{counted(self.terms, 'termín')}"
        ]
        if self.unread:
            parts.append(f"{counted(self.unread, 'termín')} se nepodařilo přečíst")
        if self.partial:
            parts.append(f"{counted(self.partial, 'termín')} jen zčásti")
        return "; ".join(parts[:2]) + "".join(f", {part}" for part in parts[2:]) + "."


def shown(activities: list[PastedActivity]) -> list[ShownActivity]:
    return [
        ShownActivity(
            number, one.name, [_step(step) for step in one.steps], one.doubts, one.faults, one.is_fit
        )
        for number, one in enumerate(activities)
    ]


def counts_of(activities: list[PastedActivity]) -> Counts:
    steps = [step for activity in activities for step in activity.steps]
    terms = [term for step in steps for term in step.reading.terms if term.raw_text]
    unread, partial = (
        sum(term.parse_status == status for term in terms)
        for status in (ParseStatus.UNPARSED, ParseStatus.PARTIAL)
    )
    return Counts(len(activities), len(steps), len(terms), unread, partial)


def _step(step: PastedStep) -> ShownStep:
    sides = {side: [row["raw_text"] for row in step.responsibilities if row["side"] == side] for side in Side}
    return ShownStep(
        step.specification.split("\n") if step.specification else [],
        [row["raw_text"] for row in step.outputs],
        sides[Side.UNIT],
        sides[Side.ASZ],
        [_term(read) for read in step.reading.terms],
        step.doubts,
        step.faults,
    )


def _term(read: ReadTerm) -> ShownTerm:
    counts_something = bool(read.event_kind) or read.kind in OPEN_KINDS
    return ShownTerm(read.raw_text, ParseStatus(read.parse_status), said(read), read.unread, counts_something)
