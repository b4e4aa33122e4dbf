"""Nothing typed is lost (T-13, T-14): the network goes, a tab is killed, two tabs meet, the session ends."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from agreements.models import Activity, AgreementTemplate, ScheduleTerm
from agreements.reference import load
from agreements.vocabulary import SECTION_SLUGS, Section
from config.local.processes import wait_until
from tests.factories import PASSWORD, ActivityFactory, StepFactory, VersionFactory, member
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('rozepsane:')).length"


@pytest.fixture
def version():
    load()
    return VersionFactory(template=AgreementTemplate.objects.get(code="5"))


@pytest.fixture
def activity(version):
    activity = ActivityFactory(version=version, name="Partnerství")
    StepFactory(version=version, activity=activity, specification="Jednání")
    return activity


@pytest.fixture
def url(live_server, version, activity):
    return live_server.url + reverse("agreements:activity_edit", args=[version.pk, activity.key])


@pytest.fixture
def user(page, live_server, version):
    user = member(version.agreement.unit)
    page.context.add_cookies([session_cookie(user, live_server.url)])
    return user


@pytest.fixture
def typing(page, user, url):
    """The form of an activity, open in a browser whose clock obeys the test."""
    page.clock.install()
    page.goto(url)
    return page


def name_field(page):
    return page.get_by_label("Činnost", exact=True)


def status(page):
    return page.locator(".save-status")


def pause(page, seconds="00:03"):
    """As long as it takes to save, or not to."""
    page.clock.fast_forward(seconds)


def stored_name():
    return Activity.objects.get().name


def sign_in(page, live_server, user):
    page.goto(live_server.url + reverse("account_login"))
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Přihlásit se", exact=True).click()
    page.wait_for_url(live_server.url + "/")


# --- Saving by itself ---------------------------------------------------------------------------------------


def test_what_is_typed_is_saved_and_said(typing):
    name_field(typing).fill("Partnerství a spolupráce")
    pause(typing)

    expect(status(typing).get_by_role("status")).to_have_text(re.compile(r"Uloženo \d{1,2}:\d\d"))
    assert stored_name() == "Partnerství a spolupráce"
    assert typing.evaluate(COPIES) == 0


def test_keys_save_at_once(typing):
    name_field(typing).fill("Hned")
    typing.keyboard.press("Control+s")

    expect(status(typing)).to_contain_text("Uloženo")
    assert stored_name() == "Hned"


def test_new_activity_becomes_one_and_goes_on_under_its_own_address(page, user, live_server, version):
    page.clock.install()
    page.goto(live_server.url + reverse("agreements:activity_add", args=[version.pk]))
    for name in ("Nová", "Nová činnost"):
        name_field(page).fill(name)
        pause(page)
        expect(status(page)).to_contain_text("Uloženo")
        assert wait_until(lambda name=name: Activity.objects.filter(name=name).exists(), 5)

    assert Activity.objects.count() == 1
    assert page.url.endswith(
        reverse("agreements:activity_edit", args=[version.pk, Activity.objects.get().key])
    )


def test_row_added_between_saves_is_saved_once(typing):
    typing.get_by_role("button", name="Přidat termín").click()
    first = typing.get_by_role("group", name="Termín 1")
    first.get_by_label("Termín, jak je psán").fill("podle potřeby")
    first.get_by_label("Druh termínu").select_option("ON_DEMAND")
    first.get_by_label("Co se počítá").select_option("CONSULTATION")
    pause(typing)
    expect(status(typing)).to_contain_text("Uloženo")
    typing.get_by_role("button", name="Přidat termín").click()
    typing.get_by_role("group", name="Termín 2").wait_for()
    first.get_by_label("Termín, jak je psán").fill("podle potřeby a nabídky")
    pause(typing)
    expect(status(typing)).to_contain_text("Uloženo")

    assert wait_until(lambda: ScheduleTerm.objects.get().raw_text == "podle potřeby a nabídky", 5)


def test_row_still_being_written_is_no_alarm(typing):
    typing.get_by_role("button", name="Přidat termín").click()
    term = typing.get_by_role("group", name="Termín 1")
    term.get_by_label("Druh termínu").select_option("FREQUENCY")
    term.get_by_label("Termín, jak je psán").fill("4x ročně")
    pause(typing)
    expect(status(typing).get_by_role("status")).to_contain_text("Zatím neuloženo, dopište")

    name_field(typing).focus()
    pause(typing)

    expect(status(typing).get_by_role("alert")).to_contain_text("chyba ve formuláři")
    status(typing).get_by_role("button", name="Přejít k chybě").click()
    assert typing.evaluate("document.activeElement.name").startswith("steps-0-terms-0-")


def test_every_section_saves_itself_too(page, user, live_server, version):
    page.clock.install()
    slug = SECTION_SLUGS[Section.HEADER]
    page.goto(live_server.url + reverse("agreements:edit_section", args=[version.pk, slug]))
    page.locator("[name=seat_text]").fill("Náměstí 1")
    pause(page)

    expect(status(page)).to_contain_text("Uloženo")
    version.refresh_from_db()
    assert version.seat_text == "Náměstí 1"


# --- T-13 ---------------------------------------------------------------------------------------------------


def test_half_an_hour_without_network_loses_nothing(typing):
    name_field(typing).fill("Před výpadkem")
    typing.context.set_offline(True)
    pause(typing)
    expect(status(typing).get_by_role("alert")).to_contain_text("server není dostupný")
    name_field(typing).press_sequentially(" a během něj")
    pause(typing, "30:00")
    name_field(typing).press_sequentially(", i po půl hodině")
    assert stored_name() == "Partnerství"

    typing.context.set_offline(False)
    pause(typing, "01:01")

    expect(status(typing)).to_contain_text("Uloženo")
    assert stored_name() == "Před výpadkem a během něj, i po půl hodině"


def test_button_without_network_keeps_the_page(typing):
    typing.context.set_offline(True)
    name_field(typing).fill("Neodešlo")
    typing.get_by_role("button", name="Uložit činnost").click()

    expect(status(typing).get_by_role("alert")).to_contain_text("server není dostupný")
    expect(name_field(typing)).to_have_value("Neodešlo")


@pytest.mark.parametrize("with_row", [False, True])
def test_killed_tab_is_offered_again_with_its_rows(typing, url, with_row):
    if with_row:
        typing.get_by_role("button", name="Přidat výstup").click()
        typing.get_by_role("group", name="Výstup 1").get_by_label("Druh výstupu").select_option("CERTIFICATE")
    typing.context.set_offline(True)
    name_field(typing).fill("Rozepsáno")
    pause(typing, "00:01")
    context = typing.context
    typing.close(run_before_unload=False)
    context.set_offline(False)

    page = context.new_page()
    page.goto(url)
    expect(name_field(page)).to_have_value("Partnerství")
    page.get_by_role("button", name="Obnovit rozepsaný text").click()

    expect(name_field(page)).to_have_value("Rozepsáno")
    expect(status(page)).to_contain_text("Uloženo")
    assert stored_name() == "Rozepsáno"
    assert [row.code for row in Activity.objects.get().steps.get().outputs.all()] == [
        "CERTIFICATE"
    ] * with_row
    page.reload()
    expect(page.get_by_role("button", name="Obnovit rozepsaný text")).to_have_count(0)


def test_copy_can_be_thrown_away_after_a_second_look(typing, url):
    typing.context.set_offline(True)
    name_field(typing).fill("Zbytečné")
    pause(typing, "00:01")
    context = typing.context
    typing.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(url)

    page.get_by_role("button", name="Zahodit").click()
    page.get_by_role("button", name="Opravdu zahodit natrvalo").click()

    assert page.evaluate(COPIES) == 0
    expect(page.locator(".unsaved-copy")).to_have_count(0)


def test_second_tab_hears_of_the_conflict_and_shows_both(typing, url):
    second = typing.context.new_page()
    second.clock.install()
    second.goto(url)
    name_field(typing).fill("Z prvního okna")
    pause(typing)
    expect(status(typing)).to_contain_text("Uloženo")

    name_field(second).fill("Z druhého okna")
    pause(second)

    expect(status(second).get_by_role("alert")).to_contain_text("konflikt")
    assert stored_name() == "Z prvního okna"
    status(second).get_by_role("button", name="Zobrazit rozdíly").click()
    choice = second.get_by_role("group", name="Činnost")
    expect(choice).to_contain_text("Z prvního okna")
    choice.get_by_label("Z druhého okna").check()
    second.get_by_role("button", name="Uložit vybrané").click()
    expect(second.get_by_text("Uloženo.")).to_be_visible()
    assert stored_name() == "Z druhého okna"


def test_answer_lost_on_the_way_is_no_conflict_with_oneself(typing, url):
    """Saved, but the page never heard of it; what was typed since is saved as well."""
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    typing.route(re.compile(r"/cinnosti/"), lose)
    name_field(typing).fill("Uloženo")
    pause(typing)
    expect(status(typing).get_by_role("alert")).to_contain_text("server není dostupný")
    name_field(typing).fill("Uloženo a dopsáno")
    pause(typing, "00:10")

    expect(status(typing).get_by_role("status")).to_contain_text("Uloženo")
    assert wait_until(lambda: stored_name() == "Uloženo a dopsáno", 5)


def test_error_of_the_server_is_named(typing):
    typing.route(re.compile(r"/cinnosti/"), lambda route: route.fulfill(status=503, body="nic"))
    name_field(typing).fill("Nepřijato")
    pause(typing)

    expect(status(typing).get_by_role("alert")).to_contain_text("server požadavek nezpracoval")


# --- T-14 ---------------------------------------------------------------------------------------------------


def test_ended_session_loses_nothing_and_the_same_person_goes_on(typing, live_server, user):
    Session.objects.all().delete()
    name_field(typing).fill("Po konci přihlášení")
    pause(typing)
    alert = status(typing).get_by_role("alert")
    expect(alert).to_contain_text("přihlášení skončilo")
    name_field(typing).press_sequentially(" a dál")
    with typing.context.expect_page() as opened:
        status(typing).get_by_role("link", name="Přihlásit se v novém okně").click()

    sign_in(opened.value, live_server, user)
    pause(typing, "01:01")

    expect(status(typing)).to_contain_text("Uloženo")
    assert stored_name() == "Po konci přihlášení a dál"


def test_another_person_neither_saves_nor_sees_it(typing, live_server, url, version):
    name_field(typing).fill("Tajný rozepsaný text")
    pause(typing, "00:01")
    Session.objects.all().delete()
    colleague = member(version.agreement.unit)
    other = typing.context.new_page()
    sign_in(other, live_server, colleague)
    name_field(typing).press_sequentially(" pokračuje")
    pause(typing)

    expect(status(typing).get_by_role("alert")).to_contain_text("přihlásil někdo jiný")
    other.goto(url)
    expect(name_field(other)).to_have_value("Partnerství")
    expect(other.locator(".unsaved-copy")).to_have_count(0)
    assert other.evaluate("JSON.stringify(localStorage)").count("Tajný") == 0
    assert stored_name() == "Partnerství"


def test_signing_out_erases_the_copies(typing, url):
    typing.context.set_offline(True)
    name_field(typing).fill("Rozepsáno")
    pause(typing, "00:01")
    assert typing.evaluate(COPIES) == 1
    context = typing.context
    typing.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(url)

    page.locator("header .dropdown-toggle").last.click()
    page.get_by_role("button", name="Odhlásit se").click()
    page.wait_for_load_state()

    assert page.evaluate(COPIES) == 0


# --- T-17 ---------------------------------------------------------------------------------------------------


def test_double_click_back_and_reload_save_once(typing, url):
    name_field(typing).fill("Jednou")
    typing.get_by_role("button", name="Uložit činnost").dblclick()
    expect(typing.get_by_text("Uloženo.")).to_be_visible()
    typing.go_back()
    expect(name_field(typing)).to_have_value("Jednou")
    typing.reload()
    typing.get_by_role("button", name="Uložit činnost").click()

    expect(typing.get_by_text("Uloženo.")).to_be_visible()
    assert Activity.objects.count() == 1
    assert stored_name() == "Jednou"
