"""An agreement whose days are not known, as Jihlava's: the year page says why and shows what was recorded."""

from datetime import date

import pytest
from django.urls import reverse

from agreements import actions, reference
from agreements.models import AgreementTemplate
from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind, UnitRole
from planning.models import Occurrence
from planning.vocabulary import StepStatus
from planning.year import year_result
from tests.factories import (
    AgreementFactory,
    ApprovalFactory,
    StatedStartFactory,
    UnitFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
)
from tests.pages import session_cookie
from tests.planning.browsing import text_of
from tests.planning.situations import attended, event_for, minuted, step

TODAY = date(2026, 11, 21)
EVERY_YEAR = {"kind": TermKind.FREQUENCY, "per": "YEAR_UNSPECIFIED"}
MEETINGS = {
    **EVERY_YEAR,
    "raw_text": "Minimálně 4x ročně (vč. pracovních skupin)",
    "event_kind": EventKind.LP_MEETING,
    "count": 4,
    "counts_working_groups": True,
}
EVALUATIONS = {
    **EVERY_YEAR,
    "raw_text": "2x ročně jednání konzultanta/ky ASZ, manažera SZ a pověřeného zástupce SZ",
    "event_kind": EventKind.EVALUATION_MEETING,
    "count": 2,
}
AUTUMN = {
    "raw_text": "Podzim 2021",
    "kind": TermKind.SEASON,
    "event_kind": EventKind.DOCUMENT,
    "count": None,
    "per": "",
    "bound": "",
    "date_from": date(2021, 9, 1),
    "date_to": date(2021, 11, 30),
}
OFFER = {
    "raw_text": "Dle nabídky ASZ",
    "kind": TermKind.ON_DEMAND,
    "event_kind": EventKind.WORKSHOP,
    "count": None,
    "per": "",
    "bound": "",
}


@pytest.fixture
def version(db):
    """Annex 6, two years, transitional, no approval at all; taken over from paper."""
    reference.load()
    unit = UnitFactory(name="Jihlava", name_genitive="Jihlavy", name_locative="v Jihlavě", ico="00286010")
    version = VersionFactory(
        agreement=AgreementFactory(unit=unit),
        template=AgreementTemplate.objects.get(code="6"),
        validity_text="Doba platnosti popisu spolupráce je 2 roky, jedná se o přechodné období.",
        stated_years=2,
        is_transitional=True,
    )
    outputs = [OutputCode.MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]
    step(version, specification="Jednání lokálního partnerství", outputs=outputs, terms=[MEETINGS])
    step(version, specification="Vyhodnocení spolupráce", terms=[EVALUATIONS])
    step(version, specification="Tvorba PSZ", outputs=[OutputCode.PSZ_DOCUMENT], terms=[AUTUMN])
    step(version, specification="Vzdělávací aktivity", terms=[OFFER])
    return actions.take_over(version, by=UserFactory(), reason="Platí na papíře.")


def url(version, year=2022):
    return reverse("planning:year", args=[version.agreement_id, year])


def meeting(version, on):
    commitment = version.agreement.commitments.get(key=version.schedule_terms.get(count=4).key)
    event = event_for(version.agreement, commitment=commitment, starts_on=on, title="Jednání na radnici")
    return minuted(attended(event))


def test_timeline_and_what_was_recorded_are_shown_and_nothing_is_judged(version):
    meeting(version, date(2022, 5, 3))

    result = year_result(version.agreement, 2022, today=TODAY)

    assert (result.computable, result.gap.code) == (False, "validity_without_start")
    assert [(one.specification, one.status) for one in result.steps] == [
        ("Jednání lokálního partnerství", StepStatus.NOT_COMPUTABLE),
        ("Vyhodnocení spolupráce", StepStatus.NOT_COMPUTABLE),
        ("Tvorba PSZ", StepStatus.NOT_COMPUTABLE),
        ("Vzdělávací aktivity", StepStatus.ON_DEMAND),
    ]
    meetings = result.steps[0].terms[0]
    assert (meetings.expected, meetings.actual, meetings.done[0].title) == (None, 1, "Jednání na radnici")
    assert result.steps[2].terms[0].due_on == date(2021, 11, 30)
    assert result.percent is None
    assert result.years == (2022, 2026)


def test_later_year_is_offered_and_its_events_do_not_count_here(version):
    meeting(version, date(2023, 5, 3))

    result = year_result(version.agreement, 2022, today=TODAY)

    assert result.years == (2022, 2023, 2026)
    assert (result.steps[0].terms[0].actual, result.steps[0].terms[0].cumulative) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "starts_on", "code"),
    [
        ({"stated_years": None}, date(2022, 1, 1), "validity_without_end"),
        ({"valid_to": date(2021, 12, 31)}, date(2022, 1, 1), "validity_ends_before_start"),
        (
            {"stated_years": 2, "timeline_from": date(2025, 1, 1)},
            date(2022, 1, 1),
            "timeline_outside_validity",
        ),
    ],
)
def test_other_gaps_are_told_apart(db, fields, starts_on, code):
    version = VersionFactory(**fields)
    ApprovalFactory(version=version, decided_on=starts_on)
    put_in_force(version)

    assert year_result(version.agreement, 2022, today=TODAY).gap.code == code


