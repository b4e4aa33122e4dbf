"""A cell cut into its terms: by lines and semicolons, and by a comma or „a“ where each side is a term of its own."""

import re
from itertools import pairwise
from typing import NamedTuple

from agreements.reading.blocks import blocks_of, joined, taken
from agreements.reading.counts import YEARLY
from agreements.reading.finding import HEADS, found_in
from agreements.reading.marks import REMARK
from agreements.reading.text import Folded
from agreements.reading.words import Found

# What a term begins with, where it is written with a capital in the middle of a line.
BEGINNING = re.compile(r"(?<=[a-z0-9).]) [a-z]")
BEGINS = re.compile(
    r"(?:projednani|zprava|jednani|setkani|schuz|skupinov|individualn|vzdelavac|workshop|seminar|konzultac)"
)
MOST_TERMS = 60  # of one cell; what follows is not read
BOUND_BEFORE = re.compile(r"\b(?:min|max|cca|alespon|nejmene|minimalne|maximalne|nejvyse)\.? ?$")
LABEL = re.compile(
    r"[ \n]*(?:[-*·•▪●>o] |[a-h]\) ?|[0-9]\) ?|[1-9]\. (?=[0-9]{1,3} ?x|[a-z]{0,20}(?:krat|min)))?"
)
SOFT = re.compile(
    r"(?:, (?:a|i|dale|a dale|a take) | a (?:dale |take |rovnez |zaroven )?|, ?| i | \+ ?| & | ?/ | dale "
    r"|\. (?=[a-z0-9])| - )"
)


class Part(NamedTuple):
    """One term: its place in the plain text and what was found in it."""

    start: int
    end: int
    found: list[Found]

    @property
    def heads(self) -> list[Found]:
        return [one for one in self.found if one.what in HEADS]


def parts_of(folded: Folded) -> list[Part]:
    found = found_in(folded.plain)
    blocks = blocks_of(folded, found.copy())
    plain = joined(folded.plain, blocks)
    if plain != folded.plain:
        found = found_in(plain)
    many = blocks[:MOST_TERMS]
    parts = [part for start, end in many for part in _terms_of(Block(folded, plain, start, end, found))]
    if len(parts) > MOST_TERMS or len(blocks) > MOST_TERMS:
        parts[MOST_TERMS - 1 :] = [Part(parts[MOST_TERMS - 1].start, blocks[-1][1], [])]
    return parts


