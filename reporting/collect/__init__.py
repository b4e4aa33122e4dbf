"""collect(): everything an annual report says, read once and frozen."""

from collections import Counter
from datetime import date

from agreements.models import Agreement, AgreementVersion
from partnerships.vocabulary import EventKind
from planning.seen import picture_of_year, without_links
from planning.training import training_summary
from planning.year import year_result
from reporting.collect.education import education_facts, evaluation_facts
from reporting.collect.identification import (
    agreement_facts,
    role_facts,
    signature_facts,
    unit_facts,
)
from reporting.collect.partnership import (
    attendance_percent,
    meeting_facts,
    partnership_facts,
    read_events,
    read_partnerships,
)
from reporting.collect.summary import summary
from reporting.collect.timeline import deviation_facts, missing_by_event, planned_and_counted, step_facts
from reporting.snapshot import ReportData


class CannotCollect(Exception):
    """The year can't be reported; the text is a Czech sentence that says why and what to do."""


def collect(agreement: Agreement, year: int, *, today: date) -> ReportData:
    """The year as `planning.year.year_result` judges it, seen from inside its own report.

    The number of queries does not depend on the size of the agreement. Raises CannotCollect where nothing is
    expected of the year.
    """
    result = year_result(agreement, year, today=today).as_reported()
    if not result.computable:
        raise CannotCollect(result.why_not)
    version = _version(agreement, year, today=today)
    training = training_summary(agreement, year)
    partnerships = read_partnerships(agreement.unit)
    events = read_events(agreement.unit, year)
    missing = missing_by_event(result)
    meetings = meeting_facts(events, partnerships, missing)
    percent = attendance_percent(meetings)
    education = education_facts(events, training, result)
    planned, counted = planned_and_counted(result, EventKind.EVALUATION_MEETING)
    return ReportData(
        year=year,
        compiled_on=today,
        unit=unit_facts(agreement.unit),
        agreement=agreement_facts(version, year),
        roles=role_facts(agreement.unit, year),
        summary=summary(result, Counter(event.kind for event in events), percent, education),
        partnerships=partnership_facts(partnerships, year, today),
        meetings=meetings,
        attendance_percent=percent,
        steps=step_facts(result),
        evaluations=evaluation_facts(events, missing),
        evaluations_planned=planned,
        evaluations_counted=counted,
        education=education,
        deviations=deviation_facts(result),
        signature=signature_facts(agreement.unit, today),
        picture=without_links(picture_of_year(result, today=today)),
    )


def _version(agreement: Agreement, year: int, *, today: date) -> AgreementVersion:
    """The one whose wording the year is judged by."""
    return (
        agreement.versions.held_on(min(date(year, 12, 31), today))
        .select_related("stated_start", "termination", "project", "agreement__memorandum")
        .prefetch_related("approvals")
        .first()
    )
