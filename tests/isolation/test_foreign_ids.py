"""T-02: what belongs to another unit, put in every place of an address, brings nothing and changes nothing."""

import zlib
from urllib.parse import urlencode

import pytest

from tests.access import ASSIGN, EVERYONE, NOT_SIGNED_IN, SITE_ADMIN
from tests.isolation.addresses import EVERYTHING, addresses, names_wanted, query_names, query_names_of
from tests.isolation.foreign import FOREIGN_IDS, SEE_ALL
from tests.isolation.tripwire import touching
from tests.pages import PAGES

WHO = sorted(EVERYONE - SEE_ALL)
SOME = 3
ADMINISTRATION = (SITE_ADMIN, ASSIGN)


def some_of(site, *place: str) -> list[str]:
    """Each place of the site gets others, so that together they get a row of every model; HARD=1 gives all."""
    identifiers = site.foreign.identifiers(all_rows=EVERYTHING)
    if EVERYTHING:
        return identifiers
    first = zlib.crc32("".join(place).encode())
    return [identifiers[(first + number * 7) % len(identifiers)] for number in range(SOME)]


def looks_after(who: str, address) -> bool:
    """The site admin keeps the accounts of every unit; there nothing is foreign to him."""
    return who == "site_admin" and (address.page.get or address.page.post) in ADMINISTRATION


def assert_nothing_of_the_foreign_unit(site, response, sent=()):
    assert response.status_code < 500
    assert site.foreign.leaks(response.body, sent) == []
    assert site.foreign.leaks(str(response.headers).encode(), sent) == []
    assert [str(write) for write in touching(response.writes, FOREIGN_IDS)] == []


@pytest.mark.parametrize("who", WHO if EVERYTHING else ["anonymous", "consultant", "manager", "site_admin"])
def test_pages_of_a_foreign_unit_do_not_exist(site, who):
    """T-01: 404, never 403 except in the administration, and nobody learns what they would have been."""
    for address in addresses(site):
        if not address.is_about_a_row or address.is_secret_link or looks_after(who, address):
            continue
        for method in ("get", "post"):
            response = site.once(who, method, address.foreign_url)

            rule = getattr(address.page, method)
            expected = 302 if who in NOT_SIGNED_IN else 405 if rule is None else 404
            if rule in ADMINISTRATION and who not in rule.allowed | NOT_SIGNED_IN:
                expected = 403  # closed as a whole, whatever the row
            assert response.status_code == expected, (method, address.foreign_url)
            assert_nothing_of_the_foreign_unit(site, response, [str(one) for one in address.foreign])


@pytest.mark.parametrize("who", WHO if EVERYTHING else ["manager"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_foreign_id_in_the_path(site, name, who):
    address = next(one for one in addresses(site) if one.name == name)
    if address.is_secret_link or looks_after(who, address):
        return
    methods = [method for method in ("get", "post") if getattr(address.page, method)]
    for url in address.with_foreign(some_of(site, name)):
        for method in methods if EVERYTHING else methods[:1]:
            response = site.ask(who, method, url)

            refused = (
                {302} if who in NOT_SIGNED_IN else {403, 404}
            )  # 403 where the rest of the address is ours
            assert response.status_code in refused, (method, url)
            assert_nothing_of_the_foreign_unit(site, response, url.split("/"))


def test_names_read_from_addresses_are_found():
    assert {"popis", "druh", "rok", "zavazek"} <= query_names()["planning"]
    assert {"q", "kraj", "page"} <= query_names()["partnerships"]


@pytest.mark.parametrize(
    ("who", "name", "wanted"),
    [
        ("manager", "planning:event_list", {"druh", "rok"}),
        ("site_admin", "partnerships:unit_list", {"q", "kraj", "page"}),
    ],
)
def test_names_a_page_looks_for_are_noted(site, who, name, wanted):
    """Of its filter as well, though nothing of the filter was sent."""
    address = next(one for one in addresses(site) if one.name == name)

    assert wanted <= names_wanted(site, who, address.url)


@pytest.mark.parametrize("who", WHO if EVERYTHING else ["manager"])
@pytest.mark.parametrize("name", sorted(PAGES))
def test_foreign_id_after_the_question_mark(site, name, who):
    address = next(one for one in addresses(site) if one.name == name)
    if looks_after(who, address):
        return
    known = query_names_of(address.url)
    everywhere = site.ask(who, "get", f"{address.url}?{urlencode(dict.fromkeys(sorted(known), 'kanarek'))}")
    assert_nothing_of_the_foreign_unit(site, everywhere, ["kanarek"])
    wanted = names_wanted(site, who, address.url)
    for query in sorted(known | wanted if EVERYTHING else wanted):
        # thousands of places: one row at each of them still brings every model about many times
        for text in (
            ["kanarek", *some_of(site, name, query)] if EVERYTHING else some_of(site, name, query)[:1]
        ):
            response = site.ask(who, "get", f"{address.url}?{urlencode({query: text})}")

            assert_nothing_of_the_foreign_unit(site, response, [text])
