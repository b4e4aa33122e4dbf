"""What a unit and its live partnership lack: each kind once, and where each leads."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.structure import roles_on, structure_on
from partnerships.vocabulary import GroupStatus, OfficialRole, OrganisationType, SeatRole, UnitRole
from partnerships.warnings import missing_of_partnership, missing_of_unit
from tests.factories import (
    GroupFactory,
    PartnershipDocumentFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UnitFactory,
    member,
)
from tests.links import leads_to

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def of_unit(unit, *, can_edit=True):
    partnerships = list(unit.partnerships.all())
    roles = roles_on(unit, TODAY)
    return missing_of_unit(unit, roles=roles, partnerships=partnerships, today=TODAY, can_edit=can_edit)


def of_partnership(partnership, *, can_edit=True):
    rules = list(partnership.rules.all())
    return missing_of_partnership(
        partnership, structure_on(partnership, TODAY), rules, today=TODAY, can_edit=can_edit
    )


def codes(warnings) -> list[str]:
    return [one.code for one in warnings]


def complete_unit():
    unit = UnitFactory()
    for role in OfficialRole:
        RoleHoldingFactory(unit=unit, role=role)
    PartnershipFactory(units=[unit])
    return unit


def complete_partnership(unit):
    partnership = PartnershipFactory(units=[unit], founder_text="rada města", founded_text="v roce 2016")
    person = PersonFactory()
    SeatFactory(partnership=partnership, holder=person, role=SeatRole.CHAIR)
    SeatFactory(partnership=partnership, holder=person, organisation_type=OrganisationType.ASZ)
    PartnershipDocumentFactory(partnership=partnership)
    return partnership


def test_complete_unit_and_partnership_lack_nothing():
    unit = complete_unit()

    assert of_unit(unit) == []
    assert of_partnership(complete_partnership(unit)) == []


def test_new_unit_lacks_its_roles_and_partnership_but_no_contact_of_the_region():
    assert codes(of_unit(UnitFactory())) == ["role_not_recorded"] * 4 + ["partnership_not_recorded"]


@pytest.mark.parametrize(
    ("code", "holding"),
    [
        ("vacancy_without_deputy", {"person": None, "is_vacant": True}),
        ("role_without_name", {"person": None, "function_text": "radní"}),
    ],
)
def test_role_that_is_not_a_person(code, holding):
    unit = complete_unit()
    unit.role_holdings.filter(role=OfficialRole.MANAGER).delete()
    RoleHoldingFactory(unit=unit, role=OfficialRole.MANAGER, **holding)

    assert codes(of_unit(unit)) == [code]


def test_vacancy_with_a_deputy_is_no_fault():
    unit = complete_unit()
    unit.role_holdings.filter(role=OfficialRole.MANAGER).delete()
    RoleHoldingFactory(unit=unit, person=None, is_vacant=True, deputy=PersonFactory())

    assert of_unit(unit) == []


def test_role_held_twice_and_one_that_only_begins():
    unit = complete_unit()
    RoleHoldingFactory(unit=unit, role=OfficialRole.CONSULTANT, valid_from=date(2027, 1, 1))
    assert of_unit(unit) == []

    RoleHoldingFactory(unit=unit, role=OfficialRole.CONSULTANT, valid_from=date(2026, 1, 1))

    assert codes(of_unit(unit)) == ["role_held_twice"]


def test_new_partnership_lacks_everything():
    partnership = PartnershipFactory()
    GroupFactory(partnership=partnership, status=GroupStatus.ESTABLISHED)
    GroupFactory(partnership=partnership, status=GroupStatus.OPTIONAL)

    assert codes(of_partnership(partnership)) == [
        "founder_blank",
        "founded_blank",
        "seats_blank",
        "group_without_members",
        "rules_blank",
    ]


def test_members_without_asz_chair_or_name():
    partnership = PartnershipFactory(founder_text="rada", founded_on=date(2016, 1, 1))
    SeatFactory(partnership=partnership, function_text="ředitel školy")
    SeatFactory(partnership=partnership, function_text="zástupce ASZ", organisation_type=OrganisationType.ASZ)
    SeatFactory(partnership=partnership, function_text="bývalý", valid_to=date(2020, 1, 1))
    SeatFactory(partnership=partnership, function_text="manažer", is_vacant=True)

    found = of_partnership(partnership)

    assert codes(found) == ["chair_blank", "seats_vacant", "rules_blank"]
    assert "u těchto míst: ředitel školy; zástupce ASZ." in found[1].text


def test_rules_that_say_nothing_of_the_quorum_and_one_that_cannot_be_met():
    partnership = complete_partnership(UnitFactory())
    partnership.rules.update(quorum="")
    assert codes(of_partnership(partnership)) == ["quorum_blank"]

    partnership.rules.update(quorum="COUNT", quorum_count=3)
    (found,) = of_partnership(partnership)

    assert found.code == "quorum_unreachable"
    assert "3\u00a0členové s hlasem, obsazeno je jen 2." in found.text


def test_partnership_that_is_gone_lacks_nothing():
    assert of_partnership(PartnershipFactory(dissolved_on=TODAY)) == []


def test_partnership_without_asz():
    partnership = complete_partnership(UnitFactory())
    partnership.seats.filter(organisation_type=OrganisationType.ASZ).delete()

    assert codes(of_partnership(partnership)) == ["asz_not_a_member"]


@pytest.mark.parametrize("role", [UnitRole.MANAGER, UnitRole.READER])
def test_every_warning_is_on_the_page_and_leads_to_a_place_that_is_there(client, role):
    unit = UnitFactory()
    partnership = PartnershipFactory(units=[unit])
    GroupFactory(partnership=partnership)
    SeatFactory(partnership=partnership)
    client.force_login(member(unit, role))

    for url in (
        reverse("partnerships:unit", args=[unit.pk]),
        reverse("partnerships:partnership", args=[partnership.pk]),
    ):
        response = client.get(url)
        assert len(response.context["warnings"]) >= 4
        for one in response.context["warnings"]:
            assert f'href="{one.url}"' in response.content.decode()
            leads_to(client, one.url)
