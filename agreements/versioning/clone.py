"""A copy of a version with its whole tree; rows keep their keys, so two versions are compared row by row.

The relations are walked, not listed: a table added to the tree later is copied without a word here. It works for
any root model whose rows share one base class with a `key`.
"""

from collections.abc import Collection, Iterator

from django.db import models

from agreements.models import AgreementVersion
from agreements.models.version import VersionRow
from agreements.vocabulary import Origin

# Columns that say where a version stands, not what it promises.
STANDING = frozenset({"state", "in_effect", "origin"})


def clone_version(
    version: AgreementVersion, *, number: int, left_out: Collection[str] = (), **changed
) -> AgreementVersion:
    """A draft made here with the content of `version`.

    Columns `left_out` start empty, `changed` ones with another value.

    What stands beside the content is not copied: approvals, signatures, the partnership's opinion, a stated start,
    file references, the log, earlier texts of sections and their counters, an early end.
    """
    values = {"number": number, "origin": Origin.HERE, **changed}
    return clone_tree(version, VersionRow, left_out={*STANDING, *left_out}, **values)


def clone_tree(
    root: models.Model, row_class: type[models.Model], *, left_out: Collection[str] = (), **changed
) -> models.Model:
    """The root and all rows of `row_class` that hang on it; columns `left_out` get their defaults.

    Two queries for each table of the tree and one for the root, whatever the number of rows.
    """
    copy = type(root)(**_values(root, left_out))
    for name, value in changed.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    twins = {type(root): {root.pk: copy.pk}}
    for model in _parents_first(row_models(type(root), row_class)):
        twins[model] = _clone_rows(model, root, twins)
    return copy


def row_models(root_class: type[models.Model], row_class: type[models.Model]) -> list[type[models.Model]]:
    relations = root_class._meta.related_objects
    return [one.related_model for one in relations if issubclass(one.related_model, row_class)]


def _clone_rows(model, root, twins: dict[type, dict[int, int]]) -> dict[int, int]:
    """The copies' pks by the originals'; a reference into the tree leads to the twin of what it led to."""
    inner = [field for field in model._meta.concrete_fields if field.related_model in twins]
    [owner] = [field.name for field in inner if field.related_model is type(root)]
    originals = list(model._default_manager.filter(**{owner: root}).order_by("pk"))
    copies = [model(**_values(row)) for row in originals]
    for copy in copies:
        for field in inner:
            setattr(copy, field.attname, twins[field.related_model].get(getattr(copy, field.attname)))
    model._default_manager.bulk_create(copies)
    return {row.pk: copy.pk for row, copy in zip(originals, copies, strict=True)}


def _parents_first(row_classes: list[type[models.Model]]) -> Iterator[type[models.Model]]:
    waiting = list(row_classes)
    while waiting:
        ready = next(model for model in waiting if not _refers_to(model, waiting))
        waiting.remove(ready)
        yield ready


def _refers_to(model, others) -> bool:
    return any(field.related_model in others for field in model._meta.concrete_fields)


def _values(row: models.Model, left_out: Collection[str] = ()) -> dict:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in left_out
    }
