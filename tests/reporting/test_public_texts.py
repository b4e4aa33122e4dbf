"""Texts for everybody: proposed by the project, edited by the site admin, never lost and never dangerous."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import PublicText
from reporting.texts import TextCode, gaps, proposed, to_html
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = reverse("reporting:accessibility")
EDIT = reverse("reporting:accessibility_edit")


@pytest.fixture
def admin():
    client = Client()
    client.user = make.UserFactory(is_site_admin=True, name="Olga Správcová")
    client.force_login(client.user)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


@pytest.mark.parametrize("code", TextCode)
def test_visitor_reads_the_proposed_text(code):
    text = text_of(Client().get(f"/{code}/"))
    assert f"<h1>{code.label}</h1>" in text
    assert "doplňte nebo ověřte místa" not in text, "a remark for the site admin"


@pytest.mark.parametrize(
    "duty",
    [
        "č. 99/2019 Sb.",
        "<h2>Stav souladu</h2>",
        "<h2>Nepřístupný obsah</h2>",
        "<h2>Zpětná vazba a kontakt</h2>",
        "Digitální a informační agenturu",
    ],
)
def test_statement_holds_what_the_law_asks_for(duty):
    """Act 99/2019, § 8 (2): what is not accessible and why, whom to write to, how to enforce the right."""
    assert duty in text_of(Client().get(PAGE))


def test_every_page_leads_to_both_texts():
    text = text_of(Client().get(reverse("account_login")))
    assert f'href="{PAGE}"' in text
    assert f'href="{reverse("reporting:privacy")}"' in text


def test_site_admin_sees_what_is_left_to_fill_in(admin):
    text = text_of(admin.get(PAGE))
    left = gaps(proposed(TextCode.ACCESSIBILITY))
    assert len(left) >= 8
    assert f"({len(left)})" in text
    assert "[doplňte e-mail]" in text


def test_edited_text_is_read_by_everybody(admin):
    admin.post(EDIT, {"revision": 0, "body": "## Stav\n\nVše je **přístupné**."})

    text = text_of(Client().get(PAGE))
    assert "<h2>Stav</h2> <p>Vše je <strong>přístupné</strong>.</p>" in text
    assert "Naposledy upraveno" in text
    assert PublicText.history.rel.related_model.objects.count() == 1


@pytest.mark.parametrize("stored", [False, True])
def test_of_two_who_edit_at_once_the_second_keeps_his_words_and_sees_the_first(admin, stored):
    if stored:
        make.PublicTextFactory(updated_by=admin.user)
    seen = int(stored)
    assert admin.post(EDIT, {"revision": seen, "body": "Znění první"}).status_code == 302

    late = admin.post(EDIT, {"revision": seen, "body": "Znění druhé"})

    assert late.status_code == 409
    assert "Znění první" in text_of(late)
    assert "Znění druhé" in text_of(late)
    assert PublicText.objects.get().body == "Znění první"
    again = admin.post(EDIT, {"revision": late.context["form"]["revision"].value(), "body": "Obojí"})
    assert again.status_code == 302
    assert PublicText.objects.get().body == "Obojí"


def test_preview_saves_nothing(admin):
    response = admin.post(EDIT, {"revision": 0, "body": "Jen **zkouším**", "nahled": "1"})
    assert "<strong>zkouším</strong>" in text_of(response)
    assert not PublicText.objects.exists()


def test_empty_text_is_refused_by_its_field(admin):
    response = admin.post(EDIT, {"revision": 0, "body": " "})
    assert response.context["form"].errors["body"]
    assert not PublicText.objects.exists()


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klikni](javascript:alert(1))",
        "[klikni](data:text/html,<script>1</script>)",
        "![obrázek](https://cizi.example/sledovani.png)",
        '<a href="https://x.example" onclick="alert(1)">x</a>',
        "<style>body{display:none}</style>",
        '<iframe src="https://x.example"></iframe>',
    ],
)
def test_text_can_carry_no_code_and_nothing_from_elsewhere(attack):
    html = to_html(attack)
    tags = set(re.findall(r"<([a-z0-9]+)", html))
    assert tags <= {"p", "a"}
    assert "javascript:" not in re.findall(r'href="([^"]*)"', html)
    assert all(url.startswith("https://") for url in re.findall(r'href="([^"]*)"', html))
    assert not re.search(r"<[^>]+\son\w+=", html)


def test_page_of_a_visitor_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        Client().get(PAGE)
