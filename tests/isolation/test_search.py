"""T-09: search says nothing of another unit: no row, no number, no suggestion, no time."""

import pytest
from django.urls import reverse

from reporting.search.kinds import BY_SLUG
from tests.isolation.test_existence import ADMITTED, longer
from tests.isolation.test_foreign_ids import WHO

PEOPLE = sorted(set(WHO) - {"anonymous", "inactive"})
PAGES = [("search", []), ("search_suggestions", []), *(("search_kind", [slug]) for slug in BY_SLUG)]


def asking(name, args, text):
    return reverse(f"reporting:{name}", args=args, query={"q": text})


@pytest.mark.parametrize("who", PEOPLE)
def test_canary_is_not_found_by_strangers(site, who):
    for name, args in PAGES:
        response = site.ask(who, "get", asking(name, args, "kanarek"))

        assert response.status_code == 200
        # the question alone is said again
        assert not site.foreign.leaks(response.body.replace(b"kanarek", b"")), (name, args)
        assert b'class="search-lines"' not in response.body
        assert b'role="option"' not in response.body


def test_canary_is_found_by_its_own_people(site, client):
    """Else a search that finds nothing at all would pass for one that keeps secrets."""
    client.force_login(site.foreign.world.people["manager"])
    found = {group.kind.slug for group in client.get(asking("search", [], "kanarek")).context["groups"]}

    assert found == set(BY_SLUG)


def test_foreign_and_missing_words_take_the_same_time(site):
    foreign, missing = asking("search", [], "kanarek"), asking("search", [], "nikdenic")

    assert longer(site, foreign, missing) < ADMITTED
