"""Documents a partnership works by: added once, corrected, replaced by a newer one."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partnerships.models import PartnershipDocument
from partnerships.vocabulary import DocumentKind, QuorumRule
from tests.factories import (
    PartnershipDocumentFactory,
    PersonFactory,
    SeatFactory,
    UnitFactory,
    member,
)
from tests.planning.browsing import PDF

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


def send(client, page, pk, **data):
    return client.post(reverse(f"partnerships:{page}", args=[pk]), data)


def person_of(unit, **fields):
    person = PersonFactory(**fields)
    person.units.add(unit)
    return person


def rules_form(**fields):
    return {"kind": "RULES", "title": "", "quorum": "HALF", **fields}


def pdf():
    return SimpleUploadedFile("jednaci-rad.pdf", PDF, "application/pdf")


def test_rules_come_with_a_file_that_both_units_may_read(client, manager, partnership, unit):
    second = UnitFactory()
    partnership.units.add(second)
    key = uuid.uuid4()
    for _ in range(2):
        sent = rules_form(valid_from="1.3.2024", upload=pdf(), form_key=key)
        response = send(client, "rule_add", partnership.pk, **sent)
        assert response.status_code == 302, response.context["form"].errors
    rules = PartnershipDocument.objects.get()
    client.force_login(member(second))

    answer = client.get(reverse("partnerships:document", args=[rules.document_id]))

    assert (rules.title, rules.quorum, rules.valid_from) == ("Jednací řád", QuorumRule.HALF, DAY)
    assert b"".join(answer.streaming_content) == PDF
    assert partnership.documents.count() == 1


def test_file_that_is_none_is_refused(client, manager, partnership):
    upload = SimpleUploadedFile("statut.pdf", b"#!/bin/sh")

    response = send(client, "rule_add", partnership.pk, **rules_form(upload=upload))

    assert "upload" in response.context["form"].errors
    assert not PartnershipDocument.objects.exists()


@pytest.mark.parametrize("count", ["", "0", "-1"])
def test_set_count_must_be_a_count(client, manager, partnership, count):
    response = send(client, "rule_add", partnership.pk, **rules_form(quorum="COUNT", quorum_count=count))

    assert set(response.context["form"].errors) == {"quorum_count"}


def test_rules_are_corrected_and_a_rule_without_a_count_keeps_none(client, manager, partnership):
    rules = PartnershipDocumentFactory(partnership=partnership, quorum="COUNT", quorum_count=9)
    sent = rules_form(title="Statut LP", kind="STATUTE", quorum="THIRD", quorum_count="9", upload=pdf())

    send(client, "rule_edit", rules.pk, **sent)

    rules.refresh_from_db()
    assert (rules.title, rules.kind, rules.quorum, rules.quorum_count) == (
        "Statut LP",
        DocumentKind.STATUTE,
        QuorumRule.THIRD,
        None,
    )
    assert rules.document.original_name == "jednaci-rad.pdf"


def test_newer_rules_end_the_former_the_day_before(client, manager, partnership):
    former = PartnershipDocumentFactory(partnership=partnership, valid_from=date(2020, 1, 1))
    key = uuid.uuid4()

    for _ in range(2):
        sent = rules_form(title="Nový řád", valid_from="1.3.2024", form_key=key)
        assert send(client, "rule_replace", former.pk, **sent).status_code == 302

    former.refresh_from_db()
    assert former.valid_to == date(2024, 2, 29)
    assert partnership.rules.exclude(pk=former.pk).get().title == "Nový řád"


def test_newer_rules_must_begin_later(client, manager, partnership):
    former = PartnershipDocumentFactory(partnership=partnership, valid_from=DAY)

    same_day = send(client, "rule_replace", former.pk, **rules_form(valid_from="1.3.2024"))
    no_day = send(client, "rule_replace", former.pk, **rules_form(valid_from=""))

    assert "Nový musí začít platit později." in same_day.context["form"].non_field_errors()[0]
    assert "valid_from" in no_day.context["form"].errors
    former.refresh_from_db()
    assert former.valid_to is None


def test_list_of_documents_says_which_apply(client, manager, partnership):
    past = PartnershipDocumentFactory(partnership=partnership, valid_to=date(2020, 1, 1))
    now = PartnershipDocumentFactory(partnership=partnership)
    coming = PartnershipDocumentFactory(partnership=partnership, valid_from=date(2090, 1, 1))
    SeatFactory(partnership=partnership, holder=PersonFactory())

    page = client.get(reverse("partnerships:rule_list", args=[partnership.pk]))

    assert [page.context[name] for name in ("current", "coming", "former")] == [[now], [coming], [past]]
    assert "aspoň 1" in page.content.decode()
