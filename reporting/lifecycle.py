"""The life cycle of a report and of a job: two tables."""

from typing import NamedTuple

from django.db.models import TextChoices

from partnerships.vocabulary import UnitRole


class ReportState(TextChoices):
    DRAFT = "DRAFT", "rozpracována"
    SUBMITTED = "SUBMITTED", "předložena zastupitelstvu"


class JobState(TextChoices):
    QUEUED = "QUEUED", "čeká ve frontě"
    RUNNING = "RUNNING", "běží"
    DONE = "DONE", "hotovo"
    FAILED = "FAILED", "selhalo"


class Transition(NamedTuple):
    label: str
    sources: frozenset[ReportState]
    target: ReportState
    roles: frozenset[UnitRole]
    needs_reason: bool
    explanation: str


TRANSITIONS = {
    "submit": Transition(
        label="Předložit zastupitelstvu",
        sources=frozenset({ReportState.DRAFT}),
        target=ReportState.SUBMITTED,
        roles=frozenset({UnitRole.MANAGER, UnitRole.DEPUTY, UnitRole.REPRESENTATIVE}),
        needs_reason=False,
        explanation=(
            "Zpráva v tomto znění se předkládá zastupitelstvu. Už ji nepůjde změnit; oprava vznikne jako nová "
            "verze zprávy."
        ),
    ),
}


def open_transitions(state: ReportState) -> dict[str, Transition]:
    return {name: step for name, step in TRANSITIONS.items() if state in step.sources}
