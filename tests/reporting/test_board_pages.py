"""The start page as it is asked for: its price, its counts and what happened lately."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.lifecycle import State
from partnerships.vocabulary import AgencyRole, EventKind, EventState, UnitRole
from planning.actions import cancel_event, record_event
from reporting.board.activity import activity_of
from reporting.board.overview import figures_of
from reporting.portfolio.rows import portfolio_of
from tests.factories import (
    AgreementFactory,
    FollowUpTaskFactory,
    JobFactory,
    MeetingFactory,
    MembershipFactory,
    MinutesCommentFactory,
    ReportFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
    put_in_state,
)
from tests.planning.situations import event_for
from tests.reporting.board import TODAY, cooperation, meeting_of, research

pytestmark = pytest.mark.django_db


def busy_unit(user, role):
    """A unit with something of everything the page reads."""
    agreement = cooperation(research(TODAY + timedelta(days=9)))
    MembershipFactory(user=user, unit=agreement.unit, role=role)
    put_in_state(VersionFactory(agreement=agreement, number=2), State.ASZ_REVIEW)
    JobFactory(report=ReportFactory(agreement=agreement, year=2022))
    event_for(agreement, commitment=agreement.commitments.order_by("pk")[0])
    for days in (-3, 4, 12):
        meeting_of(agreement, state=EventState.PLANNED, starts_on=TODAY + timedelta(days=days))
    held = meeting_of(agreement)
    MinutesCommentFactory(meeting=MeetingFactory(event=held, minutes_text="Zápis"))
    FollowUpTaskFactory(event=held, due_on=TODAY)
    return agreement


@pytest.mark.parametrize(
    ("role", "agency_role", "units"),
    [
        (UnitRole.MANAGER, "", 1),
        (UnitRole.MANAGER, "", 3),
        (UnitRole.CONSULTANT, AgencyRole.CONSULTANT, 1),
        (UnitRole.CONSULTANT, AgencyRole.CONSULTANT, 10),
    ],
)
def test_start_costs_the_same_for_any_number_of_busy_units(
    client, time_machine, django_assert_num_queries, role, agency_role, units
):
    time_machine.move_to(TODAY)
    user = UserFactory(agency_role=agency_role)
    for _ in range(units):
        busy_unit(user, role)
    client.force_login(user)
    client.get(reverse("start"))

    # session, user, units, versions, steps, occurrences, events that fulfil,
    # events, tasks, deadlines, what happened
    with django_assert_num_queries(11):
        response = client.get(reverse("start"))

    assert len(response.context["board"].cards) == units


@pytest.mark.parametrize("rows", [1, 3])
def test_overview_costs_the_same_for_any_number_of_units(client, rows, django_assert_num_queries):
    for _ in range(rows):
        put_in_force(VersionFactory(agreement=AgreementFactory()))
    client.force_login(UserFactory(agency_role=AgencyRole.ANALYST))
    client.get(reverse("start"))

    # session, user, counts, units found, their page, regions of the filter, units of the header
    with django_assert_num_queries(7):
        client.get(reverse("start"))


def test_each_count_is_the_number_of_rows_it_leads_to(client, time_machine):
    time_machine.move_to(TODAY)
    user = UserFactory(agency_role=AgencyRole.DIRECTOR)
    for state in (State.DRAFT, State.ASZ_REVIEW, State.ASZ_REVIEW, State.APPROVED):
        put_in_state(VersionFactory(agreement=AgreementFactory()), state)
    cooperation(research(TODAY + timedelta(days=20)))
    UnitFactory()
    client.force_login(user)

    found = {}
    for figure in figures_of(user, today=TODAY):
        page = client.get(figure.path).context["page"].paginator
        found[figure.label] = figure.number
        if "zprávu" not in figure.label and "celk" not in figure.label:
            assert page.count == figure.number, figure.label

    rows = list(portfolio_of(user, today=TODAY))
    assert found["čeká na ASZ"] == 2
    assert found["čeká na obě strany"] == 1
    assert found["má termín do 30 dnů"] == 1
    assert found["nemá popis spolupráce"] == 1
    assert found["územních celků"] == len({row.pk for row in rows}) == 6


def test_regional_head_learns_who_has_no_consultant():
    unit = UnitFactory()
    UnitFactory(region=unit.region)
    member(unit, UnitRole.CONSULTANT)
    head = UserFactory(agency_role=AgencyRole.REGIONAL_HEAD, region=unit.region)

    (figure,) = [one for one in figures_of(head, today=TODAY) if one.label == "nemá konzultanta"]

    assert figure.number == 1


# --- What happened lately ---------------------------------------------------------------------------------


def said(user) -> list[tuple[str, str]]:
    units = [membership.unit for membership in user.memberships.all()]
    return [(one.who, one.sentence) for one in activity_of(user, units, today=timezone.localdate())]


@pytest.mark.django_db(transaction=True)  # the triggers stamp the beginning of a transaction
def test_activity_says_who_did_what():
    unit = UnitFactory()
    manager = member(unit, name="Jana Nováková")
    today = timezone.localdate()
    event = record_event(
        unit, by=manager, today=today, kind=EventKind.CAMPAIGN, title="Beseda", starts_on=today
    )
    cancel_event(event, by=manager, reason="Nemoc")
    FollowUpTaskFactory(event=event, unit=unit, text="Sehnat sál")

    assert said(manager) == [
        ("systém", "zadán úkol: Sehnat sál"),
        ("Jana Nováková", "zrušeno: Beseda"),
        ("Jana Nováková", "zapsána událost: Beseda"),
    ]
    assert said(member(UnitFactory())) == []


@pytest.mark.django_db(transaction=True)  # the triggers stamp the beginning of a transaction
def test_what_one_person_does_again_is_said_once_and_ten_things_at_most():
    unit = UnitFactory()
    manager = member(unit)
    event = meeting_of(AgreementFactory(unit=unit), title="Jednání")
    for number in range(4):
        event.summary = f"Znění {number}"
        event.save()

    assert said(manager) == [("systém", "zapsána událost: Jednání")]

    for number in range(12):
        meeting_of(AgreementFactory(unit=unit), title=f"Jednání {number}")
    assert len(said(manager)) == 10


# --- In the browser's words -------------------------------------------------------------------------------


def test_words_of_the_page_are_escaped_and_tell_icon_and_word(client, time_machine):
    time_machine.move_to(TODAY)
    agreement = cooperation()
    meeting_of(
        agreement, state=EventState.PLANNED, starts_on=TODAY - timedelta(days=2), title="<b>Porada</b>"
    )
    client.force_login(member(agreement.unit))

    page = client.get(reverse("start")).content.decode()

    assert "&lt;b&gt;Porada&lt;/b&gt;" in page
    assert "<b>Porada" not in page
    assert "po termínu" in page
    assert "Podle čeho se stav závazku určuje" in page
