"""What wordings ask of a year, part by part, and how it is rounded to one number.

A share is exact (Fraction) until it is rounded once, half up; Python's round() would send 0.5 to 0.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from agreements.validity import Window
from planning.models import Rounding
from planning.periods import length


@dataclass(frozen=True)
class Part:
    """What one wording asks in one period: `rate` for all days of the `period`, of which it counts in `days`."""

    rate: Fraction
    period: Window
    days: Window

    @property
    def share(self) -> Fraction:
        return self.rate * length(self.days) / length(self.period)

    @property
    def is_by_day(self) -> bool:
        """Asked whole by one day."""
        return self.period.start == self.period.end


def part_by(day: date, number: int) -> Part:
    return Part(Fraction(number), Window(day, day), Window(day, day))


def share_of(parts: Iterable[Part]) -> Fraction:
    return sum((part.share for part in parts), Fraction(0))


def rounded(parts: Iterable[Part], rounding: str) -> int:
    """NOMINAL is the whole count of each period that was begun, never less than the days alone would give.

    What is asked by a day is whole in any case.
    """
    parts = list(parts)
    if rounding == Rounding.NOMINAL:
        whole = share_of(part for part in parts if part.is_by_day)
        cut = [part for part in parts if not part.is_by_day]
        return math.ceil(whole) + max(round_half_up(share_of(cut)), _whole_counts(cut))
    share = share_of(parts)
    return math.ceil(share) if rounding == Rounding.CEIL else round_half_up(share)


def _whole_counts(parts: Iterable[Part]) -> int:
    """Of periods that overlap the highest count, not the sum; those that follow one another are added.

    Wordings that changed in the middle of a period ask for the same days, and no day asks twice. Of all sets of
    periods without a common day it is the one that asks for most.
    """
    highest: dict[Window, int] = {}
    for part in parts:
        highest[part.period] = max(math.ceil(part.rate), highest.get(part.period, 0))
    up_to: list[tuple[date, int]] = []
    for period in sorted(highest, key=lambda period: period.end):
        before = max((count for end, count in up_to if end < period.start), default=0)
        up_to.append((period.end, before + highest[period]))
    return max((count for _, count in up_to), default=0)


def round_half_up(share: Fraction) -> int:
    return math.floor(share + Fraction(1, 2))
