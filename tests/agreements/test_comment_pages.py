"""Pages of comments: the list, a place, a thread; forged addresses and fields, what a text may do, prices."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Comment, CommentThread
from agreements.versioning.clone import clone_version
from agreements.vocabulary import Audience, Section
from partnerships.models import Notification
from tests.factories import (
    CommentFactory,
    CommentThreadFactory,
    FocusAreaFactory,
    StepFactory,
    TermFactory,
    UnitFactory,
    VersionFactory,
)
from tests.world import people_of

pytestmark = pytest.mark.django_db
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 }}"


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def people(version):
    return people_of(version.agreement.unit, UnitFactory())


@pytest.fixture
def signed_in(client, people):
    def sign_in(who):
        client.force_login(people[who])
        return client

    return sign_in


def at(version, section=None, key=None, **more) -> str:
    asked = {"oddil": section, "radek": key, **more}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{reverse('agreements:comments_at', args=[version.pk])}?{query}"


def sent(place="VALIDITY::", **fields) -> dict:
    return {"place": place, "text": "Doplňte počet let.", **fields}


# --- Raising ----------------------------------------------------------------------------------------------


def test_comment_is_raised_at_a_section(signed_in, version, people):
    url = at(version, "VALIDITY")
    response = signed_in("manager").post(url, sent())

    assert (response.status_code, response["Location"]) == (302, url)
    thread = CommentThread.objects.get()
    assert (thread.section, thread.key, thread.audience) == ("VALIDITY", None, Audience.SHARED)
    assert thread.created_by == people["manager"]
    assert "Doplňte počet let." in signed_in("reader").get(url).content.decode()


def test_field_of_the_address_is_chosen_beforehand(signed_in, version):
    response = signed_in("consultant").get(at(version, "VALIDITY", pole="stated_years"))

    assert response.context["form"].initial["place"] == "VALIDITY::stated_years"


def test_comment_at_a_row_offers_the_row_and_what_is_in_it(signed_in, version):
    term = TermFactory(version=version)
    StepFactory(version=version)

    response = signed_in("consultant").get(at(version, "TIMELINE", term.step.key))

    offered = [code for code, _ in response.context["form"].fields["place"].choices]
    assert offered == [f"TIMELINE:{term.step.key}:", f"TIMELINE:{term.key}:"]


def test_without_a_place_every_section_is_offered(signed_in, version):
    response = signed_in("consultant").get(reverse("agreements:comments_at", args=[version.pk]))

    offered = [code for code, _ in response.context["form"].fields["place"].choices]
    assert offered == [f"{section}::" for section in version.template.sections]


@pytest.mark.parametrize(
    "address", ["oddil=NIC", "oddil=TIMELINE&radek=x", "radek={key}", "oddil=TIMELINE&radek={key}"]
)
def test_place_that_is_not_there_is_404(signed_in, version, address):
    url = reverse("agreements:comments_at", args=[version.pk])

    assert signed_in("manager").get(f"{url}?{address.format(key=uuid4())}").status_code == 404


def test_row_of_another_agreement_is_404(signed_in, version):
    foreign = StepFactory(version=VersionFactory())
    CommentThreadFactory(raised_in=foreign.version, section="TIMELINE", key=foreign.key)

    url = at(version, "TIMELINE", foreign.key)

    assert signed_in("director").get(url).status_code == 404
    assert signed_in("director").post(url, sent()).status_code == 404
    assert CommentThread.objects.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"place": "TIMELINE::"},
        {"place": "VALIDITY::state"},
        {"place": ""},
        {"text": ""},
        {"text": "  \r\n "},
        {"text": "a" * 5001},
        {"text": "a\x00b"},
        {"audience": "PUBLIC"},
        {"mentioned": ["1000000"]},
        {"mentioned": ["x"]},
    ],
)
def test_forged_field_is_refused(signed_in, version, forged):
    response = signed_in("consultant").post(at(version, "VALIDITY"), {**sent(audience="SHARED"), **forged})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not CommentThread.objects.exists()


def test_unit_can_not_write_inside_the_agency(signed_in, version):
    client = signed_in("manager")
    assert 'name="audience"' not in client.get(at(version, "VALIDITY")).content.decode()

    client.post(at(version, "VALIDITY"), sent(audience="INTERNAL"))

    assert CommentThread.objects.get().audience == Audience.SHARED


@pytest.mark.parametrize("who", ["other_manager", "site_admin", "inactive"])
def test_who_does_not_see_the_agreement_is_neither_offered_nor_taken(signed_in, version, people, who):
    client = signed_in("manager")
    page = client.get(at(version, "VALIDITY"))

    offered = set(page.context["form"].fields["mentioned"].queryset)
    assert people[who] not in offered
    assert people["manager"] not in offered, "nobody tells himself"
    assert {people["reader"], people["analyst"], people["consultant"]} <= offered

    response = client.post(at(version, "VALIDITY"), sent(mentioned=[people[who].pk]))
    assert response.context["form"].errors["mentioned"]
    assert people[who].name not in response.content.decode()
    assert not CommentThread.objects.exists()


def test_outsider_mentioned_inside_the_agency_is_said_at_the_field(signed_in, version, people):
    data = sent(audience="INTERNAL", mentioned=[people["manager"].pk])

    response = signed_in("consultant").post(at(version, "VALIDITY"), data)

    assert "neuvidí: Mgr. Jana Manažerová" in response.context["form"].errors["mentioned"][0]
    assert not Comment.objects.exists()
    assert not Notification.objects.exists()


# --- A thread ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["manager", "deputy", "representative", "reader"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_internal_thread_is_not_there_for_the_unit(signed_in, version, who, method):
    thread = CommentThreadFactory(raised_in=version, audience=Audience.INTERNAL, section="PLAN")
    CommentFactory(thread=thread, text="Tajné slovo")
    client = signed_in(who)

    for name in ("thread", "thread_resolve", "thread_reopen"):
        answer = getattr(client, method)(reverse(f"agreements:{name}", args=[thread.pk]), {"text": "Já vím"})
        assert answer.status_code == (405 if method == "get" and name != "thread" else 404)
    for url in (
        reverse("agreements:comments", args=[version.agreement.pk]),
        at(version, "PLAN"),
        reverse("agreements:version", args=[version.pk]),
    ):
        page = client.get(url).content.decode()
        assert "Tajné slovo" not in page
        assert "(1<" not in page, "the number gives it away"
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.comments.count()) == (None, 1)


def test_reply_resolve_and_reopen(signed_in, version):
    thread = CommentFactory(thread__raised_in=version).thread
    url = reverse("agreements:thread", args=[thread.pk])
    client = signed_in("manager")

    client.post(url, {"text": "Doplním zítra."})
    client.post(reverse("agreements:thread_resolve", args=[thread.pk]))
    again = client.post(reverse("agreements:thread_resolve", args=[thread.pk]), follow=True)

    assert "Připomínku už za vyřešenou označil/a Mgr. Jana Manažerová" in again.content.decode()
    assert "Doplním zítra." in again.content.decode()
    client.post(reverse("agreements:thread_reopen", args=[thread.pk]))
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.comments.count()) == (None, 2)


def test_text_stays_text(signed_in, version):
    step = StepFactory(version=version, specification=XSS)
    thread = CommentThreadFactory(raised_in=version, section="TIMELINE", key=step.key, anchor_text=XSS)
    CommentFactory(thread=thread, text=XSS)
    urls = [
        reverse("agreements:thread", args=[thread.pk]),
        reverse("agreements:comments", args=[version.agreement.pk]),
        reverse("agreements:version", args=[version.pk]),
        at(version, "TIMELINE", step.key),
        at(version, "TIMELINE"),
    ]

    for url in urls:
        page = signed_in("consultant").get(url).content.decode()
        assert "<script>alert" not in page, url
        assert "<img src=x" not in page, url
        assert "&lt;script&gt;" in page, url


def test_panel_is_the_same_content_without_the_page(signed_in, version):
    thread = CommentFactory(thread__raised_in=version, thread__section="VALIDITY").thread
    client = signed_in("manager")
    htmx = {"HTTP_HX_REQUEST": "true"}

    place = client.get(at(version, "VALIDITY"), **htmx).content.decode()
    alone = client.get(reverse("agreements:thread", args=[thread.pk]), **htmx).content.decode()

    for panel in (place, alone):
        assert "<html" not in panel
        assert "data-panel" in panel
        assert thread.comments.get().text in panel
    assert re.search(r'id="pripominky-validity"[^>]* hx-swap-oob="true"', place), "the number is refreshed"


# --- Through versions -------------------------------------------------------------------------------------


def test_thread_leads_to_its_row_in_the_next_version(signed_in, version):
    step = StepFactory(version=version)
    thread = CommentThreadFactory(raised_in=version, section="TIMELINE", key=step.key, anchor_text="Krok")
    CommentFactory(thread=thread)
    second = clone_version(version, number=2)

    page = signed_in("manager").get(reverse("agreements:thread", args=[thread.pk])).content.decode()

    assert f"{reverse('agreements:version', args=[second.pk])}#krok-{step.key}" in page
    revised = signed_in("manager").get(reverse("agreements:version", args=[second.pk])).content.decode()
    assert re.search(rf'id="pripominky-{step.key}"[^>]*>.*?\(1<', revised, re.DOTALL)


def test_thread_of_a_deleted_row_is_listed_with_what_it_was_about(signed_in, version):
    step = StepFactory(version=version)
    thread = CommentThreadFactory(
        raised_in=version, section="TIMELINE", key=step.key, anchor_text="Krok „Jednání“"
    )
    CommentFactory(thread=thread)
    second = clone_version(version, number=2)
    second.activity_steps.all().delete()
    client = signed_in("consultant")

    listed = client.get(reverse("agreements:comments", args=[version.agreement.pk])).content.decode()
    alone = client.get(reverse("agreements:thread", args=[thread.pk])).content.decode()
    place = client.get(at(second, "TIMELINE", step.key))

    assert "Krok „Jednání“ <em>(v nejnovější verzi už není)</em>" in listed.replace("\xa0", " ")
    assert f"{reverse('agreements:version', args=[version.pk])}#krok-{step.key}" in alone
    assert place.context["form"] is None
    assert "Tento řádek už ve verzi 2 není" in place.content.decode()


# --- The list ---------------------------------------------------------------------------------------------


def test_list_is_filtered_and_grouped_in_the_order_of_the_form(signed_in, version, people):
    now = timezone.now()
    by = {"resolved_at": now, "resolved_by": people["manager"]}
    for section, fields in (
        (Section.TIMELINE, {}),
        (Section.PLAN, by),
        (Section.HEADER, {"audience": Audience.INTERNAL}),
        (Section.VALIDITY, {"created_by": people["consultant"]}),
    ):
        thread = CommentThreadFactory(raised_in=version, section=section, **fields)
        CommentFactory(thread=thread, text=f"K oddílu {section.label}")
    url = reverse("agreements:comments", args=[version.agreement.pk])

    def found(who, **asked):
        page = signed_in(who).get(url, asked).context["page"]
        return [thread.section for thread in page]

    assert found("consultant") == ["HEADER", "VALIDITY", "PLAN", "TIMELINE"]
    assert found("manager") == ["VALIDITY", "PLAN", "TIMELINE"]
    assert found("manager", stav="otevrene") == ["VALIDITY", "TIMELINE"]
    assert found("manager", stav="vyresene") == ["PLAN"]
    assert found("consultant", pro="INTERNAL") == ["HEADER"]
    assert found("manager", pro="INTERNAL") == ["VALIDITY", "PLAN", "TIMELINE"], "no filter of the unit's"
    assert found("consultant", moje="on") == ["VALIDITY"]
    assert found("consultant", oddil="PLAN") == ["PLAN"]
    assert "Nic jsme nenašli" in signed_in("manager").get(url, {"oddil": "ROLES"}).content.decode()


def test_empty_list_says_where_comments_come_from(signed_in, version):
    url = reverse("agreements:comments", args=[version.agreement.pk])

    assert "tlačítkem Připomínky" in signed_in("manager").get(url).content.decode()
    assert "píše územní celek" in signed_in("reader").get(url).content.decode()


def test_list_has_pages_of_25(signed_in, version):
    for _ in range(26):
        CommentFactory(thread__raised_in=version)

    page = signed_in("manager").get(reverse("agreements:comments", args=[version.agreement.pk]), {"page": 2})

    assert len(page.context["page"].object_list) == 1


# --- Prices -----------------------------------------------------------------------------------------------


def rows_of_discussion(version, rows):
    for number in range(rows):
        step = StepFactory(version=version)
        thread = CommentThreadFactory(raised_in=version, section="TIMELINE", key=step.key)
        for text in ("Proč?", "Proto.")[: number + 1]:
            CommentFactory(thread=thread, text=text)
    return thread


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(signed_in, version, rows, django_assert_num_queries):
    rows_of_discussion(version, rows)
    client = signed_in("manager")

    # session, user, agreement, count, threads, where their rows are, the header's units
    with django_assert_num_queries(7):
        client.get(reverse("agreements:comments", args=[version.agreement.pk]))


@pytest.mark.parametrize("rows", [1, 3])
def test_place_costs_the_same_for_any_number(signed_in, version, rows, django_assert_num_queries):
    rows_of_discussion(version, rows)
    client = signed_in("manager")

    # session, user, version, tree, threads, comments, mentioned, people to choose from, counts, the header
    with django_assert_num_queries(10):
        client.get(at(version, "TIMELINE"))


@pytest.mark.parametrize("rows", [1, 3])
def test_reply_costs_the_same_for_any_number(signed_in, version, people, rows, django_assert_num_queries):
    thread = CommentThreadFactory(raised_in=version)
    for number in range(rows):
        CommentFactory(thread=thread, by=people["consultant"], text=f"Otázka {number}")
    client = signed_in("manager")

    # session, user, thread, lock, second click, who is told, comment, one mail and notice; and the savepoint
    # of the test with its release
    with django_assert_num_queries(11):
        client.post(reverse("agreements:thread", args=[thread.pk]), {"text": "Odpověď"})


@pytest.mark.parametrize("who", ["manager", "consultant"])
@pytest.mark.parametrize("rows", [1, 3])
def test_agreement_page_pays_one_query_for_the_discussion(
    signed_in, version, rows, who, django_assert_num_queries
):
    rows_of_discussion(version, rows)
    FocusAreaFactory(version=version)
    client = signed_in(who)

    with django_assert_num_queries(10):
        page = client.get(reverse("agreements:version", args=[version.pk]))

    assert page.context["discussion"].total == rows
