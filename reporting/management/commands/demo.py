import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from agreements.actions import create_agreement
from agreements.models import Agreement, AgreementTemplate
from agreements.vocabulary import AgreementKind
from partnerships.models import TerritorialUnit, User
from reporting.actions import create_report
from reporting.demo import parties
from reporting.demo.chomutov_2023 import write_year
from reporting.demo.chomutov_agreement import write_agreement
from reporting.demo.chomutov_partnership import write_partnership
from reporting.lifecycle import JobState
from reporting.models import FulfilmentReport

REPORT_YEAR = 2023
PATIENCE_SECONDS = 120


class Command(BaseCommand):
    help = (
        "Writes the demo units by the same actions as the pages; --report has the worker print 2023's report."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--report", action="store_true", help="wait for Chomutov's report and print its path"
        )

    def handle(self, *, report, **options):
        if not settings.DEBUG:
            raise CommandError(
                "Ukázková data s veřejně známým heslem patří jen na vlastní počítač (DEBUG=1)."
            )
        if report:
            self.stdout.write(f"REPORT {print_report()}")
            return
        if not TerritorialUnit.objects.filter(name="Chomutov").exists():
            write_demo()
        self.stdout.write(logins())


@transaction.atomic
def write_demo() -> None:
    units = parties.create_units()
    users = parties.create_accounts(units)
    manager, chomutov = users["manager"], units["chomutov"]
    people = parties.create_people(chomutov, users)
    parties.hold_roles(chomutov, by=manager, people=people)
    partnership = write_partnership(chomutov, by=manager, people=people)
    version = write_agreement(chomutov, by=manager, people=people)
    write_year(
        version.agreement, by=manager, consultant=users["consultant"], partnership=partnership, people=people
    )
    create_agreement(
        units["jihlava"],
        by=users["jihlava"],
        kind=AgreementKind.SOCIAL_INCLUSION,
        template=AgreementTemplate.objects.get(code="6"),
    )


def print_report() -> Path:
    """The report through the queue and the worker, copied where a person finds it."""
    agreement = Agreement.objects.get(unit__name="Chomutov")
    report = agreement.reports.filter(year=REPORT_YEAR, document__isnull=False).first()
    if report is None:
        report = _await(create_report(agreement, REPORT_YEAR, by=_manager(), today=timezone.localdate()))
    path = settings.MEDIA_ROOT.parent / f"zprava-chomutov-{REPORT_YEAR}.pdf"
    with report.document.file.open("rb") as source, path.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    return path.resolve()


def _await(job) -> FulfilmentReport:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        job.refresh_from_db()
        if job.state == JobState.DONE:
            return FulfilmentReport.objects.get(pk=job.report_id)
        if job.state == JobState.FAILED:
            raise CommandError(f"Zpráva se nevytvořila: {job.error}")
        time.sleep(0.2)
    raise CommandError(f"Zpráva se nevytvořila do {PATIENCE_SECONDS} s; běží worker?")


def _manager() -> User:
    return User.objects.get(email=parties.CHOMUTOV_ACCOUNTS["manager"].email)


def logins() -> str:
    accounts = [
        *parties.CHOMUTOV_ACCOUNTS.values(),
        *parties.JIHLAVA_ACCOUNTS.values(),
        *parties.AGENCY_ACCOUNTS.values(),
    ]
    lines = [f"  {account.email:<28} {account.name}" for account in accounts]
    return "\n".join([f"Přihlášení (heslo všude {parties.PASSWORD}):", *lines])
