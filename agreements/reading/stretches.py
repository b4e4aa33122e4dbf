"""Where days and stretches of the calendar stand in a text, with the words before them and from one to another."""

import re
from dataclasses import replace

from agreements.reading.points import DAY, WITH_YEAR, WITHOUT_YEAR, Point
from agreements.reading.sets import stems
from agreements.reading.words import (
    MONTH,
    MONTH_PATTERN,
    ORDINAL,
    ORDINAL_PATTERN,
    SEASON,
    SEASON_PATTERN,
    Found,
    claim,
    value_of,
)

# What stands before a point, and what it changes of it; the first that fits.
BEFORE = [
    (
        r"(?:nej[a-z]{1,20} )?(?:do konce|ke konci|koncem|konec|konci|na konci|v zaveru)(?: mesice| kalendarniho)?",
        {"until": True},
    ),
    (
        rf"(?:do |v |od )?(?:pulce|pulky|{stems('polovin zacatk pocatk prelom')})",
        {"vague": True},
    ),
    (r"(?:nejdrive|nejdriv|drive nez|pred|po|mimo|krome)(?: v| ve)?", {"since": True}),
    (
        r"(?:nejpozdeji |nejdele |v terminu |termin |vzdy )?(?:do|ke dni|dne|k|ke)(?: mesice| obdobi)?",
        {"until": True},
    ),
    (r"(?:pocinaje|mezi|od|ode dne|od mesice|ode)(?: obdobi)?", {"since": True}),
    (r"za(?: obdobi| mesic| roky)?", {"about": True}),
    (
        r"(?:nejpozdeji |vzdy )?(?:v prubehu|behem|ve|v|na|pro|v obdobi|obdobi|v mesici|mesic|do obdobi|v letech)"
        r"(?: mesice| obdobi| mesici)?",
        {},
    ),
    (r"nejpozdeji|vzdy|termin:?", {}),
]
BEFORE_FORMS = [(re.compile(rf"(?:^|(?<=[^a-z0-9]))(?:{pattern})[ \n:]*$"), said) for pattern, said in BEFORE]
FAR_BEFORE = 40
AND = re.compile(r" ?(?:,|a|i|, a) ?")
# „1. a 2. čtvrtletí“: what stands before the last of them
ORDINALS_BEFORE = re.compile(rf"(?P<n>{ORDINAL_PATTERN}) ?(?:,|a|i|, a) $")


def points(plain: str, claimed: bytearray) -> list[Found]:
    """In the order of the text. „květen a září 2022“ share the year that stands once, at the end."""
    dated = _joined(plain, _points(plain, claimed, WITH_YEAR), claimed)
    yearless = _joined(plain, _points(plain, claimed, WITHOUT_YEAR), claimed)
    found = _with_ordinals(plain, sorted(dated + yearless, key=lambda one: one.start), claimed)
    for place in reversed(range(len(found) - 1)):
        point, after = found[place], found[place + 1]
        if point.value.year is None and after.value.year and AND.fullmatch(plain, point.end, after.start):
            found[place] = point._replace(value=replace(point.value, year=after.value.year))
    for place in range(1, len(found)):
        before, point = found[place - 1], found[place]
        is_next = before.value.each_year and AND.fullmatch(plain, before.end, point.start)
        if is_next and point.value.year is None:
            found[place] = point._replace(value=replace(point.value, each_year=True))
    return found


def _with_ordinals(plain: str, points: list[Found], claimed: bytearray) -> list[Found]:
    """„1. a 2. čtvrtletí 2024“ are two points."""
    found: list[Found] = []
    for last in points:
        own, before = [last], last
        while last.value.unit in {"quarter", "half"} and not last.value.end and not last.value.until:
            floor = max(0, before.start - FAR_BEFORE)
            match = ORDINALS_BEFORE.search(plain[floor : before.start])
            start, end = (floor + match.start("n"), floor + match.end("n")) if match else (0, 0)
            if not claim(claimed, start, end):
                break
            number = value_of(ORDINAL, match["n"].rstrip("."))
            before = Found("point", start, end, replace(last.value, number=number))
            own.insert(0, before)
        found += own
    return found


def _points(plain: str, claimed: bytearray, forms) -> list[Found]:
    found = []
    for pattern, make in forms:
        for match in pattern.finditer(plain):
            if claim(claimed, match.start(), match.end()):
                found.append(Found("point", match.start(), match.end(), make(match)))
    return [_with_before(plain, one, claimed) for one in sorted(found, key=lambda one: one.start)]


def _with_before(plain: str, point: Found, claimed: bytearray) -> Found:
    floor = max(0, point.start - FAR_BEFORE)
    for pattern, said in BEFORE_FORMS:
        match = pattern.search(plain[floor : point.start])
        if match and claim(claimed, start := floor + match.start(), point.start):
            each_year = "vzdy" in match[0] and point.value.year is None
            return point._replace(start=start, value=replace(point.value, **said, each_year=each_year))
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
    if between == "a" and plain.startswith("mezi", first.start):
        return True
    starts_with_until = last.value.until and first.value.since and between in {"", "a"}
    return between in {"-", "az"} or starts_with_until


def _range(first: Found, last: Found) -> Found:
    start = replace(first.value, year=first.value.year or last.value.year, until=False, since=False)
    return Found("point", first.start, last.end, replace(start, end=replace(last.value, until=False)))


OPEN_BEFORE = re.compile(
    rf"(?:\b(?:od|v obdobi|obdobi) )?(?:{DAY}\.(?: ?(?P<m>[0-9]{{1,2}})\.)?|(?P<month>{MONTH_PATTERN})"
    rf"|(?P<season>{SEASON_PATTERN})|(?<![0-9a-z./])(?P<mm>[0-9]{{1,2}})|(?<![0-9a-z])q[1-4]|{ORDINAL_PATTERN})"
    r" ?(?:-|az|do) ?$"
)


def _open_before(plain: str, point: Found, claimed: bytearray) -> Found | None:
    """A range whose year stands only at its end."""
    own = point.value
    if own.end or own.vague or own.unit == "year":
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
    if match["season"] and end.unit == "season":
        return Point("season", value_of(SEASON, match["season"]), year=end.year)
    if match["mm"] and end.unit == "month":
        return Point("month", int(match["mm"]), year=end.year)
    if end.unit in {"quarter", "half"} and (ordinal := _ordinal_of(match[0])):
        return Point(end.unit, ordinal, year=end.year)
    return None


def _ordinal_of(written: str) -> int | None:
    words = re.findall(r"[a-pr-z0-9]+", written)
    return next((ORDINAL[word] for word in words if word in ORDINAL), None)
