"""What events ask for: that they be prepared, said to have happened, documented, and their minutes approved."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from agreements.vocabulary import Side
from partnerships import access
from partnerships.access import EDITORS
from partnerships.czech import format_date
from partnerships.models import Event, FollowUpTask, TerritorialUnit
from partnerships.vocabulary import EventState
from planning.fulfilment import NOT_CONFIRMED, NOT_HELD, OTHER_KIND
from planning.results import EventLine, TermResult
from reporting.board.agreements import Shown, agreements_of
from reporting.board.facts import MINUTES_WITHIN, Facts
from reporting.board.items import Item
from reporting.lifecycle import ReportState

PREPARED_BEFORE = timedelta(days=7)
MINUTES_LATE = timedelta(days=14)
TASK_REMINDED = timedelta(days=3)
SAID_ELSEWHERE = frozenset({NOT_CONFIRMED, NOT_HELD, OTHER_KIND})


def items_of(facts: Facts) -> Iterator[Item]:
    undocumented = dict(_undocumented(facts))
    for event in facts.events:
        for unit in facts.units_of(event):
            yield from _of_event(event, unit, facts.today, lacks=(unit.pk, event.pk) in undocumented)
    yield from undocumented.values()
    for task in facts.tasks:
        if units := facts.units_of(task):
            yield _task(task, units[0], facts)


def _of_event(event: Event, unit: TerritorialUnit, today: date, *, lacks: bool) -> Iterator[Item]:
    if event.is_to_confirm:
        yield _to_confirm(event, unit)
    elif event.state == EventState.PLANNED:
        yield from _to_prepare(event, unit, today)
    else:
        if event.is_proposed:
            yield _to_link(event, unit)
        if event.unit_id == unit.pk and (_has_minutes(event) or not lacks):
            yield from _minutes(event, unit, today)


def _item(event: Event, unit: TerritorialUnit, what: str, text: str, **fields) -> Item:
    page = reverse("planning:event", args=[event.pk])
    path = fields.pop("path", page)
    who = Side.UNIT.label
    return Item(f"{what}:{event.pk}", unit, text, path, read_path=page, who=who, **fields)


def _to_confirm(event: Event, unit: TerritorialUnit) -> Item:
    day = event.last_day
    text = f"Zapsat, jestli se uskutečnilo: {event.title}"
    return _item(event, unit, "confirm", text, due_on=day, remind_on=day + timedelta(days=1))


def _to_prepare(event: Event, unit: TerritorialUnit, today: date) -> Iterator[Item]:
    lacking = [
        words
        for words, is_there in (("program", event.has_agenda), ("pozvánky", event.is_invited))
        if not is_there
    ]
    if not event.is_meeting or not lacking or event.unit_id != unit.pk:
        return
    remind_on = event.starts_on - PREPARED_BEFORE
    if today >= remind_on:
        text = f"Připravit {' a '.join(lacking)}: {event.title}, {format_date(event.starts_on)}"
        path = reverse("planning:invitation" if event.has_agenda else "planning:minutes", args=[event.pk])
        yield _item(event, unit, "prepare", text, path=path, due_on=event.starts_on, remind_on=remind_on)


def _to_link(event: Event, unit: TerritorialUnit) -> Item:
    text = f"Potvrdit, který závazek plní: {event.title}"
    return _item(event, unit, "link", text, since=event.starts_on)


# --- Minutes ----------------------------------------------------------------------------------------------


def _has_minutes(event: Event) -> bool:
    meeting = getattr(event, "meeting", None)
    return bool(meeting and (meeting.minutes_text or event.has_notes))


def _minutes(event: Event, unit: TerritorialUnit, today: date) -> Iterator[Item]:
    meeting = getattr(event, "meeting", None)
    is_done = event.has_record or (meeting and meeting.minutes_approved_at)
    if not event.is_meeting or is_done or event.starts_on < today - MINUTES_WITHIN:
        return
    until = meeting and meeting.comments_until
    fields = {
        "path": reverse("planning:minutes", args=[event.pk]),
        "since": event.starts_on,
        "remind_on": event.starts_on + MINUTES_LATE,
    }
    if event.open_comments:
        text = f"Vypořádat připomínky k zápisu ({event.open_comments}): {event.title}"
        yield _item(
            event, unit, "minutes", text, **fields | {"path": reverse("planning:event", args=[event.pk])}
        )
    elif until and until >= today:
        text = f"Do {format_date(until)} se čeká na připomínky k zápisu: {event.title}"
        yield _item(event, unit, "minutes", text, roles=frozenset(), **fields)
    elif _has_minutes(event):
        approval = {"path": reverse("planning:minutes_approve", args=[event.pk])}
        yield _item(event, unit, "minutes", f"Schválit zápis: {event.title}", **fields | approval)
    else:
        yield _item(event, unit, "minutes", f"Napsat zápis: {event.title}", **fields)


# --- Evidence ---------------------------------------------------------------------------------------------


def _undocumented(facts: Facts) -> Iterator[tuple[tuple[int, int], Item]]:
    """By the unit and the event: what keeps held events from counting, as the year page judges it."""
    lacking: dict[tuple[int, int], tuple[Shown, EventLine, list[str]]] = {}
    for one in agreements_of(facts):
        for term in _terms(facts, one):
            for line in _lines(facts, one, term):
                place = (one.agreement.unit_id, line.event_id)
                _, _, missing = lacking.setdefault(place, (one, line, []))
                missing += [what for what in line.missing if what not in {*missing, *SAID_ELSEWHERE}]
    for place, (one, line, missing) in lacking.items():
        if missing and NOT_HELD not in line.missing:
            yield place, _evidence(one, line, missing)


def _terms(facts: Facts, one: Shown) -> Iterator[TermResult]:
    for step in facts.results[one.agreement.pk].steps:
        yield from (term for term in step.terms if not term.is_report)


def _lines(facts: Facts, one: Shown, term: TermResult) -> tuple[EventLine, ...]:
    """Last year's matter until its report is submitted."""
    last_year = facts.today.year - 1
    reports = facts.versions[one.agreement.pk][0].reports
    is_reported = any(
        report["year"] == last_year and report["state"] == ReportState.SUBMITTED for report in reports
    )
    lines = term.not_counted if is_reported else (*term.not_counted, *term.last_year_not_counted)
    return tuple(line for line in lines if line.on.year >= last_year)


