"""The demo command: three municipalities, nothing twice, an older demo completed."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from agreements import actions
from agreements.models import Agreement, AgreementTemplate, AgreementVersion
from agreements.vocabulary import AgreementKind
from partnerships.models import Membership, Person, Region, TerritorialUnit, User
from partnerships.vocabulary import AgencyRole, UnitRole
from reporting.demo.municipalities import write_chomutov
from reporting.demo.parties import CHOMUTOV_ACCOUNTS, PASSWORD, UNITS
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def run_demo() -> str:
    printed = StringIO()
    with override_settings(DEBUG=True):
        call_command("demo", stdout=printed)
    return printed.getvalue()


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker):
    """Loaded once; the tests only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        yield run_demo()
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_three_units_have_their_agreement_in_force(printed):
    in_force = AgreementVersion.objects.in_force().order_by("agreement__unit__name_sort")

    assert list(in_force.values_list("agreement__unit__name", "template__code")) == [
        ("Česká Kamenice", "5"),
        ("Chomutov", "5"),
        ("Jihlava", "6"),
    ]


def test_head_of_the_regional_office_is_one_person(printed):
    person = Person.objects.get(last_name="Kratochvil")

    assert (person.user.email, person.units.count()) == ("vedouci@asz.example", 2)


def test_second_run_changes_nothing(printed):
    before = rows()

    again = run_demo()

    assert (again, rows()) == (printed, before)
    assert before["partnerships.TerritorialUnit"] == 3


def test_logins_are_grouped_by_unit(printed):
    _, *groups = printed.strip().split("\n\n")

    assert [group.splitlines()[0] for group in groups] == [
        "Chomutov",
        "Česká Kamenice",
        "Jihlava",
        "Agentura a správa aplikace",
    ]
    emails = [re.findall(r"\S+@\S+\.example", group) for group in groups]
    assert [len(group) for group in emails] == [5, 4, 4, 5]
    assert {email for group in emails for email in group} == set(User.objects.values_list("email", flat=True))


def test_every_account_has_the_printed_password(printed):
    assert PASSWORD in printed
    hashes = set(User.objects.values_list("password", flat=True))
    assert [check_password(PASSWORD, one) for one in hashes] == [True]


@pytest.mark.parametrize(
    ("email", "towns"),
    [
        ("konzultant@asz.example", {"Chomutov", "Česká Kamenice"}),
        ("konzultant-vysocina@asz.example", {"Jihlava"}),
        ("vedouci@asz.example", {"Chomutov", "Česká Kamenice"}),
        ("vedouci-vysocina@asz.example", {"Jihlava"}),
        ("manazer@ceskakamenice.example", {"Česká Kamenice"}),
        ("manazer@jihlava.example", {"Jihlava"}),
        ("spravce@popis.example", set()),
    ],
)
def test_everybody_sees_only_their_own_towns(printed, email, towns):
    user = User.objects.get(email=email)

    assert set(TerritorialUnit.objects.visible_to(user).values_list("name", flat=True)) == towns


# --- An older demo ----------------------------------------------------------------------------------------


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
