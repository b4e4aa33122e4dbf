"""The life cycle of a report as one table."""

from typing import NamedTuple

from django.db.models import TextChoices

from partnerships.unit_words import Cases
from partnerships.vocabulary import UnitRole


class ReportState(TextChoices):
    DRAFT = "DRAFT", "rozpracována"
    SUBMITTED = "SUBMITTED", "předložena zastupitelstvu"


class Transition(NamedTuple):
    """Its words name the unit's own body, so they are said by `said_to`."""

    label: str
    sources: frozenset[ReportState]
    target: ReportState
    roles: frozenset[UnitRole]
    needs_reason: bool
    explanation: str

    def said_to(self, body: Cases) -> "Transition":
        return self._replace(label=self.label.format(body), explanation=self.explanation.format(body))


TRANSITIONS = {
    "submit": Transition(
        label="Předložit {0.dative}",
        sources=frozenset({ReportState.DRAFT}),
        target=ReportState.SUBMITTED,
        roles=frozenset({UnitRole.MANAGER, UnitRole.DEPUTY, UnitRole.REPRESENTATIVE}),
        needs_reason=False,
        explanation=(
            "Zpráva v tomto znění se předkládá {0.dative}. Už ji nepůjde změnit; oprava vznikne jako nová "
            "verze zprávy."
        ),
    ),
}


def open_transitions(state: ReportState) -> dict[str, Transition]:
    return {name: step for name, step in TRANSITIONS.items() if state in step.sources}
