"""What changed in an agreement since a person last checked it: „změněno od vaší kontroly“.

Each save keeps what it replaced, so the state at the moment of the check is the oldest of what was replaced after
it, and where nothing was, what stands now. A revision starts as a copy of the version before, so what was
replaced in either counts alike; drafts that were discarded don't.
"""

import json
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from agreements.comments import Discussion, discussion_of, open_by_place
from agreements.lifecycle import State
from agreements.models import Agreement, AgreementVersion, ReviewMark, SectionSnapshot, VersionStepLog, tree
from agreements.models.version import VersionRow
from agreements.queries import ACTIVITY, SECTION_FIELDS, Rows, kinds_of, row_fields
from agreements.vocabulary import Section
from partnerships.json_rows import as_json, from_json
from partnerships.models import User


@dataclass(frozen=True)
class Kept:
    """What a section or an activity held at the moment of the check; None for an activity added since."""

    section: Section
    activity_key: UUID | None
    values: dict | None


@dataclass(frozen=True)
class Review:
    """`marked_at` is None until the person has checked the agreement for the first time."""

    marked_at: datetime | None
    changed: frozenset[tuple[Section, UUID | None]]

    def is_changed(self, section: Section, activity_key: UUID | None = None) -> bool:
        if activity_key:
            return (section, activity_key) in self.changed
        return any(section == one for one, _ in self.changed)


def beside(
    version: AgreementVersion, user: User, *, can_comment: bool, can_review: bool
) -> tuple[Discussion, Review]:
    """What the page of a version loaded by `with_tree` shows beside its text, in one query.

    And who took the steps of its log, which the tree holds without them.
    """
    threads = open_by_place(user).filter(agreement=OuterRef("pk"))
    takers = User.objects.filter(pk__in=VersionStepLog.objects.filter(version=version).values("by"))
    asked = {
        "takers": as_json(takers.order_by(), "id", "name", "email"),
        "threads": ArraySubquery(
            threads.values(row=JSONObject(section="section", key="key", number="number"))
        ),
    }
    if can_review:
        marks = ReviewMark.objects.filter(agreement=OuterRef("pk"), user=user)
        kept = _kept_since(version, OuterRef("marked_at"))
        columns = {"section": "section", "activity_key": "activity_key", "values": "values"}
        asked["marked_at"] = Subquery(marks.values("at"))
        asked["kept"] = ArraySubquery(kept.values(row=JSONObject(**columns)))
    row = Agreement.objects.filter(pk=version.agreement_id).annotate(**asked).values(*asked).get()
    changed = changed_in(version, map(_read, row.get("kept", ())))
    people = {one.pk: one for one in from_json(User, row["takers"])}
    for step in version.step_log.all():
        step.by = people.get(step.by_id)
    return (
        discussion_of(version, row["threads"], can_comment=can_comment),
        Review(row.get("marked_at"), frozenset((one.section, one.activity_key) for one in changed)),
    )


def mark_of(agreement: Agreement, user: User) -> datetime | None:
    marks = ReviewMark.objects.filter(agreement=agreement, user=user)
    return marks.values_list("at", flat=True).first()


def kept_since(version: AgreementVersion, moment: datetime) -> list[Kept]:
    rows = _kept_since(version, moment).values("section", "activity_key", "values")
    return [_read(row) for row in rows]


def _kept_since(version: AgreementVersion, moment):
    """The first of each section and activity, in this version and those it came from."""
    chain = Q(version=version) | Q(version__number__lt=version.number) & ~Q(version__state=State.ARCHIVED)
    snapshots = SectionSnapshot.objects.filter(chain, version__agreement=version.agreement_id, at__gt=moment)
    return snapshots.order_by("section", "activity_key", "at", "pk").distinct("section", "activity_key")


def _read(row: dict) -> Kept:
    key = row["activity_key"]
    return Kept(Section(row["section"]), UUID(str(key)) if key else None, row["values"])


def changed_in(version: AgreementVersion, kept: Iterable[Kept]) -> list[Kept]:
    """Without what was changed and put back."""
    return [
        one
        for one in kept
        if _differs(one.values, _as_json(values_in(version, one.section, one.activity_key)))
    ]


def _differs(kept, now) -> bool:
    """A column added to the form or taken away since is no change of the text."""
    if isinstance(kept, dict) and isinstance(now, dict):
        return any(_differs(kept[name], now[name]) for name in kept.keys() & now.keys())
    if isinstance(kept, list) and isinstance(now, list) and len(kept) == len(now):
        return any(_differs(one, other) for one, other in zip(kept, now, strict=True))
    return kept != now


