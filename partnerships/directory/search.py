"""The people and organisations a unit deals with: its own, and those of the Agency who hold a role in it."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from partnerships.database import beginning_with
from partnerships.models import Organisation, Person, RoleHolding, Seat, TerritorialUnit

LACKS_CONTACT = Q(email="", phone="")
INCOMPLETE_PERSON = LACKS_CONTACT | Q(organisation=None)
INCOMPLETE_ORGANISATION = LACKS_CONTACT | Q(ico="")


def people_in(unit: TerritorialUnit) -> QuerySet[Person]:
    own = Person.units.through.objects.filter(territorialunit=unit).values("person")
    held = RoleHolding.objects.filter(unit=unit)
    of_agency = Q(is_agency_staff=True) & (Q(pk__in=held.values("person")) | Q(pk__in=held.values("deputy")))
    return Person.objects.filter(Q(pk__in=own) | of_agency).listed()


def organisations_in(unit: TerritorialUnit) -> QuerySet[Organisation]:
    own = Organisation.units.through.objects.filter(territorialunit=unit).values("organisation")
    return Organisation.objects.filter(pk__in=own).listed()


def found_people(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """By their own words or by those of their organisation."""
    employers = beginning_with(Organisation.objects.all(), words)
    named = beginning_with(Person.objects.all(), words)
    return people.filter(Q(pk__in=named.values("pk")) | Q(organisation__in=employers.values("pk")))


def seated(day: date, field: str) -> Exists:
    """Whether the person (`holder`) or the organisation holds a seat of a partnership or a group on the day."""
    return Exists(Seat.objects.on(day).filter(**{field: OuterRef("pk")}))


def people_for_list(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    return people.select_related("organisation").annotate(has_seat=seated(day, "holder"))


def organisations_for_list(
    organisations: QuerySet[Organisation], day: date, people: QuerySet[Person]
) -> QuerySet[Organisation]:
    """`people` are those who count: of the unit, not of whomever else the organisation works with."""
    found = organisations.annotate(
        people_count=Count("people", filter=Q(people__in=people.values("pk"))),
        has_seat=seated(day, "organisation"),
    )
    return found.order_by("name_sort", "pk")  # a count drops the order of the model
