"""Traps 48–58: what the agency's portfolio has.

The application keeps no portfolio and imports nothing yet; what can be held today is held: that a text stays as
it is, that nothing is derived from it, and that what must not be kept has no field to be kept in.
"""

import re
from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse

from agreements.vocabulary import Section, TermKind
from partnerships.models import Attendance, Event, Person, RoleHolding, Seat, User
from partnerships.vocabulary import EventKind, EventState
from planning.expectations import expectations
from planning.fulfilment import NOT_HELD, EventFacts, missing_for
from planning.year import year_result
from tests.agreements.traps import (
    ROW,
    TODAY,
    Trap,
    approved,
    check,
    codes,
    dated,
    draft,
    rows,
    step,
    undated,
)
from tests.factories import EventFactory, PartnershipFactory, TermFactory, UnitFactory, member
from tests.planning.situations import in_force

pytestmark = pytest.mark.django_db

OUR_MODELS = [
    model
    for app in ("partnerships", "agreements", "planning", "reporting")
    for model in apps.get_app_config(app).get_models()
]


def words_of(model) -> str:
    """Names and Czech labels of all its fields."""
    names = (f"{field.name} {getattr(field, 'verbose_name', '')}" for field in model._meta.get_fields())
    return " ".join(names).casefold()


VERBATIM = [
    (48, "v m ěstech, za čleňování, zá ří, sí ť"),
    (48, "a časté, o úřadu"),
    (52, "(63 mil. Kč, 800, 400, celý kraj)"),
    (52, "programy v ÚK"),
    (55, "Vzniklo 9 strategií ve všech městech"),
    (56, "úspěšná či velmi úspěšná"),
    (58, "Červenec – zá ří 2012; 08/2013; 2010 – 6/2013"),
]


@pytest.mark.parametrize(("number", "text"), VERBATIM, ids=lambda value: str(value)[:30])
def test_trap_48_52_55_56_58_text_stays_as_it_was_written(client, number, text):
    """No warning: a repair by rule damages correct text, a bare number has no unit, a label is on no scale."""
    event = EventFactory(summary=text)
    client.force_login(member(event.unit))

    page = client.get(reverse("planning:event", args=[event.pk])).content.decode().replace("\u00a0", " ")

    event.refresh_from_db()
    assert event.summary == text
    assert text in page


def test_trap_49_two_towns_are_one_locality_with_one_partnership(client):
    """No warning: „Teplá a Toužim“ is one partnership of two units, each of which has it on its page."""
    towns = [UnitFactory(name=name) for name in ("Teplá", "Toužim")]
    partnership = PartnershipFactory(name="Partnerství Teplá a Toužim", units=towns)

    for town in towns:
        client.force_login(member(town))
        page = client.get(reverse("partnerships:partnership", args=[partnership.pk])).content.decode()
        assert f'<li class="breadcrumb-item"><a href="{reverse("partnerships:unit", args=[town.pk])}"' in page


@pytest.mark.parametrize("state", [EventState.PLANNED, EventState.HELD])
def test_trap_50_what_is_only_being_considered_fulfils_nothing(state):
    """No warning: „vedení města zvažuje“ is a plan, and a planned event does not count."""
    term = TermFactory(event_kind=EventKind.PUBLIC_MEETING)
    event = EventFacts(
        event_id=1, title="", kind=EventKind.PUBLIC_MEETING, state=state, on=date(2023, 5, 1), year=2023
    )  # fmt: skip

    assert missing_for(event, term, [], frozenset()) == (() if state == EventState.HELD else (NOT_HELD,))


@pytest.mark.parametrize("year", [2013, 2028])
def test_trap_51_unit_that_left_stays_with_what_it_did(year):
    """No warning: a year after the exit says that it lies outside the cooperation; its events are not lost."""
    version = approved(draft(stated_years=2), date(2022, 1, 1))
    step(version, terms=[{"event_kind": EventKind.PUBLIC_MEETING}])
    agreement = in_force(version)
    EventFactory(unit=agreement.unit, starts_on=date(year, 5, 1))

    result = year_result(agreement, year, today=TODAY)

    assert result.why_not.startswith(f"Rok {year} leží mimo dobu, na kterou je spolupráce sjednána")
    assert Event.objects.of_year(year).count() == 1


