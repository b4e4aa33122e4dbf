"""What people do with agreements; each function is one transaction and names its author."""

from agreements.actions.adoption import (
    complete_adoption,
    set_approval,
    set_opinion,
    set_signature,
    set_start,
    take_over,
)
from agreements.actions.comments import raise_thread, reopen, reply, resolve
from agreements.actions.content import (
    save_focus,
    save_header,
    save_legacy,
    save_measures,
    save_partnership_description,
    save_plan,
    save_project,
    save_regional_contact,
    save_roles,
    save_timeline_frame,
    save_validity,
)
from agreements.actions.drafts import create_agreement, revise, succeed
from agreements.actions.editing import (
    DraftExists,
    FrozenVersion,
    IncompleteForm,
    Refused,
    StaleSection,
    StepNotOpen,
    UnknownRow,
)
from agreements.actions.timeline import delete_activity, move_activity, save_activity

__all__ = [
    "DraftExists",
    "FrozenVersion",
    "IncompleteForm",
    "Refused",
    "StaleSection",
    "StepNotOpen",
    "UnknownRow",
    "complete_adoption",
    "create_agreement",
    "delete_activity",
    "move_activity",
    "raise_thread",
    "reopen",
    "reply",
    "resolve",
    "revise",
    "save_activity",
    "save_focus",
    "save_header",
    "save_legacy",
    "save_measures",
    "save_partnership_description",
    "save_plan",
    "save_project",
    "save_regional_contact",
    "save_roles",
    "save_timeline_frame",
    "save_validity",
    "set_approval",
    "set_opinion",
    "set_signature",
    "set_start",
    "succeed",
    "take_over",
]
