"""Expected numbers worked out with a pencil in the manner of domain.md 2.3: days, the fraction, the whole number.

Nothing here was asked of the engine. A row of a year is the count times the days it was promised in, over the days of
its year (or of its period), and what that rounds to: „4 × 245/365“, 2.68, is 3. A row with a date is owed once, on
that day; None means that nothing is owed by a date, which is not the same as 0.

Days used: 1 May – 31 December 245, 1 January – 31 August 243; 13 April – 31 December 263, 1 January – 12 April 102;
15 – 31 December 17, 1 January – 14 December 348; 1 March – 31 December 306, 1 January – 29 February 60. To 30 June
181 of 365 or 182 of 366, from 1 July 184.
"""

from dataclasses import dataclass
from datetime import date

from agreements.vocabulary import Anchor, Bound, OffsetUnit, Per, TermKind


@dataclass(frozen=True)
class Town:
    approved_on: date
    years: int
    timeline_from: date | None = None
    timeline_to: date | None = None


CHOMUTOV = Town(date(2022, 4, 19), 5, date(2022, 5, 1), date(2026, 8, 31))
KAMENICE = Town(date(2022, 4, 13), 5)
JIHLAVA_DECEMBER = Town(date(2021, 12, 15), 2)
JIHLAVA_MARCH = Town(date(2022, 3, 1), 2)
# 29 February becomes 28 February: two years from 29. 2. 2024 end on 27. 2. 2026
LEAP_DAY = Town(date(2024, 2, 29), 2)


def counted(count: int, per=Per.YEAR_UNSPECIFIED, **fields) -> dict:
    return {"kind": TermKind.FREQUENCY, "count": count, "bound": Bound.EXACT, "per": per, **fields}


def whole(count: int, *years: int) -> dict:
    return {year: (f"{count} × 366/366" if year == 2024 else f"{count} × 365/365", count) for year in years}


def between(first: tuple, whole_years: dict, last: tuple) -> dict:
    """The cut years around the whole ones."""
    years = sorted(whole_years)
    return {years[0] - 1: first, **whole_years, years[-1] + 1: last}


def in_chomutov(n: int, first: int, last: int) -> dict:
    return between((f"{n} × 245/365", first), whole(n, 2023, 2024, 2025), (f"{n} × 243/365", last))


def in_kamenice(n: int, first: int, last: int) -> dict:
    return between((f"{n} × 263/365", first), whole(n, 2023, 2024, 2025, 2026), (f"{n} × 102/365", last))


# --- Domain 2.3, „ročně“: the numbers of the first and of the last year -----------------------------------

YEARLY = [
    (CHOMUTOV, counted(1), in_chomutov(1, 1, 1)),  # 0.67 and 0.67
    (CHOMUTOV, counted(2), in_chomutov(2, 1, 1)),  # 1.34 and 1.33
    (CHOMUTOV, counted(4), in_chomutov(4, 3, 3)),  # 2.68 and 2.66
    (CHOMUTOV, counted(10), in_chomutov(10, 7, 7)),  # 6.71 and 6.66
    (KAMENICE, counted(1), in_kamenice(1, 1, 0)),  # 0.72 and 0.28
    (KAMENICE, counted(2), in_kamenice(2, 1, 1)),  # 1.44 and 0.56
    (KAMENICE, counted(4), in_kamenice(4, 3, 1)),  # 2.88 and 1.12
    (KAMENICE, counted(10), in_kamenice(10, 7, 3)),  # 7.21 and 2.79
    (LEAP_DAY, counted(4), between(("4 × 307/366", 3), whole(4, 2025), ("4 × 58/365", 1))),
    (LEAP_DAY, counted(1), between(("1 × 307/366", 1), whole(1, 2025), ("1 × 58/365", 0))),
]

