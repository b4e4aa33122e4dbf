"""What the other tests of isolation look with: it sees what it should, so that its silence says something."""

import pytest
from django.urls import reverse

from tests.isolation import tripwire
from tests.isolation.conftest import rolled_back
from tests.isolation.foreign import (
    FOREIGN_IDS,
    free_texts,
    is_of_a_unit,
    own_models,
    rows_of,
    unguarded,
)
from tests.pages import PAGES

OF_ITS_PEOPLE = sorted(
    name
    for name, page in PAGES.items()
    if page.get and "manager" in page.get.allowed and "anonymous" not in page.get.allowed
)
ASKING = {"reporting:search_suggestions": "?q=kanarek"}  # nothing is said unless something is asked
OF_A_UNIT = [model for model in own_models() if is_of_a_unit(model)]


@pytest.mark.parametrize("model", OF_A_UNIT, ids=lambda model: model._meta.label)
def test_foreign_unit_has_a_row(site, model):
    assert site.foreign.pks[model], "give the model a factory, or a part of tests/world.py"


@pytest.mark.parametrize("model", OF_A_UNIT, ids=lambda model: model._meta.label)
def test_every_text_of_the_foreign_unit_is_a_canary(site, model):
    for field in free_texts(model):
        texts = rows_of(model).values_list(field.name, flat=True)
        assert any("kanarek" in text.lower() for text in texts), (
            f"{field.name}: add the state to add_rare_states"
        )


def test_report_of_the_foreign_unit_is_collected_from_canaries(site):
    report = site.foreign.world.report
    report.refresh_from_db()
    assert str(report.snapshot).lower().count("kanarek") > 20


@pytest.mark.parametrize("name", OF_ITS_PEOPLE)
def test_canary_sings_to_its_own_people(site, client, name):
    """Else a page that shows nothing to anybody would pass for one that keeps a secret."""
    page, world = PAGES[name], site.foreign.world
    client.force_login(world.people["manager"])

    with rolled_back():
        response = client.get(reverse(name, args=page.args(world)) + ASKING.get(name, ""))
        body = response.getvalue() if response.streaming else response.content

    assert response.status_code == 200
    assert site.foreign.leaks(body)


def test_write_to_a_foreign_row_is_heard(site):
    """Of every table, also when it is rolled back."""
    with unguarded(), rolled_back():
        for model in OF_A_UNIT:
            field = next(field for field in model._meta.concrete_fields if not field.primary_key)
            row = rows_of(model).values("pk", field.name).first()
            with tripwire.watched() as writes:
                model._base_manager.filter(pk=row["pk"]).update(**{field.name: row[field.name]})
            assert tripwire.touching(writes, FOREIGN_IDS), model._meta.label
