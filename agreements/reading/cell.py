"""A deadline cell with what stands beside it."""

import re
from dataclasses import replace

from agreements.reading.marks import ESTIMATE, TARGETS
from agreements.reading.parts import parts_of
from agreements.reading.reading import Reading, ReadTerm
from agreements.reading.terms import read_part
from agreements.reading.text import folded, plain_of
from agreements.reading.things import GROUPS_SAID, Things, kind_from_context, report_kind
from agreements.reading.undated import NOTHING
from agreements.vocabulary import ParseStatus, TermKind
from partnerships.vocabulary import TRAINING_KINDS, EventKind


def read_cell(text: str, *, activity: str = "", specification: str = "") -> Reading:
    """Every term of a deadline cell; the activity and its specification tell what is counted. Never raises."""
    beside = Beside(activity, specification)
    plain = folded(text)
    if " ".join(plain.plain.split()).strip(" .,;:*()\"'") in NOTHING:
        kind = beside.columns(Things()).get("event_kind", "")
        return Reading(text, (ReadTerm(text, ParseStatus.PARSED, TermKind.NONE, kind),))
    terms = [read_part(plain, part, beside.columns) for part in parts_of(plain)]
    return Reading(text, tuple(beside.with_targets(terms)))


class Beside:
    """The activity and the specification of the step."""

    def __init__(self, activity: str, specification: str):
        self.activity, self.specification = plain_of(activity), plain_of(specification)

    def columns(self, things: Things) -> dict:
        """What the words of the term say of it, and what they leave to the words beside."""
        kind = report_kind(things, self.activity, self.specification)
        if not kind:
            kind = kind_from_context(self.activity, self.specification)
        columns = {
            "event_kind": kind,
            "required_roles": things.required_roles if things.is_meeting else (),
            "recipient": things.recipient,
            "purpose": things.purpose,
        }
        if kind == EventKind.LP_MEETING and GROUPS_SAID.search(f"{self.activity} {self.specification}"):
            columns["counts_working_groups"] = True
        return columns

    def with_targets(self, terms: list[ReadTerm]) -> list[ReadTerm]:
        """The specification may say how many people and events are expected; it says so once."""
        found = TARGETS.search(self.specification)
        if not found or any(term.target_participants for term in terms):
            return terms
        place = next((place for place, term in enumerate(terms) if term.event_kind in TRAINING_KINDS), 0)
        around = self.specification[max(0, found.start() - 30) : found.end() + 60]
        terms[place] = replace(
            terms[place],
            target_participants=int(found["people"]),
            target_events=int(found["events"]),
            is_estimate=bool(re.search(ESTIMATE, around)),
        )
        return terms
