import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partnerships.models import Event, Person, TerritorialUnit
from partnerships.unit_words import UNIT_WORDS
from partnerships.validators import validate_ico, validate_postal_code
from partnerships.vocabulary import AgencyRole, UnitRole, UnitType
from tests.factories import EventFactory, PartnershipFactory, PersonFactory, UnitFactory, UserFactory, member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ico", ["00261891", "00286010", "00261220", "46505334", "66002222"])
def test_ico_with_a_right_check_digit_is_taken(ico):
    validate_ico(ico)


@pytest.mark.parametrize("ico", ["00261892", "261891", "0026189a", "", " 0261891", "٠٠٢٦١٨٩١", "00261890"])
def test_ico_with_a_slip_is_refused(ico):
    with pytest.raises(ValidationError, match="IČO"):
        validate_ico(ico)


def test_ico_of_letters_is_refused_by_the_database_too():
    unit = UnitFactory()
    with pytest.raises(IntegrityError, match="unit_ico_has_eight_digits"), transaction.atomic():
        TerritorialUnit.objects.filter(pk=unit.pk).update(ico="261891")


@pytest.mark.parametrize("code", ["4300", "430 01", "4300a"])
def test_postal_code_of_other_than_five_digits_is_refused(code):
    with pytest.raises(ValidationError, match="PSČ"):
        validate_postal_code(code)


def test_every_type_of_unit_has_words_for_its_organs():
    assert set(UNIT_WORDS) == set(UnitType)


def test_words_follow_the_type():
    city = UnitFactory(
        unit_type=UnitType.STATUTORY_CITY,
        name="Chomutov",
        name_genitive="Chomutova",
        name_locative="v Chomutově",
    )
    assert (city.full_name, city.name_with_type_genitive, city.in_place, city.words.head) == (
        "statutární město Chomutov",
        "města Chomutova",
        "V Chomutově",
        "primátor",
    )


def seen_by(user):
    return set(TerritorialUnit.objects.visible_to(user))


def test_units_are_seen_by_their_people_and_the_agency_as_assigned():
    mine, foreign = UnitFactory(), UnitFactory()

    assert seen_by(member(mine)) == {mine}
    assert seen_by(member(mine, UnitRole.CONSULTANT)) == {mine}
    assert seen_by(UserFactory(agency_role=AgencyRole.REGIONAL_HEAD, region=mine.region)) == {mine}
    assert seen_by(UserFactory(agency_role=AgencyRole.DIRECTOR)) == {mine, foreign}
    assert seen_by(UserFactory(agency_role=AgencyRole.ANALYST)) == {mine, foreign}
    assert seen_by(UserFactory(agency_role=AgencyRole.CONSULTANT)) == set()
    assert seen_by(UserFactory(is_site_admin=True)) == set()


def test_ended_access_and_deactivated_person_see_nothing(django_user_model):
    unit = UnitFactory()
    former, gone = member(unit), member(unit, is_active=False)
    former.memberships.update(ended_at="2026-01-01T00:00Z", ended_by=gone)

    assert seen_by(former) == set()
    assert seen_by(gone) == set()


def test_event_of_a_shared_partnership_is_seen_by_each_of_its_units():
    first, second, foreign = UnitFactory(), UnitFactory(), UnitFactory()
    event = EventFactory(unit=first, partnership=PartnershipFactory(units=[first, second]))

    assert Event.objects.visible_to(member(second)).get() == event
    assert not Event.objects.visible_to(member(foreign)).exists()


def test_person_is_seen_in_its_units_and_agency_staff_by_all():
    unit = UnitFactory()
    local, foreign, staff = PersonFactory(), PersonFactory(), PersonFactory(is_agency_staff=True)
    local.units.add(unit)
    foreign.units.add(UnitFactory())

    assert set(Person.objects.visible_to(member(unit))) == {local, staff}
