"""Who changed what of an event and when, from what to what; read from what the database itself wrote down."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from django.db import models
from django.utils import timezone
from pghistory.models import Context

from agreements.history import SYSTEM
from agreements.history.changes import Change, Kind
from agreements.history.events import (
    Moment,
    RowEvent,
    event_model,
    moments_in,
    rows_in,
    value_fields,
)
from agreements.versioning.values import in_words, names_of
from partnerships.czech import counted, format_time
from partnerships.models import (
    AgendaItem,
    Attendance,
    Decision,
    Event,
    FollowUpTask,
    Meeting,
    Seat,
    User,
)
from planning.models import Evidence

# Where a row stands, how it came to be and who is behind it: the entry itself says when and who.
UNSAID = {
    "id", "event", "meeting", "key", "revision", "form_key", "position", "series", "sequence", "form", "unit",
    "created_at", "created_by", "circulated_by", "minutes_approved_by", "accepted_by", "reminded_on",
}  # fmt: skip
UNSAID_OF = {
    Decision: {"partnership", "group", "item", "year", "number"},
    FollowUpTask: {"partnership", "decision"},
}
NAMES = {
    Event: "událost",
    Attendance: "účast",
    Meeting: "zápis",
    AgendaItem: "bod jednání",
    Decision: "usnesení",
    FollowUpTask: "úkol",
    Evidence: "doklad",
}
# More people than this written at once are told as one.
FEW = 3


@dataclass(frozen=True)
class Entry:
    at: datetime
    who: str
    reason: str
    told: tuple[tuple[str, Change], ...] = field(default=())


class EventHistory:
    """The newest first; a list for a Paginator, which reads the rows only of the page that is asked for."""

    def __init__(self, event: Event):
        self.tables = {model: _events(model, event) for model in NAMES}
        columns = {
            model: (events, [one.attname for one in said_fields(model)])
            for model, events in self.tables.items()
        }
        self.moments = sorted(moments_in(columns), key=lambda one: one.at, reverse=True)

    def __len__(self) -> int:
        return len(self.moments)

    def __getitem__(self, page: slice) -> list[Entry]:
        moments = self.moments[page]
        rows = rows_in(self.tables, moments)
        words = Words(rows)
        people = User.objects.in_bulk({one.user for one in moments} - {None})
        contexts = Context.objects.in_bulk({one.context for one in moments} - {None})
        return [self._entry(one, rows, words, people, contexts) for one in moments]

    def _entry(self, moment: Moment, rows: list[RowEvent], words: "Words", people, contexts) -> Entry:
        who = str(people[moment.user]) if moment.user in people else SYSTEM
        own = [row for row in rows if (row.at, row.context) == (moment.at, moment.context)]
        context = contexts.get(moment.context)
        reason = (context.metadata or {}).get("reason", "") if context else ""
        changes = _together([change for row in _net(own) for change in words.changes(row)])
        told = tuple((sentence(change, of_person=who != SYSTEM), change) for change in changes)
        return Entry(moment.at, who, reason, told)


def _events(model, event: Event):
    events = event_model(model).objects.order_by()
    if model is Event:
        return events.filter(pgh_obj=event)
    return events.filter(meeting__event=event) if model is AgendaItem else events.filter(event=event)


def last_writer(model, **place) -> str:
    """Who wrote the rows of one place last, or took the last of them away; nothing where nobody did."""
    events = event_model(model).objects.filter(**place).select_related("pgh_context")
    written = events.order_by("-pgh_id").first()
    user = written and written.pgh_context and written.pgh_context.metadata.get("user")
    return str(User.objects.filter(pk=user).first() or "") if user else ""


def said_fields(model) -> list[models.Field]:
    unsaid = UNSAID | UNSAID_OF.get(model, set())
    return [one for one in value_fields(model) if one.name not in unsaid]


def sentence(change: Change, *, of_person: bool) -> str:
    """„uznal/a doklad …“ instead of „změnil/a doklad … – uznáno: doplněno …“"""
    if change.field == ACCEPTED:
        verb = "uznal/a" if change.after else "zrušil/a uznání dokladu:"
        text = (
            f"{verb} {change.subject}" if change.after else f"{verb} {change.subject.removeprefix('doklad ')}"
        )
        return text if of_person else text.replace("/a", "")
    text = change.sentence(of_person=of_person)
    whole = "" if change.field or change.is_long else change.before or change.after
    return f"{text}: {whole}" if whole else text


ACCEPTED = str(Evidence._meta.get_field("accepted_at").verbose_name)


class Words:
    """Loads once what the foreign keys of all the rows are called."""

    def __init__(self, rows: list[RowEvent]):
        known = [(row.model, values) for row in rows for values in (row.before, row.after) if values]
        references = [
            (one, model(**values))
            for model, values in known
            for one in value_fields(model)
            if one.is_relation
        ]
        self.names = names_of((one, row) for one, row in references if one.related_model in NAMED)
        wanted = {row.seat_id for one, row in references if one.related_model is Seat and row.seat_id}
        seats = Seat.objects.filter(pk__in=wanted).select_related("organisation", "holder")
        self.names |= {(Seat, seat.pk): str(seat.holder or seat.label) for seat in seats}

    def changes(self, row: RowEvent) -> list[Change]:
        if row.before is None or row.after is None:
            return [self._whole(row)]
        return [
            self._changed(row, one)
            for one in said_fields(row.model)
            if row.before[one.attname] != row.after[one.attname]
        ]

    def _whole(self, row: RowEvent) -> Change:
        if row.model is Event:
            kind, subject, text = Kind.FOUNDED, "událost", ""
        else:
            kind = Kind.ADDED if row.before is None else Kind.REMOVED
            subject, text = self._subject(row), self._texts(row)
        before, after = (text, "") if kind == Kind.REMOVED else ("", text)
        return Change(kind, None, None, subject, "", before, after)

    def _texts(self, row: RowEvent) -> str:
        filled = [(one.verbose_name, self._value(one, row.values)) for one in said_fields(row.model)]
        filled = [(str(label), text) for label, text in filled if text and text != "ne"]
        name = NAMES[row.model]
        return "\n".join(text if label == name else f"{label}: {text}" for label, text in filled)

    def _changed(self, row: RowEvent, one: models.Field) -> Change:
        before, after = self._value(one, row.before), self._value(one, row.after)
        subject = "" if row.model is Event else self._subject(row)
        is_number = isinstance(one, models.IntegerField) and not one.choices
        return Change(Kind.CHANGED, None, None, subject, str(one.verbose_name), before, after, is_number)

    def _value(self, one: models.Field, values: dict) -> str:
        value = values[one.attname]
        if isinstance(value, datetime):
            value = timezone.localtime(value).date()
        if isinstance(value, time):
            return format_time(value)
        if one.is_relation and value is not None and (one.related_model, value) not in self.names:
            return "záznam, který už v aplikaci není"
        return in_words(one, value, self.names)

    def _subject(self, row: RowEvent) -> str:
        own = self._own_name(row.model, row.values)
        return f"{NAMES[row.model]} „{own}“" if own else NAMES[row.model]

    def _own_name(self, model, values: dict) -> str:
        if model is Attendance:
            names = [(NAMED_BY[name], values[name]) for name in ("person_id", "seat_id") if values[name]]
            return values["name_text"] or next((self.names[one] for one in names if one in self.names), "")
        if model is Decision:
            return f"{values['number']}/{values['year']}"
        if model is Evidence:
            return self.names.get((NAMED_BY["document_id"], values["document_id"]), "")
        if model is AgendaItem:
            return str(AgendaItem(title=values["title"], matter=values["matter"]))
        return values["text"] if model is FollowUpTask else ""


NAMED_BY = {
    one.attname: one.related_model
    for model in NAMES
    for one in value_fields(model)
    if one.is_relation and one.name not in UNSAID
}
NAMED = set(NAMED_BY.values()) - {Seat}


def _net(rows: Iterable[RowEvent]) -> list[RowEvent]:
    """Of a row written twice in one transaction what it was before and what it is after."""
    found: dict[tuple, RowEvent] = {}
    for row in rows:
        known = found.get((row.model, row.object_id))
        found[row.model, row.object_id] = replace(row, before=known.before) if known else row
    return [row for row in found.values() if row.before or row.after]


def _together(changes: Iterable[Change]) -> list[Change]:
    """People written all at once are one line with their names below."""
    kept, people = [], {Kind.ADDED: [], Kind.REMOVED: []}
    for change in changes:
        is_person = change.subject.startswith(NAMES[Attendance]) and change.kind in people
        (people[change.kind] if is_person else kept).append(change)
    for kind, own in people.items():
        if len(own) <= FEW:
            kept += own
            continue
        names = "\n".join(one.subject.removeprefix(NAMES[Attendance]).strip(" „“") for one in own)
        before, after = (names, "") if kind == Kind.REMOVED else ("", names)
        subject = f"účast, celkem {counted(len(own), 'osoba')}"
        kept.append(Change(kind, None, None, subject, "", before, after))
    return kept
