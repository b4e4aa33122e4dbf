"""How many rows each of the three documents has, counted by hand in the documents."""

import pytest

from agreements.models import AgreementVersion
from agreements.vocabulary import Side
from tests.agreements.papers import build_paper

pytestmark = pytest.mark.django_db

ROWS = {
    #                        Chomutov, Česká Kamenice, Jihlava
    "activities": (6, 4, 6),
    "activity_steps": (10, 5, 6),
    "expected_outputs": (17, 10, 15),
    "responsibilities": (24, 14, 23),
    "schedule_terms": (13, 8, 10),
    "role_assignments": (3, 3, 2),
    "focus_areas": (6, 7, 5),
    "focus_goals": (0, 8, 0),
    "stated_groups": (2, 3, 3),
    "stated_seats": (8, 4, 20),
    "stated_matters": (7, 7, 0),
    "legacy_strategies": (3, 0, 0),
    "linked_strategies": (4, 1, 5),
    "planned_measures": (5, 8, 4),
    "approvals": (1, 1, 0),
    "signatures": (2, 2, 2),
}
UNIT_RESPONSIBILITIES = (12, 7, 11)


@pytest.mark.parametrize(("column", "town"), [(0, "chomutov"), (1, "kamenice"), (2, "jihlava")])
def test_every_row_of_the_document_is_there(column, town):
    version = AgreementVersion.objects.with_tree().get(pk=build_paper(town).pk)

    found = {relation: len(getattr(version, relation).all()) for relation in ROWS}

    assert found == {relation: numbers[column] for relation, numbers in ROWS.items()}
    ours = [row for row in version.responsibilities.all() if row.side == Side.UNIT]
    assert len(ours) == UNIT_RESPONSIBILITIES[column]


@pytest.mark.parametrize("town", ["chomutov", "kamenice", "jihlava"])
def test_page_costs_the_same_for_each_document(client, town, django_assert_num_queries):
    version = build_paper(town)
    client.force_login(version.agreement.unit.memberships.get(role="READER").user)

    # session, user, version, tree, live partnership, role holdings, other agreements, the discussion, the
    # header's units, other versions
    with django_assert_num_queries(10):
        client.get(f"/popisy/{version.agreement.pk}/")
