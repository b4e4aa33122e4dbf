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
from partnerships.actions.bodies import add_group, create_organisation, create_partnership, edit_group
from partnerships.actions.consultants import assign_consultant, end_consultant
from partnerships.actions.contacts import (
    LostSave,
    add_organisation,
    add_person,
    edit_contact,
    erase_person,
    merge_contacts,
    record_export,
)
from partnerships.actions.dissolution import dissolve_group, edit_partnership, restore_group
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
from partnerships.actions.rules import add_rules, edit_rules, replace_rules
from partnerships.actions.seats import (
    add_seat,
    correct_seat,
    delete_seat,
    end_seat,
    hold_seat,
    record_holder,
    record_seat,
)
from partnerships.actions.second_factor import remove_second_factor
from partnerships.actions.transactions import action, locked, told_apart
from partnerships.actions.units import create_unit, edit_unit
from partnerships.actions.uploads import WrongPart, cancel_upload, receive_part, start_upload, sweep_uploads

__all__ = [
    "InvitationClosed",
    "LostSave",
    "WrongPart",
    "accept_invitation",
    "action",
    "add_group",
    "add_organisation",
    "add_person",
    "add_rules",
    "add_seat",
    "assign_consultant",
    "cancel_upload",
    "correct_seat",
    "create_account",
    "create_organisation",
    "create_partnership",
    "create_person",
    "create_unit",
    "deactivate",
    "delete_seat",
    "dissolve_group",
    "edit_account",
    "edit_contact",
    "edit_group",
    "edit_partnership",
    "edit_rules",
    "edit_unit",
    "end_access",
    "end_consultant",
    "end_role",
    "end_seat",
    "erase_person",
    "fingerprint_of",
    "give_access",
    "hand_over",
    "hold_role",
    "hold_seat",
    "invite",
    "locked",
    "merge_contacts",
    "reactivate",
    "read_all_notices",
    "read_notice",
    "receive_part",
    "record_export",
    "record_holder",
    "record_holding",
    "record_seat",
    "remove_second_factor",
    "replace_rules",
    "restore_group",
    "start_upload",
    "store_document",
    "sweep_uploads",
    "told_apart",
    "withdraw_invitation",
]
