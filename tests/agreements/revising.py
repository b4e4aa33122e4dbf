"""Versions that follow one another, dated by their approvals and signatures."""

from datetime import date

from agreements import actions
from agreements.models import Agreement, AgreementVersion
from agreements.vocabulary import Side
from tests.factories import (
    ApprovalFactory,
    SignatureFactory,
    StepFactory,
    UserFactory,
    VersionFactory,
)


def agreement_from(start: date, *, years: int = 5, **fields) -> AgreementVersion:
    """A first version in a draft, approved on the day; `in_force` brings it there."""
    version = VersionFactory(stated_years=years, **fields)
    ApprovalFactory(version=version, decided_on=start, resolution_number="1/22")
    StepFactory(version=version)
    return version


def in_force(version: AgreementVersion) -> AgreementVersion:
    actions.take_over(version, by=UserFactory(), reason="Platí na papíře.")
    version.refresh_from_db()
    return version


def revision(agreement: Agreement) -> AgreementVersion:
    return actions.revise(agreement, by=UserFactory(), reason="Mění se počty.")


def signed(version: AgreementVersion, day: date) -> AgreementVersion:
    """Approved and signed by both sides on the day."""
    ApprovalFactory(version=version, decided_on=day, resolution_number="2/24")
    for side in Side:
        SignatureFactory(version=version, side=side, signed_on=day)
    return version


def terminate(version: AgreementVersion, day: date) -> None:
    actions.terminate(
        version,
        by=UserFactory(),
        today=day,
        ends_on=day,
        body_text="Monitorovací výbor",
        reason="Spolupráce nepokračuje.",
    )
