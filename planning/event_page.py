"""Everything the page of one event shows, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from agreements.models import ExpectedOutput
from agreements.vocabulary import OutputCode
from partnerships.models import Attendance, Event, Meeting, TerritorialUnit
from planning.candidates import Candidate, candidates_of
from planning.facts import facts_of
from planning.fulfilment import asked_outputs, held_outputs, missing_for
from planning.models import Evidence, Fulfilment, FulfilmentState


@dataclass(frozen=True)
class Link:
    """A commitment the event is linked to, and what keeps it from counting."""

    label: str
    is_confirmed: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class AskedOutput:
    code: OutputCode
    text: str
    is_optional: bool
    is_held: bool


@dataclass(frozen=True)
class EventPage:
    candidates: list[Candidate]
    links: list[Link]
    chosen: list
    outputs: list[AskedOutput]
    evidence: list[Evidence]
    attendances: list[Attendance]
    meeting: Meeting | None

    @property
    def has_proposals(self) -> bool:
        return any(not link.is_confirmed for link in self.links)

    @property
    def present_count(self) -> int:
        return sum(row.is_present for row in self.attendances)


def with_links(events: QuerySet) -> QuerySet:
    """And with what each event is linked to."""
    rows = Fulfilment.objects.filter(event=OuterRef("pk")).order_by()
    columns = {"commitment": F("commitment_id"), "state": F("state")}
    return events.annotate(links=ArraySubquery(rows.values(row=JSONObject(**columns))))


def event_page(event: Event, units: Iterable[TerritorialUnit]) -> EventPage:
    """`event` went through facts.with_facts and with_links; `units` are those whose agreements are spoken of."""
    facts = facts_of(event, event)
    offered = candidates_of(event, units)
    state = {row["commitment"]: row["state"] for row in event.links}
    linked = [one for one in offered if one.commitment.pk in state]
    by_step: dict[int, list[ExpectedOutput]] = {}
    for output in ExpectedOutput.objects.filter(step__in=[one.term.step_id for one in linked]):
        by_step.setdefault(output.step_id, []).append(output)
    links = [
        Link(
            label=one.label,
            is_confirmed=state[one.commitment.pk] == FulfilmentState.CONFIRMED,
            missing=missing_for(facts, one.term, by_step.get(one.term.step_id, []), frozenset()),
        )
        for one in linked
    ]
    return EventPage(
        candidates=offered,
        links=links,
        chosen=[one.commitment.key for one in linked],
        outputs=_outputs(facts, by_step),
        evidence=list(event.evidence.select_related("document", "accepted_by")),
        attendances=list(
            event.attendances.select_related("seat__organisation", "seat__holder", "person").order_by("pk")
        ),
        meeting=getattr(event, "meeting", None),
    )


def _outputs(facts, by_step) -> list[AskedOutput]:
    held = held_outputs(facts)
    asked = {}
    for outputs in by_step.values():
        for output in asked_outputs(facts.kind, outputs):
            code = OutputCode(output.code)
            asked.setdefault(code, AskedOutput(code, output.text, output.is_optional, code in held))
    return list(asked.values())


def evidence_choices(event: Event) -> list[AskedOutput]:
    """What a file of the event may document: what its steps ask first, then everything else."""
    asked = event_page(event, event.units).outputs
    return asked + [
        AskedOutput(code, code.label, True, False)
        for code in OutputCode
        if code not in {output.code for output in asked}
    ]
