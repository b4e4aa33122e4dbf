"""The whole tree of versions in one query.

The tree hangs on some sixteen tables; prefetch_related asks each of them, more than a page may ask at all. Here
they are asked together (UNION ALL of the rows as JSON) and put where prefetch_related would have put them.
"""

from collections import defaultdict

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import JSONObject


def fill(versions, row_class: type[models.Model], beside: tuple[str, ...]) -> None:
    """Loads the rows of `row_class` and the relations named in `beside` into each version."""
    relations = [
        relation
        for relation in versions[0]._meta.related_objects
        if issubclass(relation.related_model, row_class) or relation.name in beside
    ]
    rows = _rows_by_model([relation.related_model for relation in relations], versions)
    place(versions, rows, row_class, relations)


def place(versions, rows: dict[type, list], row_class: type[models.Model], relations) -> None:
    """Puts rows, by their model, where a prefetch would have put them."""
    for version in versions:
        for relation in relations:
            own = [row for row in rows[relation.related_model] if row.version_id == version.pk]
            for row in own:
                row.version = version
            remember(version, relation.get_accessor_name(), own)
    for relation in relations:
        _hang_on_parents(rows, relation.related_model, row_class)


def _rows_by_model(row_models, versions) -> dict[type, list]:
    by_label = {model._meta.label: model for model in row_models}
    parts = [
        model._default_manager.filter(version__in=versions)
        .order_by()
        .values_list(
            Value(label), JSONObject(**{f.attname: F(f.attname) for f in model._meta.concrete_fields})
        )
        for label, model in by_label.items()
    ]
    rows = defaultdict(list)
    for label, values in parts[0].union(*parts[1:], all=True):
        model = by_label[label]
        fields = model._meta.concrete_fields
        names = [field.attname for field in fields]
        rows[model].append(
            model.from_db(versions[0]._state.db, names, [f.to_python(values[f.attname]) for f in fields])
        )
    for model, own in rows.items():
        own.sort(key=lambda row: [getattr(row, name) for name in _order(model)])
    return rows


def _order(model) -> list[str]:
    return [model._meta.get_field(name).attname if name != "pk" else "pk" for name in model._meta.ordering]


def _hang_on_parents(rows, model, row_class) -> None:
    """A goal under its focus area, a step under its activity, a term under its step."""
    for field in model._meta.concrete_fields:
        if not (field.is_relation and issubclass(field.related_model, row_class)):
            continue
        children = defaultdict(list)
        parents = {parent.pk: parent for parent in rows[field.related_model]}
        for row in rows[model]:
            parent = parents[getattr(row, field.attname)]
            setattr(row, field.name, parent)
            children[parent.pk].append(row)
        for parent in parents.values():
            remember(parent, field.remote_field.get_accessor_name(), children[parent.pk])


def remember(owner, accessor: str, rows: list) -> None:
    """What Django's own prefetch leaves behind."""
    queryset = getattr(owner, accessor).get_queryset()
    queryset._result_cache = rows
    queryset._prefetch_done = True
    if not hasattr(owner, "_prefetched_objects_cache"):
        owner._prefetched_objects_cache = {}
    owner._prefetched_objects_cache[accessor] = queryset
