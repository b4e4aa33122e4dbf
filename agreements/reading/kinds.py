"""What kind a term is: the first shape that what was found in it fits."""

import re

from agreements.reading.counts import YEARLY, Often
from agreements.reading.draft import Draft
from agreements.reading.rest import FILLERS
from agreements.reading.things import things_in
from agreements.reading.words import ROMAN, Found
from agreements.vocabulary import Bound, Per, TermKind

# „10 osob ročně“, „několikrát ročně“, „x ročně“: there is a number, and nobody says which of events
OTHER_NUMBER = re.compile(r"[0-9]|\b(?:nekolik|vicekrat|mnohokrat|parkrat|casto|opakovan|x\b)")


def _no_period(draft: Draft) -> bool:
    """Nothing recurs in weeks or school years here, so not even the count is taken."""
    if not draft.has("no_period"):
        return False
    start = min(one.start for what in ("count", "no_period", "bound") for one in draft.by_what.get(what, ()))
    draft.unread.append((start, draft.by_what["no_period"][-1].end))
    return True


def _relative(draft: Draft) -> bool:
    if not draft.has("offset"):
        return False
    offset = draft.first("offset").value
    if offset is None:
        draft.leave(draft.first("offset"))
        return True
    draft.columns |= {
        "kind": TermKind.RELATIVE,
        "offset_count": offset.count,
        "offset_unit": offset.unit,
        "offset_from": offset.anchor,
    }
    draft.leave_all("count", "per", "point")
    return True


def _recurring(draft: Draft) -> bool:
    often = _often(draft)
    if not often or not (draft.has("count") or often.implies_one or draft.has("which_day")):
        return False
    if often.per == Per.AGREEMENT_TERM and draft.has("demand") and not draft.has("count"):
        return False
    if draft.has("count") and not _counted(draft):
        return True
    if not draft.has("count") and OTHER_NUMBER.search(draft.left()):
        draft.leave(draft.first("per"))
        return True
    kind = TermKind.QUOTA if often.per == Per.AGREEMENT_TERM else TermKind.FREQUENCY
    draft.columns = {"count": 1, "bound": Bound.EXACT} | draft.columns
    draft.columns |= {"kind": kind, "per": often.per, "every": often.every}
    if often.ends_year:
        draft.columns |= {"by_month": 12, "by_day": 31}
    if draft.has("point"):
        _due_by(draft, often)
    return True


def _often(draft: Draft) -> Often | None:
    if draft.has("per"):
        return draft.first("per").value
    is_each_year = draft.has("point") and draft.first("point").value.each_year
    return Often(Per.YEAR_UNSPECIFIED, implies_one=True) if is_each_year else None


def _due_by(draft: Draft, often: Often) -> None:
    """A day of each year; a date of one year says until when it recurs, and for that there is no column."""
    point = draft.first("point")
    end = point.value.end or point.value
    is_each_year = (
        often.per in YEARLY and often.every == 1 and end.year is None and draft.columns["count"] == 1
    )
    day = _last_day(end) if is_each_year and not (end.vague or end.since) else None
    if day:
        draft.columns |= {"by_month": day[0], "by_day": day[1]}
    else:
        draft.leave(point)


def _last_day(point) -> tuple[int, int] | None:
    """In a leap year; the end of February is clamped by those who count."""
    from_to = type(point)(point.unit, point.number, point.day, 2024).interval()
    if not from_to:
        return None
    return from_to[1].month, from_to[1].day


def _counted_by_day(draft: Draft) -> bool:
    """„2x do konce roku 2023“"""
    if not draft.has("count", "point"):
        return False
    if draft.first("point").value.interval() is None:
        draft.leave(draft.first("count"), draft.first("point"))
        return True
    if _counted(draft):
        _dated(draft)
    return True


def _quota(draft: Draft) -> bool:
    """So many times and no word of when: over the whole cooperation (domain.md 2.1, 15)."""
    if not draft.has("count"):
        return False
    if _counted(draft):
        lasts = [one for one in draft.by_what.get("demand", ()) if one.value]
        draft.columns |= {"kind": TermKind.QUOTA, "per": Per.AGREEMENT_TERM, "period_assumed": not lasts}
        if lasts:
            draft.by_what.pop("demand")
    return True


def _counted(draft: Draft) -> bool:
    count = draft.first("count")
    if not count.value.low:
        draft.leave(count)
        return False
    draft.columns |= {"count": count.value.low, "bound": Bound.EXACT}
    if count.value.high is not None:
        draft.columns["bound"] = Bound.MIN
        draft.leave(count)
    return True


def _dated(draft: Draft) -> bool:
    if not draft.has("point"):
        return False
    if draft.has("demand"):
        # „průběžně 2022–2026“: it goes on in that time, nothing is owed at its end
        draft.leave(*draft.by_what.pop("point"))
        return False
    found = draft.first("point")
    point, interval = found.value, found.value.interval()
    if interval is None or point.since or (point.about and not draft.has("count")):
        draft.leave(found)
        return True
    if point.is_bare_year and not _stands_alone(draft, found):
        return True
    if point.vague:
        draft.unread.append((found.start, found.end))
    first, last = interval
    kind = KINDS.get(point.unit, TermKind.PERIOD) if not point.end else TermKind.PERIOD
    is_day = kind == TermKind.DATE
    only_end = is_day or (kind == TermKind.PERIOD and point.until and not point.end)
    draft.columns |= {"kind": kind, "date_to": last, "precision": point.precision}
    if not only_end:
        draft.columns["date_from"] = first
    if kind == TermKind.SEASON:
        draft.columns["season"] = point.number
    return True


def _on_demand(draft: Draft) -> bool:
    if not draft.has("demand"):
        return False
    draft.columns |= {"kind": TermKind.ON_DEMAND, "trigger_text": draft.trigger()}
    return True


def _conditional(draft: Draft) -> bool:
    if not draft.has("condition"):
        return False
    condition = draft.first("condition")
    draft.columns |= {
        "kind": TermKind.CONDITIONAL,
        "trigger_text": draft.written(condition.start, condition.end),
    }
    return True


def _targets_alone(draft: Draft) -> bool:
    if draft.has("targets"):
        draft.columns["kind"] = TermKind.NONE
    return draft.has("targets")


def _not_understood(draft: Draft) -> bool:
    draft.leave_all("per")
    return True


def _stands_alone(draft: Draft, year: Found) -> bool:
    """„36. týden 2023“, „Vánoce 2023“: the year belongs to words that were not understood."""
    left, start, end = draft.left(), year.start - draft.part.start, year.end - draft.part.start
    before = LAST_WORD.search(left[:start])
    # „I. 2024“ is no year alone
    is_number = bool(before) and "." in before[0] and before[1] in ROMAN
    is_told = not before or (before[1] in FILLERS and not is_number) or bool(things_in(before[1]))
    return is_told and not GOES_ON_FROM.match(left[end:])


LAST_WORD = re.compile(r"([a-z0-9]+)\.? $")
GOES_ON_FROM = re.compile(r" ?(?:-|az) ?[a-z]")
KINDS = {"day": TermKind.DATE, "month": TermKind.MONTH, "season": TermKind.SEASON}
SHAPES = (
    _no_period,
    _relative,
    _recurring,
    _counted_by_day,
    _quota,
    _dated,
    _on_demand,
    _conditional,
    _targets_alone,
    _not_understood,
)
