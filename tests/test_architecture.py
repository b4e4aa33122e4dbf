"""What the plan says about the shape of the code, checked."""

import ast
import importlib.metadata
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from packaging.version import Version

from tests import factories

REPO = Path(__file__).resolve().parent.parent
APPS = ["partnerships", "agreements", "planning", "reporting"]  # a later one may point at an earlier one
MODELS = [
    model
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "pgh_tracked_model")
]
# Vocabularies that everybody may read, and rows reached only through the row they belong to.
EVERYBODYS = {
    "Region",
    "ThematicArea",
    "AgreementTemplate",
    "SupportingProject",
    "User",
    "VersionStepLog",
    "ReportStepLog",
    "PublicText",
}
# Content is reached through the first, the pages of the administration go through the second.
BY_PERSON = ("visible_to", "administered_by")
BY_SECRET = {("Invitation", "opened_by")}  # by a link that was mailed; nobody is signed in yet
# The lowest version without a known hole; a lower one installed is a failed build.
FLOORS = {
    "django": "5.2.19",
    "weasyprint": "70.0",
    "django-allauth": "65.19.4",
    "celery": "5.7.0",
    "kombu": "5.7.0",
    "lxml": "6.1.0",
    "pillow": "12.3.0",
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    for field in model._meta.get_fields():
        target = getattr(getattr(field, "remote_field", None), "model", None)
        if not field.concrete or target is None or target._meta.app_label not in APPS:
            continue
        assert APPS.index(target._meta.app_label) <= APPS.index(model._meta.app_label), (
            f"{model._meta.label}.{field.name} points up at {target._meta.label}"
        )


@pytest.mark.django_db
def test_migrations_are_up_to_date():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_says_what_it_is(model):
    assert model.__str__ is not models.Model.__str__, "a page or a log would show „Object (1)“"
    assert str(model._meta.verbose_name) != model._meta.model_name, "Czech name missing"


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_has_a_factory_that_makes_a_valid_row(model):
    made = [
        factory
        for factory in vars(factories).values()
        if isinstance(factory, type)
        and issubclass(factory, factories.Factory)
        and factory._meta.model is model
    ]
    assert len(made) == 1
    row = made[0]()
    row.refresh_from_db()
    row.full_clean()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_rows_are_fetched_by_who_may_see_them(model):
    if model.__name__ in EVERYBODYS:
        assert not hasattr(model._default_manager, "visible_to")
    else:
        assert any(callable(getattr(model._default_manager, name, None)) for name in BY_PERSON)


def view_modules():
    for app in APPS:
        for path in sorted((REPO / app).rglob("*.py")):
            if {"migrations", "models", "management", "demo"} & set(path.parts):
                continue
            tree = ast.parse(path.read_text())
            if path.name == "views.py" or "views" in path.parts:
                yield path.relative_to(REPO), tree


def rows_reached(tree) -> list[tuple[str, str, int]]:
    """(model, method, line) of every Model.objects.method in the module."""
    return [
        (node.value.value.id, node.attr, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "objects"
        and isinstance(node.value.value, ast.Name)
    ]


def test_views_reach_rows_only_by_who_asks():
    seen = 0
    for path, tree in view_modules():
        for model, method, line in rows_reached(tree):
            seen += 1
            allowed = method in BY_PERSON or model in EVERYBODYS - {"User"} or (model, method) in BY_SECRET
            assert allowed, f"{path}:{line} {model}.objects.{method}"
    assert seen > 10, "the check looked at no view"


def test_included_form_gets_its_token():
    """„only“ takes the token away as well; with htmx the header carries it, so nobody would notice at once."""
    folder = REPO / "templates"
    files = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.html")}
    with_form = {name for name, text in files.items() if "{% csrf_token %}" in text}
    without_token = [
        (name, include[0])
        for name, text in files.items()
        for include in re.finditer(r'{% include "([^"]+)"([^%]*)%}', text)
        if include[1] in with_form and " only" in include[2] and "csrf_token=" not in include[2]
    ]
    assert without_token == []


def test_every_template_is_used():
    own = {
        str(path.relative_to(REPO / "templates")): path
        for path in (REPO / "templates").rglob("*")
        if path.is_file()
    }
    # those that Django, allauth and the notices of the steps look for by name
    by_name = (
        "account/",
        "agreements/mail/",  # one for each step of the life cycle, by its name
        "allauth/",
        "bootstrap5/",
        "django/",
        "mfa/",
        "registration/",
        "socialaccount/",
        "usersessions/",
    )
    errors = {f"{status}.html" for status in ("400", "403", "404", "409", "413", "429", "500", "503")}
    sources = [path.read_text() for app in [*APPS, "config"] for path in (REPO / app).rglob("*.py")]
    sources += [path.read_text() for path in own.values()]
    text = "\n".join(sources)
    unused = [
        name
        for name in own
        if f'"{name}"' not in text and not name.startswith(by_name) and name not in errors
    ]
    assert unused == []


@pytest.mark.parametrize("package", sorted(FLOORS))
def test_installed_version_has_no_known_hole(package):
    assert Version(importlib.metadata.version(package)) >= Version(FLOORS[package])


def paired_fields():
    """Every nullable „when“ with its „who“."""
    for model in MODELS:
        names = {field.name for field in model._meta.concrete_fields}
        for name in sorted(names):
            stem = name.removesuffix("_at") if name.endswith("_at") else name.removesuffix("_on")
            if stem != name and f"{stem}_by" in names and model._meta.get_field(name).null:
                yield model, name, f"{stem}_by"


@pytest.mark.parametrize(
    ("model", "when", "who"), list(paired_fields()), ids=lambda value: getattr(value, "__name__", value)
)
def test_when_and_who_stand_or_fall_together(model, when, who):
    constraints = [
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    ]
    assert any(when in text and who in text for text in constraints)
