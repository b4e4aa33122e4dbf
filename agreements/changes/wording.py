"""Czech sentences about one changed value, the way resolutions amend texts."""

import re
from itertools import pairwise

from agreements.versioning.words import Piece, PieceKind, word_pieces

# A text up to SHORT letters is quoted whole on both sides, a longer one by the words that change; where they are
# too many, its new wording is quoted up to WHOLE letters.
SHORT, PASSAGE, WHOLE, MAX_PASSAGES = 90, 300, 900, 5
VALUE = re.compile(r"[\d\s./–-]+")
VOCAL_DAYS = {"3", "4", "7", "13", "14", "17"}  # „ze třetího“, „ze sedmnáctého“


def quoted(text: str, longest: int = 70) -> str:
    """„text“ on one line; a long one ends at a word."""
    line = " ".join(text.split())
    if len(line) > longest:
        line = line[:longest].rsplit(" ", 1)[0].rstrip(" ,;–-") + "…"
    return f"„{line.replace('„', '‚').replace('“', '‘')}“"


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def changed_value(subject: str, old: str, new: str) -> str:
    """One sentence without its full stop; `subject` is in the nominative."""
    if not old:
        return f"Doplňuje se {subject}: {quoted(new, WHOLE)}"
    if not new:
        return f"Vypouští se {subject} (dosud {quoted(old, PASSAGE)})"
    if VALUE.fullmatch(old) and VALUE.fullmatch(new):
        return f"{capitalised(subject)} se mění {_from(old)} na {new}"
    if max(len(old), len(new)) <= SHORT:
        return f"{capitalised(subject)} se mění: dosud {quoted(old, SHORT)}, nově {quoted(new, SHORT)}"
    return f"{capitalised(subject)} se mění: {_passages(old, new)}"


def _from(value: str) -> str:
    vocal = value.split(".")[0] in VOCAL_DAYS if "." in value else value.lstrip()[:1] in {"3", "4", "7"}
    return f"{'ze' if vocal else 'z'} {value}"


def _passages(old: str, new: str) -> str:
    """„slova „…“ se nahrazují slovy „…““, passage by passage; the new wording where they are too many."""
    pieces = [Piece(PieceKind.SAME, ""), *word_pieces(old, new), Piece(PieceKind.SAME, "")]
    said, skipped = [], False
    for at, (piece, following) in enumerate(pairwise(pieces)):
        if skipped or piece.kind == PieceKind.SAME:
            skipped = False
            continue
        removed, added = (piece.text, "") if piece.kind == PieceKind.REMOVED else ("", piece.text)
        if removed and following.kind == PieceKind.ADDED:
            added, skipped = following.text, True
        said.append((removed.strip(), added.strip(), pieces[at - 1].text))
    said = [one for one in said if one[0] or one[1]]
    if not said:
        return "mění se jen členění na řádky"
    if len(said) > MAX_PASSAGES or max(len(part) for one in said for part in one[:2]) > PASSAGE:
        return f"nově zní {quoted(new, WHOLE)}" if len(new) <= WHOLE else "úplné nové znění obsahuje návrh"
    return "; ".join(_passage(*one) for one in said)


def _passage(removed: str, added: str, before: str) -> str:
    old, new = _Words(removed), _Words(added)
    if removed and added:
        verb = "nahrazují" if old.is_plural else "nahrazuje"
        return f"{old.nominative} {quoted(removed, PASSAGE)} se {verb} {new.instrumental} {quoted(added, PASSAGE)}"
    if removed:
        verb = "vypouštějí" if old.is_plural else "vypouští"
        return f"{verb} se {old.nominative} {quoted(removed, PASSAGE)}"
    verb = "vkládají" if new.is_plural else "vkládá"
    context = " ".join(before.split()[-3:])
    place = f"za {_Words(context).nominative} {quoted(context)}" if context else "na začátek"
    return f"{place} se {verb} {new.nominative} {quoted(added, PASSAGE)}"


class _Words:
    """What a piece of a text is called: „údaj“ where it has no letters, „slovo“ or „slova“."""

    def __init__(self, text: str):
        self.is_plural = sum(any(char.isalnum() for char in word) for word in text.split()) > 1
        self.is_value = not any(char.isalpha() for char in text)

    @property
    def nominative(self) -> str:
        if self.is_value:
            return "údaje" if self.is_plural else "údaj"
        return "slova" if self.is_plural else "slovo"

    @property
    def instrumental(self) -> str:
        if self.is_value:
            return "údaji" if self.is_plural else "údajem"
        return "slovy" if self.is_plural else "slovem"
