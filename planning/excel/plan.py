"""What a workbook would change: shown to a person first, carried out only when confirmed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from partnerships.models import Event
from planning.excel.incoming import Fault


@dataclass(frozen=True)
class Difference:
    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One row of the preview; `warnings` say what the person should look at before confirming."""

    address: str
    title: str
    is_new: bool
    differences: tuple[Difference, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActivityWrite:
    """What agreements.actions.save_activity is given; a new activity has no key."""

    key: UUID | None
    revision: int
    name: str
    steps: list[dict]


@dataclass(frozen=True)
class EventWrite:
    """A new event, or the fields of a known one with the revision they were compared with."""

    address: str
    fields: dict
    event: Event | None = None
    reason: str = ""


@dataclass
class Part:
    """Of one sheet. `total` are the rows that were read, `left` those stored that the sheet does not have."""

    name: str
    total: int = 0
    left: int = 0
    changed_rows: int = 0
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    activities: list[ActivityWrite] = field(default_factory=list)
    events: list[EventWrite] = field(default_factory=list)

    @property
    def unchanged(self) -> int:
        return self.total - self.changed_rows

    @property
    def new(self) -> list[Change]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if not change.is_new]

    @property
    def shown(self) -> list[Change]:
        """What asks for attention comes first: the page shows only the beginning of a long list."""
        return sorted(self.changes, key=lambda change: not change.warnings)

    def fault(self, address: str, text: str) -> None:
        self.faults.append(Fault(address, text))


@dataclass(frozen=True)
class Plan:
    """`version_id` is the draft whose timeline would change."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    version_id: int | None = None

    @property
    def faults(self) -> list[Fault]:
        """As one walks through the sheets."""
        return [fault for part in self.parts for fault in sorted(part.faults, key=_row_of)]

    @property
    def changes(self) -> list[Change]:
        return [change for part in self.parts for change in part.changes]

    @property
    def is_ready(self) -> bool:
        return bool(self.changes) and not self.faults

    @property
    def fingerprint(self) -> str:
        """Another one means that what was confirmed is not what would be done."""
        return hashlib.sha256(repr((self.version_id, self.changes)).encode()).hexdigest()


def differences(pairs: Iterable[tuple[str, str, str]]) -> tuple[Difference, ...]:
    """Of (heading, before, after) those that differ."""
    return tuple(Difference(*one) for one in pairs if one[1] != one[2])


def _row_of(fault: Fault) -> tuple[int, int, str]:
    cell = fault.address.rpartition("!")[2]
    letters = cell.rstrip("0123456789")
    row = cell.removeprefix(letters)
    return int(row or 0), len(letters), letters


def unreadable(why: str) -> Plan:
    return Plan((Part("Sešit", faults=[Fault("Sešit", why)]),), ())
