"""Everything that is held about a person, as an extract for that person (art. 15 and 20 of the GDPR).

Only of the units the reader sees: what another unit keeps is asked for there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import models
from django.utils import timezone

from partnerships.czech import format_date
from partnerships.directory.identity import Identity, identity_of
from partnerships.directory.relations import moved_relations
from partnerships.models import MeetingMail, Notification, Person, TerritorialUnit, User

Line = dict[str, str]
# Links, machinery and what says nothing of the person.
LEFT_OUT = frozenset(
    {
        "id",
        "key",
        "form_key",
        "password",
        "merged_into",
        "person",
        "revision",
        "position",
        "notification",
        "sequence",
    }
)


@dataclass(frozen=True)
class Section:
    heading: str
    lines: list[Line]

    @property
    def columns(self) -> list[str]:
        return list(self.lines[0])

    @property
    def rows(self) -> list[list[str]]:
        return [list(line.values()) for line in self.lines]


class Made(NamedTuple):
    """One extract: the row of the history that says it was made."""

    pk: int
    at: datetime
    by: str


@dataclass(frozen=True)
class Extract:
    person: Person
    made: Made
    sections: list[Section]

    def as_json(self) -> dict:
        return {
            "osoba": str(self.person),
            "pořízeno": timezone.localtime(self.made.at).isoformat(timespec="seconds"),
            "pořídil/a": self.made.by,
            "údaje": {section.heading: section.lines for section in self.sections},
        }


def extracts_made(person: Person) -> list[Made]:
    """Who made an extract and when, the newest first."""
    events = person.history.filter(pgh_label="exported").select_related("pgh_context").order_by("-pgh_id")
    authors = {one.pk: (one.pgh_context and one.pgh_context.metadata.get("user")) for one in events}
    names = dict(User.objects.filter(pk__in=filter(None, authors.values())).values_list("pk", "name"))
    return [Made(one.pk, one.pgh_created_at, names.get(authors[one.pk], "")) for one in events]


def extract_of(person: Person, reader: User, made: Made) -> Extract:
    identity = identity_of(person)
    found = [
        *own_sections(identity, reader),
        *linked_sections(identity, reader),
        *mail_sections(identity, reader),
    ]
    return Extract(person, made, [section for section in found if section.lines])


def own_sections(identity: Identity, reader: User) -> Iterator[Section]:
    yield Section("Kontaktní údaje", [line_of(one) for one in identity.people])
    seen = TerritorialUnit.objects.visible_to(reader).filter(pk__in=[unit.pk for unit in identity.units])
    yield Section("Územní celky", [{"územní celek": str(unit)} for unit in seen])


def linked_sections(identity: Identity, reader: User) -> Iterator[Section]:
    """Whatever points at the person, by the same table that a merge goes by."""
    for relation in moved_relations(Person):
        if relation.model is Person:
            continue
        rows = relation.model._default_manager.all()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(reader)
        rows = rows.filter(**{f"{relation.field.name}__in": identity.people})
        kept = [line_of(row) for row in rows]
        yield Section(relation.label.capitalize(), kept)


def mail_sections(identity: Identity, reader: User) -> Iterator[Section]:
    mails = Notification.objects.filter(recipient__in=identity.emails)
    kept = [{"komu": one.recipient, "předmět": one.subject, "kdy": text_of(one.created_at)} for one in mails]
    yield Section("Odeslané e-maily", kept)
    invited = MeetingMail.objects.visible_to(reader).filter(email__in=identity.emails, person=None)
    yield Section("Pozvánky a zápisy poslané na e-mail", [line_of(one) for one in invited])


def line_of(row: models.Model) -> Line:
    """The row by the names its columns have on the pages; empty values are left out of no row, so tables hold."""
    fields = [f for f in row._meta.concrete_fields if f.name not in LEFT_OUT and not f.generated]
    return {str(field.verbose_name): value_of(row, field) for field in fields}


def value_of(row: models.Model, field: models.Field) -> str:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return text_of(getattr(row, field.name))


def text_of(value) -> str:
    if isinstance(value, bool):
        return "ano" if value else "ne"
    if isinstance(value, datetime):
        return f"{format_date(timezone.localtime(value).date())} {timezone.localtime(value):%H:%M}"
    if isinstance(value, date):
        return format_date(value)
    return "" if value is None else str(value)
