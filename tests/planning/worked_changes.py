"""What a change of wording leaves of a year, worked out with a pencil in the manner of domain.md 2.3.

Nothing here was asked of the engine. The agreements run from 1 January for five years; each case says from which day
which wording holds. Days used: 2024 has 366, 182 of them before 1 July and 184 from it, 91 before 1 April, 59 before
29 February, 365 before 31 December; 2023 has 365, 181 of them before 1 July; 2023 and 2024 together 731, 547 of them
before 1 July 2024; 2023 – 2025 have 1096, 549 of them from 1 July 2024.

What a wording asked in its days stays asked, whatever the next one says. A day that had come before the change is
owed beside the number that follows; a day that had not come goes with its wording. What meets in one year is one row:
the shares and the whole counts of the days added and rounded once, all of it to be done by the last of their days. A
count that has its day in each year is whole where it stands alone; in a year it shares with a number it is asked for
its days, as the number is.
"""

from datetime import date

from agreements.vocabulary import Anchor, Bound, OffsetUnit, Per, TermKind
from tests.planning.worked import counted

JULY = date(2024, 7, 1)
NEW_YEAR, LAST_OF_2024, END = date(2024, 1, 1), date(2024, 12, 31), date(2027, 12, 31)
START, JUNE_ENDS = date(2023, 1, 1), date(2024, 6, 30)

# --- Wordings -----------------------------------------------------------------------------------------------

FOUR, TWO, ONCE_A_YEAR = counted(4), counted(2), counted(1)
EVERY_TWO_YEARS, EVERY_THREE_YEARS = counted(1, every=2), counted(1, every=3)
BY_MARCH, BY_SEPTEMBER = counted(1, by_month=3, by_day=31), counted(1, by_month=9, by_day=30)
QUOTA = {"kind": TermKind.QUOTA, "count": 10, "bound": Bound.EXACT, "per": Per.AGREEMENT_TERM}
ON_DEMAND = {"kind": TermKind.ON_DEMAND, "count": None, "bound": "", "per": ""}
UNREAD = {"kind": "", "event_kind": "", "count": None, "bound": "", "per": ""}
# runs from the approval of the revision, which is the day it holds from
IN_30_DAYS = {
    "kind": TermKind.RELATIVE, "count": None, "bound": "", "per": "",
    "offset_count": 30, "offset_unit": OffsetUnit.DAY, "offset_from": Anchor.APPROVAL,
}  # fmt: skip


def on(day: date) -> dict:
    return {"kind": TermKind.DATE, "count": None, "bound": "", "per": "", "date_to": day}


# --- Rows: what it is made of, the number, counted since, to be done by -------------------------------------


def number(text: str, count: int) -> tuple:
    """Of a calendar year."""
    return text, count, None, None


def every_year(count: int, *years: int) -> dict:
    return {year: number(str(count), count) for year in years}


def owed(day: date, count: int = 1) -> tuple:
    """By one day, or by the day of each year."""
    return str(count), count, None, day


def within(text: str, count: int, first: date, last: date) -> tuple:
    return text, count, first, last


def nothing(*years: int) -> dict:
    """Nothing is owed by a date, which is not 0."""
    return dict.fromkeys(years, (None, None, None, None))


MARCH_2024, SEPTEMBER_2024 = date(2024, 3, 31), date(2024, 9, 30)

