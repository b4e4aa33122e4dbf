"""One partnership of two units: who sees and keeps its meetings, and whose agreements they fulfil."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Document, Event
from partnerships.vocabulary import EventKind, UnitRole
from planning.actions import edit_event, save_minutes
from planning.models import FulfilmentState
from planning.year import year_result
from reporting.collect import collect
from tests.factories import (
    MembershipFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
    member,
)
from tests.planning.browsing import MEETING_OUTPUTS, MEETINGS, add_url, pdf, sent
from tests.planning.situations import AFTER, agreement_with, commitment_of, draft, in_force, step

pytestmark = pytest.mark.django_db

DISCUSSION = {"kind": "FREQUENCY", "event_kind": EventKind.LP_DISCUSSION, "count": 1}


@pytest.fixture
def first():
    return agreement_with(MEETING_OUTPUTS, **MEETINGS)


@pytest.fixture
def second():
    return agreement_with(MEETING_OUTPUTS, **MEETINGS)


@pytest.fixture
def shared(first, second):
    return PartnershipFactory(name="LP Rumburk a Staré Křečany", units=[first.unit, second.unit])


@pytest.fixture
def here(first):
    return member(first.unit)


@pytest.fixture
def there(second):
    return member(second.unit)


@pytest.fixture
def stranger():
    return member(agreement_with(MEETING_OUTPUTS, **MEETINGS).unit)


@pytest.fixture
def event(client, first, shared, here):
    """Recorded by the first unit's manager through the form, as one does."""
    client.force_login(here)
    client.post(add_url(first), sent(partnership=shared.pk, commitments=[commitment_of(first).key]))
    return Event.objects.get()


def status_for(client, user, url):
    client.force_login(user)
    response = client.get(url)
    if response.streaming:
        response.getvalue()  # a file not read to its end stays open
    return response.status_code


def term_of(agreement):
    return year_result(agreement, 2023, today=AFTER).steps[0].terms[0]


def complete(client, event):
    """Attendance and a file, by whoever is logged in."""
    name = {"revision": event.revision, "jmeno-0-name_text": "Jana Nová"}
    client.post(reverse("planning:attendance", args=[event.pk]), name)
    file = {"output": "LP_MEETING_RECORD", "upload": pdf(), "delivered_on": "9. 3. 2023"}
    return client.post(reverse("planning:evidence_add", args=[event.pk]), file)


# --- Who sees and keeps it ---------------------------------------------------------------------------------


def test_partnership_is_on_the_pages_of_each_of_its_units_alone(
    client, first, second, shared, here, there, stranger
):
    page = reverse("partnerships:partnership", args=[shared.pk])

    assert [status_for(client, user, page) for user in (here, there, stranger)] == [200, 200, 404]
    for user, agreement in ((here, first), (there, second)):
        client.force_login(user)
        unit = client.get(reverse("partnerships:unit", args=[agreement.unit_id]))
        assert page in unit.content.decode()


def test_meeting_is_seen_and_kept_by_the_people_of_each_unit(client, second, event, here, there, stranger):
    reader = member(second.unit, UnitRole.READER)
    urls = [reverse(f"planning:{name}", args=[event.pk]) for name in ("event", "attendance", "event_edit")]

    assert [status_for(client, here, url) for url in urls] == [200, 200, 200]
    assert [status_for(client, there, url) for url in urls] == [200, 200, 200]
    assert [status_for(client, reader, url) for url in urls] == [200, 403, 403]
    assert [status_for(client, stranger, url) for url in urls] == [404, 404, 404]
    assert status_for(client, there, reverse("planning:event_cancel", args=[event.pk])) == 403


def test_each_unit_finds_the_meeting_in_its_list(client, first, second, event, there):
    client.force_login(there)
    events = client.get(reverse("planning:event_list", args=[second.unit_id]))
    page = client.get(reverse("planning:event", args=[event.pk])).content.decode()

    assert list(events.context["page"].object_list) == [event]
    assert reverse("partnerships:unit", args=[second.unit_id]) in page
    assert reverse("partnerships:unit", args=[first.unit_id]) not in page


def test_file_of_the_meeting_is_open_to_each_unit(client, event, here, there, stranger):
    client.force_login(there)
    complete(client, event)
    url = reverse("partnerships:document", args=[Document.objects.get().pk])

    assert [status_for(client, user, url) for user in (here, there, stranger)] == [200, 200, 404]


def test_people_of_the_other_unit_are_not_offered_for_a_seat(client, first, second, shared, here):
    own, foreign = PersonFactory.create_batch(2)
    own.units.add(first.unit)
    foreign.units.add(second.unit)
    client.force_login(here)

    form = client.get(reverse("partnerships:seat_add", args=[shared.pk])).context["form"]

    assert list(form.fields["holder"].queryset) == [own]


