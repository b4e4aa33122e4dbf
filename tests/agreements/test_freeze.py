"""The database refuses every change of a version that is not being written, whoever asks for it."""

from contextlib import contextmanager
from datetime import date
from string import Template

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from agreements import actions
from agreements.lifecycle import EDITABLE, OF_SYSTEM, TRANSITIONS, State, targets
from agreements.models import AgreementVersion
from agreements.models.freezing import FrozenRow
from agreements.models.version import VersionRow
from agreements.queries import revision_of
from agreements.versioning.clone import row_models
from agreements.vocabulary import Origin, Section, Side
from tests import factories
from tests.factories import (
    ApprovalFactory,
    SignatureFactory,
    UserFactory,
    VersionFactory,
    put_in_force,
    put_in_state,
)

pytestmark = pytest.mark.django_db
ROWS = sorted(row_models(AgreementVersion, VersionRow), key=lambda model: model.__name__)
TABLES = [AgreementVersion, *ROWS]
TABLE = AgreementVersion._meta.db_table
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, factories.VersionRowFactory) and factory._meta.model
}
FROZEN = sorted(set(State) - EDITABLE)
STEPS = sorted(
    (source, target)
    for step in (TRANSITIONS | OF_SYSTEM).values()
    for source in step.sources
    for target in targets(step)
)


@contextmanager
def refused(why="nelze měnit"):
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        yield


def sql(text: str, *parameters, **names) -> int:
    """How many rows it met; `names` of tables and columns are those of our own models."""
    with connection.cursor() as cursor:
        cursor.execute(Template(text).substitute(names), parameters)
        return cursor.rowcount


UPDATE = "UPDATE $table SET $column = %s WHERE id = %s"
INSERT = "INSERT INTO $table ($columns) SELECT $values FROM $table WHERE id = %s"
DELETE = "DELETE FROM $table WHERE id = %s"


# --- Every table, in every state --------------------------------------------------------------------------


def test_tree_has_all_its_tables():
    """Rows that hang on a version are of the tree or, with a reason, beside it: tests/agreements/test_clone.py."""
    assert set(ROWS) == set(FACTORIES)
    assert [model for model in apps.get_models() if issubclass(model, VersionRow) and model not in ROWS] == []


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_table_of_the_tree_has_its_trigger(model):
    name = "frozen_row" if model in ROWS else "frozen_version"
    count = "SELECT 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s AND tgenabled = 'O'"
    assert sql(count, model._meta.db_table, f"pgtrigger_{name}_%") == 1
    assert model not in ROWS or any(isinstance(trigger, FrozenRow) for trigger in model._meta.triggers)


@pytest.mark.parametrize("state", FROZEN)
@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_rows_are_refused_by_the_database(model, state):
    row, loose = FACTORIES[model](), FACTORIES[model]()
    put_in_state(row.version, state)
    table = model._meta.db_table

    with refused():
        sql(UPDATE, 99, row.pk, table=table, column="position")
    with refused():
        sql(DELETE, row.pk, table=table)
    with refused():
        sql(INSERT, row.pk, **once_more(model))
    # a row of a draft may not be moved into the version, nor one of it out
    with refused():
        sql(UPDATE, row.version_id, loose.pk, table=table, column="version_id")
    with refused():
        sql(UPDATE, loose.version_id, row.pk, table=table, column="version_id")


def once_more(model) -> dict[str, str]:
    """The same row under a key and, where there may be but one, a role of its own."""
    changed = {"key": "gen_random_uuid()", "role": "'CONSULTANT'"}
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    return {
        "table": model._meta.db_table,
        "columns": ", ".join(f'"{column}"' for column in columns),
        "values": ", ".join(changed.get(column, f'"{column}"') for column in columns),
    }


