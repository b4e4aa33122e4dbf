"""A cell cut into its terms: by lines and semicolons, and by a comma or „a“ where each side is a term of its own."""

import re
from typing import NamedTuple

from agreements.reading.counts import bounds, counts, offsets, periods
from agreements.reading.marks import REMARK, conditions, demands, lasting, notes, references
from agreements.reading.points import points
from agreements.reading.things import things_in
from agreements.reading.words import Found

HEADS = frozenset({"count", "per", "too_often", "point", "offset", "demand", "condition"})
HARD_ENDS = re.compile(r"[\n;|·•▪●]")
# A line that can't be the end of anything, and one that can't be the beginning.
GOES_ON = re.compile(
    r"(?:[,(/-]|(?:^|[ \n])(?:a|i|v|ve|na|do|od|za|ke|k|s|se|z|ze|o|u|po|pro|nebo|az|dle|podle|vc\.|vcetne))[ ]*$"
)
GOES_BACK = re.compile(r"[ ]*(?:[(),/]|(?:a|i|vc\.|vcetne|rocne|za rok|roku)(?![a-z0-9]))")
LABEL = re.compile(r"[ \n]*(?:[-*·•▪●>o] |[a-h]\) ?|[0-9]\) ?|[1-9]\. (?=[0-9]+ ?x|[a-z]*(?:krat|min)))?")
SOFT = re.compile(
    r"(?:, (?:a|i|dale|a dale|a take) | a (?:dale |take |rovnez |zaroven )?|, ?| i | \+ ?| & | ?/ | dale |\. (?=[a-z0-9])| - )"
)


class Part(NamedTuple):
    """One term: its place in the plain text and what was found in it."""

    start: int
    end: int
    found: list[Found]

    @property
    def heads(self) -> list[Found]:
        return [one for one in self.found if one.what in HEADS]


def found_in(plain: str) -> list[Found]:
    """Everything understood, in the order of the text; no character belongs to two."""
    claimed = bytearray(len(plain))
    found = references(plain, claimed) + notes(plain, claimed) + offsets(plain, claimed)
    found += lasting(plain, claimed) + conditions(plain, claimed)
    found += points(plain, claimed) + counts(plain, claimed) + periods(plain, claimed)
    found += bounds(plain, claimed) + demands(plain, claimed)
    inside = [place for one in found if one.what == "condition" for place in range(one.start + 1, one.end)]
    return sorted((one for one in found if one.start not in set(inside)), key=lambda one: one.start)


def parts_of(plain: str) -> list[Part]:
    return [part for start, end in _blocks(plain) for part in _terms_of(plain, start, end)]


def _blocks(plain: str) -> list[tuple[int, int]]:
    """Lines and what semicolons part; a line that goes on with the one before it is joined to it."""
    blocks: list[tuple[int, int]] = []
    start = 0
    for match in [*HARD_ENDS.finditer(plain), None]:
        end = match.start() if match else len(plain)
        separator = plain[start - 1] if start else ""
        if plain[start:end].strip(" -•·,.") or plain[start:end].strip():
            if blocks and separator == "\n" and _goes_on(plain[slice(*blocks[-1])], plain[start:end]):
                blocks[-1] = (blocks[-1][0], end)
            else:
                blocks.append((start, end))
        start = end + 1
    return blocks


def _goes_on(before: str, line: str) -> bool:
    if GOES_ON.search(before) or GOES_BACK.match(line) or before.count("(") > before.count(")"):
        return True
    heads, earlier = _heads(line), _heads(before)
    if not heads:
        return bool(earlier) and not line[:1].isdigit() and bool(things_in(line)) and _is_attribute(line)
    if not earlier:
        return bool(things_in(before)) and not things_in(line) and heads[0].what in {"count", "per", "point"}
    lacks_period = earlier[-1].what == "count" and heads[0].what == "per"
    lacks_year = earlier[-1].what == "point" and earlier[-1].value.year is None and heads[0].what == "point"
    return lacks_period or (lacks_year and heads[0].value.unit == "year")


def _is_attribute(line: str) -> bool:
    return bool(
        re.match(
            r" ?(?:manazer|zastupc|poveren|konzultant|predloz|na vedomi|zastupitel|pracovni|skupin)", line
        )
    )


def _heads(plain: str) -> list[Found]:
    return [one for one in found_in(plain) if one.what in HEADS]


def _terms_of(plain: str, start: int, end: int) -> list[Part]:
    start += LABEL.match(plain[start:end]).end()
    block = plain[start:end].replace("\n", " ")
    found = found_in(block)
    cuts = [0, *_cuts(block, found), len(block)]
    places = list(zip(cuts[::2], cuts[1::2], strict=True))
    return [
        Part(start + first, start + last, [_moved(one, start) for one in found if first <= one.start < last])
        for first, last in places
    ]


def _moved(found: Found, by: int) -> Found:
    return found._replace(start=found.start + by, end=found.end + by)


def _cuts(block: str, found: list[Found]) -> list[int]:
    """Ends and starts of the terms, in turn."""
    brackets = in_brackets(block)
    heads = [one for one in found if one.what in HEADS and not brackets[one.start]]
    claimed = {place for one in found for place in range(one.start, one.end)}
    cuts: list[int] = []
    cluster: list[Found] = []
    for head in heads:
        if cluster and (gap := _gap(block, cluster, head, brackets, claimed, cuts[-1] if cuts else 0)):
            cuts += gap
            cluster = []
        cluster.append(head)
    return cuts


def _gap(block, cluster, head, brackets, claimed, since) -> tuple[int, int] | None:
    """Where the term before `head` ends and the one with it begins; None where they are one."""
    if _belongs(cluster, head):
        return None
    last = cluster[-1]
    gaps = [
        match
        for match in SOFT.finditer(block, last.end, head.start)
        if not brackets[match.start()] and match.start() not in claimed
    ]
    if not gaps or REMARK.match(block, gaps[-1].end()):
        return None
    is_subject_first = bool(re.search(r"[a-z]{3}", _unclaimed(block, since, cluster[0].start, claimed)))
    gap = gaps[0] if is_subject_first and _says_what(block[gaps[-1].end() : head.start]) else gaps[-1]
    return gap.start(), gap.end()


def _says_what(text: str) -> bool:
    return bool(re.search(r"[a-z]{2}", text))


def _unclaimed(block: str, start: int, end: int, claimed: set[int]) -> str:
    return "".join(block[place] for place in range(start, end) if place not in claimed)


def _belongs(cluster: list[Found], head: Found) -> bool:
    """Says something more of the term before it."""
    whats = {one.what for one in cluster}
    has_count, has_per = "count" in whats, "per" in whats
    if head.what == "demand":
        return whats == {"demand"}
    if head.what == "point" and head.value.year is None:
        return has_per and not (whats & {"point"})
    if head.what in {"point", "per", "offset"}:
        return has_count and not (whats & {"per", "point", "offset", "too_often"})
    return False


def in_brackets(block: str) -> list[bool]:
    """Whether each character stands in brackets; a bracket that is never closed or opened is none."""
    inside = [False] * (len(block) + 1)
    opened: list[int] = []
    for place, char in enumerate(block):
        if char == "(":
            opened.append(place)
        elif char == ")" and opened:
            first = opened.pop()
            if not opened:
                inside[first : place + 1] = [True] * (place + 1 - first)
    return inside
