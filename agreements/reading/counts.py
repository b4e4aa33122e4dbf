"""How many times and how often: counts, bounds, periods."""

import re
from typing import NamedTuple

from agreements.reading.words import (
    BOUND,
    BOUND_WORDS,
    NUMBER_PATTERN,
    TIMES,
    TIMES_WORDS,
    Found,
    claim,
    number_of,
    one_of,
    value_of,
)
from agreements.vocabulary import Bound, Per

# What can be held or made so many times; „4 osoby“ is no count.
COUNTED = (
    r"(?:jednani|setkani|schuz|zasedani|akc[ei]|konzultac|workshop|seminar|kurz|skoleni|analyz|vyzkum|zprav|platform"
    r"|projednani|prednas|exkurz|kampan|besed|porad[ya]?\b|poradenstv|podpor|setreni|pruzkum|dokument)"
)


YEARLY = frozenset({Per.YEAR_UNSPECIFIED, Per.CALENDAR_YEAR})


class Count(NamedTuple):
    low: int
    high: int | None = None


class Often(NamedTuple):
    """A period; `implies_one` where the word alone says once in it („čtvrtletně“)."""

    per: str
    every: int = 1
    implies_one: bool = False
    ends_year: bool = False  # „do konce každého roku“


X = r"(?:x(?![a-z])|x(?=roc|za|mes|ctvr)|krat\b|krat(?=[a-z]))"
NUMBER = NUMBER_PATTERN
COUNTS = [
    re.compile(
        rf"(?<![0-9/.,])(?:(?P<low>{NUMBER})(?: ?x)? ?(?:-|az|nebo|ci)(?: az)? ?)(?P<high>{NUMBER}) ?-? ?{X}"
    ),
    re.compile(
        rf"\b(?P<low>{one_of(TIMES_WORDS)})(?: ?(?:-|az|nebo|ci) ?(?P<high>{one_of(TIMES_WORDS)}))?\b"
    ),
    re.compile(rf"(?<![0-9/.])(?P<low>{NUMBER}) ?-? ?{X}"),
    re.compile(
        rf"(?<!na )(?<![0-9/.,])(?P<low>{NUMBER})(?: ?(?:-|az) ?(?P<high>{NUMBER}))?"
        rf"(?= (?:[a-z]{{1,20}} ){{0,3}}{COUNTED})"
    ),
    # „4 ročně“, „4/rok“
    re.compile(
        r"(?<![0-9/.,] )(?<![0-9/.,])(?P<low>[0-9]{1,3})"
        r"(?= (?:rocne|za rok|mesicne|za mesic)\b| ?/ ?(?:rok|mesic|ctvrtleti|kvartal|pololeti)\b)"
    ),
]

