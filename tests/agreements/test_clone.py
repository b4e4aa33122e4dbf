"""A clone holds all that hangs on a version, with the same keys; what stands beside it is left where it is."""

from datetime import date
from decimal import Decimal

import pghistory.models
import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from agreements.models import AgreementVersion, FocusGoal, ScheduleTerm
from agreements.models.version import VersionRow
from agreements.versioning.clone import clone_version, row_models
from agreements.vocabulary import Origin, Side
from tests import factories
from tests.factories import (
    ActivityFactory,
    AgreementFactory,
    ApprovalFactory,
    FileReferenceFactory,
    OpinionFactory,
    OutputFactory,
    ProjectFactory,
    ResponsibilityFactory,
    SectionRevisionFactory,
    SectionSnapshotFactory,
    SignatureFactory,
    StatedStartFactory,
    StepFactory,
    TermFactory,
    TerminationFactory,
    VersionFactory,
    VersionStepLogFactory,
    put_in_force,
    put_in_state,
)

pytestmark = pytest.mark.django_db
# Why a table that points to a version or to a row of one is not copied with it.
BESIDE = {
    "agreements.AgreementPrint": "the file of the version that came into force",
    "agreements.Approval": "each version is approved for itself",
    "agreements.CommentThread": "hangs on the agreement and a row's key; the version says where it was raised",
    "agreements.FileReference": "the registry gives each version numbers of its own",
    "agreements.PartnershipOpinion": "the partnership gives its opinion on each version",
    "agreements.PastedTimeline": "who wrote many activities of one version at once",
    "agreements.PrintJob": "files made of one version",
    "agreements.SectionRevision": "counts the saves of one version",
    "agreements.SectionSnapshot": "earlier texts of one version",
    "agreements.Signature": "each version is signed for itself",
    "agreements.StatedStart": "a start stated for one version",
    "agreements.Termination": "the end of the version that held",
    "agreements.VersionStepLog": "what happened to one version",
}
ROWS = row_models(AgreementVersion, VersionRow)
STANDING = {"state", "in_effect", "origin"}  # where a version stands, not what it promises


def not_cloned(candidates) -> set[str]:
    """Models that point to a version or to a row of its tree and are neither copied nor said to stand beside."""
    tree = {AgreementVersion, *ROWS}
    return {
        model._meta.label
        for model in candidates
        if any(field.related_model in tree for field in model._meta.concrete_fields)
        and not issubclass(model, pghistory.models.Event)
    } - {model._meta.label for model in ROWS}


def every_model():
    return apps.get_models(include_auto_created=True)


# --- Nothing is forgotten ---------------------------------------------------------------------------------


def test_what_hangs_on_a_version_is_cloned_or_stands_beside_it():
    assert not_cloned(every_model()) == set(BESIDE)


@pytest.mark.parametrize("target", [AgreementVersion, ScheduleTerm])
@isolate_apps("agreements")
def test_new_table_is_noticed(target):
    class Annex(models.Model):
        owner = models.ForeignKey(target, models.CASCADE)

        class Meta:
            app_label = "agreements"

    assert not_cloned([*every_model(), Annex]) - set(BESIDE) == {"agreements.Annex"}


@isolate_apps("agreements")
def test_new_relation_of_many_to_many_is_noticed():
    class Partner(models.Model):
        goals = models.ManyToManyField(FocusGoal)

        class Meta:
            app_label = "agreements"

    assert not_cloned([Partner, Partner.goals.through]) == {"agreements.Partner_goals"}


# --- What a clone holds -----------------------------------------------------------------------------------


def test_every_row_is_copied_with_its_key_and_its_place_in_the_tree():
    version = VersionFactory()
    for factory in factories.VersionRowFactory.__subclasses__():
        factory(version=version)
    put_in_force(version)

    copy = clone_version(version, number=2)

    for model in ROWS:
        originals = {row.key: row for row in model.objects.filter(version=version)}
        copies = {row.key: row for row in model.objects.filter(version=copy)}
        assert originals
        assert originals.keys() == copies.keys()
        for key, row in copies.items():
            assert contents(row) == contents(originals[key])


