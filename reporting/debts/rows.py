"""The rows of „Co kdo dluží“: whose a person sees, who answers for them, in which order they stand."""

from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import JSONObject

from partnerships.database import CzechSortKey
from partnerships.forms.sorting import sort_rows
from partnerships.models import Membership, Person, RoleHolding, TerritorialUnit, User
from partnerships.vocabulary import OfficialRole, UnitRole
from planning.models import Debt
from planning.vocabulary import OwedBy
from reporting.lifecycle import ReportState
from reporting.models import FulfilmentReport

UNIT = "commitment__agreement__unit"
SOON = timedelta(days=30)
OF_UNIT = (OwedBy.UNIT, OwedBy.BOTH)
OF_AGENCY = (OwedBy.ASZ, OwedBy.BOTH)
WORST, BY_UNIT, BY_DEBTOR = "nejhorsi", "celek", "kdo"
# What can be sorted by and by which columns; nothing else of the address reaches the query.
ORDERS = {
    BY_UNIT: ("unit_sort", UNIT, "due_on"),
    BY_DEBTOR: ("debtor", "due_on"),
    "zavazek": ("activity_sort", "position"),
    "zbyva": ("left_over",),
    "termin": ("due_on",),
    "krok": ("last_event__starts_on",),
}
LAST = ("due_on", "position", "pk")
PARTS_OF_NAME = ("title_before", "first_name", "last_name", "title_after")


def debts_seen(user: User, unit: TerritorialUnit | None, *, today: date) -> QuerySet[Debt]:
    """Of one unit or of all the person sees. What a year lacked is closed by the report on it, which explains it."""
    submitted = FulfilmentReport.objects.filter(
        agreement=OuterRef("commitment__agreement"), year=OuterRef("year"), state=ReportState.SUBMITTED
    )
    rows = Debt.objects.visible_to(user).exclude(Exists(submitted), is_once=False, due_on__lt=today)
    return rows.filter(**{UNIT: unit}) if unit else rows


def overdue(today: date) -> Q:
    return Q(due_on__lt=today)


def within_days(today: date) -> Q:
    return Q(due_on__range=(today, today + SOON))


def this_year(today: date) -> Q:
    return Q(due_on__year=today.year)


# --- Who answers for them ---------------------------------------------------------------------------------


def managers(today: date) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.filter(unit=OuterRef(UNIT), role=OfficialRole.MANAGER).on(today)


def consultants() -> QuerySet[Membership]:
    return Membership.objects.filter(unit=OuterRef(UNIT), role=UnitRole.CONSULTANT).active()


def _with_people(rows: QuerySet[Debt], today: date) -> QuerySet[Debt]:
    """`managers` and `consultants` are read by the methods below."""
    names = {
        f"{whose}_{part}": f"{whose}__{part}" for whose in ("person", "deputy") for part in PARTS_OF_NAME
    }
    holding = JSONObject(is_vacant="is_vacant", function_text="function_text", **names)
    return rows.annotate(
        managers=ArraySubquery(managers(today).order_by("pk").values(holding=holding)),
        consultants=ArraySubquery(consultants().order_by("user__name").values("user__name")),
    )


def holder_text(values: dict) -> str:
    """As the page of the unit says it."""
    people = {whose: _person(values, whose) for whose in ("person", "deputy")}
    return RoleHolding(
        is_vacant=values["is_vacant"], function_text=values["function_text"], **people
    ).holder_text


def _person(values: dict, whose: str) -> Person | None:
    parts = {part: values[f"{whose}_{part}"] for part in PARTS_OF_NAME}
    return Person(**parts) if parts["last_name"] is not None else None


# --- The order --------------------------------------------------------------------------------------------


class Place(Func):
    """Of a value in a list."""

    function = "array_position"
    output_field = IntegerField()


def in_order(rows: QuerySet[Debt], order: str, worst: list[int], *, today: date) -> QuerySet[Debt]:
    """With what a line shows; `worst` are the pks of the units, the worst first."""
    rows = _with_people(rows.select_related(UNIT, "last_event"), today).alias(
        unit_sort=F(f"{UNIT}__name_sort"),
        activity_sort=CzechSortKey(F("activity_name")),
        left_over=F("needed") - F("counted"),
        debtor=Place(Value(list(OwedBy.values), ArrayField(CharField())), F("owed_by")),
    )
    if order == WORST:
        place = Place(Value(worst, ArrayField(BigIntegerField())), F(UNIT))
        return rows.order_by(place, *LAST)
    columns = ORDERS[order.removeprefix("-")]
    return sort_rows(rows, columns, descending=order.startswith("-"), last=LAST)
