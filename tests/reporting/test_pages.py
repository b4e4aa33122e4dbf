"""The pages of reports and their printing as people use them."""

import re

import pytest
from django.urls import reverse

from partnerships.vocabulary import JobState
from reporting.models import FulfilmentReport, ReportJob
from tests.factories import AgreementFactory, member
from tests.reporting.browsing import job_url, list_url, messages_of, text_of
from tests.reporting.situations import (
    failed,
    printed,
    running,
    submitted,
    waiting,
)

pytestmark = pytest.mark.django_db


# --- The list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_reports(
    client, agreement, manager, rows, django_assert_num_queries
):
    waiting(agreement, year=2024)
    for year in range(2025 - rows, 2024):
        printed(agreement, year=year)

    with django_assert_num_queries(7):  # session, user, agreement, version, approvals, reports, my units
        response = client.get(list_url(agreement))

    assert text_of(response).count("<td>") == rows


def test_list_offers_the_years_up_to_now_the_newest_first(client, agreement, manager, time_machine):
    time_machine.move_to("2024-03-20")

    text = text_of(client.get(list_url(agreement)))

    assert re.findall(r"Vytvořit zprávu za rok (\d+)", text) == ["2024", "2023", "2022"]
    assert text.count("Zpráva za tento rok zatím nebyla vytvořena.") == 3


def test_list_shows_each_version_with_its_state_and_file(client, agreement, manager):
    submitted(agreement)
    second = printed(agreement, number=2)
    FulfilmentReport.objects.filter(number=1).update(created_by=manager)

    response = client.get(list_url(agreement))

    year = next(one for one in response.context["years"] if one.year == 2023)
    text = text_of(response)
    assert [(one.number, one.state) for one in year.versions] == [(2, "DRAFT"), (1, "SUBMITTED")]
    assert "předložena zastupitelstvu" in text
    assert "vytvořena, zatím nepředložena" in text
    assert reverse("partnerships:document", args=[second.document_id]) in text
    assert "Vytvořit novou verzi zprávy za rok 2023" in text


@pytest.mark.parametrize("make", [waiting, running, failed])
def test_list_leads_to_the_printing_of_a_report_and_offers_no_second_one(client, agreement, manager, make):
    job = make(agreement)

    text = text_of(client.get(list_url(agreement)))

    assert job.get_state_display() in text
    assert reverse("reporting:job", args=[job.key]) in text
    assert reverse("reporting:create", args=[agreement.pk, 2023]) not in text
    assert reverse("reporting:create", args=[agreement.pk, 2022]) in text


def test_reader_sees_the_list_without_buttons(client, agreement, reader):
    text = text_of(client.get(list_url(agreement)))

    assert "Rok 2023" in text
    assert '<button class="btn btn-primary"' not in text
    assert "/vytvorit/" not in text


def test_list_of_an_agreement_that_is_not_in_force_says_what_to_do(client):
    agreement = AgreementFactory()
    client.force_login(member(agreement.unit))

    text = text_of(client.get(list_url(agreement)))

    assert "Zprávu zatím nelze vytvořit" in text
    assert reverse("agreements:detail", args=[agreement.pk]) in text


# --- Creating ----------------------------------------------------------------------------------------------


def test_creating_leads_to_the_printing(client, agreement, manager):
    response = client.post(reverse("reporting:create", args=[agreement.pk, 2023]))

    job = ReportJob.objects.get()
    assert response.url == reverse("reporting:job", args=[job.key])
    assert (job.report.year, job.requested_by) == (2023, manager)


def test_two_clicks_lead_to_the_same_printing(client, agreement, manager):
    url = reverse("reporting:create", args=[agreement.pk, 2023])

    assert client.post(url).url == client.post(url).url
    assert FulfilmentReport.objects.count() == 1


@pytest.mark.parametrize(("year", "message"), [(2021, "leží mimo dobu"), (2099, "ještě nezačal")])
def test_year_that_cannot_be_reported_gives_a_message(client, agreement, manager, year, message):
    response = client.post(reverse("reporting:create", args=[agreement.pk, year]), follow=True)

    assert response.redirect_chain == [(list_url(agreement), 302)]
    assert message in messages_of(response)[0]
    assert not FulfilmentReport.objects.exists()


# --- The printing ------------------------------------------------------------------------------------------


def test_waiting_printing_asks_again_by_itself_and_by_a_link(client, agreement, manager):
    job = waiting(agreement)

    text = text_of(client.get(job_url(job)))

    assert "čeká ve frontě" in text
    assert f'hx-get="{job_url(job)}?zobrazeno=QUEUED-0" hx-trigger="every 2s"' in text
    assert f'<a class="btn btn-outline-secondary" href="{job_url(job)}">Obnovit</a>' in text


def test_running_printing_shows_its_step(client, agreement, manager, django_assert_num_queries):
    job = running(agreement, step_number=3, step_label=ReportJob.STEPS[2])

    with django_assert_num_queries(4):  # session, user, job, my units
        text = text_of(client.get(job_url(job)))

    assert "Krok 3 ze 4: Tisknu PDF" in text
    assert '<progress id="prubeh" class="w-100" max="4" value="3">' in text


def test_poll_gets_the_panel_alone_and_nothing_while_nothing_changed(client, agreement, manager):
    job = running(agreement, step_number=3, step_label=ReportJob.STEPS[2])

    changed = client.get(job_url(job, zobrazeno="RUNNING-2"), headers={"HX-Request": "true"})
    same = client.get(job_url(job, zobrazeno="RUNNING-3"), headers={"HX-Request": "true"})

    assert text_of(changed).strip().startswith('<div id="uloha"')
    assert "<h1" not in text_of(changed)
    assert (same.status_code, same.content) == (204, b"")


def test_finished_printing_links_the_file_and_asks_no_more(client, agreement, manager):
    report = printed(agreement)

    text = text_of(client.get(job_url(report.job)))

    assert "Zpráva je hotová" in text
    assert reverse("partnerships:document", args=[report.document_id]) in text
    assert reverse("reporting:report", args=[report.pk]) in text
    assert 'hx-trigger="every' not in text


def test_failed_printing_says_why_and_can_be_tried_again(client, agreement, manager):
    job = failed(agreement)
    text = text_of(client.get(job_url(job)))
    assert "Nepovedlo se to." in text
    assert 'hx-trigger="every' not in text

    response = client.post(reverse("reporting:retry", args=[job.key]))

    assert response.url == job_url(job)
    assert ReportJob.objects.get().state == JobState.QUEUED


def test_second_click_on_try_again_gives_a_message(client, agreement, manager):
    job = failed(agreement)
    url = reverse("reporting:retry", args=[job.key])
    client.post(url)

    response = client.post(url, follow=True)

    assert messages_of(response) == [
        "Opakovat lze jen vytváření, které selhalo. Zpráva už se vytváří, nebo je hotová."
    ]


def test_reader_is_told_who_can_try_again(client, agreement, reader):
    text = text_of(client.get(job_url(failed(agreement))))

    assert "Zkusit znovu" not in text
    assert "Znovu to může zkusit manažer/ka" in text