# „za 3/4 roku“ are no four years
PLURAL = rf"(?:za|kazde|kazdych|kazdy|po|vzdy po|co|(?<![0-9])(?<![0-9] )/|v intervalu) ?(?P<n>{NUMBER})"
EVERY = [
    (rf"{PLURAL} (?:roky|let|leta) spoluprace\b", Per.COOPERATION_YEAR),
    (rf"{PLURAL} kalendarni(?:ch)? (?:roky|roku|let|leta)\b", Per.CALENDAR_YEAR),
    (rf"{PLURAL} ?(?:roky|roku|rok|let|lete|leta|letech)\b", Per.YEAR_UNSPECIFIED),
    (rf"{PLURAL} ?(?:mesice|mesicu|mesic|mesicich|mes\.?)(?![a-z])", Per.MONTH),
    (rf"{PLURAL} ?(?:ctvrtleti|kvartaly|kvartalu)\b", Per.QUARTER),
    (rf"{PLURAL} ?(?:pololeti|pulroky|pulroku)\b", Per.HALF_YEAR),
    (r"(?:kazdy |co )(?P<n>druhy|treti|ctvrty|paty) rok\b", Per.YEAR_UNSPECIFIED),
    (r"(?:kazdy |co )(?P<n>druhy|treti|ctvrty|paty) mesic\b", Per.MONTH),
    (r"\b(?P<n>ob) ?rok\b", Per.YEAR_UNSPECIFIED),
    (r"\b(?P<n>ob) ?mesic\b", Per.MONTH),
    (r"\b(?P<n>dvou|tri)lete\b", Per.YEAR_UNSPECIFIED),
    (r"\b(?P<n>dvou|tri|ctyr|sesti)mesicne\b", Per.MONTH),
]
STEPS = {
    "druhy": 2, "treti": 3, "ctvrty": 4, "paty": 5, "ob": 2, "dvou": 2, "tri": 3, "ctyr": 4, "sesti": 6,
}  # fmt: skip
# A year follows: „v roce 2023“ is a stretch of the calendar, not a period that recurs.
NO_YEAR = r"(?! ?(?:19|20)[0-9]{2})"
OF_COOPERATION = (
    r"(?:(?:trvani|platnosti|ucinnosti|realizace|plneni) )?(?:(?:teto|tohoto|celeho|cele|nasi) )?"
    r"(?:spoluprace|popisu spoluprace|platnosti popisu(?: spoluprace)?|dohody o spolupraci|platnosti)\b"
)
# „do konce spolupráce“ alone is once; „po dobu spolupráce“ alone says only how long
ENDING = r"(?:u|s)?kon(?:ce|cenim|ceni|cem|ci)"
TERM_END = rf"(?:nejpozdeji )?(?:do|pred|ke|k|s) (?:data |datu |terminu )?{ENDING} {OF_COOPERATION}"
TERM_LONG = (
    rf"(?:za|po|v prubehu|behem|na)(?: celou| cele| cely)? ?(?:dobu |doby |obdobi )?{OF_COOPERATION}"
    r"|(?:za|behem|v prubehu) (?:celou |cele |celeho )(?:dobu|obdobi|doby)\b(?! [a-z])"
)
PERIODS = [
    (
        r"(?:vzdy )?(?:do|ke) konc[ei] kazdeho kalendarniho roku\b",
        Often(Per.CALENDAR_YEAR, implies_one=True, ends_year=True),
    ),
    (
        r"(?:vzdy )?(?:do|ke) konc[ei] kazdeho roku\b",
        Often(Per.YEAR_UNSPECIFIED, implies_one=True, ends_year=True),
    ),
    (TERM_END, Often(Per.AGREEMENT_TERM, implies_one=True)),
    (
        rf"(?:za|v|ve|kazdy|v kazdem|za kazdy|kazdeho) ro(?:k|ce|ku) {OF_COOPERATION}",
        Often(Per.COOPERATION_YEAR),
    ),
    (
        r"(?:kazdy|v kazdem|kazdeho|za kazdy) kalendarni(?:m|ho)? ro(?:k|ce|ku)\b" + NO_YEAR,
        Often(Per.CALENDAR_YEAR, implies_one=True),
    ),
    (r"(?:za|v) (?:1 |jeden )?kalendarni(?:m)? ro(?:k|ce)\b" + NO_YEAR, Often(Per.CALENDAR_YEAR)),
    (r"(?:/|za|v) ?kal\. ?ro(?:k|ce)\b" + NO_YEAR, Often(Per.CALENDAR_YEAR)),
    (
        r"(?:kazde|v kazdem|kazdeho|za kazde) (?:kalendarni[a-z]{0,2} )?(?:ctvrtleti|kvartal|ctvrtroku)\b"
        r"|ctvrtletne|kvartalne|ctvrtrocne|v (?:pravidelnych )?(?:ctvrtletnich|kvartalnich) intervalech\b",
        Often(Per.QUARTER, implies_one=True),
    ),
    (
        r"(?:za|/) ?(?:1 |jedno )?(?:ctvrtleti|kvartal|ctvrt roku|ctvrtrok|1 ?/ ?4 roku)\b" + NO_YEAR,
        Often(Per.QUARTER),
    ),
    (
        r"(?:kazde|v kazdem|kazdeho|za kazde) (?:kalendarni[a-z]{0,2} )?(?:pololeti|pul ?roku?)\b"
        r"|pololetne|pulrocne|v (?:pravidelnych )?(?:pololetnich|pulrocnich) intervalech\b",
        Often(Per.HALF_YEAR, implies_one=True),
    ),
    (r"(?:za|/) ?(?:1 |jedno )?(?:pololeti|pul ?roku?|1 ?/ ?2 roku)\b" + NO_YEAR, Often(Per.HALF_YEAR)),
    (
        r"(?:kazdy|v kazdem|kazdeho|za kazdy) (?:kalendarni[a-z]{0,2} )?mesic(?:i|e)?\b|mesicne"
        r"|v (?:pravidelnych )?mesicnich intervalech\b",
        Often(Per.MONTH, implies_one=True),
    ),
    (r"v mesici\b", Often(Per.MONTH)),
    (r"(?:(?:za|do) |/ ?)(?:1 |jeden )?(?:mesice?\b(?! od| po)|mes\.)", Often(Per.MONTH)),
    (
        r"kazdorocne|(?:kazdy|v kazdem|kazdeho|za kazdy) ro(?:k|ce|ku)\b|(?:prislusneho|daneho|bezneho) roku\b",
        Often(Per.YEAR_UNSPECIFIED, implies_one=True),
    ),
    (r"/ ?r\.|p\. ?a\.(?![a-z])", Often(Per.YEAR_UNSPECIFIED)),
    (r"(?<![a-z])(?:ro ?cn ?e|r o c n e)(?![a-z])", Often(Per.YEAR_UNSPECIFIED, implies_one=True)),
    (r"(?<=[0-9]x)rocne\b", Often(Per.YEAR_UNSPECIFIED, implies_one=True)),
    (
        r"(?:za|do|v|v prubehu|behem|/|v ramci) ?(?:(?:1|jeden|jednoho) )?ro(?:k|ka|ku|ce)\b" + NO_YEAR,
        Often(Per.YEAR_UNSPECIFIED),
    ),
    (TERM_LONG, Often(Per.AGREEMENT_TERM)),
]
# Periods that no term has: days and weeks, years of schools and of councils, „za dva až tři roky“.
NO_PERIOD = re.compile(
    r"(?:\b|(?=/))(?:tydne|denne|kazdy (?:tyden|den)|kazdodenne|ctrnactidenne|(?:za |/ ?)(?:tyden|den)"
    rf"|(?:za|kazdych|kazde|po|co) {NUMBER} (?:dni|dnu|dny|tydnu|tydny|tydne)"
    r"|(?:za|v kazdem|kazdy|kazde) (?:skolni|akademick|volebni|funkcni|programov|dotacni)[a-z]{0,3}"
    r" (?:rok|roce|obdobi)|za 3 ?/ ?4 roku"
    rf"|(?:za|kazde|kazdych) {NUMBER} ?(?:-|az|nebo|ci) ?{NUMBER}"
    r" ?(?:roky|roku|let|mesice|mesicu|ctvrtleti|pololeti))\b"
)


