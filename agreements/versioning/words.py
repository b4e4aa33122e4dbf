"""Which words of a text were taken out and which were put in."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import chain

# a date or a number with its unit is one word; so is „vč.“, „a/nebo“ and „sociálně-právní“
TOKEN = re.compile(
    r"\d{1,2}\.[ \u00a0]?\d{1,2}\.[ \u00a0]?\d{4}"
    r"|\d+(?:[.,]\d+)?(?:[ \u00a0]?%|\w+)?"
    r"|\w{1,3}\."
    r"|\w+(?:[-/’]\w+)*"
    r"|\n|[^\w\s]"
)
SPACES = re.compile(r"[^\S\n]+")
PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")
# What one comparison may cost: pairs of equal words that difflib would try, and words on either side.
MAX_PAIRS, MAX_TOKENS = 1_000_000, 30_000


class PieceKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    kind: PieceKind
    text: str


def word_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The text in the order of reading; what was removed stands before what came instead of it.

    Spaces are not compared. A text too long to be compared by words in a request is compared by paragraphs,
    and what even that could not tell apart is shown as replaced as a whole.
    """
    if old == new:
        return (Piece(PieceKind.SAME, new),) if new else ()
    return _pieces(old, new)


@lru_cache(maxsize=256)
def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    old_words, new_words = _split(old, TOKEN), _split(new, TOKEN)
    if _is_cheap(_stripped(old_words), _stripped(new_words)):
        return _joined(_islands_drowned(_compared(old_words, new_words)))
    return _joined(_by_paragraphs(_split(old, PARAGRAPH), _split(new, PARAGRAPH)))


def shortened(pieces: tuple[Piece, ...], around: int = 150) -> tuple[Piece, ...]:
    """With long passages that stay cut down to what is next to a change."""
    short, last = [], len(pieces) - 1
    for at, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == PieceKind.SAME and len(text) > 2 * around + 20:
            start = text[:around].rsplit(" ", 1)[0] if at else ""
            end = text[-around:].split(" ", 1)[-1] if at < last else ""
            text = f"{start} […] {end}"
        short.append(Piece(piece.kind, text))
    return tuple(short)


def is_spacing_only(old: str, new: str) -> bool:
    return old != new and old.split() == new.split()


# --- Words and paragraphs with the spaces behind them -------------------------------------------------------


def _split(text: str, token: re.Pattern) -> list[str]:
    """Tokens, each with the spaces that follow it, so that joined they give the text."""
    starts = [match.start() for match in token.finditer(text)]
    if not starts:
        return [text] if text else []
    starts[0] = 0
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _stripped(tokens: list[str]) -> list[str]:
    return [SPACES.sub("", token) for token in tokens]


def _is_cheap(old: list[str], new: list[str]) -> bool:
    first, last = _common_ends(old, new)
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(old), len(new)) > MAX_TOKENS:
        return False
    of_old, of_new = Counter(old), Counter(new)
    return sum(count * of_new[token] for token, count in of_old.items()) <= MAX_PAIRS


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - first
    last = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return first, last


# --- Comparing ----------------------------------------------------------------------------------------------


def _compared(old: list[str], new: list[str]) -> list[Piece]:
    bare_old, bare_new = _stripped(old), _stripped(new)
    first, last = _common_ends(bare_old, bare_new)
    middle_old, middle_new = slice(first, len(old) - last), slice(first, len(new) - last)
    matcher = SequenceMatcher(None, bare_old[middle_old], bare_new[middle_new], autojunk=False)
    pieces = [Piece(PieceKind.SAME, "".join(new[:first]))]
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        removed = "".join(old[middle_old][from_old:to_old])
        added = "".join(new[middle_new][from_new:to_new])
        pieces += [Piece(PieceKind.SAME, added)] if tag == "equal" else _replaced(removed, added)
    return [*pieces, Piece(PieceKind.SAME, "".join(new[len(new) - last :]) if last else "")]


def _replaced(removed: str, added: str) -> list[Piece]:
    return [Piece(PieceKind.REMOVED, removed), Piece(PieceKind.ADDED, added)]


def _by_paragraphs(old: list[str], new: list[str]) -> list[Piece]:
    """Paragraphs first, words only inside those that differ, as far as that is cheap."""
    bare_old, bare_new = _stripped(old), _stripped(new)
    if not _is_cheap(bare_old, bare_new):
        return _replaced("".join(old), "".join(new))
    pieces, left = [], MAX_TOKENS
    for tag, from_old, to_old, from_new, to_new in SequenceMatcher(
        None, bare_old, bare_new, autojunk=False
    ).get_opcodes():
        removed, added = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        if tag == "equal":
            pieces.append(Piece(PieceKind.SAME, added))
            continue
        old_words, new_words = _split(removed, TOKEN), _split(added, TOKEN)
        left -= max(len(old_words), len(new_words))
        if left >= 0 and _is_cheap(_stripped(old_words), _stripped(new_words)):
            pieces += _islands_drowned(_compared(old_words, new_words))
        else:
            pieces += _replaced(removed, added)
    return pieces


def _islands_drowned(pieces: list[Piece]) -> list[Piece]:
    """A lone comma or a one-letter word between two changes reads as a part of them."""
    last = len(pieces) - 1
    return list(
        chain.from_iterable(
            _replaced(piece.text, piece.text)
            if 0 < at < last and piece.kind == PieceKind.SAME and len(piece.text.strip()) < 2
            and "\n" not in piece.text
            and pieces[at - 1].kind != PieceKind.SAME
            and pieces[at + 1].kind != PieceKind.SAME
            else [piece]
            for at, piece in enumerate(pieces)
        )
    )  # fmt: skip


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Changes that touch are one removal and one addition."""
    joined, removed, added = [], "", ""
    for piece in [*(piece for piece in pieces if piece.text), None]:
        if piece is not None and piece.kind == PieceKind.REMOVED:
            removed += piece.text
        elif piece is not None and piece.kind == PieceKind.ADDED:
            added += piece.text
        else:
            joined += [one for one in _replaced(removed, added) if one.text]
            removed = added = ""
            if piece is not None:
                joined.append(piece)
    return tuple(joined)