def _evidence(one: Shown, line: EventLine, missing: list[str]) -> Item:
    is_attendance = all(what.startswith("účast:") for what in missing)
    page = "planning:attendance" if is_attendance else "planning:evidence_add"
    return Item(
        key=f"evidence:{line.event_id}",
        unit=one.agreement.unit,
        text=f"Doplnit, aby se započítalo: {line.title} – chybí {', '.join(missing)}",
        path=reverse(page, args=[line.event_id]),
        read_path=reverse("planning:event", args=[line.event_id]),
        who=Side.UNIT.label,
        since=line.on,
    )


# --- Tasks ------------------------------------------------------------------------------------------------


def _task(task: FollowUpTask, unit: TerritorialUnit, facts: Facts) -> Item:
    tasks = reverse("planning:task_list", args=[unit.pk])
    may_finish = access.can_record(facts.user, unit)
    return Item(
        key=f"task:{task.pk}",
        unit=unit,
        text=f"Splnit úkol: {task.text}",
        path=reverse("planning:task_finish", args=[task.pk]) if may_finish else tasks,
        read_path=tasks,
        # nobody of the application is asked where it is somebody else's; the editors only see it wait
        roles=EDITORS if not task.who else frozenset(),
        of_person=task.person_id,
        who=task.who,
        due_on=task.due_on,
        remind_on=task.due_on and task.due_on - TASK_REMINDED,
    )
