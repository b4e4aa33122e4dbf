"""Where a day of a timeline lies from left to right, and how marks make room for each other."""

from dataclasses import dataclass
from datetime import date

from planning.picture import Group, Mark, MarkKind, Picture

WIDTH = 1040
AXIS_X = 392
EDGE = 46  # the column of what happened outside the years shown
APART = 17  # two marks never cover each other
NUMBERED, NARROW = 24, 40  # marks nearer than this are one; in a narrow column all of a kind are


class Axis:
    """From days to places; what lies outside the years stands in a column at the edge."""

    def __init__(self, picture: Picture):
        days = [mark.on for mark in picture.marks]
        self.first, self.last = picture.first, picture.last
        self.has_before = any(day < self.first for day in days)
        self.has_after = any(day > self.last for day in days)
        self.start = AXIS_X + EDGE * self.has_before
        self.end = WIDTH - 4 - EDGE * self.has_after
        self.per_day = (self.end - self.start) / ((self.last - self.first).days + 1)
        width = (self.end - self.start) / sum(len(group.columns) for group in picture.groups)
        self.together = max(NUMBERED, width if width < NARROW else 0)

    def of_start(self, day: date) -> float:
        """The morning of the day."""
        return self.start + self.per_day * ((min(max(day, self.first), self.last) - self.first).days)

    def of_end(self, day: date) -> float:
        return self.of_start(day) + self.per_day

    def of_mark(self, day: date) -> float:
        if day < self.first:
            return self.start - EDGE / 2
        if day > self.last:
            return self.end + EDGE / 2
        return self.of_start(day) + self.per_day / 2

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass
class Spot:
    """Marks of one kind at one place; `end` is that of their year, which they do not leave without need."""

    x: float
    kind: MarkKind
    marks: list[Mark]
    end: float

    @property
    def number(self) -> int:
        return sum(1 if mark.number is None else mark.number for mark in self.marks)

    @property
    def room(self) -> float:
        return APART + (7 * len(str(self.number)) if self.number > 1 else 0)


def spots_of(marks: tuple[Mark, ...], group: Group, axis: Axis) -> list[Spot]:
    """Marks of one kind that would lie on each other are one with their number."""
    spots: list[Spot] = []
    end = axis.of_end(group.last)
    for mark in marks:
        x = axis.of_mark(mark.on)
        same = next((one for one in spots if one.kind == mark.kind and x - one.x < axis.together), None)
        if same:
            same.marks.append(mark)
        else:
            spots.append(Spot(x, mark.kind, [mark], max(x, end)))
    return spots


def apart(spots: list[Spot]) -> list[float]:
    """Aside to the right where they would cover each other, back into their year where that has room."""
    xs = _to_the_right([spot.x for spot in spots], spots)
    limit = WIDTH - 10.0
    for number in range(len(xs) - 1, -1, -1):
        spot = spots[number]
        xs[number] = min(xs[number], limit - (spot.room - APART), spot.end)
        limit = xs[number] - APART
    return _to_the_right(xs, spots)


def _to_the_right(xs: list[float], spots: list[Spot]) -> list[float]:
    placed: list[float] = []
    for number, x in enumerate(xs):
        placed.append(max(x, placed[-1] + spots[number - 1].room) if placed else x)
    return placed
