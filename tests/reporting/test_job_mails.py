"""Who is told that a report could not be made: once, and the administrators only when something is broken."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from partnerships import jobs
from partnerships.models import Notification
from partnerships.vocabulary import JobState
from reporting.models import ReportJob
from reporting.tasks import print_report
from tests.factories import AgreementFactory, UserFactory
from tests.reporting.situations import in_threads, running, waiting

pytestmark = pytest.mark.django_db
REASON = "Tisk se nepovedl."


@pytest.fixture(autouse=True)
def our_backend(settings):
    """Django's test set-up puts its own in place."""
    settings.EMAIL_BACKEND = "partnerships.mail.NotificationBackend"


@pytest.fixture
def admins():
    UserFactory(is_site_admin=True, is_active=False)
    return [UserFactory(is_site_admin=True).email, UserFactory(is_site_admin=True).email]


def told() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("recipient", flat=True))


def test_job_failed_for_good_is_told_to_who_asked_and_to_the_admins(admins):
    job = running(AgreementFactory(unit__name="Lhota"), attempts=3)

    jobs.give_back(job, REASON)
    jobs.give_back(job, REASON)

    assert told() == [job.requested_by.email, *admins]
    person, admin, _ = Notification.objects.order_by("pk")
    assert person.subject == "Zpráva o plnění za rok 2023 se nevytvořila"
    assert "(Lhota) se nepodařilo vytvořit.\n\nTisk se nepovedl." in person.body
    assert admin.subject == "Selhalo vytváření zprávy: Lhota 2023"
    assert str(job.key) in admin.body
    assert "ani na 3. pokus" in admin.body


def test_attempt_that_is_not_the_last_is_told_to_nobody(admins):
    jobs.give_back(running(AgreementFactory(), attempts=2), REASON)

    assert told() == []


def test_worker_that_lost_its_job_tells_nobody(admins):
    job = running(AgreementFactory(), attempts=3)
    ReportJob.objects.update(attempts=2)

    jobs.give_back(job, REASON)

    assert told() == []


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_once_tell_the_end_once(admins):
    job = running(AgreementFactory(), silent=True, attempts=3)

    in_threads(3, lambda: jobs.release_silent(ReportJob, timezone.now()))
    call_command("sweep_jobs")

    assert told() == [job.requested_by.email, *admins]


@pytest.mark.django_db(transaction=True)
def test_year_that_cannot_be_reported_is_nothing_for_the_admins(admins):
    job = waiting(AgreementFactory())

    print_report(str(job.key))

    assert ReportJob.objects.get().state == JobState.FAILED
    assert told() == [job.requested_by.email]


def test_admin_who_asked_gets_one_mail_and_who_left_gets_none(admins):
    admin = UserFactory(is_site_admin=True)
    gone = UserFactory(is_active=False)

    jobs.give_back(running(AgreementFactory(), attempts=3, requested_by=admin), REASON)
    jobs.give_back(running(AgreementFactory(), attempts=3, requested_by=gone), REASON)

    assert told() == [admin.email, *admins, *admins, admin.email]
