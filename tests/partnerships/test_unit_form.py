"""What the site admin enters about a unit: shared numbers, bodies named by statutes, whole names of regions."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnerships.models import TerritorialUnit
from partnerships.unit_words import NAMES_ITS_BODY
from partnerships.vocabulary import ApprovingBody, UnitType
from tests.factories import RegionFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

CITY = {
    "unit_type": UnitType.STATUTORY_CITY,
    "approving_body": "",
    "name": "Ústí nad Labem",
    "name_genitive": "Ústí nad Labem",
    "name_locative": "v Ústí nad Labem",
    "ico": "00081531",
    "seat_address": "Velká Hradební 8, Ústí nad Labem",
    "postal_code": "40001",
}
DISTRICT = {
    **CITY,
    "unit_type": UnitType.CITY_DISTRICT,
    "name": "Neštěmice",
    "name_genitive": "Neštěmice",
    "seat_address": "Mírová 7, Ústí nad Labem",
}
BODY_REFUSED = "Orgán vyberte jen u svazku obcí a místní akční skupiny, jinde schvaluje zastupitelstvo."


@pytest.fixture
def enter(client):
    client.force_login(UserFactory(is_site_admin=True))
    region = RegionFactory()

    def send(fields, unit=None):
        name, args = ("unit_edit", [unit.pk]) if unit else ("unit_add", [])
        return client.post(reverse(f"partnerships:{name}", args=args), {**fields, "region": region.pk})

    return send


def test_district_shares_the_number_of_its_city(enter):
    enter(CITY)

    response = enter(DISTRICT)

    assert response.status_code == 302
    assert list(TerritorialUnit.objects.values_list("name", "ico").order_by("pk")) == [
        ("Ústí nad Labem", "00081531"),
        ("Neštěmice", "00081531"),
    ]


def test_the_same_unit_is_not_entered_twice(enter):
    enter(DISTRICT)

    response = enter({**DISTRICT, "unit_type": UnitType.CITY_BOROUGH})

    assert response.context["form"].non_field_errors() == ["Územní celek s tímto IČO a názvem už existuje."]
    assert TerritorialUnit.objects.count() == 1


def test_district_is_not_renamed_to_its_city(enter):
    enter(CITY)
    enter(DISTRICT)
    district = TerritorialUnit.objects.get(name="Neštěmice")

    response = enter({**DISTRICT, "name": CITY["name"]}, unit=district)

    assert response.context["form"].non_field_errors() == ["Územní celek s tímto IČO a názvem už existuje."]


def test_union_names_the_body_of_its_statutes(enter):
    union = {**CITY, "unit_type": UnitType.UNION, "approving_body": ApprovingBody.GENERAL_ASSEMBLY}

    enter(union)

    unit = TerritorialUnit.objects.get()
    assert (unit.body.nominative, unit.body.instrumental) == ("valná hromada", "valnou hromadou")


@pytest.mark.parametrize("unit_type", sorted(set(UnitType) - NAMES_ITS_BODY))
def test_body_of_a_municipality_or_a_region_is_its_council(enter, unit_type):
    response = enter(
        {
            **CITY,
            "name": "Ústecký kraj",
            "unit_type": unit_type,
            "approving_body": ApprovingBody.GENERAL_ASSEMBLY,
        }
    )

    assert response.context["form"].non_field_errors() == [BODY_REFUSED]
    unit = UnitFactory(unit_type=unit_type)
    with pytest.raises(IntegrityError, match="unit_names_its_body_only_by_statutes"), transaction.atomic():
        TerritorialUnit.objects.filter(pk=unit.pk).update(approving_body=ApprovingBody.GENERAL_ASSEMBLY)


@pytest.mark.parametrize("name", ["Ústecký", "Vysočina"])
def test_region_has_its_whole_name(enter, name):
    response = enter({**CITY, "unit_type": UnitType.REGION, "name": name})

    assert response.context["form"].errors["name"] == ["Napište celý název kraje, například Ústecký kraj."]


@pytest.mark.parametrize("name", ["Ústecký kraj", "Kraj Vysočina", "Hlavní město Praha"])
def test_whole_name_of_a_region_is_taken(name):
    UnitFactory.build(unit_type=UnitType.REGION, name=name).clean()


@pytest.mark.parametrize(
    ("unit_type", "name", "full_name"),
    [
        (UnitType.TOWN, "Město Albrechtice", "město Město Albrechtice"),
        (UnitType.MUNICIPALITY, "Krajková", "obec Krajková"),
        (UnitType.LAG, "Masarykovo údolí", "místní akční skupina Masarykovo údolí"),
        (UnitType.CITY_DISTRICT, "Městská část Praha 4", "Městská část Praha 4"),
    ],
)
def test_only_a_word_of_its_own_stands_for_the_type(unit_type, name, full_name):
    assert UnitFactory.build(unit_type=unit_type, name=name).full_name == full_name
