"""Agenda and minutes: kept row by row, saved by itself, put together after a lost save, approved and corrected."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partnerships.models import AgendaItem, Event, Meeting
from partnerships.vocabulary import EventKind, EventState, MailKind, Matter, QuorumRule, UnitRole
from planning import actions
from planning.agenda import EVALUATION_POINTS, LAST_TIME, missing_usual_items, usual_items
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    EventFactory,
    EvidenceFactory,
    FollowUpTaskFactory,
    MeetingFactory,
    MeetingMailFactory,
    MinutesCommentFactory,
    PartnershipDocumentFactory,
    PersonFactory,
    SeatFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of
from tests.planning.situations import event_for, minuted

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(agreement, partnership):
    return event_for(agreement, partnership=partnership, starts_on=date(2023, 3, 9))


def page_of(event, name="minutes"):
    return reverse(f"planning:{name}", args=[event.pk])


def typed(*rows, revision=0, **texts):
    """What the page sends: rows are dicts of a point's fields."""
    fields = {"revision": revision, "items-TOTAL_FORMS": len(rows), "items-INITIAL_FORMS": 0, **texts}
    for number, row in enumerate(rows):
        defaults = {"matter": "OTHER", "title": "", "presenter_text": "", "note": "", "key": ""}
        fields |= {f"items-{number}-{name}": value for name, value in {**defaults, **row}.items()}
    return fields


def points(event):
    return list(
        AgendaItem.objects.filter(meeting__event=event).values_list("position", "matter", "title", "note")
    )


# --- The page -----------------------------------------------------------------------------------------------


def test_minutes_are_typed_from_the_agenda_and_approved(client, event, manager):
    rows = [{"matter": "PLAN", "note": "Plán je hotový."}, {"title": "Různé"}]

    client.post(page_of(event), typed(*rows, chaired_by_text="Eva Nová", minutes_text="Zahájeno v 9 hodin."))
    client.post(page_of(event, "minutes_approve"))

    meeting = Meeting.objects.get(event=event)
    assert points(event) == [(1, "PLAN", "", "Plán je hotový."), (2, "OTHER", "Různé", "")]
    assert (meeting.chaired_by_text, meeting.minutes_text) == ("Eva Nová", "Zahájeno v 9 hodin.")
    assert meeting.minutes_approved_by == manager
    page = text_of(client.get(page_of(event, "event")))
    assert "zápis schválen" in page
    assert "Plán je hotový." in page


def test_notes_of_the_points_are_minutes_enough(client, event, manager):
    client.post(page_of(event), typed({"title": "Různé", "note": "Nic dalšího."}))
    client.post(page_of(event, "minutes_approve"))

    assert Meeting.objects.get(event=event).minutes_approved_at


def test_saving_keeps_the_notes_of_points_that_moved(client, event, manager):
    first, second, third = [
        AgendaItemFactory(
            meeting=getattr(event, "meeting", None) or MeetingFactory(event=event, minutes_text=""),
            position=place, matter=Matter.OTHER, title=title, note=f"K bodu {title}",
        )
        for place, title in enumerate(["první", "druhý", "třetí"], start=1)
    ]  # fmt: skip
    rows = [
        {"key": one.key, "title": one.title, "note": one.note, "matter": "OTHER"}
        for one in (third, first, second)
    ]

    client.post(page_of(event), typed({"title": "úplně nový"}, *rows, revision=event.meeting.revision))

    assert points(event) == [
        (1, "OTHER", "úplně nový", ""),
        (2, "OTHER", "třetí", "K bodu třetí"),
        (3, "OTHER", "první", "K bodu první"),
        (4, "OTHER", "druhý", "K bodu druhý"),
    ]
    assert set(AgendaItem.objects.values_list("pk", flat=True)) > {first.pk, second.pk, third.pk}


def test_before_the_meeting_only_the_agenda_is_typed_and_notes_stay(client, agreement, partnership, manager):
    planned = event_for(agreement, partnership=partnership, starts_on=date(2099, 3, 9))
    Event.objects.filter(pk=planned.pk).update(state=EventState.PLANNED)
    item = AgendaItemFactory(
        meeting=MeetingFactory(event=planned, minutes_text="Předem"),
        title="Bod",
        matter="OTHER",
        note="Poznámka",
    )
    page = text_of(client.get(page_of(planned)))
    assert "items-0-title" in page
    assert "items-0-note" not in page
    assert "minutes_text" not in page

    client.post(page_of(planned), typed({"key": item.key, "title": "Jinak"}))

    assert points(planned) == [(1, "OTHER", "Jinak", "Poznámka")]
    assert Meeting.objects.get(event=planned).minutes_text == "Předem"


