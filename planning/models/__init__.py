from planning.models.commitments import (
    Commitment,
    CountingRule,
    DeviationComment,
    Evidence,
    Fulfilment,
    FulfilmentState,
    Occurrence,
    Rounding,
    YearBasis,
)
from planning.models.debts import Debt, DebtMark, DebtSheet
from planning.models.meetings import EventReopening, MeetingPrint, MeetingPrintJob

__all__ = [
    "Commitment",
    "CountingRule",
    "Debt",
    "DebtMark",
    "DebtSheet",
    "DeviationComment",
    "EventReopening",
    "Evidence",
    "Fulfilment",
    "FulfilmentState",
    "MeetingPrint",
    "MeetingPrintJob",
    "Occurrence",
    "Rounding",
    "YearBasis",
]
