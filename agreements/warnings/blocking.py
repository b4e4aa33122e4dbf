"""Which warnings keep a draft from being handed over for review, and which only say what the next steps bring.

Blocking is what the form asks of every agreement and what nobody else can write for the unit: who it is and who
acts for it, for how long, on what, with whom, the plan, and a timeline in which each step says what is done, by
whom and until when. „Nobody“ and „as needed“ can be written (a dash, a term by demand), so a blank is a blank. A
vacancy or a bare function is an answer. Contradictions and what can be filled in later never block (documents
hold them on purpose), nor does what comes about by the very steps that follow.
"""

from collections.abc import Iterable

from agreements.warnings.warning import Warning

BLOCKING = frozenset(
    {
        "header_blank",
        "role_blank",
        "validity_without_years",
        "focus_blank",
        "partnership_blank",
        "plan_blank",
        "timeline_blank",
        "activity_without_name",
        "activity_without_steps",
        "step_without_specification",
        "step_without_term",
        "responsibility_blank",
        "inherited_unconfirmed",
    }
)
# Written by the steps that follow, so their absence is no fault of a draft.
LATER = frozenset(
    {
        "opinion_blank",
        "approval_date_blank",
        "resolution_number_blank",
        "asz_approval_blank",
        "signature_without_date",
        "signature_without_place",
        "validity_without_start",
    }
)


def blocking(warnings: Iterable[Warning]) -> list[Warning]:
    return [one for one in warnings if one.code in BLOCKING]


def expected_later(warnings: Iterable[Warning]) -> list[Warning]:
    return [one for one in warnings if one.code in LATER]


def only_notices(warnings: Iterable[Warning]) -> list[Warning]:
    return [one for one in warnings if one.code not in BLOCKING | LATER]
