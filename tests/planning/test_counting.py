"""How an agreement is counted: the explanation of each number, the setting, and numbers people decided."""

from datetime import date

import pytest
from django.urls import reverse

from planning.actions import LostSave, change_counting, decide_expectation, withdraw_decision_of
from planning.actions.counting import preview_of, state_of
from planning.counting import counted_rows, fingerprint, promises_in
from planning.counting_page import decisions_about
from planning.explaining import explained
from planning.models import CountingRule, Occurrence, Rounding, YearBasis
from planning.promises import rule_of
from planning.vocabulary import StepStatus
from tests.factories import MembershipFactory, TermFactory, UserFactory
from tests.planning.situations import agreement_with, draft, in_force, step
from tests.planning.terms import DOCUMENT, MEETINGS, only_term

pytestmark = pytest.mark.django_db

TO_CEIL = {"rounding": Rounding.CEIL, "year_basis": YearBasis.CALENDAR_YEAR, "reason": "Dohoda obou stran"}
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def agreement():
    """Chomutov's frame: four meetings a year, May 2022 – August 2026."""
    return agreement_with(**MEETINGS, raw_text="4x ročně")


@pytest.fixture
def manager(agreement):
    return MembershipFactory(unit=agreement.unit).user


def key_of(agreement):
    return agreement.commitments.get().key


def numbers(agreement) -> list:
    rows = Occurrence.objects.filter(commitment__agreement=agreement).order_by("year")
    return [(row.year, row.expected) for row in rows]


def changed(agreement, by, **wished):
    wished = {**TO_CEIL, **wished}
    agreement.refresh_from_db()
    seen = fingerprint(rule_of(agreement), preview_of(agreement, CountingRule(**wished)))
    return change_counting(agreement, by=by, **wished, seen=seen)


# --- The explanation --------------------------------------------------------------------------------------


def explanations(agreement) -> dict:
    promises, rule = promises_in(agreement), rule_of(agreement)
    return {
        year: explained(counted, promises[key][-1], rule)
        for (key, year), counted in counted_rows(promises, rule).items()
    }


def test_broken_year_is_explained_by_its_days(agreement):
    found = explanations(agreement)

    assert {year: one.formula for year, one in found.items()} == {
        2022: "4 × 245/365 = 2,68 → 3",
        2023: "4",
        2024: "4",
        2025: "4",
        2026: "4 × 243/365 = 2,66 → 3",
    }
    assert found[2022].lines == (
        "1. 5. 2022 – 31. 12. 2022: 245 dnů z 365, které má rok 1. 1. 2022 – 31. 12. 2022.".replace(
            ". ", f".{NBSP}"
        ).replace("245 ", f"245{NBSP}"),
    )


@pytest.mark.parametrize("rounding", Rounding)
def test_explanation_ends_with_the_number_that_is_expected(agreement, rounding):
    changed(agreement, UserFactory(), rounding=rounding)
    agreement.refresh_from_db()
    found = explanations(agreement)

    for year, expected in numbers(agreement):
        assert found[year].number == expected
        assert found[year].formula.split(" ")[-1] == str(expected)


def test_dated_term_is_explained_in_words():
    agreement = agreement_with(**{**DOCUMENT, "date_to": date(2023, 9, 30)})

    assert explanations(agreement)[2023].lines == (f"Jednou do 30.{NBSP}9.{NBSP}2023, jak stojí v termínu.",)


# --- The setting ------------------------------------------------------------------------------------------


def test_rounding_up_recounts_all_years_at_once(agreement, manager):
    changes = changed(agreement, manager, rounding=Rounding.NOMINAL)

    assert [(one.year, one.before.expected, one.after.expected) for one in changes] == [
        (2022, 3, 4),
        (2026, 3, 4),
    ]
    assert numbers(agreement) == [(year, 4) for year in range(2022, 2027)]


