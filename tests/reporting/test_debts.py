"""„Co kdo dluží“: whose rows, what each says, where it leads."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from agreements.vocabulary import OutputCode, Side, TermKind
from partnerships.vocabulary import AgencyRole, EventKind, OfficialRole, UnitRole
from planning.actions.debts import refresh_all_debts
from planning.models import Debt, Occurrence
from planning.vocabulary import OwedBy
from reporting.debts.filters import DebtFilter
from reporting.debts.lines import Line
from reporting.debts.page import figures_of, ordered
from reporting.debts.rows import debts_seen
from tests import factories as make
from tests.planning.situations import agreement_with, draft, event_for, in_force, step
from tests.reporting.debts import MEETINGS, TODAY, decided, document, line, lines, owing, units
from tests.reporting.situations import submitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_debts")]


@pytest.fixture
def director():
    return make.UserFactory(agency_role=AgencyRole.DIRECTOR)


# --- Whose rows -------------------------------------------------------------------------------------------


def test_everybody_sees_the_debts_of_own_units(director):
    first, second, third = owing("Aš"), owing("Beroun"), owing("Cheb")
    second.unit.region = first.unit.region
    second.unit.save()
    head = make.UserFactory(agency_role=AgencyRole.REGIONAL_HEAD, region=first.unit.region)

    assert units(director) == ["Aš", "Beroun", "Cheb"]
    assert units(make.UserFactory(agency_role=AgencyRole.ANALYST)) == ["Aš", "Beroun", "Cheb"]
    assert units(head) == ["Aš", "Beroun"]
    for role in UnitRole:
        assert units(make.member(third.unit, role)) == ["Cheb"]
    assert units(make.UserFactory(is_site_admin=True)) == []
    assert units(make.UserFactory()) == []


def test_page_of_a_unit_shows_its_own(director):
    agreement = owing("Aš")
    owing("Beroun")

    assert line(director, unit=agreement.unit).unit == agreement.unit


def test_year_that_was_reported_on_is_closed_a_running_one_and_what_is_due_once_are_not(director):
    agreement = owing("Aš", MEETINGS, document(date(2022, 12, 1)))
    decided(agreement, number=3)
    Occurrence.objects.filter(due_on__isnull=False).update(
        override=None, override_reason="", override_at=None, override_by=None
    )
    assert [(one.debt.year, one.debt.is_once) for one in lines(director)] == [
        (2023, True),
        (2022, False),
        (2023, False),
    ]

    draft_reports = [make.ReportFactory(agreement=agreement, year=year) for year in (2022, 2023)]
    assert len(lines(director)) == 3

    for number, report in enumerate(draft_reports, start=2):
        submitted(agreement, year=report.year, number=number)
    assert [(one.debt.year, one.debt.is_once) for one in lines(director)] == [(2023, True), (2023, False)]


# --- What a line says -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "words"),
    [(0, "zbývají 4 ze\u00a04"), (1, "zbývají 3 ze\u00a04"), (3, "zbývá 1 ze\u00a04")],
)
def test_how_much_is_left(director, done, words):
    agreement = owing("Aš")
    for month in range(done):
        event_for(agreement, starts_on=date(2023, month + 1, 5))

    assert line(director).left == words


def test_five_are_left_in_the_right_form(director):
    owing("Aš", {**MEETINGS, "count": 10})

    assert line(director).left == "zbývá 10 z\u00a010"


@pytest.mark.parametrize(
    ("due", "words", "is_overdue"),
    [
        (TODAY, "dnes", False),
        (TODAY + timedelta(days=1), "zítra", False),
        (TODAY + timedelta(days=3), "za 3\u00a0dny", False),
        (TODAY + timedelta(days=30), "za 30\u00a0dnů", False),
        (TODAY - timedelta(days=1), "1\u00a0den po termínu", True),
        (TODAY - timedelta(days=40), "40\u00a0dnů po termínu", True),
    ],
)
def test_until_when_is_said_in_words(director, due, words, is_overdue):
    owing("Aš", document(due))

    found = line(director)
    assert (found.when, found.is_overdue, found.debt.due_on) == (words, is_overdue, due)


def test_people_are_those_who_hold_the_roles_today(director):
    agreement = owing("Aš", sides=(Side.UNIT, Side.ASZ))
    holder = make.PersonFactory(title_before="Mgr.", first_name="Jana", last_name="Nová")
    former = make.PersonFactory(first_name="Petr", last_name="Bývalý")
    for person, until in ((former, date(2023, 1, 1)), (holder, None)):
        make.RoleHoldingFactory(unit=agreement.unit, role=OfficialRole.MANAGER, person=person, valid_to=until)
    consultant = make.member(agreement.unit, UnitRole.CONSULTANT)

    assert line(director).people == ["Mgr. Jana Nová", f"{consultant.name} (ASZ)"]
    Debt.objects.update(owed_by=OwedBy.ASZ)
    assert [one.people for one in _stored(director)] == [[f"{consultant.name} (ASZ)"]]
    Debt.objects.update(owed_by=OwedBy.UNIT)
    assert [one.people for one in _stored(director)] == [["Mgr. Jana Nová"]]


def _stored(user):
    """As they stand in the table, not computed again."""
    filtered = DebtFilter({}, debts_seen(user, None, today=TODAY), today=TODAY, of_one_unit=False)
    figures = figures_of(filtered, today=TODAY)
    return [Line(row, user, TODAY) for row in ordered(filtered, figures, today=TODAY)]


def test_vacancy_says_who_stands_in(director):
    agreement = owing("Aš")
    deputy = make.PersonFactory(first_name="Eva", last_name="Zástupná")
    make.RoleHoldingFactory(
        unit=agreement.unit, role=OfficialRole.MANAGER, person=None, is_vacant=True, deputy=deputy
    )

    assert line(director).people == [f"pozice není obsazena, zastupuje {deputy}"]


# --- Where it leads ---------------------------------------------------------------------------------------


def test_manager_is_led_to_recording_it_in_the_year_it_is_missing_in(client):
    agreement = decided(owing("Aš"), number=3)
    manager = make.member(agreement.unit)
    key = agreement.commitments.get().key

    past, running = lines(manager)
    assert (past.next_step, running.next_step) == ("Zaznamenat", "Zaznamenat")
    form = f"{reverse('planning:event_add', args=[agreement.unit.pk])}?druh=LP_MEETING&zavazek={key}"
    assert past.path == f"{form}&popis={agreement.pk}&ke-dni=2022-12-31"
    assert running.path == f"{form}&popis={agreement.pk}&ke-dni=2023-11-20"
    client.force_login(manager)
    assert client.get(running.path).status_code == 200


def test_what_was_missed_once_is_recorded_today(director):
    agreement = owing("Aš", document(date(2023, 3, 31)))

    assert "ke-dni=2023-11-20" in line(make.member(agreement.unit)).path


def test_event_that_lacks_something_is_where_one_goes_on():
    version = draft(agreement__unit=make.UnitFactory(name="Aš"))
    step(version, outputs=[OutputCode.LP_MEETING_RECORD], terms=[MEETINGS])
    agreement = decided(in_force(version))
    event = event_for(agreement, starts_on=date(2023, 3, 1), title="Jarní jednání")

    found = line(make.member(agreement.unit))

    assert (found.next_step, found.debt.lacks) == ("Doplnit, co chybí", "Záznam z jednání LP")
    assert found.path == reverse("planning:event", args=[event.pk])


def test_report_leads_to_the_reports(director):
    agreement = agreement_with(kind=TermKind.FREQUENCY, event_kind=EventKind.COUNCIL_REPORT, count=1)
    assert lines(director) == []

    refresh_all_debts(today=date(2024, 1, 1))
    found = Line(Debt.objects.get(), director, date(2024, 1, 1))
    assert (found.next_step, found.path) == (
        "Otevřít zprávy",
        reverse("reporting:report_list", args=[agreement.pk]),
    )


def test_whoever_only_reads_is_not_led_to_a_form():
    agreement = owing("Aš")

    assert line(make.member(agreement.unit, UnitRole.READER)).next_step == ""
