"""The demo command: three municipalities, nothing twice, an older demo completed."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from agreements.models import AgreementVersion
from partnerships.models import Person, TerritorialUnit, User
from reporting.demo.parties import PASSWORD

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
