"""What is stored, in the shape that forms show and actions take."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementVersion,
    ExpectedOutput,
    FocusArea,
    FocusGoal,
    LegacyStrategyUse,
    LinkedStrategy,
    PlannedMeasure,
    Responsibility,
    RoleAssignment,
    ScheduleTerm,
    SectionRevision,
    SectionSnapshot,
    StatedGroup,
    StatedMatter,
    StatedSeat,
    tree,
)
from agreements.models.version import BESIDE, VersionRow
from agreements.vocabulary import Section
from partnerships.json_rows import as_json, from_json

# Columns of the version that belong to a section; rows of its tree come on top.
SECTION_FIELDS = {
    Section.HEADER: ("annex_text", "unit_text", "seat_text", "ico_text", "memorandum_text"),
    Section.PROJECT: (
        "project", "project_text", "guarantee_text", "hours_total", "hours_distance_max", "hours_scope",
    ),
    Section.VALIDITY: (
        "validity_text", "stated_from_year", "stated_to_year", "stated_years", "valid_to", "is_transitional",
    ),
    Section.FOCUS: ("focus_text",),
    Section.PARTNERSHIP: (
        "partnership_text", "founder_text", "founded_text", "rules_text", "groups_text", "members_text",
        "competences_text",
    ),
    Section.LEGACY: ("is_transition_from_kpsvl",),
    Section.PLAN: (
        "plan_character", "plan_main_goal", "plan_content", "plan_areas", "plan_depth", "plan_target_groups",
        "plan_synergy_text", "plan_from_year", "plan_to_year", "plan_is_medium_term", "plan_specified_later",
    ),
    Section.REGIONAL_CONTACT: ("regional_contact_status", "regional_contact_text"),
    Section.TIMELINE: ("timeline_text", "timeline_from", "timeline_to"),
}  # fmt: skip


class Rows(NamedTuple):
    """A kind of rows: `name` is their place in the values, `of` the foreign key to the row they hang on."""

    name: str
    model: type[VersionRow]
    of: str = ""
    inside: tuple["Rows", ...] = ()

    def all(self) -> Iterator["Rows"]:
        """Parents first."""
        yield self
        for kind in self.inside:
            yield from kind.all()


GOALS = Rows("goals", FocusGoal, of="focus_area")
SECTION_ROWS = {
    Section.ROLES: (Rows("roles", RoleAssignment),),
    Section.FOCUS: (Rows("areas", FocusArea, inside=(GOALS,)),),
    Section.PARTNERSHIP: (
        Rows("groups", StatedGroup),
        Rows("seats", StatedSeat),
        Rows("matters", StatedMatter),
    ),
    Section.LEGACY: (Rows("strategies", LegacyStrategyUse),),
    Section.PLAN: (Rows("strategies", LinkedStrategy),),
    Section.MEASURES: (Rows("measures", PlannedMeasure),),
}
STEPS = Rows(
    "steps",
    ActivityStep,
    of="activity",
    inside=(
        Rows("outputs", ExpectedOutput, of="step"),
        Rows("responsibilities", Responsibility, of="step"),
        Rows("terms", ScheduleTerm, of="step"),
    ),
)
ACTIVITY = Rows("activities", Activity, inside=(STEPS,))


@dataclass(frozen=True)
class StoredRow:
    pk: int
    parent: int | None
    position: int
    values: dict


@dataclass(frozen=True)
class Stored:
    """`values` are None for an activity that is not there; `rows` find each row by its model and key."""

    values: dict | None
    rows: dict[type[VersionRow], dict[UUID, StoredRow]] = field(default_factory=dict)

    @property
    def keys(self) -> set[UUID]:
        return {key for rows in self.rows.values() for key in rows}


def current_version(agreement: Agreement) -> AgreementVersion | None:
    """The version in force, else the newest."""
    return agreement.versions.current_first().first()


def revision_of(version: AgreementVersion, section: Section, activity_key: UUID | None = None) -> int:
    """What a save of the section has to send; 0 until it is saved for the first time."""
    row = SectionRevision.objects.filter(version=version, section=section, activity_key=activity_key).first()
    return row.revision if row else 0


def revisions_of_activities(version: AgreementVersion) -> dict[UUID, int]:
    """Of all activities of the timeline by their key, as revision_of gives each."""
    revisions = revisions_in_timeline(version)
    return {key: revisions.get(key, 0) for key in version.activities.values_list("key", flat=True)}


def revisions_in_timeline(version: AgreementVersion) -> dict[UUID, int]:
    """Those of deleted activities too: their counters stay."""
    rows = SectionRevision.objects.filter(version=version, section=Section.TIMELINE)
    return dict(rows.values_list("activity_key", "revision"))


def has_had_activity(version: AgreementVersion, key: UUID) -> bool:
    """Also one that was deleted meanwhile: its revision stays."""
    return version.activities.filter(key=key).exists() or revision_of(version, Section.TIMELINE, key) > 0


def stored_values(version: AgreementVersion, section: Section, activity_key: UUID | None = None):
    """The section as its action takes it; None for an activity that is gone."""
    versions = with_section(AgreementVersion.objects.filter(pk=version.pk), section, activity_key)
    return stored_in(versions.get(), section, activity_key).values


def activity_values(activity: Activity) -> dict:
    """{"name", "position", "steps": [{"key", …, "outputs", "responsibilities", "terms"}]}, as its save takes them."""
    return stored_values(activity.version, Section.TIMELINE, activity.key)


def values_before(
    version: AgreementVersion, section: Section, revision: int, activity_key: UUID | None = None
) -> dict | None:
    """What the section held in a revision that was replaced since, as JSON; None where nothing was kept."""
    place = {"version": version, "section": section, "activity_key": activity_key, "revision": revision}
    return SectionSnapshot.objects.filter(**place).values_list("values", flat=True).first()


def row_fields(model) -> tuple[str, ...]:
    """The key and what a person writes in a row; the rest the action knows."""
    known = {"id", "version", "position", "parse_status", "confirmed_by"}
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if field.name not in known and not (field.is_relation and issubclass(field.related_model, VersionRow))
    )


# --- The whole section in the query that reads its version --------------------------------------------------


def kinds_of(section: Section, activity_key: UUID | None = None) -> tuple[Rows, ...]:
    return (ACTIVITY,) if activity_key else SECTION_ROWS.get(section, ())


def with_section(versions: models.QuerySet, section: Section, activity_key: UUID | None = None):
    """Versions with the section's rows beside them, so that a save may lock and read in one query."""
    return versions.annotate(
        **{
            f"rows_{kind.name}": _rows(kind, activity_key)
            for root in kinds_of(section, activity_key)
            for kind in root.all()
        }
    )