def test_usual_points_are_put_in_once_and_nothing_is_saved(client, event, manager):
    data = typed({"matter": "PLAN", "note": "Už je tu."})

    page = client.post(page_of(event), {**data, "radek": "obvykle"})
    rows = page.context["rows"]

    assert [row["matter"].value() for row in rows].count("PLAN") == 1
    assert "AGREEMENT_FULFILMENT" in [row["matter"].value() for row in rows]
    assert rows[0]["note"].value() == "Už je tu."
    assert not Meeting.objects.exists()


def test_row_is_deleted_with_a_way_back(client, event, manager):
    data = typed({"title": "první", "note": "text"}, {"title": "druhý"})

    gone = client.post(page_of(event), {**data, "radek": "smazat items 0"})
    assert "bude po uložení smazán" in text_of(gone)
    client.post(page_of(event), {**data, "items-0-DELETE": "on"})

    assert points(event) == [(1, "OTHER", "druhý", "")]


def test_free_point_needs_a_name(client, event, manager):
    page = client.post(page_of(event), typed({"note": "Bez názvu."}))

    assert "Napište název bodu" in text_of(page)
    assert not Meeting.objects.exists()


def test_point_with_a_decision_is_not_deleted(client, event, manager):
    item = AgendaItemFactory(meeting=MeetingFactory(event=event), position=1, title="Bydlení", matter="OTHER")
    DecisionFactory(event=event, item=item, year=2023, number=3)

    rows = {"key": item.key, "title": "Bydlení", "DELETE": "on"}, {"title": "jiný"}
    page = text_of(client.post(page_of(event), typed(*rows)))

    assert "patří usnesení 3/2023" in page
    assert points(event) == [(1, "OTHER", "Bydlení", item.note)]


def test_point_the_form_never_knew_is_not_deleted_by_silence(client, event, manager):
    item = AgendaItemFactory(meeting=MeetingFactory(event=event), position=1, title="Bydlení", matter="OTHER")

    page = text_of(client.post(page_of(event), typed({"title": "jiný"})))

    assert "Formulář nepřišel celý" in page
    assert points(event) == [(1, "OTHER", "Bydlení", item.note)]


@pytest.mark.parametrize("prefix", ["items-", "items"])
def test_impossible_number_of_rows_is_refused(client, event, manager, prefix):
    data = typed()
    data["items-TOTAL_FORMS"] = "1000" if prefix == "items" else "-1"

    assert client.post(page_of(event), data).status_code in {400, 413}


# --- Two people at once -------------------------------------------------------------------------------------


def autosave(client, event, data):
    return client.post(page_of(event), data, headers={"X-Autosave": "yes"})


def test_autosave_gives_new_points_their_keys(client, event, manager):
    answer = autosave(client, event, typed({"title": "Bod"})).json()

    assert answer["revision"] == 1
    assert answer["keys"] == {"items-0-key": str(AgendaItem.objects.get().key)}


def test_ticking_attendance_meanwhile_is_in_nobodys_way(client, event, manager):
    keys = autosave(client, event, typed({"title": "Bod"})).json()["keys"]
    Event.objects.filter(pk=event.pk).update(revision=17)
    again = {"title": "Bod 2", "key": keys["items-0-key"]}

    assert autosave(client, event, typed(again, revision=1)).status_code == 200


def test_lost_answer_is_the_same_save_once_more(client, event, manager):
    first = autosave(client, event, typed({"title": "Bod"})).json()
    again = autosave(client, event, typed({"title": "Bod"})).json()

    assert again["keys"] == first["keys"]
    assert again["revision"] == first["revision"] == 1
    assert AgendaItem.objects.count() == 1


