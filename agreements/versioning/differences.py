"""What a comparison of two versions gives: chapters, in them rows, in them fields, each with both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from django.db import models

from agreements.versioning.words import Piece, is_spacing_only, shortened, word_pieces


class RowState(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    SAME = "same"


@dataclass(frozen=True)
class FieldChange:
    """One value on both sides, in words; `is_filled` tells „ne“ of an unticked box from an answer."""

    name: str
    label: str
    old: str
    new: str
    is_changed: bool
    is_filled: bool

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return word_pieces(self.old, self.new)

    @property
    def short_pieces(self) -> tuple[Piece, ...]:
        return shortened(self.pieces)

    @property
    def is_spacing_only(self) -> bool:
        return is_spacing_only(self.old, self.new)


@dataclass(frozen=True)
class RowChange:
    """One row; `old` or `new` is None where it is missing. `old_parent` is set where it hung on another row."""

    model: type[models.Model]
    key: UUID
    old: models.Model | None
    new: models.Model | None
    fields: tuple[FieldChange, ...]
    is_moved: bool
    is_guess: bool
    old_parent: models.Model | None
    groups: tuple["RowGroup", ...]

    @property
    def row(self) -> models.Model:
        return self.new or self.old

    @property
    def is_kept(self) -> bool:
        return self.old is not None and self.new is not None

    @property
    def state(self) -> RowState:
        """Of the row itself; what is below it says its own."""
        if self.old is None:
            return RowState.ADDED
        if self.new is None:
            return RowState.REMOVED
        if self.changed_fields:
            return RowState.CHANGED
        return RowState.MOVED if self.is_moved else RowState.SAME

    @cached_property
    def changed_fields(self) -> tuple[FieldChange, ...]:
        return tuple(field for field in self.fields if field.is_changed)

    @cached_property
    def filled_fields(self) -> tuple[FieldChange, ...]:
        return tuple(field for field in self.fields if field.is_filled)

    def field(self, name: str) -> FieldChange:
        return next(field for field in self.fields if field.name == name)

    def below(self, model: type[models.Model]) -> tuple["RowChange", ...]:
        return next((group.rows for group in self.groups if group.model is model), ())

    @cached_property
    def is_changed(self) -> bool:
        """The row or anything below it."""
        return self.state != RowState.SAME or any(group.is_changed for group in self.groups)


@dataclass(frozen=True)
class RowGroup:
    """Rows of one model below the same parent: those of the new version in its order, and between them those
    that are gone, each behind the row it used to follow."""

    model: type[models.Model]
    rows: tuple[RowChange, ...]

    @cached_property
    def is_changed(self) -> bool:
        return any(row.is_changed for row in self.rows)


@dataclass(frozen=True)
class ChapterChange:
    code: str
    fields: tuple[FieldChange, ...]
    groups: tuple[RowGroup, ...]

    @cached_property
    def changed_fields(self) -> tuple[FieldChange, ...]:
        return tuple(field for field in self.fields if field.is_changed)

    @cached_property
    def is_changed(self) -> bool:
        return bool(self.changed_fields) or any(group.is_changed for group in self.groups)


@dataclass(frozen=True)
class Comparison:
    old: models.Model
    new: models.Model
    chapters: tuple[ChapterChange, ...]

    @property
    def is_changed(self) -> bool:
        return any(chapter.is_changed for chapter in self.chapters)

    def chapter(self, code: str) -> ChapterChange:
        return next(chapter for chapter in self.chapters if chapter.code == code)


def walk(groups: tuple[RowGroup, ...]) -> Iterator[RowChange]:
    for group in groups:
        for row in group.rows:
            yield row
            yield from walk(row.groups)
