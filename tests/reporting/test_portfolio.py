"""„Moje obce“: whose rows, what each says, filters, order, price and the workbook of the same rows."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.lifecycle import State
from agreements.models import Agreement
from agreements.turns import TURNS, turn_of
from agreements.vocabulary import AgreementKind, Audience, Side
from partnerships.vocabulary import AgencyRole, JobState, UnitRole
from planning.models import FulfilmentState
from reporting.portfolio import Line
from reporting.portfolio.filters import HEADINGS, LABELS, ORDERS, PortfolioFilter
from reporting.portfolio.rows import ON_TURN, OnTurn, ReportStatus, portfolio_of
from tests import factories as make
from tests.workbooks import sheet_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


@pytest.fixture
def director():
    return make.UserFactory(agency_role=AgencyRole.DIRECTOR)


def rows(user, query="", today=TODAY):
    data = dict(part.split("=") for part in query.split("&") if part)
    return list(PortfolioFilter(data, portfolio_of(user, today=today), today=today).qs)


def row(user, today=TODAY):
    (only,) = rows(user, today=today)
    return only


def names(user, query="", today=TODAY):
    return [unit.name for unit in rows(user, query, today)]


def in_force(unit=None, *, until=date(2027, 12, 31), since=date(2024, 1, 1), **fields):
    agreement = make.AgreementFactory(**({"unit": unit} if unit else {}), **fields)
    version = make.put_in_force(make.VersionFactory(agreement=agreement))
    Agreement.objects.filter(pk=agreement.pk).update(in_force=(since, until + timedelta(days=1)))
    return version


# --- Whose rows ---------------------------------------------------------------------------------------------


def test_consultant_sees_assigned_units_a_head_the_region_a_director_all(director):
    assigned, same_region, elsewhere = (make.UnitFactory(name=name) for name in ("Aš", "Beroun", "Cheb"))
    same_region.region = assigned.region
    same_region.save()
    consultant = make.member(assigned, UnitRole.CONSULTANT)
    head = make.UserFactory(agency_role=AgencyRole.REGIONAL_HEAD, region=assigned.region)

    assert names(consultant) == ["Aš"]
    assert names(head) == ["Aš", "Beroun"]
    assert names(director) == ["Aš", "Beroun", elsewhere.name]


def test_unit_has_a_row_for_each_kind_and_one_without_any(director):
    unit = make.UnitFactory(name="Aš")
    for kind in AgreementKind:
        make.VersionFactory(agreement=make.AgreementFactory(unit=unit, kind=kind))
    make.UnitFactory(name="Beroun")

    assert names(director) == ["Aš", "Aš", "Beroun"]
    empty = rows(director)[2]
    assert (empty.agreement_id, empty.on_turn) == (None, OnTurn.UNIT)
    assert Line(empty, TODAY).asked == "založit popis spolupráce"


def test_discarded_and_followed_agreements_give_way(director):
    unit = make.UnitFactory()
    discarded = make.VersionFactory(agreement__unit=unit)
    make.put_in_state(discarded, State.ARCHIVED)
    assert row(director).agreement_id == discarded.agreement_id, (
        "the last one stays when nothing else is there"
    )

    first = in_force(unit, since=date(2020, 1, 1), until=date(2023, 12, 31))
    assert row(director).agreement_id == first.agreement_id
    follower = in_force(unit, predecessor=first.agreement)
    assert row(director).agreement_id == follower.agreement_id


# --- What a row says ----------------------------------------------------------------------------------------


def test_revision_under_way_is_the_one_that_waits(director):
    version = in_force()
    draft = make.VersionFactory(agreement=version.agreement, number=2)
    make.put_in_state(draft, State.ASZ_REVIEW)
    at = datetime(2026, 4, 1, 12, tzinfo=UTC)
    make.VersionStepLogFactory(version=draft, step="submit_for_review", at=at)
    make.VersionStepLogFactory(version=draft, step="created", at=at - timedelta(days=9))

    line = Line(row(director), TODAY)

    assert (line.unit.live_id, line.shown_state) == (draft.pk, State.IN_FORCE)
    assert line.state == "platné, probíhá revize: předloženo ASZ k posouzení"
    assert (line.on_turn, line.since) == ("ASZ", at)
    assert line.asked.startswith("posoudit návrh")


@pytest.mark.parametrize("state", list(State))
def test_whose_turn_is_what_the_table_of_turns_says(director, state):
    make.put_in_state(make.VersionFactory(), state)

    assert row(director).on_turn == ON_TURN.get(TURNS[state].sides, OnTurn.NOBODY)


@pytest.mark.parametrize("side", list(Side))
def test_after_one_signature_the_other_side_is_on_turn(director, side):
    version = make.put_in_state(make.VersionFactory(), State.APPROVED)
    make.SignatureFactory(version=version, side=side, signed_on=TODAY)

    found = row(director)

    turn = turn_of(version)
    assert found.on_turn == ON_TURN[turn.sides]
    assert Line(found, TODAY).asked == turn.asked


def test_next_deadline_is_the_nearest_term_not_fulfilled(director):
    version = in_force(until=date(2026, 12, 31))
    draft = make.VersionFactory(agreement=version.agreement, number=2)
    term = make.TermFactory(
        version=draft, step=make.StepFactory(version=draft, specification="Zpráva o plnění")
    )
    make.put_in_state(version, State.SUPERSEDED)
    make.put_in_force(draft)
    for days, is_done in ((-3, False), (5, True), (40, False)):
        commitment = make.CommitmentFactory(
            agreement=version.agreement, **({} if is_done or days < 0 else {"key": term.key})
        )
        make.OccurrenceFactory(commitment=commitment, year=2026, due_on=TODAY + timedelta(days=days))
        if is_done:
            make.FulfilmentFactory(
                event__unit=version.agreement.unit,
                commitment=commitment,
                state=FulfilmentState.CONFIRMED,
                confirmed_at=timezone.now(),
                confirmed_by=director,
            )

    line = Line(row(director), TODAY)

    assert (line.unit.deadline, line.deadline_what) == (TODAY + timedelta(days=40), "Zpráva o plnění")


def test_end_of_validity_is_a_deadline_until_it_passes(director):
    in_force(until=date(2026, 5, 4))

    assert Line(row(director), TODAY).deadline_what == "konec platnosti"
    later = Line(row(director, today=TODAY + timedelta(days=1)), TODAY + timedelta(days=1))
    assert (later.unit.deadline, later.state, later.is_over) == (None, "platnost uplynula", True)


def test_report_of_the_last_year(director):
    version = in_force(since=date(2025, 3, 1))
    assert row(director).report_status == ReportStatus.MISSING
    assert row(director, today=date(2025, 12, 31)).report_status == ReportStatus.NOT_DUE

    report = make.ReportFactory(agreement=version.agreement, year=2025)
    job = make.JobFactory(report=report)
    assert row(director).report_status == ReportStatus.MAKING
    job.state, job.finished_at, job.error = JobState.FAILED, timezone.now(), "Došlo místo."
    job.save()
    assert row(director).report_status == ReportStatus.FAILED
    job.state, job.error = JobState.DONE, ""
    job.save()
    assert row(director).report_status == ReportStatus.DRAFT


def test_open_comments_and_my_own_last_check(director):
    version = make.VersionFactory()
    make.CommentThreadFactory(raised_in=version, audience=Audience.INTERNAL)
    make.CommentThreadFactory(raised_in=version, resolved_by=director, resolved_at=timezone.now())
    make.ReviewMarkFactory(agreement=version.agreement)
    assert (row(director).open_threads, row(director).reviewed_at) == (1, None)

    mark = make.ReviewMarkFactory(agreement=version.agreement, user=director)

    assert row(director).reviewed_at == mark.at


# --- Filters and order --------------------------------------------------------------------------------------


def test_filters(director):
    cheb = make.UnitFactory(name="Čheb")
    reviewed = make.put_in_state(make.VersionFactory(agreement__unit=cheb), State.ASZ_REVIEW)
    make.CommentThreadFactory(raised_in=reviewed)
    as_ = make.UnitFactory(name="Aš")
    in_force(as_, until=TODAY + timedelta(days=45))
    make.UnitFactory(name="Beroun")

    assert names(director, "q=cheb") == ["Čheb"]
    assert names(director, "stav=ASZ_REVIEW") == ["Čheb"]
    assert names(director, "stav=bez-popisu") == ["Beroun"]
    assert names(director, "na_rade=ASZ") == ["Čheb"]
    assert names(director, f"kraj={as_.region_id}") == ["Aš"]
    assert names(director, "termin=30") == []
    assert names(director, "termin=90") == ["Aš"]
    assert names(director, "pripominky=on") == ["Čheb"]
    assert names(director, "q=neni") == []


def test_czech_order_by_name_both_ways(director):
    for name in ("Zlín", "Čáslav", "Cheb", "Cvikov", "Hodonín"):
        make.UnitFactory(name=name)

    assert names(director) == ["Cvikov", "Čáslav", "Hodonín", "Cheb", "Zlín"]
    assert names(director, "razeni=-celek") == ["Zlín", "Cheb", "Hodonín", "Čáslav", "Cvikov"]


@pytest.mark.parametrize("key", [sign + key for key in ORDERS for sign in ("", "-")])
def test_every_order_leaves_the_empty_ones_last(director, key):
    make.UnitFactory(name="Bez popisu")
    version = in_force(make.UnitFactory(name="S popisem"))
    make.VersionStepLogFactory(version=version)
    make.ReviewMarkFactory(agreement=version.agreement, user=director)

    assert len(rows(director, f"razeni={key}")) == 2
    if key.removeprefix("-") in {"popis", "stav", "od", "termin", "kontrola"}:
        assert names(director, f"razeni={key}")[-1] == "Bez popisu"


@pytest.mark.parametrize(
    "forged",
    ["password", "-unit__memberships__user__password", "?", "name_sort", "celek,kraj", "--celek", "🙂"],
)
def test_order_of_an_unknown_name_is_not_asked_of_the_database(client, director, forged):
    """T-34"""
    client.force_login(director)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(
            reverse("reporting:portfolio"), {"razeni": forged, "stav": forged, "kraj": forged}
        )

    assert response.status_code == 200
    assert not any("password" in query["sql"].split("ORDER BY")[-1] for query in queries)


def test_every_order_has_its_words():
    assert ORDERS.keys() == LABELS.keys()
    assert HEADINGS.keys() <= ORDERS.keys()


# --- The page -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3, 60])
def test_page_costs_the_same_for_any_number_of_units(client, director, number, django_assert_num_queries):
    for _ in range(number):
        version = in_force()
        make.CommentThreadFactory(raised_in=version)
    client.force_login(director)

    with django_assert_num_queries(6):
        response = client.get(reverse("reporting:portfolio"), {"razeni": "termin"})

    assert response.content.decode().count('role="rowheader"') == min(number, 25)


def test_empty_page_says_what_to_do(client):
    client.force_login(make.UserFactory(agency_role=AgencyRole.CONSULTANT))

    assert (
        "Zatím nemáte přidělený žádný územní celek"
        in client.get(reverse("reporting:portfolio")).content.decode()
    )
    found = client.get(reverse("reporting:portfolio"), {"q": "x"}).content.decode()
    assert "Nic jsme nenašli" in found


def test_headings_say_how_the_table_is_sorted(client, director):
    make.UnitFactory()
    client.force_login(director)

    page = client.get(reverse("reporting:portfolio"), {"razeni": "stav", "stav": ""}).content.decode()

    assert page.count("aria-sort") == 1
    assert re.search(r'aria-sort="ascending"><a href="\?razeni=-stav', page)


# --- The workbook -------------------------------------------------------------------------------------------


def test_workbook_has_the_filtered_rows_in_their_order(client, director):
    for name in ("Zlín", "Čáslav", "Cheb"):
        in_force(make.UnitFactory(name=name))
    client.force_login(director)

    response = client.get(reverse("reporting:portfolio_export"), {"razeni": "-celek", "q": "c"})

    found, xml = sheet_of(response)
    assert [line["A"] for line in found] == ["Územní celek", "Cheb", "Čáslav"]
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A1:O3"' in xml
    assert re.search(r'filename="moje-obce-\d{4}-\d\d-\d\d\.xlsx"', response["Content-Disposition"])


@pytest.mark.parametrize("name", ["=1+1", "+420", "-5", "@SUM(A1)", "\tTab", 'Obec "U Lípy" & <syn>'])
def test_texts_stay_texts_numbers_and_days_are_real(client, director, name):
    """T-48"""
    version = in_force(make.UnitFactory(name=name), until=timezone.localdate() + timedelta(days=10))
    make.CommentThreadFactory(raised_in=version)
    client.force_login(director)

    found, xml = sheet_of(client.get(reverse("reporting:portfolio_export")))

    assert "<f>" not in xml
    assert found[1]["A"] == name
    assert found[1]["B"] == "00261891", "an organisation number keeps its zeros"
    assert found[1]["N"] == 1.0
    end = date(1899, 12, 30) + timedelta(days=found[1]["L"])
    assert end == timezone.localdate() + timedelta(days=10)
