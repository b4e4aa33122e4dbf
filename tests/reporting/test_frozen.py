"""A printed report can't be changed, not even by who writes SQL."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from partnerships.models import Document
from reporting.models import FROZEN_COLUMNS, FulfilmentReport, ReportStepLog
from reporting.snapshot import from_json, sha256, to_json
from tests.factories import AgreementFactory, DocumentFactory, UserFactory
from tests.reporting.situations import printed, reporting_agreement, waiting

pytestmark = pytest.mark.django_db

OTHER = {
    "snapshot": dict,
    "snapshot_sha256": lambda: "0" * 64,
    "template_version": lambda: "jiná",
    "document_id": lambda: DocumentFactory().pk,
    "agreement_id": lambda: AgreementFactory().pk,
    "year": lambda: 2024,
    "number": lambda: 7,
}


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_every_frozen_column_is_tried():
    assert set(OTHER) == set(FROZEN_COLUMNS)


@pytest.mark.parametrize("column", FROZEN_COLUMNS)
def test_sql_cannot_change_a_printed_report(column):
    report = printed(reporting_agreement())

    with pytest.raises(IntegrityError, match="Vydanou zprávu nelze měnit ani smazat"):
        FulfilmentReport.objects.filter(pk=report.pk).update(**{column: OTHER[column]()})


def test_sql_can_neither_empty_nor_delete_a_printed_report():
    report = printed(reporting_agreement())
    report.job.delete()

    for sql in (
        "UPDATE reporting_fulfilmentreport SET snapshot = NULL, snapshot_sha256 = '', template_version = '', "
        "document_id = NULL",
        "DELETE FROM reporting_fulfilmentreport",
    ):
        with pytest.raises(IntegrityError, match="Vydanou zprávu nelze měnit ani smazat"):
            run(sql)
    assert FulfilmentReport.objects.get().snapshot == json.loads(to_json(from_json(report.snapshot)))


def test_report_that_was_not_printed_yet_can_go():
    job = waiting(AgreementFactory())
    job.delete()

    run("DELETE FROM reporting_fulfilmentreport")

    assert not FulfilmentReport.objects.exists()


def test_file_of_a_report_cannot_be_deleted():
    report = printed(reporting_agreement())

    with pytest.raises(IntegrityError, match="foreign key"):
        run("DELETE FROM partnerships_document; SET CONSTRAINTS ALL IMMEDIATE")

    assert Document.objects.get() == report.document


def test_log_of_steps_is_only_added_to():
    report = printed(reporting_agreement())
    ReportStepLog.objects.create(report=report, step="submit", by=UserFactory())

    for sql in ("UPDATE reporting_reportsteplog SET step = 'x'", "DELETE FROM reporting_reportsteplog"):
        with pytest.raises(Exception, match="append_only"):
            run(sql)
    assert ReportStepLog.objects.get().step == "submit"


def test_snapshot_is_frozen_in_memory_too_and_its_hash_follows_the_data():
    data = from_json(printed(reporting_agreement()).snapshot)

    with pytest.raises(AttributeError):
        data.year = 2024
    assert sha256(to_json(data)) == FulfilmentReport.objects.get().snapshot_sha256
    changed = to_json(data).replace(b'"year":2023', b'"year":2024')
    assert sha256(changed) != sha256(to_json(data))
