"""The plan of a year: what is expected and nobody has written down yet, with a day proposed for each event."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.validity import Window
from partnerships.czech import format_date
from partnerships.models import Event, TerritorialUnit
from partnerships.vocabulary import RECORDED_BY_REPORTING, EventKind, EventState
from planning.candidates import OfKind
from planning.fulfilment import kind_fits
from planning.periods import calendar_year
from planning.results import TermResult, YearResult
from planning.series import is_between_the_years, is_working_day, proposed_days

MOST_OF_A_KIND = 24
MARGIN = timedelta(days=14)  # before a day something is due, and between the partnership and the council
OF_THE_COUNCIL = frozenset({EventKind.LP_DISCUSSION, EventKind.COUNCIL_SESSION})
SPRING_ENDS = (6, 30)  # the report on last year should be before the council by the summer
AUTUMN_ENDS = (12, 15)


@dataclass(frozen=True)
class Proposal:
    """`serves` are the commitments the event would fulfil; a session of the council serves the report on last year."""

    kind: EventKind
    day: date
    serves: tuple[int, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Settings:
    """How days are chosen: `recess` are the days the council does not meet on, both included."""

    today: date
    weekday: int
    recess: Window | None = None

    def is_in_recess(self, day: date) -> bool:
        return self.recess is not None and self.recess.start <= day <= self.recess.end


def terms_to_plan(result: YearResult) -> list[TermResult]:
    """What people can plan events for; reports are recorded by their own steps."""
    return [
        term
        for step in result.steps
        for term in step.terms
        if result.computable
        and term.commitment_id
        and term.event_kind
        and term.event_kind not in RECORDED_BY_REPORTING
    ]


def served_by(kind: EventKind, terms: Iterable[TermResult]) -> list[TermResult]:
    """A meeting of the partnership may discuss the fulfilment as well; its agenda then says so."""
    of_kind = OfKind(kind, discusses_fulfilment=kind == EventKind.LP_MEETING)
    return [one for one in terms if kind_fits(of_kind, one.term)]


def proposals(result: YearResult, settings: Settings, *, has_session: bool) -> list[Proposal]:
    """By the day. `has_session` says that the report on last year has its session of the council, or was submitted."""
    days = days_left(result, settings.today)
    terms = [one for one in terms_to_plan(result) if one.unwritten]
    if days is None:
        return []
    recurring = defaultdict(list)
    found = []
    for term in terms:
        if term.due_on:
            found += _dated(term, days, settings)
        else:
            recurring[EventKind(term.event_kind)].append(term)
    discussions = recurring.pop(EventKind.LP_DISCUSSION, [])
    for kind, of_kind in recurring.items():
        found += _spread(kind, of_kind, days, settings)
    found = _with_discussion(found, discussions, days, settings)
    if not has_session and result.year - 1 in result.years and _reports(result):
        found += _session(found, result.year, days, settings)
    return sorted(found, key=lambda one: (one.day, one.kind))


def days_left(result: YearResult, today: date) -> Window | None:
    """Of the year within the agreement, from tomorrow."""
    if result.window is None:
        return None
    year = calendar_year(result.year)
    first = max(year.start, result.window.start, today + timedelta(days=1))
    last = min(year.end, result.window.end)
    return Window(first, last) if first <= last else None


def _dated(term: TermResult, days: Window, settings: Settings) -> list[Proposal]:
    """With a margin before the day, if there is still time; what is overdue as soon as possible."""
    first = max(days.start, term.due_from or days.start)
    last = min(days.end, term.due_on)
    kind, serves = EventKind(term.event_kind), (term.commitment_id,)
    chosen = _latest(first, last - MARGIN, settings) or _latest(first, last, settings)
    if chosen is None:
        chosen = _earliest(days, settings)
    return [Proposal(kind, chosen, serves)] * min(term.unwritten, MOST_OF_A_KIND) if chosen else []


def _latest(first: date, last: date, settings: Settings) -> date | None:
    """The day of the week that was asked for, else any working day."""
    span = range((last - first).days + 1)
    working = [day for day in (last - timedelta(days=back) for back in span) if _is_fit(day)]
    return next((day for day in working if day.weekday() == settings.weekday), next(iter(working), None))


def _earliest(days: Window, settings: Settings) -> date | None:
    span = range((days.end - days.start).days + 1)
    return next((day for day in (days.start + timedelta(days=on) for on in span) if _is_fit(day)), None)


def _is_fit(day: date) -> bool:
    return is_working_day(day) and not is_between_the_years(day)


def _spread(kind: EventKind, terms: list[TermResult], days: Window, settings: Settings) -> list[Proposal]:
    """One event serves every term of its kind, so that the one that misses most decides how many there are."""
    count = min(max(one.unwritten for one in terms), MOST_OF_A_KIND)
    closed = settings.is_in_recess if kind in OF_THE_COUNCIL else None
    chosen = proposed_days(days.start, days.end, count=count, weekday=settings.weekday, closed=closed)
    return [
        Proposal(kind, day, tuple(one.commitment_id for one in terms if one.unwritten > place))
        for place, day in enumerate(chosen)
    ]


def _with_discussion(
    found: list[Proposal], discussions: list[TermResult], days: Window, settings: Settings
) -> list[Proposal]:
    """On the agenda of the first meeting of the partnership out of the recess, else an event of its own."""
    if not discussions:
        return found
    meetings = [
        one for one in found if one.kind == EventKind.LP_MEETING and not settings.is_in_recess(one.day)
    ]
    count = max(one.unwritten for one in discussions)
    chosen = meetings[:count]
    serves = tuple(one.commitment_id for one in discussions)
    with_it = [
        Proposal(one.kind, one.day, (*one.serves, *serves), one.title) if one in chosen else one
        for one in found
    ]
    if chosen:
        return with_it
    return [*found, *_spread(EventKind.LP_DISCUSSION, discussions, days, settings)]


def _reports(result: YearResult) -> bool:
    return any(term.event_kind == EventKind.COUNCIL_REPORT for step in result.steps for term in step.terms)


def _session(found: list[Proposal], year: int, days: Window, settings: Settings) -> list[Proposal]:
    """After the partnership has discussed the report, by the summer if that is still possible."""
    meetings = [one.day for one in found if one.kind in {EventKind.LP_MEETING, EventKind.LP_DISCUSSION}]
    first = max(days.start, date(year, 3, 1), min(meetings) + MARGIN if meetings else days.start)
    last = (
        date(year, *SPRING_ENDS) if first + MARGIN <= date(year, *SPRING_ENDS) else date(year, *AUTUMN_ENDS)
    )
    last = min(last, days.end)
    if first > last:
        return []
    chosen = proposed_days(first, last, count=1, weekday=settings.weekday, closed=settings.is_in_recess)
    title = f"Zasedání zastupitelstva: zpráva o plnění za rok {year - 1}"
    return [Proposal(EventKind.COUNCIL_SESSION, day, title=title) for day in chosen]


def has_session(unit: TerritorialUnit, year: int) -> bool:
    """A session of the council is planned or was held in the year, or the report on last year was submitted."""
    events = Event.objects.of_unit(unit).exclude(state=EventState.CANCELLED)
    sessions = events.filter(kind=EventKind.COUNCIL_SESSION, starts_on__year=year)
    return sessions.union(events.filter(kind=EventKind.COUNCIL_REPORT, about_year=year - 1)).exists()


# --- What speaks against a row ----------------------------------------------------------------------------


def warnings_of_row(
    kind: EventKind, day: date, served: Iterable[TermResult], *, window: Window, settings: Settings
) -> Iterable[str]:
    """Beside what speaks against the day itself (planning.series.warnings_of); nothing of it forbids the row."""
    discusses = any(one.event_kind == EventKind.LP_DISCUSSION for one in served)
    if settings.is_in_recess(day) and (kind in OF_THE_COUNCIL or discusses):
        yield "V tyto dny zastupitelstvo nezasedá."
    if not window.start <= day <= window.end:
        yield f"Spolupráce je sjednaná na {format_date(window.start)} – {format_date(window.end)}."
    for term in served:
        if term.due_on and day > term.due_on:
            yield f"Až po termínu {format_date(term.due_on)} („{term.raw_text}“)."