# Quarters, half-years and months of a cut year are cut by days as well: 12 × 102/365 of the last one.
IN_PARTS_OF_A_YEAR = [
    (CHOMUTOV, counted(1, Per.QUARTER), in_chomutov(4, 3, 3)),
    (CHOMUTOV, counted(1, Per.HALF_YEAR), in_chomutov(2, 1, 1)),
    (CHOMUTOV, counted(1, Per.MONTH), in_chomutov(12, 8, 8)),  # 8.05 and 7.99
    (CHOMUTOV, counted(2, Per.QUARTER), in_chomutov(8, 5, 5)),  # 5.37 and 5.33
    (KAMENICE, counted(1, Per.QUARTER), in_kamenice(4, 3, 1)),
    (KAMENICE, counted(1, Per.HALF_YEAR), in_kamenice(2, 1, 1)),
    (KAMENICE, counted(1, Per.MONTH), in_kamenice(12, 9, 3)),  # 8.65 and 3.35
    # „1x za 3 měsíce“ is four times a year, „jednou za dva měsíce“ six times
    (KAMENICE, counted(1, Per.MONTH, every=3), in_kamenice(4, 3, 1)),
    (CHOMUTOV, counted(1, Per.MONTH, every=2), in_chomutov(6, 4, 4)),  # 4.03 and 3.99
]

# Once in several years: a whole period counts in the year of its last day, the rest of the last one by its days.
# 13. 4. 2026 – 12. 4. 2027 are 365 of the 731 days to 12. 4. 2028 (29. 2. 2028 among them): 0.499, which is none.
# 1. 5. – 31. 8. 2026 are 123 of 731 days and fall into the year in which a whole period ends.
IN_SEVERAL_YEARS = [
    (
        KAMENICE,
        counted(1, every=2),
        {2024: ("1 × 731/731", 1), 2026: ("1 × 730/730", 1), 2027: ("1 × 365/731", 0)},
    ),
    (CHOMUTOV, counted(1, every=2), {2024: ("1 × 731/731", 1), 2026: ("1 × 730/730 + 1 × 123/731", 1)}),
    (JIHLAVA_DECEMBER, counted(1, every=2), {2023: ("1 × 730/730", 1)}),
    (JIHLAVA_MARCH, counted(1, every=2), {2024: ("1 × 731/731", 1)}),
    # 13. 4. 2025 – 12. 4. 2027: 730 of 1096 days
    (KAMENICE, counted(2, every=3), {2025: ("2 × 1096/1096", 2), 2027: ("2 × 730/1096", 1)}),
    # 1. 5. 2025 – 31. 8. 2026: 245 + 243 of the 549 days to 31. 10. 2026
    (
        CHOMUTOV,
        counted(1, Per.MONTH, every=18),
        {2023: ("1 × 549/549", 1), 2025: ("1 × 547/547", 1), 2026: ("1 × 488/549", 1)},
    ),
]

# --- Owed by a day ----------------------------------------------------------------------------------------

QUOTA = {"kind": TermKind.QUOTA, "bound": Bound.EXACT, "per": Per.AGREEMENT_TERM}
END_OF_JANUARY = Town(date(2023, 1, 31), 2)


def due(*days: date, number: int = 1) -> dict:
    return {day.year: (day, number) for day in days}


def each(first: int, last: int, month: int, day: int) -> dict:
    return due(*(date(year, month, day) for year in range(first, last + 1)))


def relative(count: int, unit: OffsetUnit, anchor: Anchor) -> dict:
    offset = {"offset_count": count, "offset_unit": unit, "offset_from": anchor}
    return {"kind": TermKind.RELATIVE, "count": None, "bound": "", "per": "", **offset}


