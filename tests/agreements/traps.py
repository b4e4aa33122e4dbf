"""The irregularities of the real documents, each as the smallest agreement that has it.

A row says which warning it gives and at which field; a trap that deliberately gives none has a test of its own,
named by its number, whose text gives the reason.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from django.urls import reverse

from agreements import reference
from agreements.models import AgreementTemplate, AgreementVersion
from agreements.vocabulary import Section, Side, TermKind
from agreements.warnings import Warning, missing_for
from tests.factories import (
    ActivityFactory,
    ApprovalFactory,
    MemorandumFactory,
    OutputFactory,
    ResponsibilityFactory,
    StepFactory,
    TermFactory,
    VersionFactory,
    member,
)
from tests.links import leads_to

TODAY = date(2026, 11, 21)
ROW = "the row itself"  # the field is the key of the row that `build` returned


class Trap(NamedTuple):
    """`build` returns the version, or the version and the row the warning has to point at."""

    number: int
    says: str
    build: Callable
    code: str
    section: Section
    field: str
    text: str  # a part of the sentence


def rows(*traps: Trap) -> list:
    return [pytest.param(trap, id=f"{trap.number}-{trap.code}") for trap in traps]


def check(client, trap: Trap) -> None:
    """The warning stands once, at its field, in words, on the page, and leads to a place that is there."""
    built = trap.build()
    version, row = built if isinstance(built, tuple) else (built, None)
    user = member(version.agreement.unit)
    client.force_login(user)

    found = [one for one in warnings_of(version, user) if one.code == trap.code]
    field = str(row.key) if trap.field == ROW else trap.field
    here = [one for one in found if one.field == field]

    assert [one.section for one in here] == [trap.section], found
    sentence = here[0].text.replace("\u00a0", " ")
    assert trap.text in sentence
    assert sentence.endswith(".")
    leads_to(client, here[0].url)
    leads_to(client, here[0]._replace(fix="").url)
    assert sentence in page_of(client, version)


def warnings_of(version: AgreementVersion, user) -> list[Warning]:
    loaded = AgreementVersion.objects.with_tree().get(pk=version.pk)
    return missing_for(user, loaded, today=TODAY)


def codes(version: AgreementVersion) -> set[str]:
    return {one.code for one in warnings_of(version, member(version.agreement.unit))}


def page_of(client, version: AgreementVersion) -> str:
    html = client.get(reverse("agreements:version", args=[version.pk])).content.decode()
    return html.replace("&quot;", '"').replace("&#x27;", "'").replace("\u00a0", " ")


def shown(client, version: AgreementVersion) -> str:
    """The page as the manager reads it."""
    client.force_login(member(version.agreement.unit))
    return page_of(client, version)


def draft(annex="5", **fields) -> AgreementVersion:
    reference.load()
    return VersionFactory(template=AgreementTemplate.objects.get(code=annex), **fields)


def approved(version: AgreementVersion, on: date, **fields) -> AgreementVersion:
    ApprovalFactory(version=version, side=Side.UNIT, decided_on=on, **fields)
    return version


def under_memorandum(version: AgreementVersion, **fields) -> AgreementVersion:
    agreement = version.agreement
    agreement.memorandum = MemorandumFactory(unit=agreement.unit, **fields)
    agreement.save()
    return version


def step(version, *, activity=None, outputs=(), unit=(), asz=(), terms=(), **fields):
    """`unit` and `asz` are (code, text) of responsibilities, `terms` the fields of each."""
    activity = activity or ActivityFactory(version=version)
    row = StepFactory(version=version, activity=activity, **fields)
    for code in outputs:
        OutputFactory(version=version, step=row, code=code)
    for side, texts in ((Side.UNIT, unit), (Side.ASZ, asz)):
        for code, text in texts:
            ResponsibilityFactory(version=version, step=row, side=side, code=code, raw_text=text)
    for term in terms:
        TermFactory(version=version, step=row, **term)
    return row


def dated(raw_text: str, last: date, *, first: date | None = None, kind=TermKind.MONTH) -> dict:
    first = first or last.replace(day=1)
    return {
        "raw_text": raw_text, "kind": kind, "count": None, "bound": "", "per": "",
        "date_from": first, "date_to": last,
    }  # fmt: skip


def undated(raw_text: str, kind=TermKind.NONE, **fields) -> dict:
    return {"raw_text": raw_text, "kind": kind, "count": None, "bound": "", "per": "", **fields}
