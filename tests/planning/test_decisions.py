"""Decisions: numbers without gaps within a body and year, double clicks, edits until the approval, the register."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from partnerships.models import Decision, Event
from partnerships.vocabulary import DecisionKind, EventKind
from planning import actions
from tests.factories import (
    AgendaItemFactory,
    DecisionFactory,
    EventFactory,
    FollowUpTaskFactory,
    GroupFactory,
    MeetingFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.partnerships.at_once import at_once
from tests.planning.browsing import text_of
from tests.planning.situations import minuted
from tests.workbooks import sheet_of

DAY = date(2023, 3, 9)


def meeting_of(partnership, *, unit=None, day=DAY, **fields):
    unit = unit or partnership.units.first()
    return EventFactory(
        unit=unit, partnership=partnership, kind=EventKind.LP_MEETING, starts_on=day, **fields
    )


def decide(event, text="Souhlasí.", by=None, **fields):
    return actions.record_decision(event, by=by or UserFactory(), text=text, **fields)


def sent(**fields):
    return {"kind": "RESOLUTION", "text": "Souhlasí s návrhem.", "form_key": uuid.uuid4(), **fields}


def url(name, thing):
    return reverse(f"planning:{name}", args=[thing.pk])


# --- Numbers ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "is_refused"),
    [
        ({"starts_on": date(2023, 4, 9)}, False),
        ({"starts_on": date(2022, 4, 9)}, True),
        ({"partnership": "other"}, True),
    ],
)
def test_meeting_with_numbered_decisions_stays_in_its_year_and_body(partnership, changed, is_refused):
    event = meeting_of(partnership)
    decide(event)
    if "partnership" in changed:
        changed = {"partnership": PartnershipFactory(units=[event.unit])}
    edit = {"by": UserFactory(), "today": date(2024, 1, 1), "revision": 0, "commitments": [], "units": []}

    if is_refused:
        with pytest.raises(actions.Refused, match="očíslovaná usnesení"):
            actions.edit_event(event, **edit, **changed)
    else:
        actions.edit_event(event, **edit, **changed)

    event.refresh_from_db()
    assert (event.starts_on == DAY) is is_refused
    assert event.partnership == partnership


@pytest.mark.django_db
def test_each_body_and_year_counts_from_one(partnership):
    other = PartnershipFactory(units=[partnership.units.get()])
    group = GroupFactory(partnership=partnership)
    of_group = meeting_of(partnership, group=group)
    evaluation = EventFactory(unit=partnership.units.get(), kind=EventKind.EVALUATION_MEETING, starts_on=DAY)
    meetings = [
        meeting_of(partnership),
        meeting_of(partnership, day=date(2023, 12, 31)),
        meeting_of(partnership, day=date(2024, 1, 1)),
        meeting_of(other),
        of_group,
        of_group,
        evaluation,
        evaluation,
    ]

    assert [decide(one).label for one in meetings] == [
        "1/2023",
        "2/2023",
        "1/2024",
        "1/2023",
        "1/2023",
        "2/2023",
        "1/2023",
        "2/2023",
    ]


@pytest.mark.django_db(transaction=True)
def test_meetings_of_one_body_at_once_leave_no_gap_and_no_double():
    partnership, user = PartnershipFactory(units=[UnitFactory()]), UserFactory()
    meetings = [meeting_of(partnership) for _ in range(6)]

    results = at_once(*(lambda one=one: decide(one, by=user) for one in meetings))

    assert results == ["done"] * 6
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_decision():
    event, user, key = meeting_of(PartnershipFactory(units=[UnitFactory()])), UserFactory(), uuid.uuid4()

    results = at_once(*[lambda: decide(event, by=user, form_key=key)] * 3)

    assert results == ["done"] * 3
    assert Decision.objects.get().label == "1/2023"


@pytest.mark.django_db
def test_key_of_somebody_elses_form_makes_a_decision_of_its_own(partnership):
    event, key = meeting_of(partnership), uuid.uuid4()

    assert decide(event, form_key=key) != decide(event, form_key=key)


@pytest.mark.django_db
def test_last_number_is_given_again_an_earlier_one_is_not(partnership):
    event, user = meeting_of(partnership), UserFactory()
    first, second, third = decide(event), decide(event), decide(event)

    actions.withdraw_decision(third, by=user)
    actions.withdraw_decision(first, by=user)

    assert decide(event).label == "3/2023"
    assert Decision.objects.filter(pk=second.pk).exists()


# --- The pages ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_decision_is_written_with_its_votes_and_point(client, partnership, manager):
    event = meeting_of(partnership)
    item = AgendaItemFactory(meeting=MeetingFactory(event=event), title="Bydlení", matter="OTHER")
    form = sent(item=item.key, votes_for=12, votes_against=0, votes_abstained=1)

    first, again = (
        client.post(url("decision_add", event), form),
        client.post(url("decision_add", event), form),
    )

    decision = Decision.objects.get()
    assert first.url == again.url == f"{url('event', event)}#usneseni"
    assert (decision.item, decision.kind, decision.unit) == (item, DecisionKind.RESOLUTION, event.unit)
    assert (decision.votes_for, decision.votes_against, decision.votes_abstained) == (12, 0, 1)
    page = text_of(client.get(url("event", event)))
    assert "Hlasování: pro 12, proti 0, zdrželo se 1" in page


@pytest.mark.django_db
def test_next_decision_or_a_task_follows_at_once(client, partnership, manager):
    event = meeting_of(partnership)

    following = client.post(url("decision_add", event), sent(dalsi="ano"))
    task = client.post(url("decision_add", event), sent(ukol="ano"))

    assert following.url == url("decision_add", event)
    assert task.url == f"{url('task_add', event)}?usneseni={Decision.objects.get(number=2).pk}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"votes_for": "-1"},
        {"votes_for": "40000"},
        {"votes_for": "moc"},
        {"kind": "ZAKON"},
        {"item": "1"},
    ],
)
def test_what_cannot_be_saved_is_said(client, partnership, manager, wrong):
    event = meeting_of(partnership)

    page = client.post(url("decision_add", event), sent(**wrong))

    assert list(page.context["form"].errors) == list(wrong)
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_decision_is_corrected_and_withdrawn_and_its_task_stays(client, partnership, manager):
    event = meeting_of(partnership)
    decision = decide(event)
    task = FollowUpTaskFactory(event=event, decision=decision)

    client.post(url("decision_edit", decision), {"kind": "NOTE", "text": "Bere na vědomí."})
    decision.refresh_from_db()
    assert (decision.kind, decision.text, decision.label) == ("NOTE", "Bere na vědomí.", "1/2023")
    assert task.text in text_of(client.get(url("decision_withdraw", decision)))
    client.post(url("decision_withdraw", decision))

    task.refresh_from_db()
    assert task.decision is None
    assert not Decision.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["decision_add", "decision_edit", "decision_withdraw"])
def test_after_the_approval_nothing_is_decided(client, partnership, manager, name):
    event = meeting_of(partnership)
    decision = DecisionFactory(event=event)
    minuted(event)
    place = event if name == "decision_add" else decision

    page = client.post(url(name, place), sent(), follow=True)

    assert "usnesení už se nemění" in text_of(page)
    assert list(Decision.objects.values_list("text", flat=True)) == [decision.text]


# --- The register -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_register_is_searched_without_diacritics_by_body_and_year(client, partnership, manager):
    group = GroupFactory(partnership=partnership, name="Bydlení")
    meeting = meeting_of(partnership)
    found = DecisionFactory(event=meeting, year=2023, text="Schvaluje žádost o dotaci.")
    DecisionFactory(event=meeting, year=2022, text="Schvaluje žádost loni.")
    DecisionFactory(event=meeting_of(partnership, group=group), year=2023, text="Žádost skupiny.")
    foreign = DecisionFactory(text="Žádost cizí obce.")
    unit = partnership.units.get()

    def listed(query):
        of_unit = client.get(reverse("planning:decision_list", args=[unit.pk]), query)
        of_body = client.get(url("partnership_decisions", partnership), query)
        assert list(of_unit.context["page"]) == list(of_body.context["page"])
        return list(of_unit.context["page"])

    assert listed({"hledat": "zadost schvaluje", "rok": 2023}) == [found]
    assert len(listed({})) == 3
    assert listed({"organ": "lp", "rok": 2023}) == [found]
    assert [one.text for one in listed({"organ": group.pk})] == ["Žádost skupiny."]
    assert foreign not in listed({"hledat": "zadost"})


@pytest.mark.django_db
def test_workbook_holds_the_filtered_rows(client, partnership, manager):
    meeting = meeting_of(partnership, title="Březnové jednání")
    decide(meeting, "=Souhlasí", votes_for=3)
    decide(meeting, "Jiné")
    export = reverse("planning:decision_export", args=[meeting.unit_id], query={"hledat": "souhlasi"})

    rows, xml = sheet_of(client.get(export))

    assert len(rows) == 2
    assert {name: rows[1][name] for name in "ABDFG"} == {
        "A": "1/2023",
        "B": "usnesení",
        "D": "Březnové jednání",
        "F": "=Souhlasí",
        "G": 3.0,
    }
    assert "<f>" not in xml


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_register_costs_the_same_for_any_number_of_rows(
    client, partnership, manager, rows, django_assert_num_queries
):
    for _ in range(rows):
        decide(meeting_of(partnership, group=GroupFactory(partnership=partnership)))
    where = reverse("planning:decision_list", args=[partnership.units.get().pk])
    client.get(where)

    with django_assert_num_queries(8):
        page = client.get(where)

    assert len(page.context["page"]) == rows
    assert Event.objects.count() == rows


@pytest.mark.django_db
def test_reader_reads_the_register_and_writes_nothing(client, partnership):
    event = meeting_of(partnership)
    decision = decide(event)
    client.force_login(member(event.unit, "READER"))

    page = text_of(client.get(url("event", event)))

    assert f"č. {decision.label}" in page
    for name, thing in (
        ("decision_edit", decision),
        ("decision_withdraw", decision),
        ("decision_add", event),
    ):
        assert url(name, thing) not in page
