"""The demo command on an older demo: it gets what it lacks, and what somebody has worked on stays."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from agreements import actions
from agreements.models import Agreement, AgreementTemplate, AgreementVersion
from agreements.vocabulary import AgreementKind
from partnerships.models import Membership, Region, TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, UnitRole
from reporting.demo.municipalities import write_chomutov
from reporting.demo.parties import CHOMUTOV_ACCOUNTS, UNITS
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@override_settings(DEBUG=True)
def run_demo() -> None:
    call_command("demo", stdout=StringIO())


def older_demo() -> AgreementVersion:
    """What the first version of the demo wrote: Chomutov whole, of Jihlava an empty draft."""
    call_command("load_reference", verbosity=0)
    users = {}
    for key, account in CHOMUTOV_ACCOUNTS.items():
        users[key] = UserFactory(email=account.email, name=account.name, agency_role=account.agency_role)
    region = {row.code: row for row in Region.objects.all()}
    users["regional_head"] = UserFactory(
        email="vedouci@asz.example", agency_role=AgencyRole.REGIONAL_HEAD, region=region["CZ042"]
    )
    manager = UserFactory(email="manazer@jihlava.example")
    units = {
        key: TerritorialUnit.objects.create(**{**UNITS[key], "region": region[UNITS[key]["region"]]})
        for key in ("chomutov", "jihlava")
    }
    for key, account in CHOMUTOV_ACCOUNTS.items():
        Membership.objects.create(user=users[key], unit=units["chomutov"], role=account.unit_role)
    Membership.objects.create(user=manager, unit=units["jihlava"], role=UnitRole.MANAGER)
    write_chomutov(units["chomutov"], users)
    return actions.create_agreement(
        units["jihlava"],
        by=manager,
        kind=AgreementKind.SOCIAL_INCLUSION,
        template=AgreementTemplate.objects.get(code="6"),
    )


def test_older_demo_gets_what_it_lacks():
    draft = older_demo()
    chomutov = Agreement.objects.get(unit__name="Chomutov")
    events = chomutov.unit.events.count()

    run_demo()

    draft.refresh_from_db()
    assert (draft.state, draft.activities.count()) == ("IN_FORCE", 6)
    assert draft.memorandum_text.endswith("2.11.2021.")
    assert Agreement.objects.count() == 3
    assert (chomutov.unit.events.count(), chomutov.versions.count()) == (events, 1)
    roles = draft.agreement.unit.memberships.filter(user__email="manazer@jihlava.example")
    assert list(roles.values_list("role", flat=True)) == [UnitRole.MANAGER]


def test_draft_that_somebody_works_on_is_left_alone():
    draft = older_demo()
    actions.save_validity(
        draft, by=User.objects.get(email="manazer@jihlava.example"), revision=0, validity_text="2 roky"
    )

    run_demo()

    draft.refresh_from_db()
    assert (draft.state, draft.activities.count(), draft.validity_text) == ("DRAFT", 0, "2 roky")
    assert Agreement.objects.filter(unit__name="Česká Kamenice").exists()
