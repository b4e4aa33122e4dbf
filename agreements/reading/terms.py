"""One part of a cell made into a term: what was found says the kind, the rest is its subject or was not understood."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from agreements.reading.counts import Often
from agreements.reading.finding import HEADS
from agreements.reading.marks import REMARK
from agreements.reading.parts import Part, in_brackets
from agreements.reading.reading import ReadTerm
from agreements.reading.rest import FILLERS, Rest, rest_of
from agreements.reading.text import Folded
from agreements.reading.things import Things, things_in
from agreements.reading.words import Found
from agreements.vocabulary import Bound, ParseStatus, Per, TermKind

# „10 osob ročně“, „několikrát ročně“, „x ročně“: there is a number, and nobody says which of events
OTHER_NUMBER = re.compile(r"[0-9]|\b(?:nekolik|vicekrat|mnohokrat|parkrat|casto|opakovan|x\b)")
YEARLY = frozenset({Per.YEAR_UNSPECIFIED, Per.CALENDAR_YEAR})


@dataclass
class Draft:
    """What is known of a term so far; `unread` are places in the plain text."""

    folded: Folded
    part: Part
    by_what: dict[str, list[Found]]
    columns: dict = field(default_factory=dict)
    unread: list[tuple[int, int]] = field(default_factory=list)

    def first(self, what: str) -> Found | None:
        return next(iter(self.by_what.get(what, ())), None)

    def has(self, *whats: str) -> bool:
        return all(what in self.by_what for what in whats)

    def left(self) -> str:
        """The part without what was found in it."""
        text = list(self.folded.plain[self.part.start : self.part.end])
        for one in self.part.found:
            text[one.start - self.part.start : one.end - self.part.start] = " " * (one.end - one.start)
        return "".join(text)

    def leave(self, *found: Found) -> None:
        self.unread += [(one.start, one.end) for one in found]

    def written(self, start: int, end: int) -> str:
        return " ".join(self.folded.written(start, end).replace("\u00ad", "").split())


def read_part(folded: Folded, part: Part, context: Callable[[Things], dict]) -> ReadTerm:
    draft = _drafted(folded, part)
    for shape in SHAPES:
        if shape(draft):
            break
    _bounded(draft)
    _noted(draft)
    rest = rest_of(folded.plain, part)
    _subject(draft, rest)
    for name, value in context(rest.things).items():
        if name not in draft.columns or name == "event_kind":
            draft.columns[name] = value
    return _term(draft)


def _drafted(folded: Folded, part: Part) -> Draft:
    """Heads in brackets count where there are no others, or where they add to those outside."""
    inside = in_brackets(folded.plain[part.start : part.end])
    outer = [one for one in part.found if one.what not in HEADS or not inside[one.start - part.start]]
    if not any(one.what in HEADS for one in outer):
        outer = part.found
    draft = Draft(folded, part, {})
    for one in outer:
        draft.by_what.setdefault(one.what, []).append(one)
    for one in (one for one in part.found if one not in outer):
        before = folded.plain[folded.plain.rfind("(", part.start, one.start) : one.start]
        if one.what == "point" and draft.has("per") and not draft.has("point") and not REMARK.search(before):
            draft.by_what["point"] = [one]
        else:
            draft.leave(one)
    for what in ("count", "per", "point", "offset", "condition"):
        draft.leave(*draft.by_what.get(what, [])[1:])
    return draft


# --- What kind it is: the first of these that fits ---------------------------------------------------------


def _too_often(draft: Draft) -> bool:
    """Nothing recurs in days or weeks here, so not even the count is taken."""
    if not draft.has("too_often"):
        return False
    start = min(one.start for what in ("count", "too_often", "bound") for one in draft.by_what.get(what, ()))
    draft.unread.append((start, draft.by_what["too_often"][-1].end))
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
    _leave_others(draft, "count", "per", "point")
    return True


def _recurring(draft: Draft) -> bool:
    often: Often | None = draft.first("per").value if draft.has("per") else None
    if not often or not (draft.has("count") or often.implies_one):
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
    if interval is None or point.since:
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
    draft.columns |= {"kind": TermKind.ON_DEMAND, "trigger_text": _trigger(draft)}
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
    _leave_others(draft, "per")
    return True


def _stands_alone(draft: Draft, year: Found) -> bool:
    """„36. týden 2023“, „Vánoce 2023“: the year belongs to words that were not understood."""
    left, start, end = draft.left(), year.start - draft.part.start, year.end - draft.part.start
    before = LAST_WORD.search(left[:start])
    is_told = not before or before[1] in FILLERS or bool(things_in(before[1]))
    return is_told and not GOES_ON_FROM.match(left[end:])


LAST_WORD = re.compile(r"([a-z0-9]+)\.? $")
GOES_ON_FROM = re.compile(r" ?(?:-|az) ?[a-z]")
KINDS = {"day": TermKind.DATE, "month": TermKind.MONTH, "season": TermKind.SEASON}
SHAPES = (
    _too_often,
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

# --- What else it says -------------------------------------------------------------------------------------


def _trigger(draft: Draft) -> str:
    return draft.written(draft.by_what["demand"][0].start, draft.by_what["demand"][-1].end)


def _leave_others(draft: Draft, *whats: str) -> None:
    for what in whats:
        draft.leave(*draft.by_what.get(what, ()))


def _bounded(draft: Draft) -> None:
    bounds = draft.by_what.get("bound", [])
    if not bounds:
        return
    if len({one.value for one in bounds}) > 1:
        draft.leave(*bounds)
    elif draft.columns.get("count"):
        draft.columns["bound"] = bounds[0].value
    elif bounds[0].value == Bound.ESTIMATE:
        draft.columns["is_estimate"] = True
    else:
        draft.leave(*bounds)


def _noted(draft: Draft) -> None:
    if draft.has("targets"):
        people, events = draft.first("targets").value
        draft.columns |= {"target_participants": people, "target_events": events}
    if draft.has("estimate"):
        draft.columns["is_estimate"] = True
    if draft.has("groups"):
        draft.columns["counts_working_groups"] = True
    kind = draft.columns.get("kind")
    if kind and kind != TermKind.ON_DEMAND and draft.has("demand"):
        draft.columns["trigger_text"] = _trigger(draft)
    if kind and kind != TermKind.CONDITIONAL and draft.has("condition"):
        condition = draft.first("condition")
        draft.columns["trigger_text"] = draft.written(condition.start, condition.end)
        draft.leave(condition)
    _leave_others(draft, "duration")


def _subject(draft: Draft, rest: Rest) -> None:
    kind = draft.columns.get("kind")
    takes_any = bool(draft.columns.get("count")) or kind in {TermKind.ON_DEMAND, TermKind.RELATIVE}
    if kind:
        subject, unread = rest.divided(takes_any=takes_any)
        draft.unread += unread
        if subject and not rest.things.explains_itself:
            draft.columns["subject"] = draft.written(*subject)


def _term(draft: Draft) -> ReadTerm:
    raw = draft.folded.written(draft.part.start, draft.part.end).strip(" \t\r\n,;")
    columns = {name: value for name, value in draft.columns.items() if value}
    lacks_year = draft.has("point") and draft.first("point").value.year is None
    is_known = bool(columns.get("kind")) or lacks_year or draft.has("offset") or draft.has("targets")
    unread = tuple(filter(None, (draft.written(*place) for place in sorted(set(draft.unread)))))
    if not columns.get("kind") and not is_known:
        return ReadTerm(raw, ParseStatus.UNPARSED, unread=(raw,), **_kept(columns))
    status = ParseStatus.PARTIAL if unread or not columns.get("kind") else ParseStatus.PARSED
    return ReadTerm(raw, status, unread=unread, **columns)


def _kept(columns: dict) -> dict:
    return {name: columns[name] for name in ("event_kind",) if name in columns}
