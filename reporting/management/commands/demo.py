import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agreements.models import Agreement
from partnerships.models import User
from partnerships.vocabulary import AgencyRole, JobState, UnitRole
from reporting.actions import create_report
from reporting.demo import parties
from reporting.demo.municipalities import write_missing
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
        write_missing()
        self.stdout.write(logins())


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
    groups = [
        *((parties.UNITS[key]["name"], accounts) for key, accounts in parties.UNIT_ACCOUNTS.items()),
        ("Agentura a správa aplikace", parties.AGENCY_ACCOUNTS),
    ]
    lines = [f"Přihlášení (heslo všude {parties.PASSWORD}):"]
    for heading, accounts in groups:
        lines += ["", heading]
        lines += [f"  {account.email:<31} {account.name}{_role(account)}" for account in accounts.values()]
    return "\n".join(lines)


def _role(account: parties.Account) -> str:
    role = account.unit_role and UnitRole(account.unit_role).label
    role = role or (account.agency_role and AgencyRole(account.agency_role).label)
    return f" – {role}" if role and role.casefold() not in account.name.casefold() else ""