def test_cooperation_years_stand_where_they_end(agreement, manager):
    changed(agreement, manager, year_basis=YearBasis.COOPERATION_YEAR, rounding=Rounding.HALF_UP)

    # the fragment 1. 5. – 31. 8. 2026 (123 of 365 days, 1.35) ends in the year of the fourth: 4 + 1.35
    assert numbers(agreement) == [(2023, 4), (2024, 4), (2025, 4), (2026, 5)]
    last = Occurrence.objects.get(year=2026)
    assert (last.counts_from, last.due_on) == (date(2025, 5, 1), date(2026, 8, 31))


def test_sent_twice_is_done_once(agreement, manager):
    seen = fingerprint(rule_of(agreement), preview_of(agreement, CountingRule(**TO_CEIL)))
    change_counting(agreement, by=manager, **TO_CEIL, seen=seen)

    assert change_counting(agreement, by=manager, **TO_CEIL, seen=seen) == ()
    assert CountingRule.objects.count() == 1


def test_preview_of_other_numbers_is_not_confirmed(agreement, manager):
    seen = fingerprint(rule_of(agreement), preview_of(agreement, CountingRule(**TO_CEIL)))
    changed(agreement, manager, rounding=Rounding.NOMINAL, reason="Jiný důvod")

    with pytest.raises(LostSave):
        change_counting(agreement, by=manager, **TO_CEIL, seen=seen)


def test_decided_number_stays_when_everything_is_recounted(agreement, manager):
    decide(agreement, manager, 2022, 2)

    changed(agreement, manager, rounding=Rounding.NOMINAL)

    row = Occurrence.objects.get(year=2022)
    assert (row.expected, row.required) == (3, 2)
    assert Occurrence.objects.get(year=2026).expected == 4


# --- Decided numbers --------------------------------------------------------------------------------------


def decide(agreement, by, year, number, reason="Povodeň", seen=None):
    row = Occurrence.objects.get(commitment__agreement=agreement, year=year)
    return decide_expectation(
        agreement,
        by=by,
        term_key=key_of(agreement),
        year=year,
        number=number,
        reason=reason,
        seen=seen or state_of(row),
    )


def test_decided_number_is_judged_and_said(agreement, manager):
    decide(agreement, manager, 2023, 0)

    term = only_term(agreement)
    assert (term.expected, term.computed, term.override_reason) == (0, 4, "Povodeň")
    assert term.status == StepStatus.NOT_APPLICABLE


def test_decision_sent_twice_is_written_once(agreement, manager):
    seen = state_of(Occurrence.objects.get(year=2023))
    first = decide(agreement, manager, 2023, 1, seen=seen)
    again = decide(agreement, manager, 2023, 1, seen=seen)

    assert again.override_at == first.override_at
    assert len(decisions_about(again)) == 1


def test_decision_taken_back_gives_what_comes_out_now(agreement, manager):
    row = decide(agreement, manager, 2022, 1)
    changed(agreement, manager, rounding=Rounding.NOMINAL)

    withdraw_decision_of(agreement, by=manager, term_key=key_of(agreement), year=2022, seen=state_of(row))

    row.refresh_from_db()
    assert (row.expected, row.override, row.override_reason) == (4, None, "")


def test_somebody_decided_meanwhile(agreement, manager):
    seen = state_of(Occurrence.objects.get(year=2023))
    decide(agreement, UserFactory(), 2023, 1)

    with pytest.raises(LostSave):
        decide(agreement, manager, 2023, 2, seen=seen)


# --- Pages ------------------------------------------------------------------------------------------------


def test_manager_sees_what_would_change_and_confirms_it(client, agreement, manager):
    client.force_login(manager)
    url = reverse("planning:counting", args=[agreement.pk])
    sent = {**TO_CEIL, "rounding": "NOMINAL"}

    page = client.post(url, {**sent, "krok": "nahled"})
    assert [(line.year, line.before, line.after) for line in page.context["preview"]] == [
        (2022, "3×", "4×"),
        (2026, "3×", "4×"),
    ]
    assert not CountingRule.objects.exists()

    client.post(url, {**sent, "krok": "potvrdit", "seen": page.context["seen"]})
    assert CountingRule.objects.get().decided_by == manager
    assert "Dohoda obou stran" in client.get(url).content.decode()


