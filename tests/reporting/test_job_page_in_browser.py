"""A page that asks again by itself says when nobody answers, and stops saying it when somebody does."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.pages import session_cookie
from tests.reporting.browsing import job_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting_page(page, live_server):
    report = make.ReportFactory()
    job = make.JobFactory(report=report)
    manager = make.member(report.agreement.unit)
    page.context.add_cookies([session_cookie(manager, live_server.url)])
    page.goto(live_server.url + job_url(job))
    return page


def test_lost_connection_is_said_and_taken_back(waiting_page):
    alert = waiting_page.locator("#zpravy [role=alert]")
    expect(alert).to_have_count(0)

    waiting_page.route("**/ulohy/**", lambda route: route.abort())
    expect(alert).to_contain_text("Spojení se serverem vypadlo", timeout=10_000)

    waiting_page.unroute("**/ulohy/**")
    expect(alert).to_have_count(0, timeout=10_000)


def test_failed_answer_tells_the_number_of_the_request(waiting_page):
    failed = {"status": 503, "headers": {"X-Request-ID": "8d0c-cislo"}, "body": "Aplikace teď neodpovídá"}
    waiting_page.route("**/ulohy/**", lambda route: route.fulfill(**failed))

    alert = waiting_page.locator("#zpravy [role=alert]")
    expect(alert).to_contain_text("uveďte číslo požadavku 8d0c-cislo", timeout=10_000)
    expect(waiting_page.get_by_role("heading", level=1)).to_contain_text("Vytváření zprávy")
