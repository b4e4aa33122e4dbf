"""A cooperation made by hand, and what happens in its year 2023, for figures that are counted on paper first."""

from datetime import date

from agreements.vocabulary import OutputCode, TermKind
from partnerships.vocabulary import EventKind
from reporting.collect import collect
from reporting.snapshot import from_json, to_json
from tests.planning.situations import EVALUATION_ROLES, draft, event_for, step

TODAY = date(2024, 2, 1)
YEARLY = {"kind": TermKind.FREQUENCY}


def agreed():
    """A draft of: 4 meetings, 2 evaluations, 2 trainings, 1 report a year; 40 hours, at most 20 at a distance."""
    version = draft(hours_total=40, hours_distance_max=20)
    meetings = {"event_kind": EventKind.LP_MEETING, "count": 4, "counts_working_groups": True}
    evaluation = {"event_kind": EventKind.EVALUATION_MEETING, "count": 2, "required_roles": EVALUATION_ROLES}
    training = {"event_kind": EventKind.GROUP_TRAINING, "count": 2}
    council = {"event_kind": EventKind.COUNCIL_REPORT, "count": 1}
    step(version, outputs=[OutputCode.LP_MEETING_RECORD], terms=[YEARLY | meetings], specification="Jednání")
    step(version, terms=[YEARLY | evaluation], specification="Vyhodnocení")
    step(version, terms=[YEARLY | training], specification="Vzdělávání")
    step(version, terms=[YEARLY | council], specification="Zpráva")
    return version


def report(agreement):
    data = collect(agreement, 2023, today=TODAY)
    assert from_json(to_json(data)) == data
    return data


def commitment(agreement, kind):
    key = agreement.versions.get().schedule_terms.get(event_kind=kind).key
    return agreement.commitments.get(key=key)


def happened(agreement, kind, on, **fields):
    """Held and confirmed for its term."""
    asked = EventKind.LP_MEETING if kind == EventKind.WG_MEETING else kind
    return event_for(agreement, commitment=commitment(agreement, asked), kind=kind, starts_on=on, **fields)
