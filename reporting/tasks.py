import json
from contextlib import contextmanager

from celery import shared_task
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from partnerships import jobs
from partnerships.actions import store_document
from partnerships.printing import print_pdf
from reporting.collect import CannotCollect, collect
from reporting.models import FulfilmentReport, ReportJob
from reporting.render import TEMPLATE_VERSION, render
from reporting.snapshot import ReportData, sha256, to_json


@shared_task
def print_report(job_key: str) -> None:
    jobs.work(ReportJob, job_key, make_report, refusal=CannotCollect)


def make_report(job: ReportJob) -> None:
    report = FulfilmentReport.objects.select_related("agreement__unit").get(pk=job.report_id)
    if report.is_printed:
        jobs.done(job)
        return
    jobs.progress(job, 1)
    with as_of_one_moment():
        data = collect(report.agreement, report.year, today=timezone.localdate())
    jobs.progress(job, 2)
    html = render(data)
    jobs.progress(job, 3)
    pdf = print_pdf(html)
    jobs.progress(job, 4)
    store(job, report, data, pdf)


def store(job: ReportJob, report: FulfilmentReport, data: ReportData, pdf: bytes) -> None:
    """Snapshot, hash, file and the end of the job in one transaction; the first result stays."""
    document = None
    try:
        with transaction.atomic():
            locked = FulfilmentReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
            if not locked.is_printed:
                upload = ContentFile(pdf, name=file_name(report))
                document = store_document(report.agreement.unit, by=job.requested_by, upload=upload)
                write_result(locked, data, document)
            jobs.done(job)
    except BaseException:
        if document:
            document.file.delete(save=False)
        raise


def write_result(report: FulfilmentReport, data: ReportData, document) -> None:
    canonical = to_json(data)
    report.snapshot = json.loads(canonical)
    report.snapshot_sha256 = sha256(canonical)
    report.template_version = TEMPLATE_VERSION
    report.document = document
    report.save(update_fields=["snapshot", "snapshot_sha256", "template_version", "document"])


def file_name(report: FulfilmentReport) -> str:
    version = f" (verze {report.number})" if report.number > 1 else ""
    return f"Zpráva o plnění popisu spolupráce – {report.agreement.unit.name} {report.year}{version}.pdf"


@contextmanager
def as_of_one_moment():
    """What people save while the figures are being read must not get into half of them."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
