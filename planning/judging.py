"""How one term stands in one year: what is asked of it, what counts for it, what keeps the rest from counting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements.models import ScheduleTerm
from agreements.validity import Window, add_years
from agreements.vocabulary import OPEN_KINDS, TermKind
from partnerships.vocabulary import EventKind, OfficialRole
from planning.asking import is_due_once, is_report, is_unread
from planning.facts import Kept, is_owed_once
from planning.fulfilment import NOT_CONFIRMED, EventFacts, missing_for
from planning.models import Occurrence
from planning.results import EventLine, TermResult
from planning.status import OnceTerm, by_day_status, carried_from, last_chance, once_status, yearly_status
from planning.vocabulary import StepStatus
from planning.wording import Timeline, Worded

NOT_READ = "Termín se zatím nepodařilo přečíst. Nastaví se v harmonogramu, u platného popisu jeho revizí."
NO_ANCHOR = {
    "APPROVAL": "Termín běží od schválení; jeho datum u popisu spolupráce zatím není zapsáno.",
    "SIGNATURE": "Termín běží od posledního podpisu; datum podpisu obou stran zatím není zapsáno.",
    "START": "Termín běží od začátku spolupráce, který zatím není znám.",
    "END": "Termín se počítá před koncem spolupráce, který zatím není znám.",
}


@dataclass(frozen=True)
class Scene:
    """What every term is judged by: the days of the year called `year`; without a window it is not."""

    year: int
    days: Window
    window: Window | None
    today: date
    timeline: Timeline

    def holds(self, event: EventFacts) -> bool:
        return self.days.start <= event.counts_on <= self.days.end


@dataclass(frozen=True)
class Verdict:
    """`asked` is the row it follows from."""

    status: StepStatus
    asked: Occurrence | None = None
    expected: int | None = None
    counted: int = 0
    due_on: date | None = None
    owed_until: date | None = None
    carried_from: int | None = None
    why_not: str = ""
    is_in_advance: bool = False


def term_result(worded: Worded, kept: Kept, scene: Scene) -> TermResult:
    term = worded.term
    counted, not_counted = _judged(term, kept, scene.timeline)
    here = [event for event in counted if scene.holds(event)]
    verdict = _judge_of(term, kept, counted, scene)(worded, kept, counted, scene)
    row = verdict.asked
    is_decided = row is not None and row.override is not None
    # an earlier year's event that does not count yet still matters where the term is still owed
    shown = [line for event, line in not_counted if scene.holds(event) or verdict.carried_from is not None]
    last_year = [line for event, line in not_counted if _is_of_last_year(event, scene)]
    return TermResult(
        term_key=term.key,
        commitment_id=kept.commitment_id,
        raw_text=term.raw_text,
        event_kind=term.event_kind and EventKind(term.event_kind),
        kind=term.kind and TermKind(term.kind),
        term=term,
        expected=verdict.expected,
        share=row.share if row else None,
        computed=row.expected if row and verdict.expected is not None else None,
        override_reason=row.override_reason if is_decided else "",
        actual=len(here),
        counted=verdict.counted,
        cumulative=len(counted),
        due_on=verdict.due_on,
        counts_from=row.counts_from if row else None,
        status=verdict.status,
        why_not=verdict.why_not,
        has_row=scene.year in kept.rows,
        is_in_advance=verdict.is_in_advance,
        done=tuple(event.line() for event in here),
        done_before=_done_before(verdict, kept, counted, scene),
        not_counted=tuple(shown),
        last_year_not_counted=tuple(last_year),
        due_row_id=row.pk if row and row.due_on else None,
        owed_until=verdict.owed_until,
        carried_from=verdict.carried_from,
        target_events=term.target_events,
        target_participants=term.target_participants,
        participations=sum(event.participations for event in counted),
        ended_on=scene.timeline.ended_on(worded),
        due_from=term.date_from,
        required_roles=tuple(map(OfficialRole, term.required_roles)),
    )


def _is_of_last_year(event: EventFacts, scene: Scene) -> bool:
    return add_years(scene.days.start, -1) <= event.counts_on < scene.days.start


def _done_before(verdict: Verdict, kept: Kept, counted, scene: Scene) -> tuple[EventLine, ...]:
    """Of a period longer than the year, what was done in its earlier years."""
    row = verdict.asked
    if row is None or row.counts_from is None:
        return ()
    return tuple(
        event.line()
        for event in counted
        if kept.row_of(event.counts_on) == row and event.counts_on < scene.days.start
    )


def _judged(
    term, kept: Kept, timeline: Timeline
) -> tuple[list[EventFacts], list[tuple[EventFacts, EventLine]]]:
    """Events that count for the term as it was worded on their day, and the others with what each lacks."""
    counted, not_counted = [], []
    for event, is_confirmed in kept.events:
        worded = timeline.on(term.key, event.on)
        also = kept.evidence.get(event.year, frozenset())
        missing = missing_for(event, worded.term, worded.outputs, also)
        if not is_confirmed:
            missing = (NOT_CONFIRMED, *missing)
        if missing:
            not_counted.append((event, event.line(missing)))
        else:
            counted.append(event)
    return counted, not_counted


# --- Verdicts ---------------------------------------------------------------------------------------------


def _judge_of(term: ScheduleTerm, kept: Kept, counted, scene: Scene):
    if scene.window is None and (term.kind not in OPEN_KINDS):
        return _not_computable
    row = kept.rows.get(scene.year)
    if row is not None and row.required is not None:
        # also where a revision has worded the term otherwise since
        return _once if is_owed_once(row) else _yearly
    if kept.due_row and (_is_carried(kept, counted, scene) or (is_due_once(term) and not is_unread(term))):
        return _once
    if is_unread(term):
        return _not_computable
    if term.kind == TermKind.RELATIVE:
        return _not_computable
    return _on_demand if term.kind in OPEN_KINDS else _yearly


def _is_carried(kept: Kept, counted, scene: Scene) -> bool:
    """A day that came unmet stays owed also where the wording asks for nothing since."""
    row = kept.due_row
    before = sum(
        event.counts_on < scene.days.start and kept.is_for(row, event.counts_on) for event in counted
    )
    return row.due_on < scene.days.start and before < row.required


def _not_computable(worded: Worded, kept: Kept, counted, scene: Scene) -> Verdict:
    term = worded.term
    why = NOT_READ if is_unread(term) else NO_ANCHOR.get(term.offset_from, "")
    return Verdict(StepStatus.NOT_COMPUTABLE, due_on=term.date_to, why_not=why)


def _on_demand(worded: Worded, kept: Kept, counted, scene: Scene) -> Verdict:
    row = kept.rows.get(scene.year)
    return Verdict(StepStatus.ON_DEMAND, asked=row, counted=_of_year(counted, scene))


def _of_year(counted: Iterable[EventFacts], scene: Scene) -> int:
    return sum(map(scene.holds, counted))


def _yearly(worded: Worded, kept: Kept, counted, scene: Scene) -> Verdict:
    row = kept.rows.get(scene.year)
    if kept.has_periods:
        return _of_period(worded, kept, counted, scene)
    if row and row.due_on and row.share is not None:
        return _by_day(row, counted, scene)
    return _of_whole_year(worded, row, _of_year(counted, scene), scene)


def _of_whole_year(worded: Worded, row: Occurrence | None, actual: int, scene: Scene) -> Verdict:
    ended_on = scene.timeline.ended_on(worded) or scene.window.end
    last = last_chance(scene.days, last_day=ended_on, is_report=is_report(worded.term))
    required = row and row.required
    status = yearly_status(required, actual, last_chance=last, today=scene.today)
    return Verdict(status, row, required, actual, owed_until=last)


def _by_day(row: Occurrence, counted, scene: Scene) -> Verdict:
    """„Každoročně do 31. 3.“: what comes after the day fulfils it late."""
    days = sorted(event.on for event in counted if scene.holds(event))
    status = by_day_status(row.required, days, due_on=row.due_on, today=scene.today)
    return Verdict(status, row, row.required, len(days), due_on=row.due_on, owed_until=row.due_on)


def _of_period(worded: Worded, kept: Kept, counted, scene: Scene) -> Verdict:
    """Judged over its period; a year in the middle of one shows how it goes on."""
    row = kept.rows.get(scene.year)
    if row and row.required is not None and row.due_on is None:
        number = sum(kept.row_of(event.counts_on) == row for event in counted)
        return _of_whole_year(worded, row, number, scene)
    is_of_year = row is not None and row.required is not None
    running = row if is_of_year else kept.row_of(scene.days.end)
    if running is None or running.due_on is None:
        actual = _of_year(counted, scene)
        return Verdict(StepStatus.FULFILLED if actual else StepStatus.NOT_APPLICABLE, counted=actual)
    days = sorted(event.on for event in counted if kept.row_of(event.counts_on) == running)
    last = running.due_on
    today = scene.today if is_of_year else min(scene.today, scene.days.end)
    status = by_day_status(running.required, days, due_on=last, today=today)
    expected = running.required if is_of_year else None
    return Verdict(status, running, expected, len(days), due_on=last, owed_until=last)


def _once(worded: Worded, kept: Kept, counted, scene: Scene) -> Verdict:
    own = kept.rows.get(scene.year)
    term, row = worded.term, own if own is not None and is_owed_once(own) else kept.due_row
    delivered = [event for event in counted if kept.is_for(row, event.counts_on)]
    days = tuple(sorted(event.on for event in delivered))
    once = OnceTerm(
        needed=row.required,
        due_on=row.due_on,
        days=days,
        before=sum(event.counts_on < scene.days.start for event in delivered),
        is_cumulative=bool(term.target_events or term.target_participants),
    )
    carried = carried_from(once, scene.days)
    is_done = 0 < once.needed <= len(days)
    is_here = carried is not None or scene.days.start <= row.due_on <= scene.days.end
    return Verdict(
        once_status(once, scene.days, today=scene.today),
        row,
        once.needed if is_here else None,
        len(days),
        due_on=row.due_on,
        owed_until=row.due_on,
        carried_from=carried,
        is_in_advance=is_done and bool(term.date_from) and days[once.needed - 1] < term.date_from,
    )
