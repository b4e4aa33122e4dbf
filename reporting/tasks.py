import json
import logging
import traceback
from contextlib import contextmanager

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone

from partnerships.actions import store_document
from reporting import jobs
from reporting.collect import CannotCollect, collect
from reporting.models import FulfilmentReport, ReportJob
from reporting.printing import print_pdf
from reporting.render import TEMPLATE_VERSION, render
from reporting.snapshot import ReportData, sha256, to_json

logger = logging.getLogger(__name__)

TOO_LONG = (
    "Tisk zprávy trval příliš dlouho a byl zastaven. Zkuste to znovu; když to nepomůže, obraťte se na správce "
    "aplikace."
)
UNEXPECTED = (
    "Při vytváření zprávy došlo k neočekávané chybě. Zkuste to znovu; když to nepomůže, obraťte se na správce "
    "aplikace."
)


@shared_task
def print_report(job_key: str) -> None:
    """Safe to deliver any number of times: only one delivery claims the job, only one result is stored."""
    job = jobs.claim(job_key)
    if job is None:
        return
    try:
        with jobs.heartbeat(job):
            make_report(job)
    except CannotCollect as problem:
        jobs.failed(job, str(problem), to_admins=False)  # nothing is broken, the data don't allow a report
    except SoftTimeLimitExceeded:
        logger.warning("Úloha %s přesáhla časový limit (pokus %s).", job.key, job.attempts)
        jobs.give_back(job, TOO_LONG)
    except Exception as problem:
        log_without_values(job, problem)
        jobs.give_back(job, UNEXPECTED)


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


def log_without_values(job: ReportJob, problem: Exception) -> None:
    """Where it broke, but not the message: PostgreSQL's quotes the row, names of people included."""
    where = "".join(traceback.format_tb(problem.__traceback__))
    logger.error("Úloha %s selhala (pokus %s): %s\n%s", job.key, job.attempts, type(problem).__name__, where)
