"""A report, its preview and its submission as people use them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Event
from reporting.lifecycle import ReportState
from reporting.models import FulfilmentReport
from tests.factories import AgreementFactory, member
from tests.reporting.browsing import job_url, list_url, messages_of, report_url, text_of
from tests.reporting.situations import (
    printed,
    running,
)

pytestmark = pytest.mark.django_db


# --- The report --------------------------------------------------------------------------------------------


def test_report_shows_hashes_file_and_its_step(client, agreement, manager, django_assert_num_queries):
    report = printed(agreement)

    with django_assert_num_queries(5):  # session, user, report, log, my units
        text = text_of(client.get(report_url(report)))

    assert report.snapshot_sha256 in text
    assert report.document.sha256 in text
    assert reverse("partnerships:document", args=[report.document_id]) in text
    assert f'href="{report_url(report, "submit")}">Předložit zastupitelstvu</a>' in text


def test_report_being_made_leads_to_its_printing_and_offers_no_step(client, agreement, manager):
    job = running(agreement)

    text = text_of(client.get(report_url(job.report)))

    assert job_url(job) in text
    assert report_url(job.report, "submit") not in text
    assert "SHA-256" not in text


def test_preview_shows_the_stored_data_not_todays(client, agreement, manager):
    report = printed(agreement)
    name = agreement.unit.name
    type(agreement.unit).objects.filter(pk=agreement.unit_id).update(name="Přejmenováno")

    text = text_of(client.get(report_url(report, "preview")))

    assert text.count("<h1") == 1
    assert name in text[text.index("<article") :]
    assert "Přejmenováno" not in text[text.index("<article") :]


def test_preview_of_a_report_being_made_shows_no_figures(client, agreement, manager):
    job = running(agreement)

    text = text_of(client.get(report_url(job.report, "preview")))

    assert "Zpráva se teprve vytváří" in text
    assert "<article" not in text
    assert text.count("<h1") == 1


# --- Submitting --------------------------------------------------------------------------------------------


@pytest.fixture
def report(agreement, manager, time_machine):
    time_machine.move_to("2024-03-20 10:00+01:00", tick=False)
    return printed(agreement)


def submit(client, report, **fields):
    sent = {"on": "18. 3. 2024", "is_confirmed": "on", **fields}
    return client.post(report_url(report, "submit"), sent, follow=True)


def test_submitting_is_written_with_its_event_and_shown(client, agreement, report):
    response = submit(client, report)

    text = text_of(response)
    assert response.redirect_chain == [(report_url(report), 302)]
    assert messages_of(response) == ["Předložení je zapsané a závazek předložit zprávu je splněný."]
    assert "předložena zastupitelstvu" in text
    assert "Předložit zastupitelstvu, Mgr. Jana Vymyšlená" in text
    assert reverse("planning:event", args=[Event.objects.get().pk]) in text
    year = text_of(client.get(reverse("planning:year", args=[agreement.pk, 2023])))
    assert "Předložení zprávy za rok 2023 zastupitelstvu" in year


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"on": ""}, "Toto pole je třeba vyplnit."),
        ({"on": "31. 2. 2024"}, "Zadejte platné datum."),
        ({"on": "21. 3. 2024"}, "Datum je v budoucnosti."),
        ({"on": "29. 2. 2024"}, "dřív předložena být nemohla"),
        ({"is_confirmed": ""}, "Potvrďte, že jde o toto znění zprávy."),
    ],
)
def test_bad_submission_stays_in_the_form_and_writes_nothing(client, report, fields, message):
    response = submit(client, report, **fields)

    text = text_of(response)
    assert response.redirect_chain == []
    assert message in text
    assert f'value="{fields.get("on", "18. 3. 2024")}"' in text or not fields.get("on", "x")
    assert FulfilmentReport.objects.get().state == ReportState.DRAFT
    assert not Event.objects.exists()


def test_second_submission_gives_a_message(client, report):
    submit(client, report)

    response = submit(client, report)

    assert messages_of(response) == ["Tento krok teď není otevřen: zpráva je předložena zastupitelstvu."]
    assert Event.objects.count() == 1


def test_form_of_a_closed_step_is_a_message(client, report):
    submit(client, report)

    response = client.get(report_url(report, "submit"), follow=True)

    assert response.redirect_chain == [(report_url(report), 302)]
    assert messages_of(response)[0].startswith("Tento krok teď není otevřen")


def test_submission_costs_a_known_number_of_queries(client, report, django_assert_num_queries):
    FulfilmentReport.objects.update(created_at=timezone.now())
    with django_assert_num_queries(21):
        client.post(report_url(report, "submit"), {"on": "20. 3. 2024", "is_confirmed": "on"})

    assert FulfilmentReport.objects.get().state == ReportState.SUBMITTED


def test_event_of_the_submission_cannot_be_edited(client, report):
    submit(client, report)

    response = client.get(reverse("planning:event_edit", args=[Event.objects.get().pk]), follow=True)

    assert messages_of(response) == ["Předložení zprávy zapisuje krok zprávy, upravit ho tady nelze."]


@pytest.mark.parametrize("part", ["report", "preview", "submit"])
def test_stranger_finds_no_report(client, agreement, part):
    report = printed(agreement)
    client.force_login(member(AgreementFactory().unit))

    assert client.get(report_url(report, part)).status_code == 404
    assert client.get(job_url(report.job)).status_code == 404
    assert client.get(list_url(agreement)).status_code == 404
