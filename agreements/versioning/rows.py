"""The rows of two trees side by side, under the keys they share."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db import models

from agreements.versioning.matching import likely_pairs
from agreements.versioning.order import moved


class RowPairs:
    def __init__(self, old, new, row_classes, *, unread: frozenset[str] = frozenset(), by_text: bool = False):
        self.old, self.new, self.unread = old, new, unread
        self.inner = {
            model: next((f for f in model._meta.concrete_fields if f.related_model in row_classes), None)
            for model in row_classes
        }
        self.children = defaultdict(list)
        for model, field in self.inner.items():
            if field is not None:
                self.children[field.related_model].append(model)
        self.fields = {model: self._content(model) for model in row_classes}
        self.by_key = {model: (self._of(old, model), self._of(new, model)) for model in row_classes}
        self.twins: dict[UUID, UUID] = {}  # of two rows taken for one, the key of both
        if by_text:
            self._match_by_text()
        self.groups = {model: self._grouped(model) for model in row_classes}
        self._moved: dict[type, frozenset] = {}

    @staticmethod
    def _of(root, model) -> dict[UUID, models.Model]:
        owner = next(f for f in model._meta.concrete_fields if f.related_model is type(root))
        return {row.key: row for row in getattr(root, owner.remote_field.get_accessor_name()).all()}

    def _match_by_text(self) -> None:
        for model, (old, new) in self.by_key.items():
            lost = {key: self._text(row) for key, row in old.items() if key not in new}
            found = {key: self._text(row) for key, row in new.items() if key not in old}
            for one, other in likely_pairs(lost, found).items():
                self.twins |= dict.fromkeys((one, other), min(one, other))
            self.by_key[model] = tuple(
                {self.twins.get(key, key): row for key, row in side.items()} for side in (old, new)
            )

    def _text(self, row) -> str:
        parent = self.parent(row)
        return f"{self._text(parent)}\n{row}" if parent is not None else str(row)

    def parent(self, row):
        field = self.inner[type(row)]
        return getattr(row, field.name) if field is not None else None

    def parent_key(self, row) -> UUID | None:
        parent = self.parent(row)
        return parent and self.twins.get(parent.key, parent.key)

    def _content(self, model) -> list[models.Field]:
        """Columns that say something; the rest says where the row stands."""
        beyond = {"key", "position", *self.unread}
        places = {type(self.new), self.inner[model] and self.inner[model].related_model} - {None}
        return [
            field
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name not in beyond and field.related_model not in places
        ]

    def pair(self, model, key) -> tuple:
        old, new = self.by_key[model]
        return old.get(key), new.get(key)

    def _grouped(self, model) -> tuple[dict, dict]:
        """Keys below each parent, of both versions."""
        sides = []
        for side in self.by_key[model]:
            groups = defaultdict(list)
            for key, row in side.items():
                groups[self.parent_key(row)].append(key)
            sides.append(groups)
        return tuple(sides)

    def order(self, model, parent: UUID | None) -> list[UUID]:
        """Those of the new version in its order, and those that are gone behind the one they followed."""
        new = self.by_key[model][1]
        before, after = self.groups[model]
        merged = list(after.get(parent, ()))
        place = 0
        for key in before.get(parent, ()):
            if key not in new:
                merged.insert(place, key)
                place += 1
            elif key in merged:
                place = merged.index(key) + 1
        return merged

    def moved(self, model) -> frozenset:
        if model not in self._moved:
            before, after = self.groups[model]
            found = set()
            for parent, keys in after.items():
                others = before.get(parent, ())
                common = set(keys) & set(others)
                found |= moved(
                    [key for key in others if key in common], [key for key in keys if key in common]
                )
            self._moved[model] = frozenset(found)
        return self._moved[model]

    def references(self, root_fields: tuple[str, ...]) -> Iterator[tuple[models.Field, models.Model]]:
        """Foreign keys that lead out of the tree, and who has them."""
        for root in (self.old, self.new):
            fields = [type(root)._meta.get_field(name) for name in root_fields]
            yield from ((field, root) for field in fields if field.is_relation)
        for model, sides in self.by_key.items():
            outside = [field for field in self.fields[model] if field.is_relation]
            yield from ((field, row) for side in sides for row in side.values() for field in outside)
