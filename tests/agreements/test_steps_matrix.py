"""Steps × states × roles: what the table of steps does not name does not happen."""

import pytest
from django.urls import reverse

from agreements import actions
from agreements.access import steps_for
from agreements.addresses import SLUGS, STEPS_BY_SLUG, step_path
from agreements.forms.steps import FORMS
from agreements.guards import CONDITIONS, GUARDS
from agreements.lifecycle import COMPLETIONS, LOGGED_STEPS, TRANSITIONS, State
from agreements.models import VersionStepLog
from agreements.notices import ALSO_TOLD
from agreements.turns import TURNS
from tests.agreements.taking_steps import REASON, SENT, complete_adoption, take, version_in
from tests.factories import UnitFactory, UserFactory
from tests.world import people_of

pytestmark = pytest.mark.django_db
TABLE = TRANSITIONS | COMPLETIONS
ACTIONS = {
    **{name: lambda version, name=name: take(name, version) for name in SENT},
    "take_over": lambda version: actions.take_over(version, by=UserFactory(), reason=REASON),
    "complete_adoption": complete_adoption,
}
# Where a step leads by a shortcut: the opinion was given before the Agency agreed, nobody has signed yet.
TARGETS = {"sign_unit": None, "sign_asz": None}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", sorted(TABLE))
def test_step_is_open_exactly_where_the_table_says(name, state):
    step = TABLE[name]
    version = version_in(state)

    if state in step.sources:
        ACTIONS[name](version)
        version.refresh_from_db()
        assert version.state == (TARGETS.get(name, step.target) or state)
        assert VersionStepLog.objects.get().label in LOGGED_STEPS.values()
    else:
        with pytest.raises(actions.StepNotOpen, match="Tento krok teď nelze udělat"):
            ACTIONS[name](version)
        version.refresh_from_db()
        assert version.state == state
        assert not VersionStepLog.objects.exists()


NEED_A_REASON = sorted(name for name in SENT if TABLE[name].needs_reason)


@pytest.mark.parametrize("name", NEED_A_REASON)
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_step_that_needs_a_reason_does_not_happen_without_one(name, reason):
    version = version_in(sorted(TABLE[name].sources)[0])

    with pytest.raises(actions.StepNotOpen, match="důvod"):
        take(name, version, reason=reason)


def test_tables_know_the_same_steps():
    own_pages = {"take_over", "complete_adoption"}
    assert set(SLUGS) | own_pages == set(TABLE)
    assert set(FORMS) == set(actions.ACTIONS) == set(SLUGS)
    assert len(STEPS_BY_SLUG) == len(SLUGS)
    assert set(TURNS) == set(State)
    assert {name for step in TABLE.values() for name in step.guards} == set(GUARDS)
    assert {step.shortcut.condition for step in TABLE.values() if step.shortcut} == set(CONDITIONS)
    assert set(TABLE) - {"complete_adoption"} <= set(LOGGED_STEPS)
    assert set(ALSO_TOLD) <= set(LOGGED_STEPS)


# --- Who ---------------------------------------------------------------------------------------------------

EDITORS = {"manager", "deputy"}
SUBMITTERS = EDITORS | {"representative"}
ASZ = {"consultant", "regional_head", "director"}
MAY = {
    "submit_for_review": EDITORS,
    "withdraw": EDITORS,
    "return_for_rework": ASZ,
    "agree": ASZ,
    "discuss": EDITORS,
    "note_opinion": EDITORS,
    "submit_to_council": SUBMITTERS,
    "approve": EDITORS,
    "reject": EDITORS,
    "rework": EDITORS,
    "sign_unit": SUBMITTERS,
    "sign_asz": ASZ,
    "take_over": EDITORS,
    "terminate": ASZ,
    "discard": EDITORS,
    "complete_adoption": EDITORS | ASZ,
}
STRANGERS = {"other_manager", "other_consultant", "site_admin"}


def people(version):
    """All of the world's people, and a regional head of another region and a director who has left."""
    other = UnitFactory()
    others = {
        "head_elsewhere": UserFactory(agency_role="REGIONAL_HEAD", region=other.region),
        "former_director": UserFactory(agency_role="DIRECTOR", is_active=False),
    }
    return {**people_of(version.agreement.unit, other), **others}


@pytest.mark.parametrize("name", sorted(TABLE))
def test_step_is_taken_by_exactly_these_people(name):
    version = version_in(State.IN_FORCE if name == "complete_adoption" else sorted(TABLE[name].sources)[0])

    assert {who for who, user in people(version).items() if name in steps_for(user, version)} == MAY[name]


@pytest.mark.parametrize("name", sorted(SLUGS))
def test_page_of_the_step_asks_the_same(client, name):
    version = version_in(sorted(TABLE[name].sources)[0])
    url = step_path(name, version.pk)

    for who, user in people(version).items():
        if not user.is_active:
            continue
        client.force_login(user)
        expected = 200 if who in MAY[name] else 404 if who in {*STRANGERS, "head_elsewhere"} else 403
        assert client.get(url).status_code == expected, who
        if expected != 200:
            assert client.post(url, {}).status_code == expected, who


@pytest.mark.parametrize("name", sorted(SLUGS))
def test_page_of_a_closed_step_is_a_message(client, name):
    version = version_in(sorted(set(State) - TABLE[name].sources)[0])
    client.force_login(people(version)[sorted(MAY[name])[0]])

    response = client.post(step_path(name, version.pk), follow=True)

    assert response.redirect_chain == [(reverse("agreements:version", args=[version.pk]), 302)]
    assert "Tento krok teď nelze udělat" in response.content.decode()
    assert not VersionStepLog.objects.exists()


def test_unknown_step_is_not_found(client):
    version = version_in(State.DRAFT)
    client.force_login(people(version)["manager"])

    assert client.get(reverse("agreements:step", args=[version.pk, "smazat"])).status_code == 404