def test_lost_save_shows_both_texts_and_loses_no_point(client, event, manager):
    meeting = MeetingFactory(event=event, minutes_text="Uložené znění", revision=4)
    theirs = AgendaItemFactory(meeting=meeting, title="Jen jejich", matter="OTHER", note="Jejich text")
    mine = typed({"title": "Jen můj", "note": "Můj text"}, minutes_text="Moje znění", revision=3)

    assert autosave(client, event, mine).status_code == 409
    page = client.post(page_of(event), mine)
    text = text_of(page)

    assert page.status_code == 409
    for words in ("Uložené znění", "Moje znění", "Můj text", "Jejich text", 'name="revision" value="4"'):
        assert words in text
    assert [row["title"].value() for row in page.context["rows"]] == ["Jen můj", "Jen jejich"]
    again = typed(
        {"title": "Jen můj", "note": "Můj text"},
        {"key": theirs.key, "title": "Jen jejich", "note": "Jejich text"},
        minutes_text="Moje znění",
        revision=4,
    )
    client.post(page_of(event), again)
    assert [title for _, _, title, _ in points(event)] == ["Jen můj", "Jen jejich"]


def lost(client, event, *rows, revision=0, **more):
    """The page after a save that lost, with both wordings."""
    page = client.post(page_of(event), typed(*rows, revision=revision, **more))
    found = page.context["differences"]
    return page, {one.label: one for one in found}


def said(parts):
    return "".join(f"[{one.words}]{one.space_after}" if one.is_only_here else one.text for one in parts)


def test_words_that_differ_are_marked_in_words_on_either_side(client, event, manager):
    MeetingFactory(event=event, minutes_text="Zahájeno v 9 hodin. Omluven Jan Novák.", revision=2)

    page, found = lost(client, event, minutes_text="Zahájeno v 10 hodin. Omluven Jan Novák. Konec.")

    one = found["Úvod zápisu"]
    assert said(one.my_parts) == "Zahájeno v [10] hodin. Omluven Jan Novák[. Konec]."
    assert said(one.stored_parts) == "Zahájeno v [9] hodin. Omluven Jan Novák."
    assert '[<span class="differences-word">jen uložené:</span> 9]' in text_of(page)


def test_who_saved_meanwhile_is_named(client, event, manager):
    actions.save_minutes(event, by=member(event.unit, name="Petr Zástupný"), minutes_text="Jejich")

    page, _ = lost(client, event, minutes_text="Moje")

    assert "Zápis mezitím uložil/a Petr Zástupný." in text_of(page)


@pytest.fixture
def three_points(event):
    meeting = MeetingFactory(event=event, minutes_text="", conclusions="", revision=5)
    titles = ["první", "druhý", "třetí"]
    return [AgendaItemFactory(meeting=meeting, title=one, matter="OTHER", note=f"K {one}") for one in titles]


def as_typed(point, **changed):
    return {"key": point.key, "title": point.title, "note": point.note, **changed}


def test_points_added_deleted_and_moved_are_said(client, event, three_points, manager):
    first, second, third = three_points
    gone = {"key": uuid.uuid4(), "title": "smazaný jinde", "note": "Můj text"}

    rows = as_typed(second), as_typed(first), as_typed(third, DELETE="on"), gone
    _, found = lost(client, event, *rows)

    assert set(found) == {"Bod „třetí“", "Bod „smazaný jinde“", "Pořadí bodů"}
    assert found["Bod „třetí“"].my_note == "Bod jste smazali."
    assert "uložením se vrátí" in found["Bod „smazaný jinde“"].stored_note
    assert found["Pořadí bodů"].mine == "1. druhý\n2. první"
    assert found["Pořadí bodů"].stored == "1. první\n2. druhý"
    _, found = lost(client, event, as_typed(first), as_typed(second))
    assert list(found) == ["Bod „třetí“"]
    assert "přidal někdo jiný" in found["Bod „třetí“"].my_note


def taken(client, event, place, *rows, **more):
    data = typed(*rows, **more) | {"rozdily": "ano", "prevzit": place}
    return client.post(page_of(event), data)


def test_stored_wording_is_taken_over_and_nothing_is_saved(client, event, three_points, manager):
    Meeting.objects.update(minutes_text="Jejich úvod", conclusions="Jejich závěr")
    first, second, third = three_points
    mine = {"minutes_text": "Můj úvod", "conclusions": "Můj závěr", "revision": 5}
    rows = as_typed(first, note="Můj text"), as_typed(second, DELETE="on"), as_typed(third)

    page = taken(client, event, "minutes_text", *rows, **mine)
    assert page.context["form"]["minutes_text"].value() == "Jejich úvod"
    assert page.context["form"]["conclusions"].value() == "Můj závěr"
    labels = [one.label for one in page.context["differences"]]
    assert labels == ["Závěry", "Bod „první“", "Bod „druhý“"]
    page = taken(client, event, first.key, *rows, **mine)
    assert page.context["rows"][0]["note"].value() == "K první"
    page = taken(client, event, second.key, *rows, **mine)
    assert not page.context["rows"][1].is_deleted()

    meeting = Meeting.objects.get(event=event)
    assert (meeting.minutes_text, meeting.revision) == ("Jejich úvod", 5)


