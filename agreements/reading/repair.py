"""What OCR confuses, put right without changing the length (domain.md 8.6)."""

import re
from functools import lru_cache

from agreements.reading.sets import words

DIGITS = str.maketrans("oli|", "0111")
# one class for letters that scans write one for another
LOOKALIKES = str.maketrans("cljtf§", "eiirrs")
# Words that decide a reading; a word that looks like just one of them is taken for it.
DECIDING = words(
    "rocne kazdorocne mesicne ctvrtletne pololetne minimalne nejmene alespon maximalne nejvyse prubezne "
    "potreby nabidky jednou dvakrat trikrat ctyrikrat jednani zprava spoluprace pracovnich partnerstvi "
    "schvaleni podpisu konce leden ledna unora brezen brezna duben dubna kveten kvetna kvetnu cerven "
    "cervna cervenec cervence srpen srpna zari rijen rijna listopad listopadu prosinec prosince podzim "
    "podzimu ctvrtleti pololeti zastupitelstvu konzultanta manazera zastupce"
)
# Words of their own that look like those above.
OTHERS = words("jeden jedna jedno jednu jedne konec")


def _skeleton(word: str) -> str:
    return word.translate(LOOKALIKES)


BY_SKELETON = {_skeleton(word): word for word in sorted(DECIDING)}
LONG = 8
LONG_WORDS = sorted(word for word in DECIDING if len(word) >= LONG)


# „ročně1)“, „ročně [2]“, and „ročně1“ where the copy lost that it stood above the line
FOOTNOTE = re.compile(r"(?<=[a-z]{4})[0-9](?![0-9a-z./])|\[[0-9]{1,2}\]")
LIST_MARK = re.compile(r"\s*([1a])\) ?")
NEXT_MARK = re.compile(r"(?<=\s)([2-9b-h])\) ?")
OF_A_DATE = re.compile(r"\.? ?[/-]? ?[0-9]{4}|\.[0-9]{2}")  # „IX/2023“, „30. IX. 2023“
NUMBER_AND_BRACKET = re.compile(r"(?<![0-9])[0-9]{1,2}\)")


def repaired(plain: str) -> str:
    plain = _without_footnotes(_numbered(plain))
    plain = re.sub(r"[0-9a-z|§¢]+", _word, plain)
    # „l x ročně“, „1. l. 2023“
    plain = re.sub(r"(?<![0-9a-z])[li|](?= x(?![a-z]))", "1", plain)
    return re.sub(r"(?<=[0-9]\.)( ?)[li|](?=\. ?[0-9]{4})", r"\g<1>1", plain)


def _word(found: re.Match) -> str:
    word = found[0]
    if word.isdigit():
        return word
    if any(char in "0123456789" for char in word):
        return _number(word)
    if word in {"lx", "ix", "|x"}:
        return word if word == "ix" and OF_A_DATE.match(found.string, found.end()) else "1x"
    if word in DECIDING or word in OTHERS or len(word) < 4:
        return word
    like = BY_SKELETON.get(_skeleton(word), "")
    if len(like) == len(word):
        return like
    return _mistyped(word) if len(word) >= LONG else word


@lru_cache(4096)
def _mistyped(word: str) -> str:
    """One other letter in a long word, and not in its ending: „mininálně“."""
    likes = [one for one in LONG_WORDS if len(one) == len(word) and one[-2:] == word[-2:]]
    near = [one for one in likes if sum(a != b for a, b in zip(one, word, strict=True)) == 1]
    return near[0] if len(near) == 1 else word


def _number(word: str) -> str:
    """„1O“, „2O22“, „l0x“; a number with other letters in it stays."""
    tail = next((tail for tail in ("krat", "xrocne", "x") if word.endswith(tail)), "")
    head = word[: len(word) - len(tail)]
    return head.translate(DIGITS) + tail if head and not head.strip("0123456789oli|") else word


def _numbered(plain: str) -> str:
    """„1) květen 2022 2) září 2022“, „a) … b) …“: a list in one line, each of its terms on its own."""
    if not (first := LIST_MARK.match(plain)):
        return plain
    parts, done, wanted = [], first.end(), chr(ord(first[1]) + 1)
    parts.append(" " * first.end())
    for mark in NEXT_MARK.finditer(plain, done):
        if mark[1] == wanted:
            parts += [plain[done : mark.start()], ";" + " " * (mark.end() - mark.start() - 1)]
            done, wanted = mark.end(), chr(ord(wanted) + 1)
    return "".join([*parts, plain[done:]])


def _without_footnotes(plain: str) -> str:
    """Spaces in their place. „(kapitola 3)“ has a bracket to close, a footnote has none."""
    plain = FOOTNOTE.sub(lambda found: " " * len(found[0]), plain)
    return NUMBER_AND_BRACKET.sub(
        lambda found: (
            found[0]
            if plain.count("(", 0, found.start()) > plain.count(")", 0, found.start())
            else " " * len(found[0])
        ),
        plain,
    )
