"""Minutes written at the meeting: points put in, typed and moved, saved by themselves."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config.local.processes import wait_until
from partnerships.models import AgendaItem, Meeting
from partnerships.vocabulary import EventKind
from tests import factories as make
from tests.pages import session_cookie

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event():
    unit = make.UnitFactory()
    return make.EventFactory(unit=unit, kind=EventKind.EVALUATION_MEETING)


@pytest.fixture
def minutes(page, live_server, event):
    page.set_viewport_size({"width": 390, "height": 844})
    page.context.add_cookies([session_cookie(make.member(event.unit), live_server.url)])
    page.goto(live_server.url + reverse("planning:minutes", args=[event.pk]))
    return page


def notes():
    return list(AgendaItem.objects.order_by("position").values_list("title", "note"))


def test_usual_points_are_put_in_typed_moved_and_saved(minutes):
    page, saved = minutes, minutes.locator(".save-status [role=status]")

    page.get_by_role("button", name="Vložit obvyklé body").click()
    first = page.get_by_role("group", name="Bod 1", exact=True)
    first.get_by_label("Průběh a závěr").fill("Úkoly jsou splněné.")
    expect(saved).to_contain_text("Uloženo", timeout=20_000)
    assert wait_until(lambda: AgendaItem.objects.count() == 5, 10)
    keys = set(AgendaItem.objects.values_list("key", flat=True))
    first.get_by_role("button", name="Níž").click()
    page.get_by_label("Závěry").fill("Příště v únoru.")

    assert wait_until(lambda: Meeting.objects.filter(conclusions="Příště v únoru.").exists(), 20)
    assert notes()[1] == ("Kontrola usnesení a úkolů z minulého jednání", "Úkoly jsou splněné.")
    assert set(AgendaItem.objects.values_list("key", flat=True)) == keys


def test_somebody_elses_save_is_said_and_shown(minutes, event):
    page = minutes
    page.get_by_label("Úvod zápisu").fill("První věta.")
    expect(page.locator(".save-status [role=status]")).to_contain_text("Uloženo", timeout=20_000)
    Meeting.objects.update(minutes_text="Jejich věta.", revision=99)

    page.get_by_label("Úvod zápisu").fill("Moje věta.")
    page.get_by_role("button", name="Zobrazit rozdíly").click(timeout=20_000)

    region = page.get_by_role("region", name="Moje a uložené znění")
    expect(region).to_contain_text("[jen moje: Moje] věta.")
    expect(region).to_contain_text("[jen uložené: Jejich] věta.")
    expect(page.get_by_label("Úvod zápisu")).to_have_value("Moje věta.")

    expect(page.locator(".unsaved-copy")).to_have_count(0)

    # nothing is decided by time or by typing on, only by the button
    page.get_by_label("Závěry").fill("Příště v únoru.")
    page.get_by_label("Jednání řídil/a").press("Enter")
    page.wait_for_timeout(3_000)
    assert Meeting.objects.get().minutes_text == "Jejich věta."
    page.get_by_role("button", name="Převzít uložené znění : Úvod zápisu").click()
    expect(page.get_by_label("Úvod zápisu")).to_have_value("Jejich věta.")
    expect(page.get_by_label("Závěry")).to_have_value("Příště v únoru.")
    page.get_by_role("button", name="Přidat bod").click()
    page.get_by_label("Název bodu").fill("Můj bod")
    assert Meeting.objects.get().conclusions == ""
    page.get_by_role("button", name="Uložit", exact=True).click()

    page.wait_for_url("**/#zapis")
    meeting = Meeting.objects.get()
    assert (meeting.minutes_text, meeting.conclusions) == ("Jejich věta.", "Příště v únoru.")
    assert AgendaItem.objects.get().title == "Můj bod"
