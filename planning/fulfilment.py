"""Whether an event counts for a term: its kind, that it was held, who was there, what documents it.

Evidence is a file, or what the application holds itself: recorded attendance is the „prezenční listina“,
approved minutes are the „záznam“ or „zápis“, a submitted report is the „zpráva“. The three names of minutes
fulfil each other (domain.md 3.1, BR16).
"""

from dataclasses import dataclass
from datetime import date

from agreements.models import ExpectedOutput, ScheduleTerm
from agreements.vocabulary import MINUTES, OutputCode
from partnerships.vocabulary import MEETING_KINDS, TRAINING_KINDS, EventKind, EventState, OfficialRole
from planning.results import EventLine

DOCUMENTS = frozenset({EventKind.DOCUMENT})
# Which kinds of event an output can document. An output of a step is asked only of events it can document,
# so that the feedback on a training is not missed at a consultation of the same step.
DOCUMENTED_BY = {
    OutputCode.MEETING_RECORD: MEETING_KINDS,
    OutputCode.MEETING_MINUTES: MEETING_KINDS,
    OutputCode.LP_MEETING_RECORD: frozenset({EventKind.LP_MEETING, EventKind.LP_DISCUSSION}),
    OutputCode.ATTENDANCE_SHEET: MEETING_KINDS | TRAINING_KINDS,
    OutputCode.STATUTE_RULES: DOCUMENTS,
    OutputCode.ANNUAL_REPORT: frozenset({EventKind.COUNCIL_REPORT}),
    OutputCode.PSZ_REPORT: frozenset({EventKind.PSZ_REPORT}),
    OutputCode.REVISED_AGREEMENT: DOCUMENTS,
    OutputCode.PSZ_INPUTS: DOCUMENTS,
    OutputCode.PSZ_DOCUMENT: DOCUMENTS,
    OutputCode.SPSZ_EVALUATION: DOCUMENTS,
    OutputCode.FEEDBACK: TRAINING_KINDS | {EventKind.INDIVIDUAL_SUPPORT},
    OutputCode.RESEARCH_REPORT: frozenset({EventKind.RESEARCH}),
    OutputCode.CERTIFICATE: TRAINING_KINDS,
    OutputCode.PRESENTATION: TRAINING_KINDS,
    OutputCode.STUDY_MATERIALS: TRAINING_KINDS,
    OutputCode.CONSULTATION_RECORD: frozenset({EventKind.CONSULTATION, EventKind.INDIVIDUAL_SUPPORT}),
    OutputCode.OTHER: frozenset(),
}
HELD_BY_THE_REPORT = {
    EventKind.COUNCIL_REPORT: OutputCode.ANNUAL_REPORT,
    EventKind.PSZ_REPORT: OutputCode.PSZ_REPORT,
}
NOT_HELD = "zatím jen naplánováno"
NOT_CONFIRMED = "potvrzení, že závazek plní"
OTHER_KIND = "druh události neodpovídá závazku"


@dataclass(frozen=True)
class EventFacts:
    """All that decides about an event, read once. `evidence` holds codes of attached files only."""

    event_id: int
    title: str
    kind: EventKind
    state: EventState
    on: date  # the day it was finished
    year: int
    roles_present: frozenset[OfficialRole] = frozenset()
    participations: int = 0
    has_attendance: bool = False
    has_approved_minutes: bool = False
    discusses_fulfilment: bool = False
    evidence: frozenset[OutputCode] = frozenset()

    @property
    def counts_on(self) -> date:
        """The day it counts for; of an event about another year the last day of that year."""
        return self.on if self.on.year == self.year else date(self.year, 12, 31)

    def line(self, missing: tuple[str, ...] = ()) -> EventLine:
        return EventLine(self.event_id, self.title, EventKind(self.kind).label, self.on, missing)


def kind_fits(event: EventFacts, term: ScheduleTerm) -> bool:
    if event.kind == term.event_kind:
        return True
    if term.event_kind == EventKind.GROUP_TRAINING:
        return event.kind in TRAINING_KINDS
    if term.event_kind == EventKind.LP_MEETING:
        return event.kind == EventKind.WG_MEETING and term.counts_working_groups
    if term.event_kind == EventKind.LP_DISCUSSION:
        return event.kind == EventKind.LP_MEETING and event.discusses_fulfilment
    return False


def missing_for(
    event: EventFacts, term: ScheduleTerm, outputs: list[ExpectedOutput], also: frozenset[OutputCode]
) -> tuple[str, ...]:
    """What keeps the event from counting for the term, in Czech; empty when it counts.

    `also` are the outputs documented for the whole commitment in the event's year.
    """
    if not kind_fits(event, term):
        return (OTHER_KIND,)
    if event.state != EventState.HELD:
        return (NOT_HELD,)
    absent = [role for role in term.required_roles if role not in event.roles_present]
    roles = [f"účast: {OfficialRole(role).label}" for role in absent]
    return (*roles, *(output.text for output in missing_outputs(event, outputs, also=also)))


def asked_outputs(kind: EventKind, outputs: list[ExpectedOutput]) -> list[ExpectedOutput]:
    """Outputs of a step that an event of the kind can document, the optional ones included.

    Of several names for one set of minutes the partnership's own is asked, else the first.
    """
    relevant = [output for output in outputs if kind in DOCUMENTED_BY[OutputCode(output.code)]]
    minutes = [output for output in relevant if output.code in MINUTES]
    minutes.sort(key=lambda output: output.code != OutputCode.LP_MEETING_RECORD)
    return [output for output in relevant if output not in minutes[1:]]


def missing_outputs(
    event: EventFacts, outputs: list[ExpectedOutput], *, also: frozenset[OutputCode] = frozenset()
) -> list[ExpectedOutput]:
    held = held_outputs(event) | _with_synonyms(also)
    asked = asked_outputs(event.kind, outputs)
    return [output for output in asked if not output.is_optional and output.code not in held]


def held_outputs(event: EventFacts) -> frozenset[OutputCode]:
    """Outputs that files or the application's own records document."""
    held = set(event.evidence)
    if event.has_attendance:
        held.add(OutputCode.ATTENDANCE_SHEET)
    if event.has_approved_minutes:
        held |= MINUTES
    if event.kind in HELD_BY_THE_REPORT:
        held.add(HELD_BY_THE_REPORT[event.kind])
    return _with_synonyms(frozenset(held))


def _with_synonyms(codes: frozenset[OutputCode]) -> frozenset[OutputCode]:
    return codes | MINUTES if codes & MINUTES else codes
