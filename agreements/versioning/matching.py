"""Rows of two documents that share no keys: which might be the same one, by their text."""

import re
from collections import Counter
from itertools import product

from partnerships.czech import without_accents

LIKELY = 0.6


def likely_pairs(old: dict, new: dict) -> dict:
    """By key of `new` the key of `old` whose text says the same or nearly so; each at most once.

    `old` and `new` map keys to texts. The best pairs are taken first, the same ones whichever side is `old`.
    """
    words_of_old = {key: _words(text) for key, text in old.items()}
    words_of_new = {key: _words(text) for key, text in new.items()}
    scored = sorted(
        (
            (-score, *sorted((old[one], new[other])), one, other)
            for (one, words), (other, others) in product(words_of_old.items(), words_of_new.items())
            if (score := _likeness(words, others)) >= LIKELY
        ),
        key=lambda row: (row[0], row[1], row[2], sorted((row[3], row[4]))),
    )
    pairs, taken = {}, set()
    for *_, one, other in scored:
        if one not in taken and other not in pairs:
            pairs[other] = one
            taken.add(one)
    return pairs


def _words(text: str) -> Counter:
    """Words without case and diacritics."""
    return Counter(re.findall(r"\w+", without_accents(text)))


def _likeness(words: Counter, others: Counter) -> float:
    """Shared words out of all, 1 for the same text and 0 for none in common (Dice)."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
