"""The text of a term read beside its fields: shown, used by a button, split, never written in silence."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from lxml import html

from agreements.forms.row_changes import MOST_ROWS
from agreements.models import Activity, ScheduleTerm
from agreements.reading import Reading, ReadTerm
from agreements.term_reading import LONGEST, agrees, completed, read_values, shown, status_of
from agreements.validity import Window
from agreements.vocabulary import ParseStatus
from tests.agreements.browser_data import activity, sent_by_browser, step
from tests.agreements.test_reading import text_of
from tests.factories import TermFactory, VersionFactory, member, put_in_force

FOUR = ReadTerm(
    "Minimálně 4x ročně",
    ParseStatus.PARSED,
    kind="FREQUENCY",
    event_kind="LP_MEETING",
    count=4,
    bound="MIN",
    per="YEAR_UNSPECIFIED",
)
AS_READ = {
    "kind": "FREQUENCY",
    "event_kind": "LP_MEETING",
    "count": 4,
    "bound": "MIN",
    "per": "YEAR_UNSPECIFIED",
}
TODAY = date(2026, 11, 21)
TWO_TERMS = "Projednání LP 1x ročně\nZpráva 1x ročně"
NOBODY_KNOWS = "jak se strany dohodnou"


def of(*terms: ReadTerm) -> Reading:
    return Reading("\n".join(term.raw_text for term in terms), terms)


def part(**columns) -> ReadTerm:
    return ReadTerm(**{**vars(FOUR), **columns})


@pytest.mark.parametrize(
    ("values", "reading", "status"),
    [
        (AS_READ, of(FOUR), "PARSED"),
        ({**AS_READ, "count": 6}, of(FOUR), "PARSED"),  # set by hand: a person has understood it
        (AS_READ, of(part(parse_status="PARTIAL", unread=("aspoň",))), "PARTIAL"),
        ({**AS_READ, "subject": "doplněno"}, of(part(parse_status="PARTIAL")), "PARSED"),
        (AS_READ, of(FOUR, FOUR), "PARTIAL"),
        ({}, of(FOUR), "UNPARSED"),
        ({"kind": ""}, of(FOUR, FOUR), "UNPARSED"),
        ({**AS_READ, "kind": "ON_DEMAND", "count": None}, of(ReadTerm("nevíme")), "PARSED"),
    ],
)
def test_state_of_a_term_follows_from_its_fields_and_its_text(values, reading, status):
    assert status_of(values, reading) == status


def test_a_reading_says_nothing_against_what_a_person_added():
    read = part(event_kind="")

    assert agrees({**AS_READ, "subject": "jednání všech"}, read)
    assert not agrees({**AS_READ, "date_to": date(2026, 5, 31)}, read)
    assert "event_kind" not in read_values(read)
    assert read_values(read)["date_to"] is None


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"kind": "MONTH", "date_to": date(2024, 2, 5)}, (date(2024, 2, 1), date(2024, 2, 29), "MONTH")),
        (
            {"kind": "DATE", "date_to": date(2024, 2, 5), "precision": "MONTH"},
            (None, date(2024, 2, 5), "DAY"),
        ),
        (
            {"kind": "PERIOD", "date_to": date(2024, 6, 30), "precision": "HALF_YEAR"},
            (None, date(2024, 6, 30), "HALF_YEAR"),
        ),
    ],
)
def test_days_and_precision_follow_from_the_kind(values, found):
    whole = completed(values)

    assert (whole.get("date_from"), whole.get("date_to"), whole["precision"]) == found


@pytest.mark.parametrize("text", ["", " \n", "x" * (LONGEST + 1)])
def test_nothing_is_read_where_there_is_nothing_or_too_much(text):
    assert read_as(text).terms == ()


def read_as(text, window=None, **above):
    return shown(
        {"raw_text": text}, **{"activity": "", "specification": "", **above}, window=window, today=TODAY
    )


def test_next_days_are_told_once_the_days_of_the_cooperation_are_known():
    [known] = read_as("Minimálně 4x ročně", Window(date(2025, 5, 1), date(2029, 4, 30))).terms
    [unknown] = read_as("Minimálně 4x ročně").terms
    [month] = read_as("květen 2027").terms

    assert (known.dates[0], known.waits_for_start) == (date(2026, 12, 31), False)
    assert (unknown.dates, unknown.waits_for_start) == ((), True)
    assert (month.dates, month.waits_for_start) == ((date(2027, 5, 31),), False)


# --- In the form --------------------------------------------------------------------------------------------


def address(version) -> str:
    return reverse("agreements:activity_add", args=[version.pk])


def typed(text="", **term):
    return activity(step(0, specification="Jednání partnerství", terms=[{"raw_text": text, **term}]))


def pressed(client, version, button, text, **term):
    return client.post(address(version), {**typed(text, **term), "termin": f"{button} steps-0-terms-0"})


def panel(page, row="steps-0-terms-0") -> html.HtmlElement:
    return html.fromstring(page.content.decode()).xpath(f"//*[@id='{row}-cteni']")[0]


def buttons(page) -> list[str]:
    return panel(page).xpath(".//button[not(contains(@class, 'without-script'))]/@value")


def said(page, row="steps-0-terms-0") -> str:
    return " ".join(panel(page, row).text_content().split())


@pytest.mark.django_db
def test_reading_stands_beside_the_text_and_fills_nothing(client, version, manager):
    page = pressed(client, version, "precist", "Minimálně 4x ročně")

    assert "Z textu čteme: " in said(page)
    assert "nejméně" in said(page).lower()
    assert "Použít toto čtení" in said(page)
    assert not sent_by_browser(page).get("steps-0-terms-0-count")
    assert not sent_by_browser(page).get("steps-0-terms-0-kind")
    assert not Activity.objects.exists()


@pytest.mark.django_db
def test_reading_is_used_by_its_button_and_the_text_stays(client, version, manager):
    text = "Minimálně 4x ročně"

    page = pressed(client, version, "pouzit", text, date_to="1. 1. 2020", every="3")

    sent = sent_by_browser(page)
    row = {
        name: sent.get(f"steps-0-terms-0-{name}")
        for name in ("raw_text", "kind", "count", "bound", "every", "date_to")
    }
    assert row == {
        "raw_text": text,
        "kind": "FREQUENCY",
        "count": "4",
        "bound": "MIN",
        "every": "1",
        "date_to": "",
    }
    assert "Nastaveno podle textu." in said(page)
    assert buttons(page) == []
    assert not Activity.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("button", ["pouzit", "precist"])
def test_text_nobody_understands_is_said_and_nothing_is_rewritten(client, version, manager, button):
    page = pressed(client, version, button, NOBODY_KNOWS, kind="DATE", date_to="1. 1. 2027")

    sent = sent_by_browser(page)
    assert "Nepřečteno – nastavte ručně." in said(page)
    assert ("přečíst nepodařilo" in text_of(page)) == (button == "pouzit")
    assert (sent["steps-0-terms-0-kind"], sent["steps-0-terms-0-date_to"]) == ("DATE", "1. 1. 2027")
    assert sent["steps-0-terms-0-raw_text"] == NOBODY_KNOWS


@pytest.mark.django_db
def test_cell_of_several_terms_is_split_into_rows_with_their_own_words(client, version, manager):
    page = pressed(client, version, "precist", TWO_TERMS.replace("\n", "\r\n"))
    assert "Rozdělit na 2 termíny a použít čtení" in said(page)

    page = client.post(address(version), {**sent_by_browser(page), "termin": "rozdelit steps-0-terms-0"})
    client.post(address(version), sent_by_browser(page))

    stored = ScheduleTerm.objects.order_by("position")
    assert [(row.raw_text, row.kind, row.count) for row in stored] == [
        ("Projednání LP 1x ročně", "FREQUENCY", 1),
        ("Zpráva 1x ročně", "FREQUENCY", 1),
    ]


@pytest.mark.django_db
def test_split_row_keeps_its_key_and_stands_before_what_followed(client, version, manager):
    client.post(
        address(version),
        activity(
            step(
                0,
                specification="x",
                terms=[
                    {"raw_text": TWO_TERMS},
                    {"raw_text": "květen 2026", "kind": "MONTH", "date_to": "1. 5. 2026"},
                ],
            )
        ),
    )
    [first, last] = ScheduleTerm.objects.order_by("position")
    url = reverse("agreements:activity_edit", args=[version.pk, Activity.objects.get().key])

    page = client.post(url, {**sent_by_browser(client.get(url)), "termin": "rozdelit steps-0-terms-0"})
    client.post(url, sent_by_browser(page))

    rows = list(ScheduleTerm.objects.order_by("position"))
    assert [row.raw_text for row in rows] == ["Projednání LP 1x ročně", "Zpráva 1x ročně", "květen 2026"]
    assert (rows[0].key, rows[2].key) == (first.key, last.key)


@pytest.mark.django_db
def test_no_more_rows_are_made_than_fit(client, version, manager):
    full = activity(step(0, specification="x", terms=[{"raw_text": TWO_TERMS}] * MOST_ROWS))

    page = client.post(address(version), {**full, "termin": "rozdelit steps-0-terms-0"})

    assert "přidat nejde" in text_of(page)
    assert sent_by_browser(page) == sent_by_browser(client.post(address(version), {**full, "obnovit": "ano"}))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "button", ["pouzit steps-0-terms-99", "rozdelit steps-9-terms-0", "neznamy steps-0-terms-0", "precist"]
)
def test_forged_button_changes_and_saves_nothing_of_the_terms(client, version, manager, button):
    page = client.post(address(version), {**typed("4x ročně"), "termin": button})

    assert page.status_code in {200, 302}
    assert not ScheduleTerm.objects.exclude(kind="").exists()


# --- Saved --------------------------------------------------------------------------------------------------


def saved(client, version, text, **term) -> ScheduleTerm:
    assert client.post(address(version), typed(text, **term)).status_code == 302
    return ScheduleTerm.objects.get()


@pytest.mark.django_db
def test_text_saved_without_its_reading_stays_unread_and_unconfirmed(client, version, manager):
    answer = client.post(address(version), typed("Minimálně 4x ročně"), headers={"X-Autosave": "yes"})

    term = ScheduleTerm.objects.get()
    assert answer.status_code == 200
    assert (term.raw_text, term.kind, term.count) == ("Minimálně 4x ročně", "", None)
    assert (term.parse_status, term.confirmed_by) == ("UNPARSED", None)


@pytest.mark.django_db
def test_whoever_saves_a_set_term_has_confirmed_it(client, version, manager):
    term = saved(client, version, NOBODY_KNOWS, kind="ON_DEMAND", event_kind="CONSULTATION")

    assert (term.parse_status, term.confirmed_by) == ("PARSED", manager)


@pytest.mark.django_db
def test_term_that_nobody_touched_is_not_confirmed_by_the_next_save(
    client, version, manager, django_user_model
):
    term = saved(client, version, "4x ročně", kind="FREQUENCY", event_kind="LP_MEETING", count="4")
    url = reverse("agreements:activity_edit", args=[version.pk, Activity.objects.get().key])
    sent = sent_by_browser(client.get(url))

    client.force_login(member(version.agreement.unit))
    client.post(url, {**sent, "name": "Jiný název"})

    term.refresh_from_db()
    assert (Activity.objects.get().name, term.confirmed_by) == ("Jiný název", manager)


@pytest.mark.django_db
def test_longer_text_than_a_term_takes_is_said_and_not_cut(client, version, manager):
    page = client.post(address(version), typed("x" * 501))

    [row] = page.context["steps"].forms[0].parts["terms"].forms
    assert "raw_text" in row.errors
    assert "x" * 501 in page.content.decode()
    assert "maxlength" not in str(row["raw_text"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("term", "field"),
    [
        ({"kind": "RELATIVE", "offset_unit": "DAY", "offset_from": "APPROVAL"}, "offset_count"),
        ({"kind": "RELATIVE", "offset_count": "30", "offset_from": "APPROVAL"}, "offset_unit"),
        ({"kind": "RELATIVE", "offset_count": "30", "offset_unit": "DAY"}, "offset_from"),
        ({"kind": "FREQUENCY", "count": "1", "by_month": "3"}, "by_day"),
        ({"kind": "FREQUENCY", "count": "1", "by_day": "31"}, "by_month"),
        ({"kind": "FREQUENCY", "count": "1", "by_month": "2", "by_day": "30"}, "by_day"),
        ({"kind": "FREQUENCY", "count": "1", "by_month": "13", "by_day": "1"}, "by_month"),
        ({"kind": "MONTH", "date_to": "1. 5. 2026", "by_month": "3", "by_day": "31"}, "by_day"),
        ({"kind": "FREQUENCY", "count": "1", "every": "0"}, "every"),
    ],
)
def test_half_a_rule_is_said_at_the_field_that_is_missing(client, version, manager, term, field):
    page = client.post(address(version), typed("termín", event_kind="DOCUMENT", **term))

    [row] = page.context["steps"].forms[0].parts["terms"].forms
    assert page.status_code == 200
    assert list(row.errors) == [field]
    assert f'id="id_steps-0-terms-0-{field}_error"' in page.content.decode()
    assert html.fromstring(page.content.decode()).xpath("//*[@id='radek-steps-0-terms-0']/details/@open")
    assert not Activity.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "FREQUENCY"},
        {"kind": "QUOTA", "count": 0},
        {"kind": "RELATIVE", "offset_count": 30},
        {"by_month": 3},
        {"by_day": 31},
        {"by_month": 13, "by_day": 1},
        {"every": 0},
    ],
)
def test_database_refuses_half_a_rule(version, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        TermFactory(version=version, **{"kind": "", "count": None, "per": "", **columns})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "term",
    [
        {"kind": "RELATIVE", "offset_count": "30", "offset_unit": "DAY", "offset_from": "APPROVAL"},
        {"kind": "FREQUENCY", "count": "1", "per": "YEAR_UNSPECIFIED", "every": "2"},
        {"kind": "FREQUENCY", "count": "1", "per": "YEAR_UNSPECIFIED", "by_month": "2", "by_day": "29"},
        {"kind": "FREQUENCY", "count": "1", "per": "QUARTER"},
    ],
)
def test_longer_rules_are_saved_and_come_back(client, version, manager, term):
    saved(client, version, "termín", event_kind="DOCUMENT", **term)
    url = reverse("agreements:activity_edit", args=[version.pk, Activity.objects.get().key])

    sent = sent_by_browser(client.get(url))

    assert {name: sent[f"steps-0-terms-0-{name}"] for name in term} == term


# --- Asked for by the page ----------------------------------------------------------------------------------


def asked(client, version, text, **more):
    sent = {"radek": "steps-0-terms-0", **typed(text), **more}
    return client.post(reverse("agreements:read_term", args=[version.pk]), sent)


@pytest.mark.django_db
def test_page_asks_what_the_text_says_and_nothing_is_written(
    client, version, manager, django_assert_num_queries
):
    with django_assert_num_queries(5):  # session, person, units, version, its approval and stated start
        page = asked(client, version, "Minimálně 4x ročně")

    assert "Z textu čteme: " in said(page)
    assert buttons(page) == ["pouzit steps-0-terms-0"]
    assert not panel(page).xpath(".//@hx-post")  # the page knows its own address
    assert not Activity.objects.exists()


@pytest.mark.django_db
def test_fields_that_say_what_was_read_offer_nothing(client, version, manager):
    page = pressed(client, version, "pouzit", "Minimálně 4x ročně")

    again = client.post(
        reverse("agreements:read_term", args=[version.pk]),
        {**sent_by_browser(page), "radek": "steps-0-terms-0"},
    )

    assert "Nastaveno podle textu." in said(again)
    assert buttons(again) == []


@pytest.mark.django_db
@pytest.mark.parametrize("length", [LONGEST + 1, 100_000])
def test_too_long_a_text_gets_a_plain_answer(client, version, manager, length):
    page = asked(client, version, "4x ročně " * (length // 9 + 1))

    assert page.status_code == 200
    assert "tak dlouhý nečteme" in said(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", ["steps-0-terms-x", "../", "steps-0-terms-0 onclick", "", "steps-100-terms-0"]
)
def test_forged_row_is_not_found(client, version, manager, row):
    assert asked(client, version, "4x ročně", radek=row).status_code == 404


@pytest.mark.django_db
def test_version_of_another_unit_is_not_found_and_one_in_force_says_so(client, version, manager):
    assert asked(client, VersionFactory(), "4x ročně").status_code == 404
    put_in_force(version)
    assert asked(client, version, "4x ročně").status_code == 302


@pytest.mark.django_db
def test_written_markup_is_shown_as_text(client, version, manager):
    page = asked(client, version, "<script>alert(1)</script> 4x ročně\n<img src=x> 2x ročně")

    assert not panel(page).xpath(".//script | .//img")


@pytest.mark.django_db
@pytest.mark.parametrize("terms", [1, 3])
def test_page_of_an_activity_costs_the_same_for_any_number_of_terms(
    client, version, manager, terms, django_assert_num_queries
):
    rows = [{"raw_text": "4x ročně", "kind": "FREQUENCY", "event_kind": "LP_MEETING", "count": "4"}] * terms
    client.post(address(version), activity(step(0, specification="x", terms=rows)))
    url = reverse("agreements:activity_edit", args=[version.pk, Activity.objects.get().key])

    with django_assert_num_queries(9):
        page = client.get(url)

    assert page.content.decode().count('class="term-reading"') == terms
