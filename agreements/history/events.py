"""What the triggers wrote down about one agreement: when, by whom, and each row before and after.

The tree has some twenty tables of events; they are asked together (UNION ALL), rows only for what is shown.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, OuterRef, Q, Subquery, Value, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject, Lag

from agreements.models import (
    Activity,
    ActivityStep,
    Agreement,
    AgreementVersion,
    CommentThread,
    FocusArea,
)

# Inside a version; the names of the columns are those of every model that has them.
PARENTS = {"activity_id": Activity, "step_id": ActivityStep, "focus_area_id": FocusArea}


class Moment(NamedTuple):
    """One transaction that changed rows; `user` is None where no person stood behind it."""

    at: datetime
    context: UUID | None
    user: int | None
    action: str | None


@dataclass(frozen=True)
class RowEvent:
    """`before` is None for a row that is new, `after` for one that is gone; values by the fields' attnames."""

    model: type[models.Model]
    object_id: int
    event_id: int
    at: datetime
    context: UUID | None
    before: dict | None
    after: dict | None

    @property
    def values(self) -> dict:
        return self.after or self.before


def tracked_models() -> list[type[models.Model]]:
    """What belongs to an agreement; comments tell their history themselves (comments.said_in)."""
    own = apps.get_app_config("agreements").get_models()
    return [model for model in own if hasattr(model, "history") and model is not CommentThread]


def event_model(model) -> type[models.Model]:
    return model._meta.get_field("history").related_model


def value_fields(model) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _events(model, agreement: Agreement):
    """Events of the agreement's rows; of versions deleted since, too."""
    events = event_model(model).objects.order_by()
    if model is Agreement:
        return events.filter(pgh_obj=agreement)
    if model is AgreementVersion:
        return events.filter(agreement=agreement)
    versions = event_model(AgreementVersion).objects.filter(agreement=agreement)
    return events.filter(version__in=versions.order_by().values("pgh_obj"))


# --- When something happened --------------------------------------------------------------------------------


def moments_of(agreement: Agreement, columns: dict[type[models.Model], Iterable[str]]) -> list[Moment]:
    """Transactions in which one of the named columns of a model changed, or its rows came and went. One query."""
    return moments_in({model: (_events(model, agreement), names) for model, names in columns.items()})


def moments_in(tables: dict[type[models.Model], tuple[models.QuerySet, Iterable[str]]]) -> list[Moment]:
    """The same over any tables of events: by their model which rows, and which columns matter."""
    parts = [_moments(model, events, names) for model, (events, names) in tables.items()]
    return [Moment(*row) for row in parts[0].union(*parts[1:])]


def _moments(model, events, names: Iterable[str]):
    values = JSONObject(**{name: name for name in names})
    before = Window(Lag(values), partition_by="pgh_obj", order_by="pgh_id")
    changed = events.annotate(now=values, before=before).exclude(pgh_label="update", now=F("before"))
    if model is AgreementVersion and "number" not in names:
        # of a section only: that its version came or went says nothing about it
        changed = changed.filter(before__isnull=False)
    return changed.annotate(
        moment_at=F("pgh_created_at"),
        moment_context=F("pgh_context_id"),
        moment_by=Cast(KeyTextTransform("user", "pgh_context__metadata"), models.BigIntegerField()),
        moment_action=KeyTextTransform("action", "pgh_context__metadata"),
    ).values_list("moment_at", "moment_context", "moment_by", "moment_action")


# --- What happened ------------------------------------------------------------------------------------------


def rows_of(agreement: Agreement, moments: Collection[Moment], tracked: Collection[type]) -> list[RowEvent]:
    """Everything the moments changed, in the order it was written. One query."""
    return rows_in({model: _events(model, agreement) for model in tracked}, moments)


def rows_in(tables: dict[type[models.Model], models.QuerySet], moments: Collection[Moment]) -> list[RowEvent]:
    if not moments:
        return []
    wanted = {(moment.at, moment.context) for moment in moments}
    parts = [_rows(model, events, {at for at, _ in wanted}) for model, events in tables.items()]
    by_label = {model._meta.label: model for model in tables}
    rows = [_row_event(by_label[label], *rest) for label, *rest in parts[0].union(*parts[1:], all=True)]
    return sorted(
        (row for row in rows if (row.at, row.context) in wanted), key=lambda row: (row.at, row.event_id)
    )


def _rows(model, events, times: set[datetime]):
    values = JSONObject(**{field.attname: F(field.attname) for field in value_fields(model)})
    before = Window(Lag(values), partition_by="pgh_obj", order_by="pgh_id")
    events = events.annotate(event_values=values, before=before)
    # either way, but said so that the earlier rows are still there for the window to look back at
    at = Q(pgh_created_at__in=times)
    events = events.filter((Q(before__isnull=True) & at) | (Q(before__isnull=False) & at))
    return events.values_list(
        Value(model._meta.label),
        "pgh_obj_id",
        "pgh_id",
        "pgh_created_at",
        "pgh_context_id",
        "pgh_label",
        "event_values",
        "before",
    )


def _row_event(model, object_id, event_id, at, context, label, values, before) -> RowEvent:
    now = _typed(model, values)
    if label == "delete":
        return RowEvent(model, object_id, event_id, at, context, now, None)
    earlier = _typed(model, before) if label == "update" and before else None
    return RowEvent(model, object_id, event_id, at, context, earlier, now)


def _typed(model, values: dict) -> dict:
    """JSON knows no dates and no numbers of keys."""
    return {field.attname: _python(field, values[field.attname]) for field in value_fields(model)}


def _python(field, value):
    if isinstance(field, DateRangeField) and value:
        first, after_last = (date.fromisoformat(day) for day in value.strip("[)").split(","))
        return DateRange(first, after_last)
    return field.to_python(value)


# --- Where it happened --------------------------------------------------------------------------------------


def rows_they_hung_on(rows: list[RowEvent]) -> dict[tuple[type[models.Model], int], dict]:
    """The rows that the given ones are parts of, as they stood last, with those that are gone. One query.

    Of a step also the name of its activity, as `activity_name`.
    """
    wanted: dict[type[models.Model], set[int]] = {ActivityStep: set(), Activity: set(), FocusArea: set()}
    for row in rows:
        for name, model in PARENTS.items():
            if row.values.get(name):
                wanted[model].add(row.values[name])
    activity = _last(Activity, OuterRef("activity_id")).values("name")[:1]
    parts = [
        _parents(Activity, wanted[Activity], text=F("name"), activity=Value("")),
        _parents(ActivityStep, wanted[ActivityStep], text=F("specification"), activity=Subquery(activity)),
        _parents(FocusArea, wanted[FocusArea], text=F("local_label"), activity=Value("")),
    ]
    by_label = {model._meta.label: model for model in wanted}
    return {
        (by_label[label], object_id): {"text": text, "activity_name": activity or ""}
        for label, object_id, text, activity in parts[0].union(*parts[1:], all=True)
    }


def _last(model, pk):
    return event_model(model).objects.filter(pgh_obj=pk).order_by("-pgh_id")


def _parents(model, ids: set[int], **columns):
    newest = _last(model, OuterRef("pgh_obj")).values("pgh_id")[:1]
    rows = event_model(model).objects.filter(pgh_obj__in=ids, pgh_id=Subquery(newest)).order_by()
    label = Value(model._meta.label)
    named = {f"parent_{name}": expression for name, expression in columns.items()}
    return rows.annotate(**named).values_list(label, "pgh_obj_id", *named)
