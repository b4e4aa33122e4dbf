"""What a person is told inside the application: the bell and its page."""

import pytest
from django.urls import reverse

from partnerships.models import Notice, Notification, User
from partnerships.notices import tell
from tests.factories import NoticeFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "partnerships:notice_list"


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_person_without_notices_reads_what_will_come(client, person):
    page = client.get(reverse(LIST)).content.decode()

    assert "Zatím nemáte žádné upozornění" in page
    assert "bell-count" not in page


def test_bell_counts_what_is_unread_and_own(client, person):
    NoticeFactory.create_batch(2, user=person)
    NoticeFactory(user=person, read_at="2026-01-01T12:00Z")
    NoticeFactory()

    page = client.get(reverse(LIST)).content.decode()

    assert '<span class="bell-count">2</span>' in page
    assert page.count('<li class="notice-unread">') == 2
    assert page.count("Návrh čeká na vaše posouzení.</p>") == 3


def test_opening_reads_it_once_and_leads_where_to_act(client, person):
    notice = NoticeFactory(user=person, url="/celky/")

    first = client.post(reverse("partnerships:notice_open", args=[notice.pk]))
    read_at = Notice.objects.get().read_at
    client.post(reverse("partnerships:notice_open", args=[notice.pk]))

    assert (first.status_code, first["Location"]) == (302, "/celky/")
    assert read_at is not None
    assert Notice.objects.get().read_at == read_at


def test_notice_without_a_page_leads_back(client, person):
    notice = NoticeFactory(user=person, url="")

    response = client.post(reverse("partnerships:notice_open", args=[notice.pk]))

    assert response["Location"] == reverse(LIST)


def test_all_are_read_at_once_and_nobody_elses(client, person):
    NoticeFactory.create_batch(3, user=person)
    other = NoticeFactory()

    page = client.post(reverse("partnerships:notices_read"), follow=True).content.decode()

    assert "označena jako přečtená" in page
    assert list(Notice.objects.unread()) == [other]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(client, person, rows, django_assert_num_queries):
    NoticeFactory.create_batch(rows, user=person)

    with django_assert_num_queries(5):  # session, user with the number, count, notices, the header's units
        client.get(reverse(LIST))


def test_bell_costs_no_query(client, person, django_assert_num_queries):
    NoticeFactory(user=person)

    with django_assert_num_queries(1):
        assert User.objects.with_unread_notices().get(pk=person.pk).unread_notices == 1


def test_pages_hold_twenty_five(client, person):
    NoticeFactory.create_batch(26, user=person)

    assert client.get(reverse(LIST)).content.decode().count("notice-unread") == 25
    assert client.get(reverse(LIST), {"page": 2}).content.decode().count("notice-unread") == 1


def test_telling_writes_the_row_and_the_mail_with_the_address_of_the_site(settings):
    settings.SITE_URL = "https://popis.example"
    person = UserFactory(email="jana@example.cz")

    tell(
        person,
        text="Chomutov: " + "a" * 600,
        path="/verze/1/",
        template="partnerships/mail/second_factor_removed.txt",
        by=person,
    )

    notice = Notice.objects.get()
    assert (len(notice.text), notice.url, notice.user) == (500, "/verze/1/", person)
    assert Notification.objects.get().recipient == "jana@example.cz"
