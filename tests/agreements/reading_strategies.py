"""Readings as they can be said: every kind, count, bound, period, day, season and offset."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import strategies as st

from agreements.reading import ReadTerm
from agreements.vocabulary import (
    Anchor,
    Bound,
    OffsetUnit,
    ParseStatus,
    Per,
    Precision,
    Purpose,
    Recipient,
    Season,
    TermKind,
)
from partnerships.vocabulary import EventKind, OfficialRole

THREE = (OfficialRole.CONSULTANT, OfficialRole.MANAGER, OfficialRole.REPRESENTATIVE)
SEASON_DAYS = {
    Season.SPRING: (3, 5),
    Season.SUMMER: (6, 8),
    Season.AUTUMN: (9, 11),
    Season.WINTER: (12, 2),
}
YEARS = st.integers(1990, 2090)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
COUNTS = st.fixed_dictionaries({"count": st.integers(1, 999), "bound": st.sampled_from(Bound.values)})
# The same thing said in its columns and in the words of the text.
SUBJECTS = st.sampled_from(
    [
        {},
        {"event_kind": EventKind.LP_MEETING, "subject": "jednání lokálního partnerství"},
        {"event_kind": EventKind.WG_MEETING, "subject": "jednání pracovní skupiny"},
        {"event_kind": EventKind.GROUP_TRAINING, "subject": "skupinová vzdělávací akce"},
        {"event_kind": EventKind.INDIVIDUAL_SUPPORT, "subject": "individuální odborná podpora"},
        {"event_kind": EventKind.RESEARCH, "subject": "tematický výzkum"},
        {"event_kind": EventKind.WORKSHOP, "subject": "workshop"},
        {
            "event_kind": EventKind.EVALUATION_MEETING,
            "subject": "jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ",
            "required_roles": THREE,
        },
        {"event_kind": EventKind.LP_DISCUSSION, "recipient": Recipient.LP},
        {"event_kind": EventKind.COUNCIL_REPORT, "recipient": Recipient.COUNCIL},
        {
            "event_kind": EventKind.COUNCIL_REPORT,
            "recipient": Recipient.COUNCIL,
            "purpose": Purpose.FOR_INFORMATION,
        },
        {"event_kind": EventKind.PSZ_REPORT, "recipient": Recipient.COUNCIL},
    ]
)
GROUPS = st.fixed_dictionaries({"counts_working_groups": st.booleans()})


def month_of(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


@st.composite
def frequencies(draw) -> dict:
    per = draw(st.sampled_from([per for per in Per.values if per != Per.AGREEMENT_TERM]))
    columns = {"kind": TermKind.FREQUENCY, "per": per, "every": draw(st.integers(1, 24)), **draw(COUNTS)}
    if draw(st.booleans()) and per in {Per.YEAR_UNSPECIFIED, Per.CALENDAR_YEAR}:
        day = draw(DAYS)
        columns |= {"every": 1, "count": 1, "by_month": day.month, "by_day": day.day}
    return columns


@st.composite
def quotas(draw) -> dict:
    assumed = draw(st.booleans())
    return {"kind": TermKind.QUOTA, "per": Per.AGREEMENT_TERM, "period_assumed": assumed, **draw(COUNTS)}


@st.composite
def stretches(draw) -> dict:
    """Whole months, quarters, half-years or years, one or several."""
    precision, months = draw(
        st.sampled_from(
            [(Precision.MONTH, 1), (Precision.QUARTER, 3), (Precision.HALF_YEAR, 6), (Precision.YEAR, 12)]
        )
    )
    first, last = sorted(
        draw(st.lists(st.tuples(YEARS, st.integers(1, 12 // months)), min_size=2, max_size=2))
    )
    start = month_of(first[0], months * (first[1] - 1) + 1, months * first[1])
    end = month_of(last[0], months * (last[1] - 1) + 1, months * last[1])
    if precision == Precision.MONTH and start == end:
        return {"kind": TermKind.MONTH, "date_from": start[0], "date_to": start[1], "precision": precision}
    columns = {"kind": TermKind.PERIOD, "date_to": end[1], "precision": precision}
    if precision == Precision.MONTH or draw(st.booleans()):
        columns["date_from"] = start[0]
    return columns


@st.composite
def seasons(draw) -> dict:
    season, year = draw(st.sampled_from(Season.values)), draw(YEARS)
    first, last = SEASON_DAYS[season]
    return {
        "kind": TermKind.SEASON,
        "season": season,
        "date_from": date(year, first, 1),
        "date_to": month_of(year + (last < first), last, last)[1],
        "precision": Precision.SEASON,
    }


@st.composite
def days(draw) -> dict:
    last = draw(DAYS)
    columns = {"kind": TermKind.DATE, "date_to": last, "precision": Precision.DAY}
    if draw(st.booleans()):
        columns |= {"kind": TermKind.PERIOD, "date_from": last - timedelta(days=draw(st.integers(1, 900)))}
    return columns


DATED = st.builds(
    lambda dated, count: {**dated, **count},
    st.one_of(stretches(), seasons(), days()),
    st.one_of(st.just({}), COUNTS),
)
OFFSETS = st.fixed_dictionaries(
    {
        "kind": st.just(TermKind.RELATIVE),
        "offset_count": st.integers(1, 999),
        "offset_unit": st.sampled_from(OffsetUnit.values),
        "offset_from": st.sampled_from(Anchor.values),
    }
)
OPEN = st.sampled_from(
    [
        {"kind": TermKind.ON_DEMAND, "trigger_text": "průběžně"},
        {"kind": TermKind.ON_DEMAND, "trigger_text": "dle potřeby"},
        {"kind": TermKind.ON_DEMAND, "trigger_text": "dle nabídky ASZ"},
        {"kind": TermKind.CONDITIONAL, "trigger_text": "v případě schválení dotace"},
        {"kind": TermKind.CONDITIONAL, "trigger_text": "projekty v realizaci z výzev 26,42,52"},
        {"kind": TermKind.NONE},
    ]
)


def term_of(rule: dict, subject: dict, groups: dict) -> ReadTerm:
    """With what is counted where the kind lets it be said."""
    is_counted = rule["kind"] in {TermKind.FREQUENCY, TermKind.QUOTA} or "count" in rule
    said = {**subject, **groups} if is_counted else {}
    return ReadTerm("", ParseStatus.PARSED, **rule, **said)


READINGS = st.builds(term_of, st.one_of(frequencies(), quotas(), DATED, OFFSETS, OPEN), SUBJECTS, GROUPS)
