"""Each fact of the three documents must stand on its agreement's page, in the part where the document has it."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion
from partnerships.models import User
from partnerships.vocabulary import UnitRole
from tests.agreements.facts import DOCUMENTS, FACTS, Fact
from tests.agreements.printed_form import PrintedForm, normalised


@pytest.fixture(scope="module")
def forms(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        try:
            write_demo()
        except Exception as problem:  # said once in one line, not once for each fact with its whole trace
            pytest.fail(f"ukázková data nejdou načíst: {problem!r}", pytrace=False)
        forms = {unit: PrintedForm(page_of(unit), document.ROW_NAMES) for unit, document in DOCUMENTS.items()}
        transaction.set_rollback(True)
    return forms


def write_demo() -> None:
    call_command("load_reference", verbosity=0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.DEBUG", True)
        call_command("demo")


def page_of(unit: str) -> str:
    version = AgreementVersion.objects.get(agreement__unit__name=unit, number=1)
    manager = User.objects.filter(
        memberships__unit=version.agreement.unit, memberships__role__in=[UnitRole.MANAGER, UnitRole.DEPUTY]
    ).first()
    client = Client()
    client.force_login(manager)
    return client.get(reverse("agreements:version", args=[version.pk])).content.decode()


@pytest.mark.parametrize("fact", FACTS, ids=str)
def test_the_page_of_the_agreement_says_what_the_document_says(forms, fact):
    said = forms[fact.unit].part(fact.where)

    assert holds(fact, said), said


def holds(fact: Fact, said: str) -> bool:
    if fact.rule == "is":
        return said == normalised(fact.text)
    if fact.rule == "says in order":
        first, second = (said.casefold().find(one) for one in folded(*fact.text.split(" → ")))
        return 0 <= first < second
    return (folded(fact.text)[0] in said.casefold()) is (fact.rule == "says")


def folded(*texts: str) -> list[str]:
    return [normalised(text).casefold() for text in texts]
