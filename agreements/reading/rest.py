"""The words of a part that say neither how often nor when: what is to be done, or what was not understood."""

import re
from dataclasses import dataclass

from agreements.reading.marks import REMARK
from agreements.reading.parts import Part
from agreements.reading.sets import words
from agreements.reading.things import Things, known_places, things_in

FOUND = "\x00"
ENDS = re.compile(r"\x00+|[,;:()\[\]\"?!]|\.(?= |$)| - |^ ?- |^[-\"]| -$")
# They carry nothing of their own at either end of what is said.
FILLERS = words(
    "a i to do v ve k ke na o s se z ze od po pro tj vzdy termin terminu lhuta frekvence frekvenci "
    "cetnost cetnosti celkem jen take pak bude budou je jsou tak rozsahu poctu plneni dokonceni splneni "
    "nejpozdeji alespon aspon behem prubehu ale vsak uskutecni probiha probihaji kona konat "
    "probehne ci provest pocet x t pravidelne"
)
# They change what is said, so they are never a part of a subject.
MODIFIERS = re.compile(
    r"\b(?:zpravidla|obvykle|vetsinou|mozna|za|obcas|nekdy|nejspis|pravdepodobne|pripadne|popr|popripade|eventualne|kazd[a-z]+|krome|mimo|bez|mene|vice|vic|nez|obdobi|volebni|programov[a-z]*|idealne|optimalne"
    r"|ne|neni|nebude|nejdrive|drive|pozdeji|nebo|anebo|vyjma|pouze|plus|navic|atd|apod|viz|bude|budou|dosud|zatim|stejn[a-z]+"
    r"|toho|nichz|rok|roky|roku|let|leta|letech|mesic[a-z]*|tyden|tydn[a-z]*|pul|pulrok[a-z]*|polovin[a-z]*|ctvrt|ctvrtlet[a-z]*|roc[a-z]{0,6}|zvlast[a-z]*|samostatne|oddelene|prazdnin[a-z]*|vanoc[a-z]*)\b|[0-9?]"
)
EXCLUDED = re.compile(r"\b(?:bez|krome|mimo|vyjma|nikoli)\b[^,;()]*")
BLANKED = frozenset(
    {"groups", "targets", "estimate", "condition", "per", "point", "offset", "bound", "duration"}
)


@dataclass(frozen=True)
class Segment:
    start: int
    end: int
    words: str  # its references made plain words
    is_adjacent: bool  # nothing but a space stands between it and what was found
    run: int  # segments of one run have nothing found between them
    is_known: bool

    @property
    def may_be_subject(self) -> bool:
        return self.is_adjacent and not MODIFIERS.search(self.words) and not REMARK.match(self.words)


@dataclass(frozen=True)
class Rest:
    segments: list[Segment]
    things: Things

    def divided(self, *, takes_any: bool) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
        """The place of the subject, and the places of what was not understood."""
        taken = [one for one in self.segments if one.is_known or (takes_any and one.may_be_subject)]
        known = [one.run for one in taken if one.is_known]
        run = min(known or [one.run for one in taken], default=None)
        subject = [one for one in taken if one.run == run]
        kept = {one.start for one in subject}
        unread = [one for one in self.segments if one.start not in kept and not one.is_known]
        place = (subject[0].start, subject[-1].end) if subject else None
        return place, [(one.start, one.end) for one in unread]


def rest_of(plain: str, part: Part) -> Rest:
    blanked = list(plain[part.start : part.end])
    for one in part.found:
        if one.what in BLANKED:
            blanked[one.start - part.start : one.end - part.start] = "," + " " * (one.end - one.start - 1)
    said = EXCLUDED.sub(",", "".join(blanked))
    return Rest(_segments(plain, part), things_in(said))


def _segments(plain: str, part: Part) -> list[Segment]:
    """What is left between the things found and the punctuation. A reference counts as words."""
    left = list(re.sub(r"\s", " ", plain[part.start : part.end]))
    for one in part.found:
        fill = "w" if one.what == "reference" else FOUND
        left[one.start - part.start : one.end - part.start] = fill * (one.end - one.start)
    text = "".join(left)
    segments, start = [], 0
    known = known_places(re.sub(r"\s", " ", plain[part.start : part.end]))
    for match in [*ENDS.finditer(text), None]:
        end = match.start() if match else len(text)
        first, last = _trimmed(text, start, end)
        if first < last:
            is_adjacent = FOUND in text[max(0, start - 1) : start] + text[end : end + 1]
            segments.append(
                Segment(
                    first + part.start,
                    last + part.start,
                    text[first:last],
                    is_adjacent,
                    text.count(FOUND, 0, first),
                    any(known[first:last]) and not MODIFIERS.search(text, first, last),
                )
            )
        start = match.end() if match else end
    return segments


def _trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    words = [
        (match.start() + start, match.end() + start) for match in re.finditer(r"[^\s.]+\.?", plain[start:end])
    ]
    while words and _is_filler(plain, words[0]):
        words.pop(0)
    while words and _is_filler(plain, words[-1]):
        words.pop()
    return (words[0][0], words[-1][1]) if words else (start, start)


def _is_filler(plain: str, place: tuple[int, int]) -> bool:
    word = plain[slice(*place)].strip(".-/")
    return not word or word in FILLERS
