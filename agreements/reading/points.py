"""Days, months, quarters, half-years, seasons and years as they are written, with a year and without one."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
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
    value_of,
)
from agreements.term_rules import SEASONS
from agreements.vocabulary import Precision

Interval = tuple[date, date]
Form = tuple[str, Callable[[re.Match], "Point"]]


@dataclass(frozen=True)
class Point:
    """A stretch of a year; `number` is its month, quarter, half or season. `until` says that only its end is told."""

    unit: str
    number: int | str = 0
    day: int = 0
    year: int | None = None
    until: bool = False
    vague: bool = False  # „začátkem“, „na přelomu“: no stretch of the calendar
    each_year: bool = False  # „vždy do 31. 1.“
    since: bool = False  # „od“ without a „do“
    about: bool = False  # „zpráva za rok 2023“
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
# „12/23“: two digits are a year only where nothing goes on behind them
SHORT_YEAR = r"(?P<y>2[0-9]|3[0-5])(?![0-9x_/])(?! ?(?!(?:do|az|a)\b)[a-z0-9])"
BEFORE_SHORT = (
    r"(?:^|(?<=[:;(\n\f])|(?<=[:;] )|(?<=/2[0-9], )|(?<=[0-9]-)|(?<=- )|(?<=\bdo )|(?<=\bod )|(?<=\bv ))"
)
DAY = r"(?<![0-9./])(?P<d>[0-9]{1,2})"
NAMED = rf"(?P<month>{MONTH_PATTERN})"


def _day(found) -> Point:
    return Point("day", int(found["m"]), int(found["d"]), _year(found))


def _roman_day(found) -> Point:
    return Point("day", ROMAN.get(found["roman"], 0), int(found["d"]), _year(found))


def _named_day(found) -> Point:
    return Point("day", value_of(MONTH, found["month"]), int(found["d"]), _year(found))


def _named_month(found) -> Point:
    return Point("month", value_of(MONTH, found["month"]), year=_year(found))


def _ordinal(unit: str):
    return lambda found: Point(unit, value_of(ORDINAL, found["n"].rstrip(".")), year=_year(found))


def _year(found) -> int | None:
    year = found.groupdict().get("y")
    return int(year) + 2000 * (len(year) == 2) if year else None


def _short_quarter(found) -> Point:
    return Point("quarter", int(found["n"] or found["n2"]), year=_year(found))


QUARTER = rf"(?P<n>{ORDINAL_PATTERN}) ?(?:ctvrtlet[a-z]{{0,20}}|kvarta[a-z]{{0,20}}|q\b\.?)"
HALF = rf"(?P<n>{ORDINAL_PATTERN}) ?(?:pololet[a-z]{{0,20}}|pol\.|polovin[a-z]{{1,20}}|pulrok[a-z]{{0,20}}|pulce)"
NO_NUMBER = r"(?![0-9] )"  # „za 2 pololetí“ is not the second one
WITH_YEAR_FORMS: list[Form] = [
    (rf"{DAY}\. ?(?P<m>[0-9]{{1,2}})\. ?(?P<y>{YEAR_PATTERN})", _day),
    (rf"(?<![0-9])(?P<y>{YEAR_PATTERN})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}})(?![0-9])", _day),
    (rf"{DAY} ?/ ?(?P<m>[0-9]{{1,2}}) ?/ ?(?P<y>{YEAR_PATTERN})", _day),
    (rf"{DAY}\.(?P<m>[0-9]{{1,2}})\.(?P<y>[0-9]{{2}})(?![0-9])", _day),
    (rf"{DAY}\. (?P<m>[0-9]{{1,2}})\. {SHORT_YEAR}", _day),
    (rf"{DAY}\. ?(?P<roman>[ivx]{{1,4}})\. ?(?P<y>{YEAR_PATTERN})", _roman_day),
    (rf"{DAY}\.? ?{NAMED}{OF_YEAR}", _named_day),
    (rf"{NAMED}(?: ?/ ?(?P<y>{YEAR_PATTERN}))", _named_month),
    (rf"{NAMED}{OF_YEAR}", _named_month),
    (
        rf"(?<![0-9a-z./])(?P<m>[0-9]{{1,2}}) ?[/.] ?(?P<y>{YEAR_PATTERN})(?![0-9/])",
        lambda found: Point("month", int(found["m"]), year=_year(found)),
    ),
    (
        rf"{BEFORE_SHORT}(?P<m>0?[1-9]|1[0-2]) ?/ ?{SHORT_YEAR}",
        lambda found: Point("month", int(found["m"]), year=_year(found)),
    ),
    # „I/2024“ is a quarter to one and a month or a number to another, „x/2023“ may be a blank, „IX/2023“ is a month
    (
        rf"(?<![0-9a-z])(?P<m>vi{{0,3}}|ix|xii?) ?/ ?(?P<y>{YEAR_PATTERN})",
        lambda found: Point("month", ROMAN[found["m"]], year=_year(found)),
    ),
    (rf"{QUARTER}{OF_YEAR}", _ordinal("quarter")),
    (rf"{QUARTER} ?/? ?{SHORT_YEAR}", _ordinal("quarter")),
    *(
        (rf"(?<![0-9a-z])(?:q(?P<n>[1-4])|(?P<n2>[1-4])\.? ?q\.?) ?/? ?{year}", _short_quarter)
        for year in (rf"(?P<y>{YEAR_PATTERN})", SHORT_YEAR)
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
        r"(?:\b(?:kalendarn[a-z]{0,20} )?(?:rok[a-z]{0,20}|roce|r\.|let|letech) ?)?"
        rf"(?<!/)(?P<y>{YEAR_PATTERN})(?![0-9/+])",
        lambda found: Point("year", year=_year(found), is_bare_year=found[0] == found["y"]),
    ),
]
WITHOUT_YEAR_FORMS: list[Form] = [
    (
        rf"{DAY}\. ?(?P<m>[0-9]{{1,2}})\.(?! ?[0-9])",
        lambda found: Point("day", int(found["m"]), int(found["d"])),
    ),
    (rf"{DAY}\. ?{NAMED}", _named_day),
    (NAMED, _named_month),
    (rf"{NO_NUMBER}{QUARTER}", _ordinal("quarter")),
    (r"(?<![0-9a-z])q(?P<n>[1-4])(?![0-9a-z])", lambda found: Point("quarter", int(found["n"]))),
    (rf"{NO_NUMBER}{HALF}", _ordinal("half")),
    (
        rf"(?P<season>{SEASON_PATTERN})",
        lambda found: Point("season", value_of(SEASON, found["season"])),
    ),
    (r"(?<=konce )roku\b|(?<=koncem )roku\b|(?<=konci )roku\b", lambda found: Point("year")),
]
WITH_YEAR = [(re.compile(pattern), make) for pattern, make in WITH_YEAR_FORMS]
WITHOUT_YEAR = [(re.compile(pattern), make) for pattern, make in WITHOUT_YEAR_FORMS]