# A year whose day lies before the start or after the end owes nothing; months end where the shorter one does.
OWED_BY_A_DAY = [
    (CHOMUTOV, counted(1, by_month=3, by_day=31), each(2023, 2026, 3, 31)),
    (KAMENICE, counted(1, by_month=3, by_day=31), each(2023, 2027, 3, 31)),
    (KAMENICE, counted(1, by_month=6, by_day=30), each(2022, 2026, 6, 30)),
    (KAMENICE, counted(1, by_month=12, by_day=31), each(2022, 2026, 12, 31)),
    (KAMENICE, {**QUOTA, "count": 1}, due(date(2027, 4, 12))),
    (CHOMUTOV, {**QUOTA, "count": 2}, due(date(2026, 8, 31), number=2)),
    (KAMENICE, relative(30, OffsetUnit.DAY, Anchor.APPROVAL), due(date(2022, 5, 13))),
    (CHOMUTOV, relative(30, OffsetUnit.DAY, Anchor.APPROVAL), due(date(2022, 5, 19))),
    (JIHLAVA_DECEMBER, relative(2, OffsetUnit.MONTH, Anchor.APPROVAL), due(date(2022, 2, 15))),
    (JIHLAVA_MARCH, relative(2, OffsetUnit.WEEK, Anchor.APPROVAL), due(date(2022, 3, 15))),
    (END_OF_JANUARY, relative(1, OffsetUnit.MONTH, Anchor.APPROVAL), due(date(2023, 2, 28))),
    (LEAP_DAY, relative(1, OffsetUnit.YEAR, Anchor.START), due(date(2025, 2, 28))),
    (KAMENICE, relative(3, OffsetUnit.MONTH, Anchor.END), due(date(2027, 1, 12))),
    (JIHLAVA_MARCH, relative(3, OffsetUnit.MONTH, Anchor.END), due(date(2023, 11, 29))),
    (KAMENICE, relative(60, OffsetUnit.DAY, Anchor.END), due(date(2027, 2, 11))),
]

# --- Jihlava once its approval is known, every term of J1 – J6 ------------------------------------------------

AUTUMN_2021 = {"kind": TermKind.SEASON, "date_from": date(2021, 9, 1), "date_to": date(2021, 11, 30)}
AUTUMN_2022 = {"kind": TermKind.SEASON, "date_from": date(2022, 9, 1), "date_to": date(2022, 11, 30)}

FOUR_FROM_DECEMBER = {2021: ("4 × 17/365", 0), **whole(4, 2022), 2023: ("4 × 348/365", 4)}
TWO_FROM_DECEMBER = {2021: ("2 × 17/365", 0), **whole(2, 2022), 2023: ("2 × 348/365", 2)}
ONE_FROM_DECEMBER = {2021: ("1 × 17/365", 0), **whole(1, 2022), 2023: ("1 × 348/365", 1)}
FOUR_FROM_MARCH = {2022: ("4 × 306/365", 3), **whole(4, 2023), 2024: ("4 × 60/366", 1)}
TWO_FROM_MARCH = {2022: ("2 × 306/365", 2), **whole(2, 2023), 2024: ("2 × 60/366", 0)}
ONE_FROM_MARCH = {2022: ("1 × 306/365", 1), **whole(1, 2023), 2024: ("1 × 60/366", 0)}

# the plan was due before the approval of 15. 12. 2021 and stays due; the offer is never owed
JIHLAVA = {
    date(2021, 12, 15): {
        "J1 4x": FOUR_FROM_DECEMBER,
        "J2 2x": TWO_FROM_DECEMBER,
        "J2 LP": ONE_FROM_DECEMBER,
        "J2 zpráva": ONE_FROM_DECEMBER,
        "J3 podzim 2021": {2021: (date(2021, 11, 30), 1)},
        "J4 2x": TWO_FROM_DECEMBER,
        "J4 LP": ONE_FROM_DECEMBER,
        "J4 zpráva": ONE_FROM_DECEMBER,
        "J5 podzim 2022": {2022: (date(2022, 11, 30), 1)},
        "J6 dle nabídky": {2021: None, 2022: None, 2023: None},
    },
    date(2022, 3, 1): {
        "J1 4x": FOUR_FROM_MARCH,
        "J2 2x": TWO_FROM_MARCH,
        "J2 LP": ONE_FROM_MARCH,
        "J2 zpráva": ONE_FROM_MARCH,
        "J3 podzim 2021": {2021: (date(2021, 11, 30), 1)},
        "J4 2x": TWO_FROM_MARCH,
        "J4 LP": ONE_FROM_MARCH,
        "J4 zpráva": ONE_FROM_MARCH,
        "J5 podzim 2022": {2022: (date(2022, 11, 30), 1)},
        "J6 dle nabídky": {2022: None, 2023: None, 2024: None},
    },
}

