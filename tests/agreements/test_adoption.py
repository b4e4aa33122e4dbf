"""What stands beside the content, completed later: by the action and in the browser."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agreements import actions
from agreements.actions.adoption import Completed
from agreements.adoption import PARTS, adoption_values
from agreements.models import Agreement, Approval, PartnershipOpinion, Signature, StatedStart, VersionStepLog
from agreements.queries import revision_of
from agreements.vocabulary import Section, Side, TermKind
from agreements.warnings import missing
from planning.models import Occurrence
from tests.agreements.test_reading import text_of
from tests.factories import (
    MemorandumFactory,
    StepFactory,
    TermFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
)

pytestmark = pytest.mark.django_db

SENT = {
    "reason": "Doplněno z podepsaného výtisku.",
    "approval_unit-decided_on": "15. 12. 2021",
    "approval_unit-resolution_number": "68/23",
    "approval_unit-body_text": "zastupitelstvo města",
    "approval_asz-decided_on": "20.12.2021",
    "approval_asz-body_text": "ředitel odboru",
    "signature_unit-signed_on": "3. 1. 2022",
    "signature_unit-place_text": "V Jihlavě",
    "signature_unit-function_text": "Jan Vymyšlený, radní",
    "signature_asz-signed_on": "10. 1. 2022",
    "signature_asz-place_text": "V Praze",
    "opinion-result": "CONSENSUS",
    "opinion-discussed_on": "2. 9. 2021",
    "opinion-mode": "ONLINE",
    "opinion-given_by": "PARTNERSHIP",
    "opinion-text": "konsenzuálně  přijat",
    "start-starts_on": "",
    "start-reason": "",
}


@pytest.fixture
def version():
    """In force for two years without a start, as Jihlava's copy is: three rhythms, an autumn, an offer."""
    version = VersionFactory(stated_years=2)
    for count in (1, 2, 4):
        TermFactory(version=version, raw_text=f"{count}x ročně", count=count)
    autumn = {"kind": TermKind.SEASON, "date_from": date(2021, 9, 1), "date_to": date(2021, 11, 30)}
    TermFactory(version=version, raw_text="Podzim 2021", count=None, bound="", per="", **autumn)
    TermFactory(version=version, raw_text="Dle nabídky ASZ", kind=TermKind.ON_DEMAND, count=None, per="")
    return put_in_force(version)


@pytest.fixture
def manager(client, version):
    user = member(version.agreement.unit)
    client.force_login(user)
    return user


@pytest.fixture
def url(version):
    return reverse("agreements:complete_adoption", args=[version.pk])


def complete(version, parts) -> Completed:
    revision = revision_of(version, Section.APPROVAL)
    return actions.complete_adoption(
        version, by=UserFactory(), reason="Opraveno.", revision=revision, parts=parts
    )


def approved(decided_on, **fields):
    fields = {"resolution_number": "", "body_text": "", **fields}
    return {"approval_unit": {"decided_on": decided_on, **fields}}


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
    third = complete(version, approved(date(2022, 3, 1), resolution_number="68/23"))

    words = "Očekávané plnění se přepočítalo. Součet všech termínů v jednotlivých letech: "
    assert first.consequences == [f"{words}2021: 0 → 1; 2022: 0 → 7; 2023: 0 → 7."]
    assert second.consequences == [f"{words}2024: 0 → 1."]
    assert third.consequences == []
    decided.refresh_from_db()
    assert (decided.expected, decided.override) == (4, 3)


# --- The action -------------------------------------------------------------------------------------------

ALL = {
    "approval_unit": {
        "decided_on": date(2021, 12, 15),
        "resolution_number": "68/23",
        "body_text": "zastupitelstvo",
    },
    "approval_asz": {"decided_on": date(2021, 12, 20), "resolution_number": "", "body_text": "ředitel"},
    "signature_unit": {
        "signed_on": date(2022, 1, 3),
        "place_text": "V Jihlavě",
        "function_text": "Jan Vymyšlený, radní",
    },
    "signature_asz": {"signed_on": date(2022, 1, 10), "place_text": "V Praze", "function_text": ""},
    "opinion": {
        "result": "CONSENSUS",
        "discussed_on": date(2021, 9, 2),
        "mode": "",
        "given_by": "PARTNERSHIP",
        "text": "konsenzuálně přijat",
    },
    "start": {"starts_on": date(2022, 1, 10), "reason": "Podle data posledního podpisu."},
}


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


# --- The page ---------------------------------------------------------------------------------------------


@time_machine.travel("2026-11-21 12:00")
def test_everything_is_completed_on_one_page(client, version, manager, url):
    response = client.post(url, {**SENT, "revision": 0}, follow=True)

    page = text_of(response)
    assert response.redirect_chain[0][0] == (
        reverse("agreements:version", args=[version.pk]) + "#oddil-approval"
    )
    assert "Součet všech termínů v jednotlivých letech: 2021: 0 → 1; 2022: 0 → 7; 2023: 0 → 7." in page
    assert "Schválení územním celkem – číslo usnesení: neuvedeno → 68/23" in page
    assert "platí 15. 12. 2021 – 14. 12. 2023" in page
    assert version.opinion.text == "konsenzuálně  přijat"
    assert version.approvals.get(side=Side.ASZ).body_text == "ředitel odboru"
    assert not StatedStart.objects.exists()
    assert VersionStepLog.objects.get().by == manager


