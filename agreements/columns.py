"""The timeline as the table the template prints: its columns in its order, activities merged over their steps."""

from dataclasses import dataclass
from uuid import UUID

from agreements.models import Activity, ActivityStep, AgreementVersion, ScheduleTerm
from agreements.row_texts import capitalised
from agreements.term_reading import COLUMNS
from agreements.term_rules import rule_of
from agreements.vocabulary import ParseStatus, Section, Side


@dataclass(frozen=True)
class Cell:
    """`lines` stand below one another; `rowspan` is over 1 only in the activity's cell."""

    code: str
    heading: str
    lines: tuple[str, ...]
    rowspan: int = 1


@dataclass(frozen=True)
class Meaning:
    """What a term was understood to ask for, beside its text and never in its place."""

    text: str
    sentence: str
    state: str


NOT_READ = "nepřečteno, jeho plnění se nepočítá"
STATES = {
    ParseStatus.PARSED: "přečteno z textu, nikdo to nepotvrdil",
    ParseStatus.PARTIAL: "přečteno zčásti, zkontrolujte",
    ParseStatus.UNPARSED: "nepřečteno, zkontrolujte",
}
CONFIRMED = "potvrzeno člověkem"


@dataclass(frozen=True)
class Row:
    """One step. The activity's cell is only in the first row of its activity; `step` is None without steps.

    `inherited` is the revision in which the activity was taken from the document before, until it is confirmed.
    """

    activity: Activity
    step: ActivityStep | None
    cells: tuple[Cell, ...]
    opens_activity: bool
    inherited: int | None = None

    @property
    def meanings(self) -> list[Meaning]:
        return [_meaning(term) for term in self.step.terms.all()] if self.step else []


def _meaning(term: ScheduleTerm) -> Meaning:
    rule = rule_of({name: getattr(term, name) for name in COLUMNS})
    if not term.kind:
        state = NOT_READ
    elif term.parse_status == ParseStatus.PARSED and term.confirmed_by_id:
        state = CONFIRMED
    else:
        state = STATES[term.parse_status]
    return Meaning(term.raw_text, capitalised(rule), state)


def timeline_rows(version: AgreementVersion) -> list[Row]:
    """Reads a version loaded by `with_tree`."""
    inherited = inherited_of(version)
    return [
        row
        for activity in version.activities.all()
        for row in _rows_of(
            activity, version.template.columns, inherited.get((Section.TIMELINE, activity.key))
        )
    ]


def inherited_of(version: AgreementVersion) -> dict[tuple[str, UUID | None], int]:
    """Revisions of the sections and activities that nobody has confirmed since they were taken over."""
    return {
        (row.section, row.activity_key): row.revision
        for row in version.section_revisions.all()
        if row.is_inherited
    }


def _rows_of(activity: Activity, columns: list[dict], inherited: int | None) -> list[Row]:
    steps = list(activity.steps.all())
    rows = []
    for place, step in enumerate(steps or [None]):
        cells = tuple(
            Cell(
                column["code"],
                column["heading"],
                _lines(column["code"], activity, step),
                rowspan=max(1, len(steps)) if column["code"] == "activity" else 1,
            )
            for column in columns
            if place == 0 or column["code"] != "activity"
        )
        rows.append(Row(activity, step, cells, place == 0, inherited))
    return rows


def _lines(code: str, activity: Activity, step: ActivityStep | None) -> tuple[str, ...]:
    if code == "activity":
        return (activity.name,) if activity.name else ()
    if step is None:
        return ()
    return tuple(line for line in LINES[code](step) if line)


def _responsibility(side: Side):
    return lambda step: [row.text for row in step.responsibilities.all() if row.side == side]


LINES = {
    "specification": lambda step: step.specification.splitlines(),
    "output": lambda step: [row.text for row in step.outputs.all()],
    "unit": _responsibility(Side.UNIT),
    "asz": _responsibility(Side.ASZ),
    "term": lambda step: [line for row in step.terms.all() for line in row.raw_text.splitlines()],
}
