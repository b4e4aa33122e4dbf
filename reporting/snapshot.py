"""The frozen data of one annual report, and its canonical JSON. Everything the report prints stands here.

Labels and texts are stored as printed, so that an old report reads the same after a vocabulary changes. Sections
are those of domain.md 5; a later one is a further field with a default, so that old snapshots still load.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cattrs.preconf.json import make_converter

from planning.picture import Picture
from planning.vocabulary import StepStatus


@dataclass(frozen=True)
class UnitFacts:
    name: str
    full_name: str  # „statutární město Chomutov“
    name_genitive: str  # „města Chomutova“
    council_dative: str  # „Zastupitelstvu města Chomutova“
    in_place: str  # „V Chomutově“
    address: str
    ico: str


@dataclass(frozen=True)
class Holder:
    text: str
    valid_from: date | None  # only where the holding began or ended within the year
    valid_to: date | None


@dataclass(frozen=True)
class RoleFacts:
    label: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True)
class AgreementFacts:
    approved_on: date | None
    resolution_number: str
    memorandum: str
    validity_text: str
    starts_on: date | None
    ends_on: date | None
    timeline_from: date | None
    timeline_to: date | None
    cooperation_year: int | None
    project: str


@dataclass(frozen=True)
class Figure:
    """A row of „Přehled plnění v číslech“; `planned` is empty where nothing was agreed."""

    label: str
    planned: str
    actual: str


@dataclass(frozen=True)
class StatusCount:
    status: StepStatus
    label: str
    steps: int


@dataclass(frozen=True)
class Summary:
    percent: int | None
    evaluated: int
    counts: tuple[StatusCount, ...]
    figures: tuple[Figure, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SeatCount:
    label: str
    seats: int
    can_decide: int


@dataclass(frozen=True)
class MeetingFacts:
    """`seats` are the members' places on the day, 0 where the body has none recorded.

    `present` is null where nobody recorded the attendance, which is not the same as an empty room.
    """

    on: date
    body: str
    title: str
    form: str
    present: int | None
    seats: int
    matters: tuple[str, ...]
    conclusions: str
    missing: tuple[str, ...]  # what keeps it from counting
    place: str = ""
    until: date | None = None  # the last day of what took more than one


@dataclass(frozen=True)
class PartnershipFacts:
    name: str
    founder: str
    founded: str
    groups: tuple[str, ...]
    seats: tuple[SeatCount, ...]
    seats_total: int
    can_decide_total: int
    vacant: int
    changes: tuple[str, ...]


@dataclass(frozen=True)
class TermFacts:
    raw_text: str
    planned: str
    actual: int
    cumulative: int
    status: StepStatus
    status_label: str
    note: str


@dataclass(frozen=True)
class StepFacts:
    activity: str
    specification: str
    outputs: tuple[str, ...]
    unit: tuple[str, ...]
    asz: tuple[str, ...]
    terms: tuple[TermFacts, ...]
    status: StepStatus
    status_label: str
    comment: str

    @property
    def rows(self) -> int:
        """Lines of the printed table: one for each term and one for the comment."""
        return len(self.terms) + bool(self.comment)


@dataclass(frozen=True)
class EvaluationFacts:
    on: date
    form: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    conclusions: str
    missing: tuple[str, ...]
    until: date | None = None


@dataclass(frozen=True)
class TrainingFacts:
    on: date
    title: str
    kind: str
    participants: int
    hours_in_person: Decimal
    hours_distance: Decimal
    until: date | None = None


@dataclass(frozen=True)
class WorkerHours:
    """What one released worker has counted; the name stays in the application, the report is published."""

    in_person: Decimal
    distance: Decimal
    counted: Decimal


@dataclass(frozen=True)
class EducationFacts:
    trainings: tuple[TrainingFacts, ...]
    supports: int
    supports_missing: tuple[str, ...]
    persons: int
    participations: int
    hours_required: int | None
    hours_distance_max: int | None
    hours_in_person: Decimal
    hours_distance: Decimal
    hours_counted: Decimal
    hours_of_year: Decimal
    is_per_person: bool
    is_fulfilled: bool | None
    workers: tuple[WorkerHours, ...]
    cumulative_events: int
    cumulative_participations: int
    target_events: int | None
    target_participants: int | None
    target_text: str
    counted_events: int = 0  # of the cumulative ones, those that have what the target asks for
    counted_participations: int = 0


@dataclass(frozen=True)
class DeviationFacts:
    activity: str
    specification: str
    status: StepStatus
    status_label: str
    what: tuple[str, ...]
    reason: str
    remedy: str
    responsible: str
    due: str


@dataclass(frozen=True)
class SignatureFacts:
    """Name and role of who signs; the role alone where no name is known."""

    prepared_by: str
    submitted_by: str


@dataclass(frozen=True)
class ReportData:
    year: int
    compiled_on: date
    unit: UnitFacts
    agreement: AgreementFacts
    roles: tuple[RoleFacts, ...]
    summary: Summary
    partnerships: tuple[PartnershipFacts, ...]
    meetings: tuple[MeetingFacts, ...]
    attendance_percent: int | None
    steps: tuple[StepFacts, ...]
    evaluations: tuple[EvaluationFacts, ...]
    evaluations_planned: int | None
    evaluations_counted: int
    education: EducationFacts
    deviations: tuple[DeviationFacts, ...]
    signature: SignatureFacts
    picture: Picture | None = None  # reports frozen before there was one have none


_converter = make_converter()
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))


def to_json(data: ReportData) -> bytes:
    """Canonical: the same data give the same bytes (sorted keys, dates ISO, decimals as strings)."""
    return json.dumps(
        _converter.unstructure(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def from_json(stored: bytes | dict) -> ReportData:
    """From the canonical bytes, or from the parsed JSON as the database keeps it."""
    return _converter.structure(stored if isinstance(stored, dict) else json.loads(stored), ReportData)


def sha256(stored: bytes) -> str:
    return hashlib.sha256(stored).hexdigest()