# --- Whose agreements it fulfils ---------------------------------------------------------------------------


def test_meeting_counts_once_for_the_agreement_of_each_unit(client, first, second, event, stranger):
    complete(client, event)

    assert [(term_of(one).actual, term_of(one).expected) for one in (first, second)] == [(1, 4), (1, 4)]
    assert event.fulfilments.count() == 2
    assert not event.fulfilments.filter(commitment__agreement__unit__memberships__user=stranger).exists()


def test_meeting_lacks_the_same_in_both_units(first, second, event):
    lines = [term_of(one).not_counted for one in (first, second)]

    assert lines[0] == lines[1]
    assert lines[0][0].missing == ("Záznam z jednání LP", "Prezenční listina")


def test_each_unit_decides_about_its_own_agreement_alone(client, first, second, event, there):
    client.force_login(there)
    page = client.get(reverse("planning:event", args=[event.pk])).context
    assert page["page"].chosen == [commitment_of(second).key]

    client.post(reverse("planning:fulfilment", args=[event.pk]), {})

    assert [link.commitment for link in event.fulfilments.all()] == [commitment_of(first)]


def test_saving_by_one_unit_does_not_touch_what_the_other_decided(client, first, second, event, here, there):
    client.force_login(there)
    client.post(reverse("planning:fulfilment", args=[event.pk]), {})
    client.force_login(here)
    fields = sent(
        partnership=event.partnership_id,
        revision=event.revision,
        place="Jinde",
        commitments=[commitment_of(first).key],
    )

    client.post(reverse("planning:event_edit", args=[event.pk]), fields)

    event.refresh_from_db()
    assert event.place == "Jinde"
    assert [link.commitment for link in event.fulfilments.all()] == [commitment_of(first)]


def test_commitment_of_the_other_unit_can_be_neither_ticked_nor_seen(client, second, event, here):
    event.fulfilments.all().delete()
    foreign = commitment_of(second).key
    client.force_login(here)

    page = client.get(reverse("planning:event", args=[event.pk]))
    client.post(reverse("planning:fulfilment", args=[event.pk]), {"commitments": [foreign]})

    assert str(foreign) not in page.content.decode()
    assert not event.fulfilments.exists()


def test_commitments_of_two_units_are_told_apart(client, first, second, event, here):
    MembershipFactory(user=here, unit=second.unit, role=UnitRole.MANAGER)
    client.force_login(here)

    page = client.get(reverse("planning:event", args=[event.pk])).context["page"]

    assert [link.label.split(" – ")[0] for link in page.links] == [first.unit.name, second.unit.name]


def test_discussing_a_report_is_only_proposed_to_the_other_unit(first, here):
    versions = [draft(), draft()]
    for version in versions:
        step(version, terms=[DISCUSSION])
    own, other = (in_force(version) for version in versions)
    shared = PartnershipFactory(units=[own.unit, other.unit])
    user = member(own.unit)
    event = Event.objects.create(
        unit=own.unit, kind=EventKind.LP_MEETING, state="HELD", starts_on=date(2023, 3, 9), partnership=shared
    )

    save_minutes(event, by=user, items=[{"matter": "AGREEMENT_FULFILMENT"}])

    states = {link.commitment.agreement: link.state for link in event.fulfilments.all()}
    assert states == {own: FulfilmentState.PROPOSED, other: FulfilmentState.PROPOSED}


def test_moved_to_a_partnership_of_one_unit_it_counts_no_more_for_the_other(
    client, first, event, here, there
):
    complete(client, event)
    alone = PartnershipFactory(name="LP jen naše", units=[first.unit])
    event.refresh_from_db()
    own = [commitment_of(first)]

    edit_event(
        event,
        by=here,
        today=AFTER,
        revision=event.revision,
        commitments=own,
        units=[first.unit],
        reason="Jednalo jen naše partnerství.",
        partnership=alone,
    )

    assert [link.commitment for link in event.fulfilments.all()] == own
    document = reverse("partnerships:document", args=[Document.objects.get().pk])
    assert [status_for(client, user, document) for user in (here, there)] == [200, 404]


def test_report_of_each_unit_speaks_of_the_meeting(client, first, second, shared, event):
    SeatFactory.create_batch(2, partnership=shared)
    complete(client, event)

    for agreement in (first, second):
        report = collect(agreement, 2023, today=AFTER)
        assert [meeting.on for meeting in report.meetings] == [date(2023, 3, 9)]
        assert [one.name for one in report.partnerships] == ["LP Rumburk a Staré Křečany"]
        assert report.summary.figures[0].actual == "1"
