"""From the year page through the form and the attendance back; what is typed wrong."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Event
from partnerships.vocabulary import EventKind, Presence
from tests.factories import (
    GroupFactory,
    PartnershipFactory,
    PersonFactory,
    SeatFactory,
)
from tests.planning.browsing import MEETINGS, add_url, errors, pdf, sent, text_of
from tests.planning.situations import (
    agreement_with,
    commitment_of,
    event_for,
)

pytestmark = pytest.mark.django_db


def test_meeting_goes_from_the_year_page_through_attendance_back_to_it(
    client, agreement, partnership, manager
):
    seats = SeatFactory.create_batch(2, partnership=partnership)
    year = reverse("planning:year", args=[agreement.pk, 2023])
    key = commitment_of(agreement).key
    page = client.get(year).content.decode()
    link = add_url(agreement, zavazek=key, popis=agreement.pk).replace("&", "&amp;")
    assert link in page

    form = client.get(link.replace("&amp;", "&"))
    assert form.context["form"]["partnership"].initial == partnership
    assert form.context["form"]["commitments"].initial == [str(key)]
    recorded = client.post(
        link.replace("&amp;", "&"), sent(partnership=partnership.pk, commitments=[key], upload=pdf())
    )
    event = Event.objects.get()
    assert recorded.url == f"{reverse('planning:attendance', args=[event.pk])}?popis={agreement.pk}"

    saved = client.post(
        recorded.url,
        {
            "revision": 0,
            f"misto-{seats[0].pk}-presence": "PRESENT",
            f"misto-{seats[1].pk}-presence": "EXCUSED",
            "jmeno-0-name_text": "Jana Nová",
            "jmeno-0-organisation_text": "Charita",
        },
    )

    assert saved.url == year
    assert list(event.attendances.values_list("seat", "name_text", "presence")) == [
        (seats[0].pk, "", Presence.PRESENT),
        (seats[1].pk, "", Presence.EXCUSED),
        (None, "Jana Nová", Presence.GUEST),
    ]
    term = client.get(year).context["result"].steps[0].terms[0]
    assert (term.expected, term.actual) == (4, 1)
    assert "<strong>1 ze 4</strong>" in text_of(client.get(year))


def test_form_asks_only_what_the_kind_needs(client, agreement, partnership, manager):
    def fields(kind):
        return set(client.get(add_url(agreement, kind)).context["form"].fields)

    common = {"starts_on", "state", "title", "summary", "about_year", "participant_count", "form_key"}
    together = {"ends_on", "starts_at", "ends_at", "place", "mode", "online_url", "upload"}
    assert fields(EventKind.LP_MEETING) == common | together | {"partnership", "commitments"}
    assert fields(EventKind.WG_MEETING) == common | together | {"group"}
    assert fields(EventKind.SEMINAR) == common | together | {
        "hours_in_person",
        "hours_distance",
    }
    assert fields(EventKind.DOCUMENT) == common


def test_without_a_kind_people_choose_it(client, agreement, manager):
    response = client.get(reverse("planning:event_add", args=[agreement.unit_id]))

    assert 'href="?druh=LP_MEETING"' in text_of(response)
    assert "COUNCIL_REPORT" not in text_of(response)
    assert (
        client.get(add_url(agreement, EventKind.COUNCIL_REPORT)).templates[0].name
        == "planning/event_kind.html"
    )


def test_group_brings_its_partnership(client, agreement, partnership, manager):
    group = GroupFactory(partnership=partnership)

    client.post(add_url(agreement, EventKind.WG_MEETING), sent(group=group.pk))

    event = Event.objects.get()
    assert (event.group, event.partnership) == (group, partnership)


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"starts_on": "31. 2. 2023"}, "starts_on", "Zadejte platné datum."),
        ({"starts_on": ""}, "starts_on", "Toto pole je třeba vyplnit."),
        (
            {"starts_on": f"1. 1. {timezone.localdate().year + 2}"},
            "starts_on",
            "Datum je v budoucnosti. Opravte ho, nebo zvolte, že se událost teprve uskuteční.",
        ),
        ({"starts_on": "1. 1. 1899"}, "starts_on", "Zkontrolujte rok."),
        ({"starts_on": "1. 1. 2099"}, "starts_on", "Zkontrolujte rok."),
        ({"partnership": ""}, "partnership", "Toto pole je třeba vyplnit."),
        ({"about_year": "1999"}, "about_year", "Hodnota musí být větší nebo rovna 2000."),
        ({"form_key": "nesmysl"}, "form_key", "Zadejte platné UUID."),
    ],
)
def test_wrong_entry_is_said_at_its_field_and_kept(
    client, agreement, partnership, manager, wrong, field, message
):
    response = client.post(add_url(agreement), sent(partnership=partnership.pk) | wrong)

    assert response.status_code == 200
    assert message in errors(response)[field]
    assert 'value="Radnice"' in text_of(response)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (pdf("skript.exe"), "Tento druh souboru nepřijímáme."),
        (pdf(content=b"not a document at all"), "Obsah souboru neodpovídá příponě .pdf."),
        (pdf(content=b""), "prázdný"),
    ],
)
def test_refused_file_is_said_at_its_field(client, agreement, partnership, manager, upload, message):
    upload.seek(0)
    response = client.post(add_url(agreement), sent(partnership=partnership.pk, upload=upload))

    assert message in errors(response)["upload"][0]
    assert not Event.objects.exists()


def test_file_over_the_limit_is_refused(client, agreement, partnership, manager, settings):
    settings.DOCUMENT_MAX_BYTES = 10
    response = client.post(add_url(agreement), sent(partnership=partnership.pk, upload=pdf()))

    assert "Soubor je větší než" in errors(response)["upload"][0]


def test_foreign_partnership_group_and_commitment_are_refused(client, agreement, partnership, manager):
    foreign = agreement_with(**MEETINGS)
    foreign_group = GroupFactory(partnership=PartnershipFactory(units=[foreign.unit]))

    meeting = client.post(
        add_url(agreement),
        sent(partnership=foreign_group.partnership_id, commitments=[commitment_of(foreign).key]),
    )
    group = client.post(add_url(agreement, EventKind.WG_MEETING), sent(group=foreign_group.pk))

    assert set(errors(meeting)) == {"partnership", "commitments"}
    assert set(errors(group)) == {"group"}
    assert not Event.objects.exists()


def test_seat_of_another_partnership_is_never_read(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership)
    foreign = SeatFactory()

    client.post(
        reverse("planning:attendance", args=[event.pk]),
        {
            "revision": 0,
            f"misto-{foreign.pk}-presence": "PRESENT",
            f"osoba-{PersonFactory().pk}-presence": "PRESENT",
        },
    )

    assert not event.attendances.exists()


def test_hours_take_a_decimal_comma(client, agreement, manager):
    client.post(add_url(agreement, EventKind.SEMINAR), sent(hours_in_person="2,5", hours_distance="1"))

    event = Event.objects.get()
    assert (str(event.hours_in_person), str(event.hours_distance)) == ("2.5", "1.0")
