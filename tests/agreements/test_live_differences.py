"""Where a document differs from what is recorded now: each kind once, and what is no difference."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import AgreementVersion
from agreements.vocabulary import Section
from agreements.warnings import live_of, missing
from agreements.warnings.live import name_key
from partnerships.vocabulary import GroupStatus, OfficialRole, OrganisationType, UnitRole
from tests.factories import (
    AgreementFactory,
    GroupFactory,
    MemorandumFactory,
    PartnershipFactory,
    PersonFactory,
    RoleAssignmentFactory,
    RoleHoldingFactory,
    SeatFactory,
    StatedGroupFactory,
    StatedSeatFactory,
    VersionFactory,
    member,
    put_in_force,
)
from tests.links import leads_to

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
LIVE = {
    "same_memorandum_twice", "other_without_days", "role_holder_differs", "partnership_not_recorded",
    "members_not_recorded", "members_not_stated", "group_not_recorded", "group_not_stated",
}  # fmt: skip


@pytest.fixture
def version():
    return VersionFactory()


def found(version):
    loaded = AgreementVersion.objects.with_tree().get(pk=version.pk)
    warnings = missing(loaded, today=TODAY, live=live_of(loaded, today=TODAY))
    return [(one.code, one.section) for one in warnings if one.code in LIVE]


def holder(version, **fields):
    return RoleHoldingFactory(unit=version.agreement.unit, role=OfficialRole.REGIONAL_HEAD, **fields)


def stated(version, **fields):
    return RoleAssignmentFactory(version=version, role=OfficialRole.REGIONAL_HEAD, **fields)


@pytest.mark.parametrize(
    ("printed", "recorded", "is_one"),
    [
        ("Bc. Michal Kratochvil", "Michal Kratochvíl", True),
        ("Mgr. Milan Märc", "Milan Marc", True),
        ("Michal Kratochvíl, Ph.D.", "MICHAL KRATOCHVIL", True),
        ("Jan Papajanovský starosta města", "Jan Papajanovský", True),
        ("Michal Kratochvíl", "Michaela Kratochvílová", False),
        ("Jan Novák", "Petr Novák", False),
    ],
)
def test_one_person_is_known_without_titles_and_diacritics(version, printed, recorded, is_one):
    first, last = recorded.split()
    stated(version, name_text=printed)
    holder(version, person=PersonFactory(first_name=first, last_name=last))

    assert found(version) == ([] if is_one else [("role_holder_differs", Section.ROLES)])


def test_vacancy_filled_since_and_post_emptied_since(version):
    stated(version, name_text="", is_vacant=True, deputy_text="Jana Nová")
    filled = holder(version)
    assert found(version) == [("role_holder_differs", Section.ROLES)]

    filled.delete()
    holder(version, person=None, is_vacant=True)
    assert found(version) == []

    version.role_assignments.update(is_vacant=False, name_text="Jana Nová")
    assert found(version) == [("role_holder_differs", Section.ROLES)]


def test_former_and_coming_holders_are_no_difference(version):
    stated(version, name_text="Jana Nová")
    holder(version, valid_to=date(2020, 1, 1))
    holder(version, valid_from=date(2027, 1, 1))

    assert found(version) == []


def test_titles_alone_are_no_name():
    assert name_key("Mgr. Bc.") == frozenset()


def test_partnership_that_only_the_document_knows(version):
    StatedSeatFactory(version=version)

    assert found(version) == [("partnership_not_recorded", Section.PARTNERSHIP)]


def test_members_and_groups_that_differ(version):
    partnership = PartnershipFactory(units=[version.agreement.unit])
    StatedSeatFactory(version=version, organisation_type=OrganisationType.LABOUR_OFFICE)
    StatedGroupFactory(version=version, name="Dluhy", status=GroupStatus.ESTABLISHED)
    StatedGroupFactory(version=version, name="Bydlení", status=GroupStatus.ESTABLISHED)
    StatedGroupFactory(version=version, name="Zdraví", status=GroupStatus.OPTIONAL)
    SeatFactory(partnership=partnership, organisation_type=OrganisationType.NGO)
    GroupFactory(partnership=partnership, name="bydlení")
    GroupFactory(partnership=partnership, name="Školy")
    GroupFactory(partnership=partnership, name="Zrušená", dissolved_on=date(2020, 1, 1))

    assert [code for code, _ in found(version)] == [
        "group_not_recorded",
        "group_not_stated",
        "members_not_recorded",
        "members_not_stated",
    ]


def test_the_same_partnership_is_no_difference(version):
    partnership = PartnershipFactory(units=[version.agreement.unit])
    StatedSeatFactory(version=version, organisation_type=OrganisationType.ASZ)
    SeatFactory(partnership=partnership, organisation_type=OrganisationType.ASZ)

    assert found(version) == []


def test_second_agreement_to_one_memorandum_may_be_the_same_document(version):
    unit, agreement = version.agreement.unit, version.agreement
    agreement.memorandum = MemorandumFactory(unit=unit, dated_on=date(2021, 11, 2))
    agreement.save()
    same = MemorandumFactory(unit=unit, dated_on=date(2021, 11, 2))
    other = AgreementFactory(unit=unit, memorandum=same)
    AgreementFactory(unit=unit, memorandum=same, kind="INCLUSIVE_EDUCATION")

    assert found(version) == [("same_memorandum_twice", Section.HEADER)]

    other.memorandum = MemorandumFactory(unit=unit, dated_on=date(2022, 1, 1))
    other.save()
    assert found(version) == []


def test_other_agreement_in_force_on_unknown_days_may_overlap(version):
    unit = version.agreement.unit
    draft = VersionFactory(agreement=AgreementFactory(unit=unit))
    assert found(version) == []

    put_in_force(draft)

    assert found(version) == [("other_without_days", Section.HEADER)]


def test_seats_that_are_over_are_members_no_more(version):
    partnership = PartnershipFactory(units=[version.agreement.unit])
    seat = SeatFactory(partnership=partnership, organisation_type=OrganisationType.NGO, valid_to=TODAY)
    StatedSeatFactory(version=version, organisation_type=OrganisationType.NGO)
    assert found(version) == []

    seat.valid_to = date(2026, 11, 20)
    seat.save()

    assert found(version) == [("members_not_recorded", Section.PARTNERSHIP)]


@pytest.mark.parametrize("role", [UnitRole.MANAGER, UnitRole.READER])
@pytest.mark.parametrize("rows", [1, 3])
def test_page_leads_to_what_is_recorded_and_costs_the_same(
    client, version, role, rows, django_assert_num_queries
):
    unit = version.agreement.unit
    for _ in range(rows):
        partnership = PartnershipFactory(units=[unit])
        SeatFactory(partnership=partnership)
        GroupFactory(partnership=partnership)
        put_in_force(VersionFactory(agreement=AgreementFactory(unit=unit)))
    StatedSeatFactory(version=version, organisation_type=OrganisationType.NGO)
    stated(version, name_text="Jana Nová")
    holder(version)
    put_in_force(version)
    client.force_login(member(unit, role))
    url = reverse("agreements:version", args=[version.pk])
    client.get(url)

    # as any page of a version
    with django_assert_num_queries(10):
        response = client.get(url)

    shown = [one for one in response.context["warnings"] if one.code in LIVE]
    assert {one.code for one in shown} == {
        "other_without_days", "role_holder_differs", "members_not_recorded", "members_not_stated",
        "group_not_stated",
    }  # fmt: skip
    for one in shown:
        assert f'href="{one.fix}"' in response.content.decode()
        leads_to(client, one.fix)
