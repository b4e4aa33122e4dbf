"""A cell cut into its terms: by lines and semicolons, and by a comma or „a“ where each side is a term of its own."""

import re
from itertools import pairwise
from typing import NamedTuple

from agreements.reading.counts import bounds, counts, offsets, periods
from agreements.reading.marks import REMARK, conditions, demands, lasting, notes, references
from agreements.reading.points import points
from agreements.reading.text import EMPTY_LINE, SPACES, Folded
from agreements.reading.things import things_in
from agreements.reading.words import Found

HEADS = frozenset({"count", "per", "too_often", "point", "offset", "demand", "condition"})
HARD_ENDS = re.compile(r"[\n\f;|·•▪●]")
# A line that can't be the end of anything, and one that can't be the beginning.
GOES_ON = re.compile(
    r"(?:[,(/-]|(?:^|[ \n])(?:a|i|v|ve|na|do|od|za|ke|k|s|se|z|ze|o|u|po|pro|nebo|az|dle|podle|vc\.|vcetne))[ ]*$"
)
GOES_BACK = re.compile(r"[ ]*(?:[(),/]|(?:a|i|vc\.|vcetne|rocne|za rok|roku)(?![a-z0-9]))")
SPACE = re.compile(f"[{SPACES}]")
BOUND_BEFORE = re.compile(r"\b(?:min|max|cca|alespon|nejmene|minimalne|maximalne|nejvyse)\.? ?$")
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


def parts_of(folded: Folded) -> list[Part]:
    return [part for start, end in _blocks(folded) for part in _terms_of(folded.plain, start, end)]


def _blocks(folded: Folded) -> list[tuple[int, int]]:
    """Lines and what semicolons part; a line that goes on with the one before it is joined to it."""
    plain = folded.plain
    has_paragraphs = EMPTY_LINE in plain.strip()
    blocks: list[tuple[int, int]] = []
    start, separator = 0, ""
    for match in [*HARD_ENDS.finditer(plain), None]:
        end = match.start() if match else len(plain)
        if plain[start:end].strip():
            before = plain[slice(*blocks[-1])] if blocks else ""
            is_wrapped = separator == "\n" and (
                has_paragraphs or not _is_beginning(folded.written(start, end))
            )
            if blocks and separator in SPACES and _goes_on(before, plain[start:end], separator, is_wrapped):
                blocks[-1] = (blocks[-1][0], end)
            else:
                blocks.append((start, end))
        start, separator = end + 1, match[0] if match else ""
    return blocks


def _is_beginning(written: str) -> bool:
    """A number, a capital or a bullet begins a line; an abbreviation goes on with the one before."""
    word = written.split()[0]
    return not word[0].islower() and not (word.isalpha() and word.isupper() and len(word) > 1)


def _goes_on(before: str, line: str, separator: str, is_wrapped: bool) -> bool:
    if GOES_ON.search(before) or GOES_BACK.match(line) or before.count("(") > before.count(")"):
        return True
    if separator == EMPTY_LINE:
        return False
    heads, earlier = _heads(line), _heads(before)
    if not heads:
        return is_wrapped
    if not earlier:
        return bool(things_in(before)) and not things_in(line) and heads[0].what in {"count", "per", "point"}
    lacks_period = earlier[-1].what == "count" and heads[0].what == "per"
    lacks_year = earlier[-1].what == "point" and earlier[-1].value.year is None and heads[0].what == "point"
    return lacks_period or (lacks_year and heads[0].value.unit == "year")


def _heads(plain: str) -> list[Found]:
    return [one for one in found_in(plain) if one.what in HEADS]


def _terms_of(plain: str, start: int, end: int) -> list[Part]:
    start += LABEL.match(plain[start:end]).end()
    block = SPACE.sub(" ", plain[start:end])
    found = found_in(block)
    cuts = [0, *_cuts(block, found), len(block)]
    parts = [
        Part(first, last, [one for one in found if first <= one.start < last])
        for first, last in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    for earlier, later in pairwise(parts):
        _share_period(earlier, later)
    return [
        Part(start + part.start, start + part.end, [_moved(one, start) for one in part.found])
        for part in parts
    ]


def _share_period(earlier: Part, later: Part) -> None:
    """„každoročně do 30. 6. a 31. 12.“: the second day is one of each year too."""
    before = {one.what: one for one in earlier.heads}
    if set(before) == {"per", "point"} and before["point"].value.year is None:
        heads = later.heads
        if len(heads) == 1 and heads[0].what == "point" and heads[0].value.year is None:
            later.found.insert(0, before["per"]._replace(start=later.start, end=later.start))


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
    is_subject_first = bool(re.search(r"[a-z]{3}", _unclaimed(block, since, cluster[0].start, claimed)))
    gaps = [
        match
        for match in SOFT.finditer(block, last.end, head.start)
        if not brackets[match.start()] and match.start() not in claimed
    ]
    if not gaps:
        return _run_together(block, cluster, head, is_subject_first)
    if REMARK.match(block, gaps[-1].end()):
        return None
    gap = gaps[0] if is_subject_first and _says_what(block[gaps[-1].end() : head.start]) else gaps[-1]
    return gap.start(), gap.end()


def _run_together(block: str, cluster: list[Found], head: Found, is_subject_first: bool):
    """A scan lost the line between „2x ročně … akce“ and „10x ročně … podpora“."""
    is_whole = [one.what for one in cluster] == ["count", "per"]
    if (
        head.what != "count"
        or not is_whole
        or is_subject_first
        or not block[cluster[-1].end : head.start].strip()
    ):
        return None
    start = BOUND_BEFORE.search(block, cluster[-1].end, head.start)
    start = start.start() if start else head.start
    return start, start


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
        return has_per and (has_count or "point" not in whats)
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
