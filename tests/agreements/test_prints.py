"""Printed documents: who asks for them, what the worker leaves, and the file of a version in force that stays."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions import Refused, take_over
from agreements.actions.prints import order_final_print, request_print, retry_print
from agreements.models import AgreementPrint, AgreementVersion, PrintJob
from agreements.paper.registry import PRINTERS, CannotPrint
from agreements.tasks import print_version
from agreements.vocabulary import PrintFormat, PrintKind, Side
from partnerships.models import Document
from partnerships.vocabulary import JobState, UnitRole
from tests.factories import (
    AgreementPrintFactory,
    ApprovalFactory,
    DocumentFactory,
    PrintJobFactory,
    StepFactory,
    UserFactory,
    VersionFactory,
    member,
    put_in_force,
    put_in_state,
)
from tests.reporting.situations import in_threads, stored_files

pytestmark = pytest.mark.django_db
alone = pytest.mark.django_db(transaction=True)
PDF = {"kind": PrintKind.AGREEMENT, "format": PrintFormat.PDF}
QUERIES = 5  # session, user, memberships, version, jobs
WORD = {"kind": PrintKind.AGREEMENT, "format": PrintFormat.DOCX}


@pytest.fixture
def draft():
    return StepFactory(version=VersionFactory(unit_text="Lhota")).version


def printed(version, what, by=None) -> PrintJob:
    job = request_print(version, by=by or UserFactory(), **what)
    print_version(str(job.key))
    job.refresh_from_db()
    return job


def content_of(document: Document) -> bytes:
    return Path(document.file.path).read_bytes()


# --- Asking -----------------------------------------------------------------------------------------------


def test_print_under_way_is_given_instead_of_another(draft):
    first, second = (
        request_print(draft, by=UserFactory(), **PDF),
        request_print(draft, by=UserFactory(), **PDF),
    )

    assert first == second
    assert request_print(draft, by=UserFactory(), **WORD) != first


@alone
def test_five_clicks_at_once_make_one_job(draft):
    author = UserFactory()

    jobs = in_threads(5, lambda: request_print(draft, by=author, **PDF).pk)

    assert (len(jobs), len(set(jobs))) == (5, 1)
    assert PrintJob.objects.count() == 1


def test_database_admits_one_print_under_way(draft):
    PrintJobFactory(version=draft)

    with pytest.raises(IntegrityError), transaction.atomic():
        PrintJobFactory(version=draft)
    PrintJobFactory(version=draft, format=PrintFormat.DOCX)


def test_only_a_failed_print_is_tried_again(draft):
    job = request_print(draft, by=UserFactory(), **PDF)
    with pytest.raises(Refused, match="Opakovat lze jen"):
        retry_print(job, by=UserFactory())
    PrintJob.objects.update(state=JobState.FAILED, error="Nepovedlo se.", finished_at=job.requested_at)

    again = retry_print(job, by=UserFactory())

    assert (again.state, again.attempts, again.error) == (JobState.QUEUED, 0, "")


# --- Making -----------------------------------------------------------------------------------------------


def test_draft_is_printed_in_both_formats(draft):
    pdf, word = printed(draft, PDF), printed(draft, WORD)

    assert (pdf.state, word.state) == (JobState.DONE, JobState.DONE)
    assert content_of(pdf.document).startswith(b"%PDF-")
    assert docx.Document(BytesIO(content_of(word.document))).core_properties.language == "cs-CZ"
    unit = draft.agreement.unit.name
    assert pdf.document.original_name == f"Popis spolupráce – {unit} (verze 1, návrh).pdf"
    assert not AgreementPrint.objects.exists()


@alone
def test_newer_print_of_a_draft_replaces_the_one_before_it(draft):
    files = stored_files()
    first = printed(draft, PDF)

    second = printed(draft, PDF)

    assert not PrintJob.objects.filter(pk=first.pk).exists()
    assert Document.objects.get() == second.document
    assert len(stored_files() - files) == 1


def test_kind_that_the_data_do_not_allow_fails_at_once_and_says_why(draft, monkeypatch):
    def refuse(job):
        raise CannotPrint("Verze se neliší, není co tisknout.")

    monkeypatch.setitem(PRINTERS, (PrintKind.AGREEMENT, PrintFormat.PDF), refuse)

    job = printed(draft, PDF)

    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "Verze se neliší, není co tisknout.")


def test_sweep_takes_care_of_these_jobs_too(draft):
    job = PrintJobFactory(version=draft, state=JobState.RUNNING, attempts=settings.JOB_MAX_ATTEMPTS)
    PrintJob.objects.update(heartbeat_at=date(2020, 1, 1).isoformat() + "T00:00:00Z")

    call_command("sweep_jobs")

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "opakovaně přerušilo" in job.error


# --- The version in force ---------------------------------------------------------------------------------


def test_coming_into_force_orders_its_print(draft):
    author = member(draft.agreement.unit)

    take_over(draft, by=author, reason="Uzavřeno na papíře")

    job = PrintJob.objects.get()
    assert (job.version, job.kind, job.format, job.requested_by) == (draft, "AGREEMENT", "PDF", author)
    print_version(str(job.key))
    stored = AgreementPrint.objects.get()
    assert stored.version == draft
    assert stored.sha256 == stored.document.sha256
    assert stored.document.original_name.endswith("(verze 1).pdf")


def test_file_of_a_version_in_force_is_made_once(draft):
    version = put_in_force(draft)
    first = printed(version, PDF)
    ApprovalFactory(version=version, side=Side.UNIT, decided_on=date(2022, 4, 19))

    with pytest.raises(Refused, match="už je vytištěné"):
        request_print(version, by=UserFactory(), **PDF)
    late = PrintJobFactory(version=version)
    print_version(str(late.key))

    late.refresh_from_db()
    assert (late.state, late.document) == (JobState.DONE, first.document)
    assert Document.objects.count() == 1


def test_word_file_of_a_version_in_force_is_made_as_often_as_asked(draft):
    version = put_in_force(draft)
    printed(version, PDF)

    printed(version, WORD)
    printed(version, WORD)

    assert PrintJob.objects.count() == 2
    assert Document.objects.count() == 2


def test_draft_printed_while_it_came_into_force_is_not_what_stays(draft, monkeypatch):
    """The step is taken between the reading and the storing; the next attempt prints the version in force."""
    job = request_print(draft, by=UserFactory(), **PDF)
    make = PRINTERS[PrintKind.AGREEMENT, PrintFormat.PDF]

    def step_meanwhile(job):
        content = make(job)
        put_in_force(AgreementVersion.objects.get(pk=job.version_id))
        order_final_print(draft, by=job.requested_by)
        return content

    with monkeypatch.context() as patch:
        patch.setitem(PRINTERS, (PrintKind.AGREEMENT, PrintFormat.PDF), step_meanwhile)
        print_version(str(job.key))
    job.refresh_from_db()
    assert (job.state, AgreementPrint.objects.count()) == (JobState.QUEUED, 0)

    print_version(str(job.key))

    assert "NÁVRH" not in AgreementPrint.objects.get().document.original_name
    assert PrintJob.objects.get().state == JobState.DONE


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"template_version": "x"}])
def test_stored_print_is_neither_changed_nor_deleted(change):
    stored = AgreementPrint.objects.filter(pk=AgreementPrintFactory().pk)

    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        stored.update(**change)
    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        stored.delete()


# --- Pages ------------------------------------------------------------------------------------------------


@pytest.fixture
def reader(client, draft):
    client.force_login(member(draft.agreement.unit, UnitRole.READER))
    return client


def test_click_leads_to_the_job_and_the_job_to_the_file(reader, draft):
    response = reader.post(reverse("agreements:print_create", args=[draft.pk, "word"]))
    job = PrintJob.objects.get()
    assert response.url == reverse("agreements:print_job", args=[job.key])
    assert "čeká, až na něj přijde řada" in reader.get(response.url).content.decode()
    print_version(str(job.key))
    job.refresh_from_db()

    page = reader.get(response.url).content.decode()

    assert reverse("partnerships:document", args=[job.document_id]) in page
    file = reader.get(reverse("partnerships:document", args=[job.document_id]))
    assert b"".join(file.streaming_content) == content_of(job.document)


def test_poll_gets_nothing_while_nothing_changed(reader, draft):
    job = request_print(draft, by=UserFactory(), **PDF)
    url = reverse("agreements:print_job", args=[job.key])

    assert reader.get(f"{url}?zobrazeno=QUEUED-0", headers={"HX-Request": "true"}).status_code == 204
    assert b"<html" not in reader.get(f"{url}?zobrazeno=x", headers={"HX-Request": "true"}).content


def test_page_of_a_stored_print_says_of_when_it_is_and_its_fingerprint(reader, draft):
    stored = AgreementPrintFactory(version=put_in_force(draft))

    page = reader.get(reverse("agreements:prints", args=[draft.pk])).content.decode()

    assert stored.sha256 in page
    assert "jak byly známé v té době" in page
    assert reverse("agreements:stored_print", args=[draft.pk]) in page


@pytest.mark.parametrize(
    ("state", "said"), [("DRAFT", "vodoznakem NÁVRH"), ("APPROVED", "bez vodoznaku s místem pro podpisy")]
)
def test_page_of_a_version_not_in_force_says_how_it_prints(reader, draft, state, said):
    put_in_state(draft, state)

    assert said in reader.get(reverse("agreements:prints", args=[draft.pk])).content.decode()


def test_unknown_format_is_not_found(reader, draft):
    assert reader.post(reverse("agreements:print_create", args=[draft.pk, "exe"])).status_code == 404


def test_stored_file_is_handed_out(reader, draft):
    stored = AgreementPrintFactory(version=put_in_force(draft))

    response = reader.get(reverse("agreements:stored_print", args=[draft.pk]))

    assert b"".join(response.streaming_content) == content_of(stored.document)
    assert response.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("change", [lambda path: path.write_bytes(b"%PDF-1.7 podvrh"), Path.unlink])
def test_changed_or_lost_file_is_not_handed_out(reader, draft, change):
    stored = AgreementPrintFactory(version=put_in_force(draft))
    change(Path(stored.document.file.path))

    response = reader.get(reverse("agreements:stored_print", args=[draft.pk]), follow=True)

    assert response.redirect_chain == [(reverse("agreements:prints", args=[draft.pk]), 302)]
    assert "neodpovídá svému otisku" in response.content.decode()


def test_changed_file_is_not_handed_out_as_a_document_either(reader, draft):
    document = DocumentFactory(unit=draft.agreement.unit)
    Path(document.file.path).write_bytes(b"%PDF-1.7 podvrh")

    response = reader.get(reverse("partnerships:document", args=[document.pk]), follow=True)

    assert "neodpovídá svému otisku" in response.content.decode()


@pytest.mark.parametrize("jobs", [1, 3])
def test_page_costs_the_same_for_any_number_of_prints(reader, draft, jobs, django_assert_num_queries):
    for _ in range(jobs):
        PrintJobFactory(
            version=draft,
            state=JobState.DONE,
            document=DocumentFactory(unit=draft.agreement.unit),
            finished_at=draft.agreement.unit.documents.first().uploaded_at,
        )

    with django_assert_num_queries(QUERIES):
        reader.get(reverse("agreements:prints", args=[draft.pk]))
