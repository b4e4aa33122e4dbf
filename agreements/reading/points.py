"""Days, months, quarters, half-years, seasons and years in a text, and what runs from one of them to another."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from agreements.reading.words import (
    MONTH,
    MONTH_PATTERN,
    ORDINAL,
    ORDINAL_PATTERN,
    ROMAN,
    SEASON,
    SEASON_PATTERN,
    YEAR_PATTERN,
    Found,
    value_of,
)
from agreements.term_rules import SEASONS
from agreements.vocabulary import Precision

Interval = tuple[date, date]


@dataclass(frozen=True)
class Point:
    """A stretch of a year; `number` is its month, quarter, half or season. `until` says that only its end is told."""

    unit: str
    number: int | str = 0
    day: int = 0
    year: int | None = None
    until: bool = False
    vague: bool = False  # „začátkem“, „na přelomu“: no stretch of the calendar
    since: bool = False  # „od“ without a „do“
    is_bare_year: bool = False  # „2023“, not „v roce 2023“
    end: "Point | None" = None  # of a range

    def interval(self) -> Interval | None:
        """None where the year is missing, the day does not exist or the end comes first."""
        first = self._own_interval()
        if not self.end or not first:
            return first
        last = self.end._own_interval()
        return (first[0], last[1]) if last and first[0] <= last[1] else None

    def _own_interval(self) -> Interval | None:
        if self.year is None:
            return None
        try:
            return INTERVALS[self.unit](self)
        except (ValueError, KeyError):
            return None

    @property
    def precision(self) -> str:
        return self.end.precision if self.end else PRECISIONS[self.unit]


def _months(year: int, first: int, last: int) -> Interval:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _season(point: Point) -> Interval:
    first, last = SEASONS[point.number]
    end = point.year + (last < first)
    return date(point.year, first, 1), _months(end, last, last)[1]


def _part(months: int):
    def interval(point: Point) -> Interval:
        parts = 12 // months
        number = parts if point.number == -1 else point.number
        if not 1 <= number <= parts:
            raise ValueError
        return _months(point.year, months * (number - 1) + 1, months * number)

    return interval


INTERVALS = {
    "day": lambda point: (date(point.year, point.number, point.day),) * 2,
    "month": lambda point: _months(point.year, point.number, point.number),
    "quarter": _part(3),
    "half": _part(6),
    "season": _season,
    "year": lambda point: _months(point.year, 1, 12),
}
PRECISIONS = {
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "half": Precision.HALF_YEAR,
    "season": Precision.SEASON,
    "year": Precision.YEAR,
}

OF_YEAR = rf"(?:,? ?(?:roku|rok|r\.)? ?(?P<y>{YEAR_PATTERN}))"
DAY = r"(?<![0-9./])(?P<d>[0-9]{1,2})"
NAMED = rf"(?P<month>{MONTH_PATTERN})"


def _day(found) -> Point:
    year = int(found["y"]) if len(found["y"]) == 4 else 2000 + int(found["y"])
    return Point("day", int(found["m"]), int(found["d"]), year)


def _roman_day(found) -> Point:
    return Point("day", ROMAN.get(found["roman"], 0), int(found["d"]), int(found["y"]))


def _named_day(found) -> Point:
    return Point("day", value_of(MONTH, found["month"]), int(found["d"]), _year(found))


def _named_month(found) -> Point:
    return Point("month", value_of(MONTH, found["month"]), year=_year(found))


def _ordinal(unit: str):
    return lambda found: Point(unit, value_of(ORDINAL, found["n"].rstrip(".")), year=_year(found))


def _year(found) -> int | None:
    year = found.groupdict().get("y")
    return int(year) if year else None


QUARTER = rf"(?P<n>{ORDINAL_PATTERN}) ?(?:ctvrtlet[a-z]{{0,20}}|kvarta[a-z]{{0,20}}|q\b)"
HALF = rf"(?P<n>{ORDINAL_PATTERN}) ?(?:pololet[a-z]{{0,20}}|pol\.|polovin[a-z]{{1,20}}|pulrok[a-z]{{0,20}}|pulce)"
NO_NUMBER = r"(?![0-9] )"  # „za 2 pololetí“ is not the second one
FORMS: list[tuple[str, object]] = [
    (rf"{DAY}\. ?(?P<m>[0-9]{{1,2}})\. ?(?P<y>{YEAR_PATTERN})", _day),
    (rf"(?<![0-9])(?P<y>{YEAR_PATTERN})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}})(?![0-9])", _day),
    (rf"{DAY} ?/ ?(?P<m>[0-9]{{1,2}}) ?/ ?(?P<y>{YEAR_PATTERN})", _day),
    (rf"{DAY}\.(?P<m>[0-9]{{1,2}})\.(?P<y>[0-9]{{2}})(?![0-9])", _day),
    (rf"{DAY}\. ?(?P<roman>[ivx]{{1,4}})\. ?(?P<y>{YEAR_PATTERN})", _roman_day),
    (rf"{DAY}\.? ?{NAMED}{OF_YEAR}", _named_day),
    (rf"{NAMED}(?: ?/ ?(?P<y>{YEAR_PATTERN}))", _named_month),
    (rf"{NAMED}{OF_YEAR}", _named_month),
    (
        rf"(?<![0-9a-z./])(?P<m>[0-9]{{1,2}}) ?[/.] ?(?P<y>{YEAR_PATTERN})(?![0-9/])",
        lambda found: Point("month", int(found["m"]), year=_year(found)),
    ),
    (
        rf"(?<![0-9a-z])(?P<m>[ivx]{{1,4}}) ?/ ?(?P<y>{YEAR_PATTERN})",
        lambda found: Point("month", ROMAN.get(found["m"], 0), year=_year(found)),
    ),
    (rf"{QUARTER}{OF_YEAR}", _ordinal("quarter")),
    (
        rf"(?<![0-9a-z])q(?P<n>[1-4]) ?/? ?(?P<y>{YEAR_PATTERN})",
        lambda found: Point("quarter", int(found["n"]), year=_year(found)),
    ),
    (
        rf"(?<![0-9a-z])(?P<n>[1-4])\.? ?q ?/? ?(?P<y>{YEAR_PATTERN})",
        lambda found: Point("quarter", int(found["n"]), year=_year(found)),
    ),
    (rf"{HALF}(?: roku)?{OF_YEAR}", _ordinal("half")),
    (
        rf"(?:do|v) (?:polovin[a-z]|pulce) (?:roku |r\. ?)?(?P<y>{YEAR_PATTERN})",
        lambda found: Point("half", 1, year=_year(found), until=True),
    ),
    (
        rf"(?P<season>{SEASON_PATTERN}){OF_YEAR}(?:/(?:20)?[0-9]{{2}}(?![0-9]))?",
        lambda found: Point("season", value_of(SEASON, found["season"]), year=_year(found)),
    ),
    (
        rf"(?:\b(?:kalendarn[a-z]{{0,20}} )?(?:rok[a-z]{{0,20}}|roce|r\.|let|letech) ?)?(?P<y>{YEAR_PATTERN})(?![0-9/+])",
        lambda found: Point("year", year=_year(found), is_bare_year=found[0] == found["y"]),
    ),
]
WITHOUT_YEAR: list[tuple[str, object]] = [
    (
        rf"{DAY}\. ?(?P<m>[0-9]{{1,2}})\.(?! ?[0-9])",
        lambda found: Point("day", int(found["m"]), int(found["d"])),
    ),
    (rf"{DAY}\. ?{NAMED}", _named_day),
    (NAMED, _named_month),
    (rf"{NO_NUMBER}{QUARTER}", _ordinal("quarter")),
    (rf"{NO_NUMBER}{HALF}", _ordinal("half")),
    (
        rf"(?P<season>{SEASON_PATTERN})",
        lambda found: Point("season", value_of(SEASON, found["season"])),
    ),
    (r"(?<=konce )roku\b|(?<=koncem )roku\b|(?<=konci )roku\b", lambda found: Point("year")),
]
WITH_YEAR_FORMS = [(re.compile(pattern), make) for pattern, make in FORMS]
YEARLESS_FORMS = [(re.compile(pattern), make) for pattern, make in WITHOUT_YEAR]

# What stands before a point, the longest first; the place of the value: until, vague, since.
BEFORE = [
    (
        r"(?:nej[a-z]{1,20} )?(?:do konce|ke konci|koncem|konec|konci|na konci|v zaveru)(?: mesice| kalendarniho)?",
        {"until": True},
    ),
    (
        r"(?:do |v |od )?(?:polovin[a-z]{1,20}|pulce|pulky|zacatk[a-z]{1,20}|pocatk[a-z]{1,20}|prelom[a-z]{0,20}|prubehem)",
        {"vague": True},
    ),
    (r"(?:nejdrive|nejdriv|drive nez|pred|po|mimo|krome)(?: v| ve)?", {"since": True}),
    (
        r"(?:nejpozdeji |nejdele |v terminu |termin |vzdy )?(?:do|ke dni|dne|k|ke)(?: mesice| obdobi)?",
        {"until": True},
    ),
    (r"(?:pocinaje|od|ode dne|od mesice|ode)(?: obdobi)?", {"since": True}),
    (
        r"(?:nejpozdeji |vzdy )?(?:v prubehu|behem|ve|v|na|za|pro|v obdobi|obdobi|v mesici|mesic|do obdobi|v letech)"
        r"(?: mesice| obdobi| mesici)?",
        {},
    ),
    (r"nejpozdeji|vzdy|termin:?", {}),
]
BEFORE_FORMS = [(re.compile(rf"(?:^|(?<=[^a-z0-9]))(?:{pattern})[ \n:]*$"), said) for pattern, said in BEFORE]
FAR_BEFORE = 40
GLUE = re.compile(r" ?(?:-|az(?: do)?|do(?: konce)?) ?(?:(?:mesice|roku) )?$")


AND = re.compile(r" ?(?:,|a|i|/|, a) ?")


def points(plain: str, claimed: bytearray) -> list[Found]:
    """In the order of the text. „květen a září 2022“ share the year that stands once, at the end."""
    dated = _joined(plain, _points(plain, claimed, WITH_YEAR_FORMS), claimed)
    found = sorted(dated + _points(plain, claimed, YEARLESS_FORMS), key=lambda one: one.start)
    for place in reversed(range(len(found) - 1)):
        point, after = found[place], found[place + 1]
        if point.value.year is None and after.value.year and AND.fullmatch(plain, point.end, after.start):
            found[place] = point._replace(value=replace(point.value, year=after.value.year))
    return found


def _points(plain: str, claimed: bytearray, forms) -> list[Found]:
    found = []
    for pattern, make in forms:
        for match in pattern.finditer(plain):
            if not any(claimed[match.start() : match.end()]):
                claimed[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(Found("point", match.start(), match.end(), make(match)))
    return [_with_before(plain, one, claimed) for one in sorted(found, key=lambda one: one.start)]


def _with_before(plain: str, point: Found, claimed: bytearray) -> Found:
    floor = max(0, point.start - FAR_BEFORE)
    for pattern, said in BEFORE_FORMS:
        match = pattern.search(plain[floor : point.start])
        if match and not any(claimed[floor + match.start() : point.start]):
            start = floor + match.start()
            claimed[start : point.start] = b"\1" * (point.start - start)
            return point._replace(start=start, value=replace(point.value, **said))
    return point


def _joined(plain: str, points: list[Found], claimed: bytearray) -> list[Found]:
    """„květen 2022 – srpen 2026“, „červenec – září 2012“, „od 1. 1. do 31. 3. 2023“ are one point each."""
    joined: list[Found] = []
    for point in points:
        first = joined[-1] if joined else None
        if first and not first.value.end and _runs_to(plain, first, point):
            point = _range(first, point)
            joined.pop()
        elif partial := _open_before(plain, point, claimed):
            point = partial
        joined.append(point)
    return joined


def _runs_to(plain: str, first: Found, last: Found) -> bool:
    between = plain[first.end : last.start].strip()
    starts_with_until = last.value.until and first.value.since and between in {"", "a"}
    return between in {"-", "az"} or starts_with_until


def _range(first: Found, last: Found) -> Found:
    start = replace(first.value, year=first.value.year or last.value.year, until=False, since=False)
    return Found("point", first.start, last.end, replace(start, end=replace(last.value, until=False)))


OPEN_BEFORE = re.compile(
    rf"(?:\b(?:od|v obdobi|obdobi) )?(?:{DAY}\.(?: ?(?P<m>[0-9]{{1,2}})\.)?|(?P<month>{MONTH_PATTERN})|{ORDINAL_PATTERN}"
    rf"|(?<![0-9])(?P<mm>[0-9]{{1,2}})) ?(?:-|az|do) ?$"
)


def _open_before(plain: str, point: Found, claimed: bytearray) -> Found | None:
    """A range whose year stands only at its end."""
    own = point.value
    if own.end or own.vague or own.unit not in {"day", "month", "quarter", "half"}:
        return None
    floor = max(0, point.start - FAR_BEFORE)
    before = plain[floor : point.start]
    if own.until and not before.endswith("-") and re.match(r"do\b", plain[point.start :]):
        before = f"{before.rstrip()} do "
    match = OPEN_BEFORE.search(before)
    if not match or any(claimed[floor + match.start() : point.start]):
        return None
    start = _start_of_open(match, own)
    if start is None:
        return None
    claimed[floor + match.start() : point.start] = b"\1" * (point.start - floor - match.start())
    return Found("point", floor + match.start(), point.end, replace(start, end=replace(own, until=False)))


def _start_of_open(match: re.Match, end: Point) -> Point | None:
    if match["d"] and end.unit == "day":
        return Point("day", int(match["m"] or end.number), int(match["d"]), end.year)
    if match["month"] and end.unit == "month":
        return Point("month", value_of(MONTH, match["month"]), year=end.year)
    if match["mm"] and end.unit == "month":
        return Point("month", int(match["mm"]), year=end.year)
    if end.unit in {"quarter", "half"} and (ordinal := _ordinal_of(match[0])):
        return Point(end.unit, ordinal, year=end.year)
    return None


def _ordinal_of(written: str) -> int | None:
    words: Iterable[str] = re.findall(r"[a-z0-9]+", written)
    return next((ORDINAL[word] for word in words if word in ORDINAL), None)
