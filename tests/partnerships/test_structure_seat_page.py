"""The page of one place: who holds it and who did."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships import actions
from partnerships.vocabulary import SeatRole
from tests.factories import (
    PersonFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


@pytest.fixture
def seat(partnership, unit):
    holder = PersonFactory(last_name="Stará")
    holder.units.add(unit)
    return SeatFactory(
        partnership=partnership,
        holder=holder,
        valid_from=date(2020, 1, 1),
        role=SeatRole.CHAIR,
        can_decide=True,
    )


def test_page_of_a_seat_tells_its_holders(client, manager, seat):
    new = actions.hold_seat(seat, by=manager, starts_on=DAY, is_vacant=True)
    last = actions.hold_seat(new, by=manager, starts_on=date(2024, 9, 1), holder=PersonFactory())

    page = client.get(reverse("partnerships:seat", args=[seat.pk]))

    assert (page.context["seat"], page.context["former"]) == (last, [new, seat])
    assert "Jan Stará" in page.content.decode()


@pytest.mark.parametrize("holders", [1, 3])
def test_page_of_a_seat_costs_the_same_for_any_number_of_holders(
    client, manager, seat, holders, django_assert_num_queries
):
    for year in range(holders):
        seat = actions.hold_seat(seat, by=manager, starts_on=date(2021 + year, 1, 1), holder=PersonFactory())
    url = reverse("partnerships:seat", args=[seat.pk])
    client.get(url)

    # session, user, seat, partnership, its units, rows of places, attendance, the header's units
    with django_assert_num_queries(8):
        client.get(url)
