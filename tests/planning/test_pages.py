"""The pages of events and of the year as people use them."""

import re
import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.vocabulary import OutputCode, TermKind
from partnerships.models import Event
from partnerships.vocabulary import EventKind, EventState, OfficialRole, Presence, UnitRole
from planning.models import DeviationComment, FulfilmentState
from tests.factories import (
    EventFactory,
    GroupFactory,
    PartnershipFactory,
    PersonFactory,
    RoleHoldingFactory,
    SeatFactory,
    UnitFactory,
    member,
)
from tests.planning.situations import (
    EVALUATION_ROLES,
    agreement_with,
    attended,
    commitment_of,
    documented,
    draft,
    event_for,
    in_force,
    minuted,
    step,
)
from tests.planning.test_actions import PDF

pytestmark = pytest.mark.django_db
MEETING_OUTPUTS = [OutputCode.LP_MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]
MEETINGS = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "count": 4}


@pytest.fixture
def agreement():
    return agreement_with(MEETING_OUTPUTS, **MEETINGS)


@pytest.fixture
def partnership(agreement):
    return PartnershipFactory(units=[agreement.unit])


@pytest.fixture
def manager(agreement, client):
    user = member(agreement.unit)
    client.force_login(user)
    return user


def pdf(name="zapis.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def add_url(agreement, kind=EventKind.LP_MEETING, **query):
    return reverse("planning:event_add", args=[agreement.unit_id], query={"druh": kind, **query})


def sent(**fields):
    return {
        "starts_on": "9. 3. 2023",
        "state": "HELD",
        "form_key": uuid.uuid4(),
        "place": "Radnice",
        **fields,
    }


def errors(response) -> dict:
    return {name: list(problems) for name, problems in response.context["form"].errors.items()}


# --- The main path -----------------------------------------------------------------------------------------


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
    assert "<strong>1 z 4</strong>" in text_of(client.get(year))


def test_form_asks_only_what_the_kind_needs(client, agreement, partnership, manager):
    def fields(kind):
        return set(client.get(add_url(agreement, kind)).context["form"].fields)

    common = {"starts_on", "state", "title", "summary", "about_year", "participant_count", "form_key"}
    assert fields(EventKind.LP_MEETING) == common | {"partnership", "place", "mode", "upload", "commitments"}
    assert fields(EventKind.WG_MEETING) == common | {"group", "place", "mode", "upload"}
    assert fields(EventKind.SEMINAR) == common | {
        "place",
        "mode",
        "upload",
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


# --- What is typed wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"starts_on": "31. 2. 2023"}, "starts_on", "Zadejte platné datum."),
        ({"starts_on": ""}, "starts_on", "Toto pole je třeba vyplnit."),
        (
            {"starts_on": "1. 1. 2099"},
            "starts_on",
            "Datum je v budoucnosti. Opravte ho, nebo zvolte, že se událost teprve uskuteční.",
        ),
        ({"starts_on": "1. 1. 1899"}, "starts_on", "Zkontrolujte rok."),
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


# --- Two people, two clicks, closed events -----------------------------------------------------------------


def test_double_click_records_one_event(client, agreement, partnership, manager):
    once = sent(partnership=partnership.pk)

    first, second = client.post(add_url(agreement), once), client.post(add_url(agreement), once)

    assert first.url == second.url
    assert Event.objects.count() == 1


def test_lost_save_shows_both_values_and_keeps_what_was_typed(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership, place="Radnice", starts_on=date(2023, 3, 9))
    Event.objects.filter(pk=event.pk).update(place="Knihovna", revision=1)
    url = reverse("planning:event_edit", args=[event.pk])

    response = client.post(
        url, sent(partnership=partnership.pk, place="Škola", revision=0, title=event.title)
    )

    assert response.status_code == 409
    assert response.context["differences"] == [("Místo", "Škola", "Knihovna")]
    assert 'name="revision" value="1"' in text_of(response)
    assert 'value="Škola"' in text_of(response)
    event.refresh_from_db()
    assert event.place == "Knihovna"


@pytest.mark.parametrize(
    ("name", "fields"), [("attendance", {"jmeno-0-name_text": "Jana"}), ("minutes", {"minutes_text": "Jana"})]
)
def test_lost_save_of_a_part_keeps_what_was_typed(client, agreement, partnership, manager, name, fields):
    event = event_for(agreement, partnership=partnership)
    Event.objects.filter(pk=event.pk).update(revision=1)

    response = client.post(reverse(f"planning:{name}", args=[event.pk]), {"revision": 0, **fields})

    assert response.status_code == 409
    assert "zatím nejsou uložené" in text_of(response)
    assert "Jana" in text_of(response)
    assert 'name="revision" value="1"' in text_of(response)
    assert not event.attendances.exists()


@pytest.mark.parametrize(
    "name",
    ["event_edit", "event_cancel", "attendance", "minutes", "evidence_add", "fulfilment", "minutes_approve"],
)
@pytest.mark.parametrize("why", ["cancelled", "report"])
def test_closed_event_answers_with_a_message(client, agreement, manager, name, why):
    fields = (
        {"state": EventState.CANCELLED, "cancelled_reason": "Omyl"}
        if why == "cancelled"
        else {"kind": EventKind.COUNCIL_REPORT}
    )
    event = EventFactory(unit=agreement.unit, **fields)

    response = client.post(reverse(f"planning:{name}", args=[event.pk]), {}, follow=True)

    assert response.redirect_chain == [(reverse("planning:event", args=[event.pk]), 302)]
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_cancelling_asks_for_a_reason(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership)
    url = reverse("planning:event_cancel", args=[event.pk])

    assert errors(client.post(url, {"reason": "  "})) == {"reason": ["Toto pole je třeba vyplnit."]}
    client.post(url, {"reason": "Zapsáno dvakrát"})

    event.refresh_from_db()
    assert (event.state, event.cancelled_reason) == (EventState.CANCELLED, "Zapsáno dvakrát")


# --- The page of an event ----------------------------------------------------------------------------------


def test_event_page_says_what_is_missing_and_where_to_add_it(client, agreement, partnership, manager):
    event = attended(event_for(agreement, partnership=partnership))

    page = text_of(client.get(reverse("planning:event", args=[event.pk])))

    assert "zatím se nepočítá" in page
    assert "chybí: Záznam z jednání LP" in page
    assert f"{reverse('planning:evidence_add', args=[event.pk])}?vystup=LP_MEETING_RECORD" in page


def test_evidence_of_the_missing_output_makes_the_event_count(client, agreement, partnership, manager):
    event = attended(event_for(agreement, partnership=partnership))
    url = reverse("planning:evidence_add", args=[event.pk])
    assert client.get(url).context["form"]["output"].initial == OutputCode.LP_MEETING_RECORD

    client.post(url, {"output": "LP_MEETING_RECORD", "delivered_on": "10. 3. 2023", "upload": pdf()})

    assert "počítá se" in text_of(client.get(reverse("planning:event", args=[event.pk])))
    assert event.evidence.get().delivered_on == date(2023, 3, 10)


def test_proposal_is_confirmed_on_the_page_of_the_event(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership, state=FulfilmentState.PROPOSED)
    assert "čeká na potvrzení" in text_of(client.get(reverse("planning:event", args=[event.pk])))

    client.post(
        reverse("planning:fulfilment", args=[event.pk]), {"commitments": [commitment_of(agreement).key]}
    )

    assert event.fulfilments.get().confirmed_by == manager


def test_minutes_are_typed_and_approved(client, agreement, partnership, manager):
    event = event_for(agreement, partnership=partnership)
    typed = {
        "revision": 0,
        "matters": ["PLAN", "AGREEMENT_FULFILMENT"],
        "other_items": "Různé\n\n Závěr ",
        "minutes_text": "Jednalo se.",
    }

    client.post(reverse("planning:minutes", args=[event.pk]), typed)
    client.post(reverse("planning:minutes_approve", args=[event.pk]))

    event.refresh_from_db()
    assert [item.title or item.matter for item in event.meeting.agenda_items.all()] == [
        "PLAN",
        "AGREEMENT_FULFILMENT",
        "Různé",
        "Závěr",
    ]
    assert event.meeting.minutes_approved_by == manager


def test_consultant_records_but_does_not_approve_or_cancel(client, agreement, partnership):
    event = minuted(event_for(agreement, partnership=partnership), approved=False)
    client.force_login(member(agreement.unit, UnitRole.CONSULTANT))

    page = text_of(client.get(reverse("planning:event", args=[event.pk])))

    assert reverse("planning:event_edit", args=[event.pk]) in page
    assert reverse("planning:minutes_approve", args=[event.pk]) not in page
    assert reverse("planning:event_cancel", args=[event.pk]) not in page


def test_evaluation_meeting_offers_the_three_roles_with_their_holders(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, kind=EventKind.EVALUATION_MEETING)
    RoleHoldingFactory(unit=agreement.unit, role=OfficialRole.MANAGER, person__last_name="Nová")
    url = reverse("planning:attendance", args=[event.pk])
    sheet = client.get(url).context["sheet"]
    assert [row.form["name_text"].initial for row in sheet.roles] == ["", "Jan Nová", ""]

    client.post(
        url,
        {
            "revision": 0,
            "role-MANAGER-name_text": "Jan Nová",
            "role-MANAGER-presence": "PRESENT",
            "role-CONSULTANT-name_text": "Ivo Vymyšlený",
            "role-CONSULTANT-presence": "PRESENT",
            "role-REPRESENTATIVE-presence": "EXCUSED",
        },
    )

    assert list(event.attendances.values_list("role_present", "name_text", "presence")) == [
        (
            OfficialRole.REPRESENTATIVE,
            "pověřený zástupce územního celku pro sociální začleňování",
            Presence.EXCUSED,
        ),
        (OfficialRole.MANAGER, "Jan Nová", Presence.PRESENT),
        (OfficialRole.CONSULTANT, "Ivo Vymyšlený", Presence.PRESENT),
    ]
    assert set(EVALUATION_ROLES) == {row.role for row in sheet.roles}


def test_training_attendance_keeps_hours_and_released_workers(client, agreement, manager):
    event = EventFactory(unit=agreement.unit, kind=EventKind.SEMINAR)
    url = reverse("planning:attendance", args=[event.pk])

    client.post(
        url,
        {
            "revision": 0,
            "jmeno-0-name_text": "Jana Nová",
            "jmeno-0-is_released_worker": "on",
            "jmeno-0-hours_in_person": "3,5",
            "dalsi": "1",
        },
    )

    row = event.attendances.get()
    assert (row.presence, row.is_released_worker, str(row.hours_in_person)) == (Presence.PRESENT, True, "3.5")
    assert client.get(url).context["sheet"].names[0].form["name_text"].initial == "Jana Nová"
    nameless = client.post(url, {"revision": 1, "jmeno-0-hours_in_person": "2"})
    assert nameless.context["sheet"].names[0].form.errors == {"name_text": ["Napište jméno."]}


# --- The list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_event_list_costs_the_same_for_any_number_of_rows(
    client, agreement, manager, rows, django_assert_num_queries
):
    partnership = PartnershipFactory(units=[agreement.unit])
    for number in range(rows):
        event_for(agreement, partnership=partnership, title=f"Jednání {number}")

    # session, user, unit, years, number of rows, rows, roles, units of the header
    with django_assert_num_queries(8):
        response = client.get(reverse("planning:event_list", args=[agreement.unit_id]))

    assert response.content.decode().count('<th scope="row">') == rows


def test_event_list_is_filtered_and_paged(client, agreement, manager):
    EventFactory.create_batch(26, unit=agreement.unit, starts_on=date(2022, 5, 1))
    EventFactory(unit=agreement.unit, starts_on=date(2023, 5, 1), kind=EventKind.PETITION, title="Petice")
    EventFactory(unit=agreement.unit, starts_on=date(2024, 5, 1), about_year=2023, state=EventState.PLANNED)
    EventFactory(unit=UnitFactory(), starts_on=date(2023, 5, 1))
    url = reverse("planning:event_list", args=[agreement.unit_id])

    def found(**query):
        return client.get(url, query).context["page"].paginator.count

    assert (found(), found(rok=2023), found(druh="PETITION"), found(stav="PLANNED")) == (28, 2, 1, 1)
    assert len(client.get(url, {"page": 2}).context["page"].object_list) == 3
    assert found(rok="nesmysl") == 28


def test_empty_list_says_how_to_begin(client, agreement, manager):
    page = text_of(client.get(reverse("planning:event_list", args=[agreement.unit_id])))

    assert "Zatím tu nic není" in page
    assert reverse("planning:event_add", args=[agreement.unit_id]) in page


# --- The year page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_year_page_costs_the_same_for_any_number_of_rows(client, rows, django_assert_num_queries):
    version = draft(hours_total=40)
    for position in range(rows):
        step(version, outputs=MEETING_OUTPUTS, terms=[MEETINGS], position=position)
    agreement = in_force(version)
    for commitment in agreement.commitments.all():
        documented(attended(event_for(agreement, commitment=commitment)), OutputCode.LP_MEETING_RECORD)
    client.force_login(member(agreement.unit))

    # session, user, agreement, eight of the year, two of training, roles, units of the header
    with django_assert_num_queries(15):
        response = client.get(reverse("planning:year", args=[agreement.pk, 2023]))

    assert text_of(response).count("<strong>1 z 4</strong>") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_event_page_costs_the_same_for_any_number_of_rows(
    client, agreement, manager, rows, django_assert_num_queries
):
    event = minuted(event_for(agreement))
    for _ in range(rows):
        documented(attended(event), OutputCode.LP_MEETING_RECORD)

    with django_assert_num_queries(12):
        response = client.get(reverse("planning:event", args=[event.pk]))

    assert len(response.context["page"].attendances) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_attendance_page_costs_the_same_for_any_number_of_rows(
    client, agreement, partnership, manager, rows, django_assert_num_queries
):
    event = event_for(agreement, partnership=partnership)
    SeatFactory.create_batch(rows, partnership=partnership, holder=PersonFactory())

    with django_assert_num_queries(7):
        response = client.get(reverse("planning:attendance", args=[event.pk]))

    assert len(response.context["sheet"].seats) == rows


def test_year_that_cannot_be_computed_says_why_and_what_to_do(client):
    version = draft()
    version.approvals.all().delete()
    step(version, terms=[MEETINGS])
    agreement = in_force(version)
    client.force_login(member(agreement.unit))

    page = text_of(client.get(reverse("planning:year", args=[agreement.pk, 2023])))

    assert "nelze spočítat, chybí datum schválení. Doplňte" in page


def test_prorated_year_is_explained(client, agreement, manager):
    page = text_of(client.get(reverse("planning:year", args=[agreement.pk, 2022])))

    assert "<strong>3×</strong>" in page
    assert "(poměrně 2,68: spolupráce trvá jen část tohoto roku" in page


@pytest.mark.parametrize("year", ["1850", "99999"])
def test_year_no_agreement_can_have_is_no_page(client, agreement, manager, year):
    assert client.get(f"/popisy/{agreement.pk}/rok/{year}/").status_code == 404


def test_deviation_is_explained_and_shown(client, agreement, manager):
    key = agreement.versions.get().activity_steps.get().key
    url = reverse("planning:deviation", args=[agreement.pk, 2023, key])
    year = reverse("planning:year", args=[agreement.pk, 2023])
    assert "Vysvětlit odchylku" in text_of(client.get(year))

    response = client.post(url, {"reason": "Povodeň v září", "remedy": "Náhradní termín"})

    assert response.url == year
    assert DeviationComment.objects.get().written_by == manager
    assert "Povodeň v září" in text_of(client.get(year))
    assert client.get(url).context["form"]["remedy"].initial == "Náhradní termín"


def test_deviation_of_a_foreign_step_is_no_page(client, agreement, manager):
    foreign = agreement_with(**MEETINGS).versions.get().activity_steps.get().key

    assert client.get(reverse("planning:deviation", args=[agreement.pk, 2023, foreign])).status_code == 404


def test_way_back_to_a_foreign_agreement_is_not_taken(client, agreement, manager):
    foreign = agreement_with(**MEETINGS)

    for popis in (foreign.pk, "²", "9" * 30, "x"):
        response = client.post(add_url(agreement, EventKind.DOCUMENT, popis=popis), sent())
        assert response.url.startswith("/udalosti/")
