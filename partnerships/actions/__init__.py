"""What changes the parties and their people. Each function is one transaction and its history names the author.

ValidationError carries the Czech sentences for the form; nothing is written then.
"""

from partnerships.actions.bodies import (
    add_group,
    add_seat,
    create_organisation,
    create_partnership,
    end_seat,
    record_seat,
)
from partnerships.actions.documents import store_document
from partnerships.actions.people import create_person, end_role, hold_role, record_holding
from partnerships.actions.transactions import action, locked

__all__ = [
    "action",
    "add_group",
    "add_seat",
    "create_organisation",
    "create_partnership",
    "create_person",
    "end_role",
    "end_seat",
    "hold_role",
    "locked",
    "record_holding",
    "record_seat",
    "store_document",
]
