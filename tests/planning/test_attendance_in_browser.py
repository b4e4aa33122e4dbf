"""On a phone at the meeting: ticks with a line, without one, by two people at once."""

from datetime import date

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from config.local.processes import wait_until
from partnerships.models import Attendance
from partnerships.vocabulary import EventKind, Presence
from planning import actions
from tests import factories as make
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def partnership():
    partnership = make.PartnershipFactory(units=[make.UnitFactory()])
    for number in range(20):
        make.SeatFactory(
            partnership=partnership,
            function_text=f"funkce {number:02}",
            holder=make.PersonFactory(first_name="Člen", last_name=f"Číslo {number:02}"),
        )
    make.PartnershipDocumentFactory(partnership=partnership)
    return partnership


@pytest.fixture
def event(partnership):
    return make.EventFactory(
        unit=partnership.units.get(),
        kind=EventKind.LP_MEETING,
        partnership=partnership,
        starts_on=date(2023, 5, 10),
    )


def opened(browser, live_server, event, user=None, width=390):
    context = browser.new_context(
        viewport={**PHONE, "width": width}, locale="cs-CZ", timezone_id="Europe/Prague"
    )
    context.add_cookies([session_cookie(user or make.member(event.unit), live_server.url)])
    page = context.new_page()
    page.goto(live_server.url + reverse("planning:attendance", args=[event.pk]))
    return page


def row(page, number):
    return page.get_by_role("group", name=f"funkce {number:02}")


def choose(page, number, label):
    row(page, number).get_by_text(label, exact=True).click()


def stored(event):
    return dict(event.attendances.filter(seat__isnull=False).values_list("seat__function_text", "presence"))


def counter(page):
    return page.locator("[data-counter]")


def status(page):
    return page.locator(".save-status")


def test_twenty_seats_on_a_phone_ten_of_them_without_a_line(browser, live_server, event):
    page = opened(browser, live_server, event)
    pressed = 1
    page.get_by_role("button", name="Všichni přítomni").click()
    expect(counter(page)).to_contain_text("Přítomno 20 z 20 členů, usnášeníschopné", use_inner_text=True)
    expect(status(page)).to_contain_text("Uloženo")

    page.context.set_offline(True)
    for number in range(10):
        choose(page, number, "omluven/a" if number % 2 else "chyběl/a")
        pressed += 1
    expect(row(page, 3)).to_contain_text("čeká na odeslání")
    expect(status(page)).to_contain_text("na odeslání čeká: 10")
    lacking = "Přítomno 10 z 20 členů, zatím neusnášeníschopné"
    expect(counter(page)).to_contain_text(lacking, use_inner_text=True)
    page.get_by_label("Jméno, nebo výběr z kontaktů").fill("Jana Hostovská")
    page.get_by_label("Organizace a funkce").last.fill("Charita")
    page.get_by_role("button", name="Přidat").click()
    pressed += 3
    assert set(stored(event).values()) == {Presence.PRESENT}

    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Uloženo")

    assert pressed < 60
    told = stored(event)
    assert [told[f"funkce {number:02}"] for number in range(10)] == [Presence.ABSENT, Presence.EXCUSED] * 5
    assert {told[f"funkce {number:02}"] for number in range(10, 20)} == {Presence.PRESENT}
    guest = event.attendances.get(seat=None)
    assert (guest.name_text, guest.organisation_text, guest.presence) == (
        "Jana Hostovská",
        "Charita",
        "GUEST",
    )


def test_ticks_outlive_the_page_and_are_sent_when_it_is_opened_again(browser, live_server, event):
    page = opened(browser, live_server, event)
    page.context.set_offline(True)
    choose(page, 4, "omluven/a")
    row(page, 5).get_by_label("online").check()
    expect(status(page)).to_contain_text("na odeslání čeká: 3")
    address = page.url
    page.on("dialog", lambda dialog: dialog.accept())
    page.close(run_before_unload=False)

    again = opened_tab(browser.contexts[-1], address)

    expect(status(again)).to_contain_text("Uloženo")
    assert stored(event) == {"funkce 04": Presence.EXCUSED, "funkce 05": Presence.PRESENT}
    assert event.attendances.get(seat__function_text="funkce 05").is_online


def opened_tab(context, address):
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    return page