def contents(row) -> dict:
    """All columns; a reference into the tree by the key of what it leads to."""
    values = {}
    for field in row._meta.concrete_fields:
        if field.name in {"id", "version"}:
            continue
        value = getattr(row, field.name)
        if isinstance(value, VersionRow):
            assert value.version_id == row.version_id
            value = value.key
        values[field.name] = value
    return values


def test_every_column_of_the_version_is_copied():
    version = VersionFactory(
        **{
            field.name: made_up(field)
            for field in AgreementVersion._meta.concrete_fields
            if field.name not in {"id", "agreement", "number", "template", *STANDING}
        }
    )
    put_in_force(version)

    copy = clone_version(version, number=2)
    copy.refresh_from_db()

    for field in AgreementVersion._meta.concrete_fields:
        if field.name not in {"id", "number", *STANDING}:
            assert getattr(copy, field.name) == getattr(version, field.name), field.name
    assert (copy.number, copy.state, copy.in_effect, copy.origin) == (2, "DRAFT", None, Origin.HERE)


def made_up(field):
    """Something the column does not hold by itself."""
    if field.name == "project":
        return ProjectFactory()
    if field.choices:
        return next(value for value, _ in field.choices if value != field.default)
    by_type = {
        "BooleanField": True,
        "CharField": f"text {field.name}",
        "DateField": date(2024, 2, 29),
        "DecimalField": Decimal("1.5"),
        "PositiveSmallIntegerField": 2024,
        "TextField": f"delší text {field.name}",
    }
    return by_type[field.get_internal_type()]


def test_what_stands_beside_stays_with_its_version():
    version = VersionFactory()
    for factory in (ApprovalFactory, SignatureFactory, FileReferenceFactory):
        factory(version=version, side=Side.UNIT)
    for factory in (
        OpinionFactory,
        StatedStartFactory,
        SectionRevisionFactory,
        SectionSnapshotFactory,
        VersionStepLogFactory,
    ):
        factory(version=version)
    put_in_state(version, "TERMINATED")
    TerminationFactory(version=version)

    copy = clone_version(version, number=2)

    for label in BESIDE:
        model = apps.get_model(label)
        place = {"raised_in": copy} if label == "agreements.CommentThread" else {"version": copy}
        assert not model.objects.filter(**place).exists(), label


def test_clone_does_not_touch_what_it_was_made_from():
    version = VersionFactory(focus_text="původní")
    term = TermFactory(version=version, raw_text="4x ročně")
    put_in_force(version)

    copy = clone_version(version, number=2)
    copy.focus_text = "nový"
    copy.save()
    ScheduleTerm.objects.filter(version=copy).update(raw_text="6x ročně")

    version.refresh_from_db()
    term.refresh_from_db()
    assert (version.focus_text, version.state, term.raw_text) == ("původní", "IN_FORCE", "4x ročně")


def test_clone_of_a_draft_into_another_agreement():
    version = VersionFactory(focus_text="text", stated_years=5)
    other = AgreementFactory(unit=version.agreement.unit)

    copy = clone_version(version, number=1, agreement=other, left_out={"stated_years"})

    assert (copy.agreement, copy.focus_text, copy.stated_years) == (other, "text", None)


# --- The price --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [1, 60])
def test_clone_costs_the_same_for_any_number_of_steps(steps, django_assert_num_queries):
    version = VersionFactory()
    activity = ActivityFactory(version=version)
    for _ in range(steps):
        step = StepFactory(version=version, activity=activity)
        for factory in (OutputFactory, ResponsibilityFactory, TermFactory):
            factory(version=version, step=step)

    # the version, then of each of 14 tables what is there; five of them hold rows to write
    with django_assert_num_queries(1 + 14 + 5):
        copy = clone_version(version, number=2)

    assert copy.schedule_terms.count() == steps