def test_stated_start_fills_the_gap(db):
    version = VersionFactory(stated_years=2)
    StatedStartFactory(version=version, starts_on=date(2022, 1, 1))
    put_in_force(version)

    assert year_result(version.agreement, 2022, today=TODAY).gap is None


@pytest.mark.parametrize("role", [UnitRole.MANAGER, UnitRole.DEPUTY])
def test_who_may_complete_the_date_is_led_to_the_very_field(client, version, role):
    client.force_login(member(version.agreement.unit, role))

    page = client.get(url(version))

    field = reverse("agreements:complete_adoption", args=[version.pk]) + "#id_approval_unit-decided_on"
    assert f'href="{field}"' in page.content.decode()
    assert 'id="id_approval_unit-decided_on"' in client.get(field).content.decode()
    assert "chybí datum schválení územním celkem" in text_of(page)
    assert "Vytvořit zprávu" not in text_of(page)


def test_who_may_not_is_told_whom_to_ask(client, version):
    unit = version.agreement.unit
    member(unit, name="Jana Vymyšlená")
    member(unit, UnitRole.DEPUTY, name="Petr Vymyšlený")
    member(unit, UnitRole.READER, name="Čtenář Nepovolaný")
    client.force_login(member(unit, UnitRole.CONSULTANT))

    page = client.get(url(version)).content.decode()

    assert reverse("agreements:complete_adoption", args=[version.pk]) not in page
    listed = page[page.index('id="proc-ne"') : page.index("</section>")]
    assert "<li>Jana Vymyšlená</li>" in listed
    assert "<li>Petr Vymyšlený</li>" in listed
    assert "Nepovolaný" not in listed


def test_without_a_manager_it_says_so(client, version):
    client.force_login(member(version.agreement.unit, UnitRole.READER))

    assert "v aplikaci ale zatím žádný není" in text_of(client.get(url(version)))


def test_gap_of_the_content_is_mended_by_a_revision_only(client, db):
    version = VersionFactory()
    ApprovalFactory(version=version, decided_on=date(2022, 1, 1))
    put_in_force(version)
    client.force_login(member(version.agreement.unit))

    page = client.get(url(version)).content.decode()

    assert f'href="{reverse("agreements:version", args=[version.pk])}#oddil-validity"' in page
    assert "jen jeho revizí" in page


def test_deviation_of_a_year_that_is_not_judged_is_no_page(client, version):
    client.force_login(member(version.agreement.unit))
    key = version.activity_steps.first().key

    assert (
        client.get(reverse("planning:deviation", args=[version.agreement_id, 2022, key])).status_code == 404
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_events(client, version, rows, django_assert_num_queries):
    for month in range(rows):
        meeting(version, date(2022, month + 1, 3))
    client.force_login(member(version.agreement.unit, UnitRole.READER))

    # session, user, agreement, versions, occurrences, events, steps, whom to ask, the header's units
    with django_assert_num_queries(9):
        response = client.get(url(version))

    assert text_of(response).count("Jednání na radnici") == rows


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_date_entered_in_the_browser_makes_the_year_computable(page, live_server, version):
    """From the year page to the field, the date, and back: 2022 is a full year, 4 and 2 are expected."""
    manager = member(version.agreement.unit)
    page.context.add_cookies([session_cookie(manager, live_server.url)])
    page.goto(live_server.url + url(version))
    page.get_by_role("heading", name="Plnění zatím nelze vyhodnotit").wait_for()
    assert page.get_by_text("zatím nelze spočítat").count() == 3

    page.get_by_role("link", name="Doplnit datum schválení").click()
    part = page.get_by_role("group", name="Schválení územním celkem")
    part.get_by_label("Datum schválení").fill("15. 12. 2021")
    page.get_by_label("Důvod").fill("Doplněno z usnesení zastupitelstva.")
    page.get_by_role("button", name="Uložit schválení a podpisy").click()

    # 2021: the autumn; 2022: 4 + 2; 2023: 348 of 365 days, 3.81 and 1.91
    page.get_by_text("2021: 0 → 1; 2022: 0 → 6; 2023: 0 → 6.").wait_for()
    page.get_by_role("link", name="2022", exact=True).click()
    page.get_by_role("heading", name="Souhrn").wait_for()
    assert page.locator("dd strong", has_text="4×").count() == 1
    assert page.locator("dd strong", has_text="2×").count() == 1
    assert Occurrence.objects.filter(year=2022, expected__isnull=False).count() == 2
