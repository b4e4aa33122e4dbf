"""Which partnership and group an event may name: those that are gone too, for the days they were there."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Event
from partnerships.vocabulary import EventKind
from tests.factories import EventFactory, GroupFactory, PartnershipFactory
from tests.planning.browsing import add_url, errors, sent

pytestmark = pytest.mark.django_db
GONE_ON = date(2023, 6, 1)


@pytest.fixture
def gone(partnership):
    return GroupFactory(partnership=partnership, name="Bydlení", dissolved_on=GONE_ON)


@pytest.fixture
def living(partnership):
    return GroupFactory(partnership=partnership, name="Dluhy")


def post(client, agreement, group, day, **fields):
    return client.post(
        add_url(agreement, EventKind.WG_MEETING), sent(group=group.pk, starts_on=day, **fields)
    )


def test_dissolved_group_stands_last_and_says_since_when(client, agreement, manager, gone, living):
    field = client.get(add_url(agreement, EventKind.WG_MEETING)).context["form"]["group"]

    assert [label for _, label in field.field.choices] == [
        "vyberte",
        "Dluhy",
        "Bydlení (zrušena 1.\xa06.\xa02023)",
    ]
    assert field.initial == living, "the single one that lives is chosen already"


def test_meeting_recorded_late_names_the_group_that_is_gone(client, agreement, manager, gone):
    post(client, agreement, gone, "31. 5. 2023")

    event = Event.objects.get()
    assert (event.group, event.partnership) == (gone, gone.partnership)
    changed = sent(group=gone.pk, starts_on="31. 5. 2023", place="Jinde", revision=0)
    client.post(reverse("planning:event_edit", args=[event.pk]), changed)
    event.refresh_from_db()
    assert event.place == "Jinde"


@pytest.mark.parametrize("days", [{"day": "1. 6. 2023"}, {"day": "31. 5. 2023", "ends_on": "1. 6. 2023"}])
def test_group_does_not_meet_since_it_is_gone(client, agreement, manager, gone, days):
    answer = post(client, agreement, gone, **days)

    [problem] = errors(answer)["group"]
    assert problem.startswith("Skupina „Bydlení“ je ode dne 1.\xa06.\xa02023 zrušená")
    assert not Event.objects.exists()


def test_what_was_written_before_the_dissolution_may_be_corrected(client, agreement, manager, gone):
    """Somebody dissolved the group to a day before its last meeting."""
    late = {"kind": EventKind.WG_MEETING, "partnership": gone.partnership, "group": gone}
    event = EventFactory(unit=agreement.unit, starts_on=date(2023, 7, 1), **late)
    url = reverse("planning:event_edit", args=[event.pk])

    client.post(url, sent(group=gone.pk, starts_on="1. 7. 2023", place="Jinde", revision=0))
    moved = client.post(url, sent(group=gone.pk, starts_on="2. 7. 2023", place="Jinde", revision=1))

    event.refresh_from_db()
    assert (event.place, event.starts_on) == ("Jinde", date(2023, 7, 1))
    assert list(errors(moved)) == ["group"]


def test_partnership_that_is_gone_is_judged_alike(client, agreement, manager):
    partnership = PartnershipFactory(units=[agreement.unit], name="Staré LP", dissolved_on=GONE_ON)

    def recorded(day):
        url = add_url(agreement, EventKind.LP_MEETING)
        return client.post(url, sent(partnership=partnership.pk, starts_on=day))

    assert (
        "Partnerství „Staré LP“ dne 1.\xa06.\xa02023 zaniklo"
        in errors(recorded("2. 6. 2023"))["partnership"][0]
    )
    recorded("31. 5. 2023")
    assert Event.objects.get().partnership == partnership
