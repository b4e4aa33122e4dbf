"""A term on its way: what was found in its part of the cell, what is known of it and what was not understood."""

from dataclasses import dataclass, field

from agreements.reading.finding import HEADS
from agreements.reading.marks import REMARK
from agreements.reading.parts import Part, in_brackets
from agreements.reading.text import Folded
from agreements.reading.words import Found


@dataclass
class Draft:
    """What is known of a term so far; `unread` are places in the plain text."""

    folded: Folded
    part: Part
    by_what: dict[str, list[Found]]
    columns: dict = field(default_factory=dict)
    unread: list[tuple[int, int]] = field(default_factory=list)

    def first(self, what: str) -> Found | None:
        return next(iter(self.by_what.get(what, ())), None)

    def has(self, *whats: str) -> bool:
        return all(what in self.by_what for what in whats)

    def left(self) -> str:
        """The part without what was found in it."""
        text = list(self.folded.plain[self.part.start : self.part.end])
        for one in self.part.found:
            text[one.start - self.part.start : one.end - self.part.start] = " " * (one.end - one.start)
        return "".join(text)

    def trigger(self, *more: str) -> str:
        """Whose offer, what need."""
        said = [one for what in ("demand", *more) for one in self.by_what[what]]
        return self.written(min(one.start for one in said), max(one.end for one in said))

    def leave_all(self, *whats: str) -> None:
        for what in whats:
            self.leave(*self.by_what.get(what, ()))

    def leave(self, *found: Found) -> None:
        self.unread += [(one.start, one.end) for one in found]

    def written(self, start: int, end: int) -> str:
        return " ".join(self.folded.written(start, end).replace("\u00ad", "").split())


def without_remark(plain: str, part: Part) -> tuple[Part, tuple[int, int] | None]:
    """„2x ročně, tj. 1x za pololetí“: the numbers of an explanation are not the term's. And its place."""
    heads = part.heads
    claimed = {place for one in part.found for place in range(one.start, one.end)}
    for match in REMARK.finditer(plain, part.start, part.end):
        first = match.start()
        splits_heads = heads and heads[0].start < first < heads[-1].start
        if splits_heads and first not in claimed and plain[part.start : first].rfind("(") < 0:
            before = [one for one in part.found if one.start < first]
            return Part(part.start, first, before), (first, part.end)
    return part, None


def drafted(folded: Folded, part: Part) -> Draft:
    """Heads in brackets count where there are no others, or where they add to those outside."""
    inside = in_brackets(folded.plain[part.start : part.end])
    is_inner = [one.what in HEADS and inside[one.start - part.start] for one in part.found]
    outer = [one for one, inner in zip(part.found, is_inner, strict=True) if not inner]
    if not any(one.what in HEADS for one in outer):
        outer, is_inner = part.found, [False] * len(part.found)
    draft = Draft(folded, part, {})
    for one in outer:
        draft.by_what.setdefault(one.what, []).append(one)
    for one in (one for one, inner in zip(part.found, is_inner, strict=True) if inner):
        opened = folded.plain.rfind("(", part.start, one.start)
        before = folded.plain[opened : one.start]
        if one.what == "point" and draft.has("per") and not draft.has("point") and not REMARK.search(before):
            draft.by_what["point"] = [one]
        else:
            closed = folded.plain.find(")", one.end, part.end)
            draft.unread.append((opened + 1, closed))
    for what in ("count", "per", "point", "offset", "condition"):
        draft.leave(*draft.by_what.get(what, [])[1:])
    return draft
