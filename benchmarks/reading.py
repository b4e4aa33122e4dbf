"""What it costs to read deadlines: the worst text of 2 000 characters that was found, and a whole timeline."""

import time
from typing import NamedTuple

from agreements.reading import read_cell

GOAL_MS = 50.0
LENGTH = 2000
ROUNDS = 5
# Each repeated to the full length: runs of digits, dashes, words that begin something, lines and brackets.
HARDEST = (
    "1", "-", "a ", "(", "1. ", "1;", "x\n", "a\n", "1,", "4x, ", "4x ročně ", "- - 2023 a\n", "projedn", "květen\n",
    "do 31. 3. ", "výzvy 1, ", "plán 2023-", "1 2 3 ", "po dobu ", "jednání a a a ", "zpráva, ", "průběžně, ",
    "2x ročně a ", "1 osob 1,4x\npo dobu ", "a 1-a 4x ročně\na a a ", "od 1 dnů od a ", "usnesení 1/1/1", "ročně ",
    "q1-", "1. a 1. a 1. čtvrtletí ", "12/23, ", "k 1. 1. a ", "½ ",
)  # fmt: skip
CELLS = (
    "Minimálně 4x ročně (vč. pracovních skupin)",
    "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ\nProjednání LP 1x ročně\n"
    "Zpráva 1x ročně, předložena zastupitelstvu obce na vědomí",
    "září 2022",
    "2x ročně skupinová vzdělávací akce (minimálně)\n10x ročně individuální odborná podpora (minimálně)",
    "Dle nabídky ASZ",
    "1x analýza do konce spolupráce",
)


class Worst(NamedTuple):
    piece: str
    ms: float


def worst_text() -> Worst:
    return max(
        (Worst(piece, _best_ms((piece * LENGTH)[:LENGTH])) for piece in HARDEST), key=lambda one: one.ms
    )


def timeline_ms() -> float:
    """Sixty cells with the activity and the specification beside them."""
    start = time.process_time()
    for cell in CELLS * 10:
        read_cell(cell, activity="Lokální partnerství", specification="Příprava PSZ, síťování " * 8)
    return (time.process_time() - start) * 1000


def _best_ms(text: str) -> float:
    """Of the processor, so that others at work on the machine don't count."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        read_cell(text, activity="Lokální partnerství", specification=text)
        times.append((time.process_time() - start) * 1000)
    return min(times)
