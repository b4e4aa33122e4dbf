"""What is discussed about an agreement: where a comment hangs, who reads it, what is still open.

Comments hang on (agreement, key, field), so they follow their row through versions without being copied; which
version a row stands in is asked only when it is shown.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Prefetch, UUIDField, Value
from django.utils.text import Truncator, capfirst

from agreements.lifecycle import State
from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementVersion,
    Comment,
    CommentThread,
)
from agreements.queries import ACTIVITY, SECTION_FIELDS, SECTION_ROWS
from agreements.vocabulary import Audience, Section
from partnerships.models import User
from partnerships.models.accounts import by_surname

KINDS = {section: [kind for root in kinds for kind in root.all()] for section, kinds in SECTION_ROWS.items()}
KINDS[Section.TIMELINE] = list(ACTIVITY.all())
SECTION_OF = {kind.model: section for section, kinds in KINDS.items() for kind in kinds}
# Rows printed inside another one: what is said about them is shown at that one.
SHOWN_AT = {
    kind.model: kind.of
    for kinds in KINDS.values()
    for kind in kinds
    if kind.of and kind.model is not ActivityStep
}
FRAGMENT_OF = {Activity: "cinnost", ActivityStep: "krok"}  # ids on the page; of other rows „radek-…“
LONGEST_LABEL = 120


class Place(NamedTuple):
    """Where a comment hangs: a section, a field of it, or a row."""

    section: Section
    key: UUID | None = None
    field: str = ""

    @property
    def code(self) -> str:
        return f"{self.section}:{self.key or ''}:{self.field}"


@dataclass(frozen=True)
class Anchor:
    """`text` names it beside its section, empty for the section itself; `shown_at` is the row it is shown at."""

    place: Place
    text: str
    shown_at: UUID | None = None

    def __str__(self):
        return self.text

    @property
    def key(self) -> UUID | None:
        return self.place.key

    @property
    def is_shown_by_itself(self) -> bool:
        return self.key is not None and self.shown_at == self.key

    @property
    def label(self) -> str:
        return self.text or f"celý oddíl {self.place.section.label}"


def anchors_of(version: AgreementVersion) -> dict[Place, Anchor]:
    """Everything of a version loaded by `with_tree` that can be commented on, in the order of the printed form."""
    anchors: dict[Place, Anchor] = {}
    rows = {section: [] for section in Section}
    for model, section in SECTION_OF.items():
        rows[section] += [_of_row(row, section) for row in _rows(version, model)]
    for section in map(Section, version.template.sections):
        own = [Anchor(Place(section), ""), *_of_fields(section), *rows[section]]
        anchors |= {anchor.place: anchor for anchor in own}
    return anchors


def _rows(version, model) -> Iterable:
    return getattr(version, model._meta.default_related_name).all()


def _of_fields(section: Section) -> list[Anchor]:
    return [
        Anchor(
            Place(section, field=name),
            capfirst(str(AgreementVersion._meta.get_field(name).verbose_name)),
        )
        for name in SECTION_FIELDS.get(section, ())
    ]


def _of_row(row, section: Section) -> Anchor:
    text = f"{capfirst(row._meta.verbose_name)} „{Truncator(row).chars(LONGEST_LABEL)}“"
    shown_at = getattr(row, SHOWN_AT[type(row)]).key if type(row) in SHOWN_AT else row.key
    return Anchor(Place(section, row.key), text, shown_at)


def offered_at(anchors: dict[Place, Anchor], section: Section | None, key: UUID | None) -> list[Anchor]:
    """What a new comment can hang on: at a row it and what is printed in it, at a section also its fields."""
    if section is None:
        return [anchor for anchor in anchors.values() if not anchor.text]
    if key is None:
        return [
            anchor
            for anchor in anchors.values()
            if anchor.place.section == section and anchor.shown_at == anchor.place.key
        ]
    inside = [anchor for anchor in anchors.values() if anchor.shown_at == key]
    return sorted(inside, key=lambda anchor: anchor.place.key != key)


# --- Who reads --------------------------------------------------------------------------------------------


def readers_of(agreement: Agreement, audience: Audience):
    """People who see the agreement and what is said in it for this audience; only these can be mentioned."""
    people = User.objects.seeing(agreement.unit)
    if audience == Audience.INTERNAL:
        people = people.exclude(agency_role="")
    return people.order_by(*by_surname("name"))


# --- What is open -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Discussion:
    """Open threads of an agreement as the page of a version shows them, and whether its reader may add one."""

    by_section: Counter
    by_row: Counter
    can_comment: bool

    @property
    def total(self) -> int:
        return self.by_section.total()

    def open_at(self, section: Section, key: UUID | None = None) -> int:
        return self.by_row[key] if key else self.by_section[section]


def open_by_place(user: User):
    """(section, key, number) of open threads, to be filtered to an agreement."""
    threads = CommentThread.objects.visible_to(user).open().order_by()
    return threads.values("section", "key").annotate(number=Count("pk"))


def discussion_of(version: AgreementVersion, counted: Iterable[dict], *, can_comment: bool) -> Discussion:
    """`counted` are rows of `open_by_place`; a row printed inside another one is counted there."""
    shown_at = {place.key: anchor.shown_at for place, anchor in anchors_of(version).items() if place.key}
    by_section, by_row = Counter(), Counter()
    for row in counted:
        key = UUID(str(row["key"])) if row["key"] else None
        by_section[row["section"]] += row["number"]
        by_row[shown_at.get(key, key)] += row["number"]
    return Discussion(by_section, by_row, can_comment)


# --- Threads ----------------------------------------------------------------------------------------------


def with_people(threads):
    return threads.select_related("agreement__unit", "raised_in", "created_by", "resolved_by")


def everything_said() -> Prefetch:
    """In two queries, whatever the number of threads."""
    mentioned = Prefetch("mentioned", User.objects.order_by(*by_surname("name")))
    return Prefetch("comments", Comment.objects.select_related("by").prefetch_related(mentioned))


def threads_at(agreement: Agreement, section: Section | None, keys: Collection[UUID], user: User):
    """Open ones first. Without keys all of the section, without a section all there are."""
    threads = CommentThread.objects.visible_to(user).filter(agreement=agreement)
    if section is not None:
        threads = threads.filter(section=section)
    if keys:
        threads = threads.filter(key__in=keys)
    threads = with_people(threads).prefetch_related(everything_said())
    return threads.order_by(F("resolved_at").desc(nulls_first=True), "created_at", "pk")


class Whereabouts(NamedTuple):
    """The newest version that has the row, where on its page, and whether it is the newest there is."""

    version_id: int
    number: int
    fragment: str
    is_newest: bool


def whereabouts(agreement: Agreement, keys: Iterable[UUID | None]) -> dict[UUID | None, Whereabouts]:
    """By key; None stands for the newest version as such. One query, whatever the number of keys."""
    live = AgreementVersion.objects.filter(agreement=agreement).exclude(state=State.ARCHIVED)
    nothing = Value(None, output_field=UUIDField())
    parts = [live.order_by().values_list("number", "pk", nothing, nothing, Value(""))]
    if wanted := [key for key in keys if key]:
        rows = [model.objects.filter(version__in=live, key__in=wanted).order_by() for model in SECTION_OF]
        parts += [_places_of(own) for own in rows]
    found = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[:2])
    newest = found[-1][0] if found else 0
    return {
        key: Whereabouts(version_id, number, fragment and f"{fragment}-{shown_at}", number == newest)
        for number, version_id, key, shown_at, fragment in found
    }


def _places_of(rows):
    parent = SHOWN_AT.get(rows.model)
    shown = rows.model._meta.get_field(parent).related_model if parent else rows.model
    return rows.values_list(
        "version__number",
        "version_id",
        "key",
        F(f"{parent}__key" if parent else "key"),
        Value(FRAGMENT_OF.get(shown, "radek")),
    )


# --- What was said, for the history -----------------------------------------------------------------------


class Said(NamedTuple):
    """One entry of the history; `who` is None where the application itself is the author."""

    at: datetime
    who: User | None
    sentence: str
    text: str
    thread_id: int
    section: Section


def said_in(agreement: Agreement, user: User) -> list[Said]:
    """Comments the reader may see, and when threads were resolved and opened again; from the oldest."""
    threads = {
        thread.pk: thread for thread in CommentThread.objects.visible_to(user).filter(agreement=agreement)
    }
    return sorted([*_comments(threads), *_turns(threads)], key=lambda said: said.at)


def _comments(threads: dict[int, CommentThread]) -> Iterator[Said]:
    begun = set()
    for comment in Comment.objects.filter(thread__in=threads).select_related("by").order_by("at", "pk"):
        thread = threads[comment.thread_id]
        verb = "odpověděl/a na připomínku" if thread.pk in begun else "vznesl/a připomínku"
        begun.add(thread.pk)
        yield _said(thread, comment.at, comment.by, verb, comment.text)


def _turns(threads: dict[int, CommentThread]) -> Iterator[Said]:
    """From the history kept by the database, since a thread itself knows only its last state."""
    events = CommentThread.pgh_event_model.objects.filter(pgh_obj__in=threads, pgh_label="update")
    rows = list(events.order_by("pgh_created_at", "pgh_id").select_related("pgh_context"))
    users = {row.pk: row.pgh_context.metadata.get("user") for row in rows if row.pgh_context}
    people = User.objects.in_bulk(set(users.values()) - {None})
    for row in rows:
        verb = "označil/a za vyřešenou připomínku" if row.resolved_at else "znovu otevřel/a připomínku"
        yield _said(threads[row.pgh_obj_id], row.pgh_created_at, people.get(users.get(row.pk)), verb, "")


def _said(thread: CommentThread, at: datetime, who: User | None, verb: str, text: str) -> Said:
    section = Section(thread.section)
    place = f"{section.label} – {thread.anchor_text}" if thread.anchor_text else section.label
    hidden = " (jen ASZ)" if thread.audience == Audience.INTERNAL else ""
    return Said(at, who, f"{verb}{hidden}: {place}", text, thread.pk, section)