def test_deletion_by_somebody_else_is_taken_over(client, event, three_points, manager):
    gone = {"key": uuid.uuid4(), "title": "smazaný jinde"}

    page = taken(client, event, gone["key"], *map(as_typed, three_points), gone, revision=5)

    assert page.context["rows"][3].is_deleted()
    assert page.context["differences"] == []
    assert "Stačí znovu stisknout Uložit" in text_of(page)


@pytest.mark.parametrize(
    "place", ["revision", "items-TOTAL_FORMS", "event", "", "00000000-0000-4000-8000-000000000000"]
)
def test_what_is_no_place_of_the_minutes_changes_nothing(client, event, three_points, manager, place):
    page = taken(client, event, place, *map(as_typed, three_points), revision=5, minutes_text="Moje")

    assert page.status_code == 200
    assert page.context["form"]["minutes_text"].value() == "Moje"
    assert len(page.context["rows"].forms) == 3


def test_forged_matter_does_not_break_the_comparison(client, event, three_points, manager):
    rows = as_typed(three_points[0], matter="NESMYSL"), *map(as_typed, three_points[1:])

    assert taken(client, event, "minutes_text", *rows, revision=5).status_code == 200


def test_key_of_another_meeting_makes_a_point_of_this_one(client, event, manager):
    foreign = AgendaItemFactory(title="Cizí", matter="OTHER")

    client.post(page_of(event), typed({"key": foreign.key, "title": "Můj"}))

    foreign.refresh_from_db()
    assert foreign.title == "Cizí"
    assert points(event) == [(1, "OTHER", "Můj", "")]


# --- Approval and correction --------------------------------------------------------------------------------


def test_approved_minutes_do_not_change_and_are_opened_with_a_reason(client, event, manager):
    minuted(event)
    page = client.get(page_of(event), follow=True)
    assert "otevřete ho nejdřív k opravě" in text_of(page)

    assert "Toto pole je třeba vyplnit" in text_of(
        client.post(page_of(event, "minutes_reopen"), {"reason": " "})
    )
    client.post(page_of(event, "minutes_reopen"), {"reason": "Chybí jméno"})

    meeting = Meeting.objects.get(event=event)
    assert meeting.minutes_approved_at is None
    last = meeting.history.order_by("pgh_id").last()
    assert last.pgh_context.metadata["reason"] == "Chybí jméno"
    assert last.pgh_context.metadata["user"] == manager.pk
    assert client.get(page_of(event)).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        lambda meeting: Meeting.objects.filter(pk=meeting.pk).update(minutes_text="Jinak"),
        lambda meeting: AgendaItem.objects.filter(meeting=meeting).update(note="Jinak"),
        lambda meeting: AgendaItem.objects.filter(meeting=meeting).delete(),
        lambda meeting: AgendaItemFactory(meeting=meeting, position=9),
        lambda meeting: DecisionFactory(event=meeting.event, number=9),
        lambda meeting: meeting.event.decisions.update(text="Jinak"),
        lambda meeting: meeting.event.decisions.all().delete(),
        lambda meeting: meeting.delete(),
    ],
)
def test_database_itself_keeps_approved_minutes(event, change):
    meeting = MeetingFactory(event=event, minutes_text="Text")
    AgendaItemFactory(meeting=meeting)
    DecisionFactory(event=event)
    actions.approve_minutes(event, by=UserFactory())

    with pytest.raises(IntegrityError, match="Zápis je schválený"), transaction.atomic():
        change(meeting)


def test_database_approves_nothing_without_text(event):
    user = UserFactory()
    with pytest.raises(IntegrityError, match="který má text"), transaction.atomic():
        MeetingFactory(
            event=event, minutes_text="", minutes_approved_at="2023-03-10 10:00Z", minutes_approved_by=user
        )