# --- The same with another rounding ---------------------------------------------------------------------------


def nominal(count: int, first: int, last: int) -> dict:
    return dict.fromkeys(range(first, last + 1), count)


# year: number only; the shares are those above
CEIL = [
    (CHOMUTOV, counted(1), {2022: 1, 2023: 1, 2024: 1, 2025: 1, 2026: 1}),
    (CHOMUTOV, counted(2), {2022: 2, 2023: 2, 2024: 2, 2025: 2, 2026: 2}),
    (CHOMUTOV, counted(4), {2022: 3, 2023: 4, 2024: 4, 2025: 4, 2026: 3}),
    (CHOMUTOV, counted(10), {2022: 7, 2023: 10, 2024: 10, 2025: 10, 2026: 7}),
    (KAMENICE, counted(1), {2022: 1, 2023: 1, 2024: 1, 2025: 1, 2026: 1, 2027: 1}),
    (KAMENICE, counted(2), {2022: 2, 2023: 2, 2024: 2, 2025: 2, 2026: 2, 2027: 1}),
    (KAMENICE, counted(4), {2022: 3, 2023: 4, 2024: 4, 2025: 4, 2026: 4, 2027: 2}),
    (KAMENICE, counted(10), {2022: 8, 2023: 10, 2024: 10, 2025: 10, 2026: 10, 2027: 3}),
    (JIHLAVA_DECEMBER, counted(4), {2021: 1, 2022: 4, 2023: 4}),
    (JIHLAVA_DECEMBER, counted(1), {2021: 1, 2022: 1, 2023: 1}),
    (JIHLAVA_MARCH, counted(4), {2022: 4, 2023: 4, 2024: 1}),
    (JIHLAVA_MARCH, counted(2), {2022: 2, 2023: 2, 2024: 1}),
    (CHOMUTOV, counted(1, Per.MONTH), {2022: 9, 2023: 12, 2024: 12, 2025: 12, 2026: 8}),
    (KAMENICE, counted(1, every=2), {2024: 1, 2026: 1, 2027: 1}),
    (CHOMUTOV, counted(1, every=2), {2024: 1, 2026: 2}),
]
NOMINAL = [
    *((CHOMUTOV, counted(n), nominal(n, 2022, 2026)) for n in (1, 2, 4, 10)),
    *((KAMENICE, counted(n), nominal(n, 2022, 2027)) for n in (1, 2, 4, 10)),
    *((JIHLAVA_DECEMBER, counted(n), nominal(n, 2021, 2023)) for n in (1, 2, 4)),
    *((JIHLAVA_MARCH, counted(n), nominal(n, 2022, 2024)) for n in (1, 2, 4)),
    (KAMENICE, counted(1, Per.QUARTER), nominal(4, 2022, 2027)),
    (CHOMUTOV, counted(1, Per.MONTH), nominal(12, 2022, 2026)),
]

# --- Cooperation years (the first number is of the first year, whatever calendar years it touches) ---------------

# Chomutov's fifth year, 1. 5. – 31. 8. 2026, has 123 of 365 days: 0.34, 0.67, 1.35 and 3.37.
COOPERATION_YEARS = [
    (CHOMUTOV, 1, (1, 1, 1, 1, 0)),
    (CHOMUTOV, 2, (2, 2, 2, 2, 1)),
    (CHOMUTOV, 4, (4, 4, 4, 4, 1)),
    (CHOMUTOV, 10, (10, 10, 10, 10, 3)),
    (KAMENICE, 1, (1, 1, 1, 1, 1)),
    (KAMENICE, 4, (4, 4, 4, 4, 4)),
    (KAMENICE, 10, (10, 10, 10, 10, 10)),
    (JIHLAVA_DECEMBER, 4, (4, 4)),
    (JIHLAVA_MARCH, 4, (4, 4)),
    (LEAP_DAY, 4, (4, 4)),
]