def values_in(version: AgreementVersion, section: Section, activity_key: UUID | None = None) -> dict | None:
    """As queries.stored_values gives them, of a version loaded by `with_tree` and without asking the database."""
    if activity_key:
        found = next((row for row in version.activities.all() if row.key == activity_key), None)
        return found and {
            "name": found.name,
            "position": found.position,
            "steps": _rows_in(found, ACTIVITY.inside[0]),
        }
    own = {
        name: getattr(version, version._meta.get_field(name).attname)
        for name in SECTION_FIELDS.get(section, ())
    }
    return own | {kind.name: _rows_in(version, kind) for kind in kinds_of(section)}


def _rows_in(owner, kind: Rows) -> list[dict]:
    field = kind.model._meta.get_field(kind.of or "version")
    names = {name: kind.model._meta.get_field(name).attname for name in row_fields(kind.model)}
    return [
        {name: getattr(row, attname) for name, attname in names.items()}
        | {inner.name: _rows_in(row, inner) for inner in kind.inside}
        for row in getattr(owner, field.remote_field.get_accessor_name()).all()
    ]


def _as_json(values: dict | None):
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


# --- The version as it was ----------------------------------------------------------------------------------


def as_it_was(version: AgreementVersion, kept: Iterable[Kept]) -> AgreementVersion:
    """A copy of a version loaded by `with_tree`, never to be saved, with what it held at the check."""
    past = copy(version)
    past._prefetched_objects_cache = dict(version._prefetched_objects_cache)
    rows = _Rows(past)
    for one in kept:
        rows.put_back(one)
    rows.place()
    return past


class _Rows:
    """Rows of the tree by their model; those put back get numbers that no stored row has."""

    def __init__(self, past: AgreementVersion):
        self.past, self.numbers = past, count(-1, -1)
        self.relations = [
            one for one in past._meta.related_objects if issubclass(one.related_model, VersionRow)
        ]
        self.by_model = {
            one.related_model: [_twin(row) for row in getattr(past, one.get_accessor_name()).all()]
            for one in self.relations
        }
        for one in self.relations:  # else the lists of the version itself would be written over
            del past._prefetched_objects_cache[one.get_accessor_name()]

    def put_back(self, kept: Kept) -> None:
        if kept.activity_key:
            values = kept.values and [{**kept.values, "key": kept.activity_key}]
            self._replace(ACTIVITY, values or [], only=kept.activity_key)
            return
        _fill(self.past, SECTION_FIELDS.get(kept.section, ()), kept.values)
        for kind in kinds_of(kept.section):
            if kind.name in kept.values:
                self._replace(kind, kept.values[kind.name])

    def _replace(self, kind: Rows, values: list[dict], only: UUID | None = None) -> None:
        gone = {row.pk for row in self.by_model[kind.model] if only is None or row.key == only}
        self._drop(kind, gone)
        self._add(kind, values, None)

    def _drop(self, kind: Rows, gone: set[int]) -> None:
        self.by_model[kind.model] = [row for row in self.by_model[kind.model] if row.pk not in gone]
        for inner in kind.inside:
            below = {row.pk for row in self.by_model[inner.model] if getattr(row, f"{inner.of}_id") in gone}
            self._drop(inner, below)

    def _add(self, kind: Rows, values: list[dict], parent: int | None) -> None:
        for position, one in enumerate(values, start=1):
            row = kind.model(pk=next(self.numbers), version=self.past, position=one.get("position", position))
            if kind.of:
                setattr(row, f"{kind.of}_id", parent)
            _fill(row, row_fields(kind.model), one)
            self.by_model[kind.model].append(row)
            for inner in kind.inside:
                self._add(inner, one.get(inner.name, []), row.pk)

    def place(self) -> None:
        for rows in self.by_model.values():
            rows.sort(key=lambda row: row.position)
        tree.place([self.past], self.by_model, VersionRow, self.relations)


def _fill(row, names: Iterable[str], values: dict) -> None:
    for name in values.keys() & set(names):
        field = row._meta.get_field(name)
        setattr(row, field.attname, field.to_python(values[name]))


def _twin(row):
    twin = copy(row)
    twin._prefetched_objects_cache = {}
    return twin


# --- Steps ------------------------------------------------------------------------------------------------


def steps_since(agreement: Agreement, moment: datetime):
    """Steps of all versions, approvals and signatures among them; from the oldest."""
    log = VersionStepLog.objects.filter(version__agreement=agreement, at__gt=moment)
    return log.select_related("by", "version").order_by("at", "pk")
