"""„Co kdo dluží“: whose rows, what each says, where it leads, filters, order."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.vocabulary import OutputCode, Side, TermKind
from partnerships.models import Event
from partnerships.vocabulary import AgencyRole, EventKind, EventState, OfficialRole, UnitRole
from planning.actions.debts import READER_WAITS_FOR, refresh_all_debts
from planning.models import Debt, Occurrence
from planning.vocabulary import RECORDABLE_KINDS, OwedBy
from reporting.debts.filters import HEADINGS, KIND_LABELS, KINDS, LABELS, DebtFilter
from reporting.debts.lines import Line
from reporting.debts.page import PAGE_SIZE, figures_of, groups_of, ordered
from reporting.debts.rows import ORDERS, WORST, debts_seen
from tests import factories as make
from tests.planning.situations import agreement_with, draft, event_for, in_force, step
from tests.reporting.situations import submitted
from tests.workbooks import sheet_of

pytestmark = pytest.mark.django_db
TODAY = date(2023, 11, 20)
MEETINGS = {
    "kind": TermKind.FREQUENCY,
    "event_kind": EventKind.LP_MEETING,
    "count": 4,
    "raw_text": "4x ročně",
}


def document(day):
    return {
        "kind": TermKind.DATE,
        "event_kind": EventKind.DOCUMENT,
        "date_to": day,
        "count": None,
        "raw_text": "do dne",
    }


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(timezone.make_aware(timezone.datetime(2023, 11, 20, 9)))


@pytest.fixture
def director():
    return make.UserFactory(agency_role=AgencyRole.DIRECTOR)


def decided(agreement, year=2022, number=0):
    """What a year asks for; 0 lets the tests look at another one."""
    Occurrence.objects.filter(commitment__agreement=agreement, year=year).update(
        override=number,
        override_reason="Rozjezd.",
        override_at=timezone.now(),
        override_by=make.UserFactory(),
    )
    return agreement


def owing(name, *terms, sides=(Side.UNIT,), **fields):
    """A unit whose agreement has a step for each term, nothing of it done; of 2022 nothing is asked."""
    version = draft(agreement__unit=make.UnitFactory(name=name))
    for place, term in enumerate(terms or [MEETINGS]):
        row = step(version, terms=[term], **fields)
        row.activity.name = f"Činnost {place}"
        row.activity.save()
        for side in sides:
            make.ResponsibilityFactory(version=version, step=row, side=side)
    return decided(in_force(version))


def shown(user, query="", unit=None):
    """Groups of lines as the page shows them."""
    refresh_all_debts(today=TODAY)
    data = dict(part.split("=") for part in query.split("&") if part)
    filtered = DebtFilter(
        data, debts_seen(user, unit, today=TODAY), today=TODAY, of_one_unit=unit is not None
    )
    figures = figures_of(filtered, today=TODAY)
    rows = ordered(filtered, figures, today=TODAY)
    return figures, groups_of(rows, filtered, figures, user, today=TODAY)


def lines(user, query="", unit=None) -> list[Line]:
    return [line for group in shown(user, query, unit)[1] for line in group.lines]


def units(user, query=""):
    return [line.unit.name for line in lines(user, query)]


def line(user, query="", unit=None) -> Line:
    (only,) = lines(user, query, unit)
    return only


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


# --- Filters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("celek=cesky", ["Český Krumlov"]),
        ("celek=neni", []),
        ("q=cinnost 0", ["Aš", "Český Krumlov"]),
        ("q=DO DNE", ["Aš"]),
        ("strana=UNIT", ["Aš"]),
        ("strana=ASZ", ["Český Krumlov"]),
        ("strana=BOTH", []),
        ("kdy=po-terminu", ["Aš"]),
        ("kdy=do-30-dnu", []),
        ("kdy=letos", ["Aš", "Český Krumlov"]),
        ("tema=jednani", ["Český Krumlov"]),
        ("tema=dokumenty", ["Aš"]),
        ("tema=zpravy", []),
        ("kdy=nesmysl", ["Aš", "Český Krumlov"]),
        ("strana=nesmysl", ["Aš", "Český Krumlov"]),
    ],
)
def test_filter(director, query, names):
    owing("Český Krumlov", MEETINGS, sides=(Side.ASZ,))
    owing("Aš", document(date(2023, 3, 31)))

    assert units(director, query) == names


def test_person_is_found_by_the_part_that_is_his(director):
    agreement = owing("Aš", MEETINGS)
    other = owing("Beroun", MEETINGS, sides=(Side.ASZ,))
    for one in (agreement, other):
        person = make.PersonFactory(first_name="Řehoř", last_name="Žižka")
        make.RoleHoldingFactory(unit=one.unit, role=OfficialRole.MANAGER, person=person)
        consultant = make.UserFactory(name="Ivo Čáp")
        make.MembershipFactory(user=consultant, unit=one.unit, role=UnitRole.CONSULTANT)

    assert units(director, "osoba=rehor zizka") == ["Aš"]
    assert units(director, "osoba=cap") == ["Beroun"]
    assert units(director, "osoba=nikdo") == []


def test_every_kind_that_can_be_owed_belongs_to_one_topic():
    kinds = [kind for kinds in KINDS.values() for kind in kinds]

    assert len(kinds) == len(set(kinds))
    assert set(kinds) >= RECORDABLE_KINDS
    assert KINDS.keys() == KIND_LABELS.keys()


# --- Order and groups -------------------------------------------------------------------------------------


def test_worst_municipality_is_first_then_in_czech_order(director):
    owing("Cheb", MEETINGS)
    owing("Chrudim", MEETINGS)
    owing("Čáslav", MEETINGS)
    owing("Žatec", document(date(2023, 3, 31)), document(date(2023, 5, 31)))
    owing("Praha", document(date(2023, 3, 31)), MEETINGS)

    _, groups = shown(director)

    assert [(group.label, group.count, group.overdue) for group in groups] == [
        ("Žatec", 2, 2),
        ("Praha", 2, 1),
        ("Čáslav", 1, 0),
        ("Cheb", 1, 0),
        ("Chrudim", 1, 0),
    ]
    assert [one.debt.due_on for one in groups[0].lines] == [date(2023, 3, 31), date(2023, 5, 31)]


def test_unit_is_divided_by_who_owes(director):
    version = draft(agreement__unit=make.UnitFactory(name="Aš"))
    for sides in ((Side.ASZ,), (Side.UNIT, Side.ASZ), (), (Side.UNIT,)):
        row = step(version, terms=[MEETINGS])
        for side in sides:
            make.ResponsibilityFactory(version=version, step=row, side=side)
    agreement = decided(in_force(version))

    _, groups = shown(director, unit=agreement.unit)

    assert [(group.label, group.count) for group in groups] == [(who.label, 1) for who in OwedBy]


def test_group_counts_what_was_chosen(director):
    owing("Aš", MEETINGS, document(date(2023, 3, 31)))

    figures, (group,) = shown(director, "kdy=po-terminu")

    assert (group.count, group.overdue, len(group.lines)) == (1, 1, 1)
    assert (figures.total, figures.chosen, figures.overdue, figures.soon, figures.this_year) == (
        2,
        1,
        1,
        0,
        2,
    )


@pytest.mark.parametrize("key", [*ORDERS, WORST])
def test_every_order_is_an_order(director, key):
    owing("Aš", MEETINGS, document(date(2023, 3, 31)))
    owing("Beroun", MEETINGS)

    there, back = lines(director, f"razeni={key}"), lines(director, f"razeni=-{key}")

    assert len(there) == len(back) == 3
    assert there[0].debt.due_on <= there[-1].debt.due_on or key not in {"termin", WORST}


def test_every_order_has_its_words():
    assert ORDERS.keys() == LABELS.keys()
    assert HEADINGS.keys() <= ORDERS.keys()


@pytest.mark.parametrize(
    "forged", ["password", "-commitment__agreement__unit__ico", "?", "pk", "--termin", "🙂"]
)
def test_order_of_an_unknown_name_is_not_asked_of_the_database(client, director, forged):
    owing("Aš")
    client.force_login(director)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("reporting:debts"), {"razeni": forged, "kdy": forged, "tema": forged})

    assert response.status_code == 200
    assert not any("password" in query["sql"].split("ORDER BY")[-1] for query in queries)


# --- The pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 60])
def test_page_costs_the_same_for_any_number_of_agreements(client, number, django_assert_num_queries):
    """Session, user, units of the header, what is stale, the count, the rows, roles."""
    agreements = [owing(f"Celek {place}", MEETINGS, document(date(2023, 3, 31))) for place in range(number)]
    consultant = make.UserFactory(agency_role=AgencyRole.CONSULTANT)
    for agreement in agreements:
        make.MembershipFactory(user=consultant, unit=agreement.unit, role=UnitRole.CONSULTANT)
    refresh_all_debts(today=TODAY)
    client.force_login(consultant)

    with django_assert_num_queries(7):
        response = client.get(reverse("reporting:debts"))

    assert response.context["figures"].total == 2 * number
    assert response.content.decode().count('role="cell" data-label="Do kdy"') == min(2 * number, PAGE_SIZE)


@pytest.mark.parametrize("steps", [1, 3, 30])
def test_page_of_a_unit_costs_the_same(client, steps, django_assert_num_queries):
    agreement = owing("Aš", *[MEETINGS] * steps)
    refresh_all_debts(today=TODAY)
    client.force_login(make.member(agreement.unit))

    with django_assert_num_queries(8):  # and the unit itself
        client.get(reverse("reporting:unit_debts", args=[agreement.unit.pk]))


@pytest.mark.parametrize("number", [1, 3])
def test_page_that_computes_first_costs_the_same(client, director, number, django_assert_num_queries):
    for place in range(number):
        owing(f"Celek {place}")
    client.force_login(director)

    with django_assert_num_queries(24):  # 16 of the computing and what is stale once more
        client.get(reverse("reporting:debts"))


def test_page_shows_what_was_recorded_a_moment_ago(client):
    agreement = owing("Aš")
    client.force_login(make.member(agreement.unit))
    address = reverse("reporting:unit_debts", args=[agreement.unit.pk])
    assert "zbývají 4 ze 4" in client.get(address).content.decode().replace("\u00a0", " ")

    event_for(agreement, starts_on=date(2023, 10, 5))

    assert "zbývají 3 ze 4" in client.get(address).content.decode().replace("\u00a0", " ")


def test_planned_event_is_the_last_step_and_does_not_count(client):
    agreement = owing("Aš")
    event = event_for(agreement, starts_on=date(2023, 12, 1), title="Prosincové jednání")
    Event.objects.filter(pk=event.pk).update(state=EventState.PLANNED)

    found = line(make.member(agreement.unit))

    assert (found.debt.last_event.title, found.debt.counted) == ("Prosincové jednání", 0)
    assert "zatím jen naplánováno" in found.debt.lacks


def test_nothing_owed_is_praised_only_where_something_was_promised(client, director):
    client.force_login(director)
    assert "Zatím není co sledovat" in client.get(reverse("reporting:debts")).content.decode()

    agreement = owing("Aš")
    decided(agreement, year=2023)
    assert "Nikdo nic nedluží" in client.get(reverse("reporting:debts")).content.decode()
    page = client.get(reverse("reporting:debts"), {"q": "nic"}).content.decode()
    assert "Nic jsme nenašli" in page


def test_agreement_without_known_days_is_named_and_not_praised(client, director):
    version = make.VersionFactory(stated_years=5, agreement__unit__name="Jihlava")
    step(version, terms=[MEETINGS])
    agreement = in_force(version)
    client.force_login(director)

    page = client.get(reverse("reporting:debts")).content.decode()

    assert "Nikdo nic nedluží" not in page
    assert f'href="{reverse("planning:year", args=[agreement.pk, 2023])}"' in page


def test_page_says_that_it_is_being_computed(client, director):
    for place in range(READER_WAITS_FOR + 1):
        owing(f"Celek {place}")
    client.force_login(director)

    page = client.get(reverse("reporting:debts")).content.decode().replace("\u00a0", " ")
    assert "zbývá 1 popis spolupráce" in page
    assert "přepočítává" not in client.get(reverse("reporting:debts")).content.decode()


def test_last_page_and_what_is_past_it(client, director):
    owing("Aš", *[MEETINGS] * (PAGE_SIZE + 1))
    client.force_login(director)

    for number in ("2", "99", "x"):
        response = client.get(reverse("reporting:debts"), {"page": number})
        assert response.status_code == 200
    second = client.get(reverse("reporting:debts"), {"page": "99"}).context["page"]
    assert (second.number, len(second)) == (2, 1)


def test_workbook_has_the_same_rows_in_the_same_order(client, director):
    owing("Aš", MEETINGS, document(date(2023, 3, 31)))
    owing("Beroun", MEETINGS)
    client.force_login(director)

    response = client.get(reverse("reporting:debts_export"), {"razeni": "termin", "celek": "as"})

    (heading, first, second), _ = sheet_of(response)
    assert heading["A"] == "Územní celek"
    assert ([first["A"], second["A"]], [first["J"], second["J"]]) == (["Aš", "Aš"], [1, 4])
    assert first["L"] == (TODAY - date(2023, 3, 31)).days
