"""T-09, T-10: nobody learns whether a thing of another unit exists, and no answer stays in a cache."""

import re
import statistics
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.isolation.addresses import EVERYTHING, addresses
from tests.isolation.test_foreign_ids import WHO
from tests.test_architecture import APPS, REPO

NOBODYS = 799_999_999
# tokens against forgery, keys made for the occasion (of the request, of a form), how long the session still lasts,
# when the page, the workbook or the calendar entry was made
CHANGING = re.compile(
    rb"\b[A-Za-z0-9]{64}\b|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=data-lasts=\")\d+"
    rb'|(?<=name="seen_at" value=")[^"]+|(?<=<dcterms:)(?:created|modified) [^<]+'
    rb"|(?<=DTSTAMP:)\S+"
)
SHORT = ["anonymous", "manager", "other_manager", "site_admin"]
TRIES = 500 if EVERYTHING else 10
MOST_TRIES = 100
ADMITTED = 0.005


def constant(body: bytes, given=()) -> bytes:
    for text in given:
        body = body.replace(str(text).encode(), b"GIVEN")
    return CHANGING.sub(b"", body)


def nobodys(value):
    """In place of a row; a year, the number of a revision and a word say nothing of anybody."""
    if isinstance(value, UUID):
        return uuid4()
    return NOBODYS if isinstance(value, int) and value > 2100 else value


@pytest.mark.parametrize("who", WHO if EVERYTHING else SHORT)
def test_foreign_and_missing_are_told_in_the_same_words(site, who):
    for address in addresses(site):
        if not address.is_about_a_row or address.is_secret_link:
            continue
        if address.is_of_the_administration and who == "site_admin":
            continue
        missing = [nobodys(value) for value in address.foreign]
        # a small number stands also in the tokens, so only ids are taken out of the pages
        rows, nobodys_rows = set(address.foreign) - set(missing), set(missing) - set(address.foreign)
        for method in ("get", "post"):
            theirs = site.once(who, method, address.foreign_url)
            nothing = site.ask(who, method, reverse(address.name, args=missing))

            assert theirs.status_code == nothing.status_code, (method, address.name)
            assert constant(theirs.body, rows) == constant(nothing.body, nobodys_rows), address.name
            assert set(theirs.headers) == set(nothing.headers), address.name


def test_foreign_and_missing_take_the_same_time(site):
    """Pair by pair, so that a busy machine is busy for both."""
    for address in addresses(site):
        if not (
            EVERYTHING or address.name in {"agreements:version", "partnerships:document", "reporting:job"}
        ):
            continue
        if not address.is_about_a_row or address.is_secret_link or not address.page.get:
            continue
        missing = reverse(address.name, args=[nobodys(value) for value in address.foreign])

        assert longer(site, address.foreign_url, missing) < ADMITTED, address.name


def longer(site, url: str, other: str) -> float:
    """Seconds. In a short run the quickest answers are set against each other: a busy machine only adds to the rest,
    so that it is asked again for a while whether it has ever been quiet for both."""
    if EVERYTHING:
        pairs = [(spent(site, url), spent(site, other)) for _ in range(TRIES)]
        return abs(statistics.median(one - another for one, another in pairs))
    ones, others = [], []
    while len(ones) < TRIES or (abs(min(ones) - min(others)) >= ADMITTED and len(ones) < MOST_TRIES):
        ones.append(spent(site, url))
        others.append(spent(site, other))
    return abs(min(ones) - min(others))


def spent(site, url: str) -> float:
    started = time.perf_counter()
    site.ask("manager", "get", url)
    return time.perf_counter() - started


@pytest.mark.parametrize(
    "who", [*(["reader"] if EVERYTHING else []), "manager", "site_admin", "other_manager"]
)
def test_no_answer_to_a_person_is_kept(site, who):
    """T-10: refusals, redirects, and in HARD=1 pages and files, which tests/test_who_sees_what.py asks for as well;
    each also says that it depends on who asks."""
    urls = ["/neni/tu/", "/popisy/abc/", reverse("account_login"), reverse("admin:index")]
    urls += [one.foreign_url for one in addresses(site)]
    urls += [one.url for one in addresses(site)] if EVERYTHING else []
    for url in urls:
        for method in ("get", "post", "put", "head") if EVERYTHING else ("get", "post"):
            headers = site.once(who, method, url).headers

            assert {"private", "no-store"} <= set(headers["Cache-Control"].split(", ")), (method, url)
            assert "Cookie" in headers.get("Vary", ""), (method, url)


def test_nothing_caches_a_page():
    for app in (*APPS, "config"):
        for path in Path(REPO / app).rglob("*.py"):
            assert not re.search(r"\bcache_page\b", path.read_text()), path
