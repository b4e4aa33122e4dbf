"""What people do with annual reports; each function is one transaction."""

from datetime import date
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from agreements.models import Agreement
from partnerships import jobs
from partnerships.actions import action, locked
from partnerships.czech import format_date
from partnerships.mail import notify
from partnerships.models import Event, FollowUpTask, User
from partnerships.vocabulary import EventKind, JobState
from planning.actions import record_event
from planning.candidates import candidates
from planning.year import year_result
from reporting.board.digest import KEPT, reminders_of, said_as, told_lately
from reporting.board.items import Item, Urgency
from reporting.lifecycle import ReportState, Transition, open_transitions
from reporting.models import Digest, DigestOff, FulfilmentReport, PublicText, ReportJob, ReportStepLog
from reporting.texts import TextCode


class CannotReport(Exception):
    """The year can't be reported; the message says why and what to do, in Czech."""


class StepNotOpen(Exception):
    """The step is not possible now; the message says why, in Czech."""


class WrongDate(Exception):
    """The day can't be right; the message belongs to its field."""


@action
def create_report(agreement: Agreement, year: int, *, by: User, today: date) -> ReportJob:
    """A new version of the year's report, printed by a worker.

    While one is being made, its job is returned instead of another; one whose printing failed is tried again.
    """
    locked(agreement)
    of_year = ReportJob.objects.filter(report__agreement=agreement, report__year=year)
    if job := of_year.exclude(state=JobState.DONE).select_for_update(of=("self",)).first():
        return job if job.state != JobState.FAILED else retry_job(job, by=by)
    check_reportable(agreement, year, today=today)
    versions = FulfilmentReport.objects.filter(agreement=agreement, year=year)
    last = versions.aggregate(last=Max("number"))["last"] or 0
    report = FulfilmentReport.objects.create(agreement=agreement, year=year, number=last + 1, created_by=by)
    job = ReportJob.objects.create(report=report, requested_by=by)
    transaction.on_commit(partial(jobs.send, job))
    return job


def check_reportable(agreement: Agreement, year: int, *, today: date) -> None:
    if year > today.year:
        raise CannotReport(f"Rok {year} ještě nezačal, zprávu o něm vytvoříte nejdřív v jeho průběhu.")
    result = year_result(agreement, year, today=today)
    if not result.computable:
        raise CannotReport(result.why_not)


@action
def retry_job(job: ReportJob, *, by: User) -> ReportJob:
    job = locked(job)
    if job.state != JobState.FAILED:
        raise StepNotOpen("Opakovat lze jen vytváření, které selhalo. Zpráva už se vytváří, nebo je hotová.")
    job.queue_again(by=by)
    transaction.on_commit(partial(jobs.send, job))
    return job


@action
def submit_report(report: FulfilmentReport, *, by: User, on: date, today: date) -> FulfilmentReport:
    """The council has got this very document; its submission belongs to the year reported on."""
    report = locked(report)
    step = open_step(report, "submit")
    check_submission_day(report, on, today=today)
    report.submission_event = record_submission(report, by=by, on=on, today=today)
    report.state, report.submitted_on, report.submitted_by = step.target, on, by
    report.save(update_fields=["state", "submitted_on", "submitted_by", "submission_event"])
    ReportStepLog.objects.create(report=report, step="submit", by=by)
    return report


def open_step(report: FulfilmentReport, name: str) -> Transition:
    step = open_transitions(ReportState(report.state)).get(name)
    if step is None:
        raise StepNotOpen(f"Tento krok teď není otevřen: zpráva je {report.state_label}.")
    if not report.is_printed:
        raise StepNotOpen("Zpráva ještě není vytvořena. Počkejte, až bude PDF hotové.")
    return step


def check_submission_day(report: FulfilmentReport, on: date, *, today: date) -> None:
    created_on = timezone.localdate(report.created_at)
    if on > today:
        body = report.agreement.unit.body
        raise WrongDate(f"Datum je v budoucnosti. Předložení zapište, až zprávu předložíte {body.dative}.")
    if on < created_on:
        raise WrongDate(
            f"Zpráva v tomto znění vznikla {format_date(created_on)}, dřív předložena být nemohla."
        )


@action
def save_text(code: TextCode, body: str, *, by: User, revision: int) -> bool:
    """False when somebody saved a newer one than the `revision` this person saw; 0 is the proposed text."""
    if revision == 0:
        _, is_first = PublicText.objects.get_or_create(
            code=code, defaults={"body": body, "updated_by": by, "revision": 1}
        )
        return is_first
    return bool(
        PublicText.objects.filter(code=code, revision=revision).update(
            body=body, revision=revision + 1, updated_by=by, updated_at=timezone.now()
        )
    )


def record_submission(report: FulfilmentReport, *, by: User, on: date, today: date) -> Event:
    """What happened, fulfilling the terms of this agreement that ask for it."""
    unit = report.agreement.unit
    year_end = date(report.year, 12, 31)
    asked = [one.commitment for one in candidates([unit], EventKind.COUNCIL_REPORT, on=year_end)]
    return record_event(
        unit,
        by=by,
        today=today,
        kind=EventKind.COUNCIL_REPORT,
        starts_on=on,
        about_year=report.year,
        title=f"Předložení zprávy za rok {report.year} {unit.body.dative}",
        commitments=[one for one in asked if one.agreement_id == report.agreement_id],
    )


# --- Reminders by mail ------------------------------------------------------------------------------------


def remind(user: User, *, today: date) -> bool:
    """Today's digest, if there is anything new to say; at most one, whoever else asks for it at the same time.

    The row is written first: a second clock waits for it and then finds it. It stays also where nothing was
    said, so that nobody is written to in the course of the day.
    """
    with transaction.atomic():
        digest, is_first = Digest.objects.get_or_create(user=user, day=today)
        if not is_first or not User.objects.active().filter(pk=user.pk, digest_off=None).exists():
            return False
        items = reminders_of(user, today=today)
        keys = [said_as(item, today=today) for item in items]
        if set(keys) <= told_lately(user, today=today):
            return False
        digest.items = keys
        digest.save(update_fields=["items"])
        tasks = [item.key.partition(":")[2] for item in items if item.key.startswith("task:")]
        FollowUpTask.objects.filter(pk__in=tasks).update(reminded_on=today)
        _send_digest(user, items, today=today)
    return True


def _send_digest(user: User, items: list[Item], *, today: date) -> None:
    rows = [(item, item.urgency(today)) for item in items]
    notify(
        user.email,
        "reporting/mail/digest.txt",
        user=user,
        rows=rows,
        late=sum(urgency == Urgency.OVERDUE for _, urgency in rows),
        site=settings.SITE_URL,
    )


@action
def switch_digest(user: User, *, by: User, is_wanted: bool) -> None:
    """Doing it again changes nothing."""
    if is_wanted:
        DigestOff.objects.filter(user=user).delete()
    else:
        DigestOff.objects.get_or_create(user=user)


def forget_digests(*, today: date) -> None:
    Digest.objects.filter(day__lt=today - KEPT).delete()
