"""What I typed, what somebody else saved meanwhile, and what both started from: chosen field by field, put together.

A field only one of them changed is theirs without asking; where both did, the person decides. Rows are told
apart by key, and a row new with me stays in any case, so nothing typed is lost.
"""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from agreements.models import Activity, AgreementVersion
from agreements.queries import SECTION_FIELDS, SECTION_ROWS, STEPS, Rows
from agreements.row_texts import RowTexts, capitalised, columns_of, names_in
from agreements.values import plain
from agreements.vocabulary import Section

MINE, STORED = "moje", "ulozene"
GONE = "(řádek smazán)"
NOT_YET = "(řádek tu nebyl)"


class Shape(NamedTuple):
    """What a section's values consist of."""

    model: type
    fields: tuple[str, ...]
    kinds: tuple[Rows, ...]


@dataclass(frozen=True)
class Choice:
    """`chosen` is empty where both changed the same and nobody has decided yet; `original` None if not known."""

    path: str
    label: str
    mine: str
    stored: str
    original: str | None
    chosen: str

    @property
    def name(self) -> str:
        return f"volba-{self.path}"


class Merged(NamedTuple):
    values: dict
    choices: list[Choice]

    @property
    def is_decided(self) -> bool:
        return all(choice.chosen for choice in self.choices)


def shape_of(section: Section, activity_key: UUID | None = None) -> Shape:
    if activity_key:
        return Shape(Activity, ("name",), (STEPS,))
    return Shape(AgreementVersion, SECTION_FIELDS.get(section, ()), SECTION_ROWS.get(section, ()))


def merge(
    shape: Shape,
    mine: dict,
    stored: dict | None,
    original: dict | None,
    answers: dict[str, str] | None = None,
) -> Merged:
    """`stored` is None for an activity deleted meanwhile; `answers` are the radio buttons of the choices."""
    met = [values for values in (mine, stored, original) if values]
    merging = _Merging(RowTexts(names_in(*shape, met)), answers or {})
    fields = {name: shape.model._meta.get_field(name) for name in shape.fields if name in mine}
    if stored is None:
        text = merging.texts.of_fields(fields.values(), mine)
        merging.is_mine(Choice("", "Celá část", text, GONE, None, MINE))
        return Merged(mine, merging.choices)
    values = merging.fields(fields, "", "", mine, stored, original)
    for kind in shape.kinds:
        if kind.name in mine:
            values[kind.name] = merging.rows(kind, "", "", mine, stored, original)
    return Merged(values, merging.choices)