def _terms_of(block: "Block") -> list[Part]:
    cuts = [block.start, *_cuts(block), block.end]
    parts = [
        Part(first, last, [one for one in block.found if first <= one.start < last])
        for first, last in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    for earlier, later in pairwise(parts):
        _share_period(earlier, later)
    for earlier, later in pairwise(parts):
        if later.heads and later.heads[-1].what == "per":
            _share_period(later, earlier)
    return parts


def _share_period(of: Part, other: Part) -> None:
    """„každoročně do 30. 6. a 31. 12.“, „k 30. 6. a 31. 12. každého roku“: the other day is one of each year too."""
    own = {one.what: one for one in of.heads}
    if set(own) == {"per", "point"} and own["point"].value.year is None:
        heads = other.heads
        if len(heads) == 1 and heads[0].what == "point" and heads[0].value.year is None:
            other.found.insert(0, own["per"]._replace(start=other.start, end=other.start))


class Block:
    """Lines that belong together, in which terms stand one after another."""

    def __init__(self, folded: Folded, plain: str, start: int, end: int, found: list[Found]):
        """`found` are taken from their list as the blocks go by."""
        self.folded, self.plain, self.end = folded, plain, end
        self.start = start + LABEL.match(plain[start:end]).end()
        self.found = [one for one in taken(found, end) if one.start >= self.start]
        self.brackets = in_brackets(plain[self.start : end])
        self.claimed = bytearray(end - self.start)
        for one in self.found:
            self.claimed[one.start - self.start : one.end - self.start] = b"\1" * (one.end - one.start)

    @property
    def outer_heads(self) -> list[Found]:
        return [one for one in self.found if one.what in HEADS and not self.brackets[one.start - self.start]]

    def gaps(self, first: int, last: int) -> list[re.Match]:
        return [
            match
            for match in SOFT.finditer(self.plain, first, last)
            if not self.brackets[match.start() - self.start] and not self.claimed[match.start() - self.start]
        ]

    def beginning(self, first: int, last: int) -> tuple[int, int] | None:
        """Where a scan lost the end of a line: „… SZ Projednání LP 1x ročně Zpráva 1x ročně“."""
        for match in BEGINNING.finditer(self.plain, first, last):
            if self.folded.is_capitalised(match.end() - 1) and BEGINS.match(self.plain, match.end() - 1):
                return match.start(), match.start() + 1
        return None

    def says_something(self, first: int, last: int) -> bool:
        """Whether words stand there that were not found to be anything."""
        words = "".join(
            char if not claimed else "."
            for char, claimed in zip(
                self.plain[first:last], self.claimed[first - self.start : last - self.start], strict=True
            )
        )
        return bool(re.search(r"[a-z]{3}", words))


def _cuts(block: Block) -> list[int]:
    """Ends and starts of the terms, in turn."""
    cuts: list[int] = []
    cluster: list[Found] = []
    is_subject_first = False
    for head in block.outer_heads:
        if not cluster:
            is_subject_first = block.says_something(cuts[-1] if cuts else block.start, head.start)
        elif gap := _gap(block, cluster, head, is_subject_first=is_subject_first):
            cuts += gap
            is_subject_first = block.says_something(cuts[-1], head.start)
            cluster = []
        cluster.append(head)
    return cuts


def _gap(
    block: Block, cluster: list[Found], head: Found, *, is_subject_first: bool
) -> tuple[int, int] | None:
    """Where the term before `head` ends and the one with it begins; None where they are one."""
    if _belongs(cluster, head):
        return None
    if beginning := block.beginning(cluster[-1].end, head.start):
        return beginning
    gaps = block.gaps(cluster[-1].end, head.start)
    if not gaps:
        return None if is_subject_first else _run_together(block, cluster, head)
    if REMARK.match(block.plain, gaps[-1].end()):
        return None
    if _says_how_often(block, cluster, head):
        return None
    if "/" in gaps[-1][0] and not block.says_something(head.end, block.end):
        # „4x ročně / 1x za čtvrtletí“ says one thing twice
        return None
    before_head = block.plain[gaps[-1].end() : head.start]
    gap = gaps[0] if is_subject_first and re.search(r"[a-z]{2}", before_head) else gaps[-1]
    return gap.start(), gap.end()


def _says_how_often(block: Block, cluster: list[Found], head: Found) -> bool:
    """„do 31. 3., každoročně“"""
    is_day = [one.what for one in cluster] == ["point"] and cluster[0].value.year is None
    is_last = head.what == "per" and head.value.per in YEARLY and block.outer_heads[-1] is head
    return is_day and is_last and not block.says_something(head.end, block.end)


def _run_together(block: Block, cluster: list[Found], head: Found) -> tuple[int, int] | None:
    """A scan lost the line between „2x ročně … akce“ and „10x ročně … podpora“."""
    is_whole = [one.what for one in cluster] == ["count", "per"]
    between = block.plain[cluster[-1].end : head.start]
    if head.what != "count" or not is_whole or not re.search(r"[a-z]{3}", between):
        return None
    bound = BOUND_BEFORE.search(block.plain, cluster[-1].end, head.start)
    start = bound.start() if bound else head.start
    return start, start


def _belongs(cluster: list[Found], head: Found) -> bool:
    """Says something more of the term before it."""
    whats = {one.what for one in cluster[-8:]}
    has_count, has_per = "count" in whats, "per" in whats
    if head.what == "demand":
        return whats == {"demand"}
    if head.what == "point" and head.value.year is None:
        is_yearly = all(one.value.per in YEARLY for one in cluster if one.what == "per")
        return has_per and (has_count or "point" not in whats or not is_yearly)
    if head.what in {"point", "per", "offset"}:
        return has_count and not (whats & {"per", "point", "offset", "no_period"})
    return False


def in_brackets(text: str) -> list[bool]:
    """Whether each character stands in brackets; a bracket that is never closed or opened is none."""
    inside = [False] * (len(text) + 1)
    opened: list[int] = []
    for place, char in enumerate(text):
        if char == "(":
            opened.append(place)
        elif char == ")" and opened:
            first = opened.pop()
            if not opened:
                inside[first : place + 1] = [True] * (place + 1 - first)
    return inside
