"""What stands beside the content, completed later by the action; what follows from the dates."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from agreements import actions
from agreements.adoption import PARTS, adoption_values
from agreements.models import Agreement, Approval, PartnershipOpinion, Signature, StatedStart, VersionStepLog
from agreements.queries import revision_of
from agreements.vocabulary import Section, TermKind
from planning.models import Occurrence
from tests.agreements.adoption_data import ALL, approved, complete, running_for_two_years
from tests.factories import StepFactory, UserFactory, VersionFactory, put_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return running_for_two_years()


# --- Jihlava: two years from a date entered later ----------------------------------------------------------

# Two years from 15. 12. 2021 end on 14. 12. 2023: 17 days of 365 in 2021, 348 of 365 in 2023.
FROM_DECEMBER = {
    1: {2021: (0, 17 / 365), 2022: (1, 1), 2023: (1, 348 / 365)},
    2: {2021: (0, 2 * 17 / 365), 2022: (2, 2), 2023: (2, 2 * 348 / 365)},
    4: {2021: (0, 4 * 17 / 365), 2022: (4, 4), 2023: (4, 4 * 348 / 365)},
}
# Two years from 1. 3. 2022 end on 29. 2. 2024: 306 days of 365 in 2022, 60 of 366 in 2024.
FROM_MARCH = {
    1: {2022: (1, 306 / 365), 2023: (1, 1), 2024: (0, 60 / 366)},
    2: {2022: (2, 2 * 306 / 365), 2023: (2, 2), 2024: (0, 2 * 60 / 366)},
    4: {2022: (3, 4 * 306 / 365), 2023: (4, 4), 2024: (1, 4 * 60 / 366)},
}


@pytest.mark.parametrize(
    ("decided_on", "last_day", "by_count"),
    [
        (date(2021, 12, 15), date(2023, 12, 14), FROM_DECEMBER),
        (date(2022, 3, 1), date(2024, 2, 29), FROM_MARCH),
    ],
)
def test_expected_figures_appear_with_the_approval_date(version, decided_on, last_day, by_count):
    complete(version, approved(decided_on))

    for count, years in by_count.items():
        key = version.schedule_terms.get(count=count).key
        rows = Occurrence.objects.filter(commitment__key=key)
        assert {row.year: (row.expected, row.share) for row in rows} == {
            year: (expected, Decimal(share).quantize(Decimal("0.0001")))
            for year, (expected, share) in years.items()
        }
    assert Agreement.objects.get().in_force.lower == decided_on
    assert Agreement.objects.get().last_day == last_day
    autumn = version.schedule_terms.get(kind=TermKind.SEASON).key
    assert [(row.year, row.expected) for row in Occurrence.objects.filter(commitment__key=autumn)] == [
        (2021, 1)
    ]


def test_nothing_is_expected_before_a_start_is_known(version):
    complete(version, {"opinion": None, **approved(None, resolution_number="68/23")})

    assert not Occurrence.objects.exists()
    assert Agreement.objects.get().in_force is None


def test_corrected_date_says_how_the_years_changed_and_keeps_what_a_person_decided(version):
    # 15. 12. 2021: in 2021 the autumn alone, 1 + 2 + 4 in the full year, 1 + 2 + 4 in the 348 days of 2023
    first = complete(version, approved(date(2021, 12, 15)))
    decided = Occurrence.objects.get(year=2022, expected=4)
    decided.override, decided.override_reason = 3, "Partnerství vzniklo až v dubnu."
    decided.override_at, decided.override_by = timezone.now(), UserFactory()
    decided.save()

    # 1. 3. 2022: 1 + 2 and the decided 3 as before, 2023 full as before, in 2024 only 4 × 60/366 = 0.66 gives 1
    second = complete(version, approved(date(2022, 3, 1)))
    # 1. 9. 2022: 122 days of 365 give 0 + 1 and the decided 3, 244 days of 366 in 2024 give 1 + 1 + 3
    third = complete(version, approved(date(2022, 9, 1)))
    fourth = complete(version, approved(date(2022, 9, 1), resolution_number="68/23"))

    words = "Očekávané plnění se přepočítalo. Součet všech termínů v jednotlivých letech: "
    assert first.consequences == [f"{words}2021: 0 → 1; 2022: 0 → 7; 2023: 0 → 7."]
    assert second.consequences == [f"{words}2024: 0 → 1."]
    assert third.consequences == [f"{words}2022: 6 → 4; 2024: 1 → 5."]
    assert fourth.consequences == []
    decided.refresh_from_db()
    assert (decided.expected, decided.override) == (4, 3)


# --- The action -------------------------------------------------------------------------------------------


def test_every_part_is_written_and_the_history_says_what_changed(version):
    completed = complete(version, ALL)

    assert adoption_values(version) == ALL
    log = VersionStepLog.objects.get()
    assert (log.step, log.reason, log.changes) == ("adoption_completed", "Opraveno.", completed.changes)
    assert "Schválení územním celkem – datum schválení: neuvedeno → 15.\u00a012.\u00a02021" in log.changes
    assert (
        "Stanovisko lokálního partnerství – výsledek: neuvedeno → konsenzuálně přijato" in completed.changes
    )
    # a stated start stands before the approval
    assert Agreement.objects.get().in_force.lower == date(2022, 1, 10)


def test_only_what_differs_is_in_the_history_and_a_part_left_out_stays(version):
    complete(version, ALL)

    completed = complete(version, {"signature_asz": {**ALL["signature_asz"], "function_text": "Eva Nová"}})

    assert completed.changes == ["Podpis za ASZ – jméno a funkce pod podpisem: neuvedeno → Eva Nová"]
    assert adoption_values(version)["opinion"] == ALL["opinion"]


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("approval_asz", Approval),
        ("signature_unit", Signature),
        ("opinion", PartnershipOpinion),
        ("start", StatedStart),
    ],
)
def test_emptied_part_is_no_row_and_its_history_stays(version, name, model):
    complete(version, ALL)

    complete(version, {name: None})

    place = PARTS[name].place
    assert not model.objects.filter(version=version, **place).exists()
    history = model.pgh_event_model.objects.filter(**place).order_by("pgh_id")
    assert list(history.values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_without_a_change_nothing_is_written(version):
    complete(version, ALL)

    with pytest.raises(actions.Refused, match="nezměnili"):
        complete(version, ALL)

    assert VersionStepLog.objects.count() == 1
    assert revision_of(version, Section.APPROVAL) == 1


def test_second_of_two_who_started_from_the_same_state_has_lost(version):
    complete(version, approved(date(2021, 12, 15)))

    with pytest.raises(actions.StaleSection) as lost:
        actions.complete_adoption(
            version, by=UserFactory(), reason="Také.", revision=0, parts=approved(date(2022, 3, 1))
        )

    assert lost.value.stored["approval_unit"]["decided_on"] == date(2021, 12, 15)
    assert version.approvals.get().decided_on == date(2021, 12, 15)


def test_days_that_overlap_another_agreement_are_refused_and_nothing_is_kept(version):
    other = VersionFactory(agreement__unit=version.agreement.unit, stated_years=5)
    StepFactory(version=other)
    complete(put_in_force(other), approved(date(2020, 1, 1)))

    with pytest.raises(actions.Refused, match="už platí jiný popis spolupráce téhož druhu"):
        complete(version, approved(date(2021, 12, 15)))

    assert not version.approvals.exists()
    assert revision_of(version, Section.APPROVAL) == 0
