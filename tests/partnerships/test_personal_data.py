"""Every column that may hold personal data is declared, and the public page says so."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from partnerships.directory.erasure import texts_of
from partnerships.directory.personal_data import GROUPS, NOT_PERSONAL, Erased
from partnerships.directory.scopes import SCOPES
from partnerships.models import Person

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.GenericIPAddressField)
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
]


def may_be_personal(field) -> bool:
    if field.is_relation:
        return field.related_model is Person
    return isinstance(field, TEXTS) and not field.choices and not field.generated


DECLARED: dict[str, set[str]] = {}
for group in GROUPS:
    for label, names in group.columns.items():
        DECLARED.setdefault(label, set()).update(names.split())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_column_is_declared_or_said_not_to_be_personal(model):
    """The tables of the history keep the columns of the model they follow."""
    columns = {field.name for field in model._meta.concrete_fields if may_be_personal(field)}
    declared = DECLARED.get(model._meta.label, set())
    other = set(NOT_PERSONAL.get(model._meta.label, "").split())

    assert columns - declared - other == set(), "does it say anything of a person? Then personal_data.py"
    assert declared & other == set()
    assert (declared | other) - {field.name for field in model._meta.get_fields()} == set(), "no such column"


def test_tables_name_no_unknown_model():
    labels = {model._meta.label for model in apps.get_models()}
    assert {*DECLARED, *NOT_PERSONAL, *SCOPES} - labels == set()


def test_names_are_looked_for_in_every_column_where_they_are_to_be_replaced():
    counts_and_keys = {"partnerships.ContactMerge", "pghistory.Context"}
    missing = [
        model._meta.label
        for group in GROUPS
        if group.erased is Erased.REPLACED
        for model, names in group.fields()
        if texts_of(model, names) and model._meta.label not in SCOPES
    ]
    assert set(missing) == counts_and_keys


@pytest.mark.django_db
def test_page_is_public_and_names_every_group(client):
    page = client.get(reverse("partnerships:personal_data")).content.decode()

    assert all(group.heading in page for group in GROUPS)
    assert reverse("partnerships:personal_data") in client.get(reverse("reporting:privacy")).content.decode()
