from celery import shared_task
from django.core.files.base import ContentFile
from django.utils import timezone

from agreements.vocabulary import PrintFormat
from partnerships import jobs
from partnerships.actions.documents import drop_prints, store_document, storing
from partnerships.models import Document, Event, Meeting
from planning.models import MeetingPrint, MeetingPrintJob
from planning.paper.collect import MeetingRecord, collect
from planning.paper.files import PRINTERS
from planning.paper.papers import TEMPLATE_VERSION, CannotPrint, printed_paper
from planning.prints import papers_of, stored_minutes
from planning.vocabulary import MeetingPaper


@shared_task
def print_meeting(job_key: str) -> None:
    jobs.work(MeetingPrintJob, job_key, make_print, refusal=CannotPrint)


def make_print(job: MeetingPrintJob) -> None:
    jobs.progress(job, 1)
    event = Event.objects.select_related("unit", "partnership", "group").get(pk=job.event_id)
    if stored := stored_of(job):
        jobs.done(job, document=stored.document)
        return
    if job.paper not in papers_of(event):
        raise CannotPrint("Událost byla mezitím zrušena, není co tisknout.")
    record = collect(event)
    jobs.progress(job, 2)
    document = printed_paper(MeetingPaper(job.paper), record, today=timezone.localdate())
    content = PRINTERS[PrintFormat(job.format)](document)
    jobs.progress(job, 3)
    store(job, content, record)


def stored_of(job: MeetingPrintJob) -> MeetingPrint | None:
    """The PDF of approved minutes: made once for each approval and kept."""
    return stored_minutes(job.event_id) if is_kept(job) else None


def is_kept(job: MeetingPrintJob) -> bool:
    return (job.paper, job.format) == (MeetingPaper.MINUTES, PrintFormat.PDF)


def store(job: MeetingPrintJob, content: bytes, record: MeetingRecord) -> None:
    """The file and the end of the job in one transaction; of approved minutes the first result stays.

    Minutes approved meanwhile are printed again by the next attempt: the watermark must not get into what stays.
    """
    with storing() as files:
        event = Event.objects.select_for_update(of=("self",)).get(pk=job.event_id)
        approved_at = (
            Meeting.objects.filter(event=event).values_list("minutes_approved_at", flat=True).first()
        )
        if is_kept(job) and approved_at != record.approved_at:
            jobs.give_back(job, jobs.UNEXPECTED)
            return
        stored = stored_of(job)
        if not stored:
            upload = ContentFile(content, name=file_name(job, record))
            files.append(
                store_document(
                    record.event.unit,
                    by=job.requested_by,
                    upload=upload,
                    partnership=record.event.partnership,
                )
            )
            if is_kept(job) and approved_at:
                keep_for_good(job, approved_at, files[0])
        drop_earlier(job)
        jobs.done(job, document=stored.document if stored else files[0])


def keep_for_good(job: MeetingPrintJob, of_approval, document: Document) -> None:
    MeetingPrint.objects.create(
        event=job.event,
        of_approval=of_approval,
        document=document,
        sha256=document.sha256,
        template_version=TEMPLATE_VERSION,
        printed_by=job.requested_by,
    )


def drop_earlier(job: MeetingPrintJob) -> None:
    """The newest file replaces the one before it, or every look at a draft would stay on the disk."""
    same = MeetingPrintJob.objects.filter(event=job.event_id, paper=job.paper, format=job.format)
    kept = MeetingPrint.objects.filter(event=job.event_id).values_list("document", flat=True)
    drop_prints(same.exclude(pk=job.pk), kept=kept)


def file_name(job: MeetingPrintJob, record: MeetingRecord) -> str:
    is_draft = job.paper == MeetingPaper.MINUTES and record.approved_at is None
    what = f"{job.get_paper_display().capitalize()} – {record.event.title}"
    return f"{what}{', návrh' if is_draft else ''}.{job.format.lower()}"
