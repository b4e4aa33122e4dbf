"""Which rows of a list were moved: those outside the longest run that kept its order."""

from collections.abc import Hashable, Sequence


def moved(old: Sequence[Hashable], new: Sequence[Hashable]) -> frozenset:
    """Of two orders of the same rows, the fewest rows that one has to move to get from one to the other.

    Where several answers are as short, the choice does not depend on which order came first.
    """
    first = next((at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other), len(old))
    old, new = old[first:], new[first:]
    last = next(
        (at for at, (one, other) in enumerate(zip(old[::-1], new[::-1], strict=True)) if one != other), 0
    )
    old, new = old[: len(old) - last], new[: len(new) - last]
    return frozenset(new) - frozenset(_kept(old, new))


def _kept(old: Sequence, new: Sequence) -> list:
    """The longest common subsequence; of several the one that comes first in the order of its members."""
    place = {row: at for at, row in enumerate(old)}
    places = [place[row] for row in new]
    length = [1] * len(new)
    for at in reversed(range(len(new))):
        later = (length[after] for after in range(at + 1, len(new)) if places[after] > places[at])
        length[at] = 1 + max(later, default=0)
    kept, from_place, start = [], -1, 0
    for wanted in range(max(length, default=0), 0, -1):
        at = min(
            (at for at in range(start, len(new)) if length[at] == wanted and places[at] > from_place),
            key=lambda at: new[at],
        )
        kept.append(new[at])
        from_place, start = places[at], at + 1
    return kept
