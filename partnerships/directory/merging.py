"""Two entries of the directory that are one: what would move, what stays, and which of two values is kept."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Value

from partnerships.directory.relations import Relation, moved_relations
from partnerships.directory.values import fields_of
from partnerships.models import Attendance, Organisation, Person
from partnerships.vocabulary import Presence

# An attendance that says the person was there says more than one that says she was not.
SAYS_MORE = (Presence.ABSENT, Presence.EXCUSED, Presence.GUEST, Presence.PRESENT)


@dataclass(frozen=True)
class Part:
    """Rows of one relation: `pks` go to the one that stays, `settled` are quoted by a document in force."""

    relation: Relation
    pks: list[int]
    settled: int

    @property
    def label(self) -> str:
        return self.relation.label


@dataclass(frozen=True)
class Merge:
    parts: tuple[Part, ...]
    # of one event both have an attendance: the one that stays, and the one that says less
    doubled: tuple[tuple[Attendance, Attendance], ...]
    obstacle: str

    @property
    def handed(self) -> dict[str, int]:
        return {part.label: len(part.pks) for part in self.parts if part.pks}

    @property
    def moved(self) -> dict[str, int]:
        """Counts by kind of row, as the record of the merge keeps them."""
        return self.handed | ({"zdvojená účast odstraněna": len(self.doubled)} if self.doubled else {})

    @property
    def staying(self) -> list[Part]:
        return [part for part in self.parts if part.settled]


def merge_of(kept: Person | Organisation, absorbed: Person | Organisation) -> Merge:
    """The same for the preview and for the merge itself."""
    doubled = doubled_attendances(kept, absorbed) if isinstance(kept, Person) else ()
    gone = {"partnerships.Attendance.person": {less.pk for _, less in doubled}}
    movable, pointing = rows_pointing_at(absorbed)
    if getattr(kept, "user", None):
        movable["partnerships.User.person"] = set()  # one person has one account
    parts = []
    for relation in moved_relations(type(absorbed)):
        name = relation.name
        pks = movable[name] - gone.get(name, set())
        # of a doubled attendance the row that goes may be the one of `kept`
        settled = pointing[name] - gone.get(name, set()) - pks
        parts.append(Part(relation, sorted(pks), len(settled)))
    return Merge(tuple(parts), doubled, obstacle_to(kept, absorbed))


def rows_pointing_at(contact: Person | Organisation) -> tuple[dict[str, set], dict[str, set]]:
    """By the name of the relation: keys of rows that may move, and of all. Some ten tables, one query."""
    parts = []
    for relation in moved_relations(type(contact)):
        for is_movable, rows in ((True, relation.movable(contact)), (False, relation.rows(contact))):
            parts.append(rows.order_by().values_list(Value(relation.name), Value(is_movable), "pk"))
    movable, pointing = defaultdict(set), defaultdict(set)
    for name, is_movable, pk in parts[0].union(*parts[1:], all=True):
        (movable if is_movable else pointing)[name].add(pk)
    return movable, pointing


def doubled_attendances(kept: Person, absorbed: Person) -> tuple[tuple[Attendance, Attendance], ...]:
    own = {row.event_id: row for row in kept.attendances.select_related("event", "person")}
    pairs = [
        (own[row.event_id], row)
        for row in absorbed.attendances.select_related("event", "person")
        if row.event_id in own
    ]
    return tuple((one, other) if weight(one) >= weight(other) else (other, one) for one, other in pairs)


def weight(attendance: Attendance) -> tuple:
    """How much an attendance says; a seat first, since the quorum is counted from seats."""
    said = sum(bool(attendance.serializable_value(field.name)) for field in Attendance._meta.concrete_fields)
    return (
        attendance.seat_id is not None,
        SAYS_MORE.index(Presence(attendance.presence)),
        said,
    )


def obstacle_to(kept: Person | Organisation, absorbed: Person | Organisation) -> str:
    """Why the two can't be merged, with what to do; empty when they can."""
    if kept.pk == absorbed.pk:
        return "Vyberte dva různé kontakty."
    if any(one.merged_into_id or getattr(one, "erased_on", None) for one in (kept, absorbed)):
        return "Jeden z kontaktů už je sloučený nebo vymazaný."
    accounts = [one.user for one in (kept, absorbed) if getattr(one, "user", None)]
    if len(accounts) == 2 and accounts[1].is_active:
        return (
            "Obě osoby mají uživatelský účet a ten druhý je aktivní. Nejdřív požádejte správce aplikace, "
            "ať ho deaktivuje, nebo osoby slučte v opačném pořadí."
        )
    return ""


def hand_over_rows(kept: Person | Organisation, merge: Merge) -> None:
    for part in merge.parts:
        if part.pks:
            field = part.relation.field
            field.model._base_manager.filter(pk__in=part.pks).update(**{field.name: kept})


def differing(kept: Person | Organisation, absorbed: Person | Organisation) -> list[str]:
    """Fields in which the two differ, so that somebody must say which value stays."""
    names = fields_of(kept)
    return [name for name in names if kept.serializable_value(name) != absorbed.serializable_value(name)]


def filled(contact: Person | Organisation) -> int:
    """How many of its fields say something."""
    return sum(bool(contact.serializable_value(name)) for name in fields_of(contact))
