"""When an event starts and ends and how one joins it from afar."""

from datetime import date, time

import pytest
from django.urls import reverse

from partnerships.models import Event
from partnerships.vocabulary import EventKind
from tests.factories import EventFactory
from tests.planning.browsing import add_url, errors, sent, text_of

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.cz/j/12?x=1"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9:00", time(9)), ("9.05", time(9, 5)), ("9", time(9)), (" 13 : 30 ", time(13, 30)), ("", None)],
)
def test_time_is_typed_as_people_write_it(client, agreement, manager, partnership, typed, kept):
    client.post(add_url(agreement), sent(partnership=partnership.pk, starts_at=typed, online_url=LINK))

    event = Event.objects.get()
    assert (event.starts_at, event.online_url) == (kept, LINK)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "field", "problem"),
    [
        ("10:00", "10:00", "ends_at", "Konec musí být po začátku."),
        ("10:00", "9:30", "ends_at", "Konec musí být po začátku."),
        ("", "9:30", "starts_at", "Napište i začátek."),
        ("devět", "9:30", "starts_at", "Napište čas jako 9:00."),
        ("25:00", "", "starts_at", "Napište čas jako 9:00."),
    ],
)
def test_times_that_make_no_sense_are_refused(
    client, agreement, manager, partnership, starts_at, ends_at, field, problem
):
    response = client.post(
        add_url(agreement), sent(partnership=partnership.pk, starts_at=starts_at, ends_at=ends_at)
    )

    assert errors(response) == {field: [problem]}
    assert not Event.objects.exists()


def test_link_runs_no_script(client, agreement, manager, partnership):
    response = client.post(
        add_url(agreement), sent(partnership=partnership.pk, online_url="javascript:alert(1)")
    )

    assert list(errors(response)) == ["online_url"]


def test_event_of_more_days_may_end_at_an_earlier_hour(client, agreement, manager):
    event = EventFactory(
        unit=agreement.unit,
        kind=EventKind.COOPERATION_MEETING,
        ends_on=date(2023, 5, 11),
        starts_at=time(14),
        ends_at=time(10),
    )

    client.post(
        reverse("planning:event_edit", args=[event.pk]),
        sent(starts_on="10. 5. 2023", ends_on="11. 5. 2023", starts_at="15:00", ends_at="9:00", revision=0),
    )

    event.refresh_from_db()
    assert (event.starts_at, event.ends_at, event.ends_on) == (time(15), time(9), date(2023, 5, 11))


def test_page_and_list_say_the_time(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, starts_at=time(9), ends_at=time(11, 30), online_url=LINK)

    page = text_of(client.get(reverse("planning:event", args=[event.pk])))
    listed = text_of(client.get(reverse("planning:event_list", args=[agreement.unit_id])))

    assert "9:00–11:30" in page
    assert f'href="{LINK}"' in page
    assert "9:00–11:30" in listed


def test_research_has_no_time(client, agreement, manager):
    page = client.get(add_url(agreement, EventKind.RESEARCH))

    assert not {"starts_at", "ends_at", "online_url", "place"} & set(page.context["form"].fields)
