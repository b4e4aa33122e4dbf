"""What the year page, the annual report and the exports show of one year; computed by planning.year.year_result."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from agreements.models import ScheduleTerm
from agreements.validity import Window
from agreements.vocabulary import TermKind
from agreements.warnings import Warning
from partnerships.vocabulary import RECORDED_BY_REPORTING, EventKind, OfficialRole
from planning.vocabulary import DEVIATIONS, EVALUATED, MET, NEUTRAL, StepStatus


def percent_of(part: int, whole: int) -> int:
    """Half a per cent goes up."""
    return (200 * part + whole) // (2 * whole)


@dataclass(frozen=True)
class EventLine:
    """An event beside the term it belongs to; `missing` says in Czech what keeps it from counting."""

    event_id: int
    title: str
    kind_label: str
    on: date
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deviation:
    reason: str
    remedy: str
    responsible: str
    due_text: str


@dataclass(frozen=True)
class TermResult:
    """One term in one year.

    `expected` is null where nothing is owed this year, `share` is the exact figure before rounding, `actual`
    counts events of the year, `cumulative` all of them up to its end. `carried_from` is the earlier year of a
    dated term that was still owed when this year began. Targets and `participations` are cumulative.
    `counted` is what stands against `expected`: of what is due once all of it, of a period longer than a year
    all since `counts_from` (`done_before` are those of earlier years), else the same as `actual`. `computed` is the
    expected number before a person decided otherwise, `why_not` says why there is none.
    `ended_on` is the last day of a term that a revision left out during the year. `due_from` is the first day of
    the interval a dated term names („květen 2022“), `required_roles` who has to be present.
    """

    term_key: UUID
    commitment_id: int | None
    raw_text: str
    event_kind: EventKind | str  # empty where nobody has read the term yet
    kind: TermKind | str
    expected: int | None
    share: Decimal | None
    actual: int
    cumulative: int
    due_on: date | None
    status: StepStatus
    done: tuple[EventLine, ...] = ()
    not_counted: tuple[EventLine, ...] = ()
    last_year_not_counted: tuple[EventLine, ...] = ()  # what the report on the year before still lacks
    due_row_id: int | None = None  # the Occurrence that has a day
    owed_until: date | None = None  # the last day before what is short of `expected` is a failure
    carried_from: int | None = None
    target_events: int | None = None
    target_participants: int | None = None
    participations: int = 0
    ended_on: date | None = None
    due_from: date | None = None
    required_roles: tuple[OfficialRole, ...] = ()
    term: ScheduleTerm | None = None
    counted: int = 0
    counts_from: date | None = None
    done_before: tuple[EventLine, ...] = ()
    computed: int | None = None
    override_reason: str = ""  # a person decided that `expected` is what is needed
    why_not: str = ""
    has_row: bool = False  # the year has a number of its own that can be explained and decided otherwise
    is_in_advance: bool = False  # done before the interval it names has begun

    @property
    def missing(self) -> int:
        """How many are still needed for what the year, or the period that ends in it, expects."""
        return max(0, (self.expected or 0) - self.counted)

    @property
    def written(self) -> int:
        """Events that count, and those that would once they are held and documented."""
        return self.counted + len(self.not_counted)

    @property
    def unwritten(self) -> int:
        """How many nobody has planned or recorded yet."""
        return max(0, (self.expected or 0) - self.written)

    @property
    def percent_of_events(self) -> int | None:
        return percent_of(self.cumulative, self.target_events) if self.target_events else None

    @property
    def percent_of_participants(self) -> int | None:
        return percent_of(self.participations, self.target_participants) if self.target_participants else None

    @property
    def is_prorated(self) -> bool:
        return self.share is not None and self.computed is not None and self.share != self.computed

    @property
    def is_settled(self) -> bool:
        """Nothing more is to be recorded this year, or it is not recorded here."""
        is_done = self.due_on is not None and self.status in {StepStatus.FULFILLED, StepStatus.LATE}
        return self.is_report or is_done or self.status == StepStatus.NOT_APPLICABLE

    @property
    def is_report(self) -> bool:
        return self.event_kind in RECORDED_BY_REPORTING


@dataclass(frozen=True)
class StepResult:
    step_key: UUID
    activity_name: str
    specification: str
    outputs: tuple[str, ...]
    unit_responsibility: tuple[str, ...]
    asz_responsibility: tuple[str, ...]
    terms: tuple[TermResult, ...]
    status: StepStatus
    deviation: Deviation | None = None
    ended_on: date | None = None  # the last day of a step that a revision left out during the year
    activity_key: UUID | None = None

    @property
    def is_owed(self) -> bool:
        return self.status != StepStatus.NOT_APPLICABLE

    @property
    def needs_explanation(self) -> bool:
        return self.status in DEVIATIONS and self.deviation is None


@dataclass(frozen=True)
class HeldVersion:
    """A version that held in the year, on its days in it."""

    number: int
    version_id: int
    first: date
    last: date


@dataclass(frozen=True)
class YearResult:
    """`computable` is False where nothing says when the agreement runs; `why_not` then says what is missing.

    `gap` is the agreement's warning of that; the steps then show only what was recorded. `held` are the versions
    of a year that several share, the oldest first.
    """

    agreement_id: int
    year: int
    computable: bool
    why_not: str
    window: Window | None
    steps: tuple[StepResult, ...]
    years: tuple[int, ...] = ()  # all that the agreement promises something in
    gap: Warning | None = None
    held: tuple[HeldVersion, ...] = ()

    @property
    def counts(self) -> dict[StepStatus, int]:
        """Number of steps by status, in the order of the vocabulary, without statuses that don't occur."""
        found = Counter(step.status for step in self.steps)
        return {status: found[status] for status in StepStatus if found[status]}

    @property
    def shows_steps(self) -> bool:
        """What was recorded is shown also where it can't be judged."""
        return self.computable or self.gap is not None

    @property
    def percent(self) -> int | None:
        """Steps fulfilled, running or fulfilled late, of those that can be judged."""
        judged = [step.status for step in self.steps if step.status in EVALUATED]
        if not judged:
            return None
        return percent_of(sum(status in MET for status in judged), len(judged))

    def as_reported(self) -> "YearResult":
        """The same year inside its own report: that row is fulfilled by the report one reads."""
        return replace(self, steps=tuple(_in_report(step) for step in self.steps))


def combined_status(terms: tuple[TermResult, ...]) -> StepStatus:
    """The worst of the terms that can be judged; a term still to come keeps a step from being finished.

    The report on the year has its own line and says nothing about the rest of its step, so that the page
    and the report itself show the same figures.
    """
    statuses = {term.status for term in terms if not _is_own_report(term)} or {term.status for term in terms}
    for status in EVALUATED:
        if status in statuses:
            is_finished = status != StepStatus.FULFILLED or StepStatus.NOT_DUE not in statuses
            return status if is_finished else StepStatus.ONGOING
    return next((status for status in NEUTRAL if status in statuses), StepStatus.NOT_APPLICABLE)


def _is_own_report(term: TermResult) -> bool:
    return term.event_kind == EventKind.COUNCIL_REPORT


def _in_report(step: StepResult) -> StepResult:
    terms = tuple(
        replace(term, status=StepStatus.THIS_REPORT)
        if _is_own_report(term) and term.status != StepStatus.NOT_APPLICABLE
        else term
        for term in step.terms
    )
    return replace(step, terms=terms, status=combined_status(terms))
