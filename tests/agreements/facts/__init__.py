"""Facts of the three agreements, written by hand from the documents and not from the demo data.

A row says where a fact stands: `SECTION/row`, `SECTION/heading/item`, `TIMELINE/row/column`, `SECTION#part`.
Labels and figures are verbatim; of longer sentences stands what any retelling has to say.
"""

import unicodedata
from itertools import pairwise
from typing import NamedTuple

from tests.agreements.facts import ceska_kamenice, chomutov, jihlava

DOCUMENTS = {"Chomutov": chomutov, "Jihlava": jihlava, "Česká Kamenice": ceska_kamenice}


class Fact(NamedTuple):
    unit: str
    where: str
    text: str
    rule: str  # how the text relates to that part of the page

    def __str__(self):
        """Readable as a test's id, which pytest would escape letter by letter."""
        words = unicodedata.normalize("NFKD", f"{self.unit} {self.where} {self.rule} {self.text[:50]}")
        return words.encode("ascii", "ignore").decode()


def _rows(unit: str, document) -> list[Fact]:
    lists = {"is": document.EXACT, "says": document.CONTAINS, "says not": document.ABSENT}
    rows = [
        Fact(unit, where, text, rule)
        for rule, places in lists.items()
        for where, texts in places.items()
        for text in texts
    ]
    return rows + [
        Fact(unit, where, f"{first} → {second}", "says in order")
        for where, texts in document.ORDER.items()
        for first, second in pairwise(texts)
    ]


FACTS = [fact for unit, document in DOCUMENTS.items() for fact in _rows(unit, document)]