def test_preview_that_is_no_longer_true_is_shown_again(client, agreement, manager):
    client.force_login(manager)
    url = reverse("planning:counting", args=[agreement.pk])

    page = client.post(url, {**TO_CEIL, "krok": "potvrdit", "seen": "jiné"})

    assert "nový náhled" in page.content.decode()
    assert not CountingRule.objects.exists()


def test_setting_without_a_reason_is_not_taken(client, agreement, manager):
    client.force_login(manager)

    page = client.post(
        reverse("planning:counting", args=[agreement.pk]), {**TO_CEIL, "reason": "", "krok": "nahled"}
    )

    assert "Napište, proč se počítání mění." in page.content.decode()
    assert "preview" not in page.context


def expectation_url(agreement, year=2022, key=None):
    return reverse("planning:expectation", args=[agreement.pk, year, key or key_of(agreement)])


def test_page_explains_and_takes_a_decision(client, agreement, manager):
    client.force_login(manager)
    page = client.get(expectation_url(agreement))
    assert "4 × 245/365 = 2,68 → 3" in page.content.decode()

    client.post(expectation_url(agreement), {"number": 2, "reason": "Povodeň", "seen": page.context["seen"]})

    text = client.get(expectation_url(agreement)).content.decode()
    assert Occurrence.objects.get(year=2022).required == 2
    assert "Podle rozhodnutí: Povodeň" in text
    assert "4 × 245/365 = 2,68 → 3" in text


def test_decision_is_taken_back_on_the_page(client, agreement, manager):
    row = decide(agreement, manager, 2022, 1)
    client.force_login(manager)

    url = reverse("planning:expectation_withdraw", args=[agreement.pk, 2022, key_of(agreement)])
    client.post(url, {"seen": state_of(row)})

    assert Occurrence.objects.get(year=2022).override is None


def test_key_of_another_agreement_is_no_page(client, agreement, manager):
    client.force_login(manager)
    other = key_of(agreement_with(**MEETINGS))

    assert client.get(expectation_url(agreement, key=other)).status_code == 404


def test_number_above_what_fits_is_refused_in_words(client, agreement, manager):
    client.force_login(manager)

    page = client.post(expectation_url(agreement), {"number": -1, "reason": "", "seen": "x"})

    text = page.content.decode()
    assert "Počet nemůže být záporný." in text
    assert "Napište, proč platí jiný počet než vypočtený." in text


def test_unread_term_expects_nothing_and_says_so():
    unread = agreement_with(kind="", event_kind="", count=None, raw_text="výzvy 26,42,52")
    term = only_term(unread)

    assert (term.expected, term.status) == (None, StepStatus.NOT_COMPUTABLE)
    assert term.why_not.startswith("Termín se zatím nepodařilo přečíst")


# --- What it costs ----------------------------------------------------------------------------------------


@pytest.fixture(params=[1, 3])
def several(request):
    version = draft()
    row = step(version)
    for position in range(request.param):
        TermFactory(version=version, step=row, position=position, **MEETINGS)
    agreement = in_force(version)
    return agreement, agreement.commitments.first().key


def test_pages_cost_the_same_for_any_number_of_terms(client, several, django_assert_num_queries):
    agreement, key = several
    client.force_login(MembershipFactory(unit=agreement.unit).user)
    counting = reverse("planning:counting", args=[agreement.pk])
    with django_assert_num_queries(5):
        client.get(counting)
    with django_assert_num_queries(10):
        page = client.post(counting, {**TO_CEIL, "rounding": "NOMINAL", "krok": "nahled"})
    with django_assert_num_queries(13):
        sent = {**TO_CEIL, "rounding": "NOMINAL", "krok": "potvrdit", "seen": page.context["seen"]}
        client.post(counting, sent)
    url = expectation_url(agreement, key=key)
    with django_assert_num_queries(9):
        page = client.get(url)
    with django_assert_num_queries(9):
        client.post(url, {"number": 2, "reason": "Povodeň", "seen": page.context["seen"]})