class _Merging:
    """One walk through all three; the choices gather on the way. `original` is None where it is not known."""

    def __init__(self, texts: RowTexts, answers: dict[str, str]):
        self.texts, self.answers, self.choices = texts, answers, []

    def is_mine(self, choice: Choice) -> bool:
        answer = self.answers.get(choice.name)
        chosen = answer if answer in {MINE, STORED} else choice.chosen
        self.choices.append(Choice(**{**vars(choice), "chosen": chosen}))
        return chosen != STORED

    def fields(self, fields: dict, path, title, mine, stored, original) -> dict:
        merged = {name: _value(mine, field) for name, field in fields.items()}
        for name, field in fields.items():
            values = [merged[name], _value(stored, field), _value(original or {}, field)]
            plains = [plain(field, value) for value in values]
            if plains[0] == plains[1]:
                continue
            words = [self.texts.word(field, value) for value in values]
            known = original is not None
            choice = Choice(
                path=f"{path}{name}",
                label=f"{title}: {field.verbose_name}" if title else capitalised(str(field.verbose_name)),
                mine=words[0],
                stored=words[1],
                original=words[2] if known else None,
                chosen=_chosen(*plains, known=known),
            )
            if not self.is_mine(choice):
                merged[name] = values[1]
        return merged

    def rows(self, kind: Rows, path, title, mine, stored, original) -> list[dict]:
        theirs = by_key(stored[kind.name])
        before = None if original is None else by_key(original.get(kind.name, []))
        own = {
            key_of(row) or f"novy-{number}": row
            for number, row in enumerate(_recognised(kind, mine.get(kind.name, []), theirs, before))
        }
        merged = {}
        for key, row in {**theirs, **own}.items():
            place, name = f"{path}{kind.name}.{key}.", self.texts.title(kind, row, title)
            was = None if before is None else before.get(key)
            if key in own and key in theirs:
                merged[key] = self.row(kind, place, name, row, theirs[key], was)
            elif not key_of(row) or self.is_row_kept(kind, place, name, own.get(key), row, was, before):
                merged[key] = row
        return [merged[key] for key in self.order(kind, path, title, own, theirs, before) if key in merged]

    def row(self, kind: Rows, path, name, mine, stored, original) -> dict:
        """A row both have."""
        row = {"key": mine["key"], **self.fields(columns_of(kind), path, name, mine, stored, original)}
        for inner in kind.inside:
            row[inner.name] = self.rows(inner, path, name, mine, stored, original)
        return row

    def is_row_kept(self, kind: Rows, path, name, mine, row, was, before) -> bool:
        """A row only one of them has: deleted by the other, or added by them."""
        known = before is not None
        is_untouched = was is not None and _same(kind, row, was)
        has, has_not = self.texts.of_row(kind, row), GONE if was or not known else NOT_YET
        original = (self.texts.of_row(kind, was) if was else NOT_YET) if known else None
        if mine is not None:
            return self.is_mine(Choice(path, name, has, has_not, original, STORED if is_untouched else ""))
        default = (MINE if is_untouched else "") if was is not None else STORED
        return not self.is_mine(Choice(path, name, has_not, has, original, default))

    def order(self, kind: Rows, path, title, own, theirs, before) -> list[str]:
        """Mine, or theirs where I did not change it; rows only the other has stay behind their neighbour."""
        both = own.keys() & theirs.keys()
        orders = [[key for key in rows if key in both] for rows in (own, theirs)]
        first, second = list(own), list(theirs)
        if orders[0] != orders[1]:
            was = None if before is None else [key for key in before if key in both]
            label = f"pořadí – {kind.model._meta.verbose_name_plural}"
            choice = Choice(
                path=f"{path}{kind.name}.poradi",
                label=f"{title}: {label}" if title else capitalised(label),
                mine=self.texts.listed(kind, [own[key] for key in orders[0]]),
                stored=self.texts.listed(kind, [theirs[key] for key in orders[1]]),
                original=None if was is None else self.texts.listed(kind, [before[key] for key in was]),
                chosen=_chosen(*orders, was, known=was is not None),
            )
            if not self.is_mine(choice):
                first, second = second, first
        return _woven(first, second)


def _value(row: dict, field):
    """A snapshot older than a column says nothing of it."""
    return row.get(field.name, field.get_default())


def key_of(row: dict) -> str:
    return str(row.get("key") or "")


def by_key(rows: list[dict]) -> dict[str, dict]:
    return {key_of(row): row for row in rows if key_of(row)}


def _chosen(mine, stored, before, *, known: bool) -> str:
    if known and mine == before:
        return STORED
    return MINE if known and stored == before else ""


def _same(kind: Rows, one: dict, other: dict) -> bool:
    for field in columns_of(kind).values():
        if plain(field, _value(one, field)) != plain(field, _value(other, field)):
            return False
    pairs = [(inner, one.get(inner.name, []), other.get(inner.name, [])) for inner in kind.inside]
    return all(
        len(left) == len(right) and all(map(lambda *rows, inner=inner: _same(inner, *rows), left, right))
        for inner, left, right in pairs
    )


def _recognised(kind: Rows, own: list[dict], theirs: dict, before: dict | None) -> list[dict]:
    """A form sent twice brings its new rows twice; those saved already are told by what they say."""
    fresh = [row for key, row in theirs.items() if key not in (before or {}) and key not in by_key(own)]
    found = []
    for row in own:
        twin = None if key_of(row) else next((one for one in fresh if _same(kind, row, one)), None)
        if twin:
            fresh.remove(twin)
        found.append(twin or row)
    return found


def _woven(first: list[str], second: list[str]) -> list[str]:
    woven = list(first)
    for place, key in enumerate(second):
        if key not in first:
            woven.insert(woven.index(second[place - 1]) + 1 if place else 0, key)
    return woven