def with_activities(versions: models.QuerySet):
    """Versions with all activities of their timeline beside them, in the same query."""
    return versions.annotate(**{f"rows_{kind.name}": _rows(kind, None) for kind in ACTIVITY.all()})


def activities_in(version: AgreementVersion) -> Stored:
    """Of a version read by `with_activities`; the values are those of each activity by its key."""
    rows = _rows_in(version, ACTIVITY.all())
    activities = zip(rows[Activity].items(), _nested(ACTIVITY, rows), strict=True)
    return Stored({key: _of_activity(values, row) for (key, row), values in activities}, rows)


def with_offers(versions: models.QuerySet, offered: models.QuerySet | None):
    """And with the rows that its fields choose from, in the same query."""
    if offered is None:
        return versions
    return versions.annotate(offered=as_json(offered))


def offered_in(version: AgreementVersion, offered: models.QuerySet | None) -> list[models.Model]:
    return [] if offered is None else from_json(offered.model, version.offered)


def with_revisions(versions: models.QuerySet):
    """And with the revision of each of its sections, as {"section", "activity_key", "revision", "is_inherited"}."""
    columns = ("section", "activity_key", "revision", "is_inherited")
    rows = SectionRevision.objects.filter(version=OuterRef("pk"))
    return versions.annotate(
        revisions=ArraySubquery(rows.values(row=JSONObject(**{one: F(one) for one in columns})))
    )


def load_tree(version: AgreementVersion) -> None:
    """What `with_tree` loads, for a version read already."""
    tree.fill([version], VersionRow, BESIDE)


def _rows(kind: Rows, activity_key: UUID | None) -> ArraySubquery:
    place = {"version": OuterRef("pk")}
    if activity_key:
        way = {Activity: "key", ActivityStep: "activity__key"}.get(kind.model, "step__activity__key")
        place[way] = activity_key
    columns = {name: F(kind.model._meta.get_field(name).attname) for name in row_fields(kind.model)}
    if kind.of:
        columns["parent"] = F(f"{kind.of}_id")
    rows = kind.model.objects.filter(**place).order_by("position", "pk")
    return ArraySubquery(rows.values(row=JSONObject(id=F("pk"), position=F("position"), **columns)))


def stored_in(version: AgreementVersion, section: Section, activity_key: UUID | None = None) -> Stored:
    """Of a version read by `with_section`."""
    kinds = kinds_of(section, activity_key)
    rows = _rows_in(version, (kind for root in kinds for kind in root.all()))
    if activity_key:
        found = _nested(ACTIVITY, rows)
        return Stored(_of_activity(found[0], *rows[Activity].values()) if found else None, rows)
    own = {
        name: getattr(version, version._meta.get_field(name).attname)
        for name in SECTION_FIELDS.get(section, ())
    }
    return Stored({**own, **{kind.name: _nested(kind, rows) for kind in kinds}}, rows)


def _rows_in(
    version: AgreementVersion, kinds: Iterable[Rows]
) -> dict[type[VersionRow], dict[UUID, StoredRow]]:
    return {
        kind.model: {row.values["key"]: row for row in map(_row(kind), getattr(version, f"rows_{kind.name}"))}
        for kind in kinds
    }


def _of_activity(values: dict, row: StoredRow) -> dict:
    return {"name": values["name"], "position": row.position, "steps": values["steps"]}


def _row(kind: Rows):
    fields = [kind.model._meta.get_field(name) for name in row_fields(kind.model)]

    def read(row: dict) -> StoredRow:
        values = {field.name: field.to_python(row[field.name]) for field in fields}
        return StoredRow(row["id"], row.get("parent"), row["position"], values)

    return read


def _nested(kind: Rows, rows: dict[type[VersionRow], dict[UUID, StoredRow]]) -> list[dict]:
    return _by_parent(kind, rows).get(None, [])


def _by_parent(
    kind: Rows, rows: dict[type[VersionRow], dict[UUID, StoredRow]]
) -> dict[int | None, list[dict]]:
    """The values of each row with those inside it; from the inside out, so that each row is met once."""
    inside = {inner.name: _by_parent(inner, rows) for inner in kind.inside}
    found: dict[int | None, list[dict]] = {}
    for row in rows[kind.model].values():
        values = {**row.values, **{name: own.get(row.pk, []) for name, own in inside.items()}}
        found.setdefault(row.parent, []).append(values)
    return found
