"""Printed minutes and sheets: who asks for them, what the worker leaves, and the PDF that stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from agreements.vocabulary import PrintFormat
from partnerships.models import Document, Meeting
from partnerships.vocabulary import EventKind, EventState, JobState, UnitRole
from planning import actions, tasks
from planning.actions.prints import request_print, retry_print
from planning.models import MeetingPrint, MeetingPrintJob
from planning.paper.files import PRINTERS
from planning.tasks import make_print, print_meeting
from planning.vocabulary import MeetingPaper
from tests.factories import (
    EventFactory,
    MeetingFactory,
    MeetingPrintFactory,
    MeetingPrintJobFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
    member,
)
from tests.planning.browsing import text_of
from tests.reporting.situations import in_threads, stored_files

pytestmark = pytest.mark.django_db
alone = pytest.mark.django_db(transaction=True)
PDF = {"paper": MeetingPaper.MINUTES, "format": PrintFormat.PDF}
WORD = {"paper": MeetingPaper.MINUTES, "format": PrintFormat.DOCX}
SHEET = {"paper": MeetingPaper.ATTENDANCE_SHEET, "format": PrintFormat.PDF}
QUERIES = 6  # session, user, memberships, event, jobs, the stored print


@pytest.fixture
def event():
    return EventFactory(kind=EventKind.PUBLIC_MEETING, title="Setkání s obyvateli")


@pytest.fixture
def approved(event):
    MeetingFactory(event=event, minutes_text="Jednalo se.")
    actions.approve_minutes(event, by=UserFactory())
    event.refresh_from_db()
    return event


@pytest.fixture
def reader(client, event):
    client.force_login(member(event.unit, UnitRole.READER))
    return client


def printed(event, what, by=None) -> MeetingPrintJob:
    job = request_print(event, by=by or UserFactory(), **what)
    print_meeting(str(job.key))
    job.refresh_from_db()
    return job


def content_of(document: Document) -> bytes:
    return Path(document.file.path).read_bytes()


# --- Asking -----------------------------------------------------------------------------------------------


def test_print_under_way_is_given_instead_of_another(event):
    first, second = (request_print(event, by=UserFactory(), **PDF) for _ in range(2))

    assert first == second
    assert len({first, *(request_print(event, by=UserFactory(), **what) for what in (WORD, SHEET))}) == 3


@alone
def test_five_clicks_at_once_make_one_job(event):
    author = UserFactory()

    jobs = in_threads(5, lambda: request_print(event, by=author, **PDF).pk)

    assert (len(jobs), len(set(jobs))) == (5, 1)
    assert MeetingPrintJob.objects.count() == 1


def test_database_admits_one_print_under_way(event):
    MeetingPrintJobFactory(event=event)

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingPrintJobFactory(event=event)
    MeetingPrintJobFactory(event=event, format=PrintFormat.DOCX)


@pytest.mark.parametrize(
    ("fields", "printed_papers"),
    [
        ({"kind": EventKind.PUBLIC_MEETING}, {MeetingPaper.MINUTES, MeetingPaper.ATTENDANCE_SHEET}),
        ({"kind": EventKind.WORKSHOP}, {MeetingPaper.ATTENDANCE_SHEET}),
        ({"kind": EventKind.CONSULTATION}, set()),
        (
            {"kind": EventKind.PUBLIC_MEETING, "state": EventState.CANCELLED, "cancelled_reason": "Omyl"},
            set(),
        ),
    ],
)
@pytest.mark.parametrize("paper", MeetingPaper)
def test_paper_is_printed_where_it_makes_sense(fields, printed_papers, paper):
    event = EventFactory(**fields)
    if paper in printed_papers:
        assert request_print(event, by=UserFactory(), paper=paper, format=PrintFormat.PDF).pk
    else:
        with pytest.raises(actions.Refused, match="se u této události netiskne"):
            request_print(event, by=UserFactory(), paper=paper, format=PrintFormat.PDF)


def test_only_a_failed_print_is_tried_again(event):
    job = request_print(event, by=UserFactory(), **PDF)
    with pytest.raises(actions.Refused, match="Opakovat lze jen"):
        retry_print(job, by=UserFactory())
    MeetingPrintJob.objects.update(state=JobState.FAILED, error="Nepovedlo se.", finished_at=job.requested_at)

    again = retry_print(job, by=UserFactory())

    assert (again.pk, again.state, again.attempts, again.error) == (job.pk, JobState.QUEUED, 0, "")


# --- Making -----------------------------------------------------------------------------------------------


def test_draft_is_printed_in_both_formats(event):
    pdf, word, sheet = (printed(event, what) for what in (PDF, WORD, SHEET))

    assert {pdf.state, word.state, sheet.state} == {JobState.DONE}
    assert content_of(pdf.document).startswith(b"%PDF-")
    assert content_of(word.document).startswith(b"PK")
    assert [job.document.original_name for job in (pdf, word, sheet)] == [
        "Zápis z jednání – Setkání s obyvateli, návrh.pdf",
        "Zápis z jednání – Setkání s obyvateli, návrh.docx",
        "Prezenční listina – Setkání s obyvateli.pdf",
    ]
    assert not MeetingPrint.objects.exists()


@alone
def test_newer_print_of_a_draft_replaces_the_one_before_it(event):
    files = stored_files()
    first = printed(event, PDF)

    second = printed(event, PDF)

    assert not MeetingPrintJob.objects.filter(pk=first.pk).exists()
    assert Document.objects.get() == second.document
    assert len(stored_files() - files) == 1


def test_file_of_a_shared_partnership_is_seen_from_each_of_its_units():
    here, there = UnitFactory(), UnitFactory()
    partnership = PartnershipFactory(units=[here, there])
    event = EventFactory(unit=here, kind=EventKind.LP_MEETING, partnership=partnership)

    document = printed(event, SHEET).document

    assert (document.unit, document.partnership) == (here, partnership)
    assert Document.objects.visible_to(member(there)).get() == document


def test_meeting_cancelled_meanwhile_is_not_printed_and_says_why(event):
    job = request_print(event, by=UserFactory(), **PDF)
    actions.cancel_event(event, by=UserFactory(), reason="Omyl")

    print_meeting(str(job.key))

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 1)
    assert job.error == "Událost byla mezitím zrušena, není co tisknout."


def test_sweep_takes_care_of_these_jobs_too(event):
    job = MeetingPrintJobFactory(event=event, state=JobState.RUNNING, attempts=settings.JOB_MAX_ATTEMPTS)
    MeetingPrintJob.objects.update(heartbeat_at=datetime(2020, 1, 1, tzinfo=UTC))

    call_command("sweep_jobs")

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "opakovaně přerušilo" in job.error


# --- Approved minutes -------------------------------------------------------------------------------------


def test_approval_orders_the_print_that_stays(approved):
    job = MeetingPrintJob.objects.get()

    print_meeting(str(job.key))

    stored = MeetingPrint.objects.get()
    assert (stored.event, stored.of_approval) == (approved, Meeting.objects.get().minutes_approved_at)
    assert stored.sha256 == stored.document.sha256
    assert stored.document.original_name == "Zápis z jednání – Setkání s obyvateli.pdf"
    with pytest.raises(actions.Refused, match="už je vytištěný a nemění se"):
        request_print(approved, by=UserFactory(), **PDF)


def test_approved_minutes_are_rendered_once(approved, monkeypatch):
    job = MeetingPrintJob.objects.get()
    print_meeting(str(job.key))
    stored = MeetingPrint.objects.get()
    MeetingPrintJob.objects.all().delete()
    late = MeetingPrintJobFactory(event=approved)
    monkeypatch.setitem(PRINTERS, PrintFormat.PDF, lambda document: pytest.fail("rendered again"))

    make_print(late)

    late.refresh_from_db()
    assert (late.state, late.document) == (JobState.DONE, stored.document)
    assert Document.objects.get() == stored.document


def test_draft_approved_while_it_was_printed_is_printed_again(event, monkeypatch):
    """The watermark must not get into the file that stays."""
    meeting = MeetingFactory(event=event, minutes_text="Jednalo se.")
    job = request_print(event, by=UserFactory(), **PDF)

    collected = tasks.collect

    def collect_and_approve(event):
        record = collected(event)
        actions.approve_minutes(event, by=UserFactory())
        return record

    monkeypatch.setattr(tasks, "collect", collect_and_approve)
    print_meeting(str(job.key))
    job.refresh_from_db()
    assert (job.state, MeetingPrint.objects.count(), Document.objects.count()) == (JobState.QUEUED, 0, 0)
    monkeypatch.undo()

    print_meeting(str(job.key))

    meeting.refresh_from_db()
    assert MeetingPrint.objects.get().of_approval == meeting.minutes_approved_at


def test_minutes_opened_and_approved_again_get_a_new_print_beside_the_old_one(approved):
    print_meeting(str(MeetingPrintJob.objects.get().key))
    first = MeetingPrint.objects.get()
    actions.reopen_minutes(approved, by=UserFactory(), reason="Chybí host.")
    draft = printed(approved, PDF)
    assert draft.document.original_name.endswith(", návrh.pdf")
    actions.approve_minutes(approved, by=UserFactory())

    print_meeting(str(MeetingPrintJob.objects.exclude(state=JobState.DONE).get().key))

    assert MeetingPrint.objects.count() == 2
    assert content_of(first.document).startswith(b"%PDF-")
    assert not Document.objects.filter(pk=draft.document_id).exists()


def test_database_keeps_the_stored_print():
    stored = MeetingPrintFactory()

    for change in (stored.delete, lambda: MeetingPrint.objects.update(sha256="0" * 64)):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="meeting_print_one_per_approval"), transaction.atomic():
        MeetingPrintFactory(event=stored.event, of_approval=stored.of_approval)


# --- Pages ------------------------------------------------------------------------------------------------


def test_click_leads_to_the_job_and_the_job_to_the_file(reader, event):
    response = reader.post(reverse("planning:print_create", args=[event.pk, "zapis", "word"]))
    job = MeetingPrintJob.objects.get()
    assert response.url == reverse("planning:print_job", args=[job.key])
    assert "Zápis z jednání ve formátu Word" in text_of(reader.get(response.url))

    make_print(job)

    job.refresh_from_db()
    file = reverse("partnerships:document", args=[job.document_id])
    assert file in text_of(reader.get(response.url))
    assert file in text_of(reader.get(reverse("planning:prints", args=[event.pk])))
    assert b"".join(reader.get(file).streaming_content) == content_of(job.document)


@pytest.mark.parametrize("address", [("zapis", "txt"), ("pozvanka", "pdf")])
def test_unknown_paper_is_not_found(reader, event, address):
    assert reader.post(reverse("planning:print_create", args=[event.pk, *address])).status_code == 404


def test_stored_print_is_handed_out_only_unchanged(reader, approved):
    print_meeting(str(MeetingPrintJob.objects.get().key))
    stored = MeetingPrint.objects.select_related("document").get()
    address = reverse("planning:stored_print", args=[stored.pk])
    page = text_of(reader.get(reverse("planning:prints", args=[approved.pk])))
    assert address in page
    assert stored.sha256 in page
    assert reverse("planning:print_create", args=[approved.pk, "zapis", "pdf"]) not in page
    assert b"".join(reader.get(address).streaming_content) == content_of(stored.document)

    Path(stored.document.file.path).write_bytes(b"%PDF-1.7 jiny")

    response = reader.get(address, follow=True)
    assert response.redirect_chain == [(reverse("planning:prints", args=[approved.pk]), 302)]
    assert ["neodpovídá svému otisku" in str(one) for one in response.context["messages"]] == [True]


def test_cancelled_meeting_has_nothing_to_print(reader, event):
    actions.cancel_event(event, by=UserFactory(), reason="Omyl")

    assert "Není co tisknout" in text_of(reader.get(reverse("planning:prints", args=[event.pk])))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_prints(reader, event, rows, django_assert_num_queries):
    whats = [PDF, WORD, SHEET][:rows]
    for what in whats:
        MeetingPrintJobFactory(event=event, **what)

    with django_assert_num_queries(QUERIES):
        page = text_of(reader.get(reverse("planning:prints", args=[event.pk])))

    assert page.count("Dokument se vytváří, zobrazit průběh") == rows
