"""python -m tests.pictures: every page of the who × page table and every printed page as a picture.

Runs on a throw-away database (`make pictures` gives it one) and writes into pictures/.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.test.testcases import LiveServerThread  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from partnerships.models import Document  # noqa: E402
from tests.browser import CHROMIUM, MISSING, launch_flags  # noqa: E402
from tests.pages import Visit, session_cookie, visits  # noqa: E402
from tests.world import World, build_world  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "pictures"
WIDTHS = {1280: 900, 390: 844}


def main() -> None:
    if CHROMIUM is None:
        sys.exit(f"Obrázky nevzniknou: {MISSING}.")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    settings.DEBUG = False  # the errors as a visitor sees them
    world = build_world()
    server = LiveServerThread("localhost", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        take_pages(f"http://localhost:{server.port}", world)
    finally:
        server.terminate()
    print_documents()


def take_pages(site: str, world: World) -> None:
    walk = [*visits(world), Visit("404", "manager", "/neni/")]
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


def take(page, site: str, visit: Visit, width: int) -> None:
    answer = page.goto(site + visit.url)
    page.screenshot(path=FOLDER / f"{visit.name.replace(':', '.')}-{visit.who}-{width}.png", full_page=True)
    sys.stdout.write(f"{width} {visit.who:15} {answer.status} {visit.url}\n")


def print_documents() -> None:
    """Pages of the printed reports."""
    if not shutil.which("pdftoppm"):
        sys.exit("Tištěné stránky nevzniknou: chybí pdftoppm (správce: apt-get install poppler-utils).")
    for document in Document.objects.filter(content_type="application/pdf", size__gt=1000):
        with document.file.open() as stored:
            subprocess.run(
                ["pdftoppm", "-r", "80", "-png", "-", FOLDER / f"dokument-{document.pk}"],
                input=stored.read(),
                check=True,
            )


if __name__ == "__main__":
    main()
