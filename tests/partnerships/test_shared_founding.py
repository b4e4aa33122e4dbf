"""Founding one partnership for several units: only for units the person edits."""

import pytest
from django.urls import reverse

from partnerships.models import LocalPartnership
from partnerships.vocabulary import UnitRole
from tests.factories import MembershipFactory, PartnershipFactory, UnitFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return UnitFactory()


@pytest.fixture
def second():
    return UnitFactory()


@pytest.fixture
def here(first):
    return member(first)


def founding(client, unit, **fields):
    url = reverse("partnerships:partnership_add", args=[unit.pk])
    return client.post(url, {"name": "Společné LP", **fields})


def test_partnership_is_founded_together_with_units_one_edits(client, first, second, here):
    read_only = UnitFactory()
    MembershipFactory(user=here, unit=second, role=UnitRole.MANAGER)
    MembershipFactory(user=here, unit=read_only, role=UnitRole.READER)
    client.force_login(here)
    page = client.get(reverse("partnerships:partnership_add", args=[first.pk]))

    founding(client, first, units=[second.pk])

    assert list(page.context["form"]["units"].field.queryset) == [second]
    assert set(LocalPartnership.objects.get().units.all()) == {first, second}


def test_unit_one_does_not_edit_is_not_taken_in(client, first, second, here):
    MembershipFactory(user=here, unit=UnitFactory(), role=UnitRole.MANAGER)
    client.force_login(here)

    response = founding(client, first, units=[second.pk])

    assert "units" in response.context["form"].errors
    assert not LocalPartnership.objects.exists()


def test_name_taken_in_the_other_unit_is_refused(client, first, second, here):
    PartnershipFactory(name="Společné LP", units=[second])
    MembershipFactory(user=here, unit=second, role=UnitRole.MANAGER)
    client.force_login(here)

    response = founding(client, first, units=[second.pk])

    assert response.context["form"].non_field_errors() == [
        "Lokální partnerství s tímto názvem už územní celek má."
    ]


def test_editor_of_one_unit_has_nothing_to_choose(client, first, here):
    client.force_login(here)

    page = client.get(reverse("partnerships:partnership_add", args=[first.pk]))

    assert "units" not in page.context["form"].fields