CHANGES = {
    # a number, then one day: 728/366 = 1.989
    "4x, then a day of that year": (
        [(START, FOUR), (JULY, on(SEPTEMBER_2024))],
        {**every_year(4, 2023), 2024: within("4 × 182/366 + 1", 3, NEW_YEAR, SEPTEMBER_2024)},
    ),
    "4x, then a day of a common year": (
        [(date(2022, 1, 1), FOUR), (date(2023, 7, 1), on(date(2023, 9, 30)))],
        # 724/365 = 1.984
        {**every_year(4, 2022), 2023: within("4 × 181/365 + 1", 3, START, date(2023, 9, 30))},
    ),
    "4x, then a day of the year after": (
        [(START, FOUR), (JULY, on(date(2025, 3, 31)))],
        {
            **every_year(4, 2023),
            2024: within("4 × 182/366", 2, NEW_YEAR, JUNE_ENDS),
            2025: owed(date(2025, 3, 31)),
        },
    ),
    # the revision says itself that it was due in March; the number was asked to the end of June
    "4x, then a day that has passed": (
        [(START, FOUR), (JULY, on(MARCH_2024))],
        {**every_year(4, 2023), 2024: within("4 × 182/366 + 1", 3, NEW_YEAR, JUNE_ENDS)},
    ),
    # 182/366 + 1 = 1.497
    "1x, then a day of that year": (
        [(START, ONCE_A_YEAR), (JULY, on(SEPTEMBER_2024))],
        {**every_year(1, 2023), 2024: within("1 × 182/366 + 1", 1, NEW_YEAR, SEPTEMBER_2024)},
    ),
    # 1460/366 = 3.989
    "4x to the last day but one": (
        [(START, FOUR), (LAST_OF_2024, on(LAST_OF_2024))],
        {**every_year(4, 2023), 2024: within("4 × 365/366 + 1", 5, NEW_YEAR, LAST_OF_2024)},
    ),
    "4x, then a day from New Year": (
        [(START, FOUR), (NEW_YEAR, on(SEPTEMBER_2024))],
        {**every_year(4, 2023), 2024: owed(SEPTEMBER_2024)},
    ),
    # 236/366 = 0.645
    "4x, then a day from the leap day": (
        [(START, FOUR), (date(2024, 2, 29), on(SEPTEMBER_2024))],
        {**every_year(4, 2023), 2024: within("4 × 59/366 + 1", 2, NEW_YEAR, SEPTEMBER_2024)},
    ),
    "4x, then within 30 days": (
        [(START, FOUR), (JULY, IN_30_DAYS)],
        {**every_year(4, 2023), 2024: within("4 × 182/366 + 1", 3, NEW_YEAR, date(2024, 7, 31))},
    ),
    "4x, then ten in all": (
        [(START, FOUR), (JULY, QUOTA)],
        {**every_year(4, 2023), 2024: within("4 × 182/366", 2, NEW_YEAR, JUNE_ENDS), 2027: owed(END, 10)},
    ),
    # in the last year of the agreement both end: 724/365 + 10 = 11.98
    "4x, then ten in all in the last year": (
        [(START, FOUR), (date(2027, 7, 1), QUOTA)],
        {
            **every_year(4, 2023, 2024, 2025, 2026),
            2027: within("4 × 181/365 + 10", 12, date(2027, 1, 1), END),
        },
    ),
    # 547/731 = 0.748, of the period that began with 2023
    "once in two years, then a day": (
        [(START, EVERY_TWO_YEARS), (JULY, on(SEPTEMBER_2024))],
        {2024: within("1 × 547/731 + 1", 2, START, SEPTEMBER_2024)},
    ),
    # a day, then a number: 736/366 = 2.011. What was promised since 2023 could be done since then.
    "a day that had come, then 4x": (
        [(START, on(MARCH_2024)), (JULY, FOUR)],
        {2024: within("1 + 4 × 184/366", 3, START, LAST_OF_2024), **every_year(4, 2025, 2026, 2027)},
    ),
    "a day of the year before, then 4x": (
        [(START, on(date(2023, 9, 30))), (JULY, FOUR)],
        {
            2023: owed(date(2023, 9, 30)),
            2024: number("4 × 184/366", 2),
            **every_year(4, 2025, 2026, 2027),
        },
    ),
    "a day that had not come, then 4x": (
        [(START, on(SEPTEMBER_2024)), (JULY, FOUR)],
        {2024: number("4 × 184/366", 2), **every_year(4, 2025, 2026, 2027)},
    ),
    "ten in all, then 4x": (
        [(START, QUOTA), (JULY, FOUR)],
        {2024: number("4 × 184/366", 2), **every_year(4, 2025, 2026, 2027)},
    ),
    "a day that had come, then on demand": (
        [(START, on(MARCH_2024)), (JULY, ON_DEMAND)],
        {2024: owed(MARCH_2024), **nothing(2025, 2026, 2027)},
    ),
    "a day that had not come, then unread": (
        [(START, on(SEPTEMBER_2024)), (JULY, UNREAD)],
        nothing(2024, 2025, 2026, 2027),
    ),
    # a number, then none
    "4x, then on demand": (
        [(START, FOUR), (JULY, ON_DEMAND)],
        {
            **every_year(4, 2023),
            2024: within("4 × 182/366", 2, NEW_YEAR, JUNE_ENDS),
            **nothing(2025, 2026, 2027),
        },
    ),
    "4x, then unread": (
        [(START, FOUR), (JULY, UNREAD)],
        {
            **every_year(4, 2023),
            2024: within("4 × 182/366", 2, NEW_YEAR, JUNE_ENDS),
            **nothing(2025, 2026, 2027),
        },
    ),
    "on demand, then 4x": (
        [(START, ON_DEMAND), (JULY, FOUR)],
        {**nothing(2023), 2024: number("4 × 184/366", 2), **every_year(4, 2025, 2026, 2027)},
    ),
    # a day of each year: 182 + 736 = 918 of 366ths, 2.508; 728 + 184 = 912, 2.492; 182 + 184 make the year
    "each year by March, then 4x": (
        [(START, BY_MARCH), (JULY, FOUR)],
        {
            2023: owed(date(2023, 3, 31)),
            2024: number("1 × 182/366 + 4 × 184/366", 3),
            **every_year(4, 2025, 2026, 2027),
        },
    ),
    "4x, then each year by September": (
        [(START, FOUR), (JULY, BY_SEPTEMBER)],
        {
            **every_year(4, 2023),
            2024: ("4 × 182/366 + 1 × 184/366", 2, None, SEPTEMBER_2024),
            **{year: owed(date(year, 9, 30)) for year in (2025, 2026, 2027)},
        },
    ),
    "1x, then the same by September": (
        [(START, ONCE_A_YEAR), (JULY, BY_SEPTEMBER)],
        {
            **every_year(1, 2023),
            2024: ("1 × 182/366 + 1 × 184/366", 1, None, SEPTEMBER_2024),
            **{year: owed(date(year, 9, 30)) for year in (2025, 2026, 2027)},
        },
    ),
    # March had passed when the day was written in, so that year has none
    "1x, then the same by March": (
        [(START, ONCE_A_YEAR), (JULY, BY_MARCH)],
        {
            **every_year(1, 2023),
            2024: number("1 × 182/366 + 1 × 184/366", 1),
            **{year: owed(date(year, 3, 31)) for year in (2025, 2026, 2027)},
        },
    ),
    "each year by March, then a day of that year": (
        [(START, BY_MARCH), (JULY, on(SEPTEMBER_2024))],
        {2023: owed(date(2023, 3, 31)), 2024: within("1 + 1", 2, NEW_YEAR, SEPTEMBER_2024)},
    ),
    "each year by September, then a day": (
        [(START, BY_SEPTEMBER), (JULY, on(date(2025, 3, 31)))],
        {2023: owed(date(2023, 9, 30)), 2025: owed(date(2025, 3, 31))},
    ),
    # three wordings: 364/366 = 0.9945 and 368/366 = 1.0055
    "4x, a day, 2x": (
        [(START, FOUR), (date(2024, 4, 1), on(date(2024, 5, 31))), (JULY, TWO)],
        {
            **every_year(4, 2023),
            2024: within("4 × 91/366 + 1 + 2 × 184/366", 3, NEW_YEAR, LAST_OF_2024),
            **every_year(2, 2025, 2026, 2027),
        },
    ),
    "a day, another in its place, 4x": (
        [(START, on(date(2023, 9, 30))), (NEW_YEAR, on(MARCH_2024)), (JULY, FOUR)],
        {2024: within("1 + 4 × 184/366", 3, START, LAST_OF_2024), **every_year(4, 2025, 2026, 2027)},
    ),
    "a day, 4x, another day": (
        [(START, on(MARCH_2024)), (JULY, FOUR), (date(2025, 7, 1), on(date(2025, 9, 30)))],
        {
            2024: within("1 + 4 × 184/366", 3, START, LAST_OF_2024),
            # 724/365 = 1.984
            2025: within("4 × 181/365 + 1", 3, date(2025, 1, 1), date(2025, 9, 30)),
        },
    ),
    "4x, on demand for a quarter, 4x": (
        [(START, FOUR), (date(2024, 4, 1), ON_DEMAND), (JULY, FOUR)],
        # 364/366 + 736/366 = 3.005
        {
            **every_year(4, 2023),
            2024: number("4 × 91/366 + 4 × 184/366", 3),
            **every_year(4, 2025, 2026, 2027),
        },
    ),
}

