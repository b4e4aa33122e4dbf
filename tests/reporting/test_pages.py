"""The pages of reports and their printing as people use them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships.models import Event
from partnerships.vocabulary import UnitRole
from reporting.jobs import STEPS
from reporting.lifecycle import JobState, ReportState
from reporting.models import FulfilmentReport, ReportJob
from tests.factories import AgreementFactory, member
from tests.reporting.situations import (
    failed,
    printed,
    reporting_agreement,
    running,
    submitted,
    waiting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return reporting_agreement()


@pytest.fixture
def manager(agreement, client):
    user = member(agreement.unit, name="Mgr. Jana Vymyšlená")
    client.force_login(user)
    return user


@pytest.fixture
def reader(agreement, client):
    client.force_login(member(agreement.unit, UnitRole.READER))


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def messages_of(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def list_url(agreement):
    return reverse("reporting:report_list", args=[agreement.pk])


# --- The list ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_reports(
    client, agreement, manager, rows, django_assert_num_queries
):
    waiting(agreement, year=2024)
    for year in range(2025 - rows, 2024):
        printed(agreement, year=year)

    with django_assert_num_queries(
        8
    ):  # session, user, agreement, version, approvals, reports, roles, my units
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


def job_url(job, **query):
    return reverse("reporting:job", args=[job.key], query=query or None)


def test_waiting_printing_asks_again_by_itself_and_by_a_link(client, agreement, manager):
    job = waiting(agreement)

    text = text_of(client.get(job_url(job)))

    assert "čeká ve frontě" in text
    assert f'hx-get="{job_url(job)}?zobrazeno=QUEUED-0" hx-trigger="every 2s"' in text
    assert f'<a class="btn btn-outline-secondary" href="{job_url(job)}">Obnovit</a>' in text


def test_running_printing_shows_its_step(client, agreement, manager, django_assert_num_queries):
    job = running(agreement, step_number=3, step_label=STEPS[2])

    with django_assert_num_queries(5):  # session, user, job, roles, my units
        text = text_of(client.get(job_url(job)))

    assert "Krok 3 z 4: Tisknu PDF" in text
    assert '<progress id="prubeh" class="w-100" max="4" value="3">' in text


def test_poll_gets_the_panel_alone_and_nothing_while_nothing_changed(client, agreement, manager):
    job = running(agreement, step_number=3, step_label=STEPS[2])

    changed = client.get(job_url(job, zobrazeno="RUNNING-2"), headers={"HX-Request": "true"})
    same = client.get(job_url(job, zobrazeno="RUNNING-3"), headers={"HX-Request": "true"})

    assert text_of(changed).startswith('<div id="uloha"')
    assert "<h1" not in text_of(changed)
    assert (same.status_code, same.content) == (204, b"")


def test_finished_printing_links_the_file_and_asks_no_more(client, agreement, manager):
    report = printed(agreement)

    text = text_of(client.get(job_url(report.job)))

    assert "Zpráva je hotová" in text
    assert reverse("partnerships:document", args=[report.document_id]) in text
    assert reverse("reporting:report", args=[report.pk]) in text
    assert "hx-get" not in text


def test_failed_printing_says_why_and_can_be_tried_again(client, agreement, manager):
    job = failed(agreement)
    text = text_of(client.get(job_url(job)))
    assert "Nepovedlo se to." in text
    assert "hx-get" not in text

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


# --- The report --------------------------------------------------------------------------------------------


def report_url(report, part="report"):
    return reverse(f"reporting:{part}", args=[report.pk])


def test_report_shows_hashes_file_and_its_step(client, agreement, manager, django_assert_num_queries):
    report = printed(agreement)

    with django_assert_num_queries(6):  # session, user, report, roles, log, my units
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
    with django_assert_num_queries(22):
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
