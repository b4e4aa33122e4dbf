"""One part of a cell made into a term: what was found says the kind, the rest is its subject or was not understood."""

from collections.abc import Callable

from agreements.reading.draft import Draft, drafted, without_remark
from agreements.reading.kinds import SHAPES
from agreements.reading.parts import Part
from agreements.reading.reading import ReadTerm
from agreements.reading.rest import Rest, rest_of
from agreements.reading.text import Folded
from agreements.reading.things import Things
from agreements.vocabulary import Bound, ParseStatus, TermKind


def read_part(folded: Folded, part: Part, context: Callable[[Things], dict]) -> ReadTerm:
    own, remark = without_remark(folded.plain, part)
    draft = drafted(folded, own)
    draft.unread += [remark] if remark else []
    for shape in SHAPES:
        if shape(draft):
            break
    _bounded(draft)
    _noted(draft)
    rest = rest_of(folded.plain, own)
    _subject(draft, rest)
    for name, value in context(rest.things).items():
        if name not in draft.columns or name == "event_kind":
            draft.columns[name] = value
    return _term(draft, folded.written(part.start, part.end).strip(" \t\r\n,;"))


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
        draft.columns["trigger_text"] = draft.trigger()
    if kind == TermKind.ON_DEMAND and draft.has("condition"):
        draft.columns["trigger_text"] = draft.trigger("condition")
    elif kind and kind != TermKind.CONDITIONAL and draft.has("condition"):
        condition = draft.first("condition")
        draft.columns["trigger_text"] = draft.written(condition.start, condition.end)
        draft.leave(condition)
    draft.leave_all("duration", "blank", "which_day")
    if not draft.columns.get("by_month"):
        draft.leave_all("following")


def _subject(draft: Draft, rest: Rest) -> None:
    kind = draft.columns.get("kind")
    takes_any = bool(draft.columns.get("count")) or kind in {TermKind.ON_DEMAND, TermKind.RELATIVE}
    if kind:
        subject, unread = rest.divided(takes_any=takes_any)
        draft.unread += unread
        if subject and not rest.things.explains_itself:
            draft.columns["subject"] = draft.written(*subject)


def _widest(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In their order, without those that lie in others."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _term(draft: Draft, raw: str) -> ReadTerm:
    columns = {name: value for name, value in draft.columns.items() if value}
    lacks_year = draft.has("point") and draft.first("point").value.year is None
    is_known = bool(columns.get("kind")) or lacks_year or draft.has("offset") or draft.has("targets")
    unread = tuple(filter(None, (draft.written(*place) for place in _widest(draft.unread))))
    if not columns.get("kind") and not is_known:
        return ReadTerm(raw, ParseStatus.UNPARSED, unread=(raw,), **_kept(columns))
    status = ParseStatus.PARTIAL if unread or not columns.get("kind") else ParseStatus.PARSED
    return ReadTerm(raw, status, unread=unread, **columns)


def _kept(columns: dict) -> dict:
    return {name: columns[name] for name in ("event_kind",) if name in columns}
