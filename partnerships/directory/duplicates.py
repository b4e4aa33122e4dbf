"""Entries of the directory that may be one person or one organisation; a human decides."""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from partnerships.database import SearchKey
from partnerships.models import Organisation, Person

ALIKE = 88  # of 100; one letter of a short surname changed still reaches it
SAME_EMAIL, SAME_ICO = "stejný e-mail", "stejné IČO"
SAME_NAME, ALIKE_NAME = "stejné jméno", "podobné jméno"
SAME_TITLE, ALIKE_TITLE = "stejný název", "podobný název"


class Pair(NamedTuple):
    first: Person | Organisation
    second: Person | Organisation
    reason: str
    score: float


class Words(NamedTuple):
    same: str
    alike: str
    key: str  # what two entries may share beside the name
    shared: str


OF_PEOPLE = Words(SAME_NAME, ALIKE_NAME, "email", SAME_EMAIL)
OF_ORGANISATIONS = Words(SAME_TITLE, ALIKE_TITLE, "ico", SAME_ICO)


def alike_people(people: QuerySet[Person]) -> list[Pair]:
    """First name and surname in any order, without titles and diacritics, or the same e-mail."""
    rows = list(people.annotate(first_key=SearchKey("first_name"), last_key=SearchKey("last_name")))
    names = [" ".join(sorted(f"{one.first_key} {one.last_key}".split())) for one in rows]
    return pairs_of(rows, names, OF_PEOPLE)


def alike_organisations(organisations: QuerySet[Organisation]) -> list[Pair]:
    rows = list(organisations.annotate(name_key=SearchKey("name")))
    return pairs_of(rows, [one.name_key for one in rows], OF_ORGANISATIONS)


def pairs_of(rows: list, names: list[str], words: Words) -> list[Pair]:
    """Most alike first; a pair found for two reasons is named once, by the stronger one."""
    found = {}
    for one, other, score in alike(names):
        found[one, other] = Pair(rows[one], rows[other], words.same if score == 100 else words.alike, score)
    for one, other in sharing([getattr(row, words.key).lower() for row in rows]):
        found[one, other] = Pair(rows[one], rows[other], words.shared, 101)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.first.name_sort, pair.second.pk))


def alike(names: list[str]) -> Iterable[tuple[int, int, float]]:
    for place, name in enumerate(names):
        rest = names[place + 1 :]
        for _, score, other in process.extract(name, rest, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None):
            yield place, place + 1 + other, score


def sharing(keys: list[str]) -> Iterable[tuple[int, int]]:
    holders: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        if key:
            holders.setdefault(key, []).append(place)
    for places in holders.values():
        yield from combinations(places, 2)
