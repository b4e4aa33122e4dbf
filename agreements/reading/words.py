"""Czech words of deadlines and their values; patterns are made of them once, in plain letters."""

import re
from typing import NamedTuple

from agreements.reading.text import plain_of
from agreements.vocabulary import Bound, Season
from partnerships.czech import MONTHS, MONTHS_GENITIVE


class Found(NamedTuple):
    """Something understood, and where it stands in the plain text."""

    what: str
    start: int
    end: int
    value: object = None


ACCENTED = "áčďéěíňóřšťúůýž"


def plain_pattern(word: str) -> str:
    """Letters without diacritics; fonts without them leave a space before such a letter („zá ří“)."""
    return "".join(
        (" ?" if char in ACCENTED and place else "") + re.escape(plain_of(char) or " ")
        for place, char in enumerate(word)
    )


def one_of(words) -> str:
    """The longest first, so that „červenec“ is not „červen“."""
    return "(?:" + "|".join(plain_pattern(word) for word in sorted(words, key=len, reverse=True)) + ")"


def by_plain(words: dict) -> dict:
    return {plain_of(word).replace(" ", ""): value for word, value in words.items()}


def value_of(values: dict, written: str):
    return values[written.replace(" ", "")]


NUMBER_WORDS = {
    "jeden": 1, "jedna": 1, "jedno": 1, "jednu": 1, "jednoho": 1, "jedné": 1, "dva": 2, "dvě": 2, "dvou": 2,
    "tři": 3, "tří": 3, "čtyři": 4, "čtyř": 4, "pět": 5, "pěti": 5, "šest": 6, "šesti": 6, "sedm": 7,
    "sedmi": 7, "osm": 8, "osmi": 8, "devět": 9, "devíti": 9, "deset": 10, "deseti": 10, "jedenáct": 11,
    "jedenácti": 11, "dvanáct": 12, "dvanácti": 12, "patnáct": 15, "patnácti": 15, "dvacet": 20, "dvaceti": 20,
    "třicet": 30, "třiceti": 30, "čtyřicet": 40, "padesát": 50, "šedesát": 60, "devadesát": 90,
}  # fmt: skip
TIMES_WORDS = {
    "jednou": 1, "jedenkrát": 1, "dvakrát": 2, "třikrát": 3, "čtyřikrát": 4, "pětkrát": 5, "šestkrát": 6,
    "sedmkrát": 7, "osmkrát": 8, "devětkrát": 9, "desetkrát": 10, "dvanáctkrát": 12,
}  # fmt: skip
ORDINALS = {
    "1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "první": 1, "prvním": 1, "prvního": 1,
    "druhé": 2, "druhém": 2, "druhého": 2, "druhá": 2, "třetí": 3, "třetím": 3, "třetího": 3, "čtvrté": 4,
    "čtvrtém": 4, "čtvrtého": 4, "poslední": -1, "posledním": -1, "posledního": -1,
}  # fmt: skip
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}

LOCATIVE = (
    "lednu", "únoru", "březnu", "dubnu", "květnu", "červnu",
    "červenci", "srpnu", "září", "říjnu", "listopadu", "prosinci",
)  # fmt: skip
INSTRUMENTAL = (
    "lednem", "únorem", "březnem", "dubnem", "květnem", "červnem",
    "červencem", "srpnem", "zářím", "říjnem", "listopadem", "prosincem",
)  # fmt: skip
MONTH_FORMS = {
    name: number
    for names in (MONTHS, MONTHS_GENITIVE, LOCATIVE, INSTRUMENTAL)
    for number, name in enumerate(names, start=1)
}
SEASON_FORMS = {
    "jaro": Season.SPRING, "jara": Season.SPRING, "jaře": Season.SPRING, "jarem": Season.SPRING,
    "léto": Season.SUMMER, "léta": Season.SUMMER, "létě": Season.SUMMER, "létem": Season.SUMMER,
    "podzim": Season.AUTUMN, "podzimu": Season.AUTUMN, "podzimem": Season.AUTUMN,
    "zima": Season.WINTER, "zimy": Season.WINTER, "zimě": Season.WINTER, "zimu": Season.WINTER,
}  # fmt: skip
BOUND_WORDS = {
    "min": Bound.MIN, "minimálně": Bound.MIN, "nejméně": Bound.MIN, "alespoň": Bound.MIN, "aspoň": Bound.MIN,
    "přinejmenším": Bound.MIN, "minimum": Bound.MIN, "ne méně než": Bound.MIN, "a více": Bound.MIN,
    "a vícekrát": Bound.MIN, "nebo více": Bound.MIN, "či více": Bound.MIN, "nebo vícekrát": Bound.MIN,
    "max": Bound.MAX, "maximálně": Bound.MAX, "nejvýše": Bound.MAX, "nanejvýš": Bound.MAX, "nejvíce": Bound.MAX,
    "nejvýš": Bound.MAX, "maximum": Bound.MAX, "ne více než": Bound.MAX,
    "cca": Bound.ESTIMATE, "přibližně": Bound.ESTIMATE, "zhruba": Bound.ESTIMATE, "asi": Bound.ESTIMATE,
    "okolo": Bound.ESTIMATE, "kolem": Bound.ESTIMATE, "orientačně": Bound.ESTIMATE, "odhadem": Bound.ESTIMATE,
    "circa": Bound.ESTIMATE, "ca": Bound.ESTIMATE,
}  # fmt: skip

NUMBERS = by_plain(NUMBER_WORDS)
TIMES = by_plain(TIMES_WORDS)
ORDINAL = by_plain(ORDINALS)
MONTH = by_plain(MONTH_FORMS)
SEASON = by_plain(SEASON_FORMS)
BOUND = by_plain(BOUND_WORDS)

NUMBER_PATTERN = rf"(?:(?<![0-9])[0-9]{{1,3}}(?![0-9])|\b{one_of(NUMBER_WORDS)}\b)"
MONTH_PATTERN = rf"\b{one_of(MONTH_FORMS)}\b"
SEASON_PATTERN = rf"\b{one_of(SEASON_FORMS)}\b"
ORDINAL_PATTERN = rf"(?<![0-9a-z./]){one_of(ORDINALS)}\.?"
YEAR_PATTERN = r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"


def number_of(written: str) -> int:
    return int(written) if written.isdigit() else value_of(NUMBERS, written)


def claim(claimed: bytearray, start: int, end: int) -> bool:
    """Takes the characters, unless one of them is taken."""
    if start == end or any(claimed[start:end]):
        return False
    claimed[start:end] = b"\1" * (end - start)
    return True
