"""A comparison in the shape of the page: sections as the form orders them, the timeline as its table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst

from agreements.chapters import OF_THE_VERSION_ITSELF
from agreements.models import ExpectedOutput, Responsibility, ScheduleTerm
from agreements.models.timeline import ActivityStep
from agreements.versioning.differences import (
    ChapterChange,
    Comparison,
    FieldChange,
    RowChange,
    RowGroup,
    RowState,
)
from agreements.versioning.words import Piece, PieceKind, word_pieces
from agreements.vocabulary import Section, Side
from agreements.warnings import section_anchor

WORDS = {
    RowState.ADDED: "přidáno",
    RowState.REMOVED: "vypuštěno",
    RowState.MOVED: "přesunuto",
    RowState.CHANGED: "změněno",
}
# Printed as the row's text; other columns are said beside it.
SPOKEN = frozenset({"raw_text", "name", "specification"})


@dataclass(frozen=True)
class Line:
    """A paragraph of a cell: the words, what happened to the row, further columns that changed."""

    pieces: tuple[Piece, ...]
    marks: tuple[str, ...]
    notes: tuple[FieldChange, ...]
    moved_from: str


@dataclass(frozen=True)
class ComparedCell:
    code: str
    heading: str
    lines: tuple[Line, ...]
    rowspan: int


@dataclass(frozen=True)
class ComparedRow:
    """A step; `has_step` is false below an activity whose steps are not shown or that has none.

    `return_url` takes the activity back to the older wording, where the reader may do that.
    """

    activity: RowChange
    cells: tuple[ComparedCell, ...]
    opens_activity: bool
    has_step: bool
    return_url: str = ""


@dataclass(frozen=True)
class Item:
    """A row outside the timeline: what it says, its columns worth showing, the rows below it."""

    pieces: tuple[Piece, ...]
    marks: tuple[str, ...]
    moved_from: str
    is_kept: bool  # in both versions
    fields: tuple[FieldChange, ...]
    lists: tuple["ItemList", ...]


@dataclass(frozen=True)
class ItemList:
    heading: str
    rows: tuple[Item, ...]


@dataclass(frozen=True)
class ComparedSection:
    """`counts` are by the words for what happened; an empty one means that nothing did."""

    code: Section
    name: str
    fields: tuple[FieldChange, ...]
    lists: tuple[ItemList, ...]
    counts: dict[str, int]
    return_url: str = ""

    @property
    def anchor(self) -> str:
        return section_anchor(self.code)

    @property
    def is_of_version(self) -> bool:
        return self.code in OF_THE_VERSION_ITSELF

    @property
    def is_timeline(self) -> bool:
        return self.code == Section.TIMELINE


def sections(comparison: Comparison, *, only_changes: bool) -> list[ComparedSection]:
    """In the new version's order; a section its form does not have only when it holds something."""
    template = comparison.new.template
    order = [*template.sections, *(code for code in Section if code not in template.sections)]
    chapters = {chapter.code: chapter for chapter in comparison.chapters}
    return [
        ComparedSection(
            code=Section(code),
            name=template.headings.get(code) or Section(code).label,
            fields=chapters[code].changed_fields if only_changes else chapters[code].fields,
            lists=()
            if code == Section.TIMELINE
            else _lists(chapters[code].groups, only_changes=only_changes),
            counts=_counts(chapters[code]),
        )
        for code in order
        if _is_worth_showing(comparison, chapters[code], only_changes=only_changes)
    ]


def _is_worth_showing(comparison: Comparison, chapter: ChapterChange, *, only_changes: bool) -> bool:
    """What a draft does not have yet, no approval and no signature, was not taken out of it."""
    if chapter.code in OF_THE_VERSION_ITSELF:
        sides = [{field.old for field in chapter.fields}, {field.new for field in chapter.fields}]
        return all(side - {""} for side in sides) and (chapter.is_changed or not only_changes)
    return chapter.is_changed or (not only_changes and chapter.code in comparison.new.template.sections)


def _lists(groups: tuple[RowGroup, ...], *, only_changes: bool) -> tuple[ItemList, ...]:
    lists = (
        ItemList(
            capfirst(group.model._meta.verbose_name_plural),
            tuple(
                _item(row, only_changes=only_changes)
                for row in group.rows
                if row.is_changed or not only_changes
            ),
        )
        for group in groups
    )
    return tuple(one for one in lists if one.rows)


def _item(row: RowChange, *, only_changes: bool) -> Item:
    """Columns that the row's own words tell already are not repeated."""
    columns = row.changed_fields if row.is_kept and only_changes else row.filled_fields
    return Item(
        pieces=text_pieces(row),
        marks=marks(row),
        moved_from=str(row.old_parent or ""),
        is_kept=row.is_kept,
        fields=tuple(field for field in columns if not _is_told(row, field)),
        lists=_lists(row.groups, only_changes=only_changes),
    )


