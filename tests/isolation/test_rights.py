"""T-07, T-08: a right that is taken away is gone at the next request, and no page offers what it would refuse.

What one walk through all pages of a person shows is asked here together, for the walk takes long."""

import pytest
from django.test import Client
from django.utils import timezone

from partnerships.models import Membership, User
from partnerships.vocabulary import UnitRole
from tests.access import EVERYONE, READERS
from tests.isolation.addresses import EVERYTHING, addresses
from tests.isolation.browsing import OWN_ACCOUNT, crawl, forms_found
from tests.isolation.conftest import rolled_back
from tests.isolation.tripwire import watched
from tests.pages import PAGES

# A short run walks as one of two whose pages are the same: as the manager, as the director.
ALIKE = set() if EVERYTHING else {"deputy", "analyst"}
MEMBERS = sorted(READERS - {"regional_head", "director", "analyst"})
OF_THE_UNIT = [
    name
    for name, page in PAGES.items()
    if page.get and page.get.allowed <= READERS and "reader" in page.get.allowed
]


def end_membership(world, who):
    Membership.objects.filter(user=world.people[who]).update(
        ended_at=timezone.now(), ended_by=world.people["director"]
    )


def end_agency_role(world, who):
    User.objects.filter(pk=world.people[who].pk).update(agency_role="", region=None)


def move_to_another_region(world, who):
    User.objects.filter(pk=world.people[who].pk).update(region=world.other_unit.region)


def deactivate(world, who):
    User.objects.filter(pk=world.people[who].pk).update(is_active=False)


WITHDRAWALS = [
    *((who, end_membership, 404) for who in MEMBERS),
    ("regional_head", move_to_another_region, 404),
    ("regional_head", end_agency_role, 404),
    ("director", end_agency_role, 404),
    ("analyst", end_agency_role, 404),
    ("manager", deactivate, 302),
    ("director", deactivate, 302),
]


@pytest.mark.parametrize(("who", "withdraw", "status"), WITHDRAWALS)
def test_withdrawn_right_is_gone_at_the_next_request(site, who, withdraw, status):
    """Of pages, files, the printed report, its preview and the state of its job; the session goes on."""
    assert {"partnerships:document", "reporting:preview", "reporting:job"} <= set(OF_THE_UNIT)
    opened = [one.url for one in addresses(site) if one.name in OF_THE_UNIT and who in one.page.get.allowed]
    assert len(opened) > 30
    # whoever has walked through the pages has seen them
    seen = {page.url: page.status for page in site.memory.get(who, ())}
    before = {seen.get(url) or site.ask(who, "get", url).status_code for url in opened}
    with rolled_back():
        withdraw(site.world, who)
        after = {site.ask(who, "get", url).status_code for url in opened}

    assert before == {200}
    assert after == {status}


def test_manager_who_became_a_reader_reads_and_nothing_more(site):
    writable = [one for one in addresses(site) if one.page.post and "manager" in one.page.post.allowed]
    inside = [
        one
        for one in writable
        if one.page.post.allowed <= READERS
        and "reader" not in one.page.post.allowed
        and one.page.post.readers  # the rest is of one person, whatever the role
    ]
    with rolled_back():
        client = Client()
        client.force_login(site.world.people["manager"])
        Membership.objects.filter(user=site.world.people["manager"]).update(role=UnitRole.READER)

        answers = {one.name: client.post(one.url).status_code for one in inside}

    assert len(answers) > 15
    assert set(answers.values()) <= {403, 404}
    assert list(answers.values()).count(403) > 15


@pytest.mark.parametrize("who", sorted(READERS - ALIKE))
def test_page_offers_only_what_the_person_may_do(site, who):
    """T-08: no link and no form on any page of the person would be refused."""
    offered = [page for page in crawl(site, who) if page.status != 200]
    gone_elsewhere = [page for page in offered if page.status == 302]

    assert [(page.url, page.status) for page in offered if page not in gone_elsewhere] == []
    for form in forms_found(site, who):
        assert site.ask(who, "post", form.action).status_code not in {403, 404, 405}, (form.page, form.action)


@pytest.mark.parametrize("who", sorted(EVERYONE - {"inactive"} - ALIKE))
def test_looking_at_every_page_changes_nothing(site, who):
    """T-22: each table is told by the tripwire; only what signing in writes is left out, by name."""
    pages = crawl(site, who)

    assert len(pages) >= 3
    assert [str(write) for page in pages for write in page.writes] == []


@pytest.mark.parametrize("who", sorted(READERS - {"manager", "deputy"}))
def test_form_of_somebody_else_is_refused_and_writes_nothing(site, who):
    """T-08: what the manager may fill in, sent by everybody whom the table does not allow it."""
    refused = 0
    for form in forms_found(site, "manager"):
        page = PAGES.get(form.name)
        if page is None or form.name.startswith(OWN_ACCOUNT) or who in page.post.allowed:
            continue
        refused += 1
        response = site.ask(who, "post", form.action, form.filled())

        assert response.status_code == page.post.status(who), (who, form.name)
        assert response.writes == [], (who, form.name)
    assert refused > 3


def test_withdrawal_is_heard_by_the_tripwire(site):
    """The instrument of the tests above is not deaf to what they do."""
    with rolled_back(), watched() as writes:
        deactivate(site.world, "reader")

    assert [write.table for write in writes if write.what == "UPDATE"] == ["partnerships_user"]