def test_stored_values_are_offered_in_czech(client, version, manager, url):
    complete(version, ALL)

    page = client.get(url).content.decode().replace("\u00a0", " ")

    for value in (
        "15. 12. 2021",
        "20. 12. 2021",
        "3. 1. 2022",
        "2. 9. 2021",
        "10. 1. 2022",
        "V Praze",
        "68/23",
    ):
        assert f'value="{value}"' in page
    assert '<option value="CONSENSUS" selected>' in page


@time_machine.travel("2022-01-05 12:00")
@pytest.mark.parametrize(
    ("typed", "part", "field", "error"),
    [
        ({"approval_unit-decided_on": "6. 1. 2022"}, "approval_unit", "decided_on", "teprve přijde"),
        ({"approval_asz-decided_on": "15. 12. 2031"}, "approval_asz", "decided_on", "teprve přijde"),
        ({"signature_asz-signed_on": "10. 1. 2022"}, "signature_asz", "signed_on", "teprve přijde"),
        ({"opinion-discussed_on": "2. 9. 2022"}, "opinion", "discussed_on", "teprve přijde"),
        ({"approval_unit-decided_on": "15. 12. 2202"}, "approval_unit", "decided_on", "mezi 2000 a 2099"),
        ({"approval_unit-decided_on": "prosinec"}, "approval_unit", "decided_on", "platné datum"),
        ({"opinion-result": ""}, "opinion", "result", "Vyberte výsledek projednání."),
        ({"start-starts_on": "1. 2. 2022"}, "start", "reason", "proč popis platí"),
        ({"start-reason": "dohodou"}, "start", "starts_on", "Napište den"),
        ({"approval_unit-resolution_number": "x" * 61}, "approval_unit", "resolution_number", "60"),
    ],
)
def test_wrong_input_is_said_at_its_field_and_everything_typed_stays(
    client, version, manager, url, typed, part, field, error
):
    sent = {**SENT, "signature_asz-signed_on": "4. 1. 2022", "revision": 0, **typed}

    response = client.post(url, sent)

    errors = {name: dict(one.errors) for name, one in response.context["form"].parts.items() if one.errors}
    assert list(errors) == [part]
    assert list(errors[part]) == [field]
    assert error in errors[part][field][0]
    page = response.content.decode()
    assert all(value in page for value in sent.values() if value and value not in {"CONSENSUS", 0})
    assert not Approval.objects.exists()


def test_reason_is_asked_for(client, version, manager, url):
    response = client.post(url, {**SENT, "reason": "  ", "revision": 0})

    assert list(response.context["form"].errors) == ["reason"]
    assert not Approval.objects.exists()


def test_unchanged_page_says_that_nothing_changed(client, version, manager, url):
    response = client.post(url, {"reason": "Kontrola.", "revision": 0, "opinion-given_by": "PARTNERSHIP"})

    assert "Žádný údaj jste nezměnili" in text_of(response)
    assert not VersionStepLog.objects.exists()


def test_lost_save_shows_both_and_can_be_saved_again(client, version, manager, url):
    client.post(url, {**SENT, "revision": 0})
    mine = {**SENT, "approval_unit-decided_on": "1. 3. 2022", "revision": 0}

    lost = client.post(url, mine)
    saved = client.post(url, {**mine, "revision": lost.context["form"]["revision"].value()})

    assert lost.status_code == 409
    assert [(one.label, one.mine, one.stored) for one in lost.context["differences"]] == [
        (
            "Schválení územním celkem – datum schválení",
            "1.\u00a03.\u00a02022",
            "15.\u00a012.\u00a02021",
        )
    ]
    assert 'value="1. 3. 2022"' in lost.content.decode()
    assert saved.status_code == 302
    assert version.approvals.get(side=Side.UNIT).decided_on == date(2022, 3, 1)


def test_double_click_saves_once(client, version, manager, url):
    answers = [client.post(url, {**SENT, "revision": 0}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert VersionStepLog.objects.count() == 1


def test_approval_before_the_memorandum_is_saved_and_only_warned_of(client, version, manager, url):
    agreement = version.agreement
    agreement.memorandum = MemorandumFactory(unit=agreement.unit, dated_on=date(2021, 12, 16))
    agreement.save()

    client.post(url, {**SENT, "revision": 0})

    loaded = type(version).objects.with_tree().get(pk=version.pk)
    assert "approved_before_memorandum" in {one.code for one in missing(loaded, today=date(2026, 11, 21))}


def test_page_costs_the_same_however_much_is_stored(client, version, manager, url, django_assert_num_queries):
    # session, user, version, tree, roles, the four parts of adoption in six rows, revision, the header's units
    with django_assert_num_queries(13):
        client.get(url)
    complete(version, ALL)
    with django_assert_num_queries(13):
        client.get(url)
