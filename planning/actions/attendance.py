"""Who came: the whole sheet at once, or tick by tick from phones at the meeting."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from partnerships.actions import action
from partnerships.models import Attendance, Event, User
from planning.actions.events import check_open, raise_revision
from planning.history import last_writer

ATTENDANCE_FIELDS = (
    "person",
    "name_text",
    "organisation",
    "organisation_text",
    "role_present",
    "presence",
    "is_online",
    "is_released_worker",
    "hours_in_person",
    "hours_distance",
)


@action
def record_attendance(event: Event, *, by: User, rows: Iterable[dict], revision: int | None = None) -> None:
    """The event's whole attendance; rows are fields of Attendance. Rows not given any more are removed."""
    check_open(event)
    raise_revision(event, revision)
    known = list(event.attendances.order_by("pk"))
    by_place, by_key = dict(_with_places(known)), {row.key: row for row in known}
    new, changed = [], []
    for place, row in _with_places(Attendance(event=event, **fields) for fields in rows):
        same = by_key.get(row.key) or by_place.get(place)
        if same is None or same.pk is None:
            new.append(row)
        else:
            row.pk, same.pk = same.pk, None
            changed.append(row)
    Attendance.objects.filter(pk__in=[row.pk for row in known if row.pk]).delete()
    Attendance.objects.bulk_update(changed, ATTENDANCE_FIELDS)
    Attendance.objects.bulk_create(new)


def _with_places(rows: Iterable[Attendance]):
    """(who it is, row); people of one name are told apart by their order."""
    seen = Counter()
    for row in rows:
        who = (row.seat_id, row.person_id, "" if row.seat_id else row.name_text)
        seen[who] += 1
        yield (*who, seen[who]), row


# --- Tick by tick -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tick:
    """One thing said of one row. `was` is what the browser last saw there; `name` is the row's on the page.

    `row` are the fields of Attendance the row has from being itself. In the place of a field "is_here" adds
    somebody without a seat or takes him away.
    """

    name: str
    row: dict[str, Any]
    field: str
    was: Any
    value: Any


@dataclass(frozen=True)
class Refusal:
    """What was not written: why, and where somebody else wrote something, what and who."""

    name: str
    field: str
    reason: str
    is_conflict: bool = False
    stored: Any = None
    by: str = ""


@action
def tick_attendance(
    event: Event, *, by: User, ticks: Iterable[Tick], read: list[Attendance] | None = None
) -> tuple[list[Refusal], list[Attendance]]:
    """Writes what can be written; says what can not, and what the attendance is now.

    Ticks of one field belong together: of those whose answer got lost some may be written already. `read` are the
    rows as they were read after the event: they hold as long as nobody raised its revision.
    """
    now = check_open(event)
    if read is None or now.revision != event.revision:
        read = list(event.attendances.select_related("seat__holder", "person").order_by("pk"))
    rows = _Rows(event, read)
    chains: dict[tuple, list[Tick]] = {}
    for tick in ticks:
        chains.setdefault((tick.name, tick.field), []).append(tick)
    refused = [refusal for chain in chains.values() if (refusal := _write(rows, chain))]
    if rows.save():
        Event.objects.filter(pk=event.pk).update(revision=F("revision") + 1)
    return refused, rows.rows


@dataclass
class _Rows:
    event: Event
    rows: list[Attendance]
    changed: list[Attendance] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)  # of the changed ones: the others are not written over
    removed: list[Attendance] = field(default_factory=list)

    def find(self, base: dict) -> Attendance | None:
        """By its key, else as the row of the seat or of the role, whoever made it."""
        for row in self.rows:
            if row.key == base.get("key") or (base["seat"] and row.seat_id == base["seat"].pk):
                return row
            if base["role_present"] and not base.get("key") and row.role_present == base["role_present"]:
                return row
        return None

    def add(self, fields: dict) -> None:
        self.rows.append(Attendance(event=self.event, **fields))

    def change(self, row: Attendance, name: str, value) -> None:
        setattr(row, name, value)
        self.columns.add(name)
        if row.pk and row not in self.changed:
            self.changed.append(row)

    def remove(self, row: Attendance) -> None:
        self.rows.remove(row)
        if row.pk:
            self.removed.append(row)

    def save(self) -> bool:
        created = [row for row in self.rows if row.pk is None]
        changed = [row for row in self.changed if row not in self.removed]
        if self.removed:
            Attendance.objects.filter(pk__in=[row.pk for row in self.removed]).delete()
        if changed:
            Attendance.objects.bulk_update(changed, sorted(self.columns))
        Attendance.objects.bulk_create(created)
        return bool(created or changed or self.removed)


def _write(rows: _Rows, chain: list[Tick]) -> Refusal | None:
    tick = chain[-1]
    row = rows.find(tick.row)
    if tick.field == "is_here":
        return _write_presence_of_guest(rows, row, tick)
    if row is None and tick.field != "presence":
        if not tick.value and "key" not in tick.row:
            return None  # nobody is marked, so nothing is written there
        removed = "Z účasti ho mezitím někdo odebral." if "key" in tick.row else ""
        return Refusal(tick.name, tick.field, removed or "Nejdřív označte, zda je přítomen/a.")
    stored = stored_value(row, tick.field) if row else ""
    is_anew = tick.field == "presence" and tick.value and any(not one.value for one in chain)
    if stored == tick.value and not (row and is_anew):
        return None
    if stored not in {chain[0].was, *(one.value for one in chain)}:
        return _conflict(rows.event, tick, row, stored)
    if row and is_anew:
        # cancelled and marked again without a connection: what stood beside the first mark went with it
        rows.remove(row)
        row = None
    return _write_field(rows, row, tick)


def stored_value(row: Attendance, name: str) -> Any:
    """As the page shows it: a person's name stands where others have theirs written."""
    if name == "name_text" and row.person_id:
        return row.who
    return getattr(row, name)


def _write_field(rows: _Rows, row: Attendance | None, tick: Tick) -> Refusal | None:
    if row is None:
        rows.add({**tick.row, "presence": tick.value})
    elif tick.field == "presence" and not tick.value:
        rows.remove(row)
    elif tick.field == "name_text" and not tick.value and not (row.seat_id or row.person_id):
        return Refusal(tick.name, tick.field, "Napište jméno.")
    else:
        if tick.field == "name_text" and tick.row["role_present"]:
            rows.change(row, "person", None)
        rows.change(row, tick.field, tick.value)
    return None


def _write_presence_of_guest(rows: _Rows, row: Attendance | None, tick: Tick) -> Refusal | None:
    """Sent twice is added once: the key was made in the browser."""
    if row and not tick.value:
        rows.remove(row)
    elif row is None and tick.value:
        person = tick.row.get("person")
        if person and any(one.person_id == person.pk for one in rows.rows):
            return Refusal(tick.name, tick.field, f"{person} už v účasti je.")
        rows.add(tick.row)
    return None


def _conflict(event: Event, tick: Tick, row: Attendance | None, stored) -> Refusal:
    return Refusal(
        tick.name,
        tick.field,
        "Mezitím to změnil někdo jiný.",
        is_conflict=True,
        stored=stored,
        by=_last_writer(event, tick, row),
    )


def _last_writer(event: Event, tick: Tick, row: Attendance | None) -> str:
    """Of the row; where there is none, whoever took it away."""
    base = tick.row
    if row:
        place = {"pgh_obj": row.pk or 0}
    elif base["seat"] or base["role_present"]:
        place = {name: base[name] for name in ("seat", "role_present") if base[name]}
    else:
        place = {"key": base["key"]}
    return last_writer(Attendance, event=event, **place)