def _is_told(row: RowChange, field: FieldChange) -> bool:
    sides = [(field.old, str(row.old or "")), (field.new, str(row.new or ""))]
    return all(bool(value) == bool(text) and value in text for value, text in sides)


def totals(compared: list[ComparedSection]) -> dict[str, int]:
    """Of what was agreed; approvals and signatures are each version's own."""
    counts = Counter()
    for section in compared:
        if not section.is_of_version:
            counts.update(section.counts)
    return {word: counts[word] for word in WORDS.values() if counts[word]}


def _counts(chapter: ChapterChange) -> dict[str, int]:
    counts = Counter({WORDS[RowState.CHANGED]: len(chapter.changed_fields)})
    for row in counted_rows(chapter.groups):
        counts.update(marks(row, guess=False))
    return {word: counts[word] for word in WORDS.values() if counts[word]}


def counted_rows(groups: tuple[RowGroup, ...]) -> Iterator[RowChange]:
    """What is below an added or removed row went with it."""
    for row in (row for group in groups for row in group.rows):
        yield row
        if row.is_kept:
            yield from counted_rows(row.groups)


def marks(row: RowChange, *, guess: bool = True) -> tuple[str, ...]:
    """What happened to the row itself, in words."""
    words = [WORDS[row.state]] if row.state != RowState.SAME else []
    if row.is_moved and row.state == RowState.CHANGED:
        words.append(WORDS[RowState.MOVED])
    if row.is_guess and guess:
        words.append("možná shoda")
    return tuple(words)


# --- The timeline -------------------------------------------------------------------------------------------


def timeline_table(comparison: Comparison, *, only_changes: bool) -> list[ComparedRow]:
    columns = comparison.new.template.columns
    activities = (row for group in comparison.chapter(Section.TIMELINE).groups for row in group.rows)
    return [
        row
        for activity in activities
        if activity.is_changed or not only_changes
        for row in _rows_of(activity, columns, only_changes=only_changes)
    ]


def _rows_of(activity: RowChange, columns: list[dict], *, only_changes: bool) -> list[ComparedRow]:
    steps = [
        step
        for step in activity.below(ActivityStep)
        if step.is_changed or not only_changes or activity.state in (RowState.ADDED, RowState.REMOVED)
    ]
    return [
        ComparedRow(
            activity,
            tuple(
                ComparedCell(
                    column["code"],
                    column["heading"],
                    (_line(activity, "name"),)
                    if column["code"] == "activity"
                    else _lines(column["code"], step),
                    rowspan=max(1, len(steps)) if column["code"] == "activity" else 1,
                )
                for column in columns
                if place == 0 or column["code"] != "activity"
            ),
            opens_activity=place == 0,
            has_step=step is not None,
        )
        for place, step in enumerate(steps or [None])
    ]


def _lines(code: str, step: RowChange | None) -> tuple[Line, ...]:
    return tuple(LINES[code](step)) if step is not None else ()


def _line(row: RowChange, field: str) -> Line:
    """A row of the table whose words are one of its columns."""
    notes = tuple(one for one in row.changed_fields if _needs_saying(row, one))
    return Line(row.field(field).pieces, marks(row), notes, str(row.old_parent or ""))


def _row_line(row: RowChange) -> Line:
    """A row below a step, as it is printed."""
    changed = row.changed_fields if row.is_kept else ()
    notes = tuple(one for one in changed if _needs_saying(row, one))
    words = marks(row) if row.is_moved or row.is_guess else ()
    return Line(text_pieces(row), words, notes, str(row.old_parent or ""))


def _needs_saying(row: RowChange, field: FieldChange) -> bool:
    if not row.is_kept or field.name in SPOKEN:
        return False
    return not (field.name == "code" and row.old.text != row.new.text)


def text_pieces(row: RowChange) -> tuple[Piece, ...]:
    """What the row says, words compared; an added or removed row is so as a whole."""
    if row.is_kept:
        return word_pieces(str(row.old), str(row.new))
    return (Piece(PieceKind.ADDED if row.new else PieceKind.REMOVED, str(row.row)),)


def _responsibilities(side: Side):
    return lambda step: [_row_line(row) for row in step.below(Responsibility) if row.row.side == side]


LINES = {
    "specification": lambda step: [_line(step, "specification")],
    "output": lambda step: [_row_line(row) for row in step.below(ExpectedOutput)],
    "unit": _responsibilities(Side.UNIT),
    "asz": _responsibilities(Side.ASZ),
    "term": lambda step: [_row_line(row) for row in step.below(ScheduleTerm)],
}
