"""What people and the other apps do in planning; each function is one transaction and names its author."""

from planning.actions.acceptance import accept_evidence, reopen_event, withdraw_acceptance
from planning.actions.attendance import record_attendance
from planning.actions.events import (
    LostSave,
    Refused,
    cancel_event,
    confirm_fulfilment,
    edit_event,
    record_event,
)
from planning.actions.evidence import attach_evidence, explain_deviation
from planning.actions.meetings import approve_minutes, save_minutes
from planning.actions.timeline import write_occurrences

__all__ = [
    "LostSave",
    "Refused",
    "accept_evidence",
    "approve_minutes",
    "attach_evidence",
    "cancel_event",
    "confirm_fulfilment",
    "edit_event",
    "explain_deviation",
    "record_attendance",
    "record_event",
    "reopen_event",
    "save_minutes",
    "withdraw_acceptance",
    "write_occurrences",
]