# --- The whole count of an unfinished period ----------------------------------------------------------------

# Of periods that overlap the year owes the highest whole count, those that follow one another it owes one by one.
COOPERATION_FOUR = counted(4, Per.COOPERATION_YEAR)
NOMINAL_CHANGES = {
    "4x, then 6x": ([(START, FOUR), (JULY, counted(6))], {2023: 4, 2024: 6, 2025: 6, 2026: 6, 2027: 6}),
    "4x, then once a half-year": (
        [(START, FOUR), (JULY, counted(1, Per.HALF_YEAR))],
        {2023: 4, 2024: 4, 2025: 2, 2026: 2, 2027: 2},
    ),
    "4x, then twice a half-year": (
        [(START, FOUR), (JULY, counted(2, Per.HALF_YEAR))],
        {2023: 4, 2024: 4, 2025: 4, 2026: 4, 2027: 4},
    ),
    # the period 2023 – 2024 and the year 2024 overlap; 2027 begins the third period
    "4x, then once in two years": (
        [(START, FOUR), (JULY, EVERY_TWO_YEARS)],
        {2023: 4, 2024: 4, 2026: 1, 2027: 1},
    ),
    # 2023 – 2024 goes on in 2023 – 2025
    "once in two years, then in three": (
        [(START, EVERY_TWO_YEARS), (JULY, EVERY_THREE_YEARS)],
        {2025: 1, 2027: 1},
    ),
    # from 1. 5. 2022: the second year of cooperation ends on 30. 4. 2024, the third was begun; both overlap 2024
    "years of cooperation, then calendar years": (
        [(date(2022, 5, 1), COOPERATION_FOUR), (JULY, counted(4, Per.CALENDAR_YEAR))],
        {2023: 4, 2024: 8, 2025: 4, 2026: 4, 2027: 4},
    ),
    # one day is owed beside the number, not instead of it
    "4x, then a day of that year": (
        [(START, FOUR), (JULY, on(SEPTEMBER_2024))],
        {2023: 4, 2024: 5},
    ),
    "each year by March, then 4x": (
        [(START, BY_MARCH), (JULY, FOUR)],
        {2023: 1, 2024: 4, 2025: 4, 2026: 4, 2027: 4},
    ),
}

