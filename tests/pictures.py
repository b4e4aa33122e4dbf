"""python -m tests.pictures: every page of the who × page table and every printed page as a picture.

Runs on a throw-away database (`make pictures` gives it one), shows the demo's Chomutov and its report of 2023,
and writes into pictures/.
"""

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.text import slugify  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from agreements.actions.prints import request_print  # noqa: E402
from agreements.models import Agreement, PrintJob  # noqa: E402
from agreements.tasks import print_version  # noqa: E402
from agreements.vocabulary import PrintFormat, PrintKind  # noqa: E402
from partnerships.models import TerritorialUnit, User  # noqa: E402
from partnerships.vocabulary import EventKind  # noqa: E402
from planning.actions.prints import request_print as request_meeting_print  # noqa: E402
from planning.models import MeetingPrintJob  # noqa: E402
from planning.tasks import print_meeting  # noqa: E402
from planning.vocabulary import MeetingPaper  # noqa: E402
from reporting.actions import create_report  # noqa: E402
from reporting.demo import parties  # noqa: E402
from reporting.tasks import print_report  # noqa: E402
from tests.browser import CHROMIUM, MISSING, launch_flags  # noqa: E402
from tests.pages import Visit, session_cookie, visits  # noqa: E402
from tests.world import (  # noqa: E402
    World,
    add_contacts,
    add_discussion,
    add_draft,
    add_meetings,
    add_own_things,
)

FOLDER = Path(__file__).resolve().parent.parent / "pictures"
WIDTHS = {1280: 900, 390: 844}


def main() -> None:
    if CHROMIUM is None:
        sys.exit(f"Obrázky nevzniknou: {MISSING}.")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    world = demo_world()
    settings.DEBUG = False  # the errors as a visitor sees them
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        take_pages(f"http://localhost:{server.port}", world)
    finally:
        server.terminate()
    print_pages("zprava", world.report.document)
    for job in PrintJob.objects.select_related("document", "version__agreement__unit"):
        unit = slugify(job.version.agreement.unit.name)
        print_pages(f"popis-{unit}-{job.version.state.lower()}", job.document)
    for job in MeetingPrintJob.objects.filter(document__size__gt=1000).select_related("document"):
        print_pages(f"jednani-{job.event_id}-{job.paper.lower()}", job.document)


def demo_world() -> World:
    for command in ("load_reference", "demo"):
        call_command(command, stdout=StringIO())
    accounts = {who: one for some in parties.UNIT_ACCOUNTS.values() for who, one in some.items()}
    accounts |= parties.AGENCY_ACCOUNTS
    people = {who: User.objects.get(email=account.email) for who, account in accounts.items()}
    unit = TerritorialUnit.objects.get(name="Chomutov")
    world = World(unit, TerritorialUnit.objects.get(name="Jihlava"), people)
    world.agreement = unit.agreements.get()
    world.version = world.agreement.versions.get()
    world.commitment = world.agreement.commitments.first()
    world.partnership = unit.partnerships.get()
    world.group = world.partnership.groups.first()
    world.seat = world.partnership.seats.first()
    world.holding = unit.role_holdings.first()
    meetings = unit.events.filter(kind=EventKind.LP_MEETING, starts_on__year=2023)
    # whose minutes may still be written
    world.event = meetings.filter(meeting__minutes_approved_at=None).latest("starts_on")
    world.item = world.event.meeting.agenda_items.earliest("position")
    world.document = unit.documents.first()
    world.job = create_report(world.agreement, 2023, by=people["manager"], today=timezone.localdate())
    print_report(str(world.job.key))
    world.job.refresh_from_db()
    world.report = world.job.report
    world.report.refresh_from_db()
    add_draft(world, template=world.version.template)
    request_print(world.draft, by=people["manager"], kind=PrintKind.AGREEMENT, format=PrintFormat.PDF)
    for world.print_job in PrintJob.objects.order_by("pk"):
        print_version(str(world.print_job.key))
    world.print_job.refresh_from_db()
    add_discussion(world)
    for add in (add_contacts, add_meetings, add_own_things):
        add(world)
    print_meetings(unit, by=people["manager"])
    return world


def print_meetings(unit: TerritorialUnit, *, by: User) -> None:
    """Approved minutes order their PDF themselves; beside it what is taken along to the next meeting."""
    coming = unit.events.filter(kind=EventKind.LP_MEETING).latest("starts_on")
    request_meeting_print(coming, by=by, paper=MeetingPaper.ATTENDANCE_SHEET, format=PrintFormat.PDF)
    for job in MeetingPrintJob.objects.filter(document=None):
        print_meeting(str(job.key))


def take_pages(site: str, world: World) -> None:
    walk = [*visits(world), *other_municipalities(), Visit("404", "manager", "/neni/")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=launch_flags())
        for width, height in WIDTHS.items():
            for who in {visit.who for visit in walk}:
                context = browser.new_context(
                    viewport={"width": width, "height": height}, locale="cs-CZ", timezone_id="Europe/Prague"
                )
                if who != "anonymous":
                    context.add_cookies([session_cookie(world.people[who], site)])
                page = context.new_page()
                for visit in walk:
                    if visit.who == who:
                        take(page, site, visit, width)
                context.close()
        browser.close()


def other_municipalities() -> list[Visit]:
    """Documents of another form and a year that can't be computed."""
    return [
        Visit(f"{page}-{who}", who, reverse(page, args=[Agreement.objects.get(unit__name=name).pk, *year]))
        for name, who in (("Jihlava", "jihlava"), ("Česká Kamenice", "kamenice"))
        for page, year in (
            ("agreements:detail", []),
            ("planning:year", [2023]),
            ("planning:whole_term", []),
        )
    ]


def take(page, site: str, visit: Visit, width: int) -> None:
    answer = page.goto(site + visit.url)
    page.screenshot(path=FOLDER / f"{visit.name.replace(':', '.')}-{visit.who}-{width}.png", full_page=True)
    sys.stdout.write(f"{width} {visit.who:15} {answer.status} {visit.url}\n")


def print_pages(name: str, document) -> None:
    """A document as it comes out of the printer."""
    if not shutil.which("pdftoppm"):
        sys.exit("Tištěné stránky nevzniknou: chybí pdftoppm (správce: apt-get install poppler-utils).")
    with document.file.open() as stored:
        pages = ["pdftoppm", "-r", "80", "-png", "-", FOLDER / name]
        subprocess.run(pages, input=stored.read(), check=True)


if __name__ == "__main__":
    main()