# „ročně“ read as years of cooperation: each stands in the calendar year of its last day; Chomutov's fourth year and
# the rest of the fifth both end in 2026 and are rounded together, 4 + 4 × 123/365.
COOPERATION_BASIS = [
    (KAMENICE, counted(4), {2023: 4, 2024: 4, 2025: 4, 2026: 4, 2027: 4}),
    (CHOMUTOV, counted(4), {2023: 4, 2024: 4, 2025: 4, 2026: 5}),
    (JIHLAVA_DECEMBER, counted(4), {2022: 4, 2023: 4}),
    (JIHLAVA_MARCH, counted(4), {2023: 4, 2024: 4}),
]

# --- A version in force from 1 July ---------------------------------------------------------------------------

# The agreement runs from 1. 1. of the year before the change for five years. Of the year of the change: how it was
# counted before, after, the sum of both shares, the number; None is a term that was not there.
LEAP_CHANGE = date(2024, 7, 1)
COMMON_CHANGE = date(2023, 7, 1)
CHANGED = [
    (LEAP_CHANGE, 4, 2, "4 × 182/366 + 2 × 184/366", 3),
    (LEAP_CHANGE, 4, 6, "4 × 182/366 + 6 × 184/366", 5),
    (LEAP_CHANGE, 4, 4, "4 × 182/366 + 4 × 184/366", 4),
    (LEAP_CHANGE, 4, None, "4 × 182/366", 2),
    (LEAP_CHANGE, None, 4, "4 × 184/366", 2),
    (LEAP_CHANGE, 1, 2, "1 × 182/366 + 2 × 184/366", 2),
    (LEAP_CHANGE, 2, 1, "2 × 182/366 + 1 × 184/366", 1),
    (LEAP_CHANGE, 1, None, "1 × 182/366", 0),
    (LEAP_CHANGE, None, 1, "1 × 184/366", 1),
    (COMMON_CHANGE, 4, 2, "4 × 181/365 + 2 × 184/365", 3),
    (COMMON_CHANGE, 4, 6, "4 × 181/365 + 6 × 184/365", 5),
    (COMMON_CHANGE, 4, 4, "4 × 181/365 + 4 × 184/365", 4),
    (COMMON_CHANGE, 4, None, "4 × 181/365", 2),
    (COMMON_CHANGE, None, 4, "4 × 184/365", 2),
    (COMMON_CHANGE, 1, 2, "1 × 181/365 + 2 × 184/365", 2),
    (COMMON_CHANGE, 2, 1, "2 × 181/365 + 1 × 184/365", 1),
    (COMMON_CHANGE, 1, None, "1 × 181/365", 0),
    (COMMON_CHANGE, None, 1, "1 × 184/365", 1),
    # in force from New Year, from a leap day (31 + 28 days before it), on the last day of a year
    (date(2024, 1, 1), 4, 2, "2 × 366/366", 2),
    (date(2024, 2, 29), 4, 2, "4 × 59/366 + 2 × 307/366", 2),
    (date(2024, 12, 31), 4, 2, "4 × 365/366 + 2 × 1/366", 4),
    (date(2024, 12, 31), 2, None, "2 × 365/366", 2),
]
# „jednou za dva roky“ from New Year 2023 for five years goes on through a revision that does not touch it
UNTOUCHED_EVERY_TWO_YEARS = {
    2024: ("1 × 731/731", 1),
    2026: ("1 × 730/730", 1),
    2027: ("1 × 365/731", 0),
}
# with CEIL, and what NOMINAL says where one count alone was promised
CHANGED_CEIL = [
    (LEAP_CHANGE, 4, 2, 3),
    (LEAP_CHANGE, 4, 6, 6),
    (LEAP_CHANGE, 4, 4, 4),
    (LEAP_CHANGE, 1, None, 1),
    (COMMON_CHANGE, None, 4, 3),
    (COMMON_CHANGE, 2, 1, 2),
]
CHANGED_NOMINAL = [
    (LEAP_CHANGE, 4, 4, 4),
    (LEAP_CHANGE, 4, None, 4),
    (LEAP_CHANGE, None, 4, 4),
    (COMMON_CHANGE, 1, None, 1),
]
