"""The result of one year: statuses, what counts and why something does not."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from agreements.vocabulary import OutputCode, Side, TermKind
from partnerships.vocabulary import EventKind, EventState, Matter, OfficialRole, Presence
from planning.models import FulfilmentState, Occurrence
from planning.vocabulary import StepStatus
from planning.year import NO_WINDOW, NOT_IN_FORCE, year_result
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DeviationCommentFactory,
    EvidenceFactory,
    FulfilmentFactory,
    GroupFactory,
    MeetingFactory,
    OutputFactory,
    ResponsibilityFactory,
    UserFactory,
    VersionFactory,
    put_in_force,
)
from tests.planning.situations import (
    AFTER,
    EVALUATION_ROLES,
    agreement_with,
    attended,
    commitment_of,
    documented,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)

pytestmark = pytest.mark.django_db

MEETINGS = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "count": 4}
DOCUMENT = {"kind": TermKind.MONTH, "event_kind": EventKind.DOCUMENT, "count": None}
MEETING_OUTPUTS = [OutputCode.MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]


def only_term(agreement, year=2023, today=AFTER):
    return year_result(agreement, year, today=today).steps[0].terms[0]


def held(agreement, days, **fields):
    return [event_for(agreement, starts_on=day, **fields) for day in days]


def days(number, year=2023):
    return [date(year, month + 1, 10) for month in range(number)]


def reasons(agreement, **when):
    return [line.missing for line in only_term(agreement, **when).not_counted]


# --- Nothing to compute ------------------------------------------------------------------------------------


def test_without_a_version_in_force_nothing_is_computed():
    agreement = draft().agreement

    result = year_result(agreement, 2023, today=AFTER)

    assert (result.computable, result.why_not, result.steps) == (False, NOT_IN_FORCE, ())


def test_without_an_approval_date_it_says_what_is_missing():
    version = put_in_force(VersionFactory(stated_years=5))

    result = year_result(version.agreement, 2023, today=AFTER)

    assert (result.computable, result.why_not) == (False, NO_WINDOW)
    assert "nelze spočítat, chybí datum schválení" in NO_WINDOW


@pytest.mark.parametrize("year", [2021, 2027])
def test_year_outside_the_agreement_says_so(year):
    result = year_result(agreement_with(**MEETINGS), year, today=AFTER)

    assert not result.computable
    assert result.why_not.startswith(f"Rok {year} leží mimo dobu")
    assert result.years == (2022, 2023, 2024, 2025, 2026)


# --- Frequencies -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "today", "status"),
    [
        (0, AFTER, StepStatus.NOT_FULFILLED),
        (1, AFTER, StepStatus.PARTIAL),
        (3, AFTER, StepStatus.PARTIAL),
        (4, AFTER, StepStatus.FULFILLED),
        (5, AFTER, StepStatus.FULFILLED),
        (0, date(2023, 12, 31), StepStatus.NOT_DUE),
        (3, date(2023, 12, 31), StepStatus.ONGOING),
        (4, date(2023, 6, 1), StepStatus.FULFILLED),
    ],
)
def test_frequency(number, today, status):
    agreement = agreement_with(**MEETINGS)
    held(agreement, days(number))

    term = only_term(agreement, today=today)

    assert (term.expected, term.actual, term.status) == (4, number, status)


def test_frequency_of_the_last_year_is_over_with_the_window():
    agreement = agreement_with(**MEETINGS)

    assert only_term(agreement, 2026, date(2026, 8, 31)).status == StepStatus.NOT_DUE
    assert only_term(agreement, 2026, date(2026, 9, 1)).status == StepStatus.NOT_FULFILLED


def test_prorated_year_keeps_its_share():
    term = only_term(agreement_with(**MEETINGS), 2022)

    assert (term.expected, term.share, term.is_prorated) == (3, Decimal("2.6849"), True)
    assert not only_term(agreement_with(**MEETINGS), 2023).is_prorated


def test_share_that_rounds_to_nothing_is_not_owed():
    version = draft(timeline_from=date(2022, 10, 1), timeline_to=date(2024, 2, 1))
    step(version, terms=[{**MEETINGS, "count": 1}])
    agreement = in_force(version)

    assert only_term(agreement, 2022).expected == 0
    assert only_term(agreement, 2022).status == StepStatus.NOT_APPLICABLE


def test_override_is_what_is_expected():
    agreement = agreement_with(**MEETINGS)
    Occurrence.objects.filter(year=2023).update(
        override=2, override_reason="Povodeň", override_at=timezone.now(), override_by=UserFactory()
    )
    held(agreement, days(2))

    term = only_term(agreement)

    assert (term.expected, term.status) == (2, StepStatus.FULFILLED)


def test_events_of_another_year_only_add_up():
    agreement = agreement_with(**MEETINGS)
    held(agreement, [date(2022, 6, 1), date(2023, 6, 1), date(2024, 1, 10)])

    term = only_term(agreement)

    assert (term.actual, term.cumulative) == (1, 2)
    assert [line.on for line in term.done] == [date(2023, 6, 1)]


def test_the_year_an_event_is_about_wins_over_its_date():
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.LP_DISCUSSION, count=1)
    event_for(agreement, kind=EventKind.LP_DISCUSSION, starts_on=date(2024, 2, 20), about_year=2023)

    assert only_term(agreement, 2023).status == StepStatus.FULFILLED
    assert only_term(agreement, 2024).actual == 0


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2023, 6, 1), StepStatus.NOT_DUE),
        (date(2024, 12, 31), StepStatus.NOT_DUE),
        (date(2025, 1, 1), StepStatus.NOT_FULFILLED),
    ],
)
def test_report_has_the_whole_next_year(today, status):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.COUNCIL_REPORT, count=1)

    assert only_term(agreement, today=today).status == status


def test_submitted_report_is_its_own_evidence():
    agreement = agreement_with(
        [OutputCode.ANNUAL_REPORT], kind=TermKind.FREQUENCY, event_kind=EventKind.COUNCIL_REPORT, count=1
    )
    event_for(agreement, kind=EventKind.COUNCIL_REPORT, starts_on=date(2024, 3, 1), about_year=2023)

    assert only_term(agreement).status == StepStatus.FULFILLED


# --- Open terms --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [TermKind.ON_DEMAND, TermKind.CONDITIONAL, TermKind.NONE])
@pytest.mark.parametrize("number", [0, 2])
def test_open_term_is_never_unfulfilled(kind, number):
    agreement = agreement_with(kind=kind, event_kind=EventKind.CONSULTATION, count=None)
    held(agreement, days(number), kind=EventKind.CONSULTATION)

    term = only_term(agreement)

    assert (term.expected, term.actual, term.status) == (None, number, StepStatus.ON_DEMAND)


# --- Terms due once ----------------------------------------------------------------------------------------


def due(day):
    return agreement_with(**{**DOCUMENT, "date_to": day})


def finished(agreement, day):
    return event_for(agreement, kind=EventKind.DOCUMENT, starts_on=day)


def test_dated_term_in_its_year():
    agreement = due(date(2023, 9, 30))

    assert only_term(agreement, today=date(2023, 9, 30)).status == StepStatus.NOT_DUE
    assert only_term(agreement, today=date(2023, 10, 1)).status == StepStatus.NOT_FULFILLED
    finished(agreement, date(2023, 9, 30))
    assert only_term(agreement).status == StepStatus.FULFILLED


def test_dated_term_finished_late_in_its_year():
    agreement = due(date(2023, 9, 30))
    finished(agreement, date(2023, 10, 1))

    assert only_term(agreement).status == StepStatus.LATE


def test_dated_term_is_not_due_in_an_earlier_year():
    term = only_term(due(date(2024, 9, 30)))

    assert (term.expected, term.due_on, term.status) == (None, date(2024, 9, 30), StepStatus.NOT_DUE)


def test_owed_term_is_carried_until_it_is_finished():
    agreement = due(date(2022, 9, 30))
    finished(agreement, date(2023, 4, 24))

    by_year = {
        year: (term.expected, term.actual, term.carried_from, term.status)
        for year in (2022, 2023, 2024)
        for term in [only_term(agreement, year, date(2024, 12, 31))]
    }

    assert by_year == {
        2022: (1, 0, None, StepStatus.NOT_FULFILLED),
        2023: (1, 1, 2022, StepStatus.LATE),
        2024: (None, 0, None, StepStatus.NOT_APPLICABLE),
    }


def test_owed_term_not_finished_stays_unfulfilled_and_shows_what_it_lacks():
    agreement = agreement_with([OutputCode.PSZ_DOCUMENT], **{**DOCUMENT, "date_to": date(2022, 9, 30)})
    finished(agreement, date(2022, 9, 20))

    term = only_term(agreement)

    assert (term.carried_from, term.status) == (2022, StepStatus.NOT_FULFILLED)
    assert [line.missing for line in term.not_counted] == [("Plán sociálního začleňování",)]


def test_term_finished_before_its_year_is_fulfilled_in_it():
    agreement = due(date(2024, 9, 30))
    finished(agreement, date(2023, 5, 1))

    assert only_term(agreement, 2023).status == StepStatus.FULFILLED
    assert only_term(agreement, 2024, date(2025, 1, 1)).status == StepStatus.FULFILLED
    assert only_term(agreement, 2025, date(2026, 1, 1)).status == StepStatus.NOT_APPLICABLE


def test_quota_waits_for_the_end_of_the_cooperation():
    agreement = agreement_with(kind=TermKind.QUOTA, event_kind=EventKind.RESEARCH, count=2)

    assert only_term(agreement).status == StepStatus.NOT_DUE
    event_for(agreement, kind=EventKind.RESEARCH, starts_on=date(2023, 5, 1))
    term = only_term(agreement)
    assert (term.expected, term.cumulative, term.status) == (None, 1, StepStatus.ONGOING)
    last = only_term(agreement, 2026, date(2026, 9, 1))
    assert (last.expected, last.cumulative, last.status) == (2, 1, StepStatus.PARTIAL)


def test_term_with_targets_runs_until_it_is_due():
    agreement = agreement_with(
        kind=TermKind.MONTH,
        event_kind=EventKind.GROUP_TRAINING,
        count=None,
        date_to=date(2026, 12, 31),
        target_events=20,
        target_participants=100,
    )
    attended(event_for(agreement, kind=EventKind.WORKSHOP, starts_on=date(2022, 6, 1)))
    event_for(agreement, kind=EventKind.SEMINAR, starts_on=date(2023, 6, 1), participant_count=12)

    term = only_term(agreement)

    assert (term.status, term.actual, term.cumulative) == (StepStatus.ONGOING, 1, 2)
    assert (term.participations, term.target_events, term.target_participants) == (13, 20, 100)
    assert only_term(agreement, 2026, date(2026, 12, 31)).expected == 1
    assert only_term(agreement, 2026, date(2027, 1, 1)).status == StepStatus.FULFILLED


# --- What counts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [OutputCode.MEETING_MINUTES, OutputCode.LP_MEETING_RECORD])
def test_zaznam_and_zapis_fulfil_each_other(code):
    agreement = agreement_with([OutputCode.MEETING_RECORD], **MEETINGS)
    documented(event_for(agreement), code)

    assert only_term(agreement).actual == 1


def test_evidence_the_application_holds_itself():
    agreement = agreement_with(MEETING_OUTPUTS, **MEETINGS)
    minuted(attended(event_for(agreement)))

    assert only_term(agreement).actual == 1


def test_files_are_evidence_as_well():
    agreement = agreement_with(MEETING_OUTPUTS, **MEETINGS)
    event = event_for(agreement)
    documented(documented(event, OutputCode.MEETING_RECORD), OutputCode.ATTENDANCE_SHEET)

    assert only_term(agreement).actual == 1


def test_meeting_without_evidence_says_what_is_missing():
    agreement = agreement_with(MEETING_OUTPUTS, **MEETINGS)
    event = minuted(event_for(agreement, title="Jarní jednání"), approved=False)
    AttendanceFactory(event=event, presence=Presence.EXCUSED)

    term = only_term(agreement)

    assert (term.actual, term.status) == (0, StepStatus.NOT_FULFILLED)
    assert [(line.title, line.kind_label, line.missing) for line in term.not_counted] == [
        ("Jarní jednání", "jednání lokálního partnerství", ("Záznam z jednání", "Prezenční listina"))
    ]


def test_optional_output_is_never_required():
    version = draft()
    row = step(version, terms=[{**MEETINGS, "event_kind": EventKind.GROUP_TRAINING}])
    OutputFactory(version=version, step=row, code=OutputCode.PRESENTATION, is_optional=True)
    agreement = in_force(version)
    event_for(agreement, kind=EventKind.GROUP_TRAINING)

    assert only_term(agreement).actual == 1


def test_output_is_asked_only_of_events_it_can_document():
    agreement = agreement_with(
        [OutputCode.ATTENDANCE_SHEET, OutputCode.FEEDBACK],
        kind=TermKind.FREQUENCY,
        event_kind=EventKind.INDIVIDUAL_SUPPORT,
        count=10,
    )
    event_for(agreement, kind=EventKind.INDIVIDUAL_SUPPORT)

    assert reasons(agreement) == [("Zpětná vazba",)]


def test_evidence_of_the_commitment_documents_events_of_the_year_it_was_delivered_in():
    agreement = agreement_with([OutputCode.PSZ_DOCUMENT], **{**DOCUMENT, "date_to": date(2023, 9, 30)})
    finished(agreement, date(2023, 5, 1))
    EvidenceFactory(
        event=None,
        commitment=commitment_of(agreement),
        output=OutputCode.PSZ_DOCUMENT,
        document__unit=agreement.unit,
        delivered_on=date(2022, 5, 1),
    )

    assert only_term(agreement).actual == 0
    EvidenceFactory(
        event=None,
        commitment=commitment_of(agreement),
        output=OutputCode.PSZ_DOCUMENT,
        document__unit=agreement.unit,
        delivered_on=date(2023, 5, 3),
    )
    assert only_term(agreement).actual == 1


def test_evaluation_meeting_needs_its_three_roles():
    agreement = agreement_with(
        kind=TermKind.FREQUENCY,
        event_kind=EventKind.EVALUATION_MEETING,
        count=2,
        required_roles=EVALUATION_ROLES,
    )
    attended(event_for(agreement, kind=EventKind.EVALUATION_MEETING), *EVALUATION_ROLES)
    event = event_for(agreement, kind=EventKind.EVALUATION_MEETING)
    attended(event, OfficialRole.CONSULTANT, OfficialRole.MANAGER)
    AttendanceFactory(event=event, role_present=OfficialRole.REPRESENTATIVE, presence=Presence.EXCUSED)

    term = only_term(agreement)

    assert (term.actual, term.status) == (1, StepStatus.PARTIAL)
    assert [line.missing for line in term.not_counted] == [
        ("účast: pověřený zástupce územního celku pro sociální začleňování",)
    ]


@pytest.mark.parametrize(("counts", "actual"), [(True, 1), (False, 0)])
def test_working_group_counts_where_the_term_says_so(counts, actual):
    agreement = agreement_with(**MEETINGS, counts_working_groups=counts)
    event_for(agreement, kind=EventKind.WG_MEETING, group=GroupFactory())

    assert only_term(agreement).actual == actual
    assert reasons(agreement) == ([] if counts else [("druh události neodpovídá závazku",)])


@pytest.mark.parametrize(("matter", "actual"), [(Matter.AGREEMENT_FULFILMENT, 1), (Matter.PLAN, 0)])
def test_partnership_discusses_the_fulfilment_at_its_meeting(matter, actual):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.LP_DISCUSSION, count=1)
    event = event_for(agreement, kind=EventKind.LP_MEETING)
    AgendaItemFactory(meeting=MeetingFactory(event=event), matter=matter)

    assert only_term(agreement).actual == actual


@pytest.mark.parametrize(
    "kind", [EventKind.GROUP_TRAINING, EventKind.WORKSHOP, EventKind.SEMINAR, EventKind.COURSE]
)
def test_every_kind_of_training_is_a_group_training(kind):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.GROUP_TRAINING, count=2)
    event_for(agreement, kind=kind)

    assert only_term(agreement).actual == 1


def test_planned_event_does_not_count_and_cancelled_is_not_shown():
    agreement = agreement_with(**MEETINGS)
    event_for(agreement, state=FulfilmentState.CONFIRMED)
    planned, cancelled = event_for(agreement), event_for(agreement)
    type(planned).objects.filter(pk=planned.pk).update(state=EventState.PLANNED)
    type(planned).objects.filter(pk=cancelled.pk).update(state=EventState.CANCELLED, cancelled_reason="Nemoc")

    assert only_term(agreement).actual == 1
    assert reasons(agreement) == [("zatím jen naplánováno",)]


def test_proposed_fulfilment_waits_for_a_person():
    agreement = agreement_with(**MEETINGS)
    event_for(agreement, state=FulfilmentState.PROPOSED)

    assert only_term(agreement).actual == 0
    assert reasons(agreement) == [("potvrzení, že závazek plní",)]


def test_event_counts_once_for_each_of_its_commitments():
    version = draft()
    step(version, terms=[MEETINGS])
    step(version, terms=[{**MEETINGS, "count": 1}], position=9)
    agreement = in_force(version)
    first, second = agreement.commitments.all()
    event = event_for(agreement, commitment=first)
    FulfilmentFactory(
        event=event,
        commitment=second,
        state=FulfilmentState.CONFIRMED,
        confirmed_at=timezone.now(),
        confirmed_by=UserFactory(),
    )

    steps = year_result(agreement, 2023, today=AFTER).steps

    assert [step.terms[0].actual for step in steps] == [1, 1]


# --- Steps and the whole -----------------------------------------------------------------------------------


def evaluation_step():
    """The step C2: two meetings, a discussion, a report."""
    version = draft()
    row = step(
        version,
        terms=[
            {**MEETINGS, "event_kind": EventKind.EVALUATION_MEETING, "count": 2, "position": 1},
            {**MEETINGS, "event_kind": EventKind.LP_DISCUSSION, "count": 1, "position": 2},
            {**MEETINGS, "event_kind": EventKind.COUNCIL_REPORT, "count": 1, "position": 3},
        ],
    )
    return in_force(version), row


def test_step_is_the_worst_of_its_terms():
    agreement, row = evaluation_step()
    by_kind = {term.event_kind: agreement.commitments.get(key=term.key) for term in row.terms.all()}
    meeting, discussion = by_kind[EventKind.EVALUATION_MEETING], by_kind[EventKind.LP_DISCUSSION]

    def status(today=AFTER):
        return year_result(agreement, 2023, today=today).steps[0].status

    assert status(date(2023, 2, 1)) == StepStatus.NOT_DUE
    assert status() == StepStatus.NOT_FULFILLED
    for day in days(2):
        event_for(agreement, commitment=meeting, kind=EventKind.EVALUATION_MEETING, starts_on=day)
    assert status(date(2023, 5, 1)) == StepStatus.ONGOING
    assert status() == StepStatus.NOT_FULFILLED
    event_for(agreement, commitment=discussion, kind=EventKind.LP_DISCUSSION)
    assert status() == StepStatus.FULFILLED


def test_as_reported_says_that_the_report_fulfils_itself():
    agreement, _ = evaluation_step()
    result = year_result(agreement, 2023, today=AFTER)

    reported = result.as_reported()

    assert [term.status for term in reported.steps[0].terms] == [
        StepStatus.NOT_FULFILLED,
        StepStatus.NOT_FULFILLED,
        StepStatus.THIS_REPORT,
    ]
    assert (reported.counts, reported.percent) == (result.counts, result.percent)


def test_counts_and_percent():
    version = draft()
    step(version, terms=[{**MEETINGS, "count": 1}], position=1)
    step(version, terms=[{**MEETINGS, "count": 2}], position=2)
    step(version, terms=[{**MEETINGS, "count": 3}], position=3)
    step(version, terms=[{**DOCUMENT, "date_to": date(2025, 1, 31)}], position=4)
    step(version, terms=[{**MEETINGS, "kind": TermKind.NONE, "count": None}], position=5)
    agreement = in_force(version)
    first, second, *_ = agreement.commitments.all()
    event_for(agreement, commitment=first)
    event_for(agreement, commitment=second)

    result = year_result(agreement, 2023, today=AFTER)

    assert result.counts == {
        StepStatus.FULFILLED: 1,
        StepStatus.PARTIAL: 1,
        StepStatus.NOT_FULFILLED: 1,
        StepStatus.NOT_DUE: 1,
        StepStatus.ON_DEMAND: 1,
    }
    assert result.percent == 33  # one of the three that can be judged


def test_percent_of_nothing_is_unknown():
    agreement = agreement_with(kind=TermKind.NONE, event_kind=EventKind.CONSULTATION, count=None)

    assert year_result(agreement, 2023, today=AFTER).percent is None


def test_step_carries_what_the_table_prints():
    version = draft()
    row = step(version, outputs=MEETING_OUTPUTS, terms=[MEETINGS], specification="Jednání")
    ResponsibilityFactory(version=version, step=row, side=Side.UNIT, raw_text="Organizační zajištění")
    ResponsibilityFactory(version=version, step=row, side=Side.ASZ, raw_text="Odborné zajištění")
    agreement = in_force(version)
    DeviationCommentFactory(agreement=agreement, step_key=row.key, year=2023, reason="Nemoc", due_text="2024")
    DeviationCommentFactory(agreement=agreement, step_key=row.key, year=2022, reason="Loni")

    result = year_result(agreement, 2023, today=AFTER).steps[0]

    assert (result.step_key, result.activity_name, result.specification) == (
        row.key,
        "Lokální partnerství",
        "Jednání",
    )
    assert result.outputs == ("Záznam z jednání", "Prezenční listina")
    assert result.unit_responsibility == ("Organizační zajištění",)
    assert result.asz_responsibility == ("Odborné zajištění",)
    assert (result.deviation.reason, result.deviation.due_text) == ("Nemoc", "2024")
    assert not result.needs_explanation


@pytest.mark.parametrize("rows", [1, 3])
def test_year_costs_the_same_for_any_number_of_rows(rows, django_assert_num_queries):
    version = draft()
    for position in range(rows):
        step(version, outputs=MEETING_OUTPUTS, terms=[MEETINGS, MEETINGS], position=position)
    agreement = in_force(version)
    for commitment in agreement.commitments.all():
        attended(minuted(event_for(agreement, commitment=commitment)))

    with django_assert_num_queries(8):
        result = year_result(agreement, 2023, today=AFTER)

    assert [term.actual for step in result.steps for term in step.terms] == [1, 1] * rows