def test_answer_that_got_lost_is_asked_for_again_and_nothing_is_written_twice(browser, live_server, event):
    """The server has written everything; the browser does not know and sends it all once more."""
    page = opened(browser, live_server, event)
    lost = []

    def lose(route):
        if len(lost) < 2:
            lost.append(route.fetch())
            return route.abort()
        return route.continue_()

    page.route("**/ucast/zaznam/", lose)
    choose(page, 1, "přítomen/a")
    choose(page, 1, "omluven/a")
    page.get_by_label("Jméno, nebo výběr z kontaktů").fill("Jana Hostovská")
    page.keyboard.press("Enter")

    expect(status(page)).to_contain_text("Uloženo", timeout=15_000)
    assert len(lost) == 2
    assert stored(event) == {"funkce 01": Presence.EXCUSED}
    assert event.attendances.filter(name_text="Jana Hostovská").count() == 1
    expect(page.locator("[data-state] [role=alert]")).to_have_count(0)


@pytest.mark.parametrize("kept", ["Ponechat: omluven/a", "Zapsat: přítomen/a"])
def test_two_people_tick_the_same_seat(browser, live_server, event, kept):
    first = opened(browser, live_server, event)
    second = opened(browser, live_server, event, make.member(event.unit, name="Petr Zástupný"))
    first.context.set_offline(True)
    choose(first, 2, "přítomen/a")
    choose(second, 2, "omluven/a")
    expect(status(second)).to_contain_text("Uloženo")

    first.context.set_offline(False)
    alert = row(first, 2).get_by_role("alert")
    expect(alert).to_have_text("Mezitím zapsal/a Petr Zástupný: omluven/a. Vy: přítomen/a.")
    row(first, 2).get_by_role("button", name=kept).click()

    expect(alert).to_have_count(0)
    wanted = Presence.EXCUSED if "Ponechat" in kept else Presence.PRESENT
    assert wait_until(lambda: stored(event)["funkce 02"] == wanted, 10)
    expect(row(first, 2).get_by_role("radio", name=kept.split(": ")[1])).to_be_checked()


def test_what_somebody_else_ticked_appears_with_the_next_answer(browser, live_server, event):
    first = opened(browser, live_server, event)
    second = opened(browser, live_server, event)
    choose(second, 7, "chyběl/a")
    expect(status(second)).to_contain_text("Uloženo")

    choose(first, 8, "přítomen/a")

    expect(row(first, 7).get_by_role("radio", name="chyběl/a")).to_be_checked()


def test_session_that_ended_keeps_the_ticks_until_the_person_is_back(browser, live_server, event):
    user = make.member(event.unit)
    page = opened(browser, live_server, event, user)
    [cookie] = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    SessionStore(cookie["value"]).delete()
    choose(page, 3, "přítomen/a")
    expect(status(page)).to_contain_text("Přihlášení skončilo, na odeslání čeká: 1.")
    assert not event.attendances.exists()

    page.context.add_cookies([session_cookie(user, live_server.url)])
    page.evaluate("dispatchEvent(new Event('online'))")

    expect(status(page)).to_contain_text("Uloženo")
    assert stored(event) == {"funkce 03": Presence.PRESENT}


def test_event_cancelled_meanwhile_says_what_was_not_written(browser, live_server, event):
    page = opened(browser, live_server, event)
    actions.cancel_event(event, by=None, reason="Chybný zápis")

    choose(page, 3, "přítomen/a")

    expect(status(page).get_by_role("alert")).to_contain_text(
        "Událost je zrušená, měnit ji už nelze. Neodeslané záznamy: funkce 03 – přítomen/a."
    )
    assert not event.attendances.exists()


def test_signing_out_leaves_what_was_not_sent(browser, live_server, event):
    user = make.member(event.unit)
    page = opened(browser, live_server, event, user)
    choose(page, 1, "přítomen/a")
    expect(status(page)).to_contain_text("Uloženo")
    page.route("**/ucast/zaznam/", lambda route: route.abort())
    choose(page, 2, "přítomen/a")
    expect(status(page)).to_contain_text("na odeslání čeká: 1")

    page.evaluate(
        "document.querySelector('[data-signs-out]').dispatchEvent(new Event('submit', {bubbles: true}))"
    )

    kept = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('ucast:'))")
    assert [key.split(":")[1] for key, _ in kept] == [str(user.pk)]
    assert "funkce 02" in kept[0][1]
    assert "funkce 01" not in kept[0][1]