def test_planned_meeting_has_no_approved_minutes(event, manager):
    minuted(event, approved=False)
    Event.objects.filter(pk=event.pk).update(state=EventState.PLANNED)

    with pytest.raises(actions.Refused, match="až se jednání uskuteční"):
        actions.approve_minutes(event, by=manager)


def test_open_comments_are_said_before_the_approval(client, event, manager):
    minuted(event, approved=False)
    MinutesCommentFactory(meeting=event.meeting, text="Chybí číslo")

    asked = client.post(page_of(event, "minutes_approve"))
    assert "Chybí číslo" in text_of(asked)
    assert Meeting.objects.get(event=event).minutes_approved_at is None
    client.post(page_of(event, "minutes_approve"), {"presto": "ano"})

    assert Meeting.objects.get(event=event).minutes_approved_at


def test_consultant_sees_no_approval(client, agreement, event):
    minuted(event, approved=False)
    client.force_login(member(agreement.unit, UnitRole.CONSULTANT))

    page = text_of(client.get(page_of(event, "event")))

    assert page_of(event) in page
    assert page_of(event, "minutes_approve") not in page


# --- The usual agenda ---------------------------------------------------------------------------------------


def test_evaluation_has_the_four_points_of_the_law(agreement):
    meeting = EventFactory(unit=agreement.unit, kind=EventKind.EVALUATION_MEETING)

    assert [item["title"] for item in usual_items(meeting)] == [LAST_TIME, *EVALUATION_POINTS]
    assert len(EVALUATION_POINTS) == 4


@pytest.mark.parametrize(("day", "is_offered"), [(date(2023, 6, 1), False), (date(2024, 1, 10), True)])
def test_fulfilment_is_offered_once_a_year(event, partnership, day, is_offered):
    AgendaItemFactory(meeting=MeetingFactory(event=event), matter=Matter.AGREEMENT_FULFILMENT)
    later = EventFactory(unit=event.unit, partnership=partnership, kind=EventKind.LP_MEETING, starts_on=day)

    offered = [item["matter"] for item in usual_items(later)]

    assert (Matter.AGREEMENT_FULFILMENT in offered) is is_offered


def test_points_that_are_there_are_not_offered_again(event):
    everything = usual_items(event)

    assert missing_usual_items(event, everything) == []
    assert missing_usual_items(event, [{"matter": "OTHER", "title": " různé "}]) == everything[:-1]


# --- The page of the event ----------------------------------------------------------------------------------


def test_evaluation_flags_the_role_that_is_missing(client, agreement, manager):
    meeting = EventFactory(unit=agreement.unit, kind=EventKind.EVALUATION_MEETING)
    for role in ("CONSULTANT", "MANAGER"):
        AttendanceFactory(event=meeting, role_present=role, name_text=f"Kdo {uuid.uuid4()}")

    page = text_of(client.get(page_of(meeting, "event")))

    assert "chybí: pověřený zástupce územního celku pro sociální začleňování" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_an_event_costs_the_same_for_any_number_of_rows(
    client, event, partnership, manager, rows, django_assert_num_queries
):
    meeting = MeetingFactory(event=event, minutes_text="Text")
    here = {"event": event}
    PartnershipDocumentFactory(partnership=partnership, quorum=QuorumRule.MORE_THAN_HALF)
    for number in range(rows):
        item = AgendaItemFactory(meeting=meeting)
        decision = DecisionFactory(item=item, **here)
        FollowUpTaskFactory(decision=decision, person=PersonFactory(), person_text="", **here)
        MinutesCommentFactory(meeting=meeting, item=item, author=UserFactory(), author_text="")
        MeetingMailFactory(kind=MailKind.MINUTES, **here)
        MeetingMailFactory(kind=MailKind.INVITATION, **here)
        EvidenceFactory(document__unit=event.unit, **here)
        seat = SeatFactory(partnership=partnership, holder=PersonFactory())
        AttendanceFactory(seat=seat, name_text=f"Zástup {number}", **here)
    where = page_of(event, "event")
    client.get(where)

    with django_assert_num_queries(13):
        page = client.get(where)

    part = page.context["meeting_part"]
    assert [len(found) for found in (part.agenda, part.decisions, part.tasks, part.comments)] == [rows] * 4
    assert (part.mail_count, part.quorum.voting_present) == (rows, rows)
    text = text_of(page)
    assert "usnášeníschopné" in text
    for one in (*part.tasks, *part.comments):
        assert one.who
        assert one.who in text