# --- Decided numbers in years of cooperation ------------------------------------------------------------------

# Chomutov, 1. 5. 2022 – 31. 8. 2026. A decided number is spread evenly over the days its year counts in: 245 of 2022,
# all of 2023, 2024 and 2025, 243 of 2026. Years of cooperation: 245 + 120 days, 245 + 121 (2024 is a leap year),
# 245 + 120, 245 + 120, and 123 of 365.
DECIDED = [
    (FOUR, {}, ("4", "4", "4", "4", "4 × 123/365"), (4, 4, 4, 4, 1)),
    (
        FOUR,
        {2023: 2},
        # 980 + 240 = 1220 of 365ths, 3.34; 1.342 + 1.322 = 2.66
        ("4 × 245/365 + 2 × 120/365", "2 × 245/365 + 4 × 121/366", "4", "4", "4 × 123/365"),
        (3, 3, 4, 4, 1),
    ),
    # 480/365 = 1.315
    (
        FOUR,
        {2022: 0},
        ("0 × 245/245 + 4 × 120/365", "4", "4", "4", "4 × 123/365"),
        (1, 4, 4, 4, 1),
    ),
    # 2.685 + 0.494 = 3.18; 123/243 = 0.506
    (
        FOUR,
        {2026: 1},
        ("4", "4", "4", "4 × 245/365 + 1 × 120/243", "1 × 123/243"),
        (4, 4, 4, 3, 1),
    ),
    # 1.342 + 2.645 = 3.99; 5.355 + 1.315 = 6.67
    (
        FOUR,
        {2023: 2, 2024: 8},
        (
            "4 × 245/365 + 2 × 120/365",
            "2 × 245/365 + 8 × 121/366",
            "8 × 245/366 + 4 × 120/365",
            "4",
            "4 × 123/365",
        ),
        (3, 4, 7, 4, 1),
    ),
    # where nothing is asked for a person may decide that something is: 0.66 and 1.34
    (ON_DEMAND, {2023: 2}, ("2 × 120/365", "2 × 245/365", None, None, None), (1, 1, None, None, None)),
    # what has its day goes with it: 31. 3. 2024 lies in the second year, 30. 9. 2023 as well
    (BY_MARCH, {2024: 0}, ("1", "0", "1", "1", None), (1, 0, 1, 1, None)),
    (on(date(2023, 9, 30)), {2023: 2}, (None, "2", None, None, None), (None, 2, None, None, None)),
    # once in two years: 1. 5. 2022 – 30. 4. 2024 ends in the second year of cooperation and in 2024
    (EVERY_TWO_YEARS, {2024: 3}, (None, "3", None, "1", "1 × 123/731"), (None, 3, None, 1, 0)),
]
