from celery import shared_task
from django.core.files.base import ContentFile

from agreements.lifecycle import EFFECTIVE
from agreements.models import AgreementPrint, AgreementVersion, PrintJob
from agreements.paper.form import TEMPLATE_VERSION
from agreements.paper.registry import PRINTERS, CannotPrint
from agreements.vocabulary import PrintFormat, PrintKind
from partnerships import jobs
from partnerships.actions.documents import drop_prints, store_document, storing
from partnerships.models import Document


@shared_task
def print_version(job_key: str) -> None:
    jobs.work(PrintJob, job_key, make_print, refusal=CannotPrint)


def make_print(job: PrintJob) -> None:
    jobs.progress(job, 1)
    version = AgreementVersion.objects.select_related("agreement__unit").get(pk=job.version_id)
    stored = AgreementPrint.objects.filter(version=version).first() if is_final(job, version) else None
    if stored:
        jobs.done(job, document=stored.document)
        return
    jobs.progress(job, 2)
    content = PRINTERS[job.kind, job.format](job)
    jobs.progress(job, 3)
    store(job, content, seen=version)


def is_final(job: PrintJob, version: AgreementVersion) -> bool:
    """The PDF of a version that holds or held: made once and kept."""
    what = (job.kind, job.format)
    return version.state in EFFECTIVE and what == (PrintKind.AGREEMENT, PrintFormat.PDF)


def store(job: PrintJob, content: bytes, *, seen: AgreementVersion) -> None:
    """The file and the end of the job in one transaction; of a final one the first result stays.

    A version that took a step meanwhile is printed again by the next attempt: a draft's watermark must not get
    into the file that stays.
    """
    with storing() as files:
        version = AgreementVersion.objects.select_for_update(of=("self",)).get(pk=seen.pk)
        if version.state != seen.state:
            jobs.give_back(job, jobs.UNEXPECTED)
            return
        stored = AgreementPrint.objects.filter(version=version).first() if is_final(job, version) else None
        if not stored:
            upload = ContentFile(content, name=file_name(job, seen))
            files.append(store_document(seen.agreement.unit, by=job.requested_by, upload=upload))
            if is_final(job, version):
                keep_for_good(job, version, files[0])
        drop_earlier(job)
        jobs.done(job, document=stored.document if stored else files[0])


def keep_for_good(job: PrintJob, version: AgreementVersion, document: Document) -> None:
    AgreementPrint.objects.create(
        version=version,
        document=document,
        sha256=document.sha256,
        template_version=TEMPLATE_VERSION,
        printed_by=job.requested_by,
    )


def drop_earlier(job: PrintJob) -> None:
    """The newest file of a draft replaces the one before it, or every look at a draft would stay on the disk."""
    same = {"version": job.version_id, "base": job.base_id, "kind": job.kind, "format": job.format}
    stored = AgreementPrint.objects.filter(version=job.version_id)
    drop_prints(
        PrintJob.objects.filter(**same).exclude(pk=job.pk), kept=stored.values_list("document", flat=True)
    )


def file_name(job: PrintJob, version: AgreementVersion) -> str:
    draft = "" if version.state in EFFECTIVE else ", návrh"
    what = f"{job.get_kind_display().capitalize()} – {version.agreement.unit.name}"
    return f"{what} (verze {version.number}{draft}).{job.format.lower()}"
