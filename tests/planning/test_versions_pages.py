"""Pages of events and years of an agreement that was revised or ended early."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import Agreement
from agreements.vocabulary import TermKind
from partnerships.vocabulary import EventKind, EventState
from reporting.collect import collect
from tests.agreements.revising import agreement_from, in_force, revision, signed, terminate
from tests.factories import EventFactory, StepFactory, TermFactory, member
from tests.planning.situations import event_for

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
YEARLY = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.CONSULTATION, "count": 2}


@pytest.fixture
def first():
    """In force from 2023; its step with consultations is left out from 1 July 2024."""
    version = agreement_from(date(2023, 1, 1))
    left_out = StepFactory(version=version, activity=version.activities.get(), specification="Vypuštěný krok")
    TermFactory(version=version, step=left_out, **YEARLY, raw_text="2x ročně")
    return in_force(version)


@pytest.fixture
def second(first):
    draft = revision(first.agreement)
    draft.activity_steps.filter(specification="Vypuštěný krok").delete()
    return in_force(signed(draft, date(2024, 7, 1)))


@pytest.fixture
def agreement(second):
    return Agreement.objects.get(pk=second.agreement_id)


@pytest.fixture
def manager(first, client):
    user = member(first.agreement.unit)
    client.force_login(user)
    return user


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_year_of_two_versions_says_so(client, manager, agreement):
    text = text_of(client.get(reverse("planning:year", args=[agreement.pk, 2024])))

    assert "verze 1</a> (1. 1. 2024 – 30. 6. 2024)" in text
    assert "verze 2</a> (1. 7. 2024 – 31. 12. 2024)" in text
    assert "Krok platil do 30. 6. 2024" in text
    assert "v tomto roce platilo postupně několik verzí popisu" in text


def test_year_of_one_version_does_not(client, manager, agreement):
    text = text_of(client.get(reverse("planning:year", args=[agreement.pk, 2025])))

    assert "platily postupně" not in text
    assert "Vypuštěný krok" not in text


def test_button_of_a_step_left_out_leads_to_a_form_that_offers_it(client, manager, agreement):
    page = client.get(reverse("planning:year", args=[agreement.pk, 2024]))
    [key] = agreement.commitments.values_list("key", flat=True)
    links = [part.split('"')[0] for part in page.content.decode().split('href="')]
    [link] = [one for one in links if f"zavazek={key}" in one]

    form = client.get(link.replace("&amp;", "&")).context["form"]

    assert "ke-dni=2024-06-30" in link
    assert [value for value, _ in form.fields["commitments"].choices] == [str(key)]


@pytest.mark.parametrize(("day", "taken"), [("30. 6. 2024", True), ("1. 7. 2024", False)])
def test_event_is_recorded_for_what_was_promised_on_its_day(client, manager, agreement, day, taken):
    [commitment] = agreement.commitments.all()
    url = reverse("planning:event_add", args=[agreement.unit_id], query={"druh": "CONSULTATION"})
    sent = {"starts_on": day, "state": EventState.HELD, "commitments": [commitment.key]}
    sent |= {"form_key": "6f1c2a52-6a0c-4e4e-9d56-0d5c5a3f1c11"}

    answer = client.post(url, sent)

    assert commitment.fulfilments.exists() == taken
    if not taken:
        [error] = answer.context["form"].errors["commitments"]
        assert error.startswith("Tento závazek v den události neplatil.")


def test_link_to_what_a_later_revision_left_out_stays(client, manager, first):
    agreement = first.agreement
    event = event_for(agreement, kind=EventKind.CONSULTATION, starts_on=date(2024, 8, 1))
    draft = revision(agreement)
    draft.activity_steps.filter(specification="Vypuštěný krok").delete()
    in_force(signed(draft, date(2024, 7, 1)))
    [commitment] = agreement.commitments.all()

    page = client.get(reverse("planning:event", args=[event.pk]))
    client.post(reverse("planning:fulfilment", args=[event.pk]), {"commitments": [commitment.key]})

    assert [link.is_confirmed for link in page.context["page"].links] == [True]
    assert commitment.fulfilments.count() == 1
    other = EventFactory(unit=agreement.unit, kind=EventKind.CONSULTATION, starts_on=date(2024, 8, 1))
    assert client.get(reverse("planning:event", args=[other.pk])).context["page"].candidates == []


def test_report_of_a_year_before_the_revision_is_what_it_was(first):
    def facts():
        data = collect(Agreement.objects.get(pk=first.agreement_id), 2023, today=TODAY)
        return [
            (step.specification, [(term.planned, term.actual) for term in step.terms]) for step in data.steps
        ]

    before = facts()
    draft = revision(first.agreement)
    draft.activity_steps.filter(specification="Vypuštěný krok").delete()
    in_force(signed(draft, date(2024, 7, 1)))

    assert facts() == before
    assert before[-1] == ("Vypuštěný krok", [("2", 0)])


def test_report_of_the_year_of_the_revision_notes_what_was_left_out(agreement):
    data = collect(agreement, 2024, today=TODAY)

    [(planned, note)] = [(term.planned, term.note) for step in data.steps for term in step.terms]
    assert planned.startswith("1 (poměrně")
    assert note.replace("\N{NO-BREAK SPACE}", " ").startswith("Platilo do 30. 6. 2024")


def test_year_of_an_early_end_is_reported(first):
    terminate(first, date(2024, 6, 30))

    data = collect(Agreement.objects.get(pk=first.agreement_id), 2024, today=TODAY)

    assert data.agreement.ends_on == date(2024, 6, 30)
    [planned] = [term.planned for step in data.steps for term in step.terms]
    assert planned.startswith("1 (poměrně")