def counts(plain: str, claimed: bytearray) -> list[Found]:
    found = []
    for pattern in COUNTS:
        for match in pattern.finditer(plain):
            if claim(claimed, match.start(), match.end()):
                high = match.groupdict().get("high")
                value = Count(_times(match["low"]), _times(high) if high else None)
                found.append(Found("count", match.start(), match.end(), value))
    return found


def _times(written: str) -> int:
    plain = written.replace(" ", "")
    return value_of(TIMES, plain) if plain in TIMES else number_of(plain)


def periods(plain: str, claimed: bytearray) -> list[Found]:
    found = []
    for match in NO_PERIOD.finditer(plain):
        if claim(claimed, match.start(), match.end()):
            found.append(Found("no_period", match.start(), match.end()))
    for pattern, per in EVERY_FORMS:
        for match in pattern.finditer(plain):
            every = STEPS.get(match["n"]) or number_of(match["n"])
            if every and claim(claimed, match.start(), match.end()):
                implied = not match[0].startswith(("za", "po", "/"))
                found.append(Found("per", match.start(), match.end(), Often(per, every, implied)))
    for pattern, often in PERIOD_FORMS:
        for match in pattern.finditer(plain):
            if claim(claimed, match.start(), match.end()):
                found.append(Found("per", match.start(), match.end(), often))
    return found


def bounds(plain: str, claimed: bytearray) -> list[Found]:
    return [
        Found("bound", match.start(), match.end(), value_of(BOUND, match["word"]))
        for match in BOUND_FORM.finditer(plain)
        if claim(claimed, match.start(), match.end())
    ] + [
        Found("bound", match.start(), match.end(), Bound.MAX)
        for match in UP_TO.finditer(plain)
        if claim(claimed, match.start(), match.end())
    ]


EVERY_FORMS = [(re.compile(rf"(?:(?<![a-z])|(?=/)){pattern}"), per) for pattern, per in EVERY]
PERIOD_FORMS = [
    (re.compile(rf"(?:(?<![a-z])|(?<=[0-9]x)|(?=/))(?:{pattern})"), often) for pattern, often in PERIODS
]
# „až 4x“, „do 4x“
UP_TO = re.compile(r"\b(?:az|do) (?=[0-9]{1,3} ?x)")
BOUND_FORM = re.compile(rf"\b(?P<word>{one_of(BOUND_WORDS)})\b\.?(?: (?:vsak|ale))?")
