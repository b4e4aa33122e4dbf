"""What changes the parties and their people. Each function is one transaction and its history names the author.

ValidationError carries the Czech sentences for the form; nothing is written then.
"""

from partnerships.actions.accounts import (
    create_account,
    deactivate,
    edit_account,
    end_access,
    give_access,
    reactivate,
)
from partnerships.actions.bodies import (
    add_group,
    add_seat,
    create_organisation,
    create_partnership,
    end_seat,
    record_seat,
)
from partnerships.actions.consultants import assign_consultant, end_consultant
from partnerships.actions.documents import store_document
from partnerships.actions.handover import hand_over
from partnerships.actions.invitations import (
    InvitationClosed,
    accept_invitation,
    fingerprint_of,
    invite,
    withdraw_invitation,
)
from partnerships.actions.notices import read_all_notices, read_notice
from partnerships.actions.people import create_person, end_role, hold_role, record_holding
from partnerships.actions.second_factor import remove_second_factor
from partnerships.actions.transactions import action, locked
from partnerships.actions.units import create_unit, edit_unit

__all__ = [
    "InvitationClosed",
    "accept_invitation",
    "action",
    "add_group",
    "add_seat",
    "assign_consultant",
    "create_account",
    "create_organisation",
    "create_partnership",
    "create_person",
    "create_unit",
    "deactivate",
    "edit_account",
    "edit_unit",
    "end_access",
    "end_consultant",
    "end_role",
    "end_seat",
    "fingerprint_of",
    "give_access",
    "hand_over",
    "hold_role",
    "invite",
    "locked",
    "reactivate",
    "read_all_notices",
    "read_notice",
    "record_holding",
    "record_seat",
    "remove_second_factor",
    "store_document",
    "withdraw_invitation",
]