def test_guest_from_the_contacts_is_removed_and_put_back(browser, live_server, event):
    person = make.PersonFactory(first_name="Lenka", last_name="Hostovská")
    person.units.add(event.unit)
    page = opened(browser, live_server, event)
    page.get_by_label("Jméno, nebo výběr z kontaktů").fill("Lenka Hostovská")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Uloženo")
    assert Attendance.objects.get().person == person

    page.get_by_role("button", name="Odebrat").click()
    assert wait_until(lambda: not event.attendances.exists(), 10)
    page.get_by_role("button", name="Vrátit").click()

    assert wait_until(lambda: event.attendances.filter(person=person).exists(), 10)
    expect(counter(page)).to_contain_text("dalších přítomných 1", use_inner_text=True)


def test_member_is_found_without_accents_and_ticked_by_the_keyboard(browser, live_server, event):
    page = opened(browser, live_server, event)
    page.get_by_label("Najít člena").fill("cislo 07")
    expect(page.locator("[data-row]:visible legend")).to_have_count(1)

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")

    expect(status(page)).to_contain_text("Uloženo")
    assert stored(event) == {"funkce 07": Presence.EXCUSED}


def test_wrong_tick_is_cancelled_by_the_keyboard_without_a_connection(browser, live_server, event):
    page = opened(browser, live_server, event)
    cancel = row(page, 2).get_by_role("button", name="Zrušit záznam funkce 02")
    expect(cancel).to_be_hidden()
    choose(page, 2, "přítomen/a")
    row(page, 2).get_by_label("online").check()
    expect(status(page)).to_contain_text("Uloženo")

    page.context.set_offline(True)
    row(page, 2).get_by_label("online").focus()
    page.keyboard.press("Tab")
    expect(cancel).to_be_focused()
    page.keyboard.press("Enter")

    expect(row(page, 2).get_by_role("radio", name="přítomen/a")).to_be_focused()
    expect(row(page, 2).get_by_role("radio", checked=True)).to_have_count(0)
    expect(row(page, 2).get_by_label("online")).not_to_be_checked()
    expect(row(page, 2)).to_contain_text("čeká na odeslání")
    expect(counter(page)).to_contain_text("Přítomno 0 z 20 členů", use_inner_text=True)
    expect(cancel).to_be_hidden()
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Uloženo")
    assert wait_until(lambda: not event.attendances.exists(), 10)


@pytest.mark.parametrize("button", ["Ponechat: omluven/a", "Přesto zrušit záznam"])
def test_cancelling_meets_what_somebody_else_wrote(browser, live_server, event, button):
    first = opened(browser, live_server, event)
    choose(first, 2, "přítomen/a")
    expect(status(first)).to_contain_text("Uloženo")
    second = opened(browser, live_server, event, make.member(event.unit, name="Petr Zástupný"))
    first.context.set_offline(True)
    row(first, 2).get_by_role("button", name="Zrušit záznam").click()
    choose(second, 2, "omluven/a")
    expect(status(second)).to_contain_text("Uloženo")

    first.context.set_offline(False)
    alert = row(first, 2).get_by_role("alert")
    expect(alert).to_have_text("Mezitím zapsal/a Petr Zástupný: omluven/a. Vy: bez záznamu.")
    row(first, 2).get_by_role("button", name=button).click()

    expect(alert).to_have_count(0)
    wanted = {"funkce 02": Presence.EXCUSED} if "Ponechat" in button else {}
    assert wait_until(lambda: stored(event) == wanted, 10)


def test_substitute_is_present_for_the_seat(browser, live_server, event):
    page = opened(browser, live_server, event)
    row(page, 6).get_by_text("Zastoupen/a kým").first.click()
    row(page, 6).get_by_label("Zastoupen/a kým: funkce 06").fill("Karel Zástupný")
    page.keyboard.press("Tab")

    expect(status(page)).to_contain_text("Uloženo")
    written = event.attendances.get()
    assert (written.presence, written.name_text, written.who) == (Presence.PRESENT, *["Karel Zástupný"] * 2)
