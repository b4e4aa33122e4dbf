"""Two versions of a document, chapter by chapter, row by row, field by field.

Works for any root model with a tree of keyed rows: what belongs to which chapter is told by the caller. Rows are
the same row when they share a key; two documents without common keys can be matched by their texts, which is
then said to be a guess.
"""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.db import models

from agreements.versioning.clone import row_models
from agreements.versioning.differences import ChapterChange, Comparison, FieldChange, RowChange, RowGroup
from agreements.versioning.rows import RowPairs
from agreements.versioning.values import Names, in_words, is_filled, names_of


class Chapter(NamedTuple):
    """`fields` are columns of the root, `rows` its models of rows that hang on no other row; rows below them
    follow by themselves. `facts` gives further values under their labels, already in words."""

    code: str
    fields: tuple[str, ...] = ()
    rows: tuple[type[models.Model], ...] = ()
    facts: Callable[[models.Model], dict[str, str]] = lambda root: {}


def compare(old, new, chapters: tuple[Chapter, ...], row_class: type[models.Model], **options) -> Comparison:
    """Of two roots with their trees loaded. `options`: `unread` names columns of rows that are no content,
    `by_text` also matches rows without a common key by their texts."""
    rows = RowPairs(old, new, row_models(type(new), row_class), **options)
    names = names_of(rows.references(tuple(name for chapter in chapters for name in chapter.fields)))
    return Comparison(old, new, tuple(_chapter(rows, chapter, names) for chapter in chapters))


def _chapter(rows: RowPairs, chapter: Chapter, names: Names) -> ChapterChange:
    fields = [
        _field(type(rows.new)._meta.get_field(name), rows.old, rows.new, names) for name in chapter.fields
    ]
    before, after = chapter.facts(rows.old), chapter.facts(rows.new)
    for label in dict.fromkeys([*before, *after]):
        one, other = before.get(label, ""), after.get(label, "")
        fields.append(FieldChange(label, label, one, other, one != other, bool(one or other)))
    groups = (_group(rows, model, None, names) for model in chapter.rows)
    return ChapterChange(chapter.code, tuple(fields), tuple(group for group in groups if group.rows))


def _group(rows: RowPairs, model, parent: UUID | None, names: Names) -> RowGroup:
    return RowGroup(model, tuple(_row(rows, model, key, names) for key in rows.order(model, parent)))


def _row(rows: RowPairs, model, key: UUID, names: Names) -> RowChange:
    old, new = rows.pair(model, key)
    groups = (_group(rows, child, key, names) for child in rows.children[model])
    has_new_parent = bool(old and new) and rows.parent_key(old) != rows.parent_key(new)
    return RowChange(
        model=model,
        key=key,
        old=old,
        new=new,
        fields=tuple(_field(field, old, new, names) for field in rows.fields[model]),
        is_moved=has_new_parent or key in rows.moved(model),
        is_guess=bool(old and new) and old.key != new.key,
        old_parent=rows.parent(old) if has_new_parent else None,
        groups=tuple(group for group in groups if group.rows),
    )


def _field(field: models.Field, old, new, names: Names) -> FieldChange:
    before, after = _value(field, old), _value(field, new)
    is_changed = before != after
    words = in_words(field, after, names)
    return FieldChange(
        name=field.name,
        label=str(field.verbose_name),
        old=in_words(field, before, names) if is_changed else words,
        new=words,
        is_changed=is_changed,
        is_filled=is_filled(field, after if new is not None else before),
    )


def _value(field, row):
    return getattr(row, field.attname) if row is not None else None
