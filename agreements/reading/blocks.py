"""A cell cut into blocks: by lines and semicolons, where a line that goes on with the one before it is no end."""

import re
from typing import NamedTuple

from agreements.reading.finding import HEADS
from agreements.reading.text import EMPTY_LINE, SPACES, Folded
from agreements.reading.things import things_in
from agreements.reading.words import Found

HARD_ENDS = re.compile(r"[\n\f;|·•▪●]")
# A line that can't be the end of anything, and one that can't be the beginning.
GOES_ON = re.compile(
    r"(?:[,(/-]|(?:^|[ \n])(?:a|i|v|ve|na|do|od|za|ke|k|s|se|z|ze|o|u|po|pro|nebo|az|dle|podle|vc\.|vcetne))[ ]*$"
)
GOES_BACK = re.compile(r"[ ]*(?:[(),/]|(?:a|i|vc\.|vcetne|rocne|za rok|roku)(?![a-z0-9]))")
SPACE = re.compile(f"[{SPACES}]")


def blocks_of(folded: Folded, found: list[Found]) -> list[tuple[int, int]]:
    """Lines and what semicolons part; a line that goes on with the one before it is joined to it."""
    plain = folded.plain
    has_paragraphs = EMPTY_LINE in plain.strip()
    heads = [one for one in found if one.what in HEADS]
    blocks: list[tuple[int, int]] = []
    last: list[Found] = []  # heads of the block so far
    start, separator = 0, ""
    for match in [*HARD_ENDS.finditer(plain), None]:
        end = match.start() if match else len(plain)
        if plain[start:end].strip():
            own = taken(heads, end)
            is_wrapped = separator == "\n" and (
                has_paragraphs or not _is_beginning(folded.written(start, end))
            )
            last_start, last_end = blocks[-1] if blocks else (0, 0)
            before = plain[max(last_start, last_end - 200) : last_end]
            lines = Lines(before, last_end, last, plain[start:end], start, own)
            if blocks and separator in SPACES and lines.go_on(separator, is_wrapped=is_wrapped):
                blocks[-1] = (blocks[-1][0], end)
                last = last[-1:] + own
            else:
                blocks.append((start, end))
                last = own
        start, separator = end + 1, match[0] if match else ""
    return blocks


def taken(heads: list[Found], end: int) -> list[Found]:
    """Those before the place, taken from the list."""
    number = next((place for place, one in enumerate(heads) if one.start >= end), len(heads))
    taken = heads[:number]
    del heads[:number]
    return taken


def _is_beginning(written: str) -> bool:
    """A number, a capital or a bullet begins a line; an abbreviation goes on with the one before."""
    word = written.split()[0].strip(",.:()")
    if not word:
        return True
    return not word[0].islower() and not (word.isalpha() and word.isupper() and len(word) > 1)


class Lines(NamedTuple):
    """A line and what stands before it, each with its heads."""

    before: str
    before_end: int
    earlier: list[Found]
    line: str
    line_start: int
    heads: list[Found]

    def go_on(self, separator: str, *, is_wrapped: bool) -> bool:
        before = self.before
        if (
            GOES_ON.search(before[-20:])
            or GOES_BACK.match(self.line)
            or before.count("(") > before.count(")")
        ):
            return True
        if separator == EMPTY_LINE:
            return False
        if not self.heads:
            return is_wrapped
        return self._complete_one_another() or (is_wrapped and self._lacks_subject())

    def _lacks_subject(self) -> bool:
        """The line before ends with its period and this one begins with words."""
        last = self.earlier[-1] if self.earlier else None
        ends = last is not None and last.what in {"count", "per"} and last.end >= self.before_end - 1
        return ends and self.heads[0].start > self.line_start + 2

    def _complete_one_another(self) -> bool:
        """„Projednání LP / 1x ročně“, „4x / ročně“, „květen / 2022“"""
        first = self.heads[0]
        if not self.earlier:
            is_bare = first.what in {"count", "per", "point"} and not things_in(self.line)
            return is_bare and bool(things_in(self.before))
        last = self.earlier[-1]
        lacks_period = last.what == "count" and first.what == "per"
        lacks_year = last.what == first.what == "point" and last.value.year is None
        return lacks_period or (lacks_year and first.value.unit == "year")


def joined(plain: str, blocks: list[tuple[int, int]]) -> str:
    """With spaces instead of the breaks inside a block, so that what a line breaks is found whole."""
    chars = list(plain)
    for start, end in blocks:
        chars[start:end] = SPACE.sub(" ", plain[start:end])
    return "".join(chars)
