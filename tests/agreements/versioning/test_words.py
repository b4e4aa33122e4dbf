"""Which words of a text were taken out and put in."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from agreements.versioning import words
from agreements.versioning.words import PieceKind, is_spacing_only, shortened, word_pieces

TEXT = some.text(alphabet="ab č.,-\n  30", max_size=40) | some.text(max_size=30)


def marked(old: str, new: str) -> str:
    signs = {PieceKind.SAME: "{}", PieceKind.REMOVED: "[-{}-]", PieceKind.ADDED: "[+{}+]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in word_pieces(old, new))


def only(pieces, *kinds) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("do 30. 6. 2024.", "do 30. 9. 2024.", "do [-30. 6. 2024-][+30. 9. 2024+]."),
        ("Zpráva 1x ročně", "Zpráva 2x ročně", "Zpráva [-1x -][+2x +]ročně"),
        ("květen 2022 – srpen 2026", "květen 2022 – prosinec 2027", "květen 2022 – [-srpen 2026-][+prosinec 2027+]"),
        ("Bydlení, dluhy", "Bydlení, dluhy, vzdělávání", "Bydlení, dluhy[+, vzdělávání+]"),
        ("první\ndruhý\ntřetí", "první\ntřetí", "první\n[-druhý\n-]třetí"),
        ("z 20 %", "z 30 %", "z [-20 %-][+30 %+]"),
        ("", "nový text", "[+nový text+]"),
        ("starý text", "", "[-starý text-]"),
        ("stejný", "stejný", "stejný"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_words_are_marked_as_a_reader_would(old, new, expected):
    assert marked(old, new) == expected


@given(TEXT, TEXT)
@example("a  b", "a b")
@example(" ", "a")
def test_pieces_put_together_are_both_texts(old, new):
    pieces = word_pieces(old, new)

    assert only(pieces, PieceKind.SAME, PieceKind.ADDED) == new
    assert without_spaces(only(pieces, PieceKind.SAME, PieceKind.REMOVED)) == without_spaces(old)
    kinds = [piece.kind for piece in pieces]
    assert all(one != other for one, other in pairwise(kinds))


def without_spaces(text: str) -> str:
    return words.SPACES.sub("", text)


def test_spaces_alone_are_no_changed_words():
    assert marked("Statutární  město", "Statutární město") == "Statutární město"
    assert is_spacing_only("Statutární  město", "Statutární město")
    assert not is_spacing_only("Statutární město", "Statutární město")
    assert not is_spacing_only("Statutární město", "Statutárnímu městu")


def test_long_text_of_paragraphs_is_compared_by_words_only_where_they_differ():
    paragraphs = [f"Odstavec číslo {number} o spolupráci obce s agenturou.\n" for number in range(4000)]
    changed = [*paragraphs[:2000], "Odstavec nový o spolupráci obce s agenturou.\n", *paragraphs[2001:]]
    assert len("".join(paragraphs)) > 200_000

    pieces = word_pieces("".join(paragraphs), "".join(changed))

    assert only(pieces, PieceKind.REMOVED).strip() == "číslo 2000"
    assert only(pieces, PieceKind.ADDED).strip() == "nový"


def test_text_too_costly_to_compare_is_shown_as_replaced():
    """Two hundred kilobytes of two words in any order would keep the server for minutes."""
    chance = random.Random(1)
    old, new = (" ".join(chance.choices(["ano", "ne"], k=60_000)) for _ in range(2))

    kinds = [piece.kind for piece in word_pieces(old, new)]

    assert kinds == [PieceKind.REMOVED, PieceKind.ADDED]


def test_long_passage_that_stays_is_cut_down_to_what_is_next_to_a_change():
    text = " ".join(f"slovo{number}" for number in range(400))

    pieces = shortened(word_pieces(f"{text} starý {text}", f"{text} nový {text}"))

    shown = "".join(piece.text for piece in pieces)
    assert "[…]" in shown
    assert "slovo399 starý nový slovo0" in " ".join(shown.split())
    assert len(shown) < 500
