"""The whole demo in a real browser: every page that a link leads to, as every account, breaks no rule of the CSP."""

import os
from io import StringIO
from urllib.parse import urldefrag, urlsplit

import pytest
from django.core.management import call_command

from partnerships.models import User
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HARD = bool(os.environ.get("HARD"))
PAGES_EACH = 10_000 if HARD else 15
# Files are offered for saving, which a browser does not call a page.
NOT_PAGES = ("/dokumenty/", "/static/")
NOT_PAGE_ENDS = (".xlsx", ".ics")
LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.broken.push(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile}`));
"""


@pytest.fixture
def demo(settings):
    settings.DEBUG = True  # the demo is refused elsewhere
    for command in ("load_reference", "demo"):
        call_command(command, stdout=StringIO())
    settings.DEBUG = False


def links_of(page, site: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    pages = (urldefrag(url).url for url in found if url.startswith(site))
    paths = ((url, urlsplit(url).path) for url in pages)
    return [url for url, path in paths if not path.startswith(NOT_PAGES) and not path.endswith(NOT_PAGE_ENDS)]


def crawl(page, site: str) -> tuple[int, dict]:
    """Pages nearest to the start first; of a list's many filters one of each kind is enough."""
    waiting, seen, faults = [f"{site}/"], set(), {}
    while waiting and len(seen) < PAGES_EACH:
        url = waiting.pop(0)
        if url in seen or (not HARD and urlsplit(url).query):
            continue
        seen.add(url)
        answer = page.goto(url)
        broken = page.evaluate("window.broken")
        if answer.status != 200 or broken:
            faults[url] = (answer.status, broken)
        waiting += links_of(page, site)
    return len(seen), faults


def test_no_page_of_the_demo_breaks_the_security_policy(demo, browser, browser_context_args, live_server):
    told = {}
    for user in User.objects.order_by("email") if HARD else User.objects.filter(email__contains="@chomutov"):
        context = browser.new_context(**browser_context_args)
        context.add_init_script(LISTEN)
        context.add_cookies([session_cookie(user, live_server.url)])
        count, faults = crawl(context.new_page(), live_server.url)
        context.close()
        told |= {(user.email, url): fault for url, fault in faults.items()}
        assert count > 3
    assert told == {}


def test_listener_hears_a_broken_policy(browser, browser_context_args, live_server):
    context = browser.new_context(**browser_context_args)
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto(f"{live_server.url}/ucet/prihlaseni/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://cizi.example/x.png\">')")
    page.wait_for_function("window.broken.length > 0")
    assert page.evaluate("window.broken") == ["img-src: https://cizi.example/x.png"]
    context.close()
