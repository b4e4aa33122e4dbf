"""What became of each row between two moments, in Czech: which field, from what, to what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.text import Truncator

from agreements.comments import SECTION_OF as SECTION_OF_ROW
from agreements.history.events import PARENTS, RowEvent, rows_they_hung_on, value_fields
from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementVersion,
    Approval,
    FileReference,
    PartnershipOpinion,
    Signature,
    StatedStart,
    Termination,
)
from agreements.queries import SECTION_FIELDS
from agreements.versioning.order import moved
from agreements.versioning.values import in_words, names_of
from agreements.versioning.words import Piece, PieceKind, shortened, word_pieces
from agreements.vocabulary import Section
from partnerships.czech import format_date, from_before

SECTION_OF = SECTION_OF_ROW | {
    FileReference: Section.HEADER,
    StatedStart: Section.VALIDITY,
    PartnershipOpinion: Section.OPINION,
    Approval: Section.APPROVAL,
    Signature: Section.APPROVAL,
    Termination: Section.APPROVAL,
}
SECTION_OF_FIELD = {name: section for section, names in SECTION_FIELDS.items() for name in names}
# They say where a row stands or how it was read, not what it says.
UNSAID = {"id", "version", "agreement", "key", "position", "side", "parse_status", "confirmed_by"}
ROOTS = (Agreement, AgreementVersion)
SHORT, AROUND, LONGEST = 80, 60, 320


class Kind(StrEnum):
    ADDED = "přidal/a"
    REMOVED = "smazal/a"
    CHANGED = "změnil/a"
    MOVED = "přesunul/a"
    FOUNDED = "založil/a"


@dataclass(frozen=True)
class Change:
    """`subject` names the row, empty for what stands in the version itself; `field` is empty for a whole row."""

    kind: Kind
    version: int | None
    section: Section | None
    subject: str
    field: str
    before: str
    after: str
    is_number: bool = False

    def sentence(self, *, of_person: bool) -> str:
        """Behind its author: „změnil/a v oddílu Doba platnosti: počet let ze 4 na 5“"""
        verb = self.kind.value if of_person else self.kind.removesuffix("/a")
        where = f"{verb} v oddílu {self.section.label}: " if self.section else f"{verb} "
        return where + " – ".join(filter(None, [self.subject, self._detail]))

    @property
    def _detail(self) -> str:
        if not self.field:
            return ""
        if self.is_long or self.kind != Kind.CHANGED:
            return self.field
        if self.is_number and self.before and self.after:
            return f"{self.field} {from_before(int(self.before))} {self.before} na {self.after}"
        if not self.before:
            return f"{self.field}: doplněno „{self.after}“"
        if not self.after:
            return f"{self.field}: vymazáno „{self.before}“"
        return f"{self.field} z „{self.before}“ na „{self.after}“"

    @property
    def is_long(self) -> bool:
        return max(len(self.before), len(self.after)) > SHORT or "\n" in self.before + self.after

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return word_pieces(self.before, self.after)

    @cached_property
    def short_pieces(self) -> tuple[Piece, ...]:
        """The changed words with a little of what stands around them."""
        pieces = shortened(self.pieces, around=AROUND)
        return tuple(
            piece if piece.kind == PieceKind.SAME else Piece(piece.kind, Truncator(piece.text).chars(LONGEST))
            for piece in pieces
        )


# --- From events to changes ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A row before and after, whatever happened to it in between."""

    model: type[models.Model]
    before: dict | None
    after: dict | None

    @property
    def values(self) -> dict:
        return self.after or self.before

    @property
    def version(self) -> int | None:
        return self.values["id"] if self.model is AgreementVersion else self.values.get("version_id")