def test_trap_53_sums_of_a_document_are_not_forced():
    """No warning yet: 89 + 1 113 is 1 202 and the document says 1 209; both stand, neither is made to fit."""
    event = EventFactory(
        kind=EventKind.REFERENDUM, participant_count=1209, summary="89 hlasů pro, 1 113 hlasů proti"
    )
    event.full_clean(exclude=["unit", "created_by"])

    event.refresh_from_db()
    assert (event.participant_count, event.summary) == (1209, "89 hlasů pro, 1 113 hlasů proti")


@pytest.mark.parametrize("kind", [TermKind.ON_DEMAND, TermKind.CONDITIONAL, TermKind.NONE])
def test_trap_54_number_nobody_gave_is_not_derived(kind):
    """No warning: what is unknown is null; it is neither zero nor the difference of two other numbers."""
    version = approved(draft(stated_years=1), date(2022, 1, 1))
    term = step(version, terms=[undated("v přípravě a hodnocení", kind)]).terms.get()
    agreement = in_force(version)

    rows = agreement.commitments.get(key=term.key).occurrences.all()

    assert {row.expected for row in rows} == {None}
    result = year_result(agreement, 2022, today=TODAY)
    assert result.steps[0].terms[0].expected is None
    assert result.percent is None


def test_trap_56_no_unit_has_a_rating():
    """Labels of two documents are not one scale, so there is no field that would put units on one."""
    for model in OUR_MODELS:
        assert not re.search(r"\b(rating|score|ranking|známka úspěšnosti|úspěšnost)\b", words_of(model)), (
            model
        )


# Art. 9 GDPR: stems of what must not be kept about a named person, Czech and English.
FORBIDDEN = re.compile(
    r"etni|ethnic|národnost|nationality|romsk|roma\b|\brace\b|rasa|nábožen|religio|vyznání|zdravotní stav|"
    r"health|diagnos|trestn|criminal|odsouzen|politick|political|sexu"
)


@pytest.mark.parametrize("model", [Person, User, Attendance, Seat, RoleHolding], ids=lambda one: one.__name__)
def test_trap_57_no_field_for_ethnicity_and_the_like_about_a_person(model):
    assert not FORBIDDEN.search(words_of(model))


def test_trap_57_no_other_row_about_a_person_has_such_a_field():
    about_people = [
        model
        for model in OUR_MODELS
        if any(getattr(field, "related_model", None) in {Person, User} for field in model._meta.get_fields())
    ]

    assert {Seat, RoleHolding, Attendance} <= set(about_people)
    for model in about_people:
        assert not FORBIDDEN.search(words_of(model)), model


@pytest.mark.parametrize(
    ("raw_text", "first", "last"),
    [
        ("Červenec – zá ří 2012", date(2012, 7, 1), date(2012, 9, 30)),
        ("08/2013", date(2013, 8, 1), date(2013, 8, 31)),
        ("2010 – 6/2013", date(2010, 1, 1), date(2013, 6, 30)),
    ],
)
def test_trap_58_period_is_due_at_its_end_and_printed_as_written(raw_text, first, last):
    """No warning by its form: the text stays, its reading stands beside it and a person confirms it."""
    version = draft()
    term = step(version, terms=[dated(raw_text, last, first=first, kind=TermKind.PERIOD)]).terms.get()

    [expected] = expectations(term, window=None)

    assert (expected.year, expected.due_on, term.raw_text) == (last.year, last, raw_text)
    assert "term_not_read" not in codes(version)


def unconfirmed_period():
    version = draft()
    term = dated("Červenec – zá ří 2012", date(2012, 9, 30), first=date(2012, 7, 1), kind=TermKind.PERIOD)
    return version, step(version, terms=[{**term, "parse_status": "PARTIAL"}]).terms.get()


TRAPS = rows(
    Trap(
        58, "a period that nobody has confirmed yet", unconfirmed_period,
        "term_not_read", Section.TIMELINE, ROW, "Zkontrolujte, zda je nastavený správně",
    ),
)  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_warns(client, trap):
    check(client, trap)
