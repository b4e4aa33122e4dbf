"""What people and the other apps do in planning; each function is one transaction and names its author."""

from planning.actions.acceptance import accept_evidence, reopen_event, withdraw_acceptance
from planning.actions.attendance import record_attendance, tick_attendance
from planning.actions.circulation import circulate_minutes, comment_minutes, settle_comment
from planning.actions.counting import change_counting, decide_expectation, withdraw_decision_of
from planning.actions.decisions import edit_decision, record_decision, withdraw_decision
from planning.actions.events import (
    LostSave,
    Refused,
    cancel_event,
    confirm_fulfilment,
    edit_event,
    record_event,
)
from planning.actions.evidence import attach_evidence, explain_deviation
from planning.actions.excel import AlreadyTaken, keep_workbook, take_workbook
from planning.actions.feed import note_reading, open_feed, revoke_feed
from planning.actions.invitations import call_off, cancel_invitations, send_invitations
from planning.actions.meetings import approve_minutes, reopen_minutes, save_minutes
from planning.actions.plan import PlannedMeanwhile, PlannedRow, plan_year, take_back_plan
from planning.actions.series import hold_event, plan_series
from planning.actions.tasks import cancel_task, create_task, edit_task, finish_task, reopen_task
from planning.actions.timeline import write_occurrences

__all__ = [
    "AlreadyTaken",
    "LostSave",
    "PlannedMeanwhile",
    "PlannedRow",
    "Refused",
    "accept_evidence",
    "approve_minutes",
    "attach_evidence",
    "call_off",
    "cancel_event",
    "cancel_invitations",
    "cancel_task",
    "change_counting",
    "circulate_minutes",
    "comment_minutes",
    "confirm_fulfilment",
    "create_task",
    "decide_expectation",
    "edit_decision",
    "edit_event",
    "edit_task",
    "explain_deviation",
    "finish_task",
    "hold_event",
    "keep_workbook",
    "note_reading",
    "open_feed",
    "plan_series",
    "plan_year",
    "record_attendance",
    "record_decision",
    "record_event",
    "reopen_event",
    "reopen_minutes",
    "reopen_task",
    "revoke_feed",
    "save_minutes",
    "send_invitations",
    "settle_comment",
    "take_back_plan",
    "take_workbook",
    "tick_attendance",
    "withdraw_acceptance",
    "withdraw_decision",
    "withdraw_decision_of",
    "write_occurrences",
]
