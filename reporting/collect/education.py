"""Evaluation meetings with the agency, training and expert support: sections 6 and 8."""

from decimal import Decimal

from agreements.vocabulary import HoursScope
from partnerships.models import Event
from partnerships.vocabulary import EventKind, OfficialRole
from planning.results import YearResult
from planning.training import TrainingSummary
from planning.vocabulary import EVALUATION_ROLES
from reporting.collect.timeline import uncounted
from reporting.snapshot import EducationFacts, EvaluationFacts, TrainingFacts, WorkerHours

SHORT_ROLES = {
    OfficialRole.REPRESENTATIVE: "pověřený zástupce",
    OfficialRole.MANAGER: "manažer/ka sociálního začleňování",
    OfficialRole.CONSULTANT: "konzultant/ka ASZ",
    OfficialRole.REGIONAL_HEAD: "vedoucí regionálního pracoviště ASZ",
    OfficialRole.REGIONAL_CONTACT: "kontaktní osoba za kraj",
}


def evaluation_facts(events: list[Event], missing: dict[int, tuple[str, ...]]) -> tuple[EvaluationFacts, ...]:
    return tuple(
        _evaluation(event, missing.get(event.pk, ()))
        for event in events
        if event.kind == EventKind.EVALUATION_MEETING
    )


def _evaluation(event: Event, missing: tuple[str, ...]) -> EvaluationFacts:
    meeting = getattr(event, "meeting", None)
    present = {row.role_present for row in event.attendances.all() if row.is_present and row.role_present}
    return EvaluationFacts(
        on=event.starts_on,
        until=event.ends_on,
        form=event.get_mode_display(),
        present=tuple(label for role, label in SHORT_ROLES.items() if role in present),
        absent=tuple(SHORT_ROLES[role] for role in EVALUATION_ROLES if role not in present),
        conclusions=(meeting.conclusions if meeting else "") or event.summary,
        missing=missing,
    )


def education_facts(events: list[Event], training: TrainingSummary, result: YearResult) -> EducationFacts:
    targets = next(
        (
            term
            for step in result.steps
            for term in step.terms
            if term.target_events or term.target_participants
        ),
        None,
    )
    return EducationFacts(
        trainings=tuple(_training(event) for event in events if event.is_training),
        supports=training.individual_supports,
        supports_missing=_supports_missing(result),
        persons=training.persons,
        participations=training.participations,
        hours_required=training.required,
        hours_distance_max=training.distance_max,
        hours_in_person=training.hours.in_person,
        hours_distance=training.hours.distance,
        hours_counted=training.hours.counted,
        hours_of_year=training.hours_of_year.counted,
        is_per_person=training.scope == HoursScope.PER_PERSON,
        is_fulfilled=training.is_fulfilled,
        workers=tuple(
            WorkerHours(hours.in_person, hours.distance, hours.counted)
            for _, hours in training.hours_by_worker
        ),
        cumulative_events=training.cumulative_events,
        cumulative_participations=training.cumulative_participations,
        target_events=targets and targets.target_events,
        target_participants=targets and targets.target_participants,
        target_text=targets.raw_text if targets else "",
        counted_events=targets.cumulative if targets else 0,
        counted_participations=targets.participations if targets else 0,
    )


def _training(event: Event) -> TrainingFacts:
    present = sum(row.is_present for row in event.attendances.all())
    return TrainingFacts(
        on=event.starts_on,
        until=event.ends_on,
        title=event.title,
        kind=event.get_kind_display(),
        participants=present or event.participant_count or 0,
        hours_in_person=event.hours_in_person or Decimal(0),
        hours_distance=event.hours_distance or Decimal(0),
    )


def _supports_missing(result: YearResult) -> tuple[str, ...]:
    return tuple(
        uncounted(line)
        for step in result.steps
        for term in step.terms
        if term.event_kind == EventKind.INDIVIDUAL_SUPPORT
        for line in term.not_counted
    )
