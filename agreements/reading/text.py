"""A text folded so that patterns can read it, with the way back to what was written, character by character."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from agreements.reading.repair import repaired

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
TIMES = "×✕✖⨯хХ"
LINE_ENDS = "\n\r\x0b\x0c\u0085\u2028\u2029"
# soft hyphens, marks without width and the marks of footnotes; none of them is a word
DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾®*†‡"
QUOTES = "„“”‚‘’«»'`´"
# as OCR writes č
EMPTY_LINE = "\f"
SPACES = f" \n{EMPTY_LINE}"
# „á 3 měsíce“; without its accent it would be an „and“
EACH = re.compile(r"(?<!\w)[áàÁÀ](?=\s[0-9])")
EVERY = "co"
FRACTION = "\u2044"  # what „½“ is made of
SPECIAL = {"¢": "c", "€": "c", "…": ".", "ł": "l", "\t": " "}


@dataclass(frozen=True)
class Folded:
    """`plain` is lower case without diacritics; `at` is the place of each of its characters in `text`."""

    text: str
    plain: str
    at: tuple[int, ...]

    def is_capitalised(self, place: int) -> bool:
        """A word begins there, with a capital and then a small letter."""
        first = self.at[place]
        return self.text[first].isupper() and self.text[first + 1 : first + 2].islower()

    def written(self, start: int, end: int) -> str:
        """The part of the text itself."""
        return self.text[self.at[start] : self.at[end]]


def folded(text: str) -> Folded:
    plain, at = [], []
    text_lines = text.replace("\r\n", " \n")
    each = {match.start() for match in EACH.finditer(text_lines)}
    for place, char in enumerate(text_lines):
        for one in EVERY if place in each else _folded_char(char):
            if one in SPACES and plain and plain[-1] in SPACES:
                plain[-1] = _wider(plain[-1], one)
                continue
            plain.append(one)
            at.append(place)
    return Folded(text, repaired("".join(plain)), (*at, len(text)))


def _wider(space: str, other: str) -> str:
    """A run of spaces is one; lines that end in it end all the same."""
    return EMPTY_LINE if space == other == "\n" else max(space, other, key=SPACES.index)


@lru_cache(4096)
def _folded_char(char: str) -> str:
    if (fixed := _fixed_chars().get(char)) is not None:
        return fixed
    if char.isspace() or unicodedata.category(char) == "Cc":
        return " "
    parts = unicodedata.normalize("NFKD", char)
    return "".join(one for one in parts.lower() if not unicodedata.combining(one)).replace(FRACTION, "/")


@cache
def _fixed_chars() -> dict[str, str]:
    classes = {DASHES: "-", TIMES: "x", LINE_ENDS: "\n", DROPPED: "", QUOTES: '"'}
    return SPECIAL | {char: to for chars, to in classes.items() for char in chars}


@lru_cache(1024)  # an activity stands beside each of its deadlines
def plain_of(text: str) -> str:
    """Folded, in one line, with single spaces."""
    return re.sub(r"\s+", " ", folded(text).plain).strip()
