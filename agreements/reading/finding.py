"""Everything a text is understood to say, each with its place."""

from agreements.reading.counts import bounds, counts, periods
from agreements.reading.marks import marks
from agreements.reading.offsets import offsets
from agreements.reading.stretches import points
from agreements.reading.undated import conditions, demands, lasting
from agreements.reading.words import Found

# What a term may be made of; the rest only adds to it.
HEADS = frozenset({"count", "per", "no_period", "point", "offset", "demand", "condition"})
# Who comes first takes its characters: a law's number is no date, „do 30 dnů od schválení“ no condition.
FINDERS = (marks, offsets, lasting, conditions, points, periods, counts, bounds, demands)


def found_in(plain: str) -> list[Found]:
    """In the order of the text; no character belongs to two."""
    claimed = bytearray(len(plain))
    found = sorted((one for finder in FINDERS for one in finder(plain, claimed)), key=lambda one: one.start)
    return _without_nested(found)


def _without_nested(found: list[Found]) -> list[Found]:
    """Dates and numbers in a condition are the condition's."""
    kept: list[Found] = []
    for one in found:
        if not (kept and kept[-1].what == "condition" and one.start < kept[-1].end):
            kept.append(one)
    return kept
