from planning.models.commitments import (
    Commitment,
    DeviationComment,
    Evidence,
    Fulfilment,
    FulfilmentState,
    Occurrence,
)
from planning.models.meetings import EventReopening, MeetingPrint, MeetingPrintJob

__all__ = [
    "Commitment",
    "DeviationComment",
    "EventReopening",
    "Evidence",
    "Fulfilment",
    "FulfilmentState",
    "MeetingPrint",
    "MeetingPrintJob",
    "Occurrence",
]
