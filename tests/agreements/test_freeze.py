"""The database refuses every change of a version in force, whoever asks for it."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from agreements.models import AgreementVersion
from agreements.models.freezing import FrozenRow
from agreements.models.version import VersionRow
from tests import factories
from tests.factories import VersionFactory, put_in_force

pytestmark = pytest.mark.django_db


def all_rows(base=VersionRow) -> list[type]:
    found = []
    for model in base.__subclasses__():
        found += [model] if not model._meta.abstract else all_rows(model)
    return found


ROWS = sorted(all_rows(), key=lambda model: model.__name__)
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and issubclass(factory, factories.VersionRowFactory) and factory._meta.model
}


@contextmanager
def refused(why="nelze měnit"):
    with pytest.raises(IntegrityError, match=why), transaction.atomic():
        yield


def test_tree_has_all_its_tables():
    assert len(ROWS) == 14
    assert set(ROWS) == set(FACTORIES)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_every_table_of_the_tree_has_its_trigger(model):
    assert any(isinstance(trigger, FrozenRow) for trigger in model._meta.triggers)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [model._meta.db_table, "pgtrigger_frozen_row_%"],
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_rows_of_a_version_in_force_are_refused(model):
    row, loose = FACTORIES[model](), FACTORIES[model]()
    put_in_force(row.version)
    of_frozen, of_draft = model.objects.filter(pk=row.pk), model.objects.filter(pk=loose.pk)

    with refused():
        of_frozen.update(position=99)
    with refused():
        of_frozen.delete()
    # a row of a draft may not be moved into the version in force, nor one of it out
    with refused():
        of_draft.update(version=row.version)
    with refused():
        of_frozen.update(version=loose.version)
    with refused():
        FACTORIES[model](version=row.version)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_rows_of_a_draft_are_free(model):
    row = FACTORIES[model]()

    model.objects.filter(pk=row.pk).update(position=99)

    assert model.objects.get(pk=row.pk).position == 99


CONTENT = [
    field.name
    for field in AgreementVersion._meta.concrete_fields
    if field.name != "state" and field.get_internal_type() in {"CharField", "TextField"}
]


@pytest.mark.parametrize("name", CONTENT)
def test_content_of_a_version_in_force_is_refused(name):
    version = put_in_force(VersionFactory())

    with refused():
        AgreementVersion.objects.filter(pk=version.pk).update(**{name: "x"})


def test_version_in_force_is_neither_deleted_nor_made_a_draft_again():
    version = AgreementVersion.objects.filter(pk=put_in_force(VersionFactory()).pk)

    with refused():
        version.delete()
    with refused("životní cyklus"):
        version.update(state="DRAFT")


def test_version_is_not_born_in_force():
    with refused():
        VersionFactory(state="IN_FORCE")
