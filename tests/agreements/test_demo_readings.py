"""The demo's agreements were read by a person; the reader reads the same in their deadline cells, column by column."""

from dataclasses import fields

import pytest

from agreements.models import AgreementVersion
from agreements.reading import ReadTerm, read_cell
from tests.agreements.papers import TOWNS, build_paper

pytestmark = pytest.mark.django_db
COLUMNS = [field.name for field in fields(ReadTerm) if field.name != "unread"]


def values(term) -> dict:
    """Of a stored term and of a read one alike."""
    found = {column: getattr(term, column) for column in COLUMNS}
    return {**found, "required_roles": list(found["required_roles"])}


@pytest.mark.parametrize("town", sorted(TOWNS))
def test_every_cell_of_the_demo_is_read_as_it_is_stored(town):
    version = AgreementVersion.objects.with_tree().get(pk=build_paper(town).pk)
    steps = [(activity, step) for activity in version.activities.all() for step in activity.steps.all()]

    read = {}
    stored = {}
    for activity, step in steps:
        terms = list(step.terms.all())
        cell = "\n".join(term.raw_text for term in terms)
        reading = read_cell(cell, activity=activity.name, specification=step.specification)
        read[step.specification] = [(values(term), term.unread) for term in reading.terms]
        stored[step.specification] = [(values(term), ()) for term in terms]

    assert len(stored) == len(steps) > 4
    assert read == stored
