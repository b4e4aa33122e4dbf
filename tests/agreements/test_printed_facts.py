"""Each fact of the three documents must stand in the PDF and in the Word file, where the document has it."""

from datetime import date

import pytest
from django.db import transaction

from agreements.models import AgreementVersion
from agreements.paper.form import printed_document
from agreements.paper.pdf import agreement_pdf
from agreements.paper.word import agreement_docx
from tests.agreements.facts import DOCUMENTS, FACTS
from tests.agreements.printed_form import PrintedForm
from tests.agreements.printed_paper import blocks_of_docx, blocks_of_pdf, page_of
from tests.agreements.test_facts import holds, write_demo

# Where the paper differs from the page, and why.
READ_BY_US = "what the application reads from the words; the words themselves are printed"
NOT_PRINTED = {
    "PROJECT/Projekt": READ_BY_US,
    "PROJECT/Vzdělávání": READ_BY_US,
    "VALIDITY/Platí od": READ_BY_US,
    "VALIDITY/Platí do": READ_BY_US,
    "OPINION/Výsledek": READ_BY_US,
    "OPINION/Projednáno": READ_BY_US,
}
PRINTED = [fact for fact in FACTS if fact.where not in NOT_PRINTED]


@pytest.fixture(scope="module")
def papers(django_db_setup, django_db_blocker, tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "popis.pdf"
    papers = {"pdf": {}, "docx": {}}
    with django_db_blocker.unblock(), transaction.atomic():
        write_demo()
        for unit, document in DOCUMENTS.items():
            version = AgreementVersion.objects.with_tree().get(agreement__unit__name=unit, number=1)
            printed = printed_document(version, today=date(2026, 11, 21))
            found = {
                "pdf": blocks_of_pdf(agreement_pdf(printed), path),
                "docx": blocks_of_docx(agreement_docx(printed)),
            }
            for format, blocks in found.items():
                papers[format][unit] = PrintedForm(page_of(blocks), document.ROW_NAMES)
        transaction.set_rollback(True)
    return papers


def test_hardly_a_fact_is_left_out():
    assert len(FACTS) - len(PRINTED) < 20
    assert len(PRINTED) > 600
    assert set(NOT_PRINTED) <= {fact.where for fact in FACTS}


@pytest.mark.parametrize("format", ["pdf", "docx"])
@pytest.mark.parametrize("unit", DOCUMENTS)
def test_the_paper_says_what_the_document_says(papers, unit, format):
    paper = papers[format][unit]

    wrong = {
        str(fact): said
        for fact in PRINTED
        if fact.unit == unit and not holds(fact, said := paper.part(fact.where))
    }

    assert wrong == {}
