import pytest

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind
from tests.factories import (
    PartnershipFactory,
    member,
)
from tests.planning.situations import (
    agreement_with,
)

MEETING_OUTPUTS = [OutputCode.LP_MEETING_RECORD, OutputCode.ATTENDANCE_SHEET]
MEETINGS = {"kind": TermKind.FREQUENCY, "event_kind": EventKind.LP_MEETING, "count": 4}


@pytest.fixture
def agreement():
    return agreement_with(MEETING_OUTPUTS, **MEETINGS)


@pytest.fixture
def partnership(agreement):
    return PartnershipFactory(units=[agreement.unit])


@pytest.fixture
def manager(agreement, client):
    user = member(agreement.unit)
    client.force_login(user)
    return user
