"""A workbook of 10 000 rows: handed out, and taken back the way a person does it, page by page."""

import re
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements.actions import revise
from agreements.models import Activity, ActivityStep, Agreement, AgreementVersion, ScheduleTerm
from benchmarks.partnership import four_a_year
from partnerships.models import Event, User
from partnerships.spreadsheet import CONTENT_TYPE
from partnerships.vocabulary import EventKind, EventState
from planning.excel import event_sheet, timeline_sheet
from planning.excel.sheets import Book, Sheet
from reporting.demo.parties import KAMENICE_ACCOUNTS

ROWS, STEPS, GOAL_S = 10_000, 50, 20.0  # steps of one activity; the goal is that of reading them in
YEAR = 2024


class Cost(NamedTuple):
    what: str
    parts: dict[str, float]

    @property
    def seconds(self) -> float:
        return sum(self.parts.values())


def workbook_costs() -> list[Cost]:
    agreement = Agreement.objects.select_related("unit").get(unit__name="Česká Kamenice")
    user = User.objects.get(email=KAMENICE_ACCOUNTS["kamenice"].email)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    _events(agreement, user)
    draft = _timeline(agreement, user)
    return [
        _handed_out(client, "a year of 10 000 events", "workbook_year", agreement.pk, YEAR),
        _handed_out(client, "a timeline of 10 000 terms", "workbook_version", draft.pk),
        _taken(client, agreement, "10 000 events corrected", _corrected_events(agreement)),
        _taken(client, agreement, "10 000 events recorded", _new_events(agreement)),
        _taken(client, agreement, "10 000 terms changed", _changed_terms(draft)),
    ]


def _events(agreement: Agreement, user: User) -> None:
    Event.objects.bulk_create(
        Event(
            unit=agreement.unit,
            kind=EventKind.CONSULTATION,
            state=EventState.HELD,
            title=f"Konzultace číslo {number} k přípravě projektu bydlení",
            starts_on=date(YEAR, 1, 1) + timedelta(days=number % 365),
            place="Městský úřad, zasedací místnost",
            summary=f"Probralo se {number} otázek; řešení se hledá u sousedů, ve škole a na úřadu práce. "
            * 2,
            created_by=user,
        )
        for number in range(ROWS)
    )


def _timeline(agreement: Agreement, user: User) -> AgreementVersion:
    draft = revise(agreement, by=user, reason="Měření")
    missing = ROWS - ScheduleTerm.objects.filter(version=draft).count()
    place = {"version": draft}
    activities = Activity.objects.bulk_create(
        Activity(**place, name=f"Činnost {number}", position=100 + number)
        for number in range(-(-missing // STEPS))
    )
    steps = ActivityStep.objects.bulk_create(
        ActivityStep(
            **place,
            activity=activities[number // STEPS],
            position=number % STEPS + 1,
            specification=f"Krok {number}: příprava podkladů a projednání v partnerství",
        )
        for number in range(missing)
    )
    four_a_year(steps)
    return draft


def _corrected_events(agreement: Agreement) -> Sheet:
    events = Event.objects.filter(unit=agreement.unit, kind=EventKind.CONSULTATION, starts_on__year=YEAR)
    number = count(1)
    rows = (
        (event_sheet.key_of(one), {**event_sheet.cells_of(one), "participant_count": next(number) % 40})
        for one in events.select_related("partnership", "group").order_by("pk")[:ROWS]
    )
    return Sheet(event_sheet.NAME, event_sheet.columns_of(agreement.unit), rows)


def _new_events(agreement: Agreement) -> Sheet:
    days = (date(YEAR - 6, 1, 1) + timedelta(days=number % 2000) for number in range(ROWS))
    rows = (
        ("", {"starts_on": day, "kind": EventKind.WORKSHOP, "title": f"Dílna {number}", "place": "Knihovna"})
        for number, day in enumerate(days)
    )
    return Sheet(event_sheet.NAME, event_sheet.columns_of(agreement.unit), rows)


def _changed_terms(draft: AgreementVersion) -> Sheet:
    sheet = timeline_sheet.sheet_of(AgreementVersion.objects.with_tree().get(pk=draft.pk))
    return Sheet(sheet.name, sheet.columns, _with_other_words(sheet.rows), mark=sheet.mark)


def _with_other_words(rows: Iterable) -> Iterable:
    for number, (key, values) in enumerate(rows):
        yield key, {**values, "term": f"nejméně {number % 11 + 5}x ročně"}


def _handed_out(client: Client, what: str, name: str, *args) -> Cost:
    answer = []
    seconds = _seconds(lambda: answer.append(client.get(reverse(f"planning:{name}", args=args))))
    if answer[0].status_code != 200:
        raise SystemExit(f"{what}: HTTP {answer[0].status_code}")
    return Cost(f"out: {what}", {"made": seconds})


def _taken(client: Client, agreement: Agreement, what: str, sheet: Sheet) -> Cost:
    """Sent, previewed, confirmed."""
    book = Book("Měření")
    book.add(sheet)
    content = book.content()
    page = reverse("planning:workbook", args=[agreement.pk])
    answers = []

    def ask(method, url, data=None):
        return lambda: answers.append(getattr(client, method)(url, data))

    sent = SimpleUploadedFile("sesit.xlsx", content, CONTENT_TYPE)
    parts = {"sent": _seconds(ask("post", page, {"workbook": sent}))}
    kept = answers[-1].headers.get("Location", page)
    parts["previewed"] = _seconds(ask("get", kept))
    preview = answers[-1].content.decode()
    found = re.search(r'name="fingerprint" value="([0-9a-f]{64})".*?Uložit ([\d\s]+)', preview, re.DOTALL)
    if found is None or int(re.sub(r"\s", "", found[2])) < ROWS * 0.99:
        raise SystemExit(f"{what}: {found and found[2]} changes, HTTP {answers[-1].status_code}")
    parts["confirmed"] = _seconds(ask("post", kept, {"fingerprint": found[1]}))
    if answers[-1].headers.get("Location") != page:
        raise SystemExit(f"{what}: nothing was taken")
    return Cost(f"in: {what}", parts)


def _seconds(call: Callable) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start
