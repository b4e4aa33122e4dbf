"""Rows of the sheet „Harmonogram“ put together into activities and steps, whether or not they carry keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from agreements.forms.row_changes import MOST_ROWS
from planning.excel.incoming import Line
from planning.excel.plan import Part
from planning.excel.timeline_sheet import OF_STEP, Place, place_of

FOREIGN = (
    "Řádek v rozpracovaném popisu není. Sešit patří k jinému popisu, nebo řádek mezitím někdo smazal. "
    "Stáhněte nový sešit, nebo buňku ve skrytém sloupci Klíč vymažte a řádek se přidá jako nový."
)
NO_ACTIVITY = "Napište činnost, ke které řádek patří."
COPIED = "Řádek je kopie řádku {}, bere se jako nový."


@dataclass
class StepGroup:
    """`stored` is None for a new step. With each line comes the key of the term it is about."""

    stored: dict | None
    lines: list[tuple[Line, object]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def specification(self) -> str:
        texts = [line.texts.get("specification", "") for line, _ in self.lines]
        return next((one for one in texts if one), self.stored["specification"] if self.stored else "")


@dataclass
class ActivityGroup:
    stored: dict | None
    steps: list[StepGroup] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    revision: int | None = None  # the oldest one the sheet was made from

    @property
    def name(self) -> str:
        texts = [line.texts.get("activity", "") for line in self.lines]
        return next((one for one in texts if one), self.stored["name"] if self.stored else "")

    def unnamed_steps(self) -> list[dict]:
        """Stored steps that no row has met so far."""
        met = {id(step.stored) for step in self.steps}
        return [step for step in (self.stored["steps"] if self.stored else ()) if id(step) not in met]


class Grouping:
    def __init__(self, stored: list[dict], part: Part):
        self.part = part
        self.by_key = {one["key"]: one for one in stored}
        self.groups: list[ActivityGroup] = []
        self.by_stored: dict[int, ActivityGroup] = {}
        self.by_name: dict[str, ActivityGroup] = {}
        self.stored_by_name = {one["name"].strip(): one for one in reversed(stored)}
        self.seen: dict[Place, int] = {}
        self.other_versions: set[int] = set()
        self.activity: ActivityGroup | None = None
        self.step: StepGroup | None = None

    def of(self, lines: Iterable[Line], number: int) -> list[ActivityGroup]:
        """`number` is that of the version the rows are to come into."""
        lines = list(lines)
        keyed = self._keys(lines, number)
        for line in lines:
            if line.number in keyed:
                self._follow(line, keyed[line.number])
            elif not line.key or line.number in self.copies:
                self._place(line)
        return self.groups

    def _keys(self, lines: list[Line], number: int) -> dict[int, Place]:
        """By the number of the line, of lines that are about a row we know; a copied row is a new one."""
        found: dict[int, Place] = {}
        self.copies: dict[int, int] = {}
        for line in lines:
            if not line.key:
                continue
            place = place_of(line.key)
            if place is None or not self._is_known(place):
                self.part.fault(line.at(), FOREIGN)
            elif place in self.seen:
                self.copies[line.number] = self.seen[place]
            else:
                self.seen[place] = line.number
                found[line.number] = place
                self.other_versions |= {place.version_number} - {number}
        return found

    def _is_known(self, place: Place) -> bool:
        activity = self.by_key.get(place.activity)
        if activity is None or place.step is None:
            return activity is not None
        step = next((one for one in activity["steps"] if one["key"] == place.step), None)
        if step is None or place.term is None:
            return step is not None
        return any(one["key"] == place.term for one in step["terms"])

    def _follow(self, line: Line, place: Place) -> None:
        self._enter(self.by_key[place.activity], line)
        known = self.activity.revision
        self.activity.revision = place.revision if known is None else min(known, place.revision)
        if place.step is None:
            self.step = None
            if any(line.texts.get(name) for name in OF_STEP):
                self._enter_step(None)
                self.step.lines.append((line, None))
            return
        self._enter_step(next(one for one in self.activity.stored["steps"] if one["key"] == place.step))
        self.step.lines.append((line, place.term))

    def _place(self, line: Line) -> None:
        """A row without a key belongs where it stands, unless it names an activity or a step of its own."""
        name, own = line.texts.get("activity", ""), [line.texts.get(one, "") for one in OF_STEP]
        if not name and self.activity is None:
            self.part.fault(line.at("activity"), NO_ACTIVITY)
            return
        if name and not (self.activity and self.activity.name == name):
            self.step = None
            self._enter_named(name, line)
        else:
            self.activity.lines.append(line)
        if self.step is None or (any(own) and own[0] != self.step.specification):
            self._enter_step(self._step_called(own[0]))
        self.step.lines.append((line, None))
        if line.number in self.copies:
            self.step.warnings.append(COPIED.format(self.copies[line.number]))

    def _enter(self, stored: dict, line: Line) -> None:
        self.activity = self.by_stored.get(id(stored))
        if self.activity is None:
            self.activity = self.by_stored[id(stored)] = ActivityGroup(stored)
            self.groups.append(self.activity)
        self.activity.lines.append(line)
        self.by_name.setdefault(self.activity.name, self.activity)

    def _enter_named(self, name: str, line: Line) -> None:
        """An activity of this name in the sheet or in the draft, else a new one."""
        if group := self.by_name.get(name):
            self.activity = group
            group.lines.append(line)
        elif stored := self.stored_by_name.get(name):
            self._enter(stored, line)
        else:
            self.activity = self.by_name[name] = ActivityGroup(None, lines=[line])
            self.groups.append(self.activity)

    def _step_called(self, specification: str) -> dict | StepGroup | None:
        if not specification or len(self.activity.steps) > MOST_ROWS:
            return None
        for group in self.activity.steps:
            if group.specification == specification:
                return group
        unnamed = self.activity.unnamed_steps()
        return next((one for one in unnamed if one["specification"].strip() == specification), None)

    def _enter_step(self, step: dict | StepGroup | None) -> None:
        if isinstance(step, StepGroup):
            self.step = step
            return
        known = (one for one in self.activity.steps if step is not None and one.stored is step)
        self.step = next(known, None)
        if self.step is None:
            self.step = StepGroup(step)
            self.activity.steps.append(self.step)
