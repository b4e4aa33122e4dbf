"""What was asked, and where the found words stand in a text. Folding here only marks; rows are found by SQL."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

LONGEST = 200
MOST_WORDS = 8
LEAST_LETTERS = 2
EXCERPT = 220
BEFORE = 60
WORD = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """`is_whole`: a number with a slash behind it has been typed to its end („3“ in „3/2026“)."""

    text: str
    is_whole: bool = False

    def begins(self, word: str) -> bool:
        plain = fold(word)
        return plain == self.text if self.is_whole else plain.startswith(self.text)


class Piece(NamedTuple):
    text: str
    is_found: bool


@dataclass(frozen=True)
class Question:
    text: str
    terms: tuple[Term, ...] = ()
    is_cut: bool = False

    @property
    def can_be_asked(self) -> bool:
        return sum(len(term.text) for term in self.terms) >= LEAST_LETTERS


def read_question(text: str) -> Question:
    """Quotes, operators and control characters only part words; of a long question its beginning is asked."""
    typed = " ".join(text.replace("\x00", " ").split())
    kept = typed[:LONGEST]
    terms = list(dict.fromkeys(_terms(kept)))
    is_cut = len(typed) > LONGEST or len(terms) > MOST_WORDS
    return Question(kept, tuple(terms[:MOST_WORDS]), is_cut)


def _terms(text: str) -> Iterator[Term]:
    for word in WORD.finditer(text):
        is_number = word.group().isascii() and word.group().isdecimal()
        yield Term(fold(word.group()), is_number and text[word.end() : word.end() + 1] == "/")


def fold(text: str) -> str:
    """Without case and diacritics, letter for letter."""
    return "".join(unicodedata.normalize("NFKD", letter)[0].lower()[:1] for letter in text)


def marked(text: str, terms: tuple[Term, ...]) -> list[Piece]:
    """The text in pieces, the found beginnings of words apart; of a long one the part around the first of them."""
    text = unicodedata.normalize("NFC", text)
    found = [
        (word.start(), word.start() + max(lengths))
        for word in WORD.finditer(text)
        if (lengths := [len(term.text) for term in terms if term.begins(word.group())])
    ]
    first, last = _excerpt(text, found[0][0] if found else 0)
    pieces = [Piece("… ", False)] if first else []
    place = first
    for start, end in found:
        if start >= first and end <= last:
            pieces += [Piece(text[place:start], False), Piece(text[start:end], True)]
            place = end
    pieces += [Piece(text[place:last], False)]
    if last < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _excerpt(text: str, around: int) -> tuple[int, int]:
    """Whole words; nothing is cut off a text that is hardly longer."""
    if len(text) <= EXCERPT:
        return 0, len(text)
    first = 0 if around <= BEFORE else text.rfind(" ", 0, around - BEFORE // 2) + 1
    if first + EXCERPT >= len(text):
        return first, len(text)
    last = text.rfind(" ", first, first + EXCERPT)
    return first, last if last > first else first + EXCERPT
