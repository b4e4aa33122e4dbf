"""What OCR confuses, put right without changing the length (domain.md 8.6)."""

import re

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


# „ročně1)“, „ročně [2]“, and „ročně1“ where the copy lost that it stood above the line
FOOTNOTE = re.compile(r"(?<=[a-z]{4})[0-9](?![0-9a-z./])|\[[0-9]{1,2}\]")
NUMBER_AND_BRACKET = re.compile(r"(?<![0-9])[0-9]{1,2}\)")


def repaired(plain: str) -> str:
    plain = _without_footnotes(plain)
    plain = re.sub(r"[0-9a-z|§¢]+", lambda found: _word(found[0]), plain)
    # „l x ročně“, „1. l. 2023“
    plain = re.sub(r"(?<![0-9a-z])[li|](?= x(?![a-z]))", "1", plain)
    return re.sub(r"(?<=[0-9]\.)( ?)[li|](?=\. ?[0-9]{4})", r"\g<1>1", plain)


def _word(word: str) -> str:
    if any(char in "0123456789" for char in word):
        return _number(word)
    if word in {"lx", "ix", "|x"}:
        return "1x"
    if word in DECIDING or word in OTHERS or len(word) < 4:
        return word
    like = BY_SKELETON.get(_skeleton(word), "")
    return like if len(like) == len(word) else word


def _number(word: str) -> str:
    """„1O“, „2O22“, „l0x“; a number with other letters in it stays."""
    tail = next((tail for tail in ("krat", "xrocne", "x") if word.endswith(tail)), "")
    head = word[: len(word) - len(tail)]
    return head.translate(DIGITS) + tail if head and not head.strip("0123456789oli|") else word


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