@pytest.mark.parametrize("state", sorted(EDITABLE))
@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_rows_of_what_is_being_written_are_free(model, state):
    row = FACTORIES[model]()
    put_in_state(row.version, state)
    table = model._meta.db_table

    assert sql(INSERT, row.pk, **once_more(model)) == 1
    assert sql(UPDATE, 99, row.pk, table=table, column="position") == 1
    assert sql(DELETE, row.pk, table=table) == 1


# --- The version itself -----------------------------------------------------------------------------------

BESIDE_CONTENT = {"id", "state", "in_effect"}
CONTENT = [
    field
    for field in AgreementVersion._meta.concrete_fields
    if field.name not in BESIDE_CONTENT and not field.is_relation
]
OTHER = {
    "CharField": "x",
    "TextField": "x",
    "BooleanField": True,
    "DateField": date(2031, 1, 1),
    "PositiveSmallIntegerField": 2031,
}


@pytest.mark.parametrize("state", FROZEN)
def test_content_is_refused_column_by_column(state):
    version = put_in_state(VersionFactory(), state)

    others = {field.column: OTHER[field.get_internal_type()] for field in CONTENT}
    others |= {
        "agreement_id": factories.AgreementFactory().pk,
        "template_id": factories.TemplateFactory().pk,
        "project_id": factories.ProjectFactory().pk,
    }

    assert len(others) == len(AgreementVersion._meta.concrete_fields) - len(BESIDE_CONTENT)
    for column, other in others.items():
        with refused():
            sql(UPDATE, other, version.pk, table=TABLE, column=column)


@pytest.mark.parametrize("state", FROZEN)
def test_version_is_neither_deleted_nor_born_so(state):
    version = put_in_state(VersionFactory(), state)

    with refused():
        sql(DELETE, version.pk, table=TABLE)
    with refused():
        VersionFactory(state=state)


@pytest.mark.parametrize("source", State)
def test_state_goes_only_where_the_table_of_steps_leads(source):
    """What was agreed on paper, so that no approval or signature is asked for."""
    version = put_in_state(VersionFactory(origin=Origin.PAPER), source)
    reached, refusals = set(), set()
    for target in set(State) - {source}:
        try:
            with transaction.atomic():
                sql(UPDATE, target, version.pk, table=TABLE, column="state")
        except IntegrityError as error:
            refusals.add(error.__cause__.diag.message_primary)
        else:
            reached.add((source, target))
        put_in_state(version, source)

    assert refusals == {"Tento krok životní cyklus nezná."}
    assert reached == {step for step in STEPS if step[0] == source}


@pytest.mark.parametrize("missing", ["approval", "number", "unit_signature", "asz_signature", None])
def test_what_was_agreed_here_is_in_force_only_with_approval_and_both_signatures(missing):
    version = VersionFactory()
    put_in_state(version, State.APPROVED)
    if missing != "approval":
        ApprovalFactory(
            version=version,
            decided_on=date(2024, 1, 1),
            resolution_number="" if missing == "number" else "1/24",
        )
    for side in Side:
        if missing != f"{side.lower()}_signature":
            SignatureFactory(version=version, side=side, signed_on=date(2024, 1, 2))

    step = {"table": TABLE, "column": "state"}
    if missing is None:
        assert sql(UPDATE, State.IN_FORCE, version.pk, **step) == 1
    else:
        with refused("Chybí"):
            sql(UPDATE, State.IN_FORCE, version.pk, **step)


def test_completion_of_adoption_passes_in_force():
    version = put_in_force(VersionFactory(stated_years=5))
    approval = {"decided_on": date(2022, 4, 19), "resolution_number": "1/22", "body_text": ""}

    actions.complete_adoption(
        version,
        by=UserFactory(),
        reason="Doplněno ze spisu.",
        revision=revision_of(version, Section.APPROVAL),
        parts={"approval_unit": approval},
    )

    version.refresh_from_db()
    assert (version.state, version.in_effect.lower) == (State.IN_FORCE, date(2022, 4, 19))