class Teller:
    """Tells changes of events; loads once what their foreign keys and parents are called."""

    def __init__(self, events: list[RowEvent]):
        self.parents = rows_they_hung_on(events) if events else {}
        self.names = names_of(
            (field, event.model(**values))
            for event in events
            for values in (event.before, event.after)
            for field in _said_fields(event.model)
            if values and field.is_relation
        )

    def changes(self, events: Iterable[RowEvent]) -> tuple[Change, ...]:
        rows = _net(events)
        roots = {row.version for row in rows if row.model is AgreementVersion and _is_whole(row)}
        told = [self._of_root(row, rows) for row in rows if row.model is AgreementVersion and _is_whole(row)]
        # an agreement is founded with its first version
        rest = [
            row
            for row in rows
            if row.version not in roots and not (row.model is Agreement and _is_whole(row))
        ]
        for row in rest:
            told += self._of_row(row)
        return tuple(sorted([*told, *self._moves(rest)], key=_place))

    def _of_root(self, root: Row, rows: list[Row]) -> Change:
        """A version comes and goes with everything in it; of a clone each row is not told."""
        inside = sum(row.version == root.version and row.model is not AgreementVersion for row in rows)
        subject = f"verzi {root.values['number']}" + (f", řádků v ní: {inside}" if inside else "")
        kind = Kind.FOUNDED if root.before is None else Kind.REMOVED
        return Change(kind, root.version, None, subject, "", "", "")

    def _of_row(self, row: Row) -> list[Change]:
        if _is_whole(row):
            return [self._whole(row)]
        return [
            self._field(row, field)
            for field in _said_fields(row.model)
            if row.before[field.attname] != row.after[field.attname]
        ]

    def _whole(self, row: Row) -> Change:
        kind = Kind.ADDED if row.before is None else Kind.REMOVED
        text = self._texts(row)
        before, after = (text, "") if kind == Kind.REMOVED else ("", text)
        return Change(kind, row.version, SECTION_OF[row.model], self._subject(row), "", before, after)

    def _field(self, row: Row, field: models.Field) -> Change:
        section = SECTION_OF.get(row.model) or SECTION_OF_FIELD.get(field.name)
        before, after = (self._words(field, values[field.attname]) for values in (row.before, row.after))
        is_number = isinstance(field, models.IntegerField) and not field.choices
        subject = "" if row.model in ROOTS else self._subject(row)
        label = str(field.verbose_name)
        return Change(Kind.CHANGED, row.version, section, subject, label, before, after, is_number)

    def _texts(self, row: Row) -> str:
        """What the row says in words of its own."""
        texts = [
            (field.verbose_name, row.values[field.attname])
            for field in _said_fields(row.model)
            if isinstance(field, models.CharField | models.TextField)
            and not field.choices
            and row.values[field.attname] != field.get_default()
        ]
        return "\n".join(f"{label}: {text}" for label, text in texts)

    def _words(self, field: models.Field, value) -> str:
        if isinstance(value, DateRange):
            return f"od {format_date(value.lower)} do dne před {format_date(value.upper)}"
        if field.is_relation and value is not None and (field.related_model, value) not in self.names:
            return "záznam, který už v aplikaci není"
        return in_words(field, value, self.names)

    # --- Names ----------------------------------------------------------------------------------------------

    def _subject(self, row: Row) -> str:
        instance = row.model(**row.values)
        name = str(row.model._meta.verbose_name)
        side = f" – {instance.get_side_display()}" if "side" in row.values else ""
        own = f" „{Truncator(instance).chars(SHORT)}“" if "position" in row.values else ""
        return f"{name}{side}{own}{self._inside(row)}"

    def _inside(self, row: Row) -> str:
        for name, model in PARENTS.items():
            parent = self.parents.get((model, row.values.get(name)))
            if parent:
                text = f"{model._meta.verbose_name} „{Truncator(parent['text']).chars(SHORT)}“"
                activity = parent["activity_name"]
                outer = (
                    f", {Activity._meta.verbose_name} „{activity}“"
                    if activity and model is ActivityStep
                    else ""
                )
                return f" ({text}{outer})"
        return ""

    def _moves(self, rows: list[Row]) -> list[Change]:
        """Of rows whose place changed only those that were moved; the others made room."""
        lists = defaultdict(list)
        for row in rows:
            if not _is_whole(row) and "position" in row.values:
                parent = next((row.after[name] for name in PARENTS if name in row.after), None)
                lists[row.model, row.version, parent].append(row)
        return [change for own in lists.values() for change in self._moved_of(own)]

    def _moved_of(self, own: list[Row]) -> list[Change]:
        before = sorted(own, key=lambda row: row.before["position"])
        after = sorted(own, key=lambda row: row.after["position"])
        keys = moved([row.after["key"] for row in before], [row.after["key"] for row in after])
        return [
            Change(
                Kind.MOVED,
                row.version,
                SECTION_OF[row.model],
                self._subject(row),
                f"{from_before(row.before['position'])} {row.before['position']}. na {row.after['position']}. místo",
                "",
                "",
            )
            for row in own
            if row.after["key"] in keys
        ]


def _net(events: Iterable[RowEvent]) -> list[Row]:
    """By what a row is, not by its number: a row deleted and put back did not change."""
    found: dict[tuple, Row] = {}
    for event in events:
        values = event.values
        identity = (event.model, values.get("version_id"), values.get("key") or event.object_id)
        known = found.get(identity)
        before = known.before if known else event.before
        found[identity] = Row(event.model, before, event.after)
    return [row for row in found.values() if row.before or row.after]


def _is_whole(row: Row) -> bool:
    return row.before is None or row.after is None


def _said_fields(model) -> list[models.Field]:
    parents = {name.removesuffix("_id") for name in PARENTS}
    return [field for field in value_fields(model) if field.name not in UNSAID | parents]


ORDER = {section: place for place, section in enumerate(Section)}


def _place(change: Change):
    return (change.version or 0, ORDER.get(change.section, -1), change.subject)
